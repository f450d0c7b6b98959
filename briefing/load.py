"""Strict YAML: the text of a file in, plain values with their places out.

Only what a fact needs is read: mappings, lists and scalars (`scalar`) of YAML 1.2
(https://yaml.org/spec/1.2.2/). Anchors, aliases, tags, repeated keys and second documents are
refused while the events stream in, before anything is expanded. What `quick` can read, which is
nearly everything, is not read strictly until a problem asks for its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

import yaml

from briefing import quick, scalar
from briefing.files import REFUSED_CHARACTERS, DataFile
from briefing.problem import START, Mark, Mistake, Problem
from briefing.scalar import MAX_DEPTH, MAX_TEXT

Path = tuple[str | int, ...]
"""The way to a value in a document: keys and list positions from the top."""

REFUSED_ESCAPES = re.compile(f"{REFUSED_CHARACTERS.pattern}|\r")


@dataclass(frozen=True)
class Document:
    """A file read: its value, and where each part of the value stands."""

    file: DataFile
    value: Any

    @cached_property
    def _lines(self) -> list[str]:
        return self.file.text.split("\n")

    @cached_property
    def _marks(self) -> dict[tuple[Path, bool], Mark]:
        # Places are wanted only when there is a problem, so they are gathered in a second reading.
        builder = _Builder(self.file.text, with_marks=True)
        builder.build()
        return builder.marks

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """Where the value at `path` stands, or its key; the nearest parent where it has none."""
        while path and (path, key) not in self._marks:
            path, key = path[:-1], False
        return self._marks.get((path, key), START)

    def problem(
        self,
        path: Path,
        rule: str,
        mistake: Mistake,
        *,
        key: bool = False,
        is_warning: bool = False,
    ) -> Problem:
        """A problem with the value (or key) at `path`."""
        return self.problem_at(self.mark(path, key=key), rule, mistake, is_warning=is_warning)

    def problem_at(
        self, mark: Mark, rule: str, mistake: Mistake, *, is_warning: bool = False
    ) -> Problem:
        """A problem at a known place."""
        line = self._lines[mark.line - 1] if mark.line <= len(self._lines) else ""
        return Problem(self.file.path, mark, rule, mistake.message, mistake.cure, line, is_warning)


def load(file: DataFile) -> tuple[Document | None, list[Problem]]:
    """Read one file. The document is None where the YAML itself is refused."""
    if value := quick.read(file.text):
        return Document(file, value), []
    return load_strictly(file)


def load_strictly(file: DataFile) -> tuple[Document | None, list[Problem]]:
    """The same, whatever the file looks like, and so the judge of what `quick` reads."""
    builder = _Builder(file.text)
    value = builder.build()
    document = Document(file, value)
    problems = [document.problem_at(mark, rule, m) for mark, rule, m in builder.mistakes]
    return (None if builder.refused else document), problems


class _Refused(Exception):
    """The file can't be read any further."""


