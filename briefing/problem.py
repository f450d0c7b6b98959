"""A problem: one thing wrong in the data, with the place and the cure.

In: nothing but values. Out: problems as text for people, JSON for programs,
and workflow commands for GitHub.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

SHOWN_AT_MOST = 50
LINE_WIDTH = 160
# Controls, formats (bidirectional ones among them), lone surrogates, line and paragraph separators.
UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Mark(NamedTuple):
    """A place in a text: line and column count characters from 1; width counts characters."""

    line: int
    column: int
    width: int = 1


START = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, and what to do about it."""

    path: str
    """The file, relative to the project, with forward slashes."""
    mark: Mark
    rule: str
    """The name of the rule that found it, such as `unknown-source`."""
    message: str
    cure: str = ""
    excerpt: str = ""
    """The line that the mark points into; empty where there is none."""
    is_warning: bool = False

    def __str__(self) -> str:
        level = "warning: " if self.is_warning else ""
        cure = f": {self.cure}" if self.cure else ""
        return (
            f"{printable(self.path)}:{self.mark.line}:{self.mark.column}: "
            f"{level}{printable(self.message)}{printable(cure)}"
        )


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a value, before it is known where the value stands."""

    message: str
    cure: str = ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The cure for a word nobody knows: the nearest known word, or the known words when few."""
    known = sorted(known)
    if near := get_close_matches(word, known, n=1, cutoff=0.6):
        return f"did you mean '{near[0]}'?"
    if 0 < len(known) <= 12:
        return "known are " + ", ".join(known)
    return ""


def are_warnings(problems: Iterable[Problem]) -> bool:
    """Whether none of them is an error."""
    return all(problem.is_warning for problem in problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, line and column, each once."""
    return sorted(set(problems), key=lambda p: (p.path, p.mark, p.is_warning, p.rule, p.message))


def as_text(problems: Sequence[Problem], at_most: int = SHOWN_AT_MOST) -> str:
    """Problems for people: place, message, cure, the line and a caret under the spot."""
    shown = [f"{problem}\n{_excerpt(problem)}" for problem in problems[:at_most]]
    if len(problems) > at_most:
        shown.append(f"… and {len(problems) - at_most} more\n")
    return "".join(shown)


def as_json(problems: Sequence[Problem], at_most: int = 20 * SHOWN_AT_MOST) -> str:
    """Problems for programs: an object with the counts and a list of problems."""
    rows = [
        {
            "path": printable(p.path),
            "line": p.mark.line,
            "column": p.mark.column,
            "end-column": p.mark.column + p.mark.width,
            "severity": "warning" if p.is_warning else "error",
            "rule": p.rule,
            "message": printable(p.message),
            "cure": printable(p.cure),
        }
        for p in problems[:at_most]
    ]
    errors = sum(not p.is_warning for p in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    return json.dumps({**counts, "problems": rows}, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Sequence[Problem], at_most: int = SHOWN_AT_MOST) -> str:
    """Problems as GitHub workflow commands, which show at the line in a pull request.

    Format: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    lines = []
    for p in problems[:at_most]:
        level = "warning" if p.is_warning else "error"
        cure = f": {p.cure}" if p.cure else ""
        where = (
            f"file={_github_property(p.path)},line={p.mark.line},col={p.mark.column},"
            f"endColumn={p.mark.column + p.mark.width},title={_github_property(p.rule)}"
        )
        lines.append(f"::{level} {where}::{_github_text(p.message + cure)}\n")
    if len(problems) > at_most:
        lines.append(f"::notice::… and {len(problems) - at_most} more\n")
    return "".join(lines)


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(not p.is_warning for p in problems)
    counts = [(errors, "error"), (len(problems) - errors, "warning")]
    said = [f"{n} {word}{'s' * (n != 1)}" for n, word in counts if n]
    return ", ".join(said) or "no problems"


def printable(text: str) -> str:
    """The text with every character that could steer a terminal, or not be written, replaced."""
    return "".join("\ufffd" if unicodedata.category(c) in UNPRINTABLE else c for c in text)


def columns(text: str) -> int:
    """How many terminal columns the text takes: wide characters count two, combining none."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def _excerpt(problem: Problem) -> str:
    if not problem.excerpt:
        return ""
    # Of a long line, the part around the mark.
    cut = max(0, problem.mark.column - LINE_WIDTH // 2) if len(problem.excerpt) > LINE_WIDTH else 0
    line = printable(problem.excerpt.replace("\t", " "))[cut : cut + LINE_WIDTH]
    start = problem.mark.column - 1 - cut
    pad = " " * columns(line[:start])
    caret = "^" * max(1, columns(line[start : start + problem.mark.width]))
    return f"{problem.mark.line:5} | {line}\n      | {pad}{caret}\n"


def _github_text(text: str) -> str:
    return printable(text.replace("\n", " ")).replace("%", "%25")


def _github_property(text: str) -> str:
    return _github_text(text).replace(":", "%3A").replace(",", "%2C")
