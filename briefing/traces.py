"""Traces: what an entity leaves on the pages of others.

In: an entity. Out: a backlink on the page of each entity that its facts lead to, a line on the
page of each source that they rest on, and what it adds to the counts. A page is complete only with
the traces that others leave on it: beyond cards, that is all that pages know of other entities.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from briefing import text
from briefing.card import Card
from briefing.dossier import Backlink, Entity, Fact, Fate, Moved, Times
from briefing.impact import Fates
from briefing.kept import kept_plain
from briefing.ledger import TracesEntry
from briefing.tally import Tally, counted_as
from briefing.trust import Level, Origin, Publications, Support
from briefing.values import Reference, Text
from briefing.wording import sentence

Trace = tuple[Any, ...]
"""A Backlink or a Moved as plain values, which go from process to process in no time; the id of the
entity that left it comes first."""


@dataclass(frozen=True, slots=True)
class Left:
    """What some entities have left: on the pages of entities, of sources, and in the counts."""

    on: dict[str, list[Trace]] = field(default_factory=dict)
    """By page: `e/<id>` of an entity, `s/<id>` of a source."""
    tally: Tally = field(default_factory=Counter)

    def entries(self) -> Iterator[TracesEntry]:
        """What is kept of it, a page an entry."""
        return (TracesEntry(page, kept_plain(traces)) for page, traces in self.on.items())

    def backlinks(self, entity: str) -> list[Backlink]:
        """What leads to an entity."""
        return backlinks(self.on.get(f"e/{entity}", ()))

    def resting(self, source: str) -> list[Moved]:
        """What rests on a source."""
        return resting(self.on.get(f"s/{source}", ()))

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
        self._plain_fates: dict[int, Trace] = {}
        """By the fate's identity, for fates live as long as those who find them."""
        self._as_of = as_of

    def _plain(self, fate: Fate) -> Trace:
        """A fate as plain values, made once for all facts that share it."""
        if id(fate) not in self._plain_fates:
            self._plain_fates[id(fate)] = plain(fate)
        return self._plain_fates[id(fate)]

    def trace(self, entity: Entity, left: Left) -> tuple[set[str], Tally]:
        """Add what an entity leaves; on which pages (`e/<id>`, `s/<id>`) it did, and its counts."""
        pages: set[str] = set()
        counted: list[tuple[str, str]] = []
        for fact in entity.facts.values():
            words = sentence(fact, self._cards)
            is_so, times = fact.is_so(self._as_of), tuple(entity.times[fact.key])
            for id_, label in led_to(fact):
                trace: Trace = (entity.id, label, fact.key, words, fact.status, is_so, times)
                left.on.setdefault(f"e/{id_}", []).append(trace)
                pages.add(f"e/{id_}")
            fates = self._fates.of(fact)
            for fate in fates:
                page = f"s/{fate.source}"
                trace = (entity.id, fact.key, words, fact.status, self._plain(fate), times)
                left.on.setdefault(page, []).append(trace)
                pages.add(page)
            counted += counted_as(entity, fact, fates, self._as_of)
        tally = Counter(counted)
        left.tally.update(tally)
        return pages, tally


def led_to(fact: Fact) -> Iterator[tuple[str, str]]:
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


def shared_out(left: Left, shares: Mapping[str, int], size: int) -> list[bytes]:
    """What was left, packed by the share that makes the page it was left on.

    `shares` gives the share of each page. Each share gets all counts.
    """
    parts: list[dict[str, list[Trace]]] = [{} for _ in range(size)]
    for page, traces in left.on.items():
        parts[shares[page]][page] = traces
    return [marshal.dumps((part, dict(left.tally))) for part in parts]


def put_together(parts: Iterable[bytes], cards: Mapping[str, Card]) -> Left:
    """What several shares have left, in the order of the entities that left it."""
    whole = Left()
    for part in parts:
        on, tally = marshal.loads(part)  # noqa: S302 - another process of this build has made it
        for page, traces in on.items():
            whole.on.setdefault(page, []).extend(traces)
        whole.tally.update(tally)
    kinds = {id_: card.kind for id_, card in cards.items()}
    for traces in whole.on.values():
        sort(traces, kinds)
    return whole


def sort(traces: list[Trace], kinds: Mapping[str, str]) -> None:
    """Put the traces on one page in the order of the entities that left them."""
    traces.sort(key=lambda trace: (kinds[trace[0]], trace[0]))


def backlinks(traces: Iterable[Trace]) -> list[Backlink]:
    """Traces that were left on the page of an entity."""
    return [
        Backlink(entity, label, fact, words, status, is_so, Times(*times))
        for entity, label, fact, words, status, is_so, times in traces
    ]


def resting(traces: Iterable[Trace]) -> list[Moved]:
    """Traces that were left on the page of a source."""
    return [
        Moved(entity, fact, words, status, _fate(fate), Times(*times))
        for entity, fact, words, status, fate, times in traces
    ]


def plain(fate: Fate) -> Trace:
    """A fate as plain values."""
    source, outcome, cites, before, after, others = fate
    return source, outcome, cites, _plain_support(before), _plain_support(after), others


def _plain_support(support: Support) -> Trace:
    level, origins, reports = support
    return level, tuple([tuple(origin) for origin in origins]), reports


@lru_cache(maxsize=65536)
def _fate(trace: Trace) -> Fate:
    source, outcome, cites, before, after, others = trace
    return Fate(source, outcome, cites, _support(*before), _support(*after), others)


def _support(level: Level, origins: Iterable[tuple[str, bool]], reports: int) -> Support:
    return Support(level, tuple(Origin(*origin) for origin in origins), reports)
