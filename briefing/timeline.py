"""Timelines: dated facts, placed along an axis of years or months.

In: facts, or rows of them. Out: events with their places in percent of the width, so that type and
marks keep their size on every screen; the template draws them, numbered as in a list below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefing.dates import SHORT_MONTHS
from briefing.dossier import Fact, Times
from briefing.shown import Part, Prose
from briefing.view import View

FEWEST_EVENTS = 3
"""Fewer need no drawing."""
LEFT, RIGHT = 3.0, 97.0
APART = 6.6
"""Percent of the width that two marks in one lane must be apart."""
FIRST_LANE, LANE = 46, 30
LABEL, BETWEEN = 18, 8
"""What the label of a band takes, and the space between two bands, in pixels."""
MOST_RULES = 7


class Dated(NamedTuple):
    """A fact that has a place in time."""

    first: date
    last: date
    """The days between which it happened, began or is to happen."""
    is_day: bool
    words: str
    """The date, as precise as the source has it."""
    href: str
    """Where the fact stands."""
    is_planned: bool
    says: Prose
    times: Times
    about: Part | None = None
    """The entity that it is about, where that is not clear."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact on the axis; lengths across in percent, down in pixels."""

    number: int
    fact: Dated
    x: float
    width: float
    """How far the time that it may mean reaches; 0 for a day."""
    y: int


class Rule(NamedTuple):
    """Where a year or a month begins, and its label."""

    label: str
    start: float
    middle: float


class Band(NamedTuple):
    """Lanes of one kind of events."""

    label: str
    y: int
    """Where its label stands."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order, and the years or months to rule."""

    events: tuple[Event, ...]
    rules: tuple[Rule, ...]
    bands: tuple[Band, ...]
    """Where there are several kinds of events."""
    height: int

    @property
    def has_planned(self) -> bool:
        """Whether the key must explain what is planned."""
        return any(event.fact.is_planned for event in self.events)

    @property
    def has_spans(self) -> bool:
        """Whether the key must explain a day that is not known."""
        return any(event.width for event in self.events)


def timeline(view: View, facts: Iterable[Fact]) -> Timeline | None:
    """The timeline of some facts by year; None where too few have a date."""
    found = sorted(_dated(view, facts), key=lambda fact: (fact.first, fact.last, fact.href))
    if len(found) < FEWEST_EVENTS:
        return None
    first = min(fact.first for fact in found).year
    last = max(fact.last for fact in found).year
    scale = _Scale(date(first, 1, 1), _new_year(last + 1))
    step = -(-(last + 1 - first) // MOST_RULES)
    rules = [
        Rule(str(year), scale.place(date(year, 1, 1)), scale.place(date(year, 7, 1)))
        for year in range(first, last + 1, step)
    ]
    return _drawn(scale, rules, [("", enumerate(found, 1))])


def year_timeline(year: int, facts: Iterable[tuple[str, Dated]], labels: Sequence[str]) -> Timeline:
    """The timeline by month of facts that begin within a year; `facts` are in order.

    Each comes with a label, and those of one label stand in one band; `labels` has their order.
    """
    bands: dict[str, list[tuple[int, Dated]]] = {label: [] for label in labels}
    for number, (label, fact) in enumerate(facts, 1):
        bands[label].append((number, fact))
    found = [fact for band in bands.values() for _, fact in band]
    first = min(fact.first.month for fact in found)
    last = max(12 if fact.last.year > year else fact.last.month for fact in found)
    end = date(year, last + 1, 1) if last < 12 else _new_year(year + 1)
    scale = _Scale(date(year, first, 1), end)
    rules = [
        Rule(
            SHORT_MONTHS[month - 1],
            scale.place(date(year, month, 1)),
            scale.place(date(year, month, 15)),
        )
        for month in range(first, last + 1)
    ]
    return _drawn(scale, rules, [(label, band) for label, band in bands.items() if band])


def _new_year(year: int) -> date:
    return date(year, 1, 1) if year <= date.max.year else date.max


def _dated(view: View, facts: Iterable[Fact]) -> Iterator[Dated]:
    for fact in facts:
        if (day := fact.dated()) and day.first and day.last:
            says = view.prose(fact.says, fact.entity) or (Part(f"{fact.label}."),)
            href, is_planned = f"#{fact.key}", fact.status == "planned"
            times = view.dossier.entities[fact.entity].times[fact.key]
            yield Dated(day.first, day.last, day.is_day, day.short, href, is_planned, says, times)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    end: date

    def place(self, day: date) -> float:
        """The place of a day; what lies beyond the end stands at the end."""
        share = (min(day, self.end) - self.first).days / (self.end - self.first).days
        return round(LEFT + (RIGHT - LEFT) * share, 2)


def _drawn(
    scale: _Scale,
    rules: Iterable[Rule],
    bands: Iterable[tuple[str, Iterable[tuple[int, Dated]]]],
) -> Timeline:
    """Numbered facts in their lanes, band below band."""
    events: list[Event] = []
    labels: list[Band] = []
    y = FIRST_LANE
    for label, facts in bands:
        if label:
            y += BETWEEN * bool(labels)
            labels.append(Band(label, y - 6))
            y += LABEL
        placed = list(_in_lanes(scale, facts, y))
        events += placed
        y = max(event.y for event in placed) + LANE
    events.sort(key=lambda event: event.number)
    return Timeline(tuple(events), tuple(rules), tuple(labels), y - 8)


def _in_lanes(scale: _Scale, facts: Iterable[tuple[int, Dated]], top: int) -> Iterator[Event]:
    lanes: list[float] = []
    for number, fact in facts:
        x, end = scale.place(fact.first), scale.place(fact.last)
        width = 0.0 if fact.is_day else round(max(end - x, 0.6), 2)
        lane = next((i for i, taken in enumerate(lanes) if x - taken > APART), len(lanes))
        lanes[lane : lane + 1] = [x + width]
        yield Event(number, fact, x, width, top + LANE * lane)
