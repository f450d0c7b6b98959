"""What is to be made again after a revision.

In: a revision. Out: the pages that are another now, the hand-written ones that have to be filled
again, and what the search finds or does not find any more. A page is made again if its entity was
worked on again, or if something else was left on it, listed on it or counted for it than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from briefing.card import Card
from briefing.incremental.revision import FOUNDED, Revision
from briefing.kept import short, unpacked
from briefing.page import Page
from briefing.pages import entity_page, index_pages, leaf_pages, source_page
from briefing.pages.gathered import (
    COVERAGE,
    DISPUTED,
    FACTS,
    OVERDUE,
    PUBLISHERS,
    SOURCES,
    TIMELINE,
    cut,
    year_address,
)
from briefing.search import generated
from briefing.search.findable import Findable, Key
from briefing.skeleton import OVERVIEW, Filled, Skeleton, filled
from briefing.view import source_address

OVERVIEWED = (*FOUNDED, "conflicts", "overdue", "dated")
"""What is counted of all."""


class Anew:
    """What of a site is another now."""

    def __init__(self, revision: Revision) -> None:
        self._now = revision
        self._changes = revision.changes
        self._memory = revision.memory

    @cached_property
    def entities(self) -> set[str]:
        """Entities whose pages are to be made again."""
        anew = {*self._now.ids, *self._left_otherwise("e/")}
        anew |= {of for what, of in self._now.counted_otherwise if what in FOUNDED}
        for cards in (self._changes.source_cards, self._memory.source_cards):
            listed = {*self._now.sources_listed_anew, *self._changes.sources.gone}
            anew |= {cards[id_].publisher for id_ in listed if id_ in cards}
        return anew & self._changes.cards.keys()

    @cached_property
    def sources(self) -> set[str]:
        """Sources whose pages are to be made again."""
        anew = self._now.sources_asked | self._left_otherwise("s/") | self._trees_anew()
        return set(anew & self._changes.source_cards.keys())

    def _left_otherwise(self, kind: str) -> set[str]:
        """Whose pages have other traces than before, or traces of whoever is seen otherwise."""
        touched = {page for page in self._now.touched if page.startswith(kind)}
        now, before = self._now.traces, self._now.traces_before
        found = {page for page in touched if now[page] != before[page]}
        changed, other_names = self._changes.entities.changed, self._changes.other_names
        for id_ in self._now.ids:
            if id_ not in changed or f"c:{id_}" in other_names:
                found |= touched & self._now.units.pages(id_)
        return {page.removeprefix(kind) for page in found}

    def _trees_anew(self) -> set[str]:
        """Sources in one relay tree with one that is another."""
        found = set(self._changes.other_sources)
        ways: dict[str, set[str]] = {}
        for cards in (self._changes.source_cards, self._memory.source_cards):
            for source in cards.values():
                for name in source.relays:
                    ways.setdefault(name, set()).add(source.id)
                    ways.setdefault(source.id, set()).add(name)
        begun = list(found)
        while begun:
            new = ways.get(begun.pop(), set()) - found
            found |= new
            begun += new
        return found

    @cached_property
    def lists(self) -> set[str]:
        """Addresses of indexes and lists that are to be made again."""
        changes = self._changes
        changed = {*changes.entities.changed, *changes.entities.gone}
        both = (changes.cards, self._memory.cards)
        cards = [cards[id_] for cards in both for id_ in changed if id_ in cards]
        anew = set(self._now.lines.others - {DISPUTED, OVERDUE, *self._now.years_touched})
        anew |= self._leaves_anew(DISPUTED) | self._leaves_anew(OVERDUE) | self._years_anew
        anew |= {f"{card.kind}/" for card in cards if card.publisher}
        if any("/" in of for _, of in self._now.counted_otherwise):
            anew |= {COVERAGE, FACTS}
        if any(what == "year" for what, _ in self._now.counted_otherwise):
            anew.add(FACTS)
        if self._publishers_are_others(cards):
            anew.add(PUBLISHERS)
        return anew

    @property
    def _years_anew(self) -> set[str]:
        """Addresses of the timeline and its years that are to be made again."""
        lines = self._now.lines
        touched = [page for page in self._now.years_touched if page in lines.others]
        if not touched:
            return set()
        if self._now.years != self._now.years_before:  # each leads to the next
            touched = [year_address(year) for year in self._now.years]
            pages = {address for page in touched for address in cut(page, lines.lines(page))}
        else:
            pages = {address for page in touched for address in self._leaves_anew(page)}
        return {TIMELINE, *pages}

    def _leaves_anew(self, page: str) -> set[str]:
        """Addresses of the leaves of a list that are to be made again."""
        lines = self._now.lines
        if page not in lines.others and page != DISPUTED:
            return set()
        now, before = cut(page, lines.lines(page)), cut(page, lines.before(page))
        if len(now) != len(before):
            return set(now)
        # Disagreements are shown at length, and not as the rows have them.
        redone = set(self._now.ids) if page == DISPUTED else set()
        return {
            address
            for address, lines in now.items()
            if lines != before[address] or not redone.isdisjoint(line.row for line in lines)
        }

    @property
    def _speakers_are_others(self) -> bool:
        """Whether a source, a card, or whom a publisher speaks for is another."""
        others = self._changes.other_names
        return bool(self._changes.sources or any(name[:2] in ("c:", "v:") for name in others))

    def _publishers_are_others(self, changed: Iterable[Card]) -> bool:
        """Whether the list of the publishers may be another."""
        return bool(
            self._speakers_are_others
            or any(what in FOUNDED for what, _ in self._now.counted_otherwise)
            or any(c.publisher or self._now.tally.get(("voiced", c.id)) for c in changed)
        )

    def pages(self) -> Iterator[Page]:
        """The generated pages that are to be made again."""
        dossier, lines = self._now.dossier, self._now.lines
        for id_ in sorted(self.entities):
            yield entity_page(dossier, dossier.entities[id_])
        for id_ in sorted(self.sources):
            yield source_page(dossier, id_)
        for page in (*index_pages(dossier, lines), *leaf_pages(dossier, lines)):
            if page.address in self.lists:
                yield page

    def handmade(self) -> Iterator[tuple[Skeleton, Filled]]:
        """The hand-written pages that are to be filled again, filled."""
        redone = {*self._now.ids, *self._changes.entities.gone}
        names = {*self._changes.other_names, *(f"u:{id_}" for id_ in redone)}
        if self._overview_is_another:
            names.add(OVERVIEW)
        others = frozenset(map(short, names))
        for page in self._now.made.pages:
            if not others.isdisjoint(unpacked(page.asked)):
                yield page.skeleton, filled(page.skeleton, self._now.dossier, self._now.renderer)

    @property
    def _overview_is_another(self) -> bool:
        """Whether there may be more or less of anything that is counted on the first page."""
        return bool(
            self._speakers_are_others
            or any(what in OVERVIEWED for what, _ in self._now.counted_otherwise)
        )

    def found(self) -> Iterator[Findable]:
        """What the search finds of the pages of whoever was worked on again, and of new years."""
        for id_ in self._now.ids:
            yield generated.entity_page(self._now.dossier, self._now.dossier.entities[id_])
        for id_ in self._now.sources_asked:
            yield generated.source_page(self._now.dossier, id_)
        for year in sorted({*self._now.years} - {*self._now.years_before}):
            yield generated.found_year(self._now.dossier, year)

    def lost(self) -> Iterator[Key]:
        """What it does not find any more, unless it is found again."""
        changes = self._changes
        for id_ in (*changes.entities.changed, *changes.entities.gone):
            if card := self._memory.card(id_):
                yield Key(card.kind, card.address)
        for id_ in changes.sources.gone:
            yield Key(SOURCES.rstrip("/"), source_address(id_))
        for year in sorted({*self._now.years_before} - {*self._now.years}):
            yield Key(generated.GATHERED, year_address(year))
