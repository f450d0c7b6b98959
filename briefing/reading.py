"""Reading: the files of a data folder, all of them or a share of the entities.

In: a data folder. Out: what its files say, and the problems of each. What can't be read is left
out, so that every other file is still checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeVar

from pydantic import BaseModel

from briefing import files
from briefing.card import Anchors, Card, SourceCard, anchors, card, source_card
from briefing.files import Found
from briefing.load import Document, load
from briefing.mappings import Asked
from briefing.model import EntityFile, KindFile, RegionFile, SourceFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.shapes import shaped
from briefing.subject import Read, Subject

Shape = TypeVar("Shape", bound=BaseModel)


class ChangedMeanwhile(Exception):
    """A file that was good when it was first read can't be read again; the message is its path."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a data folder, before they are read."""

    kinds: list[Found] = field(default_factory=list)
    sources: list[Found] = field(default_factory=list)
    entities: list[Found] = field(default_factory=list)
    """By folder and id."""
    regions: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def homes(self) -> Mapping[str, Found]:
        """The file that an entity's id stands for: the first of it in the folder of a kind."""
        known = {file.id for file in self.kinds}
        return {file.id: file for file in reversed(self.entities) if file.folder in known}


@dataclass(frozen=True, slots=True)
class Shared:
    """What every entity may name, the kinds and the sources; and what maps show."""

    kinds: Mapping[str, Read[KindFile]]
    sources: Mapping[str, Read[SourceFile]]
    source_cards: Mapping[str, SourceCard]
    regions: Mapping[str, Read[RegionFile]]
    problems: list[Problem]
    refused: frozenset[str]
    """Ids of files that can't be used."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the entities."""

    entities: Mapping[str, Read[EntityFile]]
    problems: list[Problem]
    refused: frozenset[str]

    def cards(self) -> list[tuple[Card, Anchors]]:
        """Their cards and anchors."""
        return [
            (card(read.id, read.folder, read.document.file.path, read.shape), anchors(read.shape))
            for read in self.entities.values()
        ]


def read_subject(project: Path, data: Path) -> tuple[Subject, list[Problem]]:
    """Read all of a data folder: the subject, and the problems found on the way."""
    listing = listed(project, data)
    shared = read_shared(listing)
    share = read_share(listing, shared, listing.entities)
    subject = joined(shared, share, share.cards(), share.refused)
    return subject, [*shared.problems, *share.problems]


def listed(project: Path, data: Path) -> Listing:
    """The files of a data folder."""
    listing = Listing()
    for file in files.find(project, data):
        if isinstance(file, Problem):
            listing.problems.append(file)
        elif file.folder == files.SCHEMA:
            listing.kinds.append(file)
        elif file.folder == files.SOURCES:
            listing.sources.append(file)
        elif file.folder == files.MAP:
            listing.regions.append(file)
        else:
            listing.entities.append(file)
    return listing


def find_given(project: Path, data: Path) -> tuple[list[Found], list[Found]]:
    """The files of the kinds and the regions alone, as far as they can be read."""
    has_map = (data / files.MAP).is_dir()
    return (
        _readable(files.find_in(project, data, files.SCHEMA)),
        _readable(files.find_in(project, data, files.MAP)) if has_map else [],
    )


def _readable(found: Iterable[Found | Problem]) -> list[Found]:
    return [file for file in found if not isinstance(file, Problem)]


def read_shared(listing: Listing) -> Shared:
    """Read the kinds, the sources and the regions; the problems of the listing are among theirs."""
    problems = list(listing.problems)
    refused = {PurePath(problem.path).stem for problem in problems}
    refused.update(file.id for file in (*listing.kinds, *listing.sources))
    regions = _read(RegionFile, listing.regions, problems)
    kinds = _read(KindFile, listing.kinds, problems)
    sources = _read(SourceFile, listing.sources, problems)
    cards = {id_: source_card(id_, s.document.file.path, s.shape) for id_, s in sources.items()}
    unusable = frozenset(refused - kinds.keys() - sources.keys())
    return Shared(kinds, sources, cards, regions, problems, unusable)


def read_share(listing: Listing, shared: Shared, mine: Sequence[Found]) -> Share:
    """Read some of the entities."""
    problems: list[Problem] = []
    homes = listing.homes()
    usable: list[Found] = []
    strays: list[Found] = []
    for file in mine:
        is_home = homes.get(file.id) is file and file.folder in shared.kinds
        (usable if is_home else strays).append(file)
    entities = _read(EntityFile, usable, problems)
    known = {file.id for file in listing.kinds}
    problems += _stray_problems(strays, homes, known)
    return Share(entities, problems, frozenset({f.id for f in mine} - entities.keys()))


def joined(
    shared: Shared, share: Share, cards: Iterable[tuple[Card, Anchors]], refused: Iterable[str]
) -> Subject:
    """The subject as seen from one share, with the cards and the refused ids of all shares."""
    ordered = sorted(cards, key=lambda pair: (pair[0].kind, pair[0].id))
    known = Asked({card.id: card for card, _ in ordered})
    places = Asked({card.id: anchors for card, anchors in ordered})
    unusable = shared.refused.union(refused) - known.keys()
    return Subject(
        shared.kinds,
        shared.sources,
        shared.source_cards,
        share.entities,
        known,
        places,
        unusable,
        shared.regions,
    )


def read_source(card: SourceCard, root: Path) -> Read[SourceFile]:
    """Read one source again whose file has been checked; `root` is that of the project."""
    file = Found(card.path, files.SOURCES, card.id, str(root / card.path))
    return _read_again(SourceFile, file)


def read_entity(card: Card, root: Path) -> Read[EntityFile]:
    """Read one entity again whose file has been checked; `root` is that of the project."""
    file = Found(card.path, card.kind, card.id, str(root / card.path))
    return _read_again(EntityFile, file)


def _read_again(shape: type[Shape], file: Found) -> Read[Shape]:
    read = _read(shape, [file], [])
    if file.id not in read:
        raise ChangedMeanwhile(file.path)
    return read[file.id]


def _read(
    shape: type[Shape], found: Iterable[Found], problems: list[Problem]
) -> dict[str, Read[Shape]]:
    """The files that have the shape, by id; problems for the others."""
    read: dict[str, Read[Shape]] = {}
    for file in found:
        document = _loaded(file, problems)
        made = shaped(document, shape, problems) if document else None
        if document and made:
            read[file.id] = Read(file.id, file.folder, document, made)
    return read


def _loaded(file: Found, problems: list[Problem]) -> Document | None:
    data = files.read(file)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    document, mistakes = load(data)
    problems.extend(mistakes)
    return document


def _stray_problems(
    strays: Iterable[Found], homes: Mapping[str, Found], known: set[str]
) -> Iterator[Problem]:
    """What is wrong with files of unknown kinds, and those whose id another file has."""
    for file in strays:
        problems: list[Problem] = []
        document = _loaded(file, problems)
        yield from problems
        if not document:
            continue
        if file.folder not in known:
            cure = did_you_mean(file.folder, known) or f"declare it in schema/{file.folder}.yaml"
            mistake = Mistake(f"unknown kind '{file.folder}'", cure)
            yield document.problem((), "unknown-kind", mistake)
        elif homes[file.id] is not file:
            cure = f"{homes[file.id].path} has it; rename one of the two files"
            mistake = Mistake(f"the id '{file.id}' is taken", cure)
            yield document.problem((), "repeated-id", mistake)
