#!/usr/bin/env python3
"""Pages of the dossier in Lighthouse, beside the same pages of a stock Material site.

    npm install -g lighthouse
    python3 benchmarks/lighthouse.py --rounds 3 [ADDRESS ...]

In: a number of rounds, and addresses of pages. Out: the medians of the scores of each page, of the
time until its largest part is there, and of how far it shifts: on Lighthouse's telephone, served
with gzip on this machine, every page of both sites in turn. Material has its own settings, but no
web fonts, whose host is not part of the comparison, and the text of our pages as Markdown.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import NamedTuple

import engine
from as_markdown import PYTHON_MARKDOWN, Writer
from built_page import BuiltPage
from measure import run
from results import table
from workplace import machine, parser, workplace

PAGES = ("", "units/", "units/12th-mlr/", "capabilities/typhon/", "sources/kyodo-2024-11-24/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = ("page", "site", *CATEGORIES, "largest, s", "blocked, ms", "shift")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic")
CONFIG = """\
site_name: Stock
site_description: The same pages as Material shows them.
site_url: https://stock.example.org/
theme: {name: material, font: false}
markdown_extensions: [admonition, attr_list, tables]
validation: {links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore}}
"""
PACKED = (".html", ".css", ".js", ".json", ".svg")


class Score(NamedTuple):
    """What Lighthouse says of a page."""

    categories: tuple[float, ...]
    """Of a hundred, as in CATEGORIES."""
    largest: float
    """Seconds until the largest part is painted."""
    blocked: float
    """Milliseconds for which the page could not answer: the busier the machine, the more."""
    shift: float


def write_stock(site: Path, project: Path, addresses: Iterable[str]) -> None:
    """Write pages of a built site as a project of plain Material, with the pictures they show."""
    for address in {"", *addresses}:
        page = BuiltPage.of(site / address / "index.html", site)
        front = {"title": page.title, "description": page.description}
        text = Writer(PYTHON_MARKDOWN, page.contents).page(page.body)
        path = project / "docs" / address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n{text}", "utf-8")
    shutil.copytree(site / "assets" / "map", project / "docs" / "assets" / "map")
    (project / "mkdocs.yml").write_text(CONFIG, "utf-8")


class _Handler(SimpleHTTPRequestHandler):
    """Serves files as hosts do: packed where that helps, several over one connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep still."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def scored(url: str, report: Path) -> Score:
    """Let Lighthouse look at a page."""
    command = ["lighthouse", url, "--quiet", "--output=json", f"--output-path={report}"]
    subprocess.run(
        [
            *command,
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(FLAGS)}",
        ],
        check=True,
    )
    said = json.loads(report.read_text("utf-8"))
    audits = said["audits"]
    scorings = [it for name in CATEGORIES[1:] for it in said["categories"][name]["auditRefs"]]
    for audit in (audits[it["id"]] for it in scorings if it["weight"]):
        if audit["score"] is not None and audit["score"] < 1:
            print(f"  {url}: {audit['title']}", file=sys.stderr)
    return Score(
        tuple(100 * (said["categories"][name]["score"] or 0) for name in CATEGORIES),
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["total-blocking-time"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
    )


def medians(page: str, site: str, scores: Sequence[Score]) -> tuple[str, ...]:
    """A row of the table."""
    each = zip(*(it.categories for it in scores), strict=True)
    numbers = [f"{median(values):.0f}" for values in each]
    largest = median(it.largest for it in scores)
    blocked = median(it.blocked for it in scores)
    shift = median(it.shift for it in scores)
    return (
        *(page or "home", site, *numbers),
        *(f"{largest:.2f}", f"{blocked:.0f}", f"{shift:.3f}"),
    )


def main() -> None:
    """Score the pages of both sites as the command line asks."""
    line = parser("Score pages in Lighthouse.", rounds=3)
    line.add_argument("pages", nargs="*", metavar="ADDRESS", default=PAGES)
    options = line.parse_args()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not shutil.which("lighthouse"):
        sys.exit("lighthouse is not there: npm install -g lighthouse")
    pages = [f"{page.strip('/')}/".removeprefix("/") for page in options.pages]
    with workplace(options) as folder:
        ours, stock = folder / "briefing", folder / "material"
        run(engine.build(engine.ROOT, ours), ours)
        write_stock(ours, folder / "stock", pages)
        mkdocs = [engine.python(), "-m", "mkdocs", "build", "-q", "-d", str(stock)]
        run([*mkdocs, "-f", str(folder / "stock" / "mkdocs.yml")], stock)
        scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
        with _served(ours) as our_root, _served(stock) as stock_root:
            for _ in range(options.rounds):
                for page in pages:
                    for site, root in (("briefing", our_root), ("material", stock_root)):
                        score = scored(root + page, folder / "report.json")
                        scores[page, site].append(score)
                        print(*medians(page, site, [score]), flush=True)
    print(table(HEAD, (medians(*key, them) for key, them in scores.items())))
    print(f"Medians of {options.rounds} rounds, interleaved. {machine()}.")


if __name__ == "__main__":
    main()
