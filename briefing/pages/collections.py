"""What the pages that gather from all entities show: indexes, disagreements, overdue facts.

In: the dossier and the rows that its entities add. Out: the values that the templates loop over.
"""

from __future__ import annotations

from typing import Any

from briefing.dossier import Dossier
from briefing.page import Heading
from briefing.pages.gathered import DISPUTED, OVERDUE, SOURCES, Gathered, Leaf
from briefing.pages.publications import SOURCE_COLUMNS, publishers_table
from briefing.pages.tables import Table, index_columns
from briefing.view import View


def index_context(dossier: Dossier, rows: Gathered, kind: str) -> dict[str, Any]:
    """The index of a kind."""
    return {
        "view": View(dossier, f"{kind}/"),
        "what": "Index",
        "kind": dossier.kinds[kind],
        "table": Table(index_columns(dossier.kinds[kind]), tuple(rows.on(f"{kind}/"))),
        "publishers": sum(card.only_publishes for card in dossier.by_kind[kind]),
        "headings": [],
    }


def publishers_context(dossier: Dossier) -> dict[str, Any]:
    """The index of the publishers."""
    view = View(dossier, "publishers/")
    return {"view": view, "what": "Index", "table": publishers_table(view), "headings": []}


def sources_context(dossier: Dossier, rows: Gathered) -> dict[str, Any]:
    """The index of the sources."""
    table = Table(SOURCE_COLUMNS, tuple(rows.on(SOURCES)))
    view = View(dossier, SOURCES)
    return {"view": view, "what": "Index", "table": table, "headings": []}


def disputed_context(dossier: Dossier, rows: Gathered, leaf: Leaf) -> dict[str, Any]:
    """Every conflict, kind by kind and entity by entity."""
    view = View(dossier, leaf.address(DISPUTED))
    disputed = [dossier.entities[id_] for id_ in leaf.of(rows.on(DISPUTED))]
    headings = [Heading(f"_{entity.id}", entity.file.name) for entity in disputed]
    return {
        "view": view,
        "what": "Index",
        "leaf": leaf,
        "entities": [
            (e, view.entity_href(e.id), [view.conflict(e, conflict) for conflict in e.conflicts])
            for e in disputed
        ],
        "notes": view.notes.listed(),
        "headings": headings + [Heading("_notes", "Source notes")] * bool(disputed),
    }


def overdue_context(dossier: Dossier, rows: Gathered, leaf: Leaf) -> dict[str, Any]:
    """Every fact that is due for review, the longest overdue first."""
    return {
        "view": View(dossier, leaf.address(OVERDUE)),
        "what": "Index",
        "leaf": leaf,
        "overdue": leaf.of(rows.on(OVERDUE)),
        "headings": [],
    }
