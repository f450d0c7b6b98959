"""What a site was made with, besides its facts: kept with the ledger, for the next build.

In: nothing; these are the nouns that a full build leaves behind and a revision begins with.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefing.brief import Brief
from briefing.frame import Frames, Series
from briefing.incremental.inputs import sum_of
from briefing.kept import packed
from briefing.page import Site
from briefing.problem import Problem
from briefing.project import Project
from briefing.skeleton import Filled, Skeleton
from briefing.units import CheckedBriefs


class Inputs(NamedTuple):
    """Files and folders, and the sum of what they held."""

    places: tuple[Path, ...]
    words: tuple[str, ...]
    """Whatever else matters."""
    total: bytes

    @classmethod
    def of(cls, places: tuple[Path, ...], words: tuple[str, ...] = ()) -> Inputs:
        """The sum of some inputs as they are now."""
        return cls(places, words, sum_of(places, words))

    def are_same(self, words: tuple[str, ...]) -> bool:
        """Whether they are now as they were."""
        return self.words == words and sum_of(self.places, words) == self.total


class Handmade(NamedTuple):
    """A hand-written page, and what it asks of the facts."""

    skeleton: Skeleton
    asked: bytes

    @classmethod
    def of(cls, skeleton: Skeleton, page: Filled) -> Handmade:
        """The page as it was filled."""
        return cls(skeleton, packed(page.asked))


class Made(NamedTuple):
    """What a site was made with."""

    inputs: Inputs
    project: Project
    as_of: date
    has_day: bool
    """Whether the present was set, in place of the newest reading of a source."""
    site: Site
    url: str
    """Where the site will be; empty if that is not known."""
    language: str
    frames: Frames
    sitemap: Series | None
    pages: tuple[Handmade, ...]
    briefs: tuple[Brief, ...]
    of_briefs: CheckedBriefs
    has_search: bool
    taken: frozenset[str]
    """Files of the site that are not the engine's."""
    said: tuple[str, ...]
    """What MkDocs warned of."""


class SiteAt(NamedTuple):
    """A site's folder, known again."""

    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> SiteAt:
        """The folder as it is now."""
        at = path.stat()
        return cls(path, at.st_dev, at.st_ino)


Warnings = dict[str, tuple[Problem, ...]]
"""Warnings by whose they are: `e/<id>` of an entity, or what else was checked."""
