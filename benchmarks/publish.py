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


def keep(found: Comparison, plot: str, folder: Path = RESULTS) -> None:
    """Write a comparison's table, figures and plot."""
    write(found.stem, found.as_markdown(), found.as_json(), folder)
    (folder / f"{found.stem}.svg").write_text(plot, "utf-8")


def write(stem: str, table: str, figures: str, folder: Path = RESULTS) -> None:
    """Write a table and its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.md").write_text(table, "utf-8")
    (folder / f"{stem}.json").write_text(figures, "utf-8")


def to_docs(found: Comparison, plot: str, folder: Path = DOCS) -> None:
    """Write the plot beside the pages, and the table into those that have a place for it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{found.stem}.svg").write_text(plot, "utf-8")
    into_pages(
        found.stem, f"![{alternative(found)}]({found.stem}.svg)\n\n{found.as_markdown()}", folder
    )


def into_pages(stem: str, text: str, folder: Path = DOCS) -> None:
    """Write a text into the pages that have a place for it; says so where none has."""
    place = re.compile(
        rf"(<!-- benchmark: {re.escape(stem)} -->\n).*?(<!-- /benchmark -->)", re.DOTALL
    )
    pages = [page for page in sorted(folder.glob("*.md")) if place.search(page.read_text("utf-8"))]
    for page in pages:
        put = place.sub(lambda found: f"{found[1]}\n{text}\n{found[2]}", page.read_text("utf-8"))
        page.write_text(put, "utf-8")
    if not pages:
        print(f"no page of {folder} has a place for it: <!-- benchmark: {stem} -->")


def alternative(found: Comparison) -> str:
    """What the plot shows, in words."""
    sizes = " and ".join(f"{size:,}" for size in sorted({r.size for r in found.results}))
    return f"Seconds of a cold build with {sizes} entities, by generator"
