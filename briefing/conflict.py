"""Conflicts: facts for one single-valued property that can't all be so.

In: claims, which are what of a fact matters here. Out: the sides of each conflict, and which one a
page leads with by which rule. The rules are the ones that the method page states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from briefing.dates import Date, overlap
from briefing.model import ConflictFile
from briefing.trust import Support
from briefing.values import Value, differ


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
    said: Date | None
    """When it was last evidenced."""

    def clashes(self, other: Claim) -> bool:
        """Whether both can't be so: at one time, two values, or one denied and affirmed."""
        if not overlap((self.first, self.last), (other.first, other.last)):
            return False
        if self.is_denial != other.is_denial:
            return not differ(self.values, other.values)
        return not self.is_denial and differ(self.values, other.values)

    def agrees(self, other: Claim) -> bool:
        """Whether both say the same, whenever."""
        return self.is_denial == other.is_denial and not differ(self.values, other.values)


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
            if all(claim.agrees(other) for other in side):
                side.append(claim)
                break
        else:
            sides.append([claim])
    return [tuple(c.key for c in side) for side in sides]


def leading(claims: Sequence[Claim]) -> tuple[Claim, str]:
    """The claim that a page leads with, and the rule that decides it.

    Official record before others, then later before earlier, then more origins before fewer; a date
    is later only if it is so on any day that the two can mean. Otherwise the file's order stands.
    """
    # Dates that leave a doubt can lead in a circle; the first rule holds all the same.
    best = [c for c in claims if c.support.level == "official"] or claims
    unbeaten = [c for c in best if not any(_why(rival, c) for rival in best)]
    leader = (unbeaten or best)[0]
    rivals = [claim for claim in claims if claim.clashes(leader)]
    return leader, next(
        (why for rival in rivals if (why := _why(leader, rival))),
        "it was entered first; no rule decides",
    )


def _why(one: Claim, other: Claim) -> str:
    """The rule by which one claim leads before another; empty if none does."""
    official = [claim.support.level == "official" for claim in (one, other)]
    if official[0] != official[1]:
        return "it is on official record" if official[0] else ""
    if _is_later(one.said, other.said):
        return "it was evidenced last"
    if _is_later(other.said, one.said):
        return ""
    more = len(one.support.origins) > len(other.support.origins)
    return "it has the most independent origins" if more else ""


def _is_later(one: Date | None, other: Date | None) -> bool:
    return bool(one and other and one.first and other.last and one.first > other.last)
