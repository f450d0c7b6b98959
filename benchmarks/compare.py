#!/usr/bin/env python3
"""The engine beside the generators that a team would use instead, in one interleaved run.

    python3 benchmarks/compare.py --sizes 100,1000,10000 --rounds 5 [--search] [--only Hugo,…]

In: sizes and rounds. Out: a table of medians and ratios on the terminal, and the same as Markdown
and JSON in benchmarks/results/. Every round builds each site once, in turn, from the same content,
into an empty folder of the same file system. The first round warms up and is not timed: there
memory is watched, which slows what is watched. The engine does all its checks in every run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from peers import CONTESTS, Contest, prepared

RESULTS = Path(__file__).parent / "results"
SAMPLE_EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """One build, measured."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, of all processes."""


@dataclass(frozen=True)
class Result:
    """The medians of a contestant at a size."""

    name: str
    size: int
    search: bool
    wall: float
    cpu: float
    memory: int
    """The most memory of all its processes at one time, shared pages counted once; in bytes."""
    bytes: int
    pages: int


def run(command: list[str], out: Path, watch: Callable[[int], None] | None = None) -> Run:
    """Run a build and measure it; `watch` gets its process id. Raises SystemExit where it fails."""
    shutil.rmtree(out, ignore_errors=True)
    before = os.times()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        if watch:
            watch(process.pid)
        if process.wait():
            log.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{log.read().decode()[-2000:]}")
    wall = time.perf_counter() - started
    after = os.times()
    return Run(wall, sum(after[2:4]) - sum(before[2:4]))


def most_memory(command: list[str], out: Path) -> int:
    """Run a build, and say how much memory it took at most."""
    watches: list[_Memory] = []

    def watch(pid: int) -> None:
        watches.append(_Memory(pid))
        watches[0].start()

    run(command, out, watch)
    watches[0].stop()
    return watches[0].most


class _Memory(threading.Thread):
    """Watches how much memory the processes of a session hold together."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.most = 0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(SAMPLE_EVERY):
            self.most = max(self.most, sum(_held(pid) for pid in self._pids()))

    def stop(self) -> None:
        self._over.set()
        self.join()

    def _pids(self) -> list[str]:
        return [name for name in os.listdir("/proc") if name.isdigit() and self._is_ours(name)]

    def _is_ours(self, pid: str) -> bool:
        try:
            return os.getsid(int(pid)) == self.session
        except OSError:
            return False


def _held(pid: str) -> int:
    """The proportional set size of a process: what it shares is divided among the sharers."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def site_of(contest: Contest, project: Path, out: Path) -> Path:
    """Where a contestant has put its site."""
    return project / "site" if contest.name == "Zensical" else out


def compare(size: int, rounds: int, folder: Path, *, search: bool, names: set[str]) -> list[Result]:
    """All contestants at one size, in turn, some rounds."""
    projects = prepared(size, folder, search=search, names=names)
    contests = [c for c in CONTESTS if c.name in projects and (c.has_search or not search)]
    runs: dict[str, list[Run]] = {contest.name: [] for contest in contests}
    weights: dict[str, tuple[int, int, int]] = {}
    out = folder / "out"
    for contest in contests:
        project = projects[contest.name]
        memory = most_memory(contest.command(project, out), out)
        weights[contest.name] = (memory, *_weight(site_of(contest, project, out)))
    for _ in range(rounds):
        for contest in contests:
            measured = run(contest.command(projects[contest.name], out), out)
            runs[contest.name].append(measured)
            print(f"{size} {contest.name}: {measured.wall:.2f} s", flush=True)
    return [
        Result(
            name, size, search,
            round(median(r.wall for r in done), 3), round(median(r.cpu for r in done), 3),
            *weights[name],
        )
        for name, done in runs.items()
    ]  # fmt: skip


def _weight(site: Path) -> tuple[int, int]:
    """Bytes of a site, and how many pages it has."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files), sum(f.name == "index.html" for f in files)


def as_table(results: list[Result]) -> str:
    """The results as a Markdown table, with each wall time beside the engine's."""
    lines = [
        "| entities | site | wall, s | × ours | CPU, s | memory, MB | output, MB | kB a page |",
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    ours = {(r.size, r.search): r.wall for r in results if r.name == "briefing"}
    for r in results:
        ratio = r.wall / ours[r.size, r.search] if (r.size, r.search) in ours else 0
        search = ", with search" if r.search else ""
        lines.append(
            f"| {r.size:,} | {r.name}{search} | {r.wall:.2f} | {ratio:.2f} | {r.cpu:.2f} "
            f"| {r.memory / 1e6:.0f} | {r.bytes / 1e6:.1f} "
            f"| {r.bytes / 1e3 / max(1, r.pages):.1f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare as the command line asks."""
    parser = argparse.ArgumentParser(description="Compare the engine with other generators.")
    parser.add_argument("--sizes", default="100,1000", help="numbers of entities, with commas")
    parser.add_argument("--rounds", type=int, default=5, help="counted rounds")
    parser.add_argument("--search", action="store_true", help="with a search index, where one is")
    parser.add_argument("--only", default="", help="names of contestants, with commas")
    parser.add_argument("--folder", type=Path, help="where to build; a tmpfs or a disk")
    options = parser.parse_args()
    names = set(filter(None, options.only.split(","))) or {contest.name for contest in CONTESTS}
    for contest in CONTESTS:
        if contest.name in names and not contest.is_installed:
            print(f"{contest.name} is left out: {contest.program} is not installed")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="compare-"))
    results: list[Result] = []
    for size in map(int, options.sizes.split(",")):
        results += compare(size, options.rounds, folder, search=options.search, names=names)
    table = as_table(results)
    print(table)
    RESULTS.mkdir(exist_ok=True)
    stem = "with-search" if options.search else "without-search"
    machine = f"{platform.system()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    (RESULTS / f"{stem}.md").write_text(f"{table}\n{options.rounds} rounds. {machine}.\n", "utf-8")
    rows = [asdict(result) for result in results]
    (RESULTS / f"{stem}.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    if not options.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
