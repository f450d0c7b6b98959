"""The pages that a dossier is made into, apart from the hand-written ones.

In: the dossier. Out: one Page each for entities, sources and their indexes, with what its template
needs, computed when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from briefing.dates import Date
from briefing.link import Dossier, Entity, Fact
from briefing.tables import index_table, sources_table
from briefing.timeline import timeline
from briefing.trees import relay_trees
from briefing.view import FactView, Prose, View, language_name, plain

SOURCES = "sources"
MAX_DESCRIPTION = 200


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
    """The file that "edit" opens, relative to the project."""
    templates: tuple[str, ...]
    """The template to use: the first that exists."""
    context: Callable[[], Mapping[str, Any]]
    """What the template needs. `headings` lists the page's sections."""

    @property
    def is_index(self) -> bool:
        """Whether it is the index of its section."""
        return self.address == self.section


def index_pages(dossier: Dossier) -> Iterator[Page]:
    """The index of each kind, and that of the sources."""
    for kind, shape in dossier.kinds.items():
        yield Page(
            address=f"{kind}/",
            title=shape.label,
            description=shape.about,
            section=f"{kind}/",
            source=f"data/schema/{kind}.yaml",
            templates=("pages/index.html.j2",),
            context=lambda kind=kind: _index(dossier, kind),  # type: ignore[misc]  # bound early
        )
    yield Page(
        address=f"{SOURCES}/",
        title="Sources",
        description="Every publication cited, whom it relays, and what rests on it.",
        section=f"{SOURCES}/",
        source="data/sources",
        templates=("pages/sources.html.j2",),
        context=lambda: _sources(dossier),
    )
    yield _collection(
        dossier,
        "disputed",
        "Where sources disagree",
        "Every question that sources answer differently, with who says what.",
        _disputed,
    )
    yield _collection(
        dossier,
        "overdue",
        "Due for review",
        "Facts whose newest evidence is older than their kind allows. Not wrong, but old.",
        _overdue,
    )


def _collection(
    dossier: Dossier,
    name: str,
    title: str,
    description: str,
    context: Callable[[Dossier, View], dict[str, Any]],
) -> Page:
    """A page that gathers facts from all entities."""
    address = f"{name}/"
    return Page(
        address=address,
        title=title,
        description=description,
        section=address,
        source="data",
        templates=(f"pages/{name}.html.j2",),
        context=lambda: context(dossier, View(dossier, address)),
    )


def fact_pages(dossier: Dossier) -> Iterator[Page]:
    """A page for each entity and each source."""
    for members in dossier.by_kind.values():
        for entity in members:
            yield entity_page(dossier, entity)
    for id_ in sorted(dossier.sources):
        yield source_page(dossier, id_)


def entity_page(dossier: Dossier, entity: Entity) -> Page:
    """The page of one entity."""
    summary = plain(View(dossier, entity.address, entity.id).prose(entity.file.summary))
    about = summary or dossier.kinds[entity.kind].singular
    return Page(
        address=entity.address,
        title=entity.file.name,
        description=_shortened(about),
        section=f"{entity.kind}/",
        source=entity.path,
        templates=(f"pages/{entity.kind}.html.j2", "pages/default.html.j2"),
        context=lambda: _entity(dossier, entity),
    )


def source_page(dossier: Dossier, id_: str) -> Page:
    """The page of one source."""
    source = dossier.sources[id_]
    return Page(
        address=f"{SOURCES}/{id_}/",
        title=source.shape.name,
        description=_shortened(f"What rests on this {source.shape.type} source."),
        section=f"{SOURCES}/",
        source=source.document.file.path,
        templates=("pages/source.html.j2",),
        context=lambda: _source(dossier, id_),
    )


def _entity(dossier: Dossier, entity: Entity) -> dict[str, Any]:
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
        "summary": view.prose(entity.file.summary),
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
                rows.append({"conflict": view.conflict(entity, conflict)})
        if rows:
            yield {"id": group, "label": label, "rows": rows}


