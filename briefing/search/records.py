"""The files of records: runs of pages, each cut into sheets.

In: the records of a section in order. Out: its runs, and the files that hold them; and back. The
pages of a section are in the order of their addresses.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefing.search import cuts
from briefing.search.findable import places_in
from briefing.search.manifest import Files, Run

BETWEEN = ",\n"
"""No record has a line break of its own: JSON writes it otherwise."""
_DECODER = json.JSONDecoder()

Records = Sequence[str]


def in_section(address: str) -> str:
    """What the pages of a section are sorted by."""
    return address.rstrip("/")


def runs(records: Records) -> tuple[list[str], list[list[str]]]:
    """The records before the first that opens a run, and the runs."""
    parted: list[list[str]] = [[]]
    for record in records:
        if cuts.opens(address_in(record), len(record.encode()), cuts.RUN):
            parted.append([])
        parted[-1].append(record)
    return parted[0], parted[1:]


def run_files(records: Records) -> tuple[Run, Files]:
    """A run, and its files."""
    cut = cuts.sheets(records)
    places = tuple(sum(map(places_in, sheet)) for sheet in cut)
    run = Run(cuts.run_name(address_in(records[0])), tuple(map(len, cut)), places)
    files = (f"[{BETWEEN.join(sheet)}]".encode() for sheet in cut)
    return run, dict(zip(run.paths(), files, strict=True))


def section_files(records: Records) -> tuple[list[Run], Files]:
    """The runs of a section, and their files; its first page need not open a run by lot."""
    first, others = runs(records)
    listed, files = [], Files()
    for members in filter(None, (first, *others)):
        run, written = run_files(members)
        listed.append(run)
        files |= written
    return listed, files


def read_sheet(data: bytes) -> list[str]:
    """The records of a file."""
    return data.decode()[1:-1].split(BETWEEN)


def address_in(record: str) -> str:
    """The address of a record's page."""
    found, _ = _DECODER.raw_decode(record, 1)
    return str(found)
