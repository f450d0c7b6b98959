"""Traces: what an entity leaves on the pages of others.

In: an entity. Out: a backlink on the page of each entity that its facts lead to, and a line on the
page of each source that they rest on, and what it adds to the counts. A page is complete only with
the traces that others leave on it: beyond cards, that is all that pages know of other entities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefing import text, values
from briefing.card import Card
from briefing.dossier import Backlink, Entity, Fact, Moved
from briefing.impact import moves
from briefing.tally import Tally, tally
from briefing.trust import Publications
from briefing.values import Reference
from briefing.wording import sentence


@dataclass(slots=True)
class Left:
    """What some entities have left: on the pages of entities, of sources, and in the counts."""

    backlinks: dict[str, list[Backlink]] = field(default_factory=dict)
    resting: dict[str, list[Moved]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Counter)


class Tracer:
    """Finds what entities leave elsewhere."""

    def __init__(self, cards: Mapping[str, Card], publications: Publications, as_of: date) -> None:
        self._cards = cards
        self._publications = publications
        self._as_of = as_of

    def trace(self, entity: Entity, left: Left) -> None:
        """Add what an entity leaves."""
        for id_, backlink in self.backlinks(entity):
            left.backlinks.setdefault(id_, []).append(backlink)
        moved = list(self.resting(entity))
        for source, move in moved:
            left.resting.setdefault(source, []).append(move)
        left.tally.update(tally(entity, moved, self._as_of))

    def backlinks(self, entity: Entity) -> Iterator[tuple[str, Backlink]]:
        """The backlinks of an entity's facts, each with the id that it leads to."""
        for fact in entity.facts.values():
            related = [value.id for value in fact.values if isinstance(value, Reference)]
            targets = dict.fromkeys(related, fact.slot.reverse or "")
            for id_ in _mentioned(fact):
                if id_ and id_ != entity.id:
                    targets.setdefault(id_, "")
            if targets:
                said, is_so = sentence(fact, self._cards), fact.is_so(self._as_of)
                for id_, label in targets.items():
                    yield id_, Backlink(label, entity.id, fact.key, said, fact.status, is_so)

    def resting(self, entity: Entity) -> Iterator[tuple[str, Moved]]:
        """What would become of an entity's facts, each with the source that might fall."""
        for fact in entity.facts.values():
            yield from moves(fact, sentence(fact, self._cards), self._publications)


def _mentioned(fact: Fact) -> Iterator[str]:
    for said in (fact.says, *(v.text for v in fact.values if isinstance(v, values.Text))):
        for link in text.links(said):
            yield link.entity


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
        return self._left.tally[what, of]

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""
        return {of for counted, of in self._left.tally if counted == what}

    @cached_property
    def _left(self) -> Left:
        left = Left()
        for entity in self._entities.values():
            self._tracer.trace(entity, left)
        return left
