#!/usr/bin/env python3
"""The engine without MkDocs: reads, checks, links, renders and writes, one process, a bare frame.

    python3 benchmarks/floor.py PROJECT OUT

What MkDocs and Material cost is what a build takes longer than this.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.link import link  # noqa: E402 - the engine is found only now
from briefing.pages import fact_pages, index_pages  # noqa: E402
from briefing.parallel import processes_for, spread  # noqa: E402
from briefing.project import Project  # noqa: E402
from briefing.render import Renderer  # noqa: E402

BODY, TITLE = "QQBODYQQ", "QQTITLEQQ"


def main() -> None:
    """Build the pages of a project."""
    gc.disable()
    project, out = Project.of(Path(sys.argv[1])), Path(sys.argv[2])
    subject, briefs, problems = project.check()
    assert all(problem.is_warning for problem in problems), "the subject is without errors"
    dossier = link(subject, briefs)
    words = dict.fromkeys(("name", "url", "as_of", "edit", "report", "method"), "")
    renderer = Renderer([], words)
    shell = (Path(__file__).parent / "shell.html").read_text("utf-8")
    before, after = shell.split(BODY)
    pages = [*index_pages(dossier), *fact_pages(dossier)]

    def write(some: list[object]) -> None:
        for page in pages if some is pages else some:
            path = out / page.address / "index.html"  # type: ignore[attr-defined]  # it is a Page
            path.parent.mkdir(parents=True, exist_ok=True)
            html = f"{before}{renderer.page(page).html}{after}"  # type: ignore[arg-type]
            path.write_text(html, "utf-8")

    spread(write, pages, processes_for(len(pages)))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
