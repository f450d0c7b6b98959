"""Trust, computed: who stands behind a fact, which facts clash, which are old.

In: shapes of sources and citations, and linked facts. Out: origins, support, conflicts, freshness.
The rules are the ones that the method page states; nothing here is ever typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal

from briefing.model import CitationFile, ConflictFile, OriginFile, SourceFile
from briefing.values import Value, differ

OFFICIAL_TYPES = {"treaty", "law", "official", "transcript"}
Level = Literal["official", "corroborated", "single", "unnamed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Whoever first said it: the end of a relay chain."""

    name: str
    """An organization's id, or a name."""
    is_unnamed: bool
    """Whether it says so on the word of people it does not name."""


Chain = tuple[str, ...]
"""Names on the way from the publisher to the origin: ids of organizations, or names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands behind one citation."""

    chains: tuple[Chain, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How well a fact is supported, and by whom."""

    level: Level
    origins: tuple[Origin, ...]


def standing(citation: CitationFile, sources: Mapping[str, SourceFile]) -> Standing:
    """Follow a citation's relays to their ends.

    What the citation says of its origin replaces what its source says. Of several ways to one
    report the first is kept: the ways may be too many to count, the reports are not.
    """
    source = sources[citation.source]
    behind: OriginFile = citation if citation.says_origin else source
    ends = list(_ends(behind, (source.publisher,), sources, set()))
    return Standing(tuple(chain for chain, _ in ends), tuple(origin for _, origin in ends))


def _ends(
    behind: OriginFile, chain: Chain, sources: Mapping[str, SourceFile], seen: set[str]
) -> Iterable[tuple[Chain, Origin]]:
    for name in behind.relays or ():
        if relayed := sources.get(name):
            if name not in seen:
                seen.add(name)
                yield from _ends(relayed, (*chain, relayed.publisher), sources, seen)
        else:
            yield (*chain, name), Origin(name, behind.unnamed)
    if not behind.relays:
        name = behind.speaks_for or chain[-1]
        yield (chain if name == chain[-1] else (*chain, name)), Origin(name, behind.unnamed)


def support(standings: Sequence[Standing], types: Iterable[str]) -> Support:
    """The support of a fact from its citations' standings and its sources' types.

    Several pages of one origin count once. An origin is unnamed only if it is so every time.
    """
    named: dict[str, bool] = {}
    for origin in (o for s in standings for o in s.origins):
        named[origin.name] = named.get(origin.name, False) or not origin.is_unnamed
    origins = tuple(Origin(name, not is_named) for name, is_named in named.items())
    return Support(_level(origins, types), origins)


def _level(origins: Sequence[Origin], types: Iterable[str]) -> Level:
    if OFFICIAL_TYPES.intersection(types):
        return "official"
    if len(origins) > 1:
        return "corroborated"
    return "unnamed" if all(o.is_unnamed for o in origins) else "single"


@dataclass(frozen=True, slots=True)
class Claim:
    """What of a fact matters to a conflict."""

    key: str
    values: tuple[Value, ...]
    is_denial: bool
    first: date | None
    """The first and last day on which it holds; None is open."""
    last: date | None
    support: Support
    said: date | None
    """The newest day that it is known to have been said on."""

    def clashes(self, other: Claim) -> bool:
        """Whether both can't be so: at one time, two values, or one denied and affirmed."""
        if not self._meets(other):
            return False
        if self.is_denial != other.is_denial:
            return not differ(self.values, other.values)
        return not self.is_denial and differ(self.values, other.values)

    def _meets(self, other: Claim) -> bool:
        return (self.first or date.min) <= (other.last or date.max) and (
            other.first or date.min
        ) <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts for one single-valued property that can't all be so."""

    property: str
    sides: tuple[tuple[str, ...], ...]
    """Keys of facts that agree, a side each; the side of the leading fact first."""
    leading: str
    why: str
    """By which rule it leads, in words."""
    words: ConflictFile | None


def conflicts(
    property_: str, claims: Sequence[Claim], words: ConflictFile | None
) -> Iterable[Conflict]:
    """The conflicts among the live facts of one single-valued property of one entity."""
    groups: list[set[int]] = []
    for a, b in combinations(range(len(claims)), 2):
        if claims[a].clashes(claims[b]):
            touched = [g for g in groups if a in g or b in g]
            groups = [g for g in groups if g not in touched] + [{a, b}.union(*touched)]
    for group in groups:
        members = [claims[i] for i in sorted(group)]
        leader, why = leading(members)
        sides = sorted(_sides(members), key=lambda side: leader.key not in side)
        yield Conflict(property_, tuple(sides), leader.key, why, words)


def _sides(claims: Sequence[Claim]) -> list[tuple[str, ...]]:
    sides: list[list[Claim]] = []
    for claim in claims:
        for side in sides:
            if not any(claim.clashes(other) for other in side):
                side.append(claim)
                break
        else:
            sides.append([claim])
    return [tuple(c.key for c in side) for side in sides]


def leading(claims: Sequence[Claim]) -> tuple[Claim, str]:
    """The claim that a page leads with, and the rule that decides it.

    Official record before others, then later before earlier, then more origins before fewer.
    """
    ranked = sorted(claims, key=_rank, reverse=True)
    rival = next(claim for claim in ranked if claim.clashes(ranked[0]))
    first, second = _rank(ranked[0]), _rank(rival)
    rules = (
        "it is on official record",
        "it is the latest",
        "it has the most independent origins",
    )
    for mine, next_best, why in zip(first, second, rules, strict=True):
        if mine != next_best:
            return ranked[0], why
    return ranked[0], "it stands first in the file; no rule decides"


def _rank(claim: Claim) -> tuple[bool, date, int]:
    return (
        claim.support.level == "official",
        claim.said or date.min,
        len(claim.support.origins),
    )


def due(last_evidenced: date | None, review_days: int | None) -> date | None:
    """The day on which newer evidence should be looked for; None if never."""
    if last_evidenced is None or review_days is None:
        return None
    days_left = (date.max - last_evidenced).days
    return last_evidenced + timedelta(days=min(review_days, days_left))
