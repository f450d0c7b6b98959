"""What the timeline shows: how many facts each year has of each kind, and the facts of a year.

In: the dossier, and the rows of the facts that have a place in time. Out: the values that the
templates loop over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from math import sqrt
from typing import Any, NamedTuple

from briefing.dates import MONTHS
from briefing.dossier import Dossier, Times
from briefing.page import Heading
from briefing.pages.gathered import TIMELINE, Gathered, Leaf, YearRow, year_address
from briefing.shown import Part
from briefing.timeline import Dated, Event, Timeline, year_timeline
from briefing.view import View

MOST_LISTED = 12
"""Facts of the last days, or of the next, that the first page lists."""
SMALLEST, LARGEST = 7.0, 12.0
"""Radius of a mark in pixels: for one fact, and for the most."""


class Year(NamedTuple):
    """A year, and how many facts of each kind have their place in it."""

    number: int
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())


def years_of(counted: Iterable[str]) -> list[int]:
    """The years of what is counted as dated, in order."""
    return sorted({int(of.partition(" ")[0]) for of in counted})


def years(dossier: Dossier) -> Iterator[Year]:
    """Every year that has facts, in order."""
    for year in years_of(dossier.traces.counted("dated")):
        counts = {
            kind: count
            for kind in dossier.kinds
            if (count := dossier.traces.count("dated", f"{year:04} {kind}"))
        }
        yield Year(year, counts)


class Mark(NamedTuple):
    """How many facts of one kind a year has."""

    x: float
    radius: float
    facts: int
    kind: str


class YearLine(NamedTuple):
    """A year on the first page."""

    number: int
    href: str
    total: int
    marks: list[Mark]
    is_ahead: bool
    is_after_gap: bool
    """Whether years that have no facts lie between it and the line above."""


class Month(NamedTuple):
    """The facts of a month, or those of which only the year is known."""

    heading: Heading
    events: list[Event]


class Lane(NamedTuple):
    """Where the marks of a kind stand."""

    label: str
    x: float


def timeline_context(dossier: Dossier, rows: Gathered) -> dict[str, Any]:
    """Every year with its marks, and the facts of the last days and the next."""
    view = View(dossier, TIMELINE)
    found = list(years(dossier))
    present = {kind for year in found for kind in year.counts}
    kinds = [kind for kind in dossier.kinds if kind in present]
    places = {kind: round(100 * (i + 0.5) / len(kinds), 2) for i, kind in enumerate(kinds)}
    lately = list(islice(_lately(dossier, rows, found), MOST_LISTED))
    ahead = list(islice(_ahead(dossier, rows, found), MOST_LISTED))
    headings = [Heading("_years", "Year by year")] * bool(found)
    headings += [Heading("_ahead", "Ahead")] * bool(ahead)
    headings += [Heading("_lately", "Lately")] * bool(lately)
    return {
        "view": view,
        "what": "Index",
        "lanes": [Lane(dossier.kinds[kind].label, places[kind]) for kind in kinds],
        "years": list(_lines(view, found, places)),
        "lately": [_dated(view, row) for row in lately],
        "ahead": [_dated(view, row) for row in ahead],
        "headings": headings,
    }


def _lines(view: View, found: list[Year], places: dict[str, float]) -> Iterator[YearLine]:
    """The years, the newest first."""
    most = max((count for year in found for count in year.counts.values()), default=1)
    above = found[-1].number + 1 if found else 0
    for year in reversed(found):
        marks = [
            Mark(places[kind], _radius(count, most), count, _named(view.dossier, kind, count))
            for kind, count in year.counts.items()
        ]
        href = view.href(year_address(year.number))
        is_ahead = year.number > view.dossier.as_of.year
        yield YearLine(year.number, href, year.total, marks, is_ahead, year.number < above - 1)
        above = year.number


def _named(dossier: Dossier, kind: str, count: int) -> str:
    shape = dossier.kinds[kind]
    return (shape.singular if count == 1 else shape.label).lower()


def _radius(count: int, most: int) -> float:
    """The area grows with the count."""
    share = (sqrt(count) - 1) / (sqrt(most) - 1) if most > 1 else 0
    return round(SMALLEST + (LARGEST - SMALLEST) * share, 1)


def _lately(dossier: Dossier, rows: Gathered, found: list[Year]) -> Iterator[YearRow]:
    """What has happened by now, the newest first."""
    today = dossier.as_of.isoformat()
    for year in reversed(found):
        if year.number <= dossier.as_of.year:
            for row in reversed(_rows(rows, year.number)):
                if row.last <= today and not row.is_planned:
                    yield row


def _ahead(dossier: Dossier, rows: Gathered, found: list[Year]) -> Iterator[YearRow]:
    """What is still to come, the next first."""
    today = dossier.as_of.isoformat()
    for year in found:
        if year.number >= dossier.as_of.year:
            yield from (row for row in _rows(rows, year.number) if row.first > today)


def _rows(rows: Gathered, year: int) -> list[YearRow]:
    return [YearRow(*row) for row in rows.on(year_address(year))]


def year_context(dossier: Dossier, rows: Gathered, number: int, leaf: Leaf) -> dict[str, Any]:
    """The facts of one year, drawn and listed."""
    address = year_address(number)
    view = View(dossier, leaf.address(address))
    listed = [YearRow(*row) for row in leaf.of(rows.on(address))]
    facts = [(dossier.kinds[row.kind].label, _dated(view, row)) for row in listed]
    labels = [kind.label for kind in dossier.kinds.values()]
    timeline = year_timeline(number, facts, labels)
    months = list(_months(timeline))
    numbers = [year.number for year in years(dossier)]
    place = numbers.index(number)
    return {
        "view": view,
        "what": "Timeline",
        "number": number,
        "address": address,
        "leaf": leaf,
        "timeline": timeline,
        "months": months,
        "before": _neighbour(view, numbers[:place][-1:]),
        "after": _neighbour(view, numbers[place + 1 :][:1]),
        "headings": [month.heading for month in months],
    }


def _months(timeline: Timeline) -> Iterator[Month]:
    """The events of a year by the month in which they begin."""
    for month, events in groupby(timeline.events, _month):
        title = MONTHS[month - 1] if month else "Some time in the year"
        yield Month(Heading(f"_{title.split()[0].lower()}", title), list(events))


def _month(event: Event) -> int:
    """1 to 12, or 0 where only the year is known; those come first."""
    first, last = event.fact.first, event.fact.last
    is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return 0 if is_year else first.month


def _neighbour(view: View, numbers: list[int]) -> Part | None:
    """The link to another year, if there is one."""
    return Part(str(numbers[0]), view.href(year_address(numbers[0]))) if numbers else None


def _dated(view: View, row: YearRow) -> Dated:
    return Dated(
        date.fromisoformat(row.first),
        date.fromisoformat(row.last),
        row.is_day,
        row.words,
        view.href(row.address),
        row.is_planned,
        (Part(row.says),),
        Times(*row.times),
        Part(row.entity, view.href(row.home)),
    )
