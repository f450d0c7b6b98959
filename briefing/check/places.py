"""Rules for places: where they are, and the regions that maps show.

In: the subject, and an entity of it. Out: problems with its position, and with the regions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.atlas import COASTLINE, drawing
from briefing.files import MAP
from briefing.model import EntityFile, RegionFile
from briefing.problem import Mistake, Problem
from briefing.subject import Read, Subject


def position_is_known(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """Each entity of a located kind says where it is, or why it is no one point; others do not."""
    is_located, position = subject.kinds[entity.folder].shape.located, entity.shape.position
    if not is_located:
        if position:
            cure = f"remove it, or add 'located: true' to data/schema/{entity.folder}.yaml"
            mistake = Mistake(f"the {entity.folder} are no places", cure)
            yield entity.document.problem(("position",), "position", mistake, key=True)
        return
    if not position:
        cure = "add 'position: {at: [latitude, longitude], of: …, from: …}', or {none: why}"
        mistake = Mistake("it is not said where it is", cure)
        yield entity.document.problem((), "no-position", mistake)
    elif position.at and subject.regions and not subject.atlas.around([position.at]):
        cure = f"check it, or add a region to data/{MAP}/ that takes it in"
        mistake = Mistake("it is on no map", cure)
        yield entity.document.problem(("position", "at"), "off-the-map", mistake, is_warning=True)


def one_region_is_the_overview(subject: Subject) -> Iterator[Problem]:
    """Exactly one region is the one that the first page shows."""
    chosen = [region for region in subject.regions.values() if region.shape.overview]
    for region in chosen[1:]:
        mistake = Mistake(f"'{chosen[0].id}' is the overview, too", "remove it from one of them")
        yield region.document.problem(("overview",), "overview", mistake, key=True)
    for region in [*subject.regions.values()][:1]:
        if not chosen:
            mistake = Mistake("no region is the overview", "add 'overview: true' to one of them")
            yield region.document.problem((), "overview", mistake)


def regions_are_drawn(regions: Mapping[str, Read[RegionFile]], docs: Path) -> Iterator[Problem]:
    """The land of each region, and the coastline of the map, are among the files of the site."""
    for region in regions.values():
        for path in (drawing(region.id), *[COASTLINE] * region.shape.overview):
            if not (docs / path).is_file():
                cure = "run tools/coastline.py, which draws it"
                mistake = Mistake(f"there is no docs/{path}", cure)
                yield region.document.problem((), "no-drawing", mistake)
