"""Tables, and the rows of entities in the indexes of their kinds.

In: a page's view. Out: columns and rows, each cell with its words, its flags and a key to sort by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from briefing.dates import newest
from briefing.dossier import Entity, Fact, Times
from briefing.model import KindFile
from briefing.native import native_names
from briefing.shown import Part, Prose, SupportView
from briefing.trust import LEVELS, Support
from briefing.values import Moment, Quantity
from briefing.view import View, conflict_anchor

UNKNOWN = "9999"
"""A day after all others."""


class Column(NamedTuple):
    """A column: its heading and how it sorts."""

    label: str
    sort: str
    """`text`, `number` or `date`."""
    is_figure: bool = False
    """Whether its cells hold figures, which stand on the right."""
    is_choice: bool = False
    """Whether readers may pick rows by what its cells say, if that is not too much."""
    is_present: bool = False
    """Whether its cells are worked out for the present alone."""


class Then(NamedTuple):
    """What a cell says of another day, when its fact was not known or not so."""

    prose: Prose
    sort_key: str
    times: Times


class Cell(NamedTuple):
    """A cell: prose, or a support mark."""

    prose: Prose = ()
    sort_key: str = ""
    support: SupportView | None = None
    conflict: str = ""
    """A link to the conflict card, where sources disagree."""
    is_overdue: bool = False
    is_known: bool = True
    times: Times | None = None
    """The days of its fact, where they are others than those of its row."""
    then: tuple[Then, ...] = ()


class Row(NamedTuple):
    """An entity or source: its name, what it can be found by, its cells."""

    name: Part
    find: str
    """What else it is found by than the names that are shown."""
    cells: tuple[Cell, ...]
    support: str = ""
    statuses: str = ""
    """Those of its facts."""
    flags: str = ""
    lang: str = ""
    """The language of the name, where it is not the site's."""
    also: str = ""
    """A short name."""
    native: tuple[tuple[str, str], ...] = ()
    """Names in other languages, with their language tags."""
    conflict: str = ""
    """A link to the conflicts, where none of the cells has one."""
    times: Times | None = None
    """From which days on anything was known of it, and so."""

    def without_first_cell(self) -> Row:
        """The row of a table whose page says once what its first cell would."""
        return self._replace(cells=self.cells[1:])


class Table(NamedTuple):
    """A table, its rows sorted by name."""

    columns: tuple[Column, ...]
    rows: tuple[Row | str, ...]
    """A row may be HTML already."""


def index_columns(shape: KindFile) -> tuple[Column, ...]:
    """The columns of the index of a kind."""
    shown = [(name, shape.properties[name]) for name in shape.columns]
    columns = [
        Column(
            slot.label,
            {"quantity": "number", "date": "date"}.get(slot.type, "text"),
            is_figure=slot.type == "quantity",
            is_choice=slot.type in ("entity", "text"),
        )
        for _, slot in shown
    ]
    columns += [
        Column("Best support", "number", is_present=True),
        Column("Last evidenced", "date", is_present=True),
        Column("Facts", "number", is_figure=True, is_present=True),
    ]
    return tuple(columns)


def entity_row(view: View, entity: Entity, columns: Sequence[str]) -> Row:
    """The row of an entity in the index of its kind."""
    file = entity.file
    times = _first_days(entity)
    cells = [_property_cell(view, entity, name, times) for name in columns]
    support = best_support(f.support for f in entity.facts.values())
    overdue = any(f.is_overdue(view.dossier.as_of) for f in entity.facts.values())
    cells.append(_support_cell(view, support))
    cells.append(_last_cell(entity, overdue))
    cells.append(Cell((Part(str(len(entity.facts))),), str(len(entity.facts))))
    flags = ["disputed"] * bool(entity.conflicts) + ["overdue"] * overdue
    also = next((alias for alias in file.aliases if len(alias) < len(file.name) / 2), "")
    native = in_languages(file.native)
    shown = {file.name, also, *(name for _, name in native)}
    others = [name for name in (*file.aliases, *file.native.values()) if name not in shown]
    return Row(
        Part(file.name, view.entity_href(entity.id)),
        " ".join(others).casefold(),
        tuple(cells),
        support.level if support else "",
        " ".join(sorted({fact.status for fact in entity.facts.values()})),
        " ".join(flags),
        also=also,
        native=native,
        conflict=view.entity_href(entity.id, "_disputed")
        if entity.conflicts and not any(cell.conflict for cell in cells)
        else "",
        times=times,
    )


