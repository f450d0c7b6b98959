"""Where a program here works: its options, its folder, the machine.

In: a command line. Out: its options, a folder that is gone when the work is done, and words for
what the figures were measured on.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import engine

MOUNTS, MEMORY = Path("/proc/mounts"), Path("/proc/meminfo")


def parser(about: str, *, sizes: str = "", rounds: int = 0) -> argparse.ArgumentParser:
    """A parser with the options that are the same everywhere; `sizes` and `rounds` if given."""
    made = argparse.ArgumentParser(description=about)
    if sizes:
        made.add_argument("--sizes", default=sizes, help="numbers of entities, with commas")
    if rounds:
        made.add_argument("--rounds", type=int, default=rounds, help="timed rounds")
    made.add_argument("--folder", type=Path, help="where to work: on a tmpfs, or on a disk")
    return made


def sizes_of(options: argparse.Namespace) -> list[int]:
    """The numbers of entities that are asked for."""
    return [int(size) for size in options.sizes.split(",")]


@contextmanager
def workplace(options: argparse.Namespace) -> Iterator[Path]:
    """A new folder where the options say, or where the system has such; removed in the end.

    The engine has its environment by then: nobody's time is to be spent on making it.
    """
    # A machine for tests may forbid this, a team's does not: Python keeps what it has compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    engine.make_ready()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="benchmark-", dir=options.folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def machine() -> str:
    """System, processors, memory, Python, and how much else runs: the load comes last."""
    parts = [platform.system(), f"{os.cpu_count()} processors"]
    if MEMORY.exists():
        parts.append(f"{int(MEMORY.read_text().split()[1]) / 2**20:.0f} GiB")
    return ", ".join([*parts, f"Python {platform.python_version()}", f"load {load():.1f}"])


def load() -> float:
    """How many processes have wanted a processor in the last minute."""
    return os.getloadavg()[0]


def file_system(folder: Path) -> str:
    """The type of the file system that a folder is on: tmpfs, ext4."""
    if not MOUNTS.exists():
        return "disk"
    place = folder.resolve()
    mounts = [line.split()[1:3] for line in MOUNTS.read_text().splitlines()]
    found = [(len(at), type_) for at, type_ in mounts if place.is_relative_to(at)]
    return max(found)[1]
