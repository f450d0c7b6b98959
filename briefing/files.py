"""The files of a subject's data folder, found and read without trusting them.

In: the project folder and its data folder. Out: each file's text with the kind and id that its
path gives it, and a problem for everything that is not a plain, named, readable YAML file.

    data/schema/<kind>.yaml    data/<kind>/<id>.yaml    data/sources/<id>.yaml
    data/map/<region>.yaml
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.problem import START, Mark, Problem

MAX_BYTES = 1_000_000
USUAL_BYTES = 32_768
"""Nearly every file is smaller; to ask for `MAX_BYTES` at once would set memory aside for them."""
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SCHEMA = "schema"
SOURCES = "sources"
MAP = "map"

# Tab, line feed and carriage return aside, no control character has a place in a fact; line and
# paragraph separators would shift line numbers; bidirectional controls make a line read otherwise
# than it is stored (CVE-2021-42574).
REFUSED_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `folder` is `schema`, `sources`, `map` or a kind; `id` is the name's stem."""

    path: str
    """Relative to the project, as problems name it."""
    folder: str
    id: str
    place: str
    """Where it is on this machine."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was read."""

    path: str
    folder: str
    id: str
    text: str


def read_folder(project: Path, data: Path) -> Iterator[DataFile | Problem]:
    """Every YAML file below `data`, read, sorted by path; problems in place of what is refused."""
    for file in find(project, data):
        yield file if isinstance(file, Problem) else read(file)


def read(file: Found) -> DataFile | Problem:
    """A file's text, or why it is refused."""
    text = read_text(Path(file.place), file.path)
    return text if isinstance(text, Problem) else DataFile(file.path, file.folder, file.id, text)


def find(project: Path, data: Path) -> Iterator[Found | Problem]:
    """Every YAML file below `data`, sorted by path; problems in place of what is refused.

    Paths in the results are relative to `project`. Names that start with a dot, and Markdown
    files, are passed over.
    """
    if not data.is_dir():
        yield Problem(_shown(data, project), START, "no-data", "there is no folder of this name")
        return
    for folder in _entries(data, project):
        if isinstance(folder, Problem):
            yield folder
            continue
        where = _shown(folder.path, project)
        if problem := _refusal(folder, data, where, wanted=stat.S_ISDIR):
            yield problem
            continue
        yield from find_in(project, data, folder.name)


def find_in(project: Path, data: Path, folder: str) -> Iterator[Found | Problem]:
    """Every YAML file of one folder below `data`, as `find` gives them."""
    where = _shown(data / folder, project)
    for entry in _entries(data / folder, project):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield _found(entry, folder, data, f"{where}/{entry.name}")


def _entries(folder: os.PathLike[str], project: Path) -> list[os.DirEntry[str]] | list[Problem]:
    """What is in a folder, by name without its ending, apart from what is passed over."""
    try:
        with os.scandir(os.fspath(folder)) as entries:
            found = [entry for entry in entries if not _passed_over(entry.name)]
    except OSError as error:
        message = f"it can't be read ({error.strerror})"
        return [Problem(_shown(folder, project), START, "unreadable", message)]
    return sorted(found, key=lambda entry: os.path.splitext(entry.name))


def _found(entry: os.DirEntry[str], folder: str, data: Path, where: str) -> Found | Problem:
    if problem := _refusal(entry, data, where, wanted=stat.S_ISREG):
        return problem
    stem, ending = os.path.splitext(entry.name)
    if ending != ".yaml":
        return Problem(
            where, START, "file-name", f"'{entry.name}' is not read", "end its name in .yaml"
        )
    if not ID.match(stem):
        return Problem(
            where,
            START,
            "file-name",
            f"'{stem}' is no id",
            "use lower-case letters, digits and single hyphens",
        )
    return Found(where, folder, stem, entry.path)


def read_text(path: Path, where: str) -> str | Problem:
    """The text of a UTF-8 file with line feeds, or why it is refused (over 1 MB, not UTF-8, …)."""
    try:
        with path.open("rb") as file:
            raw = file.read(USUAL_BYTES)
            if len(raw) == USUAL_BYTES:
                raw += file.read(MAX_BYTES + 1 - USUAL_BYTES)
    except OSError as error:
        return Problem(where, START, "unreadable", f"it can't be read ({error.strerror})")
    if len(raw) > MAX_BYTES:
        return Problem(where, START, "too-large", "the file is larger than 1 MB", "split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            where, Mark(line, 1), "encoding", "the file is not UTF-8", "save it as UTF-8"
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    bad = REFUSED_CHARACTERS.search(text)
    at = bad.start() if bad else text.find("\r")
    return _character_problem(text, at, where) if at >= 0 else text


def _character_problem(text: str, at: int, where: str) -> Problem:
    line_start = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    return Problem(
        where,
        Mark(text.count("\n", 0, at) + 1, at - line_start + 1),
        "character",
        f"the character U+{ord(text[at]):04X} is not allowed",
        "remove it",
        text[line_start : line_end if line_end >= 0 else None],
    )


def _refusal(entry: os.DirEntry[str], data: Path, where: str, wanted: object) -> Problem | None:
    try:
        mode = entry.stat().st_mode
        leads_out = entry.is_symlink() and not Path(entry.path).resolve(strict=True).is_relative_to(
            data.resolve()
        )
    except OSError as error:
        return Problem(where, START, "unreadable", f"it can't be read ({error.strerror})")
    if leads_out:
        return Problem(
            where, START, "link", "the link leads out of the data folder", "put the file here"
        )
    if wanted is stat.S_ISDIR and not stat.S_ISDIR(mode):
        return Problem(
            where, START, "file-place", "a file stands outside the folders", "move it into a kind's"
        )
    if wanted is stat.S_ISREG and not stat.S_ISREG(mode):
        what = "a folder inside a kind's folder" if stat.S_ISDIR(mode) else "no regular file"
        return Problem(where, START, "file-place", f"this is {what}", "keep one file an entity")
    return None


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(".md")


def _shown(path: str | os.PathLike[str], project: Path) -> str:
    return Path(os.path.relpath(path, project)).as_posix()
