"""Tallies: how much of what there is, counted entity by entity.

In: an entity, and what would become of its facts. Out: counts that only have to be added up, each
under what is counted and of what:

    facts, quoted, placed, <a level of support>, disputed, overdue    of a topic: kind/group
    conflicts                                                         of a kind
    voiced, alone       of an origin: facts that it stands behind, and those by itself
    rests, falls        of a source: facts that go back to it, and those that would fall with it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.dossier import Entity, Fact, Moved

Tally = Counter[tuple[str, str]]


def tally(entity: Entity, moved: Iterable[tuple[str, Moved]], as_of: date) -> Tally:
    """What an entity adds to each count."""
    counts: Tally = Counter()
    for fact in entity.facts.values():
        topic = f"{entity.kind}/{fact.slot.group}"
        for what in _answers(entity, fact, as_of):
            counts[what, topic] += 1
        for origin in fact.support.origins:
            counts["voiced", origin.name] += 1
        if len(fact.support.origins) == 1:
            counts["alone", fact.support.origins[0].name] += 1
        for source in _sources(fact):
            counts["rests", source] += 1
    if entity.conflicts:
        counts["conflicts", entity.kind] += len(entity.conflicts)
    for source, move in moved:
        if move.fate == "falls":
            counts["falls", source] += 1
    return counts


def _answers(entity: Entity, fact: Fact, as_of: date) -> Iterator[str]:
    """What a fact is counted as."""
    yield "facts"
    yield fact.support.level
    if has_quote(fact):
        yield "quoted"
    if has_place(fact):
        yield "placed"
    if entity.conflicts and fact.key in entity.conflict_of:
        yield "disputed"
    if fact.is_overdue(as_of):
        yield "overdue"


def has_quote(fact: Fact) -> bool:
    """Whether the decisive words of a source stand beside it."""
    return any(citation.cited.quote for citation in fact.citations)


def has_place(fact: Fact) -> bool:
    """Whether it is known where in a source it stands."""
    return any(c.cited.passage or c.cited.quote or c.cited.at for c in fact.citations)


def _sources(fact: Fact) -> set[str]:
    """The sources that it cites or goes back to through others."""
    found = {citation.source for citation in fact.citations}
    for citation in fact.citations:
        found.update(citation.standing.through)
    return found
