"""What the page of a source shows: where its story comes from, and what rests on it.

In: the dossier and the id of a source. Out: the values that the template loops over.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.dossier import Dossier, Fact
from briefing.impact import Moved, impact
from briefing.page import Heading
from briefing.pages.relays import relay_trees
from briefing.shown import FactView, Prose, SupportView
from briefing.view import View, language_name, sentence, source_address


def source_context(dossier: Dossier, id_: str) -> dict[str, Any]:
    """Everything on the page of a source."""
    view = View(dossier, source_address(id_))
    source = dossier.sources[id_].shape
    rests = impact(dossier, id_)
    trees = relay_trees(view, id_)
    headings = [Heading("_relays", "Where the story comes from")] if trees else []
    headings += [Heading("_falls", "Facts that would fall with it")] if rests.falls else []
    headings += [Heading("_weakens", "Facts that would lose support")] if rests.weakens else []
    headings += [Heading("_stands", "Facts that would stand")] if rests.stands else []
    return {
        "view": view,
        "what": "Source",
        "id": id_,
        "source": source,
        "withdrawn_why": view.prose(source.withdrawn.why if source.withdrawn else ""),
        "publisher": view.name(source.publisher),
        "publisher_type": dossier.publisher_type(source.publisher),
        "language": language_name(source.language),
        "trees": trees,
        "falls": [_row(view, moved, id_) for moved in rests.falls],
        "weakens": [_row(view, moved, id_) for moved in rests.weakens],
        "stands": [_row(view, moved, id_) for moved in rests.stands],
        "headings": headings,
    }


class RestingRow(NamedTuple):
    """A fact that rests on the source."""

    fact: FactView
    says: Prose
    before: SupportView
    after: SupportView
    also: str
    """Where else it is carried."""


def _row(view: View, moved: Moved, id_: str) -> RestingRow:
    fact = moved.fact
    return RestingRow(
        view.fact(fact, cite=False),
        sentence(view, fact),
        view.support(moved.before),
        view.support(moved.after),
        _also_in(view, fact, id_),
    )


def _also_in(view: View, fact: Fact, id_: str) -> str:
    others = [s for s in dict.fromkeys(c.source for c in fact.citations) if s != id_]
    names = [view.dossier.name(view.dossier.sources[s].shape.publisher) for s in others]
    if len(names) <= 3:
        return ", ".join(names)
    origins = len(fact.support.origins)
    pages = "more" if any(c.source == id_ for c in fact.citations) else "pages"
    return f"{len(names)} {pages}, {'same origin' if origins == 1 else f'{origins} origins'}"
