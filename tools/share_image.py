"""Draw the picture that stands beside shared links: templates/theme/assets/share.png.

It shows the engine's marks and no words of a subject, so that any site can use it; a subject that
has its own names it in mkdocs.yml (`extra: {share_image: assets/mine.png}`).

    .venv/bin/python tools/share_image.py
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from briefing.browser import find_browser

THEME = Path(__file__).resolve().parent.parent / "templates" / "theme"
PAGE = """
<!doctype html><meta charset="utf-8">
<style>
@font-face { font-family: Display; src: url(FONTS/brief-display.woff2); font-weight: 400 600; }
@font-face { font-family: Sans; src: url(FONTS/brief-sans.woff2); font-weight: 400 700; }
* { margin: 0; box-sizing: border-box; }
body { width: 1200px; height: 630px; padding: 84px 96px; background: #fdfcf9; color: #1a1d21; }
hr { border: 0; border-top: 5px solid #1a1d21; margin-bottom: 52px; }
h1 { font: 500 92px/1.08 Display; letter-spacing: -.012em; }
ul { display: flex; gap: 56px; margin: 76px 0 0; padding: 0; list-style: none; }
li { font: 400 34px/1.2 Sans; color: #555b63; }
svg { width: 44px; height: 44px; margin-right: 16px; vertical-align: -9px; color: #1a1d21; }
.symbols { position: absolute; width: 0; height: 0; }
</style>
SYMBOLS
<hr><h1>What is the case,<br>and who says so</h1>
<ul>
<li><svg><use href="#m-official"/></svg>Official record</li>
<li><svg><use href="#m-corroborated"/></svg>Corroborated</li>
<li><svg><use href="#m-single"/></svg>Single origin</li>
</ul>
"""


def main() -> None:
    """Draw it."""
    marks = (THEME / "partials" / "marks.html").read_text("utf-8")
    symbols = re.sub(r"<svg[^>]*>", '<svg class="symbols">', marks, count=1)
    page = PAGE.replace("FONTS", (THEME / "assets" / "fonts").as_uri())
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "share.html"  # as a file, so that it may load the fonts
        path.write_text(page.replace("SYMBOLS", symbols), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        drawn = browser.new_page(viewport={"width": 1200, "height": 630})
        drawn.goto(path.as_uri())
        drawn.evaluate("document.fonts.ready")
        drawn.screenshot(path=THEME / "assets" / "share.png")
        browser.close()


if __name__ == "__main__":
    main()
