"""Impact: what would become of the facts if a source fell.

In: a fact, or the dossier and the id of a source. Out: the facts that rest on a source, by what
would be left. The rule is that of support itself, worked out once more without the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing import trust
from briefing.dossier import Fact, Fate, Moved
from briefing.trust import LEVELS, Publications, Standing, Support


@dataclass(frozen=True, slots=True)
class Impact:
    """The facts that rest on a source, by what would become of them."""

    falls: tuple[Moved, ...]
    weakens: tuple[Moved, ...]
    stands: tuple[Moved, ...]


def impact(moved: Iterable[Moved]) -> Impact:
    """What rests on a source; who cites it comes before who leans on it."""
    ordered = sorted(moved, key=lambda m: not m.cites)
    falls, weakens, stands = (
        tuple(m for m in ordered if m.fate == fate) for fate in ("falls", "weakens", "stands")
    )
    return Impact(falls, weakens, stands)


def moves(fact: Fact, words: str, publications: Publications) -> Iterator[tuple[str, Moved]]:
    """What would become of a fact, by each source that it cites or goes back to.

    Of a source that was withdrawn already: what became of it, weighed as if it had stood before.
    """
    standings = [citation.standing for citation in fact.citations]
    cited = dict.fromkeys(standing.source for standing in standings)
    through = dict.fromkeys(id_ for standing in standings for id_ in standing.through)
    for source in (*cited, *(id_ for id_ in through if id_ not in cited)):
        other = [s for s in _but_for(fact, source, publications) if s.stands]
        changed = trust.support(other, publications)
        before, after, left = fact.support, changed, other
        if source in publications.withdrawn:
            before, after, left = changed, fact.support, [s for s in standings if s.stands]
        if before.origins:  # else it has fallen already, with another
            others = tuple(dict.fromkeys(standing.source for standing in left))
            fate = _fate(before, after)
            yield source, Moved(
                fact.entity, fact.key, fate, source in cited, words, fact.status,
                before, after, others,
            )  # fmt: skip


def _but_for(fact: Fact, source: str, publications: Publications) -> Iterator[Standing]:
    """The standings of a fact's citations, those that a source has a part in worked out anew."""
    for citation in fact.citations:
        standing = citation.standing
        if source == standing.source or source in standing.through:
            yield trust.standing(citation.cited, publications.but_for(source))
        else:
            yield standing


def _fate(before: Support, after: Support) -> Fate:
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
    before, after = _words(moved.before), _words(moved.after)
    return before if before == after else f"{before} → {after}"


def _words(support: Support) -> str:
    number = len(support.origins)
    if not number:
        return "nobody"
    return f"{support.level}, {number} origin{'s' * (number != 1)}"
