#!/usr/bin/env python3
"""One fact edited: how long until the site is right again, beside a build from nothing.

    python3 benchmarks/edit.py --sizes 1000,10000 --rounds 9 [--search]

In: sizes and rounds. Out: a table of medians. In every round another entity's fact gets another
value and another sentence; a new process builds, and may use what the one before it has left; then
a copy of the project with the same change is built from nothing, and the two sites are compared,
byte by byte. Zensical keeps a cache too: for it the page alone is changed, and nothing that would
follow from it elsewhere.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import engine
import publish
from changes import Changes
from content import Synthetic
from measure import run
from peers import ENGINE, ZENSICAL
from racer import racers
from results import ratio, seconds, table
from workplace import file_system, machine, parser, sizes_of, workplace

HEAD = ("entities", "site", "one fact edited, s", "cold, s", "× cold", "rounds", "same bytes")


@dataclass(frozen=True)
class Editor:
    """How a generator's project is changed and built."""

    name: str
    change: Callable[[int, Path], None]
    """Makes the change of a number, in a project."""
    build: Callable[[Path, bool], list[str]]
    """The command that builds a project into its `site`; whether from nothing."""


@dataclass
class Edited:
    """What was found of one at a size."""

    name: str
    size: int
    edits: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    """Files that a build after an edit has written otherwise than one from nothing."""

    def row(self) -> Iterator[str]:
        """Its row in the table."""
        edit, cold = median(self.edits), median(self.cold)
        yield from (f"{self.size:,}", self.name, seconds(edit), seconds(cold), ratio(edit, cold))
        yield str(len(self.edits))
        yield f"no: {len(self.differing)} files" if self.differing else "yes"


def editors(changes: Changes) -> dict[str, Editor]:
    """The generators that keep something from one build to the next."""
    return {
        ENGINE.name: Editor(
            ENGINE.name, changes.in_yaml,
            lambda project, clean: engine.build(project, project / "site", clean=clean),
        ),
        ZENSICAL.name: Editor(
            ZENSICAL.name, changes.in_markdown,
            lambda project, clean: [
                "zensical", "build", *["-c"] * clean, "-f", str(project / "mkdocs.yml"),
            ],
        ),
    }  # fmt: skip


def edit(editor: Editor, project: Path, size: int, rounds: int) -> Edited:
    """Change and build, some rounds, interleaved with builds from nothing."""
    found = Edited(editor.name, size)
    copy = project.with_name(f"{project.name}-cold")
    shutil.copytree(project, copy)
    run(editor.build(project, False), project / "site")
    for number in range(rounds):
        for folder in (project, copy):
            editor.change(number, folder)
        found.edits.append(run(editor.build(project, False), None).wall)
        found.cold.append(run(editor.build(copy, True), copy / "site").wall)
        found.differing += differing(project / "site", copy / "site")
        print(f"{size:,} {editor.name}: {seconds(found.edits[-1])} s", flush=True)
    return found


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two folders, byte by byte."""
    names = {p.relative_to(root) for root in (one, other) for p in root.rglob("*") if p.is_file()}
    _, unlike, missing = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return sorted([*unlike, *missing])


def edited(options: argparse.Namespace, folder: Path) -> Iterable[Edited]:
    """Everything that the options ask for."""
    among = [c for c in (ENGINE, ZENSICAL) if c.name in options.only.split(",") and not c.missing]
    for size in sizes_of(options):
        here = folder / str(size)
        by_name = editors(Changes(Synthetic(size)))
        for racer in racers(size, here, among, search=options.search):
            yield edit(by_name[racer.contest.name], racer.project, size, options.rounds)
        shutil.rmtree(here)


def main() -> None:
    """Edit as the command line asks."""
    line = parser("Time a build after one edit.", sizes="1000", rounds=9)
    line.add_argument("--search", action="store_true", help="with the search index")
    line.add_argument("--only", default="briefing,Zensical", help="names, with commas")
    line.add_argument("--publish", action="store_true", help="write into docs/speed/, too")
    options = line.parse_args()
    with workplace(options) as folder:
        on = file_system(folder)
        found = list(edited(options, folder))
    search = "with" if options.search else "without"
    note = f"Medians, on {on}, {search} search; each build is a new process. {machine()}.\n"
    text = f"{table(HEAD, (one.row() for one in found))}\n{note}"
    print(text)
    publish.text(
        f"edit-{on}-{search}-search", text, json.dumps([asdict(one) for one in found], indent=1),
        to_docs=options.publish,
    )  # fmt: skip


if __name__ == "__main__":
    main()
