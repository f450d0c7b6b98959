"""Words as the search box knows them: folded, cut, and the same in Python and in the browser.

In: a text or a query. Out: the terms by which a text is found, or the pieces that a query asks
for. `templates/theme/assets/search.js` has the same rules under the same names; a test holds the
two together.

* Case, accents and the widths of letters do not count: Ryūkyū is ryukyu.
* Apostrophes and the dots of U.S. are left out; every other sign parts words.
* A compound is also found in one word: X-12 by x, 12 and x12.
* Scripts that set no spaces are cut into every two neighbouring letters, so that each inner word
  is found: 水力発電 is 水力, 力発, 発電 and, for whoever types one letter, 電.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

LONGEST = 24
"""Letters of a term that count: file names are made of terms."""

# Marks set over and under letters: of Latin, Greek and Cyrillic, of Hebrew, of Arabic.
MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]"
)
SPELLED = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "þ": "th", "Þ": "th",
    "\u0131": "i", "\u2010": "-", "\u2011": "-",
    # Dashes, quotation marks, dots: most texts have no other signs beyond ASCII.
    **dict.fromkeys("–—“”…·", " "),
    # Apostrophes, the signs of Hawaiian and Arabic names, and what only guides line breaks.
    **dict.fromkeys("'\u2018’′\u02bb\u02bc\u02be\u02bf\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip
RESPELLED = re.compile(f"[{''.join(SPELLED)}]")
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u1049\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces: Thai, Lao, Burmese, Khmer, kana, Chinese characters."""
SIGNS = "\u0900-\u0963\u0966-\u0dff"
"""Scripts of India, whose vowel signs are part of a word and no letters to Unicode."""

LETTER = rf"(?:[^\W_{UNSPACED}]|[{SIGNS}])"
PIECE = re.compile(rf"([{UNSPACED}]+)|({LETTER}+)")
COMPOUND = re.compile(rf"{LETTER}+(?:-{LETTER}+)+")
ABBREVIATED = re.compile(r"\.(?=[^\W\d_](?![^\W_]))(?<=(?<![^\W_])[^\W\d_]\.)")
"""A dot between single letters."""
THOUSANDS = re.compile(r",(?=\d{3}(?!\d))(?<=\d,)")

# The same for texts of the usual letters: most texts, and several times as fast.
UNUSUAL = re.compile(rf"[{UNSPACED}{SIGNS}]")
WORD = re.compile(r"[^\W_]+")
WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
BLANKED = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))


class Piece(NamedTuple):
    """What a query asks for: a term, or whatever begins so."""

    text: str
    is_beginning: bool


def fold(text: str) -> str:
    """A text without what does not count."""
    folded = RESPELLED.sub(lambda match: SPELLED[match[0]], text)
    if not folded.isascii():
        folded = MARKS.sub("", unicodedata.normalize("NFKD", folded).lower())
        folded = unicodedata.normalize("NFC", folded).replace("\u03c2", "\u03c3")
    folded = folded.lower()
    if "." in folded:
        folded = ABBREVIATED.sub("", folded)
    return THOUSANDS.sub("", folded) if "," in folded else folded


def terms(text: str) -> list[str]:
    """What a text is found by, as often as it stands there."""
    return _cut(text).terms()


def named(name: str) -> tuple[int, list[str]]:
    """How many pieces ask for a name, and what it is found by."""
    cut = _cut(name)
    return len(cut.pieces()), cut.terms()


def pieces(query: str) -> list[Piece]:
    """What a query asks for, each piece once."""
    return [Piece(*piece) for piece in _cut(query).pieces()]


class _Cut(NamedTuple):
    words: list[str]
    runs: list[str]
    """What is written without spaces."""
    joined: list[str]
    """Compounds in one word."""

    def terms(self) -> list[str]:
        found = self.words + self.joined
        for run in self.runs:
            found += (*_pairs(run), run[-1])
        return _shortened(found)

    def pieces(self) -> Collection[tuple[str, bool]]:
        letters = [run for run in self.runs if len(run) == 1]
        found = [(word, True) for word in _shortened(self.words) + letters]
        found += [(pair, False) for run in self.runs for pair in _pairs(run)]
        return dict.fromkeys(found)


def _cut(text: str) -> _Cut:
    folded = fold(text)
    compound, runs = WORDS, list[str]()
    if folded.isascii():
        words = folded.encode().translate(BLANKED).decode().split()
    elif not UNUSUAL.search(folded):
        words = WORD.findall(folded)
    else:
        compound = COMPOUND
        found = PIECE.findall(folded)
        words = [word for _, word in found if word]
        runs = [run for run, _ in found if run]
    hyphened = compound.findall(folded) if "-" in folded else ()
    return _Cut(words, runs, [word.replace("-", "") for word in hyphened if word[0].isalpha()])


def _shortened(found: list[str]) -> list[str]:
    if max(map(len, found), default=0) <= LONGEST:
        return found
    return [term[:LONGEST] for term in found]


def _pairs(run: str) -> list[str]:
    return [one + other for one, other in pairwise(run)]
