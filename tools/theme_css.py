#!/usr/bin/env python3
"""Cut the theme's style sheets to what this engine's pages use: a third of what they are.

    python3 tools/theme_css.py             write templates/theme/assets/theme.css anew
    python3 tools/theme_css.py --check     say whether it is what the installed theme gives

In: the style sheets of the installed Material for MkDocs. Out: one sheet without the parts below,
which no page of the engine and no plain Markdown needs. To use one of them in a hand-written page,
take it off the list and cut anew.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import material

PROJECT = Path(__file__).resolve().parent.parent
SHEET = PROJECT / "templates/theme/assets/theme.css"
LEFT_OUT = re.compile(
    r"""
    \.(?:
      md-(?:annotation|author|banner|blog|clipboard|code__|consent|dialog__|feedback|grid-|meta|
        pagination|path|post|profile|progress|select|social|source(?!\w)|source__|source-file|
        status|tags?|tooltip2?|version)
      | (?:tabbed|task-list|keys|key-|mermaid|giscus|gslide|glightbox|twemoji|emojione|gemoji)
      | (?:grid|comment|cards|lg|xl)\b
      | (?:arithmatex|MathJax|katex|critic|linenos|linenodiv|headerlink-)
      | (?:abstract|attention|bug|caution|check|danger|done|error|example|fail|failure|faq|hint|
        help|important|info|missing|note|question|quote|cite\b|seealso|success|summary|tip|tldr|todo|
        warning|inline\b|end\b)
    )
    | data-md-color-(?:primary|accent)=(?!indigo)
    | \[dir=rtl\] | -webkit-full-screen | data-md-component=outdated
    # The theme sets this for a moment at every start, and each element would be styled anew for it.
    | data-md-color-switching
    """,
    re.VERBOSE,
)
"""Selectors with any of these are left out: what the theme can do, and this engine does not."""
USE = re.compile(r"var\((--[\w-]+)")
GROUPS = ("@media", "@supports", "@layer", "@container")
NOTICE = (
    "/*! Cut by tools/theme_css.py from Material for MkDocs: change that, not this.\n"
    "   Copyright (c) 2016-2025 Martin Donath; MIT License, see LICENSE. */\n"
)


class Rule(NamedTuple):
    """A rule of a style sheet: what stands before its braces, and what in them."""

    head: str
    body: str


def rules(css: str) -> Iterator[Rule]:
    """The rules of a sheet without comments."""
    depth, start, opened, quote = 0, 0, 0, ""
    for at, char in enumerate(css):
        if quote:
            quote = "" if char == quote and css[at - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char == "{":
            depth += 1
            opened = at if depth == 1 else opened
        elif char == "}":
            depth -= 1
            if not depth:
                yield Rule(css[start:opened].strip(), css[opened + 1 : at])
                start = at + 1
        elif char == ";" and not depth:
            start = at + 1  # @charset


def selectors(head: str) -> list[str]:
    """The selectors of a rule, which commas in brackets do not part."""
    found, depth = [""], 0
    for char in head:
        depth += (char in "([") - (char in ")]")
        if char == "," and not depth:
            found.append("")
        else:
            found[-1] += char
    return found


def kept(css: str) -> str:
    """A sheet without what is left out."""
    written = []
    for rule in rules(css):
        if rule.head.startswith(GROUPS):
            if body := kept(rule.body):
                written.append(f"{rule.head}{{{body}}}")
        elif rule.head.startswith("@"):
            written.append(f"{rule.head}{{{rule.body}}}")
        elif heads := [it for it in selectors(rule.head) if not LEFT_OUT.search(it)]:
            written.append(f"{','.join(heads)}{{{rule.body}}}")
    return "".join(written)


def declarations(body: str) -> list[str]:
    """The declarations of a rule, which semicolons in strings and addresses do not part."""
    return re.findall(
        r"(?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*'|\([^()]*\))*\))+", body
    )


def without_idle(css: str, more: str) -> str:
    """A sheet without properties that neither it nor another sheet uses."""
    while True:
        used = set(USE.findall(css)) | set(USE.findall(more))

        def body(rule: re.Match[str], used: set[str] = used) -> str:
            lines = [
                it
                for it in declarations(rule[1])
                if not it.startswith("--") or it.split(":")[0] in used
            ]
            return f"{{{';'.join(lines)}}}"

        shorter = re.sub(r"\{([^{}]*--[^{}]*)\}", body, css)
        shorter = re.sub(r"(?<=[{}])[^{}@]+\{\}", "", shorter)
        if shorter == css:
            return css
        css = shorter


def cut() -> str:
    """The sheet that the installed theme gives."""
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    own = (PROJECT / "templates/theme/assets/briefing.css").read_text("utf-8")
    sheets = [next(folder.glob(f"{name}.*.min.css")) for name in ("main", "palette")]
    css = "".join(sheet.read_text("utf-8") for sheet in sheets)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = without_idle(kept(css), own)
    return NOTICE + css + "\n"


def main() -> int:
    """Read the arguments; 0 if the sheet is what it should be."""
    parser = argparse.ArgumentParser(description="Cut the theme's style sheets.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    css = cut()
    if not parser.parse_args().check:
        SHEET.write_text(css, "utf-8")
    return 0 if SHEET.read_text("utf-8") == css else 1


if __name__ == "__main__":
    sys.exit(main())
