"""Changes: what is another than when the ledger was written.

In: the ledger, and the data folder as it is now. Out: the files that have changed, and which
entities and sources that concerns, because they asked for what is another now. Contents are
compared, never clocks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing.abbreviations import full_name, is_short
from briefing.card import Anchors, Card, SourceCard
from briefing.files import SOURCES
from briefing.incremental.compared import Compared, Unclear, compared, known_file
from briefing.incremental.memory import Cards, Memory
from briefing.kept import Damaged, short
from briefing.ledger import Held
from briefing.mappings import Asked, OnDemand
from briefing.model import EntityFile, SourceFile
from briefing.problem import are_warnings
from briefing.project import Project
from briefing.reading import (
    Listing,
    Share,
    Shared,
    find_given,
    listed,
    read_entity,
    read_share,
    read_shared,
    read_source,
)
from briefing.subject import Read, Subject


class Changes:
    """Everything that is another now."""

    def __init__(
        self, memory: Memory, root: Path, listing: Listing, entities: Compared, sources: Compared
    ) -> None:
        """`listing` has the kinds, and at least the files that have changed."""
        self._memory = memory
        self._root = root
        self._listing = listing
        self.entities = entities
        self.sources = sources

    @classmethod
    def of(cls, memory: Memory, project: Project) -> Changes:
        """Compare all files. Raises Unclear if the data folder is not in order."""
        listing = listed(project.root, project.data)
        if listing.problems or len(listing.homes()) < len(listing.entities):
            raise Unclear("the data folder is not in order")
        entities = compared(listing.entities, memory.entities, memory.entities.keys())
        sources = compared(listing.sources, memory.sources, memory.sources.keys())
        return cls(memory, project.root, listing, entities, sources)

    @classmethod
    def among(cls, memory: Memory, project: Project, paths: Collection[Path]) -> Changes:
        """Compare some files of the data folder. Raises Unclear unless all were there before."""
        # An editor's own files come and go.
        there = (path for path in paths if path.suffix == ".yaml" or path.exists())
        found = [known_file(memory, project, path) for path in there]
        entities = [file for file in found if file.folder != SOURCES]
        sources = [file for file in found if file.folder == SOURCES]
        kinds, regions = find_given(project.root, project.data)
        listing = Listing(kinds, sources, entities, regions)
        one, other = compared(entities, memory.entities), compared(sources, memory.sources)
        return cls(memory, project.root, listing, one, other)

    def __bool__(self) -> bool:
        return bool(self.entities or self.sources)

    @cached_property
    def subject(self) -> Subject:
        """The subject as it is now; files that have not changed are read when they are asked for.

        Raises Unclear if a changed file is wrong in itself.
        """
        return Subject(
            kinds=self._shared.kinds,
            sources=OnDemand(self.source_cards, self._read_source),
            source_cards=self.source_cards,
            entities=OnDemand(self.cards, self._read_entity),
            cards=Asked(self.cards),
            anchors=Asked(OnDemand(self.cards, self._anchors)),
            regions=self._shared.regions,
        )

    @cached_property
    def held(self) -> dict[str, Held]:
        """The files of all entities, in the order of their kinds and ids."""
        new, before = self.entities.now, self._memory.entities
        held = {**before, **new}
        for id_ in self.entities.gone:
            del held[id_]
        if self.entities.gone or any(
            id_ not in before or before[id_].folder != it.folder for id_, it in new.items()
        ):
            held = dict(sorted(held.items(), key=lambda pair: (pair[1].folder, pair[0])))
        return held

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each entity."""
        return {id_: held.folder for id_, held in self.held.items()}

    @cached_property
    def cards(self) -> Cards:
        """The cards of the entities, by kind and id."""
        return Cards(self._memory, self.held, {card.id: card for card, _ in self._changed_cards})

    @cached_property
    def source_cards(self) -> dict[str, SourceCard]:
        """The cards of the sources, by id."""
        cards = {**self._memory.source_cards, **self._shared.source_cards}
        return {id_: cards[id_] for id_ in sorted(cards) if id_ not in self.sources.gone}

    @cached_property
    def other_names(self) -> frozenset[str]:
        """Names of everything that gives another answer now, after the letter of what it is."""
        names = {name for id_ in self._other_entities for name in self._other_names_of(id_)}
        names |= {f"s:{id_}" for id_ in self.other_sources}
        return frozenset(names)

    @cached_property
    def other_sources(self) -> frozenset[str]:
        """Sources that have changed or are gone, and those whose story is another by that.

        It is where it passes through one of them, or through an organization that has another name
        or speaks for another body.
        """
        ids = {*self.sources.changed, *self.sources.gone}
        names = {name for id_ in self._other_entities for name in self._other_names_of(id_)}
        touched = {name[2:] for name in names if name[0] in "cnv"} | ids
        if touched:
            ways = _Ways(self.source_cards, self.subject.voices)
            ids.update(id_ for id_ in self.source_cards if not touched.isdisjoint(ways.of(id_)))
        return frozenset(ids)

    @cached_property
    def units(self) -> frozenset[str]:
        """Entities that have to be worked on: those that have changed, or asked for what has."""
        asking = self._memory.ledger.who_asked(self.short_names)
        return frozenset({*self.entities.changed, *(asking - self.entities.gone)})

    @cached_property
    def short_names(self) -> frozenset[bytes]:
        """The other names in few bytes each."""
        return frozenset(map(short, self.other_names))

    @cached_property
    def _shared(self) -> Shared:
        """The kinds and the regions, and the changed sources."""
        sources = list(self.sources.changed.values())
        listing = Listing(self._listing.kinds, sources, regions=self._listing.regions)
        shared = read_shared(listing)
        if not are_warnings(shared.problems):
            raise Unclear("a source is not in order")
        return shared

    @cached_property
    def _share(self) -> Share:
        """The changed entities."""
        mine = list(self.entities.changed.values())
        share = read_share(self._listing, self._shared, mine)
        if not are_warnings(share.problems):
            raise Unclear("an entity is not in order")
        return share

    @cached_property
    def _changed_cards(self) -> list[tuple[Card, Anchors]]:
        return self._share.cards()

    @cached_property
    def _changed_anchors(self) -> Mapping[str, Anchors]:
        return {card.id: anchors for card, anchors in self._changed_cards}

    @property
    def _other_entities(self) -> Iterator[str]:
        yield from self.entities.changed
        yield from self.entities.gone

    def _other_names_of(self, id_: str) -> Iterator[str]:
        """What gives another answer because of one changed entity."""
        old, new = self._memory.card(id_), self.cards.get(id_)
        if _seen(old) != _seen(new):
            yield f"c:{id_}"
        if (old.speaks_for if old else "") != (new.speaks_for if new else ""):
            yield f"v:{id_}"
        for name in _names(old) ^ _names(new):
            yield f"n:{name}"
        for name in _short_names(old) ^ _short_names(new):
            yield f"b:{name}"
        for address in set(old.formerly if old else ()) ^ set(new.formerly if new else ()):
            yield f"h:{address}"
        known = self._memory.known(id_)
        if (known.anchors if known else None) != self._changed_anchors.get(id_):
            yield f"a:{id_}"

    def _read_source(self, id_: str) -> Read[SourceFile]:
        changed = self._shared.sources.get(id_)
        return changed or read_source(self.source_cards[id_], self._root)

    def _read_entity(self, id_: str) -> Read[EntityFile]:
        return self._share.entities.get(id_) or read_entity(self.cards[id_], self._root)

    def _anchors(self, id_: str) -> Anchors:
        changed = self._changed_anchors.get(id_)
        if changed:
            return changed
        known = self._memory.known(id_)
        if not known:
            raise Damaged(f"there is nothing of {id_}")
        return known.anchors


