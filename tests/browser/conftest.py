"""Both sites, served on this machine at the root of a host and below a path, and a browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from briefing.browser import find_browser
from tests.site.building import DOSSIER, TINY, built

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BELOW = "some/where"
"""The path that a host might give to a site."""


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep still."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder on this machine's own network: its address."""
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def dossier_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first subject's site."""
    return built(tmp_path_factory.mktemp("dossier") / "site", subject=DOSSIER).site


@pytest.fixture(scope="session")
def dossier(dossier_site: Path) -> Iterator[str]:
    """The address of the first subject's site, at the root of a host."""
    with serving(dossier_site) as address:
        yield address


@pytest.fixture(scope="session")
def below(dossier_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site, below a path."""
    host = tmp_path_factory.mktemp("host")
    (host / BELOW).parent.mkdir(parents=True)
    (host / BELOW).symlink_to(dossier_site)
    with serving(host) as address:
        yield f"{address}{BELOW}/"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the second subject's site."""
    with serving(built(tmp_path_factory.mktemp("tiny") / "site", subject=TINY).site) as address:
        yield address


@pytest.fixture
def root(site: str, request: pytest.FixtureRequest) -> str:
    """The address of the site that a test's `site` names."""
    address: str = request.getfixturevalue(site)
    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome. Without one the tests are skipped, but in CI they fail."""
    found = find_browser()
    if not found:
        missing = "no Chromium or Chrome is installed (or set CHROME to one)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that reader."""
    return context.new_page()


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """What the dialogs of the tab say; they are closed at once."""
    said: list[str] = []

    def close(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return said


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A tab of a reader whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
