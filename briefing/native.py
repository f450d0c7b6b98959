"""Names in other languages, as pages show them.

In: names by language tag, as the file of an entity has them. Out: one a language, with how it is
read or written otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError


class NativeName(NamedTuple):
    """A name in another language, with how it is read or written otherwise."""

    language: str
    tag: str
    name: str
    readings: tuple[tuple[str, str], ...]
    """Language tags, such as `ja-latn`, and names."""


def native_names(names: Mapping[str, str]) -> tuple[NativeName, ...]:
    """Names by language tag, one a language: those that only differ in script are readings."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for tag, name in names.items():
        grouped.setdefault(tag.partition("-")[0], []).append((tag, name))
    return tuple(
        NativeName(language_name(first[0]), *first, tuple(readings))
        for first, *readings in grouped.values()
    )


@lru_cache
def language_name(tag: str) -> str:
    """The English name of a language: `ja` is Japanese."""
    try:
        return Locale.parse(tag, sep="-").get_language_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
