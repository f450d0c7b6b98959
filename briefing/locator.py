"""A locator: a small map of the places that a page is about.

In: a page's view, and what leads from there to places. Out: the region to show, its places in
percent of the drawing, and the same as a list. The template draws them over the region's land, one
file that all pages with this region share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.atlas import WIDTH, Region, drawing
from briefing.card import Card
from briefing.dossier import Backlink, Dossier, Entity, Fact, Times
from briefing.labels import Label, Named, Sheet
from briefing.values import Reference
from briefing.view import View, when_words

NARROWEST = 300
"""Pixels that a locator is wide at least: names that find room there find it everywhere."""
MOST_STOPS = 40
"""Places beyond which a locator would be no help."""


class Stop(NamedTuple):
    """A place that a page is about, and why."""

    card: Card
    label: str
    """Why; empty for the page's own place."""
    href: str
    """The fact that leads there."""
    is_planned: bool
    times: Times
    when: str = ""
    """When it was so, in words."""


class Spot(NamedTuple):
    """A point on the map: one place, or several at one point."""

    names: tuple[str, ...]
    href: str
    x: float
    y: float
    shape: str
    """`own` for the page's own place, `plan` where all is planned, `area` for a larger area."""
    label: Label | None
    times: Times

    @property
    def name(self) -> str:
        """What stands beside it."""
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map."""

    region: Region
    land: str
    """Where its land is drawn."""
    spots: tuple[Spot, ...]
    stops: tuple[Stop, ...]
    more: int
    """Places that are left out."""

    @property
    def has_planned(self) -> bool:
        """Whether the key must explain what is planned."""
        return any(spot.shape == "plan" for spot in self.spots)

    def places(self) -> Iterator[tuple[Card, list[Stop]]]:
        """Each place that is drawn, with what leads there; alike, they are told apart by time."""
        grouped: dict[str, list[Stop]] = {}
        for stop in self.stops:
            if self._is_drawn(stop.card):
                grouped.setdefault(stop.card.id, []).append(stop)
        for stops in grouped.values():
            alike = Counter(stop.label for stop in stops)
            told = [s if alike[s.label] > 1 else s._replace(when="") for s in stops]
            yield stops[0].card, told

    def undrawn(self) -> list[Card]:
        """The places that are no one point, or are elsewhere."""
        cards = {stop.card.id: stop.card for stop in self.stops}
        return [card for card in cards.values() if not self._is_drawn(card)]

    def _is_drawn(self, card: Card) -> bool:
        return card.position is not None and self.region.has(card.position)


def locator(view: View, entity: Entity) -> Locator | None:
    """The locator of an entity; None where there is nothing to draw."""
    dossier = view.dossier
    if not dossier.atlas:
        return None
    return drawn(view, list(_stops(view, entity)))


def drawn(view: View, stops: Sequence[Stop], region: Region | None = None) -> Locator | None:
    """A map of some places, in the smallest region that fits unless one is given."""
    shown = stops[:MOST_STOPS]
    points = [stop.card.position for stop in shown if stop.card.position]
    region = region or view.dossier.atlas.around(points)
    if not region or not any(map(region.has, points)):
        return None
    spots = tuple(_spots(view, region, shown))
    return Locator(
        region, view.href(drawing(region.id)), spots, tuple(shown), len(stops) - len(shown)
    )


def overview(view: View) -> Locator | None:
    """The map of the first page: every place in the region that is the overview."""
    dossier = view.dossier
    region = dossier.atlas.overview
    if not region:
        return None
    cards = (card for kind in located(dossier) for card in dossier.by_kind[kind])
    there = [card for card in cards if card.position and region.has(card.position)]
    # Areas, such as the large islands, help to find the rest.
    there.sort(key=lambda card: card.extent != "area")
    return drawn(view, [Stop(card, "", "", False, Times()) for card in there], region)


def located(dossier: Dossier) -> list[str]:
    """The kinds whose entities are places."""
    return [kind for kind, shape in dossier.kinds.items() if shape.located]


def places_of(dossier: Dossier, fact: Fact) -> Iterator[Card]:
    """The places that are the value of a fact, if anybody stands behind it."""
    if fact.slot.type != "entity" or not fact.support.origins or fact.superseded_by:
        return
    for value in fact.values:
        if isinstance(value, Reference):
            card = dossier.cards[value.id]
            if dossier.kinds[card.kind].located:
                yield card


def _stops(view: View, entity: Entity) -> Iterator[Stop]:
    """The page's own place, then where its facts lead, then the places that lead to it."""
    dossier = view.dossier
    is_place = dossier.kinds[entity.kind].located
    if is_place:
        yield Stop(dossier.cards[entity.id], "", "", False, Times())
    seen = {entity.id}
    for fact in entity.facts.values():
        if fact.status != "denied":
            for card in places_of(dossier, fact):
                seen.add(card.id)
                href, is_planned = f"#{fact.key}", fact.status == "planned"
                when = when_words(fact)
                yield Stop(card, fact.label, href, is_planned, entity.times[fact.key], when)
    if is_place:
        for backlink in _from_places(dossier, entity.id):
            if backlink.entity not in seen:
                card = dossier.cards[backlink.entity]
                href = view.entity_href(card.id, backlink.fact)
                is_planned = backlink.status == "planned"
                yield Stop(card, backlink.label, href, is_planned, backlink.times)


def _from_places(dossier: Dossier, id_: str) -> Iterable[Backlink]:
    for backlink in dossier.traces.backlinks(id_):
        is_place = dossier.kinds[dossier.cards[backlink.entity].kind].located
        if is_place and backlink.label and backlink.is_so:
            yield backlink


def _spots(view: View, region: Region, stops: Sequence[Stop]) -> Iterator[Spot]:
    """The points of the map, the page's own first, areas last."""
    at: dict[tuple[float, float], list[Stop]] = {}
    for stop in stops:
        if stop.card.position and region.has(stop.card.position):
            at.setdefault(region.place(stop.card.position), []).append(stop)
    sheet = Sheet(NARROWEST, NARROWEST * region.height / WIDTH)
    places = {
        place: Named(
            ", ".join(_names(found)),
            place[0] * sheet.width / 100,
            place[1] * sheet.height / 100,
            _shape(view, found) == "area",
        )
        for place, found in at.items()
    }
    labels = sheet.labels(list(places.values()))
    for (place, found), label in zip(at.items(), labels, strict=True):
        href = view.entity_href(found[0].card.id)
        known = min((stop.times for stop in found), default=Times())
        yield Spot(_names(found), href, *place, _shape(view, found), label, known)


def _names(stops: Iterable[Stop]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stop.card.name for stop in stops))


def _shape(view: View, stops: Sequence[Stop]) -> str:
    """What a point looks like."""
    if any(stop.card.id == view.own for stop in stops):
        return "own"
    if all(stop.card.extent == "area" for stop in stops):
        return "area"
    return "plan" if all(stop.is_planned for stop in stops) else "dot"
