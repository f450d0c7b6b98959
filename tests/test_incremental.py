"""Incremental builds: after any edits the site is what a build from nothing makes, to the byte."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import cli
from briefing.incremental import inputs
from briefing.stage import Stage
from tests.editing import EDITS, OF_FACTS, OF_OTHERS, edit
from tests.helpers import ROOT
from tests.site.building import contents

TINY = ROOT / "tests" / "subjects" / "tiny"


class Outcome(NamedTuple):
    """What a build came to."""

    status: int
    said: str
    files: dict[str, bytes]
    printed: str

    @property
    def is_update(self) -> bool:
        """Whether it was an incremental build."""
        return "of them anew" in self.printed


class Bench:
    """A subject that is built twice after each edit: incrementally, and from nothing."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "subject"
        self.site = folder / "site"
        shutil.copytree(TINY, self.root, ignore=shutil.ignore_patterns("site", ".cache"))
        config = self.root / "mkdocs.yml"
        text = config.read_text("utf-8").replace("../../../", f"{ROOT}/")
        config.write_text(text, "utf-8")

    def build(self, *arguments: str) -> Outcome:
        """Build the site, as the command does."""
        return self._build(self.site, *arguments)

    def clean(self) -> Outcome:
        """Build it from nothing, somewhere else."""
        other = self.site.with_name("clean")
        shutil.rmtree(other, ignore_errors=True)
        return self._build(other, "--clean")

    def clean_printed(self, *arguments: str) -> str:
        """What a build from nothing prints."""
        return self._build(self.site.with_name("clean"), "--clean", *arguments).printed

    def _build(self, site: Path, *arguments: str) -> Outcome:
        config = self.root / "mkdocs.yml"
        line = ["build", "-f", str(config), "--site-dir", str(site), *arguments]
        options, _ = cli._options(line)
        said, printed = io.StringIO(), io.StringIO()
        with redirect_stderr(said), redirect_stdout(printed):
            status = cli._run(ROOT, options, [])
        return Outcome(status, said.getvalue(), contents(site), printed.getvalue())

    def ledger(self) -> Path:
        """What is kept for the next build of the site."""
        found = (self.root / ".cache" / "briefing").glob("*.ledger")
        return max(found, key=lambda path: path.stat().st_mtime_ns)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change words in a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def files_at(self) -> dict[str, int]:
        """Which file stands at each path of the site: another number is another file."""
        found = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.stat().st_ino for path in found}


@contextmanager
def bench() -> Iterator[Bench]:
    """A subject in a folder of its own, built."""
    with tempfile.TemporaryDirectory() as folder:
        made = Bench(Path(folder))
        assert made.build().status == 0
        yield made


def assert_same(incremental: Outcome, clean: Outcome) -> None:
    """Both have said the same, and made the same unless both failed."""
    assert (incremental.status, incremental.said) == (clean.status, clean.said)
    if clean.status == 0:
        one, other = incremental.files, clean.files
        assert [p for p in sorted(one.keys() | other.keys()) if one.get(p) != other.get(p)] == []


def edits(*names: str) -> st.SearchStrategy[list[tuple[str, int]]]:
    """Edits of some names."""
    return st.lists(st.tuples(st.sampled_from(names), st.integers(0, 999)), min_size=1, max_size=3)


steps = st.lists(
    st.one_of(edits(*(e.__name__ for e in (*OF_FACTS, *OF_OTHERS))), edits(*EDITS)),
    min_size=1, max_size=4,
)  # fmt: skip


@given(steps)
@settings(max_examples=30)
def test_after_any_edits_the_site_is_what_a_build_from_nothing_makes(
    steps: list[list[tuple[str, int]]],
) -> None:
    with bench() as subject:
        for step in steps:
            for name, number in step:
                edit(subject.root, name, number)
            assert_same(subject.build(), subject.clean())


@pytest.fixture
def subject(tmp_path: Path) -> Bench:
    """A subject that was built."""
    made = Bench(tmp_path)
    assert made.build().status == 0
    return made


def test_where_nothing_has_changed_nothing_is_written(subject: Bench) -> None:
    before = subject.files_at()
    again = subject.build()
    assert again.is_update
    assert ", 0 of them anew" in again.printed
    assert subject.files_at() == before


def test_an_edit_writes_the_pages_that_it_can_change_and_no_others(subject: Bench) -> None:
    before = subject.files_at()
    subject.edit("data/huts/lower-hut.yaml", "The hut stands at", "It stands at")
    assert subject.build().is_update
    after = subject.files_at()
    pages = {path for path in after if path.endswith("index.html") and after[path] != before[path]}
    assert pages == {"huts/lower-hut/index.html", "sources/map-2023/index.html"}


