"""The stage: a site is replaced whole or not at all, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing import stage
from briefing.stage import Stage, StageError
from tests.helpers import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked here")


SITE = ["404.html", "index.html", "sitemap.xml"]
"""What every site that MkDocs has made holds."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a good site in it."""
    folder = tmp_path / "site"
    folder.mkdir()
    _fill(folder, "old")
    (folder / "gone.html").write_text("old", "utf-8")
    return folder


def _built(folder: Path) -> Stage:
    made = Stage(folder)
    _fill(made.folder, "new")
    return made


def _fill(folder: Path, text: str) -> None:
    for name in SITE:
        (folder / name).write_text(text, "utf-8")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_first_build_makes_the_site_and_its_parents(tmp_path: Path) -> None:
    _built(tmp_path / "public" / "site").swap()
    assert (tmp_path / "public" / "site" / "index.html").read_text("utf-8") == "new"
    assert _names(tmp_path / "public") == ["site"]


def test_site_stands_untouched_until_the_swap(site: Path) -> None:
    made = _built(site)
    assert made.folder.parent == site.parent, "on the same file system, so that it can be renamed"
    assert _names(site) == sorted([*SITE, "gone.html"])
    made.swap()
    assert _names(site) == SITE
    assert (site / "index.html").read_text("utf-8") == "new"
    assert _names(site.parent) == ["site"]


def test_failed_build_leaves_the_old_site_and_no_trace(site: Path) -> None:
    _built(site).discard()
    assert (site / "index.html").read_text("utf-8") == "old"
    assert _names(site.parent) == ["site"]


def test_discarding_twice_is_harmless(site: Path) -> None:
    made = _built(site)
    made.discard()
    made.discard()
    assert _names(site.parent) == ["site"]


def test_swap_without_an_exchange_in_one_step(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_exchange", lambda *_: False)
    (site / ".git").mkdir()
    _built(site).swap()
    assert _names(site) == [".git", *SITE]
    assert _names(site.parent) == ["site"]


def test_two_builds_at_once_do_not_disturb_each_other(site: Path) -> None:
    one, other = _built(site), _built(site)
    (other.folder / "index.html").write_text("newer", "utf-8")
    one.swap()
    assert (site / "index.html").read_text("utf-8") == "new"
    other.swap()
    assert (site / "index.html").read_text("utf-8") == "newer"
    assert _names(site.parent) == ["site"]


@pytest.mark.parametrize("name", [".git", ".nojekyll", ".well-known"])
def test_hidden_entries_are_kept(site: Path, name: str) -> None:
    (site / name).mkdir()
    (site / name / "kept").write_text("kept", "utf-8")
    _built(site).swap()
    assert (site / name / "kept").read_text("utf-8") == "kept"
    assert not (site / "gone.html").exists()


def test_hidden_entry_that_the_build_makes_itself_is_the_new_one(site: Path) -> None:
    (site / ".nojekyll").write_text("old", "utf-8")
    made = _built(site)
    (made.folder / ".nojekyll").write_text("new", "utf-8")
    made.swap()
    assert (site / ".nojekyll").read_text("utf-8") == "new"


@pytest.mark.parametrize("name", ["notes.txt", "src", "INDEX.md", "index.html"])
def test_folder_that_holds_something_else_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).touch()
    with pytest.raises(StageError, match="holds no site"):
        Stage(tmp_path / "site")
    assert _names(tmp_path / "site") == [name]
    assert _names(tmp_path) == ["site"]


def test_file_in_the_sites_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(StageError, match="is a file"):
        Stage(tmp_path / "site")


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    _built(tmp_path / "site").swap()
    assert _names(tmp_path / "site") == SITE


@posix
def test_site_behind_a_link_is_replaced_where_the_link_leads(tmp_path: Path, site: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    site.rename(disk / "real")
    site.symlink_to(disk / "real", target_is_directory=True)
    made = _built(site)
    assert made.folder.parent == disk
    made.swap()
    assert site.is_symlink()
    assert (disk / "real" / "index.html").read_text("utf-8") == "new"
    assert _names(disk) == ["real"]


@contextmanager
def _builder(site: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with a stage for the site, and its folder."""
    program = (
        "import sys; from pathlib import Path; from briefing.stage import Stage;"
        "print(Stage(Path(sys.argv[1])).folder, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(site)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        try:
            yield process, folder
        finally:
            process.kill()


@posix
def test_litter_of_a_killed_build_is_swept_and_a_live_one_is_kept(site: Path) -> None:
    with _builder(site) as (killed, litter), _builder(site) as (_, live):
        killed.kill()
        killed.wait()
        assert litter.is_dir()
        _built(site).swap()
        assert not litter.exists()
        assert live.is_dir()
    assert (site / "index.html").read_text("utf-8") == "new"


@posix
def test_litter_is_swept_whatever_the_name_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site [1]*"
    with _builder(site) as (killed, litter):
        killed.kill()
        killed.wait()
    assert litter.is_dir()
    _built(site).swap()
    assert _names(tmp_path) == ["site [1]*"]


@posix
def test_site_caught_between_two_steps_is_put_back(site: Path) -> None:
    site.rename(site.parent / ".site.building-0badcafe.old")
    (site.parent / ".site.building-0badcafe").mkdir()
    Stage(site).discard()
    assert (site / "index.html").read_text("utf-8") == "old"
    assert _names(site.parent) == ["site"]


@posix
def test_only_the_sites_own_litter_is_swept(site: Path) -> None:
    for name in (".site-2.building-0badcafe", ".site.backup", "site.building-0badcafe"):
        (site.parent / name).mkdir()
    Stage(site).discard()
    assert _names(site.parent) == [
        ".site-2.building-0badcafe",
        ".site.backup",
        "site",
        "site.building-0badcafe",
    ]
