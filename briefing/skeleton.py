"""A skeleton: a hand-written page without what it says of facts.

In: a page's Markdown as HTML, with a token for each of its [[links]] and ![[embeds]], and for each
word that may be a short name. Out: its body, with facts shown, short names explained, notes
numbered in the order of reading, and its layout around it. The HTML changes only when the page is
edited; what fills it changes with the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from briefing import locator, text
from briefing.brief import Brief
from briefing.dossier import Dossier
from briefing.files import SOURCES
from briefing.locator import Locator
from briefing.page import Body, Heading
from briefing.pages.publications import publishers
from briefing.pages.years import years
from briefing.render import Renderer, TemplateProblem, safe
from briefing.shown import Part
from briefing.view import View

DEFAULT_LAYOUT = "page"
# A token in a block of its own is one, so that Markdown sets no paragraph around it.
TOKEN = re.compile("<div>\ue000([0-9]+)\ue001</div>|\ue000([0-9]+)\ue001")
SECTION = "<h2"
SECTION_OR_TOKEN = re.compile(f"{SECTION}(?=[ >])|{TOKEN.pattern}")
TAG = re.compile(r"<[^>]*>")


class FactLink(NamedTuple):
    """A link to a fact or an entity on a hand-written page."""

    link: text.Link
    is_embed: bool
    stop: str
    """The punctuation that follows it."""

    def token(self, number: int) -> str:
        """What stands in its place until it is shown."""
        return f"<div>{token(number)}</div>" if self.is_embed else token(number)


class ShortName(NamedTuple):
    """A word on a hand-written page that may be the short name of an entity."""

    words: str


def token(number: int) -> str:
    """What stands in the place of something until it is shown."""
    return f"\ue000{number}\ue001"


class Skeleton(NamedTuple):
    """A hand-written page before its facts are shown."""

    uri: str
    """Relative to the docs folder."""
    layout: str
    lead: str
    html: str
    tokens: tuple[FactLink | ShortName, ...]
    """What its tokens stand for."""
    headings: tuple[Heading, ...]
    short_title: str = ""
    """What the navigation calls it."""

    @property
    def has_sections(self) -> bool:
        """Whether its body will have any: those of the text, or source notes."""
        return bool(self.headings) or any(it.link.fact for it in self.links)

    @property
    def links(self) -> list[FactLink]:
        """Its links and embeds."""
        return [it for it in self.tokens if isinstance(it, FactLink)]


class Overview(NamedTuple):
    """What there is, counted."""

    kinds: list[tuple[str, str, str, int]]
    """Label, about, address and number of each kind."""
    briefs: list[Brief]
    publishers: int
    sources: int
    sources_href: str
    dated: int
    conflicts: int
    overdue: int
    map: Locator | None
    """The places of the area; None if the subject has no map."""


class Filled(NamedTuple):
    """A hand-written page with its facts."""

    address: str
    body: Body
    asked: frozenset[str]
    """Names of what was asked to fill it: `c:<id>` of a card, `u:<id>` of an entity's facts,
    `b:<name>` of a short name, OVERVIEW of the counts."""


OVERVIEW = "overview"


def filled(skeleton: Skeleton, dossier: Dossier, renderer: Renderer) -> Filled:
    """Fill a hand-written page."""
    briefs = {brief.uri: brief for brief in dossier.briefs}
    brief = briefs[skeleton.uri]
    template = f"pages/{skeleton.layout}.html.j2"
    if not renderer.has(template):
        raise TemplateProblem(f"{brief.path}: layout '{skeleton.layout}': there is no {template}")
    view = View(dossier, brief.address)
    dossier.cards.asked.clear()
    dossier.entities.asked.clear()
    dossier.abbreviations.asked.clear()
    asked: set[str] = set()
    said = _said(skeleton, view)

    def overview() -> Overview:
        asked.add(OVERVIEW)
        return _overview(dossier, view)

    def shown(match: re.Match[str]) -> str:
        if match[0] == SECTION:
            view.begin_section()
            return match[0]
        it = skeleton.tokens[int(match[1] or match[2])]
        if isinstance(it, FactLink):
            return _shown(it, view, renderer)
        parts = view.explained(it.words, said)
        if parts == (Part(it.words),):
            return it.words
        return renderer.render(["partials/short.html.j2"], parts=parts)

    html = SECTION_OR_TOKEN.sub(shown, skeleton.html)
    folder = skeleton.uri.rpartition("/")[0]
    body = renderer.render(
        [template],
        view=view,
        title=brief.title,
        address=brief.address,
        lead=view.prose(skeleton.lead),
        content=safe(html),
        source=f"docs/{skeleton.uri}",
        overview=overview,
        index=briefs.get(f"{folder}/index.md"),
        briefs=_in_order(b for b in dossier.briefs if _is_listed(b, skeleton.uri)),
        notes=view.notes.listed(),
    )
    notes = (Heading("_notes", "Source notes"),) if len(view.notes) else ()
    asked.update([f"c:{id_}" for id_ in dossier.cards.asked])
    asked.update([f"u:{id_}" for id_ in dossier.entities.asked])
    asked.update([f"b:{name}" for name in dossier.abbreviations.asked])
    return Filled(brief.address, Body(body, skeleton.headings + notes), frozenset(asked))


def _said(skeleton: Skeleton, view: View) -> str:
    """The words of a page. A name that they have in full need not be explained."""

    def words(match: re.Match[str]) -> str:
        it = skeleton.tokens[int(match[2])]
        return view.link(it.link).text if isinstance(it, FactLink) else it.words

    text_alone = unescape(TAG.sub("", skeleton.html))
    return " ".join(f"{skeleton.lead} {TOKEN.sub(words, text_alone)}".split())


def _shown(it: FactLink, view: View, renderer: Renderer) -> str:
    """The HTML of a link or an embed."""
    fact = view.dossier.fact(it.link)
    name = "embed" if it.is_embed else "link"
    shown = view.fact(fact) if fact else None
    return renderer.render(
        [f"partials/{name}.html.j2"], link=view.link(it.link), fact=shown, stop=it.stop
    ).strip()


def _overview(dossier: Dossier, view: View) -> Overview:
    count = dossier.traces.count
    return Overview(
        kinds=[
            (kind.label, kind.about, view.href(f"{id_}/"), _said_of(dossier, id_))
            for id_, kind in dossier.kinds.items()
        ],
        briefs=_in_order(brief for brief in dossier.briefs if brief.layout == "brief"),
        publishers=len(publishers(dossier)),
        sources=len(dossier.sources),
        sources_href=view.href(f"{SOURCES}/"),
        dated=sum(year.total for year in years(dossier)),
        conflicts=sum(count("conflicts", kind) for kind in dossier.kinds),
        overdue=sum(count("overdue", topic) for topic in dossier.topics),
        map=locator.overview(view),
    )


def _said_of(dossier: Dossier, kind: str) -> int:
    """The entities of a kind of which something is said."""
    return sum(not card.only_publishes for card in dossier.by_kind[kind])


def _in_order(briefs: Iterable[Brief]) -> list[Brief]:
    return sorted(briefs, key=lambda brief: brief.order)


def _is_listed(brief: Brief, index: str) -> bool:
    """Whether the index of a folder lists it."""
    folder = index.rpartition("/")[0]
    return bool(folder) and brief.uri.startswith(f"{folder}/") and brief.uri != index
