"""`mkdocs build` is another way to the same site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.site.building import DEADLINE, Built, contents, different, environment


def test_the_mkdocs_command_builds_the_same_bytes(site: Built, tmp_path: Path) -> None:
    config, other = site.subject / "mkdocs.yml", tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(other)],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=DEADLINE,
    )
    assert done.returncode == 0, done.stderr
    assert different(site.files, contents(other)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
