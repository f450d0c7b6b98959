"""What a site was made with, besides its facts: kept with the ledger, for the next build.

In: nothing; these are the nouns that a full build leaves behind and a revision begins with.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefing.brief import Brief
from briefing.frame import Frames, Series
from briefing.inputs import sum_of
from briefing.page import Site
from briefing.problem import Problem
from briefing.skeleton import Skeleton
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


class Made(NamedTuple):
    """What a site was made with."""

    inputs: Inputs
    as_of: date
    has_day: bool
    """Whether the present was set, in place of the newest reading of a source."""
    site: Site
    url: str
    language: str
    frames: Frames
    pages: tuple[Handmade, ...]
    briefs: tuple[Brief, ...]
    of_briefs: CheckedBriefs
    sitemap: Series | None
    taken: frozenset[str]
    """Files of the site that are not the engine's."""


Warnings = dict[str, tuple[Problem, ...]]
"""Warnings by whose they are: `e/<id>` of an entity, or what else was checked."""
