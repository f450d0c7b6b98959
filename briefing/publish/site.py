"""What a build says of its site, and the last touches to it.

In: the configuration, the dossier, a built folder. Out: the words that templates share, a framed
page, a search index.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from briefing import dates
from briefing.dossier import Dossier
from briefing.frame import Frame
from briefing.page import Page
from briefing.pages.redirects import Redirect
from briefing.problem import Mistake
from briefing.publish.mkdocs_pages import Theme, contents
from briefing.render import Renderer
from briefing.search.findable import Findable, to_json
from briefing.search.generated import generated, sections
from briefing.search.index import build, part

SEARCH_OF_THE_THEME = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def as_of(extra: Mapping[str, Any]) -> date | None:
    """The day that mkdocs.yml sets as the present: `extra: {as_of: 2026-11-22}`."""
    if "as_of" not in extra:
        return None
    day = dates.parse(str(extra["as_of"]))
    if isinstance(day, Mistake):
        raise Abort(f"mkdocs.yml: extra.as_of: {day.message}: {day.cure}")
    return day.last


def framed_page(
    page: Page, renderer: Renderer, frame: Frame, theme: Theme, config: MkDocsConfig
) -> str:
    """A page's body set into the frame of its section."""
    body = renderer.page(page)
    return frame.fill(
        {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": urljoin(config.site_url or "", page.address),
            "toc": theme.contents_list(contents(page.title, body.headings)),
            "content": body.html,
        }
    )


def write_redirect(
    site: Path, redirect: Redirect, renderer: Renderer, config: MkDocsConfig
) -> None:
    """Write the page at a former address, which leads on."""
    language = config.theme.get("language") or "en"
    html = renderer.render(
        ["partials/redirect.html.j2"],
        it=redirect,
        language=language,
        root="../" * redirect.address.count("/"),
    )
    path = site / redirect.address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, "utf-8")


def site_words(config: MkDocsConfig, dossier: Dossier) -> dict[str, str]:
    """What every template may say of the site: its name, date and addresses."""
    repository = (config.repo_url or "").rstrip("/")
    root = os.path.relpath(Path(config.config_file_path).parent, config.docs_dir)
    edit = ""
    if repository and config.edit_uri:
        edit = urljoin(f"{repository}/{config.edit_uri}", Path(root).as_posix() + "/")
    return {
        "name": config.site_name,
        "url": config.site_url or "/",
        "as_of": dates.of(dossier.as_of).words,
        "edit": edit,
        "report": f"{repository}/issues/new" if repository else "",
        "method": dossier.method,
    }


def add_to_search(site: Path, dossier: Dossier, written: Iterable[Findable]) -> None:
    """Write the search index; where MkDocs has made none, nobody asks for one.

    MkDocs' own index is left without entries: the theme loads it with every page, for its settings.
    """
    folder = site / "search"
    settings = folder / "search_index.json"
    if not settings.exists():
        return
    config = json.loads(settings.read_text("utf-8"))["config"]
    settings.write_text(to_json({"config": config, "docs": []}), "utf-8")
    found = part((*generated(dossier), *written))
    for name, data in build(sections(dossier), [found]).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def leave_out_search(files: Files, config: MkDocsConfig) -> None:
    """Leave out what the theme's own search would load: a megabyte that nobody asks for."""
    for file in [*files]:
        if file.src_uri.startswith(SEARCH_OF_THE_THEME) and file.src_dir != config.docs_dir:
            files.remove(file)


def strict_warnings() -> bool:
    """Whether a strict build has warned, which makes it fail after its last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(h, CountHandler) and h.get_counts() for h in handlers)
