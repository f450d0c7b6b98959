"""As of a day: when a fact was known, when it was so, and how well it was supported by then.

In: a fact and its entity. Out: days as plain values, which pages carry so that the script asof.js
can show what had been published, or what was so, on an earlier day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from briefing import trust
from briefing.dossier import Dossier, Entity, Fact, Times

NEVER = date.max


def times(dossier: Dossier, entity: Entity, fact: Fact) -> Times:
    """The days of a fact, and how its support grew."""
    days = entity.times[fact.key]
    grew = _growth(dossier, fact)
    return days._replace(grew=grew) if grew else days


def days(fact: Fact, facts: Mapping[str, Fact]) -> Times:
    """The days of a fact among the facts of its entity."""
    first, last = _so(fact, facts)
    return Times(_written(fact.known()), _written(first), _written(last))


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _so(fact: Fact, facts: Mapping[str, Fact]) -> tuple[date | None, date | None]:
    """The first and last day on which it was so.

    What happened has happened ever since, and what was observed is taken to be so until something
    replaces it.
    """
    at = fact.when.date if fact.when else fact.dated()
    start = at.first if at else None
    end = fact.when.date.last if fact.when and fact.when.manner == "held" else None
    if fact.superseded_by:
        successor = facts[fact.superseded_by]
        then = successor.when.date.first if successor.when else None
        if then and then > date.min:
            end = min(end or NEVER, then - timedelta(days=1))
    return start, end


def _growth(dossier: Dossier, fact: Fact) -> str:
    """How the support of a fact grew; empty if it has been what it is from the first day on."""
    citations = fact.citations
    if len(citations) < 2:
        return ""
    dated = [(c.standing.published and c.standing.published.first) or NEVER for c in citations]
    days = sorted(set(dated) - {NEVER})
    steps: list[str] = []
    last = ""
    for day in days:
        by_then = [c.standing for c, known in zip(citations, dated, strict=True) if known <= day]
        level, origins, _ = trust.support(by_then, dossier.publications)
        if (now := f"{level} {len(origins)}") != last:
            steps.append(f"{day} {now}")
            last = now
    present = f"{fact.support.level} {len(fact.support.origins)}"
    return "" if len(steps) == 1 and last == present else ";".join(steps)
