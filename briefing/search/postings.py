"""Which pages have a term, in few characters.

In: numbers of pages, by section and level. Out: an entry, such as `A1B3Q AwAAB C3.gk`; and back.

An entry has a word for each section and level that occurs, in order: the section's number, the
level's letter, then the pages by their numbers within the section, in the shorter of two forms.
The alphabet is that of base64 for addresses. A number is written in digits to the base of 32, the
lowest first; all but the last have 32 added.

* Steps: the first page, then how far it is to the next.
* `.` and a bitmap: a bit for each page from 0 on, the highest bit of a letter first, without the
  zeros at its end.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, compress
from operator import sub

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BITMAP = "."
NUMBER = re.compile("[g-z0-9_-]*[A-Za-f]")
LETTER, GROUP = 6, 24
"""Bits that a letter holds, and four letters."""
ZERO, ONE = b"0", b"1"
TRUTH = bytes(byte == ONE[0] for byte in range(256))

Pages = list[int]
"""Numbers of pages in their section, or of places on them; ascending."""


class _Written(dict[int, str]):
    def __missing__(self, number: int) -> str:
        rest, digits = number, ""
        while rest >= 32:
            digits += ALPHABET[32 | rest & 31]
            rest >>= 5
        self[number] = digits = digits + ALPHABET[rest]
        return digits


class _Read(dict[str, int]):
    def __missing__(self, digits: str) -> int:
        values = [ALPHABET.index(digit) & 31 for digit in digits]
        self[digits] = number = sum(value << 5 * place for place, value in enumerate(values))
        return number


_WRITTEN, _READ = _Written(), _Read()


def head(section: int, level: str) -> str:
    """What a word of an entry begins with."""
    return _WRITTEN[section] + level


@cache
def read_head(head: str) -> tuple[int, str]:
    """The section and the level in the beginning of a word; words are in their order."""
    return _READ[head[:-1]], head[-1]


def parted(entry: str) -> dict[str, str]:
    """The pages of an entry as they are written, by the heads of their words."""
    found = {}
    for word in entry.split():
        end = NUMBER.match(word).end() + 1  # type: ignore[union-attr]  # every word has a number
        found[word[:end]] = word[end:]
    return found


def joined(words: Mapping[str, str]) -> str:
    """An entry of words without their heads; those without pages are left out."""
    return " ".join([each + words[each] for each in sorted(words, key=read_head) if words[each]])


def write_pages(pages: Pages) -> str:
    """Some pages, in the shorter form."""
    if len(pages) == 1:
        return _WRITTEN[pages[0]]
    steps = write_numbers(chain(pages[:1], map(sub, pages[1:], pages)))
    if len(steps) <= _bitmap_length(pages[-1]):
        return steps
    bits = bytearray(ZERO) * (pages[-1] + 1)
    for page in pages:
        bits[page] = ONE[0]
    return _bitmap(bits)


def read_pages(words: str) -> Pages:
    """The pages that were written so."""
    if words[0] == BITMAP:
        bits = _bits(words)
        return list(compress(range(len(bits)), bits.translate(TRUTH)))
    return list(accumulate(read_numbers(words)))


def edited(words: str, gone: Collection[int], come: Collection[int]) -> str:
    """Pages as they are written, without some and with others; empty if none are left."""
    if words[:1] == BITMAP:
        bits = bytearray(_bits(words)).ljust(max(come, default=0) + 1, ZERO)
        for page in gone:
            bits[page] = ZERO[0]
        for page in come:
            bits[page] = ONE[0]
        return _shorter(bits)
    old = read_pages(words) if words else ()
    pages = sorted({*old, *come}.difference(gone))
    return write_pages(pages) if pages else ""


def write_numbers(numbers: Iterable[int]) -> str:
    """Numbers, one after the other."""
    return "".join(map(_WRITTEN.__getitem__, numbers))


def read_numbers(words: str) -> Iterator[int]:
    """The numbers that were written so."""
    return map(_READ.__getitem__, NUMBER.findall(words))


class Renumbering:
    """New numbers for the pages or places of a section, in their order; -1 takes one out."""

    def __init__(self, section: int, numbers: Sequence[int]) -> None:
        """`numbers` has the new number of each."""
        self._numbers = numbers
        self._sections = _WRITTEN[section]
        self._stretches: list[tuple[int, int, int]] = []
        """What keeps together: from which number to which, and where it goes."""
        start = 0
        for old in range(1, len(numbers) + 1):
            if old == len(numbers) or numbers[old] != numbers[old - 1] + 1 or numbers[old] == 0:
                if numbers[old - 1] >= 0:
                    self._stretches.append((start, old, numbers[start]))
                start = old

    def entry(self, entry: str) -> str:
        """An entry with the new numbers; empty if no page is left."""
        if not entry.startswith(self._sections) and f" {self._sections}" not in entry:
            return entry
        end = len(self._sections) + 1
        found = []
        for word in entry.split(" "):
            if not word.startswith(self._sections):
                found.append(word)
            elif pages := self._pages(word[end:]):
                found.append(word[:end] + pages)
        return " ".join(found)

    def _pages(self, words: str) -> str:
        if words[0] == BITMAP:
            return _shorter(self._moved(_bits(words)))
        numbers = self._numbers
        pages = [new for page in read_pages(words) if (new := numbers[page]) >= 0]
        return write_pages(pages) if pages else ""

    def _moved(self, bits: bytes) -> bytes:
        moved = bytearray()
        for start, end, to in self._stretches:
            moved += ZERO * (to - len(moved)) + bits[start:end]
        return bytes(moved)


def _shorter(bits: bytes | bytearray) -> str:
    """Zeros and ones in the shorter form; empty if there are no ones."""
    bits = bits.rstrip(ZERO)
    # Steps take a letter a page, or more: of most bitmaps it is plain that they are shorter.
    if bits.count(ONE) > _bitmap_length(len(bits) - 1):
        return _bitmap(bits)
    pages = list(compress(range(len(bits)), bits.translate(TRUTH)))
    return write_pages(pages) if pages else ""


def _bitmap_length(last: int) -> int:
    return len(BITMAP) + last // LETTER + 1


def _bitmap(bits: bytes | bytearray) -> str:
    """Zeros and ones as a bitmap."""
    # Whole groups of four letters, which are three bytes.
    size = -(-len(bits) // GROUP) * GROUP
    data = int(bits.ljust(size, ZERO), 2).to_bytes(size // 8)
    return BITMAP + urlsafe_b64encode(data).decode().rstrip("A")


def _bits(bitmap: str) -> bytes:
    """A bitmap as zeros and ones."""
    letters = bitmap[1:] + "A" * (-(len(bitmap) - 1) % 4)
    value = int.from_bytes(urlsafe_b64decode(letters))
    return f"{value:0{len(letters) * LETTER}b}".encode()
