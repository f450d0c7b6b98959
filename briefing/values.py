"""The types a value can have.

In: a property's type and what the file says. Out: a Text, Quantity, Moment, Reference or Address,
each with the words to show and a rule for when two of them differ.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefing import dates
from briefing.dates import Date
from briefing.problem import Mistake, did_you_mean
from briefing.scalar import Ambiguous

UNLIKE_UNITS_TOLERANCE = 0.01
"""How far two quantities in different units may be apart and still say the same."""

MOST = 1e15
"""Larger numbers are slips of the keyboard."""

QUALIFIERS = {
    "about": "about", "around": "about", "roughly": "about", "nearly": "about",
    "almost": "about", "up to": "at most", "at most": "at most", "under": "at most",
    "just under": "at most", "less than": "at most", "over": "at least", "at least": "at least",
    "more than": "at least", "from": "at least",
}  # fmt: skip
VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "several hundred": (200, 999),
    "thousands": (2_000, 9_999), "several thousand": (2_000, 9_999),
}  # fmt: skip
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
QUANTITY = re.compile(
    rf"(?:(?P<qualifier>{'|'.join(sorted(QUALIFIERS, key=len, reverse=True))}) )?"
    rf"(?:(?P<vague>{'|'.join(VAGUE)})|(?P<low>{NUMBER})(?:(?:–|-| to )(?P<high>{NUMBER}))?)"
    rf"(?: ?(?P<unit>[^0-9].*))?\Z",
    re.IGNORECASE,
)
HOW_TO = "write a number with its unit, such as 1,600 km, about 2,000, up to 900 km or 500–900 km"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, possibly with [[links]]."""

    text: str

    def differs(self, other: Value) -> bool:
        """Whether it says something else, case and spaces aside."""
        return not isinstance(other, Text) or _folded(self.text) != _folded(other.text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range as written; `low` and `high` in the property's first unit, None if open."""

    text: str
    low: float | None
    high: float | None
    unit: str
    converted: str = ""
    """The same in the property's first unit, where it was written in another."""
    is_vague: bool = False

    def differs(self, other: Value) -> bool:
        """Whether both can't be so: exact ones must be equal, open and vague ones overlap."""
        if not isinstance(other, Quantity):
            return True
        if self._is_exact and other._is_exact:
            tolerance = UNLIKE_UNITS_TOLERANCE if self.unit != other.unit else 1e-9
            return not (
                math.isclose(self.low or 0, other.low or 0, rel_tol=tolerance)
                and math.isclose(self.high or 0, other.high or 0, rel_tol=tolerance)
            )
        return self._floor > other._ceiling or other._floor > self._ceiling

    @property
    def size(self) -> float:
        """A number to sort by, in the property's first unit."""
        return self.high if self.high is not None else self.low or 0

    @property
    def _is_exact(self) -> bool:
        return self.low is not None and self.high is not None and not self.is_vague

    @property
    def _floor(self) -> float:
        return -math.inf if self.low is None else self.low

    @property
    def _ceiling(self) -> float:
        return math.inf if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a value."""

    date: Date

    def differs(self, other: Value) -> bool:
        """Whether the two can't be the same time."""
        return not isinstance(other, Moment) or not self.date.may_equal(other.date)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity, by its id."""

    id: str

    def differs(self, other: Value) -> bool:
        """Whether it is another entity."""
        return self != other


@dataclass(frozen=True, slots=True)
class Address:
    """A web address."""

    url: str

    def differs(self, other: Value) -> bool:
        """Whether it is another address."""
        return self != other


Value = Text | Quantity | Moment | Reference | Address


def differ(one: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
    """Whether two values (lists of them) say different things; order does not matter."""
    return any(all(a.differs(b) for b in other) for a in one) or any(
        all(b.differs(a) for a in one) for b in other
    )


def read(
    type_: str, is_list: bool, units: Mapping[str, float], raw: object
) -> tuple[tuple[Value, ...], list[tuple[int, Mistake]]]:
    """A fact's value as the file has it: the values, and the mistakes by position in the list."""
    if is_list != isinstance(raw, list):
        cure = "write a list: [one, another]" if is_list else "write one value, or add a fact each"
        return (), [
            (
                -1,
                Mistake(
                    "the value must be one, not a list"
                    if not is_list
                    else "the value must be a list",
                    cure,
                ),
            )
        ]
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        return (), [(-1, Mistake("the list is empty", "fill it in or remove it"))]
    found: list[Value] = []
    mistakes: list[tuple[int, Mistake]] = []
    for position, item in enumerate(items):
        value = _item(type_, units, item)
        if isinstance(value, Mistake):
            mistakes.append((position if is_list else -1, value))
        else:
            found.append(value)
    return tuple(found), mistakes


def _item(type_: str, units: Mapping[str, float], item: object) -> Value | Mistake:
    if not isinstance(item, str):
        return Mistake("the value must be one text", "put quotes around it")
    if not item.strip():
        return Mistake("the value is empty", "fill it in or remove it")
    if type_ in ("text", "entity", "url") and isinstance(item, Ambiguous):
        return Mistake(
            f"other YAML readers take '{item}' for something else than text", f'write "{item}"'
        )
    return parse(type_, str(item), units)


def parse(type_: str, text: str, units: Mapping[str, float]) -> Value | Mistake:
    """Read a value of the type `text`, `date`, `quantity`, `entity` or `url`."""
    if type_ == "text":
        return Text(text)
    if type_ == "entity":
        return Reference(text)
    if type_ == "date":
        moment = dates.parse(text)
        return moment if isinstance(moment, Mistake) else Moment(moment)
    if type_ == "url":
        mistake = url_mistake(text)
        return mistake or Address(text)
    assert type_ == "quantity", f"unknown type {type_}"
    return _quantity(text, units)


def url_mistake(url: str) -> Mistake | None:
    """What is wrong with a web address: only http and https with a host are let through."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if host and parts.scheme in ("http", "https") and not re.search(r"[\s<>\"\\^`{|}]", url):
        return None
    return Mistake(f"'{url}' is no web address", "start it with https:// or http://")


def _quantity(text: str, units: Mapping[str, float]) -> Quantity | Mistake:
    match = QUANTITY.match(text)
    if not match:
        return Mistake(f"'{text}' is no quantity", HOW_TO)
    base = next(iter(units))
    unit = match["unit"] or base
    if unit not in units:
        return Mistake(f"unknown unit '{unit}'", did_you_mean(unit, units))
    low, high = _bounds(match)
    if max(low, high) > MOST:
        return Mistake(f"the number in {text} is too large", "write it in a larger unit")
    if high < low:
        return Mistake(f"the range {text} runs backwards", "put the smaller number first")
    # "from 300 to 500" is a range; "from 300" alone is open.
    limit = None if match["high"] else QUALIFIERS.get((match["qualifier"] or "").lower())
    factor = units[unit]
    converted = ""
    if unit != base:
        numbers = [_three_figures(n * factor) for n in dict.fromkeys((low, high))]
        converted = f"{'–'.join(numbers)} {base}"
    return Quantity(
        text,
        None if limit == "at most" else low * factor,
        None if limit == "at least" else high * factor,
        unit,
        converted,
        is_vague=bool(match["vague"]),
    )


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    if match["vague"]:
        return VAGUE[match["vague"].lower()]
    low = float(match["low"].replace(",", ""))
    return low, float(match["high"].replace(",", "")) if match["high"] else low


def _three_figures(number: float) -> str:
    """A converted number; more figures would claim more than the source did."""
    rounded = float(f"{number:.3g}")
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