def _head(view: View, entity: Entity) -> Iterator[tuple[str, list[Prose]]]:
    """The properties under the title: label and values, superseded ones left out."""
    kind = view.dossier.kinds[entity.kind]
    for name in kind.head:
        found = [
            view.value(value).prose
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
        "last": newest(f.last_evidenced for f in entity.facts.values()),
    }


def newest(dates: Iterable[Date | None]) -> Date | None:
    """The latest of some dates."""
    return max(
        (d for d in dates if d), key=lambda d: (d.last or date.min, d.text), default=None
    )


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


def sentence(view: View, fact: Fact) -> Prose:
    """What a fact says: its sentence, or else its value; links are left out."""
    if fact.says:
        return tuple(part._replace(href="") for part in view.prose(fact.says))
    return tuple(
        part._replace(href="") for value in fact.values for part in view.value(value).prose
    )


def _index(dossier: Dossier, kind: str) -> dict[str, Any]:
    view = View(dossier, f"{kind}/")
    return {
        "view": view,
        "what": "Index",
        "kind": dossier.kinds[kind],
        "table": index_table(view, kind),
        "headings": [],
    }


def _sources(dossier: Dossier) -> dict[str, Any]:
    view = View(dossier, f"{SOURCES}/")
    return {"view": view, "what": "Index", "table": sources_table(view), "headings": []}


def _disputed(dossier: Dossier, view: View) -> dict[str, Any]:
    found = [
        (entity.id, entity.file.name, view.entity_href(entity.id), view.conflict(entity, conflict))
        for members in dossier.by_kind.values()
        for entity in members
        for conflict in entity.conflicts
    ]
    return {
        "view": view,
        "what": "Index",
        "conflicts": found,
        "notes": view.notes.listed(),
        "headings": [Heading("_notes", "Source notes")] if found else [],
    }


def _overdue(dossier: Dossier, view: View) -> dict[str, Any]:
    late = [f for f in dossier.facts() if f.is_overdue(dossier.as_of)]
    late.sort(key=lambda f: (f.due or date.max, f.entity, f.key))
    return {
        "view": view,
        "what": "Index",
        "overdue": [
            (view.fact(f, cite=False), sentence(view, f), f.last_evidenced, f.due) for f in late
        ],
        "headings": [],
    }


def _source(dossier: Dossier, id_: str) -> dict[str, Any]:
    view = View(dossier, f"{SOURCES}/{id_}/")
    source = dossier.sources[id_].shape
    facts = dossier.resting.get(id_, ())
    alone = [f for f in facts if f.rests_on_one_source()]
    shared = [f for f in facts if not f.rests_on_one_source()]
    trees = relay_trees(view, id_)
    headings = [Heading("_relays", "Where the story comes from")] if trees else []
    headings += [Heading("_alone", "Facts that rest on it alone")] if alone else []
    headings += [Heading("_shared", "Facts it shares")] if shared else []
    return {
        "view": view,
        "what": "Source",
        "id": id_,
        "source": source,
        "publisher": view.name(source.publisher),
        "language": language_name(source.language),
        "trees": trees,
        "alone": [_cited(view, f) for f in alone],
        "shared": [(_cited(view, f), _also_in(view, f, id_)) for f in shared],
        "headings": headings,
    }


def _cited(view: View, fact: Fact) -> tuple[FactView, Prose]:
    return view.fact(fact, cite=False), sentence(view, fact)


def _also_in(view: View, fact: Fact, id_: str) -> str:
    others = [s for s in dict.fromkeys(c.source for c in fact.citations) if s != id_]
    names = [view.dossier.name(view.dossier.sources[s].shape.publisher) for s in others]
    if len(names) <= 3:
        return ", ".join(names)
    origins = len(fact.support.origins)
    return f"{len(names)} more, {'same origin' if origins == 1 else f'{origins} origins'}"


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= MAX_DESCRIPTION:
        return words
    return words[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + " …"

