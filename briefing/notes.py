"""Source notes: what a page cites, numbered in the order of reading.

In: facts as the page shows them, one after the other. Out: reference numbers for each fact, and at
the end the notes, one a source, with a way back to every place that refers to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import NamedTuple
from urllib.parse import quote

from briefing.dossier import Citation, Dossier, Fact
from briefing.model import CitationFile, SourceFile
from briefing.trust import Standing

ORDINARY = re.compile(r"[A-Za-z0-9 ]*\Z")
"""Words that need no encoding but for their spaces, as most do."""


class Ref(NamedTuple):
    """A reference mark: the number of its note, and its own anchor."""

    number: int
    anchor: str


class Step(NamedTuple):
    """A name on the way of a story: relayed, or spoken for."""

    name: str
    is_relayed: bool


Steps = tuple[tuple[Step, ...], ...]
"""The names after the publisher, as far as the origin, for each way that a story came."""


@dataclass(slots=True)
class Passage:
    """One place in a source, and the references that lead to it."""

    quote: str
    at: str
    href: str
    is_exact: bool
    """Whether the link opens at the very words."""
    steps: Steps
    refs: list[tuple[str, str]]
    """Anchors of references with the letters they are called by."""


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """A source as every page names it that cites it."""

    id: str
    file: SourceFile
    publisher: str
    steps: Steps


@dataclass(slots=True)
class Note:
    """One source as a page cites it."""

    number: int
    publication: Publication
    """With the steps of its first passage; a passage that came another way says so itself."""
    passages: dict[tuple[object, ...], Passage] = field(default_factory=dict)
    uses: int = 0


class Notes:
    """Collects what one page cites."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._notes: dict[str, Note] = {}
        self._known: dict[Standing, Publication] = dossier.worked_out.setdefault("notes", {})

    def __len__(self) -> int:
        return len(self._notes)

    def cite(self, fact: Fact) -> tuple[Ref, ...]:
        """The references that stand behind a fact, one a source, by number."""
        refs: dict[int, Ref] = {}
        for citation in fact.citations:
            cited = self._known.get(citation.standing)
            if cited is None:
                cited = self._known[citation.standing] = publication(self._dossier, citation)
            note = self._notes.get(cited.id)
            if note is None:
                note = self._notes[cited.id] = Note(len(self._notes) + 1, cited)
            ref = refs.get(note.number)
            if ref is None:
                note.uses += 1
                ref = refs[note.number] = Ref(note.number, f"_r{note.number}-{note.uses}")
            passage = self._passage(note, citation.cited, cited.steps)
            passage.refs.append((ref.anchor, _letters(note.uses)))
        return tuple(sorted(refs.values()))

    def listed(self) -> list[Note]:
        """The notes so far, by number."""
        return list(self._notes.values())

    def number(self, source: str) -> int:
        """The number of the note of a source that has been cited."""
        return self._notes[source].number

    def _passage(self, note: Note, cited: CitationFile, steps: Steps) -> Passage:
        key = (steps, cited.at, cited.quote, *(cited.passage or ()))
        passage = note.passages.get(key)
        if passage is None:
            quote = cited.quote or " … ".join(cited.passage or ())
            href = passage_link(note.publication.file.url or "", cited)
            passage = Passage(quote, cited.at or "", href, bool(quote), steps, [])
            note.passages[key] = passage
        return passage


def publication(dossier: Dossier, citation: Citation) -> Publication:
    """The source of a citation, with the steps that its story came by."""
    file = dossier.sources[citation.source].shape
    steps = relay_steps(dossier, citation.standing)
    return Publication(citation.source, file, dossier.name(file.publisher), steps)


def relay_steps(dossier: Dossier, standing: Standing) -> Steps:
    """Whom a story passed through, the origin last with what it rests on."""
    ways = []
    for chain, relays, origin in standing.ways:
        names = [dossier.name(name) for name in chain[1:]]
        if names and origin.is_unnamed:
            names[-1] += " (unnamed sources)"
        ways.append(tuple(Step(name, i < relays) for i, name in enumerate(names)))
    return tuple(way for way in dict.fromkeys(ways) if way)


def passage_link(url: str, cited: CitationFile) -> str:
    """The address of a passage: a text fragment from its first words to its last.

    Format: https://wicg.github.io/scroll-to-text-fragment/
    """
    ends = cited.passage or ([cited.quote] if cited.quote else [])
    if not ends:
        return url
    directive = f":~:text={','.join(_fragment(words) for words in ends)}"
    return f"{url}{directive}" if "#" in url else f"{url}#{directive}"


def _fragment(words: str) -> str:
    if ORDINARY.match(words):
        return words.replace(" ", "%20")
    return quote(words, safe="").replace("-", "%2D")


def _letters(number: int) -> str:
    """The letters of a number: a, b, to z, then aa, ab and on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = ascii_lowercase[rest] + letters
    return letters