def test_a_time_of_change_alone_changes_nothing(subject: Bench) -> None:
    before = subject.files_at()
    for path in subject.root.rglob("*.yaml"):
        os.utime(path, (0, 0))
    assert subject.build().is_update
    assert subject.files_at() == before


def test_an_edit_that_leaves_size_and_time_of_a_file_is_noticed(subject: Bench) -> None:
    path = subject.root / "data" / "huts" / "lower-hut.yaml"
    at = path.stat()
    subject.edit("data/huts/lower-hut.yaml", "A hut in the wood", "A hut in the mist")
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert path.stat().st_size == at.st_size
    assert_same(subject.build(), subject.clean())


def _missing(ledger: Path) -> None:
    ledger.unlink()


def _empty(ledger: Path) -> None:
    ledger.write_bytes(b"")


def _cut(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[:-5000])


def _overwritten(ledger: Path) -> None:
    data = bytearray(ledger.read_bytes())
    for place in range(4096, len(data), 512):
        data[place : place + 64] = bytes(64)
    ledger.write_bytes(data)


def _no_database(ledger: Path) -> None:
    ledger.write_text("name: Ledger\n")


def _half_done(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("DELETE FROM about WHERE what = 'whole'")
    connection.close()


BREAKAGES = (_missing, _empty, _cut, _overwritten, _no_database, _half_done)


@pytest.mark.parametrize("broken", BREAKAGES)
def test_a_ledger_that_cant_be_used_is_passed_over_and_made_anew(
    broken: Callable[[Path], None], subject: Bench
) -> None:
    broken(subject.ledger())
    subject.edit("data/huts/lower-hut.yaml", "A hut in the wood", "A hut in the mist")
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())
    assert subject.build().is_update


def test_a_ledger_of_another_project_is_passed_over(subject: Bench, tmp_path: Path) -> None:
    other = Bench(tmp_path / "other")
    other.edit("data/huts/lower-hut.yaml", "A hut in the wood", "A hut in the mist")
    other.build()
    shutil.copy(other.ledger(), subject.ledger())
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())


def _page_edited(site: Path) -> None:
    (site / "huts" / "lower-hut" / "index.html").write_text("Nothing.")


def _page_removed(site: Path) -> None:
    (site / "huts" / "lower-hut" / "index.html").unlink()


def _asset_removed(site: Path) -> None:
    (site / "assets" / "briefing.css").unlink()


def _site_removed(site: Path) -> None:
    shutil.rmtree(site)


def _site_copied(site: Path) -> None:
    copy = site.with_name("copy")
    shutil.copytree(site, copy)
    shutil.rmtree(site)
    copy.rename(site)


@pytest.mark.parametrize(
    "touched", [_page_edited, _page_removed, _asset_removed, _site_removed, _site_copied]
)
def test_a_site_that_is_not_as_it_was_built_is_made_anew(
    touched: Callable[[Path], None], subject: Bench
) -> None:
    touched(subject.site)
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("mkdocs.yml", "site_name: ", "site_name: The "),
        ("docs/method.md", "What the marks mean", "What marks mean"),
        ("data/schema/huts.yaml", "label: ", "label: The "),
    ],
)
def test_what_pages_are_made_of_besides_facts_counts_too(
    path: str, old: str, new: str, subject: Bench
) -> None:
    subject.edit(path, old, new)
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())


def test_a_template_of_the_subject_counts_too(subject: Bench) -> None:
    own = subject.root / "templates" / "pages" / "huts.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>{{ page.title }}</p>", "utf-8")
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())


