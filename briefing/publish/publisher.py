"""The publisher: what happens at each step of an MkDocs build.

In: MkDocs' events. Out: a site with a page for every entity and source, swapped in when whole.
MkDocs reads the hand-written pages and frames each kind of page once. Meanwhile the edition's crew
reads, checks and links the facts; in the end its pages are set into those frames.
"""

from __future__ import annotations

import gc
import os
import threading
from calendar import timegm
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefing.compiled import Compiled
from briefing.edition import Edition, Printed
from briefing.incremental.keeping import Keeper, Place, outputs_of
from briefing.incremental.made import Handmade
from briefing.kept import Damaged
from briefing.page import Body, Page
from briefing.parallel import processes_for
from briefing.policy import POLICY, SERVED
from briefing.project import Project
from briefing.publish.building import Build, guarded
from briefing.publish.handwritten import Handwritten
from briefing.publish.mkdocs_pages import GeneratedPage, contents, set_parent
from briefing.publish.plain import inputs_of
from briefing.publish.setting import Setting
from briefing.publish.site import (
    add_headers,
    as_of,
    empty_search,
    has_search,
    leave_out_search,
    shorten_styles,
    site_words,
    strict_warnings,
)
from briefing.sitemap import SITEMAP
from briefing.skeleton import Filled, filled
from briefing.stage import Stage, StageError, page_count

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from briefing.publish.serving import Serving

LAST = -100


