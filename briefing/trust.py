"""Trust, computed: who stands behind a fact, and when newer evidence is due.

In: shapes of sources and citations. Out: origins, support, a day for review. The rules are the ones
that the method page states; nothing here is ever typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from briefing.dates import Date
from briefing.mappings import Asked
from briefing.model import CitationFile, OriginFile, SourceFile

ORIGIN_FIELDS = frozenset(OriginFile.model_fields)
OFFICIAL_TYPES = {"treaty", "law", "official", "transcript"}
Level = Literal["official", "corroborated", "single", "unnamed", "withdrawn"]
LEVELS: tuple[Level, ...] = ("official", "corroborated", "single", "unnamed", "withdrawn")
"""From the best support to none."""


class Origin(NamedTuple):
    """Whoever first said it: the end of a relay chain."""

    name: str
    """An organization's id, or a name."""
    is_unnamed: bool
    """Whether it says so on the word of people it does not name."""


Chain = tuple[str, ...]
"""Names on the way from the publisher to the origin: ids of organizations, or names."""


class Way(NamedTuple):
    """How a citation leads to an origin."""

    chain: Chain
    relays: int
    """How many names of the chain relay the next; from there on each speaks for the next."""
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Who stands behind one citation; nobody, if what it leads to was withdrawn."""

    source: str
    """The id of the cited source."""
    ways: tuple[Way, ...]
    through: tuple[str, ...]
    """Ids of the sources that its story passed through, apart from the cited one."""
    withdrawn: tuple[str, ...]
    """Ids of those among them, and of the cited one, that were withdrawn."""
    published: Date | None
    """When the cited source was published."""

    @property
    def stands(self) -> bool:
        """Whether anybody still stands behind it."""
        return bool(self.ways)


class Support(NamedTuple):
    """How well a fact is supported, and by whom."""

    level: Level
    origins: tuple[Origin, ...]
    reports: int
    """How many sources carry it that somebody still stands behind."""


@dataclass(frozen=True, slots=True)
class Publications:
    """The sources by id, and whose word a publisher's are where not its own."""

    sources: Asked[SourceFile]
    voices: Mapping[str, str]
    """The body that an organization speaks for, by the organization's id."""
    withdrawn: frozenset[str]
    """Ids of the sources that nothing rests on any more."""
    # What has been worked out already: it is asked for again and again.
    _standings: dict[str, Standing] = field(default_factory=dict, init=False)
    _supports: dict[tuple[str, ...], Support] = field(default_factory=dict, init=False)
    _others: dict[str, Publications] = field(default_factory=dict, init=False)

    def but_for(self, source: str) -> Publications:
        """The same without a source; of one that was withdrawn, the same with it."""
        if source not in self._others:
            self._others[source] = replace(self, withdrawn=self.withdrawn ^ {source})
        return self._others[source]


def standing(citation: CitationFile, publications: Publications) -> Standing:
    """Who stands behind a citation.

    Whom the citation itself relays or speaks for replaces what its source says of that; `unnamed`
    alone only says how that origin knows.
    """
    own = citation.model_fields_set & ORIGIN_FIELDS
    if not own:
        return _standing_of_source(citation.source, publications)
    replaces = own & {"relays", "speaks_for"}
    behind = citation if replaces else publications.sources[citation.source]
    found = _followed(citation.source, behind, publications)
    if replaces:
        return found
    ways = (way._replace(origin=Origin(way.origin.name, citation.unnamed)) for way in found.ways)
    return replace(found, ways=tuple(ways))


def _standing_of_source(id_: str, publications: Publications) -> Standing:
    """Who stands behind a source, worked out once: most citations say nothing more of it."""
    source = publications.sources[id_]
    found = publications._standings.get(id_)
    if found is None:
        found = publications._standings[id_] = _followed(id_, source, publications)
    return found


def _followed(id_: str, behind: OriginFile, publications: Publications) -> Standing:
    """Follow the relays of a source to their ends.

    Of several ways to one report the first is kept: the ways may be too many to count, the reports
    are not. A publisher that speaks for a body leads on to it, so that two offices of one ministry
    are one origin. A way that passes through a source that was withdrawn leads to nobody.
    """
    sources, voices = publications.sources, publications.voices
    ended: list[Way] = []
    through: list[str] = []
    begun: list[tuple[Chain, OriginFile]] = [((sources[id_].publisher,), behind)]
    if id_ in publications.withdrawn:
        begun = []
    while begun:
        chain, at = begun.pop()
        if not at.relays:
            ended.append(_end(at, chain, voices))
            continue
        further: list[tuple[Chain, OriginFile]] = []
        for name in at.relays:
            relayed = sources.get(name)
            if relayed is None:
                # Known by its name alone: nothing further is known of it.
                further.append(((*chain, name), OriginFile(unnamed=at.unnamed)))
            elif name not in through:
                through.append(name)
                if name not in publications.withdrawn:
                    further.append(((*chain, relayed.publisher), relayed))
        begun += reversed(further)
    withdrawn = tuple(name for name in (id_, *through) if name in publications.withdrawn)
    return Standing(id_, tuple(ended), tuple(through), withdrawn, sources[id_].published)


def _end(behind: OriginFile, chain: Chain, voices: Mapping[str, str]) -> Way:
    """The end of a chain of relays: led on to whomever the last one speaks for, or himself."""
    relays = len(chain) - 1
    if behind.speaks_for and behind.speaks_for != chain[-1]:
        chain = (*chain, behind.speaks_for)
    first = len(chain)
    while (body := voices.get(chain[-1])) and body not in chain[first:]:
        chain = (*chain, body)
    return Way(chain, relays, Origin(chain[-1], behind.unnamed))


def support(standings: Sequence[Standing], publications: Publications) -> Support:
    """The support of a fact from its citations' standings.

    Several pages of one origin count once. An origin is unnamed only if it is so every time.
    """
    known = publications._standings
    key = tuple(at.source for at in standings if known.get(at.source) is at)
    if len(key) < len(standings):
        return _support(standings, publications.sources)
    found = publications._supports.get(key)
    if found is None:
        found = publications._supports[key] = _support(standings, publications.sources)
    return found


def _support(standings: Iterable[Standing], sources: Mapping[str, SourceFile]) -> Support:
    named: dict[str, bool] = {}
    reports: set[str] = set()
    for at in standings:
        reports |= {at.source} if at.stands else set()
        for way in at.ways:
            name, is_unnamed = way.origin.name, way.origin.is_unnamed
            named[name] = named.get(name, False) or not is_unnamed
    origins = tuple(Origin(name, not is_named) for name, is_named in named.items())
    types = {sources[id_].type for id_ in reports}
    return Support(_level(origins, types), origins, len(reports))


def _level(origins: Sequence[Origin], types: Iterable[str]) -> Level:
    if not origins:
        return "withdrawn"
    if OFFICIAL_TYPES.intersection(types):
        return "official"
    if len(origins) > 1:
        return "corroborated"
    return "unnamed" if all(o.is_unnamed for o in origins) else "single"


def due(last_evidenced: date | None, review_days: int | None) -> date | None:
    """The day on which newer evidence should be looked for; None if never."""
    if last_evidenced is None or review_days is None:
        return None
    days_left = (date.max - last_evidenced).days
    return last_evidenced + timedelta(days=min(review_days, days_left))
