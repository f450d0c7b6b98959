"""What a synthetic subject says: nouns, made from a seed.

In: a number of entities. Out: sources and entities of six kinds, about eight facts each, with
citations, relations, [[links]], conflicts, history, relays, dates, quantities and Japanese names.
Each entity has a seed of its own, so that any number can be made one after the other, and none
depends on another being there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vocabulary import japanese_name, name, sentence, words

KINDS = {
    "crews": "Crew",
    "devices": "Device",
    "accords": "Accord",
    "sites": "Site",
    "bodies": "Body",
    "meetings": "Meeting",
}
PRESENT = date(2026, 1, 1)
OLDEST = 4000
"""Days before the present."""
MEAN_AGE = 420
"""Of a source, in days: most are recent, so that some 5 % of the facts are due for review."""
REVIEW = 700
"""Days after which a property that changes should be looked at again."""
ENTITIES_A_SOURCE = 5
PUBLISHING = 18
"""Every so many entities there is a body that publishes."""


@dataclass(frozen=True)
class Cite:
    """A pointer to a source."""

    source: str
    quote: str
    passage: tuple[str, str]


@dataclass(frozen=True)
class Fact:
    """One statement, as it is written; `when` and `value` are YAML."""

    key: str
    says: str
    status: str
    when: str
    cites: tuple[Cite, ...]
    property: str = ""
    value: str = ""
    supersedes: str = ""


@dataclass(frozen=True)
class Entity:
    """One thing with its facts."""

    id: str
    kind: str
    name: str
    native: str
    facts: tuple[Fact, ...]
    question: str = ""
    """What two of its facts disagree on."""
    publishes: bool = False


@dataclass(frozen=True)
class Source:
    """One publication."""

    id: str
    title: str
    publisher: str
    day: date
    type: str
    relays: tuple[str, ...]
    is_unnamed: bool


class Synthetic:
    """A subject of some size."""

    def __init__(self, size: int, seed: int = 1) -> None:
        """`size` entities, and one source for five of them."""
        self.size = size
        self.seed = seed
        count = max(1, size // ENTITIES_A_SOURCE)
        self.sources = [self._source(i, self._chance("source", i)) for i in range(count)]

    def entities(self) -> Iterator[Entity]:
        """Every entity, made as it is asked for."""
        return map(self.entity, range(self.size))

    def entity(self, i: int) -> Entity:
        """The entity of a number."""
        chance = self._chance("entity", i)
        kind = self._kind(i)
        return Entity(
            self._id(i), kind, f"{KINDS[kind]} {name(chance)}", japanese_name(chance),
            tuple(_Facts(self, chance).of(i)),
            question=f"What is the size of {self._id(i)}?" if i % 20 == 0 else "",
            publishes=i % PUBLISHING == 4,
        )  # fmt: skip

    def any_id(self, chance: random.Random) -> str:
        """The id of some entity."""
        return self._id(chance.randrange(self.size))

    def _chance(self, noun: str, i: int) -> random.Random:
        return random.Random(f"{self.seed} {noun} {i}")  # noqa: S311 - nothing here is secret

    @staticmethod
    def _kind(i: int) -> str:
        return list(KINDS)[i % len(KINDS)]

    def _id(self, i: int) -> str:
        return f"{KINDS[self._kind(i)].lower()}-{i}"

    def _source(self, i: int, chance: random.Random) -> Source:
        relays: tuple[str, ...] = ()
        if i and chance.random() < 0.4:
            relays = (f"source-{chance.randrange(i)}",)
        type_ = chance.choice(("news", "news", "news", "agency", "official", "analysis"))
        publisher = f"Paper {chance.randrange(1 + i // 6)}"
        if type_ == "official" and self.size > PUBLISHING:
            publisher = self._id(4 + PUBLISHING * chance.randrange(self.size // PUBLISHING))
        age = 0 if i == 0 else min(int(chance.expovariate(1 / MEAN_AGE)), OLDEST)
        return Source(
            f"source-{i}", words(chance, 7).capitalize(), publisher, PRESENT - timedelta(age),
            type_, relays, is_unnamed=not relays and chance.random() < 0.08,
        )  # fmt: skip


class _Facts:
    """Makes the facts of one entity."""

    def __init__(self, subject: Synthetic, chance: random.Random) -> None:
        self.subject = subject
        self.chance = chance

    def of(self, i: int) -> Iterator[Fact]:
        """Those of the entity of a number: eight, of which two in five entities tell a history."""
        chance = self.chance
        size = chance.randrange(20, 4000)
        friends = ", ".join(dict.fromkeys((self._other(), self._other())))
        yield self._fact("summary-of", value=words(chance, 8))
        yield self._fact("founded", value=str(self._day()))
        yield from self._sizes(i, size)
        held = f"from: {self._day()}" if i % 3 == 0 else ""
        yield self._fact("part-of", value=self._other(), when=held)
        yield self._fact("works-with", value=f"[{friends}]")
        yield self._fact("reach", value=f"{chance.randrange(2, 900)} km")
        happened = f"on: {self._day()}" if i % 3 == 0 else ""
        yield self._fact("note", link=self._other(), when=happened)
        if i % 5 > 1:
            yield self._fact("note-b", property="note", link=self._other())

    def _sizes(self, i: int, size: int) -> Iterator[Fact]:
        """One size; in one entity of ten two at odds, in others one that was and one that is."""
        people = f'"{size} people"'
        if i % 10 == 5:  # its time is over
            change = self._day()
            yield self._fact("size", value=people, when=f"from: 2010, until: {change}")
            now = f'"{size + 50} people"'
            since = change + timedelta(days=1)
            yield self._fact("size-b", property="size", value=now, when=f"from: {since}")
            return
        yield self._fact("size", value=people)
        if i % 10 == 0:  # a conflict
            yield self._fact("size-b", property="size", value=f'"{size + 50} people"')
        elif i % 5 == 1:
            yield self._fact("size-b", property="size", value=people, supersedes="size")

    def _fact(self, key: str, *, link: str = "", when: str = "", **more: str) -> Fact:
        status = self.chance.choice(("confirmed", "reported", "reported", "planned"))
        said = sentence(self.chance, f", as [[{link}]] does" if link else "")
        return Fact(key, said, status, when or f"as-of: {self._day()}", self._cites(), **more)

    def _cites(self) -> tuple[Cite, ...]:
        chance, sources = self.chance, self.subject.sources
        chosen = chance.sample(sources, min(len(sources), chance.choice((1, 1, 2))))
        return tuple(
            Cite(source.id, words(chance, 6), (words(chance, 3), words(chance, 3)))
            for source in chosen
        )

    def _day(self) -> date:
        return PRESENT - timedelta(days=self.chance.randrange(1, OLDEST))

    def _other(self) -> str:
        return self.subject.any_id(self.chance)
