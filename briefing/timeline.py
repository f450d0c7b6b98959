"""A timeline: an entity's dated facts, placed along an axis of years.

In: facts. Out: events with their places in percent of the width, so that type and marks keep their
size on every screen; the template draws them, numbered as in a list below.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefing.asof import times
from briefing.dates import Date
from briefing.dossier import Fact
from briefing.shown import Prose, Times
from briefing.values import Moment
from briefing.view import View

FEWEST_EVENTS = 3
"""Fewer need no drawing."""
LEFT, RIGHT = 3.0, 97.0
APART = 6.6
"""Percent of the width that two marks in one lane must be apart."""
FIRST_LANE, LANE = 46, 30
MOST_YEAR_LABELS = 7


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact on the axis; lengths across in percent, down in pixels."""

    number: int
    key: str
    date: Date
    is_planned: bool
    label: str
    says: Prose
    x: float
    width: float
    """How far the time that it may mean reaches; 0 for a day."""
    y: int
    times: Times


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order, and the years to rule."""

    events: tuple[Event, ...]
    years: tuple[tuple[int, float, float], ...]
    """Each year with the place of its start, and of its label."""
    lanes: int
    height: int

    @property
    def has_planned(self) -> bool:
        """Whether the key must explain what is planned."""
        return any(event.is_planned for event in self.events)

    @property
    def has_spans(self) -> bool:
        """Whether the key must explain a day that is not known."""
        return any(event.width for event in self.events)


def timeline(view: View, facts: Iterable[Fact]) -> Timeline | None:
    """The timeline of some facts; None where too few have a date."""
    dated = [(day, fact) for fact in facts if (day := _day(fact))]
    if len(dated) < FEWEST_EVENTS:
        return None
    dated.sort(key=lambda pair: (pair[0].sort_key(), pair[1].key))
    ends = [end for day, _ in dated for end in (day.first, day.last) if end]
    first, last = min(ends).year, max(ends).year + 1
    scale = _Scale(date(first, 1, 1), date(last, 1, 1) if last < date.max.year else date.max)
    events = tuple(_events(view, dated, scale))
    lanes = max((event.y - FIRST_LANE) // LANE for event in events) + 1
    step = -(-(last - first) // MOST_YEAR_LABELS)
    years = tuple(
        (year, scale.place(date(year, 1, 1)), scale.place(date(year, 7, 1)))
        for year in range(first, last, step)
    )
    return Timeline(events, years, lanes, FIRST_LANE + lanes * LANE - 8)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + (RIGHT - LEFT) * share, 2)


def _day(fact: Fact) -> Date | None:
    """When a fact happened, began or is to happen; nothing for what has no place."""
    if fact.status == "denied" or not fact.support.origins:
        return None
    if fact.values and isinstance(fact.values[0], Moment):
        found: Date | None = fact.values[0].date
    else:
        found = fact.when.start if fact.when else None
    return found if found and found.first and found.last else None


def _events(view: View, dated: list[tuple[Date, Fact]], scale: _Scale) -> Iterable[Event]:
    lanes: list[float] = []
    for number, (day, fact) in enumerate(dated, 1):
        assert day.first and day.last, "open spans have no place"
        x, end = scale.place(day.first), scale.place(day.last)
        width = 0.0 if day.is_day else round(max(end - x, 0.6), 2)
        lane = next((i for i, taken in enumerate(lanes) if x - taken > APART), len(lanes))
        lanes[lane : lane + 1] = [x + width]
        yield Event(
            number=number,
            key=fact.key,
            date=day,
            is_planned=fact.status == "planned",
            label=fact.label,
            says=view.prose(fact.says, fact.entity),
            x=x,
            width=width,
            y=FIRST_LANE + LANE * lane,
            times=times(view.dossier, view.dossier.entities[fact.entity], fact),
        )
