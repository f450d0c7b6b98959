"""Relay trees: from the origin of a story down to every page that retells it.

In: a page's view and a source. Out: a tree for each origin that the source goes back to.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.shown import Part
from briefing.view import View, source_address

MOST_BRANCHES, DEEPEST = 60, 15


@dataclass(frozen=True, slots=True)
class Branch:
    """A source, or an organization that is only known through its relays, with who relays it."""

    name: Part
    date: str
    is_here: bool
    is_unnamed: bool
    is_withdrawn: bool
    branches: tuple[Branch, ...]
    more: int
    """How many relay it and are not shown."""

    @property
    def size(self) -> int:
        """How many sources hang below it."""
        return self.more + sum(1 + branch.size for branch in self.branches)


def relay_trees(view: View, id_: str) -> tuple[Branch, ...]:
    """The trees that a source is part of; none where it stands alone.

    On its own page a root shows everybody; elsewhere a large tree is cut, or a thousand pages that
    relay one agency would each list the thousand.
    """
    trees = []
    roots, ways = _upwards(view, id_)
    for root in roots:
        most = MOST_BRANCHES if root != id_ else len(view.dossier.sources)
        trees.append(_Tree(view, id_, ways, most).branch(root, 0))
    return tuple(tree for tree in trees if tree.branches)


def _upwards(view: View, id_: str) -> tuple[list[str], set[str]]:
    """The ends of the relay chains that start at a source, and all that they pass through."""
    roots: list[str] = []
    ways, seen = [id_], {id_}
    while ways:
        source = view.dossier.sources.get(at := ways.pop())
        relayed = source.shape.relays if source else None
        if not relayed:
            roots.append(at)
        ways += [name for name in reversed(relayed or ()) if name not in seen]
        seen.update(relayed or ())
    return roots, seen


class _Tree:
    """One tree being drawn; a source that relays two of its members stands at the first alone."""

    def __init__(self, view: View, here: str, ways: set[str], most: int) -> None:
        """`ways` lead from `here` to the root; wherever the tree is cut, they stay in it."""
        self._view = view
        self._here = here
        self._ways = ways
        self._left = most
        self._seen: set[str] = set()

    def branch(self, id_: str, depth: int) -> Branch:
        """A source, or an organization, with who relays it."""
        relays = sorted(self._view.dossier.relayed_by.get(id_, ()))
        new = [name for name in relays if name not in self._seen]
        shown = [name for name in new if name in self._ways or self._take(depth)]
        self._seen.update(shown)
        branches = tuple(self.branch(name, depth + 1) for name in shown)
        return self._named(id_, relays, branches, len(new) - len(shown))

    def _take(self, depth: int) -> bool:
        self._left -= 1
        return self._left >= 0 and depth < DEEPEST

    def _named(
        self, id_: str, relays: list[str], branches: tuple[Branch, ...], more: int
    ) -> Branch:
        view = self._view
        source = view.dossier.sources.get(id_)
        if source is None:
            unnamed = any(view.dossier.sources[name].shape.unnamed for name in relays)
            return Branch(view.name(id_), "", False, unnamed, False, branches, more)
        shape = source.shape
        return Branch(
            Part(view.dossier.name(shape.publisher), view.href(source_address(id_))),
            shape.published.short if shape.published else "no date shown",
            id_ == self._here,
            shape.unnamed,
            shape.withdrawn is not None,
            branches,
            more,
        )
