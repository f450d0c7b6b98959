"""Both sites, served on this machine at the root of a host and below a path, and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from briefing.browser import find_browser
from briefing.served import served
from tests.site.building import built_once

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


@pytest.fixture(scope="session")
def dossier_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first subject's site."""
    return built_once("dossier", tmp_path_factory).site


@pytest.fixture(scope="session")
def dossier(dossier_site: Path) -> Iterator[str]:
    """The address of the first subject's site, at the root of a host."""
    with served(dossier_site) as address:
        yield address


@pytest.fixture(scope="session")
def below(dossier_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the same site, below a path."""
    host = tmp_path_factory.mktemp("host")
    (host / BELOW).parent.mkdir(parents=True)
    (host / BELOW).symlink_to(dossier_site)
    with served(host) as address:
        yield f"{address}{BELOW}/"


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the second subject's site."""
    with served(built_once("tiny", tmp_path_factory).site) as address:
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
