"""Inputs: everything that a site is made of besides its facts.

In: files and folders. Out: a sum over their names and contents, the packages and the Python at
work. Two builds with the same sum and the same facts give the same site; the clock has no say.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent
NOT_INPUTS = ("__pycache__",)


def sum_of(places: Iterable[Path], words: Iterable[str] = ()) -> bytes:
    """A sum over files, whole folders, and words; what is not there counts as not there."""
    total = blake2b(digest_size=16)
    for part in (*words, sys.version, *_packages()):
        _add(total, part.encode())
    for place in places:
        for path in _files(place):
            _add(total, os.path.relpath(path, place).encode())
            try:
                _add(total, path.read_bytes())
            except OSError:
                _add(total, b"")
    return total.digest()


def _add(total: blake2b, data: bytes) -> None:
    total.update(len(data).to_bytes(8, "big"))
    total.update(data)


def _files(place: Path) -> Iterator[Path]:
    """A file itself, or every file below a folder, sorted."""
    if not place.is_dir():
        yield place
        return
    for folder, names, files in os.walk(place, followlinks=True):
        names[:] = sorted(name for name in names if name not in NOT_INPUTS)
        yield from (Path(folder, name) for name in sorted(files))


def _packages() -> list[str]:
    """The packages that are installed, with their versions."""
    folder = sysconfig.get_paths()["purelib"]
    names = os.listdir(folder) if Path(folder).is_dir() else []
    return sorted(name for name in names if name.endswith(".dist-info"))
