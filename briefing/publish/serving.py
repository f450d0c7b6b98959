"""Serving: a site on this machine that follows every change.

In: MkDocs' server, after the first build. Out: the same server, which is told of changes by the
system instead of looking for them, and makes no more anew than it must.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from briefing.files import SCHEMA
from briefing.incremental.keeping import Place
from briefing.incremental.session import UNFIT, Session
from briefing.ledger import Ledger
from briefing.problem import as_text
from briefing.publish.building import LOGGER
from briefing.publish.watching import Watcher
from briefing.render import TemplateProblem

log = logging.getLogger(LOGGER)
SETTLED = 0.03
"""Seconds without another change after which an editor is taken to have saved all that it saves."""


class Serving:
    """One server's site, from start to end."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="briefing-"))
        self.place = Place(self._folder / "served.ledger", ())
        """Where full builds keep what the next update begins with."""
        self._session: Session | None = None

    def follow(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        """Let a server follow the changes of facts, templates, pages and settings."""
        mkdocs_yml, docs = Path(config.config_file_path), Path(config.docs_dir)
        for path in (docs, mkdocs_yml):
            server.unwatch(str(path))
        watcher = Watcher(mkdocs_yml)
        server.observer = watcher  # type: ignore[assignment]  # it has all that MkDocs asks of one
        server.build_delay = SETTLED
        # A file that is replaced is a new one to the system: its folder is what to look at.
        server.watch(str(mkdocs_yml.parent), recursive=False)
        data, templates = mkdocs_yml.parent / "data", mkdocs_yml.parent / "templates"
        for folder in (docs, data, templates, Path(config.theme.custom_dir or templates)):
            if folder.is_dir():
                server.watch(str(folder))
        self._begin()
        server.builder = self._builder(server.builder, watcher, data.resolve())

    def end(self) -> None:
        """Remove what was kept."""
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _builder(
        self, build: Callable[[], None], watcher: Watcher, data: Path
    ) -> Callable[[], None]:
        """What the server calls after changes; after a mistake it keeps the last good site."""

        def rebuild() -> None:
            changed = watcher.take()
            if all(_is_fact(path, data) for path in changed) and self._update(changed):
                return
            self._close()
            try:
                build()
            except (Abort, ConfigurationError, TemplateProblem) as mistake:
                log.error(str(mistake))  # noqa: TRY400 - the mistake is in the data, not in here
            except Exception:
                log.exception("The site can't be built")
            else:
                self._begin()

        return rebuild

    def _begin(self) -> None:
        """Take up what a full build has kept, if it has."""
        if self.place.path.is_file():
            try:
                self._session = Session(Ledger(self.place.path), keeps=False)
            except UNFIT:
                self._session = None

    def _close(self) -> None:
        if self._session:
            self._session.ledger.close()
            self._session = None

    def _update(self, paths: Collection[Path]) -> bool:
        """Bring the site up to date after changes of facts; whether that was possible."""
        started = time.monotonic()
        if not self._session:
            return False
        try:
            try:
                changes = self._session.changes(paths)
            except UNFIT:
                changes = self._session.changes()
            updated = self._session.update(changes)
        except UNFIT:
            return False
        sys.stderr.write(as_text(updated.problems))
        log.info(f"{updated.anew:,} pages anew, in {time.monotonic() - started:.2f} s")
        return True


def _is_fact(path: Path, data: Path) -> bool:
    """Whether a change there can be one of facts alone."""
    return path.is_relative_to(data) and path.relative_to(data).parts[0] != SCHEMA
