"""The ledger: what a build knew, kept so that the next need not find it out again.

In: what is known of each entity and source, what was left on their pages, the rows of lists, and
what the site was made with. Out: the same, looked up again. It is one SQLite file, and nothing in
it is needed: a ledger that is missing, damaged or of another build is passed over.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from briefing.card import Anchors, Card, SourceCard
from briefing.kept import Damaged, found, found_plain, kept, kept_plain, unpacked
from briefing.tally import Tally

TABLES = """
CREATE TABLE about (what TEXT PRIMARY KEY, value BLOB);
CREATE TABLE entities (
  id TEXT PRIMARY KEY, folder TEXT, hash BLOB, asked BLOB, card BLOB
) WITHOUT ROWID;
CREATE TABLE known (id TEXT PRIMARY KEY, known BLOB);
CREATE TABLE sources (id TEXT PRIMARY KEY, folder TEXT, hash BLOB, card BLOB) WITHOUT ROWID;
CREATE TABLE traces (page TEXT PRIMARY KEY, traces BLOB);
CREATE TABLE lines (page TEXT, whose TEXT, count INTEGER, lines BLOB, PRIMARY KEY (page, whose));
CREATE TABLE outputs (path TEXT PRIMARY KEY, size INTEGER, time INTEGER) WITHOUT ROWID;
"""
FEW_NAMES = 16
"""Names up to which it is quicker to look for each than to take apart what was asked."""


class Known(NamedTuple):
    """What is kept of an entity besides its card."""

    anchors: Anchors
    pages: tuple[str, ...]
    """The pages of others that it left something on: `e/<id>` of entities, `s/<id>` of sources."""
    tally: Tally


class Held(NamedTuple):
    """A file, to be known again."""

    folder: str
    """The folder that it is in, which is the kind of an entity."""
    hash: bytes
    """Of what it holds."""


class Entry(NamedTuple):
    """An entity as it is kept."""

    id: str
    held: Held
    asked: bytes
    """Names of what it asked of others: see `packed`."""
    card: bytes
    known: bytes

    @classmethod
    def of(cls, card: Card, hash_: bytes, asked: bytes, known: Known) -> Entry:
        """What is kept of an entity."""
        anchors, pages, tally = known
        plain = (tuple(anchors), pages, dict(tally))
        return cls(
            card.id, Held(card.kind, hash_), asked, kept_plain(tuple(card)), kept_plain(plain)
        )


class SourceEntry(NamedTuple):
    """A source as it is kept."""

    id: str
    held: Held
    card: SourceCard


Place = tuple[Any, ...]
"""What the rows of a page are sorted by: plain values, and no two rows have the same."""


class TracesEntry(NamedTuple):
    """What was left on a page."""

    page: str
    traces: bytes


class Line(NamedTuple):
    """A row, and where it belongs."""

    page: str
    """The address of the page that lists it."""
    whose: str
    """`e/<id>` for the row of an entity, `s/<id>` for that of a source."""
    place: Place
    row: Any
    """Plain values."""


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise Damaged(str(error)) from error


class Ledger:
    """A ledger, open to be read and written. Whatever is wrong with the file raises Damaged."""

    def __init__(self, path: Path | None) -> None:
        """Open the ledger of a file, or make one that is kept in memory alone."""
        self._path = path
        with _damage():
            self._db = sqlite3.connect(str(path) if path else ":memory:", isolation_level=None)
            # What is lost can be found out again: the disk need not be waited for.
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("PRAGMA cache_size = -65536")

    @classmethod
    def new(cls, path: Path | None) -> Ledger:
        """An empty ledger, in place of whatever the file held."""
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
        ledger = cls(path)
        with _damage():
            ledger._db.execute("PRAGMA journal_mode = OFF")
            ledger._db.executescript(TABLES)
            ledger._db.execute("BEGIN")
        return ledger

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._db.close()

    def begin(self) -> None:
        """Begin to write: all of it will be written, or nothing."""
        self._run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Write what has been changed."""
        self._run("COMMIT")

    def about(self, what: str) -> Any:
        """What is kept under a name. Raises Damaged if there is nothing."""
        rows = self._run("SELECT value FROM about WHERE what = ?", what)
        if not rows:
            raise Damaged(f"there is no {what}")
        return found(rows[0][0])

    def set_about(self, what: str, value: Any) -> None:
        """Keep something under a name."""
        self._run("INSERT OR REPLACE INTO about VALUES (?, ?)", what, kept(value))

    def entities(self) -> dict[str, Held]:
        """The files of all entities by id, in the order of their kinds and ids."""
        rows = self._run("SELECT id, folder, hash FROM entities ORDER BY folder, id")
        return {id_: Held(folder, hash_) for id_, folder, hash_ in rows}

    def cards(self) -> dict[str, Card]:
        """The cards of all entities by id."""
        rows = self._run("SELECT id, card FROM entities")
        return {id_: Card(*found_plain(card)) for id_, card in rows}

    def card(self, id_: str) -> Card | None:
        """The card of an entity."""
        rows = self._run("SELECT card FROM entities WHERE id = ?", id_)
        return Card(*found_plain(rows[0][0])) if rows else None

    def known(self, id_: str) -> Known | None:
        """What else is kept of an entity."""
        rows = self._run("SELECT known FROM known WHERE id = ?", id_)
        if not rows:
            return None
        anchors, pages, tally = found_plain(rows[0][0])
        return Known(Anchors(*anchors), pages, Counter(tally))

    def who_asked(self, names: frozenset[bytes]) -> set[str]:
        """The entities that asked for any of some names; too many rather than too few."""
        if not names:
            return set()
        if len(names) <= FEW_NAMES:
            asks = " OR ".join(["instr(asked, ?)"] * len(names))
            return {id_ for (id_,) in self._run(f"SELECT id FROM entities WHERE {asks}", *names)}  # noqa: S608 - marks alone
        rows = self._run("SELECT id, asked FROM entities")
        return {id_ for id_, asked in rows if not names.isdisjoint(unpacked(asked))}

    def sources(self) -> list[SourceEntry]:
        """All sources."""
        rows = self._run("SELECT id, folder, hash, card FROM sources")
        return [
            SourceEntry(id_, Held(folder, hash_), found(card)) for id_, folder, hash_, card in rows
        ]

    def traces(self, page: str) -> list[Any]:
        """What was left on a page."""
        rows = self._run("SELECT traces FROM traces WHERE page = ?", page)
        traces: list[Any] = found_plain(rows[0][0]) if rows else []
        return traces

    def lines(self, page: str) -> list[Line]:
        """The rows of a page, in no order."""
        rows = self._run("SELECT whose, lines FROM lines WHERE page = ?", page)
        return [Line(page, whose, *line) for whose, lines in rows for line in found_plain(lines)]

    def lines_of(self, page: str, whose: str) -> list[Line]:
        """Somebody's rows on a page, in their order."""
        rows = self._run("SELECT lines FROM lines WHERE page = ? AND whose = ?", page, whose)
        return [Line(page, whose, *line) for (lines,) in rows for line in found_plain(lines)]

    def count(self, page: str) -> int:
        """How many rows a page has."""
        rows = self._run("SELECT sum(count) FROM lines WHERE page = ?", page)
        return rows[0][0] or 0

    def outputs(self) -> dict[str, tuple[int, int]]:
        """Every file of the site by its path, with its size and when it was written."""
        rows = self._run("SELECT path, size, time FROM outputs")
        return {path: (size, time) for path, size, time in rows}

    def put_entities(self, entries: Iterable[Entry]) -> None:
        """Keep entities, in place of what was kept of them."""
        entries = list(entries)
        rows = ((entry.id, *entry.held, entry.asked, entry.card) for entry in entries)
        self._many("INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?)", rows)
        known = ((entry.id, entry.known) for entry in entries)
        self._many("INSERT OR REPLACE INTO known VALUES (?, ?)", known)

    def put_sources(self, entries: Iterable[SourceEntry]) -> None:
        """Keep sources, in place of what was kept of them."""
        rows = ((entry.id, *entry.held, kept(entry.card)) for entry in entries)
        self._many("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", rows)

    def put_traces(self, entries: Iterable[TracesEntry]) -> None:
        """Keep what was left on some pages, in place of what was kept."""
        self._many("INSERT OR REPLACE INTO traces VALUES (?, ?)", entries)

    def put_lines(self, lines: Iterable[Line]) -> None:
        """Keep somebody's rows on some pages, in place of what was kept."""
        parted: dict[tuple[str, str], list[Any]] = {}
        for line in lines:
            parted.setdefault((line.page, line.whose), []).append((line.place, line.row))
        entries = ((*where, len(found), kept_plain(found)) for where, found in parted.items())
        self._many("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?)", entries)

    def put_outputs(self, outputs: Mapping[str, tuple[int, int]]) -> None:
        """Keep by what files of the site are known, in place of what was kept."""
        entries = ((path, *mark) for path, mark in outputs.items())
        self._many("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", entries)

    def drop_lines(self, pages: Iterable[str], whose: Collection[str]) -> None:
        """Forget somebody's rows on some pages."""
        entries = ((page, name) for page in pages for name in whose)
        self._many("DELETE FROM lines WHERE page = ? AND whose = ?", entries)

    def drop_outputs(self, paths: Iterable[str]) -> None:
        """Forget files that are gone."""
        self._many("DELETE FROM outputs WHERE path = ?", ((path,) for path in paths))

    def drop(self, entities: Iterable[str], sources: Iterable[str]) -> None:
        """Forget entities and sources that are gone."""
        entities = list(entities)
        self._many("DELETE FROM entities WHERE id = ?", ((id_,) for id_ in entities))
        self._many("DELETE FROM known WHERE id = ?", ((id_,) for id_ in entities))
        self._many("DELETE FROM sources WHERE id = ?", ((id_,) for id_ in sources))

    def _run(self, query: str, *values: Any) -> list[Any]:
        with _damage():
            return self._db.execute(query, values).fetchall()

    def _many(self, query: str, values: Iterable[Any]) -> None:
        with _damage():
            self._db.executemany(query, values)