def _first_days(entity: Entity) -> Times:
    """The first days on which any fact of an entity was known, and on which any was so."""
    times = [entity.times[key] for key, fact in entity.facts.items() if fact.support.origins]
    known = min((it.known for it in times if it.known), default="")
    return Times(known, min((it.first for it in times), default=""))


def in_languages(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Names in other languages, one a language, with their tags."""
    return tuple((name.tag, name.name) for name in native_names(names))


def _property_cell(view: View, entity: Entity, name: str, of_row: Times) -> Cell:
    facts = [f for f in entity.facts.values() if f.property == name and f.values]
    live = [f for f in facts if f.is_so(view.dossier.as_of)]
    past = [f for f in facts if f.was_so(view.dossier.as_of)]
    conflict = next((c for c in entity.conflicts if c.property == name), None)
    if not live:
        then = _then(view, entity, past, None)
        return Cell((Part("none found"),), is_known=False, then=tuple(then))
    fact = entity.facts[conflict.leading] if conflict else live[0]
    href = view.entity_href(entity.id, conflict_anchor(conflict)) if conflict else ""
    times = entity.times[fact.key]
    others = [other for other in (*live, *reversed(past)) if other is not fact]
    return Cell(
        _values(view, fact),
        _sort_key(fact),
        conflict=href,
        times=None if times == of_row else times,
        then=tuple(_then(view, entity, others, times)),
    )


def _values(view: View, fact: Fact) -> Prose:
    prose: list[Part] = [Part("planned: ")] * (fact.status == "planned")
    for i, value in enumerate(view.values(fact)):
        prose += [Part(", ")] * bool(i) + list(value.prose)
        prose += [Part(f" ({value.converted})")] * bool(value.converted)
    return tuple(prose)


def _then(view: View, entity: Entity, facts: Iterable[Fact], shown: Times | None) -> Iterator[Then]:
    """Facts that were known, or so, on days on which none before them was, nor what is shown."""
    known, first = (shown.known or UNKNOWN, shown.first) if shown else (UNKNOWN, UNKNOWN)
    for fact in facts:
        times = entity.times[fact.key]
        if (times.known or UNKNOWN) < known or times.first < first:
            yield Then(_values(view, fact), _sort_key(fact), times)
            known, first = min(known, times.known or UNKNOWN), min(first, times.first)


def _sort_key(fact: Fact) -> str:
    value = fact.values[0]
    if isinstance(value, Quantity):
        return f"{value.size:.15g}"
    if isinstance(value, Moment):
        return (value.date.first or date.min).isoformat()
    return ""


def best_support(supports: Iterable[Support]) -> Support | None:
    """The best of some facts' supports."""
    return min(supports, key=lambda s: (LEVELS.index(s.level), -len(s.origins)), default=None)


def _support_cell(view: View, support: Support | None) -> Cell:
    if support is None:
        return Cell((Part("none found"),), "9")
    return Cell(
        sort_key=str(LEVELS.index(support.level)),
        support=view.support(support),
    )


def _last_cell(entity: Entity, is_overdue: bool) -> Cell:
    last = newest(f.last_evidenced for f in entity.facts.values())
    if last is None:
        return Cell((Part("no date shown"),))
    key = (last.last or date.min).isoformat()
    return Cell((Part(last.short),), key, is_overdue=is_overdue)
