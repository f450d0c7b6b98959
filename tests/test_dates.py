"""Dates are as precise as their sources, and nothing else is a date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dates import Date, parse, span
from briefing.problem import Mistake


def _date(text: str) -> Date:
    parsed = parse(text)
    assert isinstance(parsed, Date), text
    return parsed


@pytest.mark.parametrize(
    ("text", "first", "last", "words", "short"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024", "2024"),
        ("2024-11", "2024-11-01", "2024-11-30", "November 2024", "Nov 2024"),
        ("2024-11-05", "2024-11-05", "2024-11-05", "5 November 2024", "5 Nov 2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024", "Feb 2024"),
        ("1900-02", "1900-02-01", "1900-02-28", "February 1900", "Feb 1900"),
        ("2024-05", "2024-05-01", "2024-05-31", "May 2024", "May 2024"),
        ("2024-06", "2024-06-01", "2024-06-30", "June 2024", "June 2024"),
        ("2024~", "2024-01-01", "2024-12-31", "about 2024", "about 2024"),
        ("2024-11~", "2024-11-01", "2024-11-30", "about November 2024", "about Nov 2024"),
        ("2024?", "2024-01-01", "2024-12-31", "2024 (uncertain)", "2024?"),
        ("2024%", "2024-01-01", "2024-12-31", "about 2024 (uncertain)", "about 2024?"),
        ("2016/2024", "2016-01-01", "2024-12-31", "2016 to 2024", "2016–2024"),
        ("2016-05/2024", "2016-05-01", "2024-12-31", "May 2016 to 2024", "May 2016–2024"),
        (
            "2025-09-11/2025-09-25",
            "2025-09-11",
            "2025-09-25",
            "11 to 25 September 2025",
            "11–25 Sep 2025",
        ),
        (
            "2025-04-21/2025-05-09",
            "2025-04-21",
            "2025-05-09",
            "21 April to 9 May 2025",
            "21 Apr–9 May 2025",
        ),
        (
            "2024-12/2025-01",
            "2024-12-01",
            "2025-01-31",
            "December 2024 to January 2025",
            "Dec 2024–Jan 2025",
        ),
        (
            "2016?/2020?",
            "2016-01-01",
            "2020-12-31",
            "2016 (uncertain) to 2020 (uncertain)",
            "2016?–2020?",
        ),
        ("2016/..", "2016-01-01", None, "since 2016", "since 2016"),
        ("../2024-11", None, "2024-11-30", "until November 2024", "until Nov 2024"),
        ("2024/2024", "2024-01-01", "2024-12-31", "2024 to 2024", "2024–2024"),
        ("0001", "0001-01-01", "0001-12-31", "1", "1"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "31 December 9999", "31 Dec 9999"),
    ],
)
def test_date_has_first_and_last_day_and_words(
    text: str, first: str | None, last: str | None, words: str, short: str
) -> None:
    parsed = _date(text)
    assert parsed.first == (first and date.fromisoformat(first))
    assert parsed.last == (last and date.fromisoformat(last))
    assert (parsed.words, parsed.short) == (words, short)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("24", "'24' is no date"),
        ("24-11-2024", "'24-11-2024' is no date"),
        ("2024-1", "'2024-1' is no date"),
        ("2024/11/25", "'2024/11/25' is no span of time"),
        ("2024-11-25T12:30", "'2024-11-25T12:30' is no date"),
        ("2024-21", "there is no such day as 2024-21"),
        ("202X", "'202X' is no date"),
        ("2024~?", "'2024~?' is no date"),
        ("~2024", "'~2024' is no date"),
        (" 2024", "' 2024' is no date"),
        ("2024\n", "'2024\n' is no date"),
        ("-2024", "'-2024' is no date"),
        ("２０２４", "'２０２４' is no date"),
        ("٢٠٢٤", "'٢٠٢٤' is no date"),
        ("November 2024", "'November 2024' is no date"),
        ("", "'' is no date"),
        ("2024-00", "there is no such day as 2024-00"),
        ("2024-13", "there is no such day as 2024-13"),
        ("2024-02-30", "there is no such day as 2024-02-30"),
        ("2023-02-29", "there is no such day as 2023-02-29"),
        ("0000", "there is no such day as 0000"),
        ("../..", "'../..' is no span of time"),
        ("2016/2020/2024", "'2016/2020/2024' is no span of time"),
        ("2016/", "'' is no date"),
        ("2024/2016", "2024/2016 ends before it begins"),
        ("2024-11-26/2024-11-25", "2024-11-26/2024-11-25 ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_with_a_cure(text: str, message: str) -> None:
    mistake = parse(text)
    assert isinstance(mistake, Mistake)
    assert mistake.message == message
    assert mistake.cure


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2024-11-25", True), ("2024-11-25~", False), ("2024-11", False), ("2024/2024", False)],
)
def test_only_a_certain_day_is_a_day(text: str, is_day: bool) -> None:
    assert _date(text).is_day is is_day


@pytest.mark.parametrize(
    ("one", "other", "may_equal"),
    [
        ("2024-11", "2024-11-24", True),
        ("2024", "2024-11", True),
        ("2024~", "2024-11-24?", True),
        ("2023/2024", "2024/2025", True),
        ("2020/..", "2024", True),
        ("../2020", "2024", False),
        ("2024-11-24", "2024-11-25", False),
        ("2024-10", "2024-11", False),
    ],
)
def test_dates_may_be_equal_where_they_share_a_day(one: str, other: str, may_equal: bool) -> None:
    assert _date(one).may_equal(_date(other)) is may_equal
    assert _date(other).may_equal(_date(one)) is may_equal


def test_dates_sort_by_first_day_then_by_precision() -> None:
    texts = ["../2020", "2023", "2024-01-01", "2024-01", "2024", "2024/..", "2024-01-02"]
    assert sorted(texts[3:] + texts[:3], key=lambda text: _date(text).sort_key()) == texts


def test_span_with_one_end_is_open() -> None:
    start = span("", _date("2024-11"), None)
    assert isinstance(start, Date)
    assert (start.first, start.last) == (date(2024, 11, 1), None)
    assert start.words == "since November 2024"


days = st.dates(date(1, 1, 1), date.max)
points = st.builds(
    lambda day, length, doubt: day.isoformat()[:length] + doubt,
    days,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "~", "?", "%"]),
)
spans = st.tuples(points | st.just(".."), points | st.just("..")).map("/".join)
date_like = st.text("0123456789-/~?%.", max_size=14)


@given(st.text() | date_like | points | spans)
def test_any_text_is_a_date_or_a_mistake(text: str) -> None:
    parsed = parse(text)
    if isinstance(parsed, Mistake):
        assert parsed.message
        assert parsed.cure
        return
    assert parsed.text == text
    assert parsed.first or parsed.last
    assert (parsed.first or date.min) <= (parsed.last or date.max)
    assert parsed.words
    assert parsed.short
    assert parsed.may_equal(parsed)


@given(days)
def test_every_day_is_read_as_itself(day: date) -> None:
    parsed = _date(day.isoformat())
    assert parsed.first == parsed.last == day
    assert parsed.is_day


@given(st.lists(points))
def test_sorting_puts_no_date_before_one_that_has_ended(texts: list[str]) -> None:
    ordered = sorted(map(_date, texts), key=Date.sort_key)
    for earlier, later in pairwise(ordered):
        assert earlier.first
        assert later.first
        assert earlier.first <= later.first


@given(points, points)
def test_two_dates_that_may_be_equal_overlap(one: str, other: str) -> None:
    a, b = _date(one), _date(other)
    assert a.first
    assert a.last
    assert b.first
    assert b.last
    assert a.may_equal(b) is (a.first <= b.last and b.first <= a.last)
    assert a.may_equal(b) is b.may_equal(a)
