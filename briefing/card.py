"""A card: what the rest of a subject needs to know of an entity, without its file.

In: an entity as its file has it. Out: its name and place, and its anchors, apart from each other:
many pages show the name of an entity, few lead to one of its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from briefing.model import EntityFile

Known = TypeVar("Known")


class Card(NamedTuple):
    """An entity as others see it."""

    id: str
    kind: str
    path: str
    """The YAML file, relative to the project."""
    address: str
    """The page's address below the site's root."""
    name: str
    aliases: tuple[str, ...]
    native: Mapping[str, str]
    """Names in other languages, by language tag."""
    publisher: str
    """What it is as a publisher; empty if that is not said."""
    speaks_for: str
    """The body whose word its publications are; empty if they are its own."""
    has_facts: bool
    formerly: tuple[str, ...]
    """Addresses that it had, as `kind/id`."""

    @property
    def only_publishes(self) -> bool:
        """Whether nothing is said of it but that it publishes."""
        return bool(self.publisher) and not self.has_facts


class Anchors(NamedTuple):
    """The places on an entity's page that have an address of their own."""

    facts: tuple[str, ...]
    removed: Mapping[str, str]
    """Keys of facts that were taken out, each with the one to see instead, or nothing."""


def card(id_: str, kind: str, path: str, file: EntityFile) -> Card:
    """The card of an entity."""
    publisher = file.publisher
    return Card(
        id_,
        kind,
        path,
        f"{kind}/{id_}/",
        file.name,
        tuple(file.aliases),
        file.native,
        publisher.type if publisher else "",
        (publisher.speaks_for if publisher else "") or "",
        bool(file.facts),
        tuple(file.former_addresses(kind)),
    )


def anchors(file: EntityFile) -> Anchors:
    """The anchors of an entity."""
    return Anchors(tuple(file.facts), {key: gone.see or "" for key, gone in file.removed.items()})


class Asked(dict[str, Known]):
    """A dictionary that keeps which keys it was asked for, found or not."""

    def __init__(self, items: Iterable[tuple[str, Known]] = ()) -> None:
        super().__init__(items)
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> Known:
        self.keys_asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.keys_asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or else the default."""
        self.keys_asked.add(key)
        return super().get(key, default)
