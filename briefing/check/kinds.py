"""Rules for data/schema: kinds and their properties."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.check.walk import unknown
from briefing.files import MAP, SCHEMA, SOURCES
from briefing.load import Path
from briefing.model import PropertyFile
from briefing.problem import Mistake, Problem
from briefing.subject import Subject

RESERVED = {
    *(SCHEMA, SOURCES, MAP, "publishers", "facts", "coverage", "disputed", "overdue", "timeline"),
    *("search", "assets"),
}
"""Names that the site has its own folders under."""


def kinds_are_consistent(subject: Subject) -> Iterator[Problem]:
    """Groups, kinds and properties that a kind names exist; quantities have units."""
    for kind in subject.kinds.values():
        if kind.id in RESERVED:
            taken = Mistake(f"'{kind.id}' is a page of every site", "give the kind another name")
            yield kind.document.problem((), "reserved-name", taken)
        for key, property_ in kind.shape.properties.items():
            path: Path = ("properties", key)
            yield from unknown(
                kind.document, (*path, "group"), "group", property_.group, kind.shape.groups
            )
            for i, name in enumerate(property_.kinds):
                yield from unknown(
                    kind.document,
                    (*path, "kinds", i),
                    "kind",
                    name,
                    {*subject.kinds, *subject.refused},
                )
            if mistake := _misfit(property_):
                yield kind.document.problem(path, "property", mistake, key=True)
        for slot in ("head", "columns"):
            for i, name in enumerate(getattr(kind.shape, slot)):
                yield from unknown(
                    kind.document, (slot, i), "property", name, kind.shape.properties
                )


def _misfit(property_: PropertyFile) -> Mistake | None:
    if property_.type == "quantity" and not property_.units:
        return Mistake("a quantity needs units", "add 'units: {km: 1, miles: 1.609}', say")
    if property_.type != "quantity" and property_.units:
        return Mistake("only a quantity has units", "remove them")
    if property_.type == "entity" and not property_.reverse:
        return Mistake("an entity needs the label at its other end", "add 'reverse: …'")
    if property_.type != "entity" and (property_.reverse or property_.kinds):
        return Mistake("only an entity has 'reverse' and 'kinds'", "remove them")
    return None