class _Ways:
    """Every name that the story of a source passes through."""

    def __init__(self, cards: Mapping[str, SourceCard], voices: Mapping[str, str]) -> None:
        self._cards = cards
        self._voices = voices
        self._known: dict[str, frozenset[str]] = {}

    def of(self, id_: str) -> frozenset[str]:
        """The names, those of free names in small letters besides as they are."""
        if id_ not in self._known:
            self._known[id_] = frozenset()  # a circle ends here
            source = self._cards[id_]
            names = {id_}
            for name in (source.publisher, source.speaks_for, *source.relays):
                names |= {name, name.casefold()}
                if name in self._cards:
                    names |= self.of(name)
                while (name := self._voices.get(name, "")) and name not in names:
                    names.add(name)
            self._known[id_] = frozenset(names)
        return self._known[id_]


def _seen(card: Card | None) -> tuple[Any, ...]:
    """What others may show of an entity."""
    if not card:
        return ()
    is_publisher = (card.publisher, card.only_publishes)
    full = full_name(card.name, card.aliases)
    return (card.address, card.name, *is_publisher, full, card.position, card.extent)


def _short_names(card: Card | None) -> set[str]:
    return {name for name in (card.name, *card.aliases) if is_short(name)} if card else set()


def _names(card: Card | None) -> set[str]:
    return {name.casefold() for name in (card.name, *card.aliases)} if card else set()
