#!/usr/bin/env python3
"""The dossier of this repository beside an empty site: what facts cost above MkDocs and Material.

    python3 benchmarks/empty.py --rounds 9

In: a number of rounds. Out: the medians of a build from nothing of both, interleaved, in the same
environment. The empty site has the dossier's theme, plugins and extensions, and one page without
words; the dossier is built as its team builds it, with all checks and its search.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import engine
import publish
from measure import Run, run, weigh
from results import ratio, seconds, table
from workplace import file_system, machine, parser, workplace

HEAD = ("site", "wall, s", "× empty", "CPU, s", "pages", "rounds")
CONFIG = """\
site_name: Empty
site_url: https://empty.example.org/
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [admonition, attr_list, tables, toc]
"""


@dataclass
class Site:
    """A site that is built over and over."""

    name: str
    command: list[str]
    out: Path
    runs: list[Run] = field(default_factory=list)
    pages: int = 0

    def build(self) -> None:
        """Build it from nothing, timed."""
        self.runs.append(run(self.command, self.out))
        self.pages = weigh(self.out).pages

    @property
    def wall(self) -> float:
        """The median of its builds."""
        return median(one.wall for one in self.runs)


def empty(folder: Path) -> Site:
    """An empty site of Material, built by the MkDocs that the engine uses."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Empty\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    out = folder / "site"
    command = [engine.python(), "-m", "mkdocs", "build", "-q"]
    return Site("empty", [*command, "-f", str(folder / "mkdocs.yml"), "-d", str(out)], out)


def main() -> None:
    """Build both as the command line asks."""
    line = parser("Time an empty site and the dossier.", rounds=9)
    line.add_argument("--publish", action="store_true", help="write into docs/speed/, too")
    options = line.parse_args()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with workplace(options) as folder:
        on, out = file_system(folder), folder / "dossier"
        sites = [empty(folder / "empty"), Site("dossier", engine.build(engine.ROOT, out), out)]
        for number in range(options.rounds + 1):
            for site in sites:
                site.build()
                if number == 0:
                    site.runs.clear()  # that was to warm up
                else:
                    print(f"{site.name}: {seconds(site.wall)} s so far", flush=True)
    rows = (
        (
            site.name, seconds(site.wall), ratio(site.wall, sites[0].wall),
            seconds(median(one.cpu for one in site.runs)), str(site.pages), str(len(site.runs)),
        )
        for site in sites
    )  # fmt: skip
    note = f"Medians, cold, interleaved, on {on}, with search. {machine()}.\n"
    text = f"{table(HEAD, rows)}\n{note}"
    print(text)
    figures = json.dumps([asdict(site) for site in sites], indent=1, default=str)
    publish.text(f"empty-{on}", text, figures, to_docs=options.publish)


if __name__ == "__main__":
    main()
