"""What the page of a source shows: where its story comes from, and what rests on it.

In: the dossier and the id of a source. Out: the values that the template loops over.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.described import source_about
from briefing.dossier import Dossier, Moved, Times
from briefing.impact import impact
from briefing.native import language_name
from briefing.page import Heading
from briefing.pages.relays import relay_trees
from briefing.shown import SupportView
from briefing.view import View, source_address

STANDING = {
    "falls": "Facts that would fall with it",
    "weakens": "Facts that would lose support",
    "stands": "Facts that would stand",
}
WITHDRAWN = {
    "falls": "Facts that fell with it",
    "weakens": "Facts that lost support",
    "stands": "Facts that stand",
}


def source_context(dossier: Dossier, id_: str) -> dict[str, Any]:
    """Everything on the page of a source."""
    view = View(dossier, source_address(id_))
    source = dossier.sources[id_].shape
    rests = impact(dossier.traces.resting(id_))
    published = source.published.first if source.published else None
    since = published.isoformat() if published else ""
    trees = relay_trees(view, id_)
    headings = [Heading("_relays", "Where the story comes from")] if trees else []
    words = WITHDRAWN if source.withdrawn else STANDING
    groups = {
        name: (words[name], [_row(view, moved, since) for moved in found])
        for name, found in (
            ("falls", rests.falls),
            ("weakens", rests.weakens),
            ("stands", rests.stands),
        )
        if found
    }
    headings += [Heading(f"_{name}", heading) for name, (heading, _) in groups.items()]
    return {
        "view": view,
        "what": "Source",
        "id": id_,
        "about": source_about(dossier, id_),
        "source": source,
        "withdrawn_why": view.prose(source.withdrawn.why if source.withdrawn else ""),
        "publisher": view.name(source.publisher),
        "publisher_type": dossier.publisher_type(source.publisher),
        "language": language_name(source.language),
        "trees": trees,
        "groups": groups,
        "headings": headings,
    }


class RestingRow(NamedTuple):
    """A fact that rests on the source."""

    key: str
    name: str
    """The entity's."""
    entity_href: str
    href: str
    says: str
    status: str
    before: SupportView
    after: SupportView
    also: str
    """Where else it is carried."""
    times: Times
    """It was known from the source from the source's own day on."""


def _row(view: View, moved: Moved, since: str) -> RestingRow:
    return RestingRow(
        moved.fact,
        view.dossier.cards[moved.entity].name,
        view.entity_href(moved.entity),
        view.entity_href(moved.entity, moved.fact),
        moved.words,
        moved.status,
        view.support(moved.fate.before),
        view.support(moved.fate.after),
        _also_in(view, moved),
        moved.times._replace(known=max(moved.times.known, since)),
    )


def _also_in(view: View, moved: Moved) -> str:
    names = [view.dossier.name(view.dossier.sources[s].shape.publisher) for s in moved.fate.others]
    if len(names) <= 3:
        return ", ".join(names)
    origins = len(moved.fate.after.origins)
    return f"{len(names)} pages, {'one origin' if origins == 1 else f'{origins} origins'}"
