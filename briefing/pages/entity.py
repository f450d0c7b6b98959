"""What the page of an entity shows.

In: the dossier and an entity. Out: the values that the template loops over, in reading order, which
is also the order in which source notes are numbered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from briefing import dates
from briefing.dates import newest
from briefing.dossier import Dossier, Entity, Fact
from briefing.page import Heading
from briefing.pages.tables import published_table
from briefing.shown import ConflictRow, FactView, Part, Prose
from briefing.timeline import timeline
from briefing.view import View, native_names, sentence

PLANNED: Prose = (Part(" (planned)"),)


def entity_context(dossier: Dossier, entity: Entity) -> dict[str, Any]:
    """Everything on the page of an entity."""
    view = View(dossier, entity.address, entity.id)
    kind = dossier.kinds[entity.kind]
    groups = list(_groups(view, entity))
    conflicts = [view.conflict(entity, conflict) for conflict in entity.conflicts]
    overdue = [
        (view.fact(f, cite=False), f.last_evidenced, dates.of(f.due))
        for f in entity.facts.values()
        if f.due and f.is_overdue(dossier.as_of)
    ]
    drawn = timeline(view, entity.facts.values())
    linked = list(_linked_from(view, entity))
    published = published_table(view, entity.id) if entity.id in dossier.published else None
    headings = [Heading(f"_{g['id']}", g["label"]) for g in groups]
    headings += [Heading("_disputed", "Where sources disagree")] if conflicts else []
    headings += [Heading("_overdue", "Due for review")] if overdue else []
    headings += [Heading("_timeline", "Timeline")] if drawn else []
    headings += [Heading("_published", "What it published")] if published else []
    headings += [Heading("_removed", "Removed")] if entity.file.removed else []
    headings += [Heading("_linked-from", "Linked from")] if linked else []
    headings += [Heading("_notes", "Source notes")] if len(view.notes) else []
    return {
        "view": view,
        "what": kind.singular,
        "kind": kind,
        "kind_href": view.href(f"{entity.kind}/"),
        "entity": entity.file,
        "native": native_names(entity.file.native),
        "head": list(_head(view, entity)),
        "summary": view.prose(entity.file.summary, entity.id),
        "glance": _glance(entity, len(view.notes), len(conflicts), len(overdue)),
        "groups": groups,
        "conflicts": conflicts,
        "overdue": overdue,
        "timeline": drawn,
        "publisher": _publisher(view, entity),
        "published": published,
        "removed": [
            (key, gone, view.prose(gone.why, entity.id))
            for key, gone in entity.file.removed.items()
        ],
        "linked": linked,
        "notes": view.notes.listed(),
        "headings": headings,
    }


class Row(NamedTuple):
    """A fact among the facts of a group, or all sides of a conflict; what was so before below."""

    fact: FactView | None
    conflict: ConflictRow | None
    earlier: tuple[FactView, ...] = ()


def _groups(view: View, entity: Entity) -> Iterator[dict[str, Any]]:
    """Facts under the schema's headings, each property's together, what is past below."""
    kind = view.dossier.kinds[entity.kind]
    for group, label in kind.groups.items():
        rows = [
            row
            for name, slot in kind.properties.items()
            if slot.group == group
            for row in _rows(view, entity, name)
        ]
        if rows:
            yield {"id": group, "label": label, "rows": rows}


def _rows(view: View, entity: Entity, name: str) -> Iterator[Row]:
    """The facts of a property. What is past stands below the last that is not, the newest first."""
    present: list[Row] = []
    past: list[Fact] = []
    for fact in (f for f in entity.facts.values() if f.property == name):
        conflict = entity.conflict_of.get(fact.key)
        if conflict:
            if fact.key == conflict.leading:
                present.append(Row(None, view.conflict_row(entity, conflict)))
        elif fact.superseded_by or (fact.slot.single and fact.is_past(view.dossier.as_of)):
            past.append(fact)
        else:
            present.append(Row(view.fact(fact), None))
    past.sort(key=lambda fact: _newness(entity, fact), reverse=True)
    earlier = tuple(view.fact(fact) for fact in past)
    if present:
        yield from present[:-1]
        yield present[-1]._replace(earlier=earlier)
    else:
        yield from (Row(fact, None) for fact in earlier)


def _newness(entity: Entity, fact: Fact) -> tuple[date, int]:
    """What the past is put in order by: its end, or else how soon something present replaced it."""
    steps, at = 0, fact
    while successor := entity.facts.get(at.superseded_by):
        steps, at = steps + 1, successor
    end = fact.when.date.last or fact.when.date.first if fact.when else None
    return end or date.min, -steps


def _head(view: View, entity: Entity) -> Iterator[tuple[str, list[Prose]]]:
    """The properties under the title: label and values, what is past or denied left out."""
    kind = view.dossier.kinds[entity.kind]
    for name in kind.head:
        found = [
            view.value(value, entity.id).prose + PLANNED * (fact.status == "planned")
            for fact in entity.facts.values()
            if fact.property == name and fact.is_so(view.dossier.as_of)
            for value in fact.values
        ]
        if found:
            yield kind.properties[name].label, list(dict.fromkeys(found))


def _glance(entity: Entity, sources: int, conflicts: int, overdue: int) -> dict[str, Any]:
    return {
        "facts": len(entity.facts),
        "sources": sources,
        "conflicts": conflicts,
        "overdue": overdue,
        "last": newest(f.last_evidenced for f in entity.facts.values()),
    }


def _publisher(view: View, entity: Entity) -> dict[str, Any]:
    """What it is as a publisher, and what rests on its word."""
    dossier = view.dossier
    body = dossier.publications.voices.get(entity.id)
    return {
        "type": dossier.publisher_type(entity.id),
        "speaks_for": view.name(body) if body else None,
        "voiced": len(dossier.voiced.get(entity.id, ())),
        "alone": dossier.voiced_alone(entity.id),
    }


class LinkedFrom(NamedTuple):
    """A fact, or a hand-written page, that leads here."""

    name: str
    href: str
    says: Prose
    status: str = ""
    """Shown where it is not simply so: planned, or denied."""


NO_LONGER = "No longer, or denied"
MENTIONED = "Mentioned in"


def _linked_from(view: View, entity: Entity) -> Iterator[tuple[str, list[LinkedFrom]]]:
    """What links here, under reverse labels; mentions and what is past come last."""
    grouped: dict[str, list[LinkedFrom]] = {}
    for backlink in view.dossier.backlinks.get(entity.id, ()):
        other = view.dossier.entities[backlink.entity]
        fact = other.facts[backlink.fact]
        label = backlink.label or MENTIONED
        if backlink.label and not fact.is_so(view.dossier.as_of):
            label = NO_LONGER
        status = fact.status if fact.status in ("planned", "denied") else ""
        href = view.entity_href(other.id, fact.key)
        item = LinkedFrom(other.file.name, href, sentence(view, fact), status)
        grouped.setdefault(label, []).append(item)
    last = [(label, grouped.pop(label)) for label in (NO_LONGER, MENTIONED) if label in grouped]
    yield from grouped.items()
    yield from last
    if briefs := view.dossier.mentions.get(entity.id):
        yield "In the briefs", [LinkedFrom(b.title, view.href(b.address), ()) for b in briefs]
