"""Rules for addresses: what once had a page or an anchor keeps it.

In: the subject. Out: a problem for each former id or removed fact that stands in the way of a
present one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.check.links import text_problems
from briefing.check.walk import unknown
from briefing.load import Path
from briefing.model import EntityFile
from briefing.problem import Mistake, Problem
from briefing.subject import Read, Subject


def former_ids_are_free(subject: Subject) -> Iterator[Problem]:
    """A former address is nobody's present one, and leads to one entity alone."""
    present = {f"{entity.folder}/{entity.id}" for entity in subject.entities.values()}
    taken: dict[str, str] = {}
    for entity in subject.entities.values():
        for i, address in enumerate(entity.shape.former_addresses(entity.folder)):
            path: Path = ("formerly", i)
            former = entity.shape.formerly[i]
            if address in present:
                mistake = Mistake(f"'{former}' has a page", "a page can't also lead elsewhere")
            elif taken.get(address) == entity.id:
                mistake = Mistake(f"'{former}' stands there twice", "remove one")
            elif address in taken:
                mistake = Mistake(f"'{former}' leads to '{taken[address]}'", "remove it from one")
            else:
                taken[address] = entity.id
                continue
            yield entity.document.problem(path, "former-id", mistake)


def removed_facts_are_gone(subject: Subject) -> Iterator[Problem]:
    """A removed fact is not there any more; the one to see instead is."""
    for entity in subject.entities.values():
        yield from _removed(subject, entity)


def _removed(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    facts = entity.shape.facts
    for key, removed in entity.shape.removed.items():
        path: Path = ("removed", key)
        if key in facts:
            mistake = Mistake(f"the fact '{key}' is there", "remove one of the two")
            yield entity.document.problem(path, "removed-fact", mistake, key=True)
        yield from text_problems(subject, entity, (*path, "why"), removed.why)
        if removed.see:
            yield from unknown(entity.document, (*path, "see"), "fact", removed.see, facts)
