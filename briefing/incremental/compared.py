"""Files compared with what they held when the ledger was written.

In: the ledger's memory, and files as they are now. Out: which have changed, come or gone. Contents
are compared, never clocks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.files import SOURCES, Found
from briefing.incremental.memory import Memory
from briefing.kept import hash_of
from briefing.ledger import Held
from briefing.project import Project


class Unclear(Exception):
    """The ledger can't tell what has changed, or what is there now is wrong: do all anew."""


class Compared(NamedTuple):
    """What has become of some files."""

    changed: dict[str, Found]
    """Files that have changed or are new, by id."""
    now: dict[str, Held]
    """By what they will be known again."""
    gone: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def known_file(memory: Memory, project: Project, path: Path) -> Found:
    """A file that the last build knew, as it is now. Raises Unclear if it did not."""
    folder, id_ = path.parent.name, path.stem
    held = memory.sources.get(id_) if folder == SOURCES else memory.entities.get(id_)
    is_in_place = path.parent.parent == project.data and path.is_file()
    if not held or held.folder != folder or not is_in_place:
        raise Unclear(f"{path} may be another file")
    return Found(path.relative_to(project.root).as_posix(), folder, id_, str(path))


def compared(
    files: Collection[Found], before: Mapping[str, Held], expected: Collection[str] = ()
) -> Compared:
    """Compare some files with what they held before; all that were expected should be there."""
    changed, now = {}, {}
    for file in files:
        with open(file.place, "rb", buffering=0) as opened:
            held = Held(file.folder, hash_of(opened.read()))
        if before.get(file.id) != held:
            changed[file.id], now[file.id] = file, held
    return Compared(changed, now, frozenset(expected) - {file.id for file in files})
