"""Impact: what would become of the facts if a source fell.

In: a fact, or the dossier and the id of a source. Out: the facts that rest on a source, by what
would be left. The rule is that of support itself, worked out once more without the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing import trust
from briefing.dossier import Fact, Fate, Moved, Outcome
from briefing.tally import sources_behind
from briefing.trust import LEVELS, Publications, Standing, Support


@dataclass(frozen=True, slots=True)
class Impact:
    """The facts that rest on a source, by what would become of them."""

    falls: tuple[Moved, ...]
    weakens: tuple[Moved, ...]
    stands: tuple[Moved, ...]


def impact(moved: Iterable[Moved]) -> Impact:
    """What rests on a source; who cites it comes before who leans on it."""
    ordered = sorted(moved, key=lambda m: not m.fate.cites)
    falls, weakens, stands = (
        tuple(m for m in ordered if m.fate.outcome == outcome)
        for outcome in ("falls", "weakens", "stands")
    )
    return Impact(falls, weakens, stands)


class Fates:
    """What would become of facts, worked out once for those that rest on the same sources."""

    def __init__(self, publications: Publications) -> None:
        self._publications = publications
        self._known: dict[tuple[Standing, ...], tuple[Fate, ...]] = {}

    def of(self, fact: Fact) -> tuple[Fate, ...]:
        """The fates of a fact, one for each source that it cites or goes back to.

        Of a source that was withdrawn already: what became of it, as if it had stood before.
        """
        standings = tuple([citation.standing for citation in fact.citations])
        found = self._known.get(standings)
        if found is None:
            found = self._known[standings] = tuple(_fates(fact, self._publications))
        return found


def _fates(fact: Fact, publications: Publications) -> Iterator[Fate]:
    for source, cites in sources_behind(fact).items():
        other = [s for s in _but_for(fact, source, publications) if s.stands]
        changed = trust.support(other, publications)
        before, after, left = fact.support, changed, other
        if source in publications.withdrawn:
            before, after = changed, fact.support
            left = [c.standing for c in fact.citations if c.standing.stands]
        if before.origins:  # else it has fallen already, with another
            others = tuple(dict.fromkeys(standing.source for standing in left))
            yield Fate(source, _outcome(before, after), cites, before, after, others)


def _but_for(fact: Fact, source: str, publications: Publications) -> Iterator[Standing]:
    """The standings of a fact's citations, those that a source has a part in worked out anew."""
    for citation in fact.citations:
        standing = citation.standing
        if source != standing.source and source not in standing.through:
            yield standing
        elif source != standing.source or source in publications.withdrawn:
            yield trust.standing(citation.cited, publications.but_for(source))


def _outcome(before: Support, after: Support) -> Outcome:
    if not after.origins:
        return "falls"
    return "weakens" if _rank(after) > _rank(before) else "stands"


def _rank(support: Support) -> tuple[int, int]:
    """Orders supports, the best first."""
    return LEVELS.index(support.level), -len(support.origins)


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
        lines += [f"  {m.entity}#{m.fact}: {_step(m)}" for m in moved]
    return "\n".join(lines) + "\n"


def _step(moved: Moved) -> str:
    before, after = _words(moved.fate.before), _words(moved.fate.after)
    return before if before == after else f"{before} → {after}"


def _words(support: Support) -> str:
    number = len(support.origins)
    if not number:
        return "nobody"
    return f"{support.level}, {number} origin{'s' * (number != 1)}"
