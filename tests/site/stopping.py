"""An MkDocs hook for copies: stops a build at the moment that $STOP_AT names, until it is killed.

It says `stopped` on standard output when it is there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from mkdocs.plugins import event_priority

from briefing import stage
from briefing.render import Renderer

STOP_AT = os.environ["STOP_AT"]
FIRST, LAST = 100, -100
PAGES = 5
"""Pages that are rendered before a build stops among them."""
building = os.getpid()


def _stop(moment: str) -> None:
    if moment == STOP_AT:
        os.write(1, b"stopped\n")  # at once, though another process says it at the same moment
        while True:
            time.sleep(1)


@event_priority(LAST)
def on_config(config: Any) -> None:
    """The data is read, and the stage stands."""
    _stop("the data is read")


@event_priority(LAST)
def on_env(env: Any, config: Any, files: Any) -> None:
    """The hand-written pages are read."""
    _stop("pages are read")


def on_post_page(output: str, page: Any, config: Any) -> None:
    """MkDocs writes its first page."""
    _stop("a page is written")


@event_priority(FIRST)
def on_post_build(config: Any) -> None:
    """MkDocs has written its pages, the publisher begins with the others."""
    _stop("MkDocs is done")


def _counted(page: Callable[..., Any]) -> Callable[..., Any]:
    rendered = 0

    def counted(*args: Any) -> Any:
        nonlocal rendered
        rendered += 1
        if rendered == PAGES:
            _stop("pages are set into frames")
            if os.getpid() == building:
                _stop("pages are set into frames, here alone")
        return page(*args)

    return counted


def _around(exchange: Callable[..., bool]) -> Callable[..., bool]:
    def around(*args: Any) -> bool:
        _stop("the site is whole")
        done = exchange(*args)
        _stop("the site is swapped")
        return done

    return around


stage._exchange = _around(stage._exchange)
Renderer.page = _counted(Renderer.page)  # type: ignore[method-assign]
