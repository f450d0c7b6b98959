"""Abbreviations: the short forms of names, explained where they stand.

In: the cards of all entities. Out: for a word such as ABC or 12th ABC the entity that it is short
for, if it is short for one alone, and its name in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from briefing.card import Card

SHORTEST = 3
"""Letters; two may mean anything."""
SHORT = re.compile(
    r"(?<![\w/–-])(?:[0-9]{1,3}(?:st|nd|rd|th) )?"
    r"[0-9]*[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*(?![\w/])"
)
"""A word with more than one capital letter, or with one and a number, and an ordinal before it."""


class Abbreviations:
    """The entities by their short names. What was asked is noted."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = cards
        self.asked: set[str] = set()

    def id_of(self, words: str) -> str:
        """The id of the only entity of which these words are a short name, or nothing."""
        self.asked.add(words)
        return self._ids.get(words, "")

    @cached_property
    def _ids(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for card in self._cards.values():
            for name in dict.fromkeys((card.name, *card.aliases)):
                if is_short(name):
                    found[name] = "" if name in found else card.id
        return found


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation."""
    return len(name) >= SHORTEST and SHORT.fullmatch(name) is not None


@lru_cache(maxsize=65536)
def full_name(name: str, aliases: tuple[str, ...]) -> str:
    """The name in full of what has these names: one of several words, or nothing."""
    return next((it for it in (name, *aliases) if " " in it and not is_short(it)), "")


@lru_cache(maxsize=65536)
def short_words(said: str) -> tuple[tuple[int, int, str], ...]:
    """Every word of a text that may be a short name: where it starts and ends.

    Where an ordinal stands before it, it comes with that first, and then without.
    """
    return tuple(_short_words(said))


def _short_words(said: str) -> Iterator[tuple[int, int, str]]:
    for match in SHORT.finditer(said):
        start, end = match.span()
        yield start, end, match[0]
        if " " in match[0]:
            start = said.index(" ", start) + 1
            yield start, end, said[start:end]
