"""An update: a site brought up to date from its ledger, without MkDocs.

In: the ledger of the last build of a site. Out: the site as a full build would make it, if the
ledger still fits: if the site is the one it tells of, untouched, and all that it was made of besides
facts is the same. Else nothing is done, and a full build is to follow.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefing.changes import Changes, Unclear
from briefing.frame import framed
from briefing.ledger import Damaged, Ledger, unpacked
from briefing.made import Handmade, Made
from briefing.pages import addresses
from briefing.pages.redirects import redirects
from briefing.problem import Problem
from briefing.project import Project
from briefing.render import Renderer
from briefing.revision import Revision
from briefing.sitemap import FILES as SITEMAPS
from briefing.sitemap import write_sitemap
from briefing.skeleton import filled
from briefing.stage import Mark, Stage, mark_of, page_file, write
from briefing.work import Press


class Updated(NamedTuple):
    """What came of an update."""

    site: Path
    pages: int
    """How many pages the site has."""
    written: int
    """How many of them were made anew."""
    problems: list[Problem]
    """Warnings."""


class SiteAt(NamedTuple):
    """A folder, known again."""

    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> SiteAt:
        """The folder as it is now."""
        at = path.stat()
        return cls(path, at.st_dev, at.st_ino)


def update(path: Path, words: tuple[str, ...]) -> Updated | None:
    """Bring the site of a ledger up to date; None where a full build is needed.

    `words` are the options of the build, as they were given for the last one.
    """
    if not path.is_file():
        return None
    try:
        ledger = Ledger(path)
        try:
            return _updated(ledger, words)
        finally:
            ledger.close()
    except (Damaged, Unclear, OSError):
        return None


def _updated(ledger: Ledger, words: tuple[str, ...]) -> Updated | None:
    if not ledger.about("whole"):
        return None
    made: Made = ledger.about("made")
    at: SiteAt = ledger.about("site")
    outputs: dict[str, Mark] = ledger.about("outputs")
    if not made.inputs.are_same(words) or SiteAt.of(at.path) != at:
        return None
    site = str(at.path)
    if any(mark_of(f"{site}/{file}") != mark for file, mark in outputs.items()):
        return None
    project: Project = ledger.about("project")
    changes = Changes(ledger, project.root, project.data)
    if not changes:
        return Updated(at.path, _count(ledger), 0, _known_problems(ledger))
    return Update(ledger, made, project, at.path, outputs).made(changes)
