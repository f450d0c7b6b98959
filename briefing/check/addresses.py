"""Rules for addresses: what once had a page or an anchor keeps it.

In: the subject. Out: a problem for each former id or removed fact that stands in the way of a
present one.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.check.walk import unknown
from briefing.load import Path
from briefing.model import EntityFile
from briefing.problem import Mistake, Problem
from briefing.subject import Read, Subject


def former_ids_are_free(subject: Subject) -> Iterator[Problem]:
    """A former id is nobody's present one, and one entity's alone."""
    taken: dict[str, str] = {}
    for entity in subject.entities.values():
        for i, former in enumerate(entity.shape.formerly):
            path: Path = ("formerly", i)
            kind, _, id_ = former.rpartition("/")
            if kind:
                known = {*subject.kinds, *subject.refused}
                yield from unknown(entity.document, path, "kind", kind, known)
            if id_ in subject.entities:
                mistake = Mistake(f"'{id_}' has a page", "a page can't also lead elsewhere")
            elif id_ in taken:
                mistake = Mistake(f"'{id_}' leads to '{taken[id_]}'", "let it lead to one of them")
            else:
                taken[id_] = entity.id
                continue
            yield entity.document.problem(path, "former-id", mistake)


def removed_facts_are_gone(subject: Subject) -> Iterator[Problem]:
    """A removed fact is not there any more; the one to see instead is."""
    for entity in subject.entities.values():
        yield from _removed(entity)


def _removed(entity: Read[EntityFile]) -> Iterator[Problem]:
    facts = entity.shape.facts
    for key, removed in entity.shape.removed.items():
        path: Path = ("removed", key)
        if key in facts:
            mistake = Mistake(f"the fact '{key}' is there", "remove one of the two")
            yield entity.document.problem(path, "removed-fact", mistake, key=True)
        if removed.see:
            yield from unknown(entity.document, (*path, "see"), "fact", removed.see, facts)
