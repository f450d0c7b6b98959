"""Plain text with links to entities and facts, and nothing else.

In: the text of a field. Out: its parts, a string or a Link each.

    [[bridge]]  [[bridge|the old bridge]]  [[bridge#length]]  [[bridge#length|120 m]]
    [[#length|120 m]]    a fact of the entity that the text belongs to
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Not the `[[` of a Markdown link whose words begin with a bracket: [[a](b)]
OPENING = re.compile(r"\[\[(?![^\[\]\n]*\]\()")
LINK = re.compile(r"\[\[([^\[\]|#]*)(?:#([^\[\]|#]*))?(?:\|([^\[\]]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written. An empty `entity` means the one that the text belongs to."""

    entity: str
    fact: str = ""
    label: str = ""
    start: int = 0
    """Where in the text it starts, in characters from 0."""
    end: int = 0


def parts(text: str) -> Iterator[str | Link]:
    """The text cut into strings and links, in order; empty strings are left out."""
    at = 0
    for match in LINK.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        yield _link(match)
        at = match.end()
    if at < len(text):
        yield text[at:]


def links(text: str) -> list[Link]:
    """Every link in the text."""
    return [_link(match) for match in LINK.finditer(text)] if "[[" in text else []


def stray_brackets(text: str) -> int:
    """Where `[[` or `]]` stands outside a well-formed link, or -1."""
    if "[[" not in text and "]]" not in text:
        return -1
    blanked = without_links(text)
    return max(blanked.find("[["), blanked.find("]]"))


def stray_opening(text: str) -> int:
    """Where `[[` opens no well-formed link, or -1. In Markdown, `]]` closes other things too."""
    match = OPENING.search(without_links(text))
    return match.start() if match else -1


def without_links(text: str) -> str:
    """The text with its links blanked, so that places stay the same."""
    return LINK.sub(lambda m: " " * len(m.group()), text)


def _link(match: re.Match[str]) -> Link:
    entity, fact, label = (part or "" for part in match.groups())
    return Link(entity.strip(), fact.strip(), label.strip(), match.start(), match.end())
