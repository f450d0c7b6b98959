"""Impact: what would become of the facts if a source fell.

In: the dossier and the id of a source. Out: the facts that rest on it, by what would be left. The
rule is that of support itself, worked out once more without the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing import trust
from briefing.dossier import Dossier, Fact
from briefing.trust import LEVELS, Publications, Standing, Support


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact, with the support it has by the source and would have without it."""

    fact: Fact
    before: Support
    after: Support
    others: tuple[str, ...]
    """Ids of the sources that would still carry it."""


@dataclass(frozen=True, slots=True)
class Impact:
    """The facts that cite a source or go back to it, by what would become of them."""

    falls: tuple[Moved, ...]
    """Nothing would be left behind them."""
    weakens: tuple[Moved, ...]
    """Their support would be less: corroboration, official record or an origin lost."""
    stands: tuple[Moved, ...]
    """As many independent origins would stand behind them."""


def impact(dossier: Dossier, source: str) -> Impact:
    """What rests on a source, directly or through those who relay it.

    Of a source that was withdrawn already: what rested on it, weighed as if it still stood.
    """
    falls, weakens, stands = [], [], []
    for fact in (*dossier.resting.get(source, ()), *dossier.leaning.get(source, ())):
        moved = _moved(dossier.publications, fact, source)
        if not moved.before.origins:
            continue  # it has fallen already, with another
        if not moved.after.origins:
            falls.append(moved)
        elif _rank(moved.after) > _rank(moved.before):
            weakens.append(moved)
        else:
            stands.append(moved)
    return Impact(tuple(falls), tuple(weakens), tuple(stands))


def _moved(present: Publications, fact: Fact, source: str) -> Moved:
    is_withdrawn = source in present.withdrawn
    other = replace(present, withdrawn=present.withdrawn ^ {source})
    standings = list(_standings(fact, source, other))
    support = trust.support(standings, present.sources)
    after = [c.standing for c in fact.citations] if is_withdrawn else standings
    others = tuple(dict.fromkeys(standing.source for standing in after if standing.stands))
    if is_withdrawn:
        return Moved(fact, support, fact.support, others)
    return Moved(fact, fact.support, support, others)


def _rank(support: Support) -> tuple[int, int]:
    """Orders supports, the best first."""
    return LEVELS.index(support.level), -len(support.origins)


def _standings(fact: Fact, source: str, publications: Publications) -> Iterator[Standing]:
    """The standings of a fact's citations; where the source has no part, they stay as they are."""
    for citation in fact.citations:
        known = citation.standing
        if source in (citation.source, *known.through):
            known = trust.standing(citation.cited, publications)
        yield known


def as_words(source: str, found: Impact) -> str:
    """What would become of the facts, a line a fact: its address, its support now and without."""
    groups = (
        ("fall: nobody would be left behind", found.falls),
        ("lose support", found.weakens),
        ("stand as they do", found.stands),
    )
    lines = [f"if {source} fell:"]
    for words, moved in groups:
        lines.append(f"\n{len(moved)} {words}")
        lines += [f"  {m.fact.entity}#{m.fact.key}: {_step(m)}" for m in moved]
    return "\n".join(lines) + "\n"


def _step(moved: Moved) -> str:
    before, after = _words(moved.before), _words(moved.after)
    return before if before == after else f"{before} → {after}"


def _words(support: Support) -> str:
    number = len(support.origins)
    if not number:
        return "nobody"
    return f"{support.level}, {number} origin{'s' * (number != 1)}"
