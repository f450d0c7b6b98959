"""The search index brought up to date: the files that change, and no others.

In: the files of an index, and the pages that come, change or go. Out: what to write and what to
delete, which leaves byte for byte what building from nothing gives. No more is needed than the
files: what a page was found by follows from its record.

Where pages only change, the runs of their records and the blocks of their terms are read. Where a
page comes or goes, the others of its section get new numbers, and all blocks are read; where a
place does, such as a fact, those of facets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from briefing.search.blocks import starts_of
from briefing.search.cabinet import Cabinet, Edit
from briefing.search.findable import PLACED, WEAK, Findable, Key, page_terms, read_record
from briefing.search.index import check_sections
from briefing.search.manifest import (
    BEGINNING,
    MANIFEST,
    Files,
    Manifest,
    Section,
    Unusable,
    read_manifest,
)
from briefing.search.postings import Renumbering, head
from briefing.search.shelf import Reader, Shelf, Turn, fetched


class Changes(NamedTuple):
    """What to do to the files of an index."""

    written: Files
    deleted: set[str]


def update(
    read: Reader,
    sections: Sequence[Section],
    removed: Iterable[Key] = (),
    changed: Iterable[Findable] = (),
) -> Changes:
    """Bring an index up to date; pages that come count as changed.

    A page that is removed and changed stays. Raises Unusable where the files are no index of these
    sections: build it from nothing then.
    """
    removed, changed = [*removed], [*changed]
    check_sections(sections, [key.section for key in (*removed, *(page.key for page in changed))])
    read = cache(read)
    manifest = read_manifest(fetched(read, MANIFEST))
    if [*manifest.runs] != [*sections]:
        raise Unusable("the index has other sections")
    try:
        return _update(read, manifest, removed, changed)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # Files that hold something else may fail anywhere.
        raise Unusable("the index is damaged") from error


def _update(
    read: Reader, manifest: Manifest, removed: Iterable[Key], changed: Iterable[Findable]
) -> Changes:
    records: dict[str, dict[str, str | None]] = {section.name: {} for section in manifest.runs}
    for key in removed:
        records[key.section][key.address] = None
    for page in changed:
        records[page.section][page.address] = page.record()
    shelves = [Shelf(runs, read) for runs in manifest.runs.values()]
    cabinet = Cabinet(manifest.blocks, read)
    edits: dict[str, Edit] = {}
    for number, (shelf, turning) in enumerate(zip(shelves, records.values(), strict=True)):
        shelf.turn(turning)
        numbers, turns = shelf.numbers()
        moves = any(turn.before is None or turn.after is None for turn in turns)
        shifts = any(turn.shift for turn in turns)
        if moves:
            cabinet.renumber(Renumbering(number, numbers))
        if shifts:
            cabinet.renumber_places(Renumbering(number, shelf.new_places(turns)))
        shift = 0
        for turn in turns:
            _note(edits, number, turn if not moves else turn._replace(old=None), cabinet.shared)
            _note_places(edits, number, turn, shift, were_taken_out=shifts)
            shift += turn.shift
    cabinet.edit(edits)
    blocks, files = cabinet.files()
    runs = {}
    for section, shelf in zip(manifest.runs, shelves, strict=True):
        runs[section], written = shelf.files()
        files |= written
    now = Manifest(runs, blocks)
    files[MANIFEST] = now.data()
    changes = {path: data for path, data in files.items() if read(path) != data}
    return Changes(changes, {*manifest.paths()} - {*now.paths()})


def _note(edits: dict[str, Edit], section: int, turn: Turn, shared: set[str]) -> None:
    """Note what a page's turn does to entries; without an old record it was taken out before."""
    old, new = _levels(turn.old, shared), _levels(turn.new, shared)
    for key in old.keys() | new.keys():
        if old.get(key) == new.get(key):
            continue
        edit = edits.setdefault(key, Edit())
        if key in old and turn.before is not None:
            edit.gone.setdefault(head(section, old[key]), []).append(turn.before)
        if key in new and turn.after is not None:
            edit.come.setdefault(head(section, new[key]), []).append(turn.after)


def _note_places(
    edits: dict[str, Edit], section: int, turn: Turn, shift: int, *, were_taken_out: bool
) -> None:
    """Note what a page's turn does to the facets of the places on it, `shift` numbers further."""
    old = {} if were_taken_out else _facets(turn.old, turn.first)
    new = _facets(turn.new, turn.first + shift)
    start = head(section, PLACED)
    for key in old.keys() | new.keys():
        before, after = old.get(key, set()), new.get(key, set())
        if before != after:
            edit = edits.setdefault(key, Edit())
            edit.gone.setdefault(start, []).extend(before - after)
            edit.come.setdefault(start, []).extend(after - before)


def _facets(record: str | None, first: int) -> dict[str, set[int]]:
    """The numbers of the places on a page by the key of each facet."""
    found: dict[str, set[int]] = {}
    if record is not None:
        for number, place in enumerate(read_record("", record).places, first):
            for key in place.facet_keys():
                found.setdefault(key, set()).add(number)
    return found


def _levels(record: str | None, shared: set[str]) -> dict[str, str]:
    """Each key that a page has, with its level there."""
    if record is None:
        return {}
    found = page_terms(read_record("", record))
    beginnings: dict[str, str] = {}
    for term, level in found.items():
        for start in starts_of(term, shared):
            key = f"{start}{BEGINNING}"
            beginnings[key] = min(level, beginnings.get(key, WEAK))
    return found | beginnings
