"""Golden cases of trust: files in; origins, support, conflicts and freshness of their facts out.

The files of a case lie over the base subject in tests/cases/base. What is told is told of the
entities among them:

    mill-bridge#length            a fact
      support: corroborated       its support
      origins: …                  who stands behind it, each once
      way: … → …                  a relay chain, from a publisher to the origin
      leaned on: …                what it rested on until that was withdrawn
      superseded by: length-b     what took its place
      past                        it no longer holds
      last evidenced: 2024-04-02  the newest day that counts, where it has to be reviewed
      due: 2025-04-02, overdue    when newer evidence should be looked for
    mill-bridge, length           a conflict: what leads and why, then a line a side
      leads: length, as it is on official record
      side: length
      side: length-b
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefing import trust
from briefing.dossier import Dossier, Entity, Fact
from tests.helpers import Case, Suite, cases, ladder, linked


@pytest.mark.parametrize("case", cases("trust"))
def test_case(case: Case, suite: Suite, tmp_path: Path) -> None:
    files = case.given["files"]
    dossier = linked(tmp_path, files, case.given.get("as-of"))
    lines = [
        line
        for entity in dossier.entities.values()
        if entity.path in files
        for line in _told(dossier, entity)
    ]
    said = "".join(f"{line}\n" for line in lines)
    assert said == suite.expects(case, said)


def _told(dossier: Dossier, entity: Entity) -> Iterator[str]:
    for fact in entity.facts.values():
        yield f"{entity.id}#{fact.key}"
        yield from (f"  {line}" for line in _fact(fact, dossier.as_of))
    for conflict in entity.conflicts:
        yield f"{entity.id}, {conflict.property}"
        yield f"  leads: {conflict.leading}, as {conflict.why}"
        yield from (f"  side: {', '.join(side)}" for side in conflict.sides)
    if not entity.conflicts:
        yield f"{entity.id}, no conflict"


def _fact(fact: Fact, as_of: date) -> Iterator[str]:
    yield f"support: {fact.support.level}"
    origins = [o.name + " (unnamed)" * o.is_unnamed for o in fact.support.origins]
    yield f"origins: {', '.join(origins) or 'nobody'}"
    chains = [way.chain for c in fact.citations for way in c.standing.ways]
    yield from (f"way: {' → '.join(chain)}" for chain in chains if len(chain) > 1)
    if fact.withdrawn():
        yield f"leaned on: {', '.join(fact.withdrawn())}"
    if fact.superseded_by:
        yield f"superseded by: {fact.superseded_by}"
    if fact.is_past(as_of):
        yield "past"
    if fact.slot.review:
        yield f"last evidenced: {fact.last_evidenced.text if fact.last_evidenced else 'never'}"
    if fact.due:
        yield f"due: {fact.due}{', overdue' * fact.is_overdue(as_of)}"


def test_nothing_is_due_without_a_date_or_a_review_period() -> None:
    assert trust.due(None, 365) is None
    assert trust.due(date(2024, 1, 1), None) is None


def test_nothing_is_due_after_the_end_of_the_calendar() -> None:
    assert trust.due(date.max, 365) == date.max


def test_many_ways_to_one_origin_stay_few(tmp_path: Path) -> None:
    mill = (
        "name: Mill Bridge\nfacts:\n  material: {value: stone, status: reported, "
        "cite: [{source: s-0-0, at: p}]}\n"
    )
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": mill, **ladder(10)})
    fact = dossier.entities["mill-bridge"].facts["material"]
    assert [origin.name for origin in fact.support.origins] == ["River Agency"]
    assert len(fact.citations[0].standing.ways) <= 50
