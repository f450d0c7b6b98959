"""Incremental builds: after any edits the site is what a build from nothing makes, to the byte."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import cli, commands
from tests.editing import EDITS, OF_FACTS, OF_OTHERS, edit
from tests.helpers import ROOT

TINY = ROOT / "tests" / "subjects" / "tiny"


class Outcome(NamedTuple):
    """What a build came to."""

    status: int
    said: str
    files: dict[str, bytes]


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

    def _build(self, site: Path, *arguments: str) -> Outcome:
        config = self.root / "mkdocs.yml"
        line = ["build", "-f", str(config), "--site-dir", str(site), *arguments]
        options, _ = cli._options(line)
        said = io.StringIO()
        with redirect_stderr(said), redirect_stdout(io.StringIO()):
            status = commands.run(config, options)
        return Outcome(status, said.getvalue(), contents(site))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


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
