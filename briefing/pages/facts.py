"""What the page shows on which facts are found: the fields to pick them by, how many there are.

In: the dossier. Out: kinds with their properties, years, marks. The facts themselves are loaded
from the index of the search, by templates/theme/assets/facts.js.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from briefing.dossier import Dossier
from briefing.model import Status
from briefing.pages.gathered import FACTS
from briefing.trust import LEVELS
from briefing.view import SUPPORT_WORDS, View


class FoundKind(NamedTuple):
    """A kind to pick facts by."""

    id: str
    label: str
    href: str
    """Its index."""
    facts: int
    properties: tuple[tuple[str, str], ...]
    """Id and label of each."""


def facts_context(dossier: Dossier) -> dict[str, Any]:
    """The fields of the form, each with what it offers."""
    view = View(dossier, FACTS)
    kinds = [_kind(view, id_) for id_ in dossier.kinds]
    # Nobody says any more what was withdrawn: it is not looked for.
    withdrawn = sum(dossier.traces.count("withdrawn", topic) for topic in dossier.topics)
    return {
        "view": view,
        "what": "Index",
        "kinds": kinds,
        "total": sum(kind.facts for kind in kinds) - withdrawn,
        "statuses": get_args(Status),
        "levels": [(level, SUPPORT_WORDS[level]) for level in LEVELS if level != "withdrawn"],
        "years": sorted(map(int, dossier.traces.counted("year")), reverse=True),
        "headings": [],
    }


def _kind(view: View, id_: str) -> FoundKind:
    shape = view.dossier.kinds[id_]
    facts = sum(view.dossier.traces.count("facts", f"{id_}/{group}") for group in shape.groups)
    properties = tuple((name, slot.label) for name, slot in shape.properties.items())
    return FoundKind(id_, shape.label, view.href(f"{id_}/"), facts, properties)
