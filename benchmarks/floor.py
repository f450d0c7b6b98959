#!/usr/bin/env python3
"""The engine without MkDocs: reads, checks, links, renders and writes, one process, a bare frame.

    python3 benchmarks/floor.py PROJECT OUT

What MkDocs and Material cost is what a build takes longer than this.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.link import link  # noqa: E402 - the engine is found only now
from briefing.page import Page, Site  # noqa: E402
from briefing.pages import fact_pages, index_pages  # noqa: E402
from briefing.parallel import processes_for, spread  # noqa: E402
from briefing.project import Project  # noqa: E402
from briefing.render import Renderer  # noqa: E402

BODY = "QQBODYQQ"


def main() -> None:
    """Build the pages of a project."""
    gc.disable()
    project, out = Project.of(Path(sys.argv[1])), Path(sys.argv[2])
    subject, briefs, problems = project.check()
    assert all(problem.is_warning for problem in problems), "the subject is without errors"
    dossier = link(subject, briefs)
    renderer = Renderer([], Site(name="", url="", as_of="", edit="", report="", method=""))
    before, after = (Path(sys.argv[1]) / "shell.html").read_text("utf-8").split(BODY)
    pages = [*index_pages(dossier), *fact_pages(dossier)]

    def write(some: Sequence[Page]) -> None:
        for page in some:
            path = out / page.address / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{before}{renderer.page(page).html}{after}", "utf-8")

    spread(write, pages, processes_for(len(pages)))


if __name__ == "__main__":
    main()
