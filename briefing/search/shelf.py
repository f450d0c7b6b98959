"""The records of a section that stand there already, and what becomes of them.

In: the files of an index, and the records of pages that come, change or go. Out: the section's
runs and files afterwards, and the place of each page before and after. Files are read only as far
as they are needed: to find an address takes a few, to change a page those of its run.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefing.search.findable import places_in
from briefing.search.manifest import Files, Run, Unusable
from briefing.search.records import (
    address_in,
    in_section,
    read_sheet,
    run_files,
    runs,
    section_files,
)

Reader = Callable[[str], bytes | None]
"""Gives a file by its path below the index; None if it is not there."""


class Turn(NamedTuple):
    """What becomes of a page: its number and record before and after, None where it has none."""

    before: int | None
    after: int | None
    old: str | None
    new: str | None
    first: int
    """The number that the first place on it had, or that what now comes after it had."""

    @property
    def shift(self) -> int:
        """How many more places it has than before."""
        return (places_in(self.new) if self.new else 0) - self.size

    @property
    def size(self) -> int:
        """How many places it had."""
        return places_in(self.old) if self.old else 0


def fetched(read: Reader, path: str) -> bytes:
    """A file that has to be there; raises Unusable."""
    data = read(path)
    if data is None:
        raise Unusable(f"{path} is missing")
    return data


class Shelf:
    """The pages of a section; `turn` comes first."""

    def __init__(self, runs: Sequence[Run], read: Reader) -> None:
        """`runs` as they stand there."""
        self._runs = runs
        self._read = read
        self._paths = [path for run in runs for path in run.paths()]
        self._starts = [0, *accumulate(count for run in runs for count in run.counts)]
        self._first_places = [0, *accumulate(count for run in runs for count in run.places)]
        self._sheets: dict[str, list[str]] = {}
        self._kept: dict[int, str | None] = {}
        """What stands in an old place instead; None if its page has gone."""
        self._new: dict[int, list[str]] = {}
        """Records of new pages, by the old place that they come before."""
        self.size = self._starts[-1]
        """How many pages there were."""

    def turn(self, records: Mapping[str, str | None]) -> None:
        """Take the new records of addresses; None removes what stands there."""
        for address in sorted(records, key=in_section):
            record = records[address]
            place, old = self._find(address)
            if record == old:
                continue
            if old is None and record is not None:
                self._new.setdefault(place, []).append(record)
            else:
                self._kept[place] = record

    def numbers(self) -> tuple[list[int], list[Turn]]:
        """The new number of each page, -1 where it has changed or gone; what turned, in order."""
        numbers, turned, at = [], [], 0
        for place in range(self.size + 1):
            for record in self._new.get(place, ()):
                turned.append(Turn(None, at, None, record, self._first_place(place)))
                at += 1
            if place == self.size:
                break
            if place not in self._kept:
                numbers.append(at)
                at += 1
                continue
            numbers.append(-1)
            new = self._kept[place]
            after = None if new is None else at
            turned.append(Turn(place, after, self._record(place), new, self._first_place(place)))
            at += new is not None
        return numbers, turned

    def new_places(self, turns: Sequence[Turn]) -> list[int]:
        """The new number of each place on a page, -1 where the page has changed or gone."""
        numbers: list[int] = []
        shift = 0
        for turn in turns:
            numbers += range(len(numbers) + shift, turn.first + shift)
            numbers += [-1] * turn.size
            shift += turn.shift
        numbers += range(len(numbers) + shift, self._first_places[-1] + shift)
        return numbers

    def files(self) -> tuple[list[Run], Files]:
        """The runs afterwards, and the files of those that something happened to."""
        if not self._runs:
            return section_files(self._new.get(0, ()))
        listed: list[Run] = []
        files = Files()
        carried: list[str] = []
        start = self.size
        # From the last to the first: what opens no run any more joins the run before.
        for run in reversed(self._runs):
            start, end = start - sum(run.counts), start
            if not carried and not self._is_touched(start, end):
                listed.append(run)
                continue
            carried, others = runs([*self._after(start, end), *carried])
            if start == 0 and carried:
                carried, others = [], [carried, *others]
            for members in reversed(others):
                found, written = run_files(members)
                listed.append(found)
                files |= written
        return listed[::-1], files

    def _is_touched(self, start: int, end: int) -> bool:
        if any(start <= place < end for place in self._kept):
            return True
        return any(start < place <= end or place == start == 0 for place in self._new)

    def _after(self, start: int, end: int) -> Iterator[str]:
        """The records of a run afterwards: new ones before the next run are its own."""
        if start == 0:
            yield from self._new.get(0, ())
        for place in range(start, end):
            record = self._kept[place] if place in self._kept else self._record(place)
            if record is not None:
                yield record
            yield from self._new.get(place + 1, ())

    def _record(self, place: int) -> str:
        sheet = bisect_right(self._starts, place) - 1
        return self._sheet(self._paths[sheet])[place - self._starts[sheet]]

    def _first_place(self, page: int) -> int:
        """How many places there are on the pages before one."""
        if page == self.size:
            return self._first_places[-1]
        sheet = bisect_right(self._starts, page) - 1
        before = self._sheet(self._paths[sheet])[: page - self._starts[sheet]]
        return self._first_places[sheet] + sum(map(places_in, before))

    def _find(self, address: str) -> tuple[int, str | None]:
        """Where an address stands, with its record; or where it would."""
        wanted = in_section(address)
        sheet = bisect_right(self._paths, wanted, key=lambda path: _order(self._sheet(path)[0])) - 1
        if sheet < 0:
            return 0, None
        records = self._sheet(self._paths[sheet])
        at = bisect_left(records, wanted, key=_order)
        found = at < len(records) and _order(records[at]) == wanted
        return self._starts[sheet] + at, records[at] if found else None

    def _sheet(self, path: str) -> list[str]:
        if path not in self._sheets:
            self._sheets[path] = read_sheet(fetched(self._read, path))
        return self._sheets[path]


def _order(record: str) -> str:
    return in_section(address_in(record))
