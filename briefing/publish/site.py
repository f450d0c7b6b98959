"""What a build says of its site, and the last touches to it.

In: the configuration, a built folder. Out: the words that templates share; no trace of what the
theme's own search would load.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import CountHandler

from briefing import dates
from briefing.page import Site
from briefing.policy import HEADERS_FILE, headers_file
from briefing.problem import Mistake
from briefing.search import SEARCH

SEARCH_PLUGINS = {"search", "material/search"}
LEFT_OUT_OF_STYLES = re.compile(
    r"""(?P<kept>"[^"]*"|'[^']*'|url\([^)]*\)|/\*!.*?\*/)|/\*.*?\*/|(?P<breaks>\n)\s+""", re.DOTALL
)
"""What stands in quotes stays as it is, and so does a notice: a comment that begins with `!`."""
SEARCH_OF_THE_THEME = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def as_of(extra: Mapping[str, Any]) -> date | None:
    """The day that mkdocs.yml sets as the present: `extra: {as_of: 2026-11-22}`."""
    if "as_of" not in extra:
        return None
    day = dates.parse(str(extra["as_of"]))
    if isinstance(day, Mistake):
        raise Abort(f"mkdocs.yml: extra.as_of: {day.message}: {day.cure}")
    return day.last


def site_words(config: MkDocsConfig) -> Callable[[date, str], Site]:
    """What every page may say of the site, for a day and the address of the method page."""
    repository = (config.repo_url or "").rstrip("/")
    root = os.path.relpath(Path(config.config_file_path).parent, config.docs_dir)
    edit = ""
    if repository and config.edit_uri:
        edit = urljoin(f"{repository}/{config.edit_uri}", Path(root).as_posix() + "/")

    def words(as_of: date, method: str) -> Site:
        return Site(
            name=config.site_name,
            url=config.site_url or "/",
            as_of=dates.of(as_of).words,
            edit=edit,
            report=f"{repository}/issues/new" if repository else "",
            method=method,
        )

    return words


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site has a search: the theme's plugin is its switch."""
    return not SEARCH_PLUGINS.isdisjoint(config.plugins)


def empty_search(site: Path) -> None:
    """Leave MkDocs' own index without entries: the theme loads it with every page."""
    path = site / SEARCH / "search_index.json"
    if path.exists():
        config = json.loads(path.read_text("utf-8"))["config"]
        path.write_text(json.dumps({"config": config, "docs": []}, separators=(",", ":")), "utf-8")


def shorten_styles(site: Path) -> None:
    """Take comments and indentation out of our style sheets: a fifth of their weight."""
    for path in (site / "assets").glob("*.css"):
        css = LEFT_OUT_OF_STYLES.sub(
            lambda it: it["kept"] or it["breaks"] or "", path.read_text("utf-8")
        )
        path.write_text(css, "utf-8")


def leave_out_search(files: Files, config: MkDocsConfig) -> None:
    """Leave out what the theme's own search would load: a megabyte that nobody asks for."""
    for file in [*files]:
        if file.src_uri.startswith(SEARCH_OF_THE_THEME) and file.src_dir != config.docs_dir:
            files.remove(file)


def add_headers(files: Files, config: MkDocsConfig) -> None:
    """Add what tells hosts the headers to send, unless docs/ has its own."""
    if not files.get_file_from_path(HEADERS_FILE):
        files.append(File.generated(config, HEADERS_FILE, content=headers_file()))


def strict_warnings() -> bool:
    """Whether a strict build has warned, which makes it fail after its last event."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(h, CountHandler) and h.get_counts() for h in handlers)
