"""Walking the facts of an entity, and what several rules say alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from briefing.load import Document, Path
from briefing.model import EntityFile, FactFile, PropertyFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.subject import Read, Subject


class FactAt(NamedTuple):
    """A fact with the file and place it stands at."""

    entity: Read[EntityFile]
    key: str
    fact: FactFile

    @property
    def path(self) -> Path:
        """The way to the fact in its document."""
        return ("facts", self.key)

    def problem(self, rest: Path, rule: str, mistake: Mistake, **more: bool) -> Problem:
        """A problem at the fact, or at a path below it."""
        return self.entity.document.problem((*self.path, *rest), rule, mistake, **more)


def facts(entity: Read[EntityFile]) -> Iterator[FactAt]:
    """Every fact of an entity with its place."""
    for key, fact in entity.shape.facts.items():
        yield FactAt(entity, key, fact)


def property_of(subject: Subject, at: FactAt) -> PropertyFile | None:
    """The property that the fact is about, if it is known."""
    return subject.property_of(at.entity.folder, at.key, at.fact)


def unknown(
    document: Document, path: Path, what: str, word: str, known: Collection[str], key: bool = False
) -> Iterator[Problem]:
    """A problem if the word is not known."""
    if word not in known:
        mistake = Mistake(f"unknown {what} '{word}'", did_you_mean(word, known))
        yield document.problem(path, f"unknown-{what}", mistake, key=key)
