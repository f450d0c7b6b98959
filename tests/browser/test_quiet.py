"""No page asks another host for anything, fails at anything, or opens a dialog."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import EVERY, EVERY_NAME


@pytest.mark.parametrize(("site", "address"), EVERY, ids=EVERY_NAME)
def test_a_page_is_quiet(address: str, page: Page, root: str) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status > 399 else 0,
    )
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type in ("error", "warning") else 0,
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))

    page.goto(root + address)
    # The search loads its own files when it is first used.
    page.keyboard.press("/")
    page.keyboard.type("hut")
    page.locator(".md-search-result__meta").filter(has_not_text="Initializing").wait_for()
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")

    assert wrong == []
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(root).netloc}
    assert all(urlsplit(url).path.startswith(urlsplit(root).path) for url in asked if ":" in url)