def test_another_version_of_a_package_counts_too(
    subject: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_packages", lambda: ["markdown-4.0.dist-info"])
    assert not subject.build().is_update
    assert subject.build().is_update


def test_the_engine_counts_too(
    subject: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places = []
    whole = inputs.sum_of
    monkeypatch.setattr(
        "briefing.incremental.made.sum_of",
        lambda files, words=(): (places.extend(files), whole(files, words))[1],
    )
    subject.build()
    assert inputs.ENGINE in places


def test_options_count_too(subject: Bench) -> None:
    assert not subject.build("--as-of", "2024-06-01").is_update
    assert subject.build("--as-of", "2024-06-01").is_update
    assert_same(subject.build(), subject.clean())


def test_clean_makes_everything_anew(subject: Bench) -> None:
    before = subject.files_at()
    assert not subject.build("--clean").is_update
    assert not set(before.values()) & set(subject.files_at().values())
    assert subject.build().is_update


def test_a_build_that_dies_while_it_changes_the_site_is_mended_by_the_next(
    subject: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        (subject.site / "huts" / "index.html").write_text("half")
        raise KeyboardInterrupt

    subject.edit("data/huts/lower-hut.yaml", "A hut in the wood", "A hut in the mist")
    with monkeypatch.context() as patched:
        patched.setattr(Stage, "merge", killed)
        with pytest.raises(KeyboardInterrupt):
            subject.build()
    again = subject.build()
    assert not again.is_update
    assert_same(again, subject.clean())


def test_files_of_a_site_of_thousands_are_changed_where_they_are(
    subject: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.stage.MOST_LINKED", 10)
    (subject.root / "data" / "huts" / "fog-hut.yaml").write_text(
        "name: Fog Hut\nposition: {none: It is in the fog.}\n", "utf-8"
    )
    at = subject.site.stat().st_ino
    built = subject.build()
    assert built.is_update
    assert_same(built, subject.clean())
    (subject.root / "data" / "huts" / "fog-hut.yaml").unlink()
    assert_same(subject.build(), subject.clean())
    assert subject.site.stat().st_ino == at


def test_a_mistake_leaves_the_site_and_the_mend_is_an_update(subject: Bench) -> None:
    before = subject.files_at()
    subject.edit("data/huts/lower-hut.yaml", "status: reported", "status: rumoured")
    assert subject.build().status == 1
    assert subject.files_at() == before
    subject.edit("data/huts/lower-hut.yaml", "status: rumoured", "status: reported")
    assert subject.build().is_update


def test_warnings_are_told_at_every_build(subject: Bench) -> None:
    (subject.root / "data" / "sources" / "unused.yaml").write_text(
        "title: Nobody reads it\npublisher: The Courier\npublished: 2024\ntype: news\n"
        "language: en\nurl: https://courier.example/unused\nretrieved: 2024-03-02\n",
        "utf-8",
    )
    first, second = subject.build(), subject.build()
    assert second.is_update
    assert "unused" in first.said
    assert_same(second, subject.clean())
    assert subject.build("--strict").status == 1
    printed = subject.build("--format", "json").printed
    assert printed == subject.clean_printed("--format", "json")


OFFICE, PATH, HUT = "keepers/map-office.yaml", "paths/ridge-path.yaml", "huts/stone-hut.yaml"
NEW_YEAR = ("white and red bars", "white bars\n    when: {on: 1987-05-01}")
NAMES: dict[str, list[tuple[str, tuple[str, str]]]] = {
    "a short name comes and goes": [
        (OFFICE, ("publisher:", "aliases: [MOV]\npublisher:")),
        (OFFICE, ("aliases: [MOV]\n", "")),
    ],
    "what it is short for has another name": [
        (OFFICE, ("publisher:", "aliases: [MOV]\npublisher:")),
        (OFFICE, ("Map Office of the Valley", "Map Office of the Hills")),
    ],
    "two have the same short name": [
        (OFFICE, ("publisher:", "aliases: [MOV]\npublisher:")),
        (PATH, ("aliases: [Path 7]", "aliases: [Path 7, MOV]")),
    ],
    "a year comes and goes": [(PATH, NEW_YEAR), (PATH, NEW_YEAR[::-1])],
}


@pytest.mark.parametrize("changes", NAMES.values(), ids=NAMES)
def test_short_names_and_years_that_come_and_go_change_what_shows_them(
    changes: list[tuple[str, tuple[str, str]]],
) -> None:
    with bench() as subject:
        hut = subject.root / "data" / HUT
        text = hut.read_text("utf-8").replace("says: ", "says: By MOV and [[map-office|MOV]], ", 1)
        hut.write_text(text, "utf-8")
        subject.build()
        before = contents(subject.site)
        for path, (old, new) in changes:
            file = subject.root / "data" / path
            text = file.read_text("utf-8")
            assert old in text
            file.write_text(text.replace(old, new, 1), "utf-8")
            built = subject.build()
            assert built.files != before
            assert_same(built, subject.clean())
            before = built.files


def test_a_place_that_moves_or_is_renamed_does_so_on_every_map() -> None:
    with bench() as subject:
        huts = subject.root / "data" / "huts"
        for name, old, new in (
            ("stone-hut", "[46.47, 9.72]", "[48.47, 7.72]"),
            ("eagle-hut", "name: Eagle Hut", "name: Nest Hut"),
            ("lower-hut", "{at: [46.43, 9.58], of: town, from: the map of 2023}", "{none: Gone.}"),
        ):
            path = huts / f"{name}.yaml"
            text = path.read_text("utf-8")
            path.write_text(text.replace(old, new, 1), "utf-8")
            assert path.read_text("utf-8") != text
            assert_same(subject.build(), subject.clean())
