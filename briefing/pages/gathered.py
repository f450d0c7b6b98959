"""Rows: what an entity adds to the pages that are gathered from all of them.

In: an entity. Out: rows, each with the address of the page that lists it. They are made where the
entity is and put in order where the page is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from briefing import dates
from briefing.dossier import Dossier, Entity
from briefing.ledger import Line, Place
from briefing.pages.mapped import mapped
from briefing.pages.publications import SOURCE_COLUMNS, source_row
from briefing.pages.tables import Column, Row, entity_row, index_columns
from briefing.tally import has_place
from briefing.view import View
from briefing.wording import sentence

SOURCES, PUBLISHERS, FACTS = "sources/", "publishers/", "facts/"
DISPUTED, OVERDUE, COVERAGE, MAP = "disputed/", "overdue/", "coverage/", "map/"
TIMELINE = "timeline/"

MOST = {DISPUTED: 100, OVERDUE: 500, TIMELINE: 90}
"""Rows on one page of a list: as many as one can look over, and as its contents list or its
drawing can hold."""

RowHtml = Callable[[Row, tuple[Column, ...]], str]


class OverdueRow(NamedTuple):
    """A fact that is due for review."""

    entity: str
    home: str
    """The address of the entity's page, below the site's root."""
    address: str
    """The fact's, below the site's root."""
    says: str
    last: str
    due: str


class PlacelessRow(NamedTuple):
    """A fact whose place in its sources is not known."""

    entity: str
    label: str
    address: str
    says: str


class YearRow(NamedTuple):
    """A fact on the timeline of a year."""

    kind: str
    entity: str
    home: str
    """The address of the entity's page, below the site's root."""
    address: str
    """The fact's, below the site's root."""
    says: str
    words: str
    """When, as precise as the source has it."""
    first: str
    last: str
    """The days between which it happened, began or is to happen."""
    is_day: bool
    is_planned: bool
    times: tuple[str, ...]
    """See `Times`."""

    @property
    def is_any_day(self) -> bool:
        """Whether only the year is known."""
        return self.first.endswith("-01-01") and self.last.endswith("-12-31")


class Gathered:
    """The rows of every page that lists some."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            self._lines.setdefault(line.page, []).append(line)

    def every_line(self) -> Iterator[Line]:
        """All rows that were given."""
        return chain.from_iterable(self._lines.values())

    def lines(self, address: str) -> list[Line]:
        """The rows of a page with their places, in their order."""
        return sorted(self._lines.get(address, ()), key=lambda line: line.place)

    def count(self, address: str) -> int:
        """How many rows a page has."""
        return len(self._lines.get(address, ()))

    def on(self, address: str) -> list[Any]:
        """The rows of a page, in their order."""
        return [line.row for line in self.lines(address)]


def gathered(dossier: Dossier) -> Gathered:
    """All rows of a dossier whose entities can all be looked into."""
    rows = Rows(dossier)
    entities = (row for entity in dossier.entities.values() for row in rows.of(entity))
    return Gathered(chain(entities, map(rows.of_source, dossier.sources)))


class Rows:
    """Makes the rows of entities and sources."""

    def __init__(self, dossier: Dossier, html: RowHtml | None = None) -> None:
        """With `html`, rows of tables are HTML already."""
        self._dossier = dossier
        self._html = html
        self._columns = {kind: index_columns(shape) for kind, shape in dossier.kinds.items()}
        self._view = View(dossier, OVERDUE)  # every index is one level below the root
        self._places = {kind: place for place, kind in enumerate(dossier.kinds)}

    def of(self, entity: Entity) -> Iterator[Line]:
        """The rows of an entity."""
        whose = f"e/{entity.id}"
        for page, place, row in self._of(entity):
            yield Line(page, whose, place, row)

    def _of(self, entity: Entity) -> Iterator[tuple[str, Place, Any]]:
        card = self._dossier.cards[entity.id]
        by_name = (card.name.casefold(), card.id)
        if not card.only_publishes:
            yield f"{entity.kind}/", by_name, self._index_row(entity)
        if entity.conflicts:
            yield DISPUTED, (self._places[entity.kind], *by_name), entity.id
        for fact in entity.facts.values():
            address = f"{card.address}#{fact.key}"
            if fact.due and fact.is_overdue(self._dossier.as_of):
                says = sentence(fact, self._dossier.cards)
                last = fact.last_evidenced.short if fact.last_evidenced else ""
                due = dates.of(fact.due).short
                row = OverdueRow(card.name, card.address, address, says, last, due)
                yield OVERDUE, (fact.due.isoformat(), entity.id, fact.key), tuple(row)
            if (day := fact.dated()) and day.first and day.last:
                first, last = day.first.isoformat(), day.last.isoformat()
                year_row = YearRow(
                    entity.kind,
                    card.name,
                    card.address,
                    address,
                    sentence(fact, self._dossier.cards),
                    day.short,
                    first,
                    last,
                    day.is_day,
                    fact.status == "planned",
                    tuple(entity.times[fact.key]),
                )
                # What may be on any day of the year comes before its first day.
                order = (first, not year_row.is_any_day, last, self._places[entity.kind])
                yield year_address(day.first.year), (*order, entity.id, fact.key), tuple(year_row)
            if not has_place(fact):
                says = sentence(fact, self._dossier.cards)
                placeless = PlacelessRow(card.name, fact.label, address, says)
                yield COVERAGE, (*by_name, fact.key), tuple(placeless)

        if self._dossier.atlas:
            for place, mark in mapped(self._dossier, entity):
                yield MAP, place, mark

    def of_source(self, id_: str) -> Line:
        """The row of a source."""
        place = (self._dossier.sources[id_].shape.name.casefold(), id_)
        row = self._made(source_row(self._view, id_), SOURCE_COLUMNS)
        return Line(SOURCES, f"s/{id_}", place, row)

    def _index_row(self, entity: Entity) -> Row | str:
        row = entity_row(self._view, entity, self._dossier.kinds[entity.kind].columns)
        return self._made(row, self._columns[entity.kind])

    def _made(self, row: Row, columns: tuple[Column, ...]) -> Row | str:
        return self._html(row, columns) if self._html else row


def year_address(year: int) -> str:
    """The address of the timeline of a year."""
    return f"{TIMELINE}{year:04}/"


class Leaf(NamedTuple):
    """One of the pages that a long list is cut into."""

    number: int
    """From 1."""
    total: int

    def address(self, name: str) -> str:
        """The address of this leaf of a list; that of one within a section stands beside it."""
        if self.number == 1:
            return name
        is_within = name.count("/") > 1
        return f"{name[:-1]}-part-{self.number}/" if is_within else f"{name}{self.number}/"

    def addresses(self, name: str) -> list[str]:
        """The addresses of all leaves of the list."""
        return [Leaf(number, self.total).address(name) for number in range(1, self.total + 1)]

    def of(self, rows: list[Any]) -> list[Any]:
        """Its share of the rows."""
        size = -(-len(rows) // self.total)
        return rows[(self.number - 1) * size : self.number * size]


FIRST_LEAF = Leaf(1, 1)


def leaves(address: str, rows: int) -> list[Leaf]:
    """The leaves of a list; one, if it is short or empty."""
    most = MOST[address[: address.index("/") + 1]]
    count = max(1, -(-rows // most))
    return [Leaf(number, count) for number in range(1, count + 1)]


def cut(address: str, lines: list[Line]) -> dict[str, list[Line]]:
    """The rows on each leaf of a list, by the address of the leaf."""
    found = leaves(address, len(lines))
    return {leaf.address(address): leaf.of(lines) for leaf in found}
