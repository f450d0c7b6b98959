"""What the page on coverage shows: how well the facts of each kind and topic are founded.

In: the dossier. Out: a row a kind, and one a group of its properties, with counts of facts; and the
facts to begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from briefing.dossier import Dossier
from briefing.page import Heading
from briefing.pages.gathered import COVERAGE, Gathered
from briefing.trust import LEVELS
from briefing.view import View

MOST_LISTED = 500
"""Facts without a place beyond which the list would be no help."""


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


COLUMNS = {
    "With quote": "quoted",
    "With place": "placed",
    **{level.capitalize(): level for level in LEVELS},
    "Disputed": "disputed",
    "Overdue": "overdue",
}
"""What is counted, by its heading: see `tally`."""


def coverage_context(dossier: Dossier, rows: Gathered) -> dict[str, Any]:
    """Counts for every kind and topic, and the facts whose place in a source is not known."""
    view = View(dossier, COVERAGE)
    placeless = rows.on(COVERAGE)
    return {
        "view": view,
        "what": "Index",
        "columns": list(COLUMNS),
        "groups": list(_groups(view)),
        "total": _row(dossier, "All", "", dossier.topics),
        "placeless": placeless[:MOST_LISTED],
        "placeless_count": len(placeless),
        "headings": [Heading("_placeless", "Where to begin")] if placeless else [],
    }


def _groups(view: View) -> Iterator[tuple[CoverageRow, list[CoverageRow]]]:
    """Each kind with its topics."""
    for kind, shape in view.dossier.kinds.items():
        href = view.href(f"{kind}/")
        topics = [
            _row(view.dossier, label, "", [f"{kind}/{group}"])
            for group, label in shape.groups.items()
        ]
        whole = _row(view.dossier, shape.label, href, [f"{kind}/{group}" for group in shape.groups])
        yield whole, [topic for topic in topics if topic.facts]


def _row(dossier: Dossier, label: str, href: str, topics: Sequence[str]) -> CoverageRow:
    def counted(what: str) -> int:
        return sum(dossier.traces.count(what, topic) for topic in topics)

    facts = counted("facts")
    numbers = [counted(what) for what in COLUMNS.values()]
    counts = tuple(Count(number, percent(number, facts)) for number in numbers)
    return CoverageRow(label, href, facts, counts)


def percent(number: int, of: int) -> str:
    """A share in words that rounding does not make whole, or nothing."""
    if not of or number in (0, of):
        return "100 %" if number else "0 %"
    rounded = int(100 * number / of + 0.5)
    return "< 1 %" if rounded == 0 else "> 99 %" if rounded == 100 else f"{rounded} %"
