"""Units: entities worked on one at a time, with what each of them asked of others.

In: a subject and its dossier. Out: for each entity its problems, what it leaves on other pages, and
an entry for the ledger. What an entity asked of others tells when it has to be worked on again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from briefing.check import check_entity
from briefing.dossier import Dossier
from briefing.ledger import Entry, Known, kept, kept_plain, packed
from briefing.link import idle_conflicts
from briefing.mappings import Asked
from briefing.problem import Problem
from briefing.subject import Subject
from briefing.tally import Tally
from briefing.traces import Left, Tracer

HASH_BYTES = 16


@dataclass(slots=True)
class Unit:
    """What came of the work on one entity."""

    problems: list[Problem] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    """Names of what it asked of others, each after the letter of what was asked."""
    pages: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Counter)


class Units:
    """The entities of a subject whose files are at hand."""

    def __init__(self, subject: Subject, dossier: Dossier) -> None:
        self._subject = subject
        self._dossier = dossier
        self._tracer = Tracer(dossier.cards, dossier.publications, dossier.as_of)
        self._asked: dict[str, Asked[Any]] = {
            "c": subject.cards,
            "a": subject.anchors,
            "n": subject.ids_by_name,
            "h": subject.heirs,
            "v": subject.voices,
            "s": dossier.publications.sources,
        }
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
        return idle

    def entry(self, id_: str) -> Entry:
        """What is kept of an entity that was checked and traced."""
        unit, text = self._units[id_], self._subject.entities[id_].document.file.text
        anchors = self._subject.anchors[id_]
        known = Known(anchors, tuple(sorted(unit.pages)), unit.tally, tuple(unit.problems))
        return Entry(
            id_,
            digest(text.encode()),
            packed(unit.asked),
            kept_plain(self._subject.cards[id_]),
            kept(known),
        )

    @contextmanager
    def _noting(self, id_: str) -> Iterator[Unit]:
        """Note what is asked meanwhile."""
        for mapping in self._asked.values():
            mapping.asked.clear()
        unit = self._units.setdefault(id_, Unit())
        yield unit
        for letter, mapping in self._asked.items():
            unit.asked.update([f"{letter}:{name}" for name in mapping.asked])


def digest(data: bytes) -> bytes:
    """A sum by which the text of a file is known again."""
    return blake2b(data, digest_size=HASH_BYTES).digest()
