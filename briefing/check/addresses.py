"""Rules for addresses: what once had a page or an anchor keeps it.

In: the subject, and an entity of it. Out: a problem for each former id or removed fact that stands
in the way of a present one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.check.links import text_problems
from briefing.check.walk import unknown
from briefing.load import Path
from briefing.model import EntityFile
from briefing.problem import Mistake, Problem
from briefing.subject import Read, Subject


def former_ids_are_free(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """A former address is nobody's present one, and leads to one entity alone."""
    seen: set[str] = set()
    for i, address in enumerate(entity.shape.former_addresses(entity.folder)):
        former = entity.shape.formerly[i]
        kind, _, id_ = address.partition("/")
        present, heir = subject.cards.get(id_), subject.heirs[address]
        if present and present.kind == kind:
            mistake = Mistake(f"'{former}' has a page", "a page can't also lead elsewhere")
        elif address in seen:
            mistake = Mistake(f"'{former}' stands there twice", "remove one")
        elif heir != entity.id:
            mistake = Mistake(f"'{former}' leads to '{heir}'", "remove it from one")
        else:
            seen.add(address)
            continue
        yield entity.document.problem(("formerly", i), "former-id", mistake)


def removed_facts_are_gone(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """A removed fact is not there any more; the one to see instead is."""
    facts = entity.shape.facts
    for key, removed in entity.shape.removed.items():
        path: Path = ("removed", key)
        if key in facts:
            mistake = Mistake(f"the fact '{key}' is there", "remove one of the two")
            yield entity.document.problem(path, "removed-fact", mistake, key=True)
        yield from text_problems(subject, entity, (*path, "why"), removed.why)
        if removed.see:
            yield from unknown(entity.document, (*path, "see"), "fact", removed.see, facts)
