"""What the page on coverage shows: how well the facts of each kind and topic are founded.

In: the dossier. Out: a row a kind, and one a group of its properties, with counts of facts; and the
facts to begin with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from briefing.dossier import Dossier, Fact
from briefing.page import Heading
from briefing.trust import LEVELS, Level
from briefing.view import View, sentence


class Count(NamedTuple):
    """How many facts of a row answer to a column, and their share in percent."""

    number: int
    share: str


class CoverageRow(NamedTuple):
    """A kind, or a topic of one."""

    label: str
    href: str
    """The index of the kind; empty for a topic."""
    facts: int
    counts: tuple[Count, ...]


Answers = Callable[[Dossier, Fact], bool]


def has_quote(_: Dossier, fact: Fact) -> bool:
    """Whether the decisive words of a source stand beside it."""
    return any(c.cited.quote for c in fact.citations)


def has_place(_: Dossier, fact: Fact) -> bool:
    """Whether it is known where in a source it stands."""
    return any(c.cited.passage or c.cited.quote or c.cited.at for c in fact.citations)


def has_support(level: Level) -> Answers:
    """Asks whether a fact's support is of a level."""
    return lambda _, fact: fact.support.level == level


COLUMNS: tuple[tuple[str, Answers], ...] = (
    ("With quote", has_quote),
    ("With place", has_place),
    *((level.capitalize(), has_support(level)) for level in LEVELS),
    ("Disputed", lambda at, fact: fact.key in at.entities[fact.entity].conflict_of),
    ("Overdue", lambda at, fact: fact.is_overdue(at.as_of)),
)


def coverage_context(dossier: Dossier) -> dict[str, Any]:
    """Counts for every kind and topic, and the facts whose place in a source is not known."""
    view = View(dossier, "coverage/")
    placeless = [fact for fact in dossier.facts() if not has_place(dossier, fact)]
    placeless.sort(key=lambda fact: (dossier.name(fact.entity).casefold(), fact.key))
    return {
        "view": view,
        "what": "Index",
        "columns": [label for label, _ in COLUMNS],
        "groups": list(_groups(view)),
        "total": _row(dossier, "All", "", list(dossier.facts())),
        "placeless": [(view.fact(f, cite=False), sentence(view, f)) for f in placeless],
        "headings": [Heading("_placeless", "Where to begin")] if placeless else [],
    }


def _groups(view: View) -> Iterator[tuple[CoverageRow, list[CoverageRow]]]:
    """Each kind with its topics."""
    for kind, shape in view.dossier.kinds.items():
        facts = [f for entity in view.dossier.by_kind[kind] for f in entity.facts.values()]
        topics = [
            _row(view.dossier, label, "", [f for f in facts if f.slot.group == group])
            for group, label in shape.groups.items()
        ]
        href = view.href(f"{kind}/")
        yield _row(view.dossier, shape.label, href, facts), [t for t in topics if t.facts]


def _row(dossier: Dossier, label: str, href: str, facts: Sequence[Fact]) -> CoverageRow:
    numbers = [sum(answers(dossier, fact) for fact in facts) for _, answers in COLUMNS]
    counts = tuple(Count(number, percent(number, len(facts))) for number in numbers)
    return CoverageRow(label, href, len(facts), counts)


def percent(number: int, of: int) -> str:
    """A share in words that rounding does not make whole, or nothing."""
    if not of or number in (0, of):
        return "100 %" if number else "0 %"
    rounded = int(100 * number / of + 0.5)
    return "< 1 %" if rounded == 0 else "> 99 %" if rounded == 100 else f"{rounded} %"
