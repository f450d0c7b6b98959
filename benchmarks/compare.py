#!/usr/bin/env python3
"""The engine beside the generators that a team would use instead, in one interleaved run.

    python3 benchmarks/compare.py --sizes 100,1000,10000 --rounds 5 [--search] [--only Hugo,…]

In: sizes and rounds. Out: a table of medians and ratios on the terminal, and the same as Markdown,
JSON and a plot in benchmarks/results/; with --publish in docs/speed/ too. Every round builds each
site once, in turn, from the same content, into an empty folder of one file system. The first round
warms up and is not timed: there memory is watched, which slows what is watched. The engine does
all its checks in every run.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import publish
from peers import Contest, contests, version
from plot import as_svg
from racer import racers
from results import Comparison, seconds
from workplace import file_system, load, machine, parser, sizes_of, workplace

PATIENCE = 60.0
"""Seconds: what takes longer to build is built in one timed round alone."""


def compare(
    size: int, among: Sequence[Contest], folder: Path, found: Comparison, patience: float
) -> None:
    """All contestants at one size, in turn, some rounds; adds what it finds."""
    for contest in among:
        if size > contest.largest:
            found.remarks[f"{contest.name} at {size:,}"] = "not built, as it would take hours"
    among = [contest for contest in among if size <= contest.largest]
    print(f"{size:,}: preparing", flush=True)
    on_track = racers(size, folder, among, search=found.search)
    wanted: dict[str, int] = {}
    for racer in on_track:
        name, took = racer.contest.name, racer.warm_up(search=found.search)
        wanted[name] = found.rounds if took <= patience else 1
        if wanted[name] < found.rounds:
            found.remarks[f"{name} at {size:,}"] = "one round alone, as it takes so long"
        print(f"{size:,} {name}: warm, {racer.memory / 1e6:,.0f} MB", flush=True)
    for done in range(found.rounds):
        for racer in on_track:
            if done < wanted[racer.contest.name]:
                run = racer.build()
                print(f"{size:,} {racer.contest.name}: {seconds(run.wall)} s", flush=True)
    found.results += [racer.result(size) for racer in on_track]


def chosen(names: str, *, search: bool) -> list[Contest]:
    """The contestants that are wanted and can be run; says which can't."""
    known = {contest.name: contest for contest in contests(search=search)}
    wanted = [name.strip() for name in names.split(",")] if names else list(known)
    if unknown := sorted(set(wanted) - set(known)):
        raise SystemExit(f"unknown: {', '.join(unknown)}; there are {', '.join(known)}")
    for name in wanted:
        for program in known[name].missing:
            print(f"{name} is left out: {program} is not installed")
    return [contest for name, contest in known.items() if name in wanted and not contest.missing]


def begun(options: argparse.Namespace, among: Sequence[Contest], folder: Path) -> Comparison:
    """A comparison without results."""
    type_ = file_system(folder)
    programs = dict.fromkeys(p for contest in among for p in contest.programs if p != "cp")
    return Comparison(
        stem=options.name or f"{type_}-{'with' if options.search else 'without'}-search",
        file_system=type_,
        search=options.search,
        rounds=options.rounds,
        machine=machine(),
        versions={program: version(program) for program in programs},
        remarks={contest.name: contest.remark for contest in among if contest.remark},
    )


def report(found: Comparison, *, to_docs: bool) -> None:
    """Say what was found, and keep it."""
    found.machine += f" at the beginning, {load():.1f} at the end"
    print(found.as_markdown())
    publish.comparison(found, as_svg(found), to_docs=to_docs)


def main() -> None:
    """Compare as the command line asks."""
    line = parser("Compare the engine with other generators.", sizes="100,1000", rounds=5)
    line.add_argument("--search", action="store_true", help="with a search index")
    line.add_argument("--only", default="", help="names of contestants, with commas")
    line.add_argument(
        "--max-seconds", type=float, default=PATIENCE, metavar="S",
        help="build what takes longer in one timed round alone",
    )  # fmt: skip
    line.add_argument("--name", default="", help="of the files of results, in place of its own")
    line.add_argument("--publish", action="store_true", help="write into docs/speed/, too")
    options = line.parse_args()
    among = chosen(options.only, search=options.search)
    with workplace(options) as folder:
        found = begun(options, among, folder)
        for size in sizes_of(options):
            compare(size, among, folder, found, options.max_seconds)
            publish.comparison(found, as_svg(found), to_docs=False)  # the next may take hours
    report(found, to_docs=options.publish)


if __name__ == "__main__":
    main()
