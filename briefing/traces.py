"""Traces: what an entity leaves on the pages of others.

In: an entity. Out: a backlink on the page of each entity that its facts lead to, a line on the
page of each source that they rest on, and what it adds to the counts. A page is complete only with
the traces that others leave on it: beyond cards, that is all that pages know of other entities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefing import text
from briefing.card import Card
from briefing.dossier import Backlink, Entity, Fact, Moved
from briefing.impact import Fates
from briefing.ledger import TracesEntry, kept
from briefing.tally import Tally, counted_as
from briefing.trust import Publications
from briefing.values import Reference, Text
from briefing.wording import sentence


@dataclass(frozen=True, slots=True)
class Left:
    """What some entities have left: on the pages of entities, of sources, and in the counts."""

    on_entities: dict[str, list[Backlink]] = field(default_factory=dict)
    on_sources: dict[str, list[Moved]] = field(default_factory=dict)
    tally: Tally = field(default_factory=Counter)

    def pages(self) -> set[str]:
        """The pages on which something was left: `e/<id>` of entities, `s/<id>` of sources."""
        return {f"e/{id_}" for id_ in self.on_entities} | {f"s/{id_}" for id_ in self.on_sources}

    def on(self, page: str) -> Sequence[Backlink | Moved]:
        """What was left on a page."""
        kind, _, id_ = page.partition("/")
        return self.backlinks(id_) if kind == "e" else self.resting(id_)

    def entries(self) -> Iterator[TracesEntry]:
        """What is kept of it, a page an entry."""
        for entity, backlinks in self.on_entities.items():
            yield TracesEntry(f"e/{entity}", kept(backlinks))
        for source, moved in self.on_sources.items():
            yield TracesEntry(f"s/{source}", kept(moved))

    def backlinks(self, entity: str) -> Sequence[Backlink]:
        """What leads to an entity."""
        return self.on_entities.get(entity, ())

    def resting(self, source: str) -> Sequence[Moved]:
        """What rests on a source."""
        return self.on_sources.get(source, ())

    def count(self, what: str, of: str) -> int:
        """How much there is of something."""
        return self.tally[what, of]

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""
        return {of for counted, of in self.tally if counted == what}


class Tracer:
    """Finds what entities leave elsewhere."""

    def __init__(self, cards: Mapping[str, Card], publications: Publications, as_of: date) -> None:
        self._cards = cards
        self._fates = Fates(publications)
        self._as_of = as_of

    def trace(self, entity: Entity, left: Left) -> tuple[set[str], Tally]:
        """Add what an entity leaves; on which pages (`e/<id>`, `s/<id>`) it did, and its counts."""
        pages: set[str] = set()
        counted: list[tuple[str, str]] = []
        for fact in entity.facts.values():
            words = sentence(fact, self._cards)
            for id_, label in _led_to(fact):
                link = Backlink(
                    label, entity.id, fact.key, words, fact.status, fact.is_so(self._as_of)
                )
                left.on_entities.setdefault(id_, []).append(link)
                pages.add(f"e/{id_}")
            fates = self._fates.of(fact)
            for fate in fates:
                moved = Moved(entity.id, fact.key, words, fact.status, fate)
                left.on_sources.setdefault(fate.source, []).append(moved)
                pages.add(f"s/{fate.source}")
            counted += counted_as(entity, fact, fates, self._as_of)
        tally = Counter(counted)
        left.tally.update(tally)
        return pages, tally


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
    """The traces of entities that can all be looked into, found when they are first asked for."""

    def __init__(self, tracer: Tracer, entities: Mapping[str, Entity]) -> None:
        self._tracer = tracer
        self._entities = entities

    def backlinks(self, entity: str) -> Sequence[Backlink]:
        """What leads to an entity."""
        return self._left.backlinks(entity)

    def resting(self, source: str) -> Sequence[Moved]:
        """What rests on a source."""
        return self._left.resting(source)

    def count(self, what: str, of: str) -> int:
        """How much there is of something."""
        return self._left.count(what, of)

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""
        return self._left.counted(what)

    @cached_property
    def _left(self) -> Left:
        left = Left()
        for entity in self._entities.values():
            self._tracer.trace(entity, left)
        return left


def shared_out(
    left: Left, entities: Mapping[str, int], sources: Mapping[str, int], shares: int
) -> list[Left]:
    """What was left, by the share that makes the page it was left on; each gets all counts.

    `entities` and `sources` give the share of each by its id.
    """
    parts = [Left(tally=left.tally) for _ in range(shares)]
    for entity, backlinks in left.on_entities.items():
        parts[entities[entity]].on_entities[entity] = backlinks
    for source, moved in left.on_sources.items():
        parts[sources[source]].on_sources[source] = moved
    return parts


def put_together(parts: Iterable[Left], cards: Mapping[str, Card]) -> Left:
    """What several shares have left, in the order of the entities that left it."""
    whole = Left()
    for part in parts:
        for entity, backlinks in part.on_entities.items():
            whole.on_entities.setdefault(entity, []).extend(backlinks)
        for source, moved in part.on_sources.items():
            whole.on_sources.setdefault(source, []).extend(moved)
        whole.tally.update(part.tally)

    def order(left: Backlink | Moved) -> tuple[str, str]:
        return cards[left.entity].kind, left.entity

    for lists in (whole.on_entities, whole.on_sources):
        for traces in lists.values():
            traces.sort(key=order)
    return whole
