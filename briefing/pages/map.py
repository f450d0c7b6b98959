"""What the map shows: every place, and what is said to be there, to have been or to be planned.

In: the dossier, and the rows that its entities add. Out: the places in the order of their names,
each with its facts. A place with a great many shows the first, and counts the others by what the
filters ask for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from briefing.dossier import Dossier
from briefing.ledger import Line
from briefing.locator import located, overview
from briefing.pages.gathered import MAP, Gathered
from briefing.pages.mapped import FactRow, PlaceRow
from briefing.shown import SupportView
from briefing.view import View

MOST_AT_A_PLACE = 12
"""Facts that a place shows; the others are on its page."""
MOST_IN_ALL = 800
"""Facts that the whole page shows: what a browser lays out in no time."""


class MappedFact(NamedTuple):
    """A fact as the map shows it."""

    row: FactRow
    href: str
    support: SupportView


class MappedPlace(NamedTuple):
    """A place with what is said of it."""

    row: PlaceRow
    href: str
    at: tuple[float, float] | None
    """Latitude and longitude, the latter as far east as the map has it."""
    facts: tuple[MappedFact, ...]
    more: int
    """Facts that are left out."""
    tokens: str
    """The same by what filters ask for: `kind/status/level:number`."""


def map_context(dossier: Dossier, rows: Gathered) -> dict[str, Any]:
    """The map with everything that its filters and its list need."""
    view = View(dossier, MAP)
    places = list(_places(view, rows.lines(MAP)))
    undrawn = [place for place in places if not place.at]
    kinds = {fact.row.kind for place in places for fact in place.facts}
    return {
        "view": view,
        "what": "Map",
        "places": [place for place in places if place.at],
        "undrawn": undrawn,
        "kinds": [(id_, shape.label) for id_, shape in dossier.kinds.items() if id_ in kinds],
        "sheet": overview(view),
        "extent": dossier.atlas.extent,
        "noun": " and ".join(dossier.kinds[kind].label.lower() for kind in located(dossier)),
        "headings": [],
    }


def _places(view: View, lines: Iterable[Line]) -> Iterator[MappedPlace]:
    grouped = [list(group) for _, group in groupby(lines, key=lambda line: line.place[:2])]
    shown = min(MOST_AT_A_PLACE, MOST_IN_ALL // max(len(grouped), 1))
    for first, *others in grouped:
        row = PlaceRow(*first.row)
        facts = [FactRow(*line.row) for line in others]
        left = Counter((f.kind, f.status, f.level) for f in facts[shown:])
        yield MappedPlace(
            row,
            view.href(row.address),
            view.dossier.atlas.unrolled(row.position) if row.position else None,
            tuple(_fact(view, fact) for fact in facts[:shown]),
            len(facts[shown:]),
            " ".join(f"{'/'.join(what)}:{number}" for what, number in sorted(left.items())),
        )


def _fact(view: View, row: FactRow) -> MappedFact:
    method = view.dossier.method
    rule = f"{view.href(method)}#_support" if method else ""
    return MappedFact(row, view.href(row.address), SupportView(row.level, row.support, "", rule))
