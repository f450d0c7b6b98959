"""Where results are kept, and where readers of the docs find them.

In: a comparison, its plot. Out: files in benchmarks/results/, which git ignores; and docs/speed/
with the plot and the table. A page of docs/speed/ shows a table between two lines

    <!-- benchmark: tmpfs-without-search -->
    <!-- /benchmark -->

where what stood there before is replaced.
"""

from __future__ import annotations

import re
from pathlib import Path

from results import Comparison

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).resolve().parent.parent / "docs" / "speed"


def comparison(found: Comparison, plot: str, *, to_docs: bool) -> None:
    """Write a comparison's table, figures and plot."""
    for folder in (RESULTS, *[DOCS] * to_docs):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{found.stem}.svg").write_text(plot, "utf-8")
    words = found.as_markdown()
    text(found.stem, words, found.as_json(), to_docs=False)
    if to_docs:
        into_pages(found.stem, f"![{alternative(found)}]({found.stem}.svg)\n\n{words}")


def text(stem: str, words: str, figures: str, *, to_docs: bool) -> None:
    """Write a table with its notes, and its figures."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{stem}.md").write_text(words, "utf-8")
    (RESULTS / f"{stem}.json").write_text(figures, "utf-8")
    if to_docs:
        into_pages(stem, words)


def into_pages(stem: str, words: str, folder: Path = DOCS) -> None:
    """Write a text into the pages that have a place for it; says so where none has."""
    # Columns that are aligned become styles in the page, which its policy forbids.
    words = words.replace("---:", "---").replace(":---", "---")
    place = re.compile(
        rf"(<!-- benchmark: {re.escape(stem)} -->\n).*?(<!-- /benchmark -->)", re.DOTALL
    )
    pages = [page for page in sorted(folder.glob("*.md")) if place.search(page.read_text("utf-8"))]
    for page in pages:
        put = place.sub(lambda found: f"{found[1]}\n{words}\n{found[2]}", page.read_text("utf-8"))
        page.write_text(put, "utf-8")
    if not pages:
        print(f"no page of {folder} has a place for it: <!-- benchmark: {stem} -->")


def alternative(found: Comparison) -> str:
    """What the plot shows, in words."""
    sizes = " and ".join(f"{size:,}" for size in sorted({r.size for r in found.results}))
    return f"Seconds of a cold build with {sizes} entities, by generator"
