"""Relay trees: from the origin of a story down to every page that retells it.

In: a page's view and a source. Out: a tree for each origin that the source goes back to.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.shown import Part
from briefing.view import View, source_address


@dataclass(frozen=True, slots=True)
class Branch:
    """A source, or an organization that is only known through its relays, with who relays it."""

    name: Part
    date: str
    is_here: bool
    is_unnamed: bool
    branches: tuple[Branch, ...]

    @property
    def size(self) -> int:
        """How many sources hang below it."""
        return sum(1 + branch.size for branch in self.branches)


def relay_trees(view: View, id_: str) -> tuple[Branch, ...]:
    """The trees that a source is part of; none where it stands alone."""
    trees = [_branch(view, root, id_, set()) for root in _roots(view, id_)]
    return tuple(tree for tree in trees if tree.branches)


def _roots(view: View, id_: str) -> list[str]:
    """The ends of the relay chains that start at a source."""
    roots: list[str] = []
    ways, seen = [id_], {id_}
    while ways:
        source = view.dossier.sources.get(at := ways.pop())
        relayed = source.shape.relays if source else None
        if not relayed:
            roots.append(at)
        ways += [name for name in reversed(relayed or ()) if name not in seen]
        seen.update(relayed or ())
    return roots


def _branch(view: View, id_: str, here: str, seen: set[str]) -> Branch:
    """A source with who relays it; one that relays two of a tree stands at the first alone."""
    relays = [name for name in sorted(view.dossier.relayed_by.get(id_, ())) if name not in seen]
    seen.update(relays)
    branches = tuple(_branch(view, name, here, seen) for name in relays)
    source = view.dossier.sources.get(id_)
    if source is None:
        unnamed = any(view.dossier.sources[name].shape.unnamed for name in relays)
        return Branch(view.name(id_), "", False, unnamed, branches)
    shape = source.shape
    name = Part(view.dossier.name(shape.publisher), view.href(source_address(id_)))
    return Branch(
        name,
        shape.published.short if shape.published else "no date shown",
        id_ == here,
        shape.unnamed,
        branches,
    )