class _Builder:
    """Turns the events of libyaml into values, in one pass, with a stack of its own."""

    def __init__(self, text: str, *, with_marks: bool = False) -> None:
        self.text = text
        self.with_marks = with_marks
        self.marks: dict[tuple[Path, bool], Mark] = {}
        self.mistakes: list[tuple[Mark, str, Mistake]] = []
        self.refused = False

    def build(self) -> Any:
        try:
            events = self._events()
            next(events)  # start of the stream
            return self._document(events)
        except _Refused:
            self.refused = True
        except yaml.MarkedYAMLError as error:
            self.refused = True
            self._syntax_mistake(error)
        except (yaml.YAMLError, UnicodeError) as error:
            self.refused = True
            self._note(START, "yaml", f"this is not YAML ({error})", "save it as UTF-8 text")
        return None

    def _events(self) -> Iterator[yaml.Event]:
        loader = yaml.CSafeLoader(self.text)
        try:
            while event := loader.get_event():
                yield event
        finally:
            loader.dispose()

    def _document(self, events: Iterator[yaml.Event]) -> Any:
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            return None
        value = self._value(next(events), events, ())
        next(events)  # end of the document
        more = next(events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._refuse(more, "documents", "a second document starts here", "keep one a file")
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self._refuse_cleverness(event)
        if self.with_marks:
            self.marks[path, False] = self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(path) >= MAX_DEPTH:
            self._refuse(event, "too-deep", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._mapping(events, path)

    def _list(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._refuse_cleverness(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "key", "a key must be a word", "write 'key: value'")
            key = event.value
            self._refuse_characters(event)
            mark = self._mark(event)
            value = self._value(next(events), events, (*path, key))
            if key in values:
                cure = f"it stands first on line {lines[key]}; rename or remove one"
                self._note(mark, "repeated-key", f"the key '{key}' is repeated", cure)
                continue
            values[key] = value
            lines[key] = mark.line
            if self.with_marks:
                self.marks[(*path, key), True] = mark
        return values

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        text = event.value
        if len(text) > MAX_TEXT:
            message = f"a text of {len(text):,} characters"
            self._refuse(event, "too-long", message, f"keep it under {MAX_TEXT:,}")
        if event.style in ("|", ">", "'", '"'):
            self._refuse_characters(event)
            return text
        return scalar.plain(text)

    def _refuse_characters(self, event: yaml.ScalarEvent) -> None:
        """Double quotes can spell what the file itself may not hold."""
        if event.style == '"' and (bad := REFUSED_ESCAPES.search(event.value)):
            message = f"the character U+{ord(bad.group()):04X} is not allowed"
            self._refuse(event, "character", message, "remove it")

    def _refuse_cleverness(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "alias", f"the alias *{event.anchor} is not allowed", "repeat it")
        if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            return
        if event.anchor:
            self._refuse(event, "anchor", f"the anchor &{event.anchor} is not allowed", "remove it")
        if event.tag:
            self._refuse(event, "tag", f"the tag {event.tag} is not allowed", "remove it")

    def _refuse(self, event: yaml.Event, rule: str, message: str, cure: str) -> NoReturn:
        self._note(self._mark(event), rule, message, cure)
        raise _Refused

    def _note(self, mark: Mark, rule: str, message: str, cure: str) -> None:
        self.mistakes.append((mark, rule, Mistake(message, cure)))

    def _syntax_mistake(self, error: yaml.MarkedYAMLError) -> None:
        # What is never closed is reported where it opens.
        is_unclosed = (error.problem or "").startswith("found unexpected end of stream")
        marks = (error.problem_mark, error.context_mark)
        at = next((mark for mark in (marks[::-1] if is_unclosed else marks) if mark), None)
        mark = Mark(at.line + 1, at.column + 1) if at else START
        what = ", ".join(part for part in (error.context, error.problem) if part)
        cure = SYNTAX_CURES.get(
            error.problem or "", "check the indentation, colons and quotes here"
        )
        self._note(mark, "yaml", f"this is not YAML ({what})", cure)

    @staticmethod
    def _mark(event: yaml.Event) -> Mark:
        start, end = event.start_mark, event.end_mark
        assert start and end, "libyaml marks every event"
        same_line = start.line == end.line
        width = max(1, end.column - start.column) if same_line else 1
        return Mark(start.line + 1, start.column + 1, width)


SYNTAX_CURES = {
    "mapping values are not allowed in this context": "put quotes around a text that contains ': '",
    "found character that cannot start any token": "indent with spaces, and quote a text that "
    "starts with a special character",
    "found unexpected end of stream": "close the quote or bracket",
    "found a tab character that violates indentation": "indent with spaces",
    "did not find expected key": "check the indentation, and put quotes around the whole of a text "
    "that starts with [[ or holds quotes",
    "could not find expected ':'": "put a space after the colon",
    "did not find expected <document start>": "quote a text that starts with a bracket or [[",
    "did not find expected ',' or ']'": "close the bracket, or quote the text in it",
    "did not find expected ',' or '}'": "close the brace, or quote the text in it",
}
