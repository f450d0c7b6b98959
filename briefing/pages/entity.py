"""What the page of an entity shows.

In: the dossier and an entity. Out: the values that the template loops over, in reading order, which
is also the order in which source notes are numbered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from briefing import dates
from briefing.dates import Date, newest
from briefing.described import entity_about
from briefing.dossier import Dossier, Entity, Fact, Times
from briefing.locator import locator
from briefing.native import native_names
from briefing.page import Heading
from briefing.pages.publications import published_table
from briefing.shown import ConflictRow, FactView, Part, Prose
from briefing.timeline import timeline
from briefing.view import View
from briefing.web import relations_of, web

PLANNED: Prose = (Part(" (planned)"),)


def entity_context(dossier: Dossier, entity: Entity) -> dict[str, Any]:
    """Everything on the page of an entity."""
    view = View(dossier, entity.address, entity.id)
    kind = dossier.kinds[entity.kind]
    summary = view.said(entity.file.summary, entity.id)
    groups = list(_groups(view, entity))
    view.begin_section()
    conflicts = [view.conflict(entity, conflict) for conflict in entity.conflicts]
    overdue = [
        (view.fact(f, cite=False), f.last_evidenced, dates.of(f.due))
        for f in entity.facts.values()
        if f.due and f.is_overdue(dossier.as_of)
    ]
    drawn = timeline(view, entity.facts.values())
    relations = relations_of(view, entity)
    drawn_web = web(view, entity, relations)
    mapped = locator(view, entity)
    linked = list(_linked_from(view, entity))
    published = published_table(view, entity.id) if entity.id in dossier.published else None
    headings = [Heading(f"_{group.id}", group.label) for group in groups]
    headings += [Heading("_disputed", "Where sources disagree")] if conflicts else []
    headings += [Heading("_overdue", "Due for review")] if overdue else []
    headings += [Heading("_timeline", "Timeline")] if drawn else []
    headings += [Heading("_map", "On the map")] if mapped else []
    headings += [Heading("_published", "What it published")] if published else []
    headings += [Heading("_removed", "Removed")] if entity.file.removed else []
    headings += [Heading("_relations", "Relations")] if drawn_web else []
    headings += [Heading("_linked-from", "Linked from")] if linked else []
    headings += [Heading("_notes", "Source notes")] if len(view.notes) else []
    return {
        "view": view,
        "what": kind.singular,
        "kind": kind,
        "kind_href": view.href(f"{entity.kind}/"),
        "entity": entity.file,
        "about": entity_about(view, entity),
        "native": native_names(entity.file.native),
        "head": list(_head(view, entity)),
        "summary": summary,
        "glance": Figures(
            facts=len(entity.facts),
            sources=len(view.notes),
            conflicts=len(conflicts),
            overdue=len(overdue),
            last=newest(fact.last_evidenced for fact in entity.facts.values()),
        ),
        "groups": groups,
        "conflicts": conflicts,
        "overdue": overdue,
        "timeline": drawn,
        "locator": mapped,
        "publisher": _publisher(view, entity),
        "published": published,
        "removed": [
            (key, gone, view.prose(gone.why, entity.id))
            for key, gone in entity.file.removed.items()
        ],
        "web": drawn_web,
        "relations": relations,
        "linked": linked,
        "notes": view.notes.listed(),
        "headings": headings,
    }


class Group(NamedTuple):
    """Facts under one heading of the schema."""

    id: str
    label: str
    rows: list[Row]


class Row(NamedTuple):
    """A fact among the facts of a group, or all sides of a conflict; what was so before below."""

    fact: FactView | None
    conflict: ConflictRow | None
    earlier: tuple[FactView, ...] = ()


def _groups(view: View, entity: Entity) -> Iterator[Group]:
    """Facts under the schema's headings, each property's together, what is past below."""
    kind = view.dossier.kinds[entity.kind]
    said: dict[str, list[Fact]] = {}
    for fact in entity.facts.values():
        said.setdefault(fact.property, []).append(fact)
    for group, label in kind.groups.items():
        view.begin_section()
        rows = [
            row
            for name, slot in kind.properties.items()
            if slot.group == group and name in said
            for row in _rows(view, entity, said[name])
        ]
        if rows:
            yield Group(group, label, rows)


def _rows(view: View, entity: Entity, facts: Iterable[Fact]) -> Iterator[Row]:
    """The facts of a property. What is past stands below the last that is not, the newest first."""
    present: list[Row] = []
    past: list[Fact] = []
    for fact in facts:
        conflict = entity.conflict_of.get(fact.key) if entity.conflicts else None
        if conflict:
            if fact.key == conflict.leading:
                present.append(Row(None, view.conflict_row(entity, conflict)))
        elif fact.superseded_by or (fact.slot.single and fact.is_past(view.dossier.as_of)):
            past.append(fact)
        else:
            present.append(Row(view.fact(fact), None))
    if not past:
        yield from present
        return
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


class Figures(NamedTuple):
    """A page in figures."""

    facts: int
    sources: int
    conflicts: int
    overdue: int
    last: Date | None
    """When anything on it was last evidenced."""


class Publisher(NamedTuple):
    """What an entity is as a publisher, and how many facts rest on its word."""

    type: str
    speaks_for: Part | None
    voiced: int
    alone: int


def _publisher(view: View, entity: Entity) -> Publisher:
    dossier = view.dossier
    body = dossier.publications.voices.get(entity.id)
    return Publisher(
        type=dossier.publisher_type(entity.id),
        speaks_for=view.name(body) if body else None,
        voiced=dossier.traces.count("voiced", entity.id),
        alone=dossier.traces.count("alone", entity.id),
    )


class LinkedFrom(NamedTuple):
    """A fact, or a hand-written page, that leads here."""

    name: str
    href: str
    says: str
    status: str = ""
    """Shown where it is not simply so: planned, or denied."""
    times: Times = Times("", "", "")


NO_LONGER = "No longer, or denied"
MENTIONED = "Mentioned in"


def _linked_from(view: View, entity: Entity) -> Iterator[tuple[str, list[LinkedFrom]]]:
    """What links here, under reverse labels; mentions and what is past come last."""
    cards, places = view.dossier.cards, list(view.dossier.kinds)
    grouped: dict[str, list[LinkedFrom]] = {}
    backlinks = view.dossier.traces.backlinks(entity.id)
    for backlink in sorted(backlinks, key=lambda b: places.index(cards[b.entity].kind)):
        label = backlink.label or MENTIONED
        if backlink.label and not backlink.is_so:
            label = NO_LONGER
        status = backlink.status if backlink.status in ("planned", "denied") else ""
        href = view.entity_href(backlink.entity, backlink.fact)
        item = LinkedFrom(cards[backlink.entity].name, href, backlink.words, status, backlink.times)
        grouped.setdefault(label, []).append(item)
    last = [(label, grouped.pop(label)) for label in (NO_LONGER, MENTIONED) if label in grouped]
    yield from grouped.items()
    yield from last
    if briefs := view.dossier.mentions.get(entity.id):
        yield "In the briefs", [LinkedFrom(b.title, view.href(b.address), "") for b in briefs]
