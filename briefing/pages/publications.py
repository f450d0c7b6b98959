"""Tables of who publishes what: the sources, and the publishers.

In: a page's view. Out: rows of sources and publishers, with what rests on each.
"""

from __future__ import annotations

from datetime import date

from briefing.card import Card
from briefing.dossier import Dossier, Times, by_name
from briefing.pages.tables import Cell, Column, Row, Table, in_languages
from briefing.shown import Part
from briefing.view import View, source_address

SOURCE_COLUMNS = (
    Column("Publisher", "text", is_choice=True),
    Column("Type", "text", is_choice=True),
    Column("Published", "date"),
    Column("Relays", "text"),
    Column("Facts", "number", is_figure=True, is_present=True),
    Column("Alone", "number", is_figure=True, is_present=True),
)


def published_table(view: View, publisher: str) -> Table:
    """The sources of one publisher, the newest first."""
    ids = view.dossier.published.get(publisher, ())
    rows = (source_row(view, id_) for id_ in ids)
    return Table(SOURCE_COLUMNS[1:], tuple(row.without_first_cell() for row in rows))


def publishers_table(view: View) -> Table:
    """Every publisher, and whoever else stands behind facts: what it is, what rests on it."""
    columns = (
        Column("What it is", "text", is_choice=True),
        Column("Speaks for", "text", is_choice=True),
        Column("Sources", "number", is_figure=True),
        Column("Relayed by", "number", is_figure=True),
        Column("Origin of facts", "number", is_figure=True),
        Column("Alone", "number", is_figure=True),
    )
    return Table(columns, tuple(_publisher_row(view, card) for card in publishers(view.dossier)))


def publishers(dossier: Dossier) -> list[Card]:
    """Entities that publish, and those whose word facts rest on, by name."""
    voiced = dossier.traces.counted("voiced")
    found = [card for card in dossier.cards.values() if card.publisher or card.id in voiced]
    return sorted(found, key=by_name)


def _publisher_row(view: View, card: Card) -> Row:
    dossier = view.dossier
    type_ = card.publisher or "quoted by others"
    spoken = (view.name(card.speaks_for),) if card.speaks_for else (Part("itself"),)
    counts = (
        len(dossier.published.get(card.id, ())),
        len(dossier.relayed_by.get(card.id, ())),
        dossier.traces.count("voiced", card.id),
        dossier.traces.count("alone", card.id),
    )
    return Row(
        Part(card.name, view.entity_href(card.id)),
        " ".join((*card.aliases, type_)).casefold(),
        (
            Cell((Part(type_),)),
            Cell(spoken),
            *(Cell((Part(str(count)),), str(count)) for count in counts),
        ),
        native=in_languages(card.native),
    )


def source_row(view: View, id_: str) -> Row:
    """A source: publisher, type, date, whom it relays, how many facts rest on it."""
    source = view.dossier.sources[id_].shape
    publisher = view.name(source.publisher)
    relayed = [_relayed_name(view, name) for name in source.relays or ()]
    facts = view.dossier.traces.count("rests", id_)
    alone = view.dossier.traces.count("falls", id_)
    published = source.published
    since = published.first if published else None
    cells = (
        Cell((publisher,)),
        Cell((Part(source.type),)),
        Cell(
            (Part(published.short if published else "no date shown"),),
            (since or date.min).isoformat() if published else "",
        ),
        Cell((Part(", ".join(relayed) or "nobody"),)),
        Cell((Part(str(facts)),), str(facts)),
        Cell((Part(str(alone)),), str(alone)),
    )
    find = " ".join((publisher.text, *relayed)).casefold()
    href = view.href(source_address(id_))
    flags = "withdrawn" if source.withdrawn else ""
    lang = source.language if source.title and source.language != "en" else ""
    times = Times(since.isoformat() if since else "")
    return Row(Part(source.name, href), find, cells, flags=flags, lang=lang, times=times)


def _relayed_name(view: View, name: str) -> str:
    relayed = view.dossier.sources.get(name)
    return view.dossier.name(relayed.shape.publisher if relayed else name)
