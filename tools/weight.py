#!/usr/bin/env python3
"""Weigh pages: what a first visit loads, and what the next page adds, compressed as hosts do it.

    python3 tools/weight.py site units/some-unit [ADDRESS ...]

In: a built site and addresses of pages. Out: a table in kB. Needs Chromium and playwright, which
`python3 build.py test` installs.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Request, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
SETTLED = 1000
"""Milliseconds after which a page has asked for all that it asks for by itself."""
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value;
}).observe({type: "layout-shift", buffered: true});
"""
COMPRESSED_ALREADY = (".woff2", ".png", ".gz")


class Weight(NamedTuple):
    """What a visit that begins with a page loads, and how its page moves meanwhile."""

    first: dict[str, int]
    """Bytes of each file of the page, by its path."""
    following: dict[str, int]
    """Bytes of what the next page asks for besides."""
    shift: float
    """Cumulative layout shift of the first page."""


def weigh(browser: Browser, root: str, address: str, following: str) -> Weight:
    """Visit two pages of the site at `root`, one after the other."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    loaded: dict[str, int] = {}

    def finished(request: Request) -> None:
        path = request.url.removeprefix(root)
        response = request.response()
        if response and path not in loaded:
            body = response.body()
            packed = path.endswith(COMPRESSED_ALREADY)
            loaded[path] = len(body) if packed else len(gzip.compress(body, 9))

    page.on("requestfinished", finished)
    page.goto(root + address)
    page.wait_for_timeout(SETTLED)
    first, shift = dict(loaded), page.evaluate("window.shifts")
    page.goto(root + following)
    page.wait_for_timeout(SETTLED)
    context.close()
    return Weight(first, {k: v for k, v in loaded.items() if k not in first}, shift)


def main() -> int:
    """Read the arguments and print the table."""
    sys.path.insert(0, str(PROJECT))
    # The project is found only now.
    from briefing.browser import find_browser  # noqa: PLC0415
    from briefing.served import served  # noqa: PLC0415

    parser = argparse.ArgumentParser(description="Weigh pages of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="+", metavar="ADDRESS")
    options = parser.parse_args()
    pages = [f"{page.strip('/')}/" for page in options.pages]
    with served(options.site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{'page':50} {'first, kB':>10} {'next, kB':>10} {'shift':>7}")
        for page, following in zip(pages, [*pages[1:], pages[0]], strict=True):
            it = weigh(browser, root, page, following)
            first, more = sum(it.first.values()) / 1e3, sum(it.following.values()) / 1e3
            print(f"{page:50} {first:10.1f} {more:10.1f} {it.shift:7.4f}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
