"""What is kept from one build to the next, as bytes.

In: values, or names. Out: bytes from which the same are found again, with a sum by which damage is
noticed.
"""

from __future__ import annotations

import marshal
import pickle
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Any
from zlib import crc32

NAME_BYTES = 8
HASH_BYTES = 16


class Damaged(Exception):
    """What was kept can't be used."""


@cache
def short(name: str) -> bytes:
    """A name in few bytes. Should two names share them, too much is made anew, not too little."""
    return blake2b(name.encode(), digest_size=NAME_BYTES).digest()


def hash_of(data: bytes) -> bytes:
    """By what a file is known again, whatever its lines end in, with or without its first mark."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    return blake2b(data.removeprefix(BOM_UTF8), digest_size=HASH_BYTES).digest()


def packed(names: Iterable[str]) -> bytes:
    """Names in few bytes each, among which one can be looked for."""
    return b"".join(map(short, sorted(names)))


def unpacked(data: bytes) -> Iterator[bytes]:
    """What was packed, each name in few bytes."""
    return (data[at : at + NAME_BYTES] for at in range(0, len(data), NAME_BYTES))


def kept(value: Any) -> bytes:
    """A value as it is kept, with a sum to know damage by."""
    return _summed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def kept_plain(value: Any) -> bytes:
    """The same of plain values: texts, numbers, and tuples, lists and dicts of them; quicker."""
    return _summed(marshal.dumps(value))


def found(data: bytes) -> Any:
    """A value that was kept. Raises Damaged."""
    try:
        return pickle.loads(_checked(data))  # noqa: S301 - our own file, and its sum is right
    except Exception as error:
        # Another version's nouns may fail in any way.
        raise Damaged(str(error)) from error


def found_plain(data: bytes) -> Any:
    """Plain values that were kept. Raises Damaged."""
    try:
        return marshal.loads(_checked(data))  # noqa: S302 - our own file, and its sum is right
    except (ValueError, EOFError, TypeError) as error:
        raise Damaged(str(error)) from error


def _summed(data: bytes) -> bytes:
    return crc32(data).to_bytes(4, "big") + data


def _checked(data: bytes) -> bytes:
    value = data[4:]
    if crc32(value).to_bytes(4, "big") != data[:4]:
        raise Damaged("a sum is wrong")
    return value
