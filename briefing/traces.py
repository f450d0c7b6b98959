"""Traces: what an entity leaves on the pages of others.

In: an entity. Out: a backlink on the page of each entity that its facts lead to, a line on the
page of each source that they rest on, and what it adds to the counts. A page is complete only with
the traces that others leave on it: beyond cards, that is all that pages know of other entities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefing import text
from briefing.card import Card
from briefing.dossier import Backlink, Entity, Fact, Moved
from briefing.impact import Fates
from briefing.tally import Tally, add_to
from briefing.trust import Publications
from briefing.values import Reference, Text
from briefing.wording import sentence


@dataclass(slots=True)
class Left:
    """What some entities have left: on the pages of entities, of sources, and in the counts."""

    backlinks: dict[str, list[Backlink]] = field(default_factory=dict)
    resting: dict[str, list[Moved]] = field(default_factory=dict)
    tally: Tally = field(default_factory=dict)


class Tracer:
    """Finds what entities leave elsewhere."""

    def __init__(self, cards: Mapping[str, Card], publications: Publications, as_of: date) -> None:
        self._cards = cards
        self._fates = Fates(publications)
        self._as_of = as_of

    def trace(self, entity: Entity, left: Left) -> None:
        """Add what an entity leaves."""
        for fact in entity.facts.values():
            words = sentence(fact, self._cards)
            for id_, label in _led_to(fact):
                link = Backlink(
                    label, entity.id, fact.key, words, fact.status, fact.is_so(self._as_of)
                )
                left.backlinks.setdefault(id_, []).append(link)
            fates = self._fates.of(fact)
            for fate in fates:
                moved = Moved(entity.id, fact.key, words, fact.status, fate)
                left.resting.setdefault(fate.source, []).append(moved)
            add_to(left.tally, entity, fact, fates, self._as_of)


def _led_to(fact: Fact) -> Iterator[tuple[str, str]]:
    """The entities that a fact leads to, each with the reverse label; none if merely mentioned."""
    found: dict[str, str] = {}
    mentioned = text.links(fact.says)
    for value in fact.values:
        if isinstance(value, Reference):
            found[value.id] = fact.slot.reverse or ""
        elif isinstance(value, Text):
            mentioned += text.links(value.text)
    for link in mentioned:
        if link.entity and link.entity != fact.entity:
            found.setdefault(link.entity, "")
    yield from found.items()


class WholeTraces:
    """The traces of entities that can all be looked into."""

    def __init__(self, tracer: Tracer, entities: Mapping[str, Entity]) -> None:
        self._tracer = tracer
        self._entities = entities

    def backlinks(self, entity: str) -> Sequence[Backlink]:
        """What leads to an entity."""
        return self._left.backlinks.get(entity, ())

    def resting(self, source: str) -> Sequence[Moved]:
        """What rests on a source."""
        return self._left.resting.get(source, ())

    def count(self, what: str, of: str) -> int:
        """How much there is of something."""
        return self._left.tally.get((what, of), 0)

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""
        return {of for counted, of in self._left.tally if counted == what}

    @cached_property
    def _left(self) -> Left:
        left = Left()
        for entity in self._entities.values():
            self._tracer.trace(entity, left)
        return left
