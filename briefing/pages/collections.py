"""What the pages that gather from all entities show: indexes, disagreements, overdue facts.

In: the dossier. Out: the values that the templates loop over.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from briefing import dates
from briefing.dossier import Dossier
from briefing.page import Heading
from briefing.pages.tables import index_table, publishers_table, sources_table
from briefing.view import View
from briefing.wording import sentence


def index_context(dossier: Dossier, kind: str) -> dict[str, Any]:
    """The index of a kind."""
    view = View(dossier, f"{kind}/")
    return {
        "view": view,
        "what": "Index",
        "kind": dossier.kinds[kind],
        "table": index_table(view, kind),
        "publishers": sum(card.only_publishes for card in dossier.by_kind[kind]),
        "headings": [],
    }


def publishers_context(dossier: Dossier) -> dict[str, Any]:
    """The index of the publishers."""
    view = View(dossier, "publishers/")
    return {"view": view, "what": "Index", "table": publishers_table(view), "headings": []}


def sources_context(dossier: Dossier) -> dict[str, Any]:
    """The index of the sources."""
    view = View(dossier, "sources/")
    return {"view": view, "what": "Index", "table": sources_table(view), "headings": []}


MOST_LISTED = 100
"""Entities beyond which the list of contents would be longer than a reader looks at."""


def disputed_context(dossier: Dossier) -> dict[str, Any]:
    """Every conflict, kind by kind and entity by entity."""
    view = View(dossier, "disputed/")
    cards = (card for members in dossier.by_kind.values() for card in members)
    disputed = [e for card in cards if (e := dossier.entities[card.id]).conflicts]
    headings = [Heading(f"_{e.id}", e.file.name) for e in disputed]
    headings = headings if len(headings) <= MOST_LISTED else []
    return {
        "view": view,
        "what": "Index",
        "entities": [
            (e, view.entity_href(e.id), [view.conflict(e, conflict) for conflict in e.conflicts])
            for e in disputed
        ],
        "notes": view.notes.listed(),
        "headings": headings + [Heading("_notes", "Source notes")] * bool(disputed),
    }


def overdue_context(dossier: Dossier) -> dict[str, Any]:
    """Every fact that is due for review, the longest overdue first."""
    view = View(dossier, "overdue/")
    late = [f for f in dossier.facts() if f.is_overdue(dossier.as_of)]
    late.sort(key=lambda f: (f.due or date.max, f.entity, f.key))
    return {
        "view": view,
        "what": "Index",
        "overdue": [
            (
                view.fact(f, cite=False),
                sentence(f, dossier.cards),
                f.last_evidenced,
                dates.of(f.due),
            )
            for f in late
            if f.due
        ],
        "headings": [],
    }
