"""The same input gives the same bytes, whatever the folder, the machine's settings or the time."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.site.building import (
    PARTS,
    PROJECT,
    TINY,
    Built,
    build,
    contents,
    different,
    environment,
)

# The names say what would show in the bytes if the engine left it to the machine.
SETTINGS = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "C locale": {"LC_ALL": "C", "LANG": "C"},
    "ASCII locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "other locale": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "hash seed": {"PYTHONHASHSEED": "1"},
    "other hash seed": {"PYTHONHASHSEED": "4294967295"},
}


def copy_backwards(to: Path, parts: tuple[str, ...]) -> Path:
    """The project, its files made in the opposite order and dated otherwise."""
    files = [
        path
        for part in parts
        for path in [PROJECT / part, *(PROJECT / part).rglob("*")]
        if path.is_file() and "__pycache__" not in path.parts
    ]
    for number, path in enumerate(sorted(files, reverse=True)):
        target = to / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1_000_000_000 + number, 1_000_000_000 + number))
    return to


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_of_the_machine_do_not_show(
    settings: dict[str, str], tiny: Built, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    done = build(site, subject=TINY, env=environment(**settings))
    assert done.returncode == 0, done.stderr
    assert different(tiny.files, contents(site)) == []


def test_folder_order_dates_and_everything_at_once_do_not_show(site: Built, tmp_path: Path) -> None:
    project = copy_backwards(tmp_path / "another folder, with blanks & 漢字", PARTS)
    env = environment(TZ="America/St_Johns", LC_ALL="C", PYTHONHASHSEED="7", TMPDIR=str(tmp_path))
    other = tmp_path / "deeper" / "site"
    done = build(other, project=project, subject=site.name, env=env, umask=0o077)
    assert done.returncode == 0, done.stderr
    assert different(site.files, contents(other)) == []


def test_a_second_build_into_the_same_folder_gives_the_same_bytes(
    tiny: Built, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        done = build(site, subject=TINY)
        assert done.returncode == 0, done.stderr
        assert different(tiny.files, contents(site)) == []
