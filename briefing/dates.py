"""Dates as precise as the source has them.

In: text in the Extended Date/Time Format, level 1 without seasons and unspecified digits
(ISO 8601-2:2019; https://www.loc.gov/standards/datetime/). Out: a Date with the first and last
day it can mean.

    2024   2024-11   2024-11-25   2024~ (about)   2024? (uncertain)   2024% (both)
    2016/2024   2016/..   ../2024

The `edtf` package on PyPI reads the whole standard, but takes a millisecond a date: a minute for
a large subject.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefing.problem import Mistake

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = tuple(m if len(m) < 5 else m[:3] for m in MONTHS)
HOW_TO = "write a date as 2024, 2024-11 or 2024-11-25, with ~ for about or ? for uncertain"
POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)\Z")


@dataclass(frozen=True, slots=True)
class Date:
    """A point or span of time. `first` and `last` are None where the span is open."""

    text: str
    first: date | None
    last: date | None
    words: str
    """For people: `15 November 2023`, `about November 2024`, `2016 to 2024`."""
    short: str
    """The same with short months: `15 Nov 2023`."""

    @property
    def is_day(self) -> bool:
        """Whether the very day is known."""
        return self.first is not None and self.first == self.last and len(self.text) == 10

    def may_equal(self, other: Date) -> bool:
        """Whether both can mean the same time: 2024-11 and 2024-11-24 can."""
        return overlap((self.first, self.last), (other.first, other.last))

    def sort_key(self) -> tuple[date, date]:
        """Orders dates by the first day they can mean, then the last."""
        return (self.first or date.min, self.last or date.max)


Days = tuple[date | None, date | None]
"""The first and last day of a time; None leaves that end open."""


def overlap(one: Days, other: Days) -> bool:
    """Whether two times share a day."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (
        one[1] or date.max
    )


def newest(dates: Iterable[Date | None]) -> Date | None:
    """The latest of some dates; an imprecise one counts from its first day."""
    known = [day for day in dates if day]
    if len(known) < 2:
        return known[0] if known else None
    return max(known, key=Date.sort_key)


@lru_cache(maxsize=65536)
def parse(text: str) -> Date | Mistake:
    """Read a date, or say what is wrong with it."""
    if "/" in text:
        return _span(text)
    return _point(text)


def of(day: date) -> Date:
    """A day of the calendar as a date with its words."""
    parsed = _point(day.isoformat())
    assert isinstance(parsed, Date), "a day's own form is well formed"
    return parsed


def _point(text: str) -> Date | Mistake:
    match = POINT.match(text)
    if not match:
        return Mistake(f"'{text}' is no date", HOW_TO)
    year, month, day, doubt = match.groups()
    try:
        first, last = _days(int(year), month, day)
    except ValueError:
        return Mistake(f"there is no such day as {text}", "check month and day")
    words, short = (_words(first, month, day, months) for months in (MONTHS, SHORT_MONTHS))
    if doubt in ("~", "%") and doubt:
        words, short = f"about {words}", f"about {short}"
    if doubt in ("?", "%") and doubt:
        words, short = f"{words} (uncertain)", f"{short}?"
    return Date(text, first, last, words, short)


def _days(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, int(month), int(day)), date(year, int(month), int(day))


def _words(first: date, month: str | None, day: str | None, months: tuple[str, ...]) -> str:
    parts = [str(first.year)]
    if month:
        parts.insert(0, months[first.month - 1])
    if day:
        parts.insert(0, str(first.day))
    return " ".join(parts)


def _span(text: str) -> Date | Mistake:
    parts = text.split("/")
    if len(parts) != 2 or parts == ["..", ".."]:
        return Mistake(f"'{text}' is no span of time", "write it as 2016/2024, 2016/.. or ../2024")
    ends: list[Date | None] = []
    for part in parts:
        point = None if part == ".." else _point(part)
        if isinstance(point, Mistake):
            return point
        ends.append(point)
    return span(text, *ends)


def span(text: str, start: Date | None, end: Date | None) -> Date | Mistake:
    """The time from the start of one date to the end of another; None leaves that end open."""
    first = start.first if start else None
    last = end.last if end else None
    if first and last and first > last:
        return Mistake(f"{text} ends before it begins", "swap the two dates")
    if start and end:
        words = f"{_but_for_the_end(start.words, end.words)} to {end.words}"
        short = f"{_but_for_the_end(start.short, end.short)}–{end.short}"
        return Date(text, first, last, words, short)
    if start:
        return Date(text, first, last, f"since {start.words}", f"since {start.short}")
    assert end is not None, "one end is known"
    return Date(text, first, last, f"until {end.words}", f"until {end.short}")


def _but_for_the_end(start: str, end: str) -> str:
    """The start of a span without what its end says again: 11 of 11 to 25 September 2025."""
    begins, ends = start.split(), end.split()
    if len(begins) != len(ends) or "(uncertain)" in begins:
        return start
    while len(begins) > 1 and begins[-1] == ends[-1]:
        begins.pop()
        ends.pop()
    return " ".join(begins)
