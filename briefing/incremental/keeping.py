"""Keeping: a full build writes the ledger that the next build begins with.

In: where the ledger is to be, and everything that a full build has found out and made. Out: the
ledger, put in its place when the site is. A ledger is for one site: another folder or another
configuration has another. Without locks (Windows) nothing is kept, and each build is a full one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from briefing.check import check_use
from briefing.edition import Edition
from briefing.incremental.made import Made, SiteAt, Warnings
from briefing.ledger import Ledger
from briefing.pages import Addresses
from briefing.project import KEPT
from briefing.stage import Mark, mark_of
from briefing.units import source_entry

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

Outputs = dict[str, Mark]
MOST_KEPT = 4
"""Ledgers in one project: of its site, and of some that were built elsewhere to look at."""


class Place(NamedTuple):
    """Where a ledger is, and the files and options of the build that it goes with."""

    path: Path
    words: tuple[str, ...]

    @classmethod
    def of(cls, config: Path, site_dir: Path | None, words: tuple[str, ...]) -> Place | None:
        """The place for the site of a configuration, if there can be one."""
        if fcntl is None:
            return None
        names = f"{config}\n{site_dir.resolve() if site_dir else ''}"
        digest = blake2b(names.encode(), digest_size=8).hexdigest()
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return cls(config.parent / KEPT / f"{digest}.ledger", (*words, names, epoch))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds from the ledger and its site. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class Keeper:
    """Writes the ledger of a full build, step by step with it."""

    def __init__(self, place: Place) -> None:
        """Raises OSError or Damaged where nothing can be written."""
        self._place = place
        self._new = place.path.with_suffix(f".{os.getpid()}.new")
        self._ledger = Ledger.new(self._new)

    def keep_facts(self, edition: Edition) -> None:
        """Keep what was found out about entities and sources."""
        ledger = self._ledger
        for report in edition.reports:
            ledger.put_entities(report.entries)
            ledger.put_traces(report.traces)
            ledger.put_lines(report.lines)
        ledger.put_sources(
            source_entry(read, edition.shared.source_cards[id_])
            for id_, read in edition.shared.sources.items()
        )
        ledger.set_about("warnings", _warnings(edition))
        ledger.set_about("tally", edition.reports[0].tally)

    def keep_site(self, made: Made, outputs: Outputs, addresses: Addresses) -> None:
        """Keep what the site was made with, and what it consists of."""
        self._ledger.set_about("made", made)
        self._ledger.put_outputs(outputs)
        self._ledger.set_about("addresses", addresses)

    @contextmanager
    def swapping(self, site: Path) -> Iterator[None]:
        """While open, the site may be put in its place: then the ledger is put in its own."""
        with self._place.locked():
            self._place.path.unlink(missing_ok=True)
            yield
            self._ledger.set_about("site", SiteAt.of(site))
            self._ledger.set_about("whole", True)
            self._ledger.commit()
            self._ledger.close()
            self._new.replace(self._place.path)
        _sweep(self._place.path)

    def discard(self) -> None:
        """Leave no trace of a build that failed."""
        self._ledger.close()
        self._new.unlink(missing_ok=True)


def outputs_of(folder: str, written: Mapping[str, Mark], taken: Iterable[str]) -> Outputs:
    """Every file of a site: those that were written, those that MkDocs took, and all others."""
    outputs = dict(written)
    for path in taken:
        if path not in outputs and Path(folder, path).is_file():
            outputs[path] = mark_of(f"{folder}/{path}")
    sections = {path.partition("/")[0] for path in written}
    for below in _others(folder, sections):
        outputs.setdefault(below, mark_of(f"{folder}/{below}"))
    return outputs


def _others(folder: str, sections: Collection[str]) -> Iterator[str]:
    """Files beside the folders of pages, which may be thousands."""
    for entry in os.scandir(folder):
        if entry.is_file():
            yield entry.name
        elif entry.name not in sections:
            paths = (path for path in Path(entry.path).rglob("*") if path.is_file())
            yield from (path.relative_to(folder).as_posix() for path in paths)


def _sweep(keep: Path) -> None:
    """Remove the oldest ledgers of a project where there are too many."""
    others = [path for path in keep.parent.glob("*.ledger") if path != keep]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[MOST_KEPT - 1 :]:
        path.unlink(missing_ok=True)
        path.with_suffix(".lock").unlink(missing_ok=True)


def _warnings(edition: Edition) -> Warnings:
    warnings: Warnings = {}
    for report in edition.reports:
        warnings |= {whose: tuple(found) for whose, found in report.warnings.items()}
    used = edition.dossier.traces.counted("uses")
    warnings["use"] = tuple(check_use(edition.subject, used))
    return warnings
