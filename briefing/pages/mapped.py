"""Rows of the map: what an entity adds to it.

In: an entity. Out: its place, if it is one; and a row for each fact that says what is, was or may
come to be at a place: facts of others that lead there, and those of the place itself that lead to
others or are plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefing.card import Card
from briefing.dossier import Dossier, Entity, Fact
from briefing.ledger import Place
from briefing.locator import places_of
from briefing.values import Reference
from briefing.view import support_words, when_words
from briefing.wording import sentence


class PlaceRow(NamedTuple):
    """A place."""

    id: str
    name: str
    address: str
    """The page's, below the site's root."""
    position: tuple[float, float] | None
    extent: str
    origin: str
    """The gazetteer that has it so; or why it is no one point."""


class FactRow(NamedTuple):
    """What a fact says of a place."""

    name: str
    """Of the entity that it is about; or that it leads to, if it is the place's own."""
    kind: str
    """The kind of that entity."""
    label: str
    address: str
    """The fact's, below the site's root."""
    says: str
    status: str
    level: str
    """Of its support."""
    support: str
    """The same in words."""
    when: str
    is_past: bool
    known: str
    first: str
    last: str


def mapped(dossier: Dossier, entity: Entity) -> Iterator[tuple[Place, Any]]:
    """The rows of an entity, each with its place among all of the map."""
    is_place = dossier.kinds[entity.kind].located
    if is_place:
        card = dossier.cards[entity.id]
        where = entity.file.position
        origin = (where.from_ or where.none or "") if where else ""
        row = PlaceRow(card.id, card.name, card.address, card.position, card.extent, origin)
        yield (*_by_name(card), 0), tuple(row)
        for fact in entity.facts.values():
            yield from _own(dossier, card, fact)
        return
    for fact in entity.facts.values():
        for place in places_of(dossier, fact):
            whose = dossier.cards[entity.id]
            yield _order(dossier, place, fact), tuple(_row(dossier, fact, whose.name, whose.kind))


def _own(dossier: Dossier, card: Card, fact: Fact) -> Iterator[tuple[Place, Any]]:
    """What a fact of a place says to be there, or planned."""
    if fact.superseded_by or not fact.support.origins:
        return
    named = [dossier.cards[value.id] for value in fact.values if isinstance(value, Reference)]
    there = [it for it in named if not dossier.kinds[it.kind].located]
    if there:
        names = ", ".join(it.name for it in there)
        row = _row(dossier, fact, names, there[0].kind)
    elif fact.status == "planned" and not named:
        row = _row(dossier, fact, "", card.kind)
    else:
        return
    yield _order(dossier, card, fact), tuple(row)


def _row(dossier: Dossier, fact: Fact, name: str, kind: str) -> FactRow:
    return FactRow(
        name,
        kind,
        fact.label,
        f"{dossier.cards[fact.entity].address}#{fact.key}",
        sentence(fact, dossier.cards),
        fact.status,
        fact.support.level,
        support_words(fact.support),
        when_words(fact),
        fact.is_past(dossier.as_of),
        *dossier.entities[fact.entity].times[fact.key][:3],
    )


def _order(dossier: Dossier, place: Card, fact: Fact) -> Place:
    """What rows are in order by: places by name; what is so first, then the newest."""
    evidenced = fact.last_evidenced.last if fact.last_evidenced else None
    newness = -evidenced.toordinal() if evidenced else 0
    is_over = fact.is_past(dossier.as_of) or fact.status == "denied"
    return (*_by_name(place), 1, is_over, newness, fact.entity, fact.key)


def _by_name(card: Card) -> tuple[str, str]:
    return card.name.casefold(), card.id
