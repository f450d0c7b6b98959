"""What the page of an entity shows.

In: the dossier and an entity. Out: the values that the template loops over, in reading order, which
is also the order in which source notes are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from briefing.dates import Date
from briefing.dossier import Dossier, Entity
from briefing.page import Heading
from briefing.shown import Part, Prose
from briefing.timeline import timeline
from briefing.view import View, language_name, sentence

PLANNED: Prose = (Part(" (planned)"),)


def entity_context(dossier: Dossier, entity: Entity) -> dict[str, Any]:
    """Everything on the page of an entity."""
    view = View(dossier, entity.address, entity.id)
    kind = dossier.kinds[entity.kind]
    groups = list(_groups(view, entity))
    conflicts = [view.conflict(entity, conflict) for conflict in entity.conflicts]
    overdue = [
        (view.fact(f, cite=False), f.last_evidenced, f.due)
        for f in entity.facts.values()
        if f.is_overdue(dossier.as_of)
    ]
    drawn = timeline(view, entity.facts.values())
    linked = list(_linked_from(view, entity))
    headings = [Heading(f"_{g['id']}", g["label"]) for g in groups]
    headings += [Heading("_disputed", "Where sources disagree")] if conflicts else []
    headings += [Heading("_overdue", "Due for review")] if overdue else []
    headings += [Heading("_timeline", "Timeline")] if drawn else []
    headings += [Heading("_linked-from", "Linked from")] if linked else []
    headings += [Heading("_notes", "Source notes")] if len(view.notes) else []
    return {
        "view": view,
        "what": kind.singular,
        "kind": kind,
        "kind_href": view.href(f"{entity.kind}/"),
        "entity": entity.file,
        "native": [(language_name(tag), tag, name) for tag, name in entity.file.native.items()],
        "head": list(_head(view, entity)),
        "summary": view.prose(entity.file.summary, entity.id),
        "glance": _glance(entity, len(view.notes), len(conflicts), len(overdue)),
        "groups": groups,
        "conflicts": conflicts,
        "overdue": overdue,
        "timeline": drawn,
        "linked": linked,
        "notes": view.notes.listed(),
        "headings": headings,
    }


def _groups(view: View, entity: Entity) -> Iterator[dict[str, Any]]:
    """Facts under the schema's headings: a row a fact, one row for all sides of a conflict."""
    kind = view.dossier.kinds[entity.kind]
    order = {name: i for i, name in enumerate(kind.properties)}
    facts = sorted(entity.facts.values(), key=lambda f: (order[f.property], bool(f.superseded_by)))
    for group, label in kind.groups.items():
        rows: list[dict[str, Any]] = []
        for fact in (f for f in facts if f.slot.group == group):
            conflict = entity.conflict_of.get(fact.key)
            if conflict is None:
                rows.append({"fact": view.fact(fact)})
            elif fact.key == conflict.leading:
                rows.append({"conflict": view.conflict_row(entity, conflict)})
        if rows:
            yield {"id": group, "label": label, "rows": rows}


def _head(view: View, entity: Entity) -> Iterator[tuple[str, list[Prose]]]:
    """The properties under the title: label and values, superseded ones left out."""
    kind = view.dossier.kinds[entity.kind]
    for name in kind.head:
        found = [
            view.value(value, entity.id).prose + PLANNED * (fact.status == "planned")
            for fact in entity.facts.values()
            if fact.property == name and not fact.superseded_by and fact.status != "denied"
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
        "last": _newest(f.last_evidenced for f in entity.facts.values()),
    }


def _newest(dates: Iterable[Date | None]) -> Date | None:
    """The latest of some dates."""
    return max((d for d in dates if d), key=lambda d: (d.last or date.min, d.text), default=None)


def _linked_from(view: View, entity: Entity) -> Iterator[tuple[str, list[tuple[str, str, Prose]]]]:
    """What links here, under reverse labels: name, address and the linking sentence."""
    grouped: dict[str, list[tuple[str, str, Prose]]] = {}
    for backlink in view.dossier.backlinks.get(entity.id, ()):
        other = view.dossier.entities[backlink.entity]
        fact = other.facts[backlink.fact]
        item = (other.file.name, view.entity_href(other.id, fact.key), sentence(view, fact))
        grouped.setdefault(backlink.label or "Mentioned in", []).append(item)
    briefs: list[tuple[str, str, Prose]] = [
        (brief.title, view.href(brief.address), ())
        for brief in view.dossier.mentions.get(entity.id, ())
    ]
    mentioned = grouped.pop("Mentioned in", None)
    yield from grouped.items()
    if mentioned:
        yield "Mentioned in", mentioned
    if briefs:
        yield "In the briefs", briefs
