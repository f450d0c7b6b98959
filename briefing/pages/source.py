"""What the page of a source shows: where its story comes from, and what rests on it.

In: the dossier and the id of a source. Out: the values that the template loops over.
"""

from __future__ import annotations

from typing import Any

from briefing.dossier import Dossier, Fact
from briefing.page import Heading
from briefing.pages.relays import relay_trees
from briefing.shown import FactView, Prose
from briefing.view import View, language_name, sentence, source_address


def source_context(dossier: Dossier, id_: str) -> dict[str, Any]:
    """Everything on the page of a source."""
    view = View(dossier, source_address(id_))
    source = dossier.sources[id_].shape
    facts = dossier.resting.get(id_, ())
    alone = [f for f in facts if f.rests_on_one_source()]
    shared = [f for f in facts if not f.rests_on_one_source()]
    leaning = view.dossier.leaning.get(id_, ())
    trees = relay_trees(view, id_)
    headings = [Heading("_relays", "Where the story comes from")] if trees else []
    headings += [Heading("_alone", "Facts that rest on it alone")] if alone else []
    headings += [Heading("_shared", "Facts it shares")] if shared else []
    headings += [Heading("_leaning", "Facts that go back to it")] if leaning else []
    return {
        "view": view,
        "what": "Source",
        "id": id_,
        "source": source,
        "publisher": view.name(source.publisher),
        "language": language_name(source.language),
        "trees": trees,
        "alone": [_cited(view, f) for f in alone],
        "shared": [(_cited(view, f), _also_in(view, f, id_)) for f in shared],
        "leaning": [(_cited(view, f), _also_in(view, f, id_)) for f in leaning],
        "headings": headings,
    }


def _cited(view: View, fact: Fact) -> tuple[FactView, Prose]:
    return view.fact(fact, cite=False), sentence(view, fact)


def _also_in(view: View, fact: Fact, id_: str) -> str:
    others = [s for s in dict.fromkeys(c.source for c in fact.citations) if s != id_]
    names = [view.dossier.name(view.dossier.sources[s].shape.publisher) for s in others]
    if len(names) <= 3:
        return ", ".join(names)
    origins = len(fact.support.origins)
    pages = "more" if any(c.source == id_ for c in fact.citations) else "pages"
    return f"{len(names)} {pages}, {'same origin' if origins == 1 else f'{origins} origins'}"
