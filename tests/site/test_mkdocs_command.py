"""`mkdocs build` is another way to the same site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import DEADLINE, PROJECT, SUBJECTS, Built, contents, different, environment


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_mkdocs_command_builds_the_same_bytes(
    name: str, sites: dict[str, Built], tmp_path: Path
) -> None:
    config, site = PROJECT / SUBJECTS[name] / "mkdocs.yml", tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(site)],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=environment(),
        timeout=DEADLINE,
    )
    assert done.returncode == 0, done.stderr
    assert different(sites[name].files, contents(site)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
