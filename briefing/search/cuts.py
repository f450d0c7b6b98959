"""Where one file of the index ends and the next begins.

In: what goes into files, in order. Out: its parts. Whether something opens a file is decided by
itself alone, as if by lot, and not by how much came before it: so the same pages always give the
same files, and a change of one page stays in few of them.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

RUN = 30_000
"""Bytes of records between two that open a run, on average."""
SHEET = 6_000
"""Bytes of records in a file, at most, unless one alone has more."""
BLOCK = 6_000
"""Bytes of terms in a file, on average."""


def opens(key: str, size: int, average: int) -> bool:
    """Whether something opens a file, by lot: the larger it is, the likelier."""
    return crc32(key.encode()) * average < size << 32


def sheets(records: Sequence[str]) -> list[Sequence[str]]:
    """The records of a run, cut into files: each takes what it has room for."""
    cuts, room = [0], SHEET
    for at, record in enumerate(records):
        size = len(record.encode())
        if size > room and at > cuts[-1]:
            cuts.append(at)
            room = SHEET
        room -= size
    return [records[start:end] for start, end in pairwise([*cuts, len(records)])]


def run_name(address: str) -> str:
    """The name of the run that a page opens."""
    return b32encode(blake2b(address.encode(), digest_size=5).digest()).decode().lower()


def block_name(term: str) -> str:
    """The name of the block that a term opens, in letters that every file system knows."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in term)
