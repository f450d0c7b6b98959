"""Memory: what the last build knew, looked up when it is wanted and then at hand.

In: the ledger. Out: the cards of entities and sources, the counts, the warnings. A server keeps it
from one change to the next; a command begins with none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from briefing.card import Card, SourceCard
from briefing.incremental.made import Warnings
from briefing.ledger import Held, Known, Ledger
from briefing.tally import Tally


class Memory:
    """What is known of the site as it was built last."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.entities: dict[str, Held] = ledger.entities()
        """The files of all entities, in the order of their kinds and ids."""
        self.sources: dict[str, Held] = {}
        """The files of all sources."""
        self.source_cards: dict[str, SourceCard] = {}
        for entry in ledger.sources():
            self.sources[entry.id], self.source_cards[entry.id] = entry.held, entry.card
        self._cards: dict[str, Card] = {}
        self._has_all = False

    def card(self, id_: str) -> Card | None:
        """The card of an entity."""
        if id_ not in self._cards and not self._has_all and (card := self.ledger.card(id_)):
            self._cards[id_] = card
        return self._cards.get(id_)

    def every_card(self) -> Mapping[str, Card]:
        """The cards of all entities, in no order."""
        if not self._has_all:
            self._cards = self.ledger.cards()
            self._has_all = True
        return self._cards

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards of all entities by kind and id."""
        return Cards(self, self.entities, {})

    def known(self, id_: str) -> Known | None:
        """What else is known of an entity."""
        return self.ledger.known(id_)

    @cached_property
    def tally(self) -> Tally:
        """The counts."""
        tally: Tally = self.ledger.about("tally")
        return tally

    @cached_property
    def warnings(self) -> Warnings:
        """The warnings."""
        warnings: Warnings = self.ledger.about("warnings")
        return warnings

    def learn(self, cards: Mapping[str, Card], gone: Iterable[str]) -> None:
        """Take other cards in place of those that were."""
        self._cards.update(cards)
        for id_ in gone:
            self._cards.pop(id_, None)


class Cards(Mapping[str, Card]):
    """The cards of all entities by kind and id: those that are new, and the others from memory."""

    def __init__(self, memory: Memory, ids: Mapping[str, object], new: Mapping[str, Card]) -> None:
        """`ids` are those that there are, in their order."""
        self._memory = memory
        self._ids = ids
        self.new = new

    def __getitem__(self, id_: str) -> Card:
        card = self.new.get(id_) or self._memory.card(id_) if id_ in self._ids else None
        if not card:
            raise KeyError(id_)
        return card

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        # Whoever goes through all of them wants all cards in a moment.
        self._memory.every_card()
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
