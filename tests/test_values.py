"""Values: what each type reads, what it refuses, and when two of them differ."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.problem import Mistake
from briefing.scalar import Ambiguous
from briefing.values import (
    Address,
    Quantity,
    Reference,
    Text,
    Value,
    differ,
    parse,
    read,
    url_mistake,
)

UNITS = {"km": 1.0, "miles": 1.609344, "m": 0.001}
INF = math.inf


def _value(text: str, type_: str = "quantity") -> Value:
    value = parse(type_, text, UNITS)
    assert not isinstance(value, Mistake), value
    return value


def _quantity(text: str) -> Quantity:
    value = _value(text)
    assert isinstance(value, Quantity)
    return value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1600", 1600, 1600),
        ("1,600 km", 1600, 1600),
        ("1,600km", 1600, 1600),
        ("1.5", 1.5, 1.5),
        ("1,600.25 km", 1600.25, 1600.25),
        ("500–900 km", 500, 900),
        ("500-900 km", 500, 900),
        ("500 to 2,000 km", 500, 2000),
        ("about 2,000", 2000, 2000),
        ("About 2,000", 2000, 2000),
        ("up to 900 km", None, 900),
        ("at most 4", None, 4),
        ("just under 4", None, 4),
        ("less than 4", None, 4),
        ("over 200 km", 200, None),
        ("at least 3", 3, None),
        ("more than 3", 3, None),
        ("from 3", 3, None),
        ("hundreds", 200, 999),
        ("several hundred km", 200, 999),
        ("thousands", 2000, 9999),
        ("dozens", 24, 99),
        ("up to several hundred", None, 999),
    ],
)
def test_quantity_has_bounds(text: str, low: float | None, high: float | None) -> None:
    quantity = _quantity(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.text == text


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("100 km", ""),
        ("100", ""),
        ("100 miles", "161 km"),
        ("1,000 miles", "1,610 km"),
        ("1,241 miles", "2,000 km"),
        ("100–200 miles", "161–322 km"),
        ("100–100 miles", "161 km"),
        ("up to 100 miles", "161 km"),
        ("1.5 miles", "2.41 km"),
        ("0.5 miles", "0.805 km"),
        ("12 m", "0.012 km"),
        ("1 m", "0.001 km"),
        ("0 miles", "0 km"),
        ("100000 miles", "161,000 km"),
    ],
)
def test_quantity_in_another_unit_is_converted_to_three_figures(text: str, converted: str) -> None:
    assert _quantity(text).converted == converted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("long", "'long' is no quantity"),
        ("km 5", "'km 5' is no quantity"),
        ("-5 km", "'-5 km' is no quantity"),
        ("５ km", "'５ km' is no quantity"),
        ("5 leagues", "unknown unit 'leagues'"),
        ("5 mile", "unknown unit 'mile'"),
        ("5 KM", "unknown unit 'KM'"),
        ("900–500 km", "the range 900–500 km runs backwards"),
        ("", "'' is no quantity"),
    ],
)
def test_what_is_no_quantity_is_refused_with_a_cure(text: str, message: str) -> None:
    mistake = parse("quantity", text, UNITS)
    assert isinstance(mistake, Mistake)
    assert mistake.message == message
    assert mistake.cure


@pytest.mark.parametrize("text", ["9" * 400, f"{'9' * 400} miles", f"1–{'9' * 400} miles"])
def test_number_too_large_to_work_with_is_refused(text: str) -> None:
    assert isinstance(parse("quantity", text, UNITS), Mistake)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("100 km", "100 km", False),
        ("100 km", "100", False),
        ("1,000 km", "1000 km", False),
        ("100 km", "100.5 km", True),
        ("100 miles", "161 km", False),
        ("100 miles", "162.5 km", False),
        ("100 miles", "163 km", True),
        ("about 100 km", "100 km", False),
        ("90–110 km", "100 km", True),
        ("90–110 km", "90 to 110 km", False),
        ("up to 100 km", "100 km", False),
        ("up to 100 km", "100.1 km", True),
        ("over 100 km", "99 km", True),
        ("up to 100 km", "over 90 km", False),
        ("up to 90 km", "over 100 km", True),
        ("hundreds", "500", False),
        ("hundreds", "1,500", True),
        ("hundreds", "several hundred", False),
        ("dozens", "hundreds", True),
    ],
)
def test_quantities_differ(one: str, other: str, differs: bool) -> None:
    assert _quantity(one).differs(_quantity(other)) is differs
    assert _quantity(other).differs(_quantity(one)) is differs


@pytest.mark.parametrize(
    ("type_", "one", "other", "differs"),
    [
        ("text", "Dressed  stone", "dressed stone", False),
        ("text", "STRASSE", "straße", False),
        ("text", "stone", "steel", True),
        ("date", "2024", "2024-11", False),
        ("date", "2024", "2025", True),
        ("entity", "alder", "alder", False),
        ("entity", "alder", "beck", True),
        ("url", "https://a.example.org/", "https://a.example.org/", False),
        ("url", "https://a.example.org/", "https://a.example.org/b", True),
    ],
)
def test_values_of_other_types_differ(type_: str, one: str, other: str, differs: bool) -> None:
    assert _value(one, type_).differs(_value(other, type_)) is differs
    assert _value(other, type_).differs(_value(one, type_)) is differs


def test_values_of_unlike_types_differ() -> None:
    unlike = [_value("2024", type_) for type_ in ("text", "date", "quantity", "entity")]
    for one in unlike:
        assert [one.differs(other) for other in unlike].count(False) == 1


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (["a", "b"], ["B", "A"], False),
        (["a", "b"], ["a"], True),
        (["a"], ["a", "b"], True),
        (["a", "a"], ["a"], False),
        ([], [], False),
        ([], ["a"], True),
    ],
)
def test_lists_differ_where_one_has_what_the_other_lacks(
    one: list[str], other: list[str], differs: bool
) -> None:
    assert differ(tuple(map(Text, one)), tuple(map(Text, other))) is differs


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org:8443/a?b=c&d#e",
        "https://水車.example.org/橋",
        "https://[2001:db8::1]/",
        "https://example.org/a'b(c)",
    ],
)
def test_web_address_passes(url: str) -> None:
    assert url_mistake(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://[::1",
        "https://example.org/a b",
        "https://example.org/\ta",
        "java\nscript:alert(1)",
        "https://example.org/<b>",
        'https://example.org/"onclick="',
        "https://example.org\\@evil.example.org/",
        " https://example.org/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert isinstance(url_mistake(url), Mistake)


def test_word_that_others_take_for_a_number_is_asked_to_be_quoted_in_a_text() -> None:
    values, mistakes = read("text", False, {}, Ambiguous("012"))
    assert values == ()
    assert mistakes == [
        (-1, Mistake("other YAML readers take '012' for something else than text", 'write "012"'))
    ]


def test_word_that_others_take_for_a_number_is_right_in_a_date_or_quantity() -> None:
    for type_ in ("date", "quantity"):
        values, mistakes = read(type_, False, UNITS, Ambiguous("2024"))
        assert len(values) == 1
        assert mistakes == []


def test_mistakes_in_a_list_have_their_positions_and_the_rest_is_read() -> None:
    values, mistakes = read("entity", True, {}, ["alder", None, "beck", ["mill"]])
    assert values == (Reference("alder"), Reference("beck"))
    assert [position for position, _ in mistakes] == [1, 3]


def test_list_and_single_value_are_not_taken_for_each_other() -> None:
    for is_list, raw in ((True, "alder"), (False, ["alder"])):
        values, mistakes = read("entity", is_list, {}, raw)
        assert values == ()
        assert [position for position, _ in mistakes] == [-1]


def test_address_is_kept_as_written() -> None:
    assert _value("https://example.org/a", "url") == Address("https://example.org/a")


numbers = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.decimals(0, 10**5, places=2).map(str),
)
quantities = st.builds(
    lambda qualifier, number, unit: f"{qualifier}{number}{unit}",
    st.sampled_from(["", "", "about ", "up to ", "over ", "at least ", "Nearly "]),
    numbers | st.sampled_from(["hundreds", "dozens", "several thousand"]),
    st.sampled_from(["", " km", " miles", " m"]),
)
like_quantities = st.text("0123456789,.–- kmilesuptoabove", max_size=20)
TYPES = ["text", "date", "quantity", "entity", "url"]


@given(st.sampled_from(TYPES), st.text() | like_quantities)
def test_any_text_is_a_value_or_a_mistake(type_: str, text: str) -> None:
    value = parse(type_, text, UNITS)
    if isinstance(value, Mistake):
        assert value.message
    else:
        assert not value.differs(value)


@given(
    st.sampled_from(TYPES),
    st.booleans(),
    st.recursive(
        st.none()
        | st.booleans()
        | st.text(max_size=5)
        | st.text("019:.-", max_size=5).map(Ambiguous),
        lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=3), parts),
        max_leaves=5,
    ),
)
def test_anything_yaml_holds_gives_values_or_mistakes(
    type_: str, is_list: bool, raw: object
) -> None:
    values, mistakes = read(type_, is_list, UNITS, raw)
    items = len(raw) if isinstance(raw, list) and is_list else 1
    assert len(values) + len(mistakes) == max(items, 1)  # an empty list is a mistake


@given(quantities)
def test_quantity_does_not_differ_from_itself_and_is_the_right_way_round(text: str) -> None:
    quantity = _quantity(text)
    assert not quantity.differs(quantity)
    assert (quantity.low is None) or (quantity.high is None) or quantity.low <= quantity.high


@given(quantities, quantities)
def test_quantities_differ_from_each_other_or_not_at_all(one: str, other: str) -> None:
    assert _quantity(one).differs(_quantity(other)) is _quantity(other).differs(_quantity(one))


@given(st.lists(quantities), st.lists(quantities))
def test_lists_differ_from_each_other_or_not_at_all(one: list[str], other: list[str]) -> None:
    a, b = tuple(map(_quantity, one)), tuple(map(_quantity, other))
    assert differ(a, b) is differ(b, a)
    assert differ(a, tuple(reversed(a))) is False
