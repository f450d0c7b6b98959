"""Units: entities worked on one at a time, with what each of them asked of others.

In: a subject and its dossier. Out: for each entity its problems, what it leaves on other pages, and
an entry for the ledger. What an entity asked of others tells when it has to be worked on again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from briefing.abbreviations import Abbreviations, short_words
from briefing.brief import Brief
from briefing.card import SourceCard
from briefing.check import check_briefs, check_entity
from briefing.dossier import Dossier, Entity
from briefing.kept import hash_of, packed
from briefing.ledger import Entry, Held, Known, SourceEntry
from briefing.link import idle_conflicts
from briefing.mappings import Asked
from briefing.model import SourceFile
from briefing.problem import Problem
from briefing.subject import Read, Subject
from briefing.tally import Tally
from briefing.traces import Left, Tracer

LATE = (("n", "ids_by_name"), ("b", "abbreviations"), ("h", "heirs"))
"""What of a subject is made when it is first asked, each after its letter."""


@dataclass(slots=True)
class Unit:
    """What came of the work on one entity."""

    problems: list[Problem] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    """Names of what it asked of others, each after the letter of what was asked."""
    pages: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Counter)


class Questions:
    """Everything that can be asked of others, and what of it was asked."""

    def __init__(self, subject: Subject, dossier: Dossier | None = None) -> None:
        self._subject = subject
        self._always: dict[str, Asked[Any] | Abbreviations] = {
            "c": subject.cards,
            "a": subject.anchors,
            "v": subject.voices,
        }
        if dossier:
            self._always["s"] = dossier.publications.sources

    def forget(self) -> None:
        """Forget what was asked until now."""
        for mapping in self._mappings().values():
            mapping.asked.clear()

    def asked(self) -> list[str]:
        """Names of what was asked, each after the letter of what it is."""
        return [f"{letter}:{name}" for letter, it in self._mappings().items() for name in it.asked]

    def _mappings(self) -> dict[str, Asked[Any] | Abbreviations]:
        """Those that have been made; some are made of all entities when they are first asked."""
        made = vars(self._subject)
        return self._always | {letter: made[name] for letter, name in LATE if name in made}


class CheckedBriefs(NamedTuple):
    """What is wrong with the hand-written pages, and what was asked to find out."""

    problems: tuple[Problem, ...]
    asked: bytes


def checked_briefs(subject: Subject, briefs: Collection[Brief]) -> CheckedBriefs:
    """Check the hand-written pages."""
    questions = Questions(subject)
    questions.forget()
    problems = tuple(check_briefs(subject, briefs))
    return CheckedBriefs(problems, packed(questions.asked()))


def source_entry(read: Read[SourceFile], card: SourceCard) -> SourceEntry:
    """What is kept of a source."""
    file = read.document.file
    return SourceEntry(read.id, Held(read.folder, hash_of(file.text.encode())), card)


class Units:
    """The entities of a subject whose files are at hand."""

    def __init__(self, subject: Subject, dossier: Dossier) -> None:
        self._subject = subject
        self._dossier = dossier
        self._tracer = Tracer(dossier.cards, dossier.publications, dossier.as_of)
        self._questions = Questions(subject, dossier)
        self._units: dict[str, Unit] = {}

    def check(self, id_: str) -> list[Problem]:
        """Check an entity: what is wrong with it."""
        with self._noting(id_) as unit:
            unit.problems += check_entity(self._subject, self._subject.entities[id_])
        return unit.problems

    def trace(self, id_: str, left: Left) -> list[Problem]:
        """Link a checked entity, and add what it leaves; what more is wrong with it."""
        with self._noting(id_) as unit:
            entity = self._dossier.entities[id_]
            idle = list(idle_conflicts(entity, self._subject.entities[id_]))
            unit.problems += idle
            unit.pages, unit.tally = self._tracer.trace(entity, left)
            self._ask_for_abbreviations(entity)
        return idle

    def _ask_for_abbreviations(self, entity: Entity) -> None:
        """Ask what the page of an entity will explain in its sentences, and in their links."""
        ask, cards = self._dossier.abbreviations.id_of, self._dossier.cards
        for said in (entity.file.summary or "", *(fact.says for fact in entity.facts.values())):
            for _, _, words in short_words(said):
                if id_ := ask(words):
                    cards[id_]

    def pages(self, id_: str) -> set[str]:
        """The pages of others that an entity leaves something on."""
        return self._units[id_].pages

    def problems(self, id_: str) -> list[Problem]:
        """Everything that was found to be wrong with an entity."""
        return self._units[id_].problems

    def entry(self, id_: str) -> Entry:
        """What is kept of an entity that was checked and traced."""
        unit, file = self._units[id_], self._subject.entities[id_].document.file
        anchors = self._subject.anchors[id_]
        known = Known(anchors, tuple(sorted(unit.pages)), unit.tally)
        return Entry.of(
            self._subject.cards[id_], hash_of(file.text.encode()), packed(unit.asked), known
        )

    @contextmanager
    def _noting(self, id_: str) -> Iterator[Unit]:
        """Note what is asked meanwhile."""
        self._questions.forget()
        unit = self._units.setdefault(id_, Unit())
        yield unit
        unit.asked.update(self._questions.asked())