class Publisher:
    """MkDocs hooks, as one object whose methods are the events."""

    def __init__(self, *, through_mkdocs: bool = False, processes: int | None = None) -> None:
        """`through_mkdocs` sends every page through MkDocs' own loop: slow, to compare with."""
        self.through_mkdocs = through_mkdocs
        self.processes = 1 if through_mkdocs else processes
        self.build: Build | None = None
        self.place: Place | None = None
        """Where to keep what the next build can use."""
        self.said: Sequence[str] = ()
        """What MkDocs has warned of until now."""
        self.pages = 0
        """How many pages the last site had."""
        self._serving: Serving | None = None
        self._has_dated = False

    def on_startup(self, command: str, dirty: bool) -> None:
        """Begin to serve, if that is what is wanted."""
        if command == "serve":
            from briefing.publish.serving import Serving  # noqa: PLC0415 - no build needs a server

            self._serving = Serving()
            self.place = self._serving.place

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set the crew to work, before MkDocs touches the site."""
        self._discard()
        # What a build makes lives to its end: to look through it for garbage took a third of it.
        gc.disable()
        project = Project.of(Path(config.config_file_path).parent, Path(config.docs_dir))
        try:
            stage = Stage(Path(config.site_dir))
        except StageError as error:
            raise Abort(str(error)) from error
        inputs = inputs_of(config, self.place.words) if self.place else None
        keeper = self._keeper(self.place) if self.place and inputs else None
        edition = Edition(
            project,
            site_words(config),
            as_of(config.extra),
            self._processes_for,
            keeps=keeper is not None,
            has_search=has_search(config),
        )
        addresses = {brief.uri: brief.address for brief in edition.briefs}
        setting = Setting(config, addresses, Handwritten(config))
        self.build = Build(edition, setting, stage, keeper=keeper, inputs=inputs)
        self._date_the_build(edition.as_of)
        config.site_dir = str(stage.folder)
        if edition.is_alone or not edition.is_readable:
            self.build.check()
        return config

    @staticmethod
    def _keeper(place: Place) -> Keeper | None:
        """Who keeps the ledger; nobody where it can't be written, which is no mistake."""
        try:
            return Keeper(place)
        except (OSError, Damaged):
            return None

    def _processes_for(self, count: int) -> int:
        """How many processes to use; a server that runs already has threads, and must not fork."""
        if threading.active_count() > 1:
            return 1
        return self.processes or processes_for(count)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the index pages; and every other page, if all go through MkDocs."""
        build = self._current()
        leave_out_search(files, config)
        add_headers(files, config)
        build.taken = {file.dest_uri for file in files}
        build.refuse_taken(build.edition.expected())
        body = self._body if self.through_mkdocs else build.setting.token_body
        pages = build.edition.every_page() if self.through_mkdocs else build.edition.outline()
        for page in pages:
            made = GeneratedPage(page, body, config)
            files.append(made.file)
            if page.is_index:
                build.setting.indexes[page.address] = made
            else:
                set_parent(made, build.setting.indexes[page.section])
        return files

    def _body(self, page: Page) -> Body:
        """The body of a generated page; only where all pages go through MkDocs."""
        body: Body = guarded(self._current().edition.renderer.page, page)
        return body

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation for the frames."""
        self._current().nav = nav
        # Firefox fetches a page's next one beforehand, which the policy forbids.
        for page in nav.pages:
            page.previous_page = page.next_page = None

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Begin a hand-written page."""
        if not isinstance(page, GeneratedPage):
            self._current().setting.handwritten.begin(page)

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Keep a hand-written page, and leave a token in its place."""
        if isinstance(page, GeneratedPage):
            return html
        build = self._current()
        if not self.through_mkdocs:
            return build.setting.hold(page, html)
        skeleton = build.setting.handwritten.finish(page, html)
        edition = build.edition
        made: Filled = guarded(filled, skeleton, edition.whole, edition.renderer)
        build.handmade.append((skeleton, made))
        page.toc = contents("", made.body.headings)
        return made.body.html

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Frame the sections, and let the crew write its pages."""
        build = self._current()
        assert build.nav, "MkDocs has made the navigation"
        if build.keeper:
            env.bytecode_cache = Compiled(build.edition.project.compiled)
        env.globals["policy"] = SERVED if self._serving else POLICY
        build.setting.set_up(env, build.nav, files)
        if not self.through_mkdocs:
            build.edition.start_press(build.press())

    @event_priority(LAST)
    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep the frame of a page, as the other hooks have left it."""
        if not self.through_mkdocs:
            self._current().setting.keep_frame(page, output)
        return output

    def on_template_context(
        self, context: dict[str, Any], template_name: str, config: MkDocsConfig
    ) -> dict[str, Any]:
        """Let the theme show how it lists pages in the sitemap."""
        if template_name == SITEMAP and not self.through_mkdocs:
            tokens = self._current().setting.sitemap_tokens()
            context["pages"] = [*context["pages"], *tokens]
        return context

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Keep the sitemap, whose addresses are not all known yet."""
        if template_name == SITEMAP and not self.through_mkdocs:
            self._current().setting.keep_sitemap(output)
        return output

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Set the facts into the frames, complete the site, and swap it in."""
        build = self._current()
        edition, folder = build.edition, str(build.stage.folder)
        build.refuse_hidden()
        language = config.theme.get("language") or "en"
        if build.keeper:
            build.keeper.keep_facts(edition)
        if self.through_mkdocs:
            printed = Printed(edition.print_search(folder, build.handmade), build.handmade)
        else:
            printed = guarded(edition.print, build.press(), build.setting.skeletons)
        written = printed.files
        written |= edition.finish(folder, config.site_url or "", language, build.setting.sitemap)
        empty_search(build.stage.folder)
        shorten_styles(build.stage.folder)
        if strict_warnings():
            return  # MkDocs is about to fail, and the old site must stay
        self.pages = page_count(written) - len(edition.addresses.former)
        if build.keeper:
            pages = tuple(Handmade.of(skeleton, page) for skeleton, page in printed.handmade)
            outputs = outputs_of(folder, written, build.taken)
            made = build.made(pages, language, self.said)
            build.keeper.keep_site(made, outputs, edition.addresses)
        with build.keeper.swapping(build.stage.site) if build.keeper else nullcontext():
            build.stage.swap()
        build.keeper = None
        config.site_dir = str(build.stage.site)
        self._discard()

    def on_build_error(self, error: Exception) -> None:
        """Leave no trace of a build that failed."""
        self._discard()

    def on_shutdown(self) -> None:
        """Leave no trace of a build that was interrupted, nor of a server."""
        self._discard()
        if self._serving:
            self._serving.end()
            self._serving = None

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Follow changes of data and templates, too; after a mistake, serve the last good site."""
        assert self._serving, "MkDocs has begun with on_startup"
        self._serving.follow(server, config)
        return server

    def _date_the_build(self, day: date) -> None:
        """Tell MkDocs, which dates its sitemap, the day of the dossier in place of the clock's."""
        if self._has_dated or "SOURCE_DATE_EPOCH" not in os.environ:
            os.environ["SOURCE_DATE_EPOCH"] = str(timegm(day.timetuple()))
            self._has_dated = True

    def _current(self) -> Build:
        assert self.build is not None, "MkDocs has begun with on_config"
        return self.build

    def _discard(self) -> None:
        gc.enable()
        if self.build:
            self.build.edition.dismiss()
            self.build.stage.discard()
            if self.build.keeper:
                self.build.keeper.discard()
            self.build = None
        if self._has_dated:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
            self._has_dated = False
