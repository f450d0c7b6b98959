"""What a page shows: facts, conflicts and marks as plain values for templates to loop over.

In: nothing; these are the nouns that a View makes. Every address is relative to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefing.notes import Ref


class Part(NamedTuple):
    """A piece of prose; it is a link if it has an address."""

    text: str
    href: str = ""


Prose = tuple[Part, ...]


class ValueView(NamedTuple):
    """A value in words, and the same in the property's first unit if it was given in another."""

    prose: Prose
    converted: str = ""


class SupportView(NamedTuple):
    """A support mark: its level, its words, who stands behind it, and where the rule is."""

    level: str
    words: str
    origins: str
    href: str
    """The rule, on the method page; empty if the site has none."""


class Times(NamedTuple):
    """When something was known and when it was so, as days; empty where that is not known."""

    known: str = ""
    """The first day on which a source of it was published."""
    first: str = ""
    """The first day on which it was so, happened or was observed."""
    last: str = ""
    """The last day on which it was so."""
    grew: str = ""
    """How its support grew, where it did: `day level origins`, with semicolons between."""


class FactView(NamedTuple):
    """A fact as a page shows it."""

    key: str
    label: str
    href: str
    values: tuple[ValueView, ...]
    says: Prose
    refs: tuple[Ref, ...]
    status: str
    when: str
    datetime: str
    support: SupportView
    conflict: str
    """The anchor of the conflict it is part of, if it is."""
    is_overdue: bool
    withdrawn_href: str
    """The page of the withdrawn source that it leaned on, if it did."""
    replaced_by_key: str
    replaced_when: str
    is_past: bool
    entity: str
    entity_href: str
    times: Times


class Voice(NamedTuple):
    """Who says so, and when."""

    publisher: str
    date: str
    ref: Ref | None


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict: facts that agree."""

    facts: tuple[tuple[FactView, tuple[Voice, ...]], ...]

    @property
    def values(self) -> tuple[ValueView, ...]:
        """What the side says, by its first fact."""
        return self.facts[0][0].values

    @property
    def is_denial(self) -> bool:
        """Whether the side says that it is not so."""
        return self.facts[0][0].status == "denied"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as one row among the facts."""

    id: str
    anchor: str
    """The anchor of the card that it points to."""
    label: str
    span: str
    """The values at odds, in a few words."""
    leading: FactView


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict as a card."""

    anchor: str
    question: str
    sides: tuple[SideView, ...]
    leading: FactView
    why: str
    reading: Prose
    settle: Prose
