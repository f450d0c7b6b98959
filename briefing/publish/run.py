"""MkDocs, run: one build, or a server that rebuilds.

In: the subject's mkdocs.yml. Out: a built site and a line about it, or messages on the terminal.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

# Material prints a notice about MkDocs 2 on import; our lock keeps MkDocs 1.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load

from briefing.incremental.keeping import Place
from briefing.publish.building import LOGGER
from briefing.publish.plain import hooks_of
from briefing.publish.publisher import Publisher
from briefing.publish.site import as_of


class Built(NamedTuple):
    """A site that was built."""

    site: Path
    pages: int


Misconfigured = ConfigurationError
"""What is raised where mkdocs.yml can't be used; the message says why."""


def docs_folder(config: Path) -> Path:
    """The folder of the hand-written pages, as mkdocs.yml has it.

    Raises Misconfigured where mkdocs.yml can't be read.
    """
    return config.parent / str(_settings(config).get("docs_dir", "docs"))


def setting(config: Path, name: str) -> str:
    """A setting of mkdocs.yml, such as the site's name; empty where it is not set.

    Raises Misconfigured where mkdocs.yml can't be read.
    """
    return str(_settings(config).get(name) or "")


def present(config: Path) -> date | None:
    """The day that mkdocs.yml sets as the present, if it does.

    Raises Misconfigured where mkdocs.yml can't be read.
    """
    extra = _settings(config).get("extra")
    try:
        return as_of(extra if isinstance(extra, dict) else {})
    except Abort as error:
        raise Misconfigured(str(error)) from error


def _settings(config: Path) -> dict[str, Any]:
    with config.open("rb") as file:
        named: Any = yaml_load(file)
    return named if isinstance(named, dict) else {}


def build(
    config_file: Path,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    day: date | None = None,
    place: Place | None = None,
) -> Built | None:
    """Build the site once, `day` being the present in place of what mkdocs.yml says.

    `place` is where to keep what the next build can use. Returns None where the build failed and
    said why.
    """
    with _Terminal(logging.WARNING) as warned:
        config = _config(config_file, site_dir=site_dir, strict=strict)
        if config is None:
            return None
        publisher = _publisher(config)
        if publisher:
            publisher.place, publisher.said = place, warned
        if day:
            config.extra["as_of"] = day.isoformat()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        except (Abort, TemplateError) as error:
            sys.stderr.write(f"{said(error)}\n")
            return None
        finally:
            config.plugins.on_shutdown()
    return Built(Path(config.site_dir), publisher.pages if publisher else 0)


def _publisher(config: MkDocsConfig) -> Publisher | None:
    """The engine's part of MkDocs' hooks, if the configuration has it."""
    found = (getattr(hook, "publisher", None) for hook in hooks_of(config).values())
    return next((it for it in found if isinstance(it, Publisher)), None)


def serve(config_file: Path, *, strict: bool = False, address: str | None = None) -> int:
    """Serve the site until interrupted. The exit status."""
    from mkdocs.commands import serve as mkdocs_serve  # noqa: PLC0415 - no build needs a server

    with _Terminal(logging.INFO):
        try:
            wanted: dict[str, Any] = {"strict": True} if strict else {}
            if address:
                wanted["dev_addr"] = address
            mkdocs_serve.serve(config_file=str(config_file), **wanted)
        except (Abort, ConfigurationError, TemplateError, OSError) as error:
            sys.stderr.write(f"{said(error)}\n")
            return 1
    return 0


def _config(config_file: Path, *, site_dir: Path | None, strict: bool) -> MkDocsConfig | None:
    wanted: dict[str, Any] = {"strict": True} if strict else {}
    if site_dir:
        wanted["site_dir"] = str(site_dir.resolve())
    try:
        return load_config(config_file=str(config_file), **wanted)
    except (Abort, ConfigurationError) as error:
        sys.stderr.write(f"{error}\n")
        return None


def said(error: Exception) -> str:
    """What went wrong, with the place where it is one of the theme's templates."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or 'a template'}:{error.lineno}: {error.message}"
    return str(error)


class _Terminal(logging.Handler):
    """While open, MkDocs' messages from a level up go to standard error.

    Opened, it gives the warnings among them that are not the engine's, as they come.
    """

    def __init__(self, level: int) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        self._level = level
        self._said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message."""
        words = self.format(record)
        sys.stderr.write(f"{words}\n")
        if record.levelno >= logging.WARNING and record.name != LOGGER:
            self._said.append(words)

    def __enter__(self) -> list[str]:
        logger = logging.getLogger("mkdocs")
        logger.setLevel(self._level)
        logger.addHandler(self)
        return self._said

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)
