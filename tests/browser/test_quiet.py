"""No page asks another host for anything, breaks its policy, fails, or opens a dialog."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.browser.kinds import EVERY, EVERY_NAME

VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));"""


@pytest.mark.parametrize(("site", "address"), EVERY, ids=EVERY_NAME)
def test_a_page_is_quiet(address: str, page: Page, root: str, dialogs: list[str]) -> None:
    asked: list[str] = []
    wrong: list[str] = []

    def answered(answer: Response) -> None:
        wrong.extend([f"{answer.status}: {answer.url}"] * (answer.status > 399))

    def said(message: ConsoleMessage) -> None:
        wrong.extend([message.text] * (message.type in ("error", "warning")))

    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("response", answered)
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    page.add_init_script(VIOLATIONS)
    page.goto(root + address)
    # The search loads its own files when it is first used.
    page.keyboard.press("/")
    page.keyboard.type("hut")
    page.locator(".md-search-result__meta").filter(has_not_text="Initializing").wait_for()
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")

    assert wrong + dialogs == []
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(root).netloc}
    assert all(urlsplit(url).path.startswith(urlsplit(root).path) for url in asked if ":" in url)
