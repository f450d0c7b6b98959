"""Hand-written pages on their way through MkDocs: links resolved, body set into a layout.

In: a Markdown page that MkDocs has read. Out: the same page with its facts embedded, its notes
numbered and its front matter's `layout` around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from briefing import text
from briefing.brief import Brief, FactLinks
from briefing.dossier import Dossier
from briefing.files import SOURCES
from briefing.page import Heading
from briefing.publish.mkdocs_pages import contents
from briefing.render import Renderer, TemplateProblem
from briefing.view import View

DEFAULT_LAYOUT = "page"
FIRST_HEADING = re.compile(r"<h1[ >].*?</h1>\s*", re.DOTALL)


class Handwritten:
    """The hand-written pages of one build."""

    def __init__(self, dossier: Dossier, renderer: Renderer, config: MkDocsConfig) -> None:
        """Teaches MkDocs' Markdown the links to facts."""
        self._dossier = dossier
        self._renderer = renderer
        self._view: View | None = None
        self._briefs = {brief.uri: brief for brief in dossier.briefs}
        config.markdown_extensions.append(FactLinks(self._show))  # type: ignore[arg-type]  # Python-Markdown takes extension objects; MkDocs only declares names

    def brief(self, page: MkDocsPage) -> Brief:
        """A page as it stands in its file."""
        return self._briefs[page.file.src_uri]

    def begin(self, page: MkDocsPage) -> None:
        """Before a page's Markdown is converted: start its notes, and escape its front matter."""
        self._view = View(self._dossier, self._briefs[page.file.src_uri].address)
        for key in ("title", "description"):
            if key in page.meta:
                page.meta[key] = escape(str(page.meta[key]))

    def finish(self, page: MkDocsPage, html: str) -> str:
        """After the conversion: the body set into its layout, and the contents list completed."""
        view = self._view
        assert view is not None, "a page is begun before it is finished"
        layout = str(page.meta.get("layout", DEFAULT_LAYOUT))
        lead = str(page.meta.get("lead") or "")
        brief = self._briefs[page.file.src_uri]
        if "title" not in page.meta:
            # The layout sets the title; Markdown's own would be a second one.
            html = FIRST_HEADING.sub("", html, count=1)
        template = f"pages/{layout}.html.j2"
        if not self._renderer.has(template):
            raise TemplateProblem(f"{brief.path}: layout '{layout}': there is no {template}")
        body = self._renderer.render(
            [template],
            view=view,
            title=brief.title,
            address=brief.address,
            lead=view.prose(lead),
            content=Markup(html),  # noqa: S704 - what MkDocs made of the project's own page
            source=f"docs/{page.file.src_uri}",
            overview=lambda: _overview(self._dossier, view),
            index=self._briefs.get(f"{page.file.src_uri.rpartition('/')[0]}/index.md"),
            briefs=_in_order(b for b in self._dossier.briefs if _is_brief(b, page.file.src_uri)),
            notes=view.notes.listed(),
        )
        headings = [Heading(item.id, unescape(item.title)) for item in page.toc if item.level > 1]
        headings += [Heading("_notes", "Source notes")] if len(view.notes) else []
        page.toc = contents(brief.title, headings)
        return body

    def _show(self, link: text.Link, is_embed: bool, stop: str) -> str:
        """The HTML of a [[link]] or ![[embed]] on the page at hand."""
        assert self._view is not None, "a page is begun before its links are shown"
        fact = self._dossier.fact(link)
        shown = self._view.fact(fact) if fact else None
        name = "embed" if is_embed else "link"
        return self._renderer.render(
            [f"partials/{name}.html.j2"], link=self._view.link(link), fact=shown, stop=stop
        ).strip()


def _overview(dossier: Dossier, view: View) -> dict[str, Any]:
    """What there is, counted."""
    return {
        "kinds": [
            (kind.label, kind.about, view.href(f"{id_}/"), _said_of(dossier, id_))
            for id_, kind in dossier.kinds.items()
        ],
        "briefs": _in_order(brief for brief in dossier.briefs if brief.layout == "brief"),
        "publishers": len(dossier.publishers),
        "sources": len(dossier.sources),
        "sources_href": view.href(f"{SOURCES}/"),
        "conflicts": sum(len(e.conflicts) for e in dossier.entities.values()),
        "overdue": sum(f.is_overdue(dossier.as_of) for f in dossier.facts()),
    }


def _said_of(dossier: Dossier, kind: str) -> int:
    """The entities of a kind of which something is said."""
    return sum(not entity.only_publishes for entity in dossier.by_kind[kind])


def _in_order(briefs: Iterable[Brief]) -> list[Brief]:
    return sorted(briefs, key=lambda brief: brief.order)


def _is_brief(brief: Brief, index: str) -> bool:
    folder = index.rpartition("/")[0]
    return bool(folder) and brief.uri.startswith(f"{folder}/") and brief.uri != index
