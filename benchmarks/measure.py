"""One command, measured: time, processor time, memory; and what it has written.

In: a command and the folder that it writes to. Out: seconds, bytes. Linux alone tells how much
memory the processes of a session hold together: elsewhere that is 0.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content import KINDS

SAMPLE_EVERY = 0.02
"""Seconds between two looks at the memory."""
PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, of all processes."""


@dataclass(frozen=True)
class Weight:
    """What a site weighs, in bytes."""

    site: int
    entity_page: int
    """The mean of the pages of entities."""
    pages: int
    """How many pages there are of all sorts."""


def run(command: list[str], out: Path | None, watch: Callable[[int], None] | None = None) -> Run:
    """Run a command and measure it, after its output folder was removed; None keeps what is there.

    `watch` gets the process id. Raises SystemExit where the command fails.
    """
    if out:
        shutil.rmtree(out, ignore_errors=True)
    os.sync()  # what the one before has left to write is not this one's to wait for
    before = os.times()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        if watch:
            watch(process.pid)
        try:
            status = process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # it has a session of its own: Ctrl-C misses it
            raise
        if status:
            log.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{log.read().decode()[-2000:]}")
    wall = time.perf_counter() - started
    after = os.times()
    return Run(wall, sum(after[2:4]) - sum(before[2:4]))


def run_watched(command: list[str], out: Path | None) -> tuple[Run, int]:
    """Run a command, and say how much memory it took at most: slower than a run unwatched."""
    watches: list[_Memory] = []

    def watch(pid: int) -> None:
        watches.append(_Memory(pid))
        watches[0].start()

    measured = run(command, out, watch)
    watches[0].stop()
    return measured, watches[0].most


class _Memory(threading.Thread):
    """Watches how much memory the processes of a session hold together."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session = session
        self.most = 0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(SAMPLE_EVERY):
            self.most = max(self.most, sum(_held(pid) for pid in session_of(self.session)))

    def stop(self) -> None:
        self._over.set()
        self.join()


def session_of(leader: int) -> list[str]:
    """The processes of a session, by their ids."""
    return [name for name in _processes() if _session(name) == leader]


def _processes() -> list[str]:
    return [name for name in os.listdir(PROCESSES) if name.isdigit()] if PROCESSES.exists() else []


def _session(pid: str) -> int:
    try:
        return os.getsid(int(pid))
    except OSError:
        return -1


def _held(pid: str) -> int:
    """The proportional set size of a process: what it shares is divided among the sharers."""
    try:
        lines = (PROCESSES / pid / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def weigh(site: Path) -> Weight:
    """Weigh a site; an entity's page is one below the index of a kind."""
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = [path.relative_to(site) for path in sizes if path.name == "index.html"]
    entities = [sizes[site / p] for p in pages if len(p.parts) == 3 and p.parts[0] in KINDS]
    mean = round(sum(entities) / max(1, len(entities)))
    return Weight(sum(sizes.values()), mean, len(pages))
