"""Tallies: how much of what there is, counted fact by fact.

In: a fact, and its fates. Out: counts that only have to be added up, each under what
is counted and of what:

    facts, quoted, placed, <a level of support>, disputed, overdue    of a topic: kind/group
    conflicts           of a kind
    year                of a year: facts that happened, were observed or held in it
    voiced, alone       of an origin: facts that it stands behind, and those by itself
    uses                of a name: facts that cite it, or say that whom they cite relays it
    dated               of a year and kind, `2024 kind`: facts that have their place in it
    rests, falls        of a source: facts that go back to it, and those that would fall with it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from briefing.dossier import Entity, Fact, Fate

Tally = Counter[tuple[str, str]]


def counted_as(
    entity: Entity, fact: Fact, fates: Iterable[Fate], as_of: date
) -> list[tuple[str, str]]:
    """What a fact of an entity is counted as; what counts twice stands there twice."""
    topic = f"{entity.kind}/{fact.slot.group}"
    counted = [("facts", topic), (fact.support.level, topic)]
    if has_quote(fact):
        counted.append(("quoted", topic))
    if has_place(fact):
        counted.append(("placed", topic))
    if fact.is_overdue(as_of):
        counted.append(("overdue", topic))
    if entity.conflicts and (conflict := entity.conflict_of.get(fact.key)):
        counted.append(("disputed", topic))
        if fact.key == conflict.leading:
            counted.append(("conflicts", entity.kind))
    if (day := fact.dated()) and day.first:
        counted.append(("dated", f"{day.first.year:04} {entity.kind}"))
    counted += [("year", str(year)) for year in years(fact)]
    counted += [("voiced", origin.name) for origin in fact.support.origins]
    if len(fact.support.origins) == 1:
        counted.append(("alone", fact.support.origins[0].name))
    for citation in fact.citations:
        counted.append(("uses", citation.source))
        for name in citation.cited.relays or ():
            counted.append(("uses", name))
    counted += [("rests", source) for source in sources_behind(fact)]
    counted += [("falls", fate.source) for fate in fates if fate.outcome == "falls"]
    return counted


def years(fact: Fact) -> Iterable[int]:
    """The years in which a fact happened, was observed or held; of an open time, its one end."""
    if not fact.when:
        return ()
    first, last = fact.when.date.first, fact.when.date.last
    ends = [day.year for day in (first, last) if day]
    return range(ends[0], ends[-1] + 1)


def has_quote(fact: Fact) -> bool:
    """Whether the decisive words of a source stand beside it."""
    return any(citation.cited.quote for citation in fact.citations)


def has_place(fact: Fact) -> bool:
    """Whether it is known where in a source it stands."""
    return any(c.cited.quote or c.cited.passage or c.cited.at for c in fact.citations)


def sources_behind(fact: Fact) -> dict[str, bool]:
    """The sources that a fact goes back to, each with whether it cites it."""
    found = {citation.source: True for citation in fact.citations}
    for citation in fact.citations:
        for source in citation.standing.through:
            found.setdefault(source, False)
    return found
