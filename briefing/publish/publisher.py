"""The publisher: what happens at each step of an MkDocs build.

In: MkDocs' events. Out: a site with a page for every entity and source, swapped in when whole.
MkDocs reads and writes the hand-written pages and the indexes; the many pages alike, of entities
and sources, are set into their section's frame outside its loop.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from calendar import timegm
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefing.dossier import Dossier
from briefing.link import idle_conflicts, link
from briefing.page import Page
from briefing.pages import fact_pages, index_pages
from briefing.pages.redirects import redirects
from briefing.parallel import WorkFailed, processes_for, spread
from briefing.problem import as_text, in_order, summary
from briefing.progress import Progress
from briefing.project import Project
from briefing.publish.handwritten import Handwritten
from briefing.publish.mkdocs_pages import GeneratedPage, Theme, set_parent
from briefing.publish.site import (
    add_to_search,
    as_of,
    framed_page,
    leave_out_search,
    site_words,
    strict_warnings,
    write_redirect,
)
from briefing.render import Renderer, TemplateProblem
from briefing.search.findable import Findable
from briefing.search.written import written_page
from briefing.stage import Stage, StageError

log = logging.getLogger("mkdocs.plugins.briefing")


@dataclass
class Build:
    """What one run of MkDocs works with."""

    dossier: Dossier
    renderer: Renderer
    handwritten: Handwritten
    stage: Stage
    pages: list[Page]
    """The pages that are set into frames."""
    indexes: dict[str, GeneratedPage] = field(default_factory=dict)
    """The index page of each section, by its address."""
    found: list[Findable] = field(default_factory=list)
    """What can be found of the hand-written pages."""
    env: Environment | None = None
    nav: Navigation | None = None
    files: Files | None = None


class Publisher:
    """MkDocs hooks, as one object whose methods are the events."""

    def __init__(self, *, through_mkdocs: bool = False, processes: int | None = None) -> None:
        """`through_mkdocs` sends every page through MkDocs' own loop: slow, to compare with."""
        self.through_mkdocs = through_mkdocs
        self.processes = processes
        self.build: Build | None = None
        self._has_dated = False
        self._serving = False

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember whether this is a server: it stays, so its builds must not fork."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and link the data, before MkDocs touches the site."""
        self._discard()
        # What a build makes lives to its end: to look through it for garbage took a third of it.
        gc.disable()
        project = Project.of(Path(config.config_file_path).parent, Path(config.docs_dir))
        dossier = self._dossier(project, config)
        self._date_the_build(dossier)
        renderer = Renderer([project.root / "templates"], site_words(config, dossier))
        try:
            stage = Stage(Path(config.site_dir))
        except StageError as error:
            raise Abort(str(error)) from error
        self.build = Build(
            dossier, renderer, Handwritten(dossier, renderer, config), stage,
            [] if self.through_mkdocs else list(fact_pages(dossier)),
        )  # fmt: skip
        config.site_dir = str(stage.folder)
        return config

    def _dossier(self, project: Project, config: MkDocsConfig) -> Dossier:
        subject, briefs, problems = project.check()
        if any(not p.is_warning for p in problems):
            sys.stderr.write(as_text(problems))
            raise Abort(summary(problems))
        dossier = link(subject, briefs, as_of(config.extra))
        if warnings := in_order([*problems, *idle_conflicts(subject, dossier)]):
            sys.stderr.write(as_text(warnings))
            log.warning(f"{summary(warnings)} in the data")
        return dossier

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the index pages; and every other page, if all go through MkDocs."""
        leave_out_search(files, config)
        build = self._current()
        pages = list(index_pages(build.dossier))
        if self.through_mkdocs:
            pages += fact_pages(build.dossier)
        taken = {file.dest_uri for file in files}
        made_here = [page.address for page in (*pages, *build.pages)]
        for address in (*made_here, *(r.address for r in redirects(build.dossier))):
            if f"{address}index.html" in taken:
                raise Abort(f"{address} would be made twice: rename the file in docs/")
        for page in pages:
            made = GeneratedPage(page, self._body, config)
            files.append(made.file)
            if page.is_index:
                build.indexes[page.address] = made
            else:
                set_parent(made, build.indexes[page.section])
        build.files = files
        return files

    def _body(self, page: Page) -> Any:
        return self._guarded(self._current().renderer.page, page)

    @staticmethod
    def _guarded(work: Any, *args: Any) -> Any:
        """Call, and turn what is wrong with a template into a message."""
        try:
            return work(*args)
        except (TemplateProblem, WorkFailed) as error:
            raise Abort(str(error)) from error

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation for the frames."""
        self._current().nav = nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Keep the theme's environment for the frames."""
        self._current().env = env

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Begin a hand-written page."""
        if not isinstance(page, GeneratedPage):
            self._current().handwritten.begin(page)

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Finish a hand-written page."""
        if isinstance(page, GeneratedPage):
            return html
        build = self._current()
        finished: str = self._guarded(build.handwritten.finish, page, html)
        if not (page.meta.get("search") or {}).get("exclude"):
            build.found.append(written_page(build.handwritten.brief(page), finished))
        return finished

    def on_template_context(
        self, context: dict[str, Any], template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        """Add the pages outside MkDocs' loop to the sitemap."""
        if template_name == "sitemap.xml":
            context["pages"] = [*context["pages"], *self._sitemap_pages(config)]
        return context

    def _sitemap_pages(self, config: MkDocsConfig) -> list[SimpleNamespace]:
        build = self._current()
        dated = next(iter(build.indexes.values())).update_date
        return [
            SimpleNamespace(
                page=SimpleNamespace(
                    is_link=False,
                    canonical_url=urljoin(config.site_url or "", page.address),
                    abs_url=f"/{page.address}",
                    update_date=dated,
                )
            )
            for page in build.pages
        ]

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the pages outside MkDocs' loop and the search, swap the site in."""
        build = self._current()
        self._guarded(self._write_pages, build, config)
        for redirect in redirects(build.dossier):
            write_redirect(build.stage.folder, redirect, build.renderer, config)
        add_to_search(build.stage.folder, build.dossier, build.found)
        if strict_warnings():
            return  # MkDocs is about to fail, and the old site must stay
        build.stage.swap()
        config.site_dir = str(build.stage.site)
        self._discard()

    def _write_pages(self, build: Build, config: MkDocsConfig) -> None:
        if not build.pages:
            return
        assert build.env and build.nav and build.files is not None, "MkDocs has set up the theme"
        theme = Theme(config, build.env, build.nav, build.files)
        frames = {
            section: theme.frame(section, build.indexes[section])
            for section in dict.fromkeys(page.section for page in build.pages)
        }
        processes = self.processes or (1 if self._serving else processes_for(len(build.pages)))
        progress = Progress("pages", len(build.pages))

        def write(pages: Sequence[Page]) -> None:
            for page in pages:
                html = framed_page(page, build.renderer, frames[page.section], theme, config)
                path = build.stage.folder / page.address / "index.html"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(html.encode("utf-8", errors="xmlcharrefreplace"))
                progress.step(processes)

        spread(write, build.pages, processes)
        progress.end()

    def on_build_error(self, error: Exception) -> None:
        """Leave no trace of a build that failed."""
        self._discard()

    def on_shutdown(self) -> None:
        """Leave no trace of a build that was interrupted."""
        self._discard()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when data or templates change, too; after a mistake, serve the last good site."""
        build = server.builder

        def keep_serving() -> None:
            try:
                build()
            except (Abort, ConfigurationError, TemplateProblem) as mistake:
                log.error(str(mistake))  # noqa: TRY400 - the mistake is in the data, not in here
            except Exception:
                log.exception("The site can't be built")

        server.builder = keep_serving
        root = Path(config.config_file_path).parent
        for folder in (root / "data", root / "templates"):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _date_the_build(self, dossier: Dossier) -> None:
        """Tell MkDocs, which dates its sitemap, the day of the dossier in place of the clock's."""
        if self._has_dated or "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = str(timegm(dossier.as_of.timetuple()))
            self._has_dated = True

    def _current(self) -> Build:
        assert self.build is not None, "MkDocs has begun with on_config"
        return self.build

    def _discard(self) -> None:
        gc.enable()
        if self.build:
            self.build.stage.discard()
            self.build = None
        if self._has_dated:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
            self._has_dated = False
