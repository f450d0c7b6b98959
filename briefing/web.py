"""The web of relations around an entity: what it leads to, and what leads to it.

In: an entity, and the traces that others left on its page. Out: names in two columns, with their
places down in pixels; across, the template sets them at fixed shares of the width, so that type
keeps its size on every screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.dossier import Entity, Times
from briefing.values import Reference
from briefing.view import View

FEWEST = 2
"""Fewer relations need no drawing."""
MOST = 8
"""Names drawn on one side."""
LONGEST, LONGEST_TITLE = 24, 44
"""Letters in one line of a name, and of the entity's own."""
LINE, BETWEEN, ABOVE = 17, 5, 10
"""Pixels: of a line, between two names, above a label."""


class Relation(NamedTuple):
    """One entity that another leads to, or that leads to it."""

    name: str
    href: str
    is_planned: bool
    times: Times


Relations = dict[str, list[Relation]]
"""By their label."""


class Name(NamedTuple):
    """An entity in the drawing."""

    lines: tuple[str, ...]
    y: int
    """Of its first line."""
    it: Relation


class Label(NamedTuple):
    """What the names below it have to do with the entity."""

    text: str
    y: int


class Side(NamedTuple):
    """One column."""

    labels: tuple[Label, ...]
    names: tuple[Name, ...]
    more: int
    """How many are left out."""
    end: int
    """Where it ends."""


class Web(NamedTuple):
    """An entity between what leads to it and what it leads to."""

    title: tuple[str, ...]
    top: int
    """Where the columns begin."""
    incoming: Side | None
    outgoing: Side | None

    @property
    def sides(self) -> list[Side]:
        """Both sides, or the only one."""
        return [side for side in (self.incoming, self.outgoing) if side]

    @property
    def height(self) -> int:
        """In pixels."""
        return max(side.end for side in self.sides) + 4

    @property
    def spine(self) -> int:
        """Where the lowest name branches off."""
        return max(name.y for side in self.sides for name in side.names) - 4


def relations_of(view: View, entity: Entity) -> Relations:
    """What an entity leads to now, or is planned to."""
    found: Relations = {}
    for fact in entity.facts.values():
        if fact.slot.type != "entity" or not fact.is_so(view.dossier.as_of):
            continue
        for value in fact.values:
            if isinstance(value, Reference):
                it = Relation(
                    view.dossier.cards[value.id].name,
                    view.entity_href(value.id),
                    fact.status == "planned",
                    entity.times[fact.key],
                )
                found.setdefault(fact.label, []).append(it)
    return {label: _once(them) for label, them in found.items()}


def web(view: View, entity: Entity, outgoing: Relations) -> Web | None:
    """The drawing; None where there are too few relations."""
    incoming = _incoming(view, entity)
    if sum(len(them) for side in (incoming, outgoing) for them in side.values()) < FEWEST:
        return None
    title = _wrapped(entity.file.name, LONGEST_TITLE)
    top = 14 + LINE * len(title)
    longest = LONGEST if incoming and outgoing else 2 * LONGEST
    return Web(title, top, _side(incoming, top, longest), _side(outgoing, top, longest))


def _incoming(view: View, entity: Entity) -> Relations:
    cards, kinds = view.dossier.cards, list(view.dossier.kinds)
    found: Relations = {}
    backlinks = [b for b in view.dossier.traces.backlinks(entity.id) if b.label and b.is_so]
    for backlink in sorted(backlinks, key=lambda b: kinds.index(cards[b.entity].kind)):
        it = Relation(
            cards[backlink.entity].name,
            view.entity_href(backlink.entity),
            backlink.status == "planned",
            backlink.times,
        )
        found.setdefault(backlink.label, []).append(it)
    return {label: _once(them) for label, them in found.items()}


def _once(them: Iterable[Relation]) -> list[Relation]:
    """Each entity once: as it is, rather than as it is planned, and from when that was known."""
    found: dict[str, Relation] = {}
    for it in them:
        known = found.get(it.href)
        if known is None or (known.is_planned, known.times) > (it.is_planned, it.times):
            found[it.href] = it
    return list(found.values())


def _side(relations: Relations, top: int, longest: int) -> Side | None:
    if not relations:
        return None
    labels: list[Label] = []
    names: list[Name] = []
    y = top
    for label, them in _first(relations):
        y += ABOVE + LINE
        labels.append(Label(label, y))
        for it in them:
            y += LINE
            lines = _wrapped(it.name, longest)
            names.append(Name(lines, y, it))
            y += LINE * (len(lines) - 1) + BETWEEN
    more = sum(map(len, relations.values())) - len(names)
    return Side(tuple(labels), tuple(names), more, y + (ABOVE + LINE) * bool(more))


def _first(relations: Relations) -> Iterator[tuple[str, list[Relation]]]:
    """The first relations, as many as are drawn."""
    room = MOST
    for label, them in relations.items():
        if room:
            yield label, them[:room]
            room -= len(them[:room])


@lru_cache(maxsize=65536)
def _wrapped(name: str, longest: int) -> tuple[str, ...]:
    """A name in two lines at most; what does not fit ends in dots."""
    if _width(name) <= longest:
        return (name,)
    first, words = "", name.split()
    while words and _width(f"{first} {words[0]}") <= longest:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    if not first:
        return (_shortened(rest, longest),)
    return first, _shortened(rest, longest)


def _shortened(words: str, longest: int) -> str:
    if _width(words) <= longest:
        return words
    while _width(words) >= longest:
        words = words[:-1]
    return f"{words.rstrip(' ,;:')}…"


def _width(words: str) -> int:
    """In letters; those of East Asia are twice as wide."""
    return len(words) + sum(letter > "\u2e80" for letter in words)
