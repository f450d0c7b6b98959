"""A page to be, its sections, and the site that it is part of.

In: nothing; these are the nouns that pages are listed by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Site(NamedTuple):
    """What every page may say of the site."""

    name: str
    url: str
    as_of: str
    """The day that pages are written as of, in words."""
    edit: str
    """Where the project's files can be edited: the start of an address; empty if nowhere."""
    report: str
    """Where errors can be reported; empty if nowhere."""
    method: str
    """The address of the page that explains the marks; empty if there is none."""


class Heading(NamedTuple):
    """A section of a page."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: all that a site needs to know before its body is rendered."""

    address: str
    """Below the site's root, ending in a slash."""
    title: str
    description: str
    section: str
    """The address of the index that it belongs to; its own for an index."""
    source: str
    """The file that "edit" opens, relative to the project; empty for what many files make."""
    templates: tuple[str, ...]
    """The template to use: the first that exists."""
    context: Callable[[], Mapping[str, Any]]
    """What the template needs. `headings` lists the page's sections."""

    is_wide: bool = False
    """Whether it needs the width that the list of contents would take."""
    has_sections: bool = False
    """Whether an index may have sections."""

    @property
    def is_index(self) -> bool:
        """Whether it is the index of its section."""
        return self.address == self.section


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered page body, and the sections in it."""

    html: str
    headings: tuple[Heading, ...]
