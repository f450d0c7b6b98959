"""The types of the fields of files: a text, an id, a date, a point.

In: a value read from YAML. Out: the value as it is meant, or a pydantic error with what is wrong.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from briefing import dates, degrees, values
from briefing.dates import Date
from briefing.degrees import Point
from briefing.files import ID
from briefing.problem import Mistake
from briefing.scalar import Ambiguous

QUOTE_WORDS = 15


def _text(value: Any) -> Any:
    if isinstance(value, Ambiguous):
        raise PydanticCustomError(
            "ambiguous",
            "other YAML readers take {value} for something else than text",
            {"value": f"'{value}'"},
        )
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError("empty", "the text is empty")
    return value


def _id(value: Any) -> Any:
    if type(value) is str:
        return value  # whether it is an id, the field's pattern tells, and sooner
    if isinstance(value, str) and not ID.match(value):
        raise PydanticCustomError("no_id", "'{value}' is no id", {"value": value})
    return _text(value)


def _former(value: Any) -> Any:
    parts = value.split("/") if isinstance(value, str) else []
    if parts and (len(parts) > 2 or not all(ID.match(part) for part in parts)):
        raise PydanticCustomError("no_id", "'{value}' is no id", {"value": value})
    return _text(value)


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return unless_mistaken(dates.parse(str(value)))


def _url(value: Any) -> Any:
    if isinstance(value, str) and (mistake := values.url_mistake(value)):
        unless_mistaken(mistake)
    return value


def _quote(value: Any) -> Any:
    if isinstance(value, str) and len(value.split()) > QUOTE_WORDS:
        raise PydanticCustomError(
            "long_quote", "a quote of {count} words", {"count": len(value.split())}
        )
    return _text(value)


def _integer(value: Any) -> Any:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value


def _factor(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _point(value: Any) -> Any:
    return unless_mistaken(degrees.point(value))


def _degrees(value: Any) -> Any:
    return unless_mistaken(degrees.degrees(value))


def unless_mistaken(value: Any) -> Any:
    """The value, or an error where it is a Mistake."""
    if isinstance(value, Mistake):
        raise PydanticCustomError(
            "mistake", "{message}", {"message": value.message, "cure": value.cure}
        )
    return value


TextField = Annotated[str, BeforeValidator(_text)]
IdField = Annotated[str, BeforeValidator(_id), Field(pattern=f"^{ID.pattern}".replace(r"\Z", "$"))]
FormerField = Annotated[str, BeforeValidator(_former)]
DateField = Annotated[
    Date, BeforeValidator(_date, json_schema_input_type=Annotated[str, Field(title="A date")])
]
UrlField = Annotated[str, BeforeValidator(_url), Field(json_schema_extra={"format": "uri"})]
QuoteField = Annotated[str, BeforeValidator(_quote)]
IntegerField = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=36_500)]
FactorField = Annotated[float, BeforeValidator(_factor), Field(gt=0, allow_inf_nan=False)]
PointField = Annotated[
    Point,
    BeforeValidator(
        _point,
        json_schema_input_type=Annotated[
            list[float], Field(min_length=2, max_length=2, title="Latitude and longitude")
        ],
    ),
]
DegreesField = Annotated[
    float, Field(ge=-degrees.ROUND, le=degrees.ROUND), BeforeValidator(_degrees)
]
