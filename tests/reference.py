"""The search by the shortest way: every page is looked at for every query. No index, no speed.

In: pages and a query. Out: the addresses that are found, the best first, and the places that are
shown of each. The script in the browser and the index that it reads have to give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.search.findable import Findable, page_terms
from briefing.search.manifest import Section
from briefing.search.records import in_section
from briefing.search.words import Piece, pieces, terms

WEIGHTS = {"s": 40, "w": 16}
OPEN_PLACES = 3


def weight(level: str) -> int:
    """What a term weighs at a level."""
    return WEIGHTS[level] if level in WEIGHTS else 800 + 720 // int(level)


def singular(piece: Piece) -> str:
    """What else a word in the plural asks for."""
    word = piece.text
    is_plural = piece.is_beginning and len(word) > 4 and word[-1] == "s" and word[-2] != "s"
    return word[:-1] if is_plural else ""


def is_in(piece: Piece, found: Iterable[str]) -> bool:
    """Whether one of some terms is what a piece asks for."""
    words = (piece.text, singular(piece))
    return any(t in words or (piece.is_beginning and t.startswith(piece.text)) for t in found)


class Reference:
    """The pages of a site, to be searched."""

    def __init__(self, sections: Sequence[Section], pages: Iterable[Findable]) -> None:
        ranks = {section.name: rank for rank, section in enumerate(sections)}
        self.pages = sorted(pages, key=lambda p: (ranks[p.section], in_section(p.address)))
        self._weights = {section.name: section.weight for section in sections}
        self._terms = [page_terms(page) for page in self.pages]
        self._known = {term for found in self._terms for term in found}

    def find(self, query: str) -> list[str]:
        """The addresses of pages that have all of a query, the best first."""
        return [page.address for page in self._found(query)]

    def shown(self, query: str) -> list[list[str]]:
        """The same with the places on each page, in the order in which they are given."""
        return [_shown(page, pieces(query)) for page in self._found(query)]

    def _found(self, query: str) -> list[Findable]:
        near = {piece: {t for t in self._known if is_in(piece, (t,))} for piece in pieces(query)}
        found = []
        for number, page in enumerate(self.pages):
            scores = [self._weigh(number, piece, near[piece]) for piece in near]
            if scores and all(scores):
                found.append((-sum(scores) * self._weights[page.section], number))
        return [self.pages[number] for _, number in sorted(found)]

    def _weigh(self, number: int, piece: Piece, near: set[str]) -> int:
        """What the best term of a page weighs for a piece; 0 if none is asked for."""
        found = self._terms[number]
        weights = [weight(found[term]) // 2 for term in near & found.keys()]
        if piece.text in found:
            weights.append(weight(found[piece.text]))
        return max(weights, default=0)


def _shown(page: Findable, wanted: Sequence[Piece]) -> list[str]:
    def count(text: str) -> int:
        found = terms(text)
        return sum(is_in(piece, found) for piece in wanted)

    counts = [count(f"{place.label} {place.text}") for place in page.places]
    most = max(counts, default=0)
    best = [p for p, times in zip(page.places, counts, strict=True) if times == most > 0]
    places = [f"{page.address}#{place.anchor}" for place in best]
    head = "\n".join([page.title, *page.native.values(), *page.names, page.about])
    if not places or count(head) == len(wanted):
        return [page.address, *places]
    return [*places, page.address]
