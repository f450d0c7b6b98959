#!/usr/bin/env python3
"""The engine without MkDocs: reads, checks, links, renders, and writes into ready-made frames.

    python3 benchmarks/floor.py PROJECT OUT

In: the folder of a subject with the frames of its site (`frames.json`), a folder to write to. Out:
the pages, without style sheets, scripts and search. What MkDocs and Material cost is what a build
takes longer than this.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from built_page import layout
from synthetic import ADDRESS, SITE

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing import dates  # noqa: E402 - the engine is found only now
from briefing.link import link  # noqa: E402
from briefing.page import Page  # noqa: E402
from briefing.pages import fact_pages, index_pages  # noqa: E402
from briefing.parallel import processes_for, spread  # noqa: E402
from briefing.project import Project  # noqa: E402
from briefing.render import Body, Renderer  # noqa: E402

SLOT = "\ue000([a-z]+)\ue001"


def main() -> None:
    """Build the pages of a project, into the frames that stand beside it."""
    gc.disable()
    project, out = Project.of(Path(sys.argv[1])), Path(sys.argv[2])
    frames = _Frames(project.root / "frames.json")
    subject, briefs, problems = project.check()
    assert all(problem.is_warning for problem in problems), "the subject is without errors"
    dossier = link(subject, briefs)
    words = dict.fromkeys(("edit", "report", "method"), "")
    words |= {"name": SITE, "url": ADDRESS, "as_of": dates.of(dossier.as_of).words}
    renderer = Renderer([], words)
    pages = [*index_pages(dossier), *fact_pages(dossier)]

    def write(some: Sequence[Page]) -> None:
        for page in some:
            path = out / page.address / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(frames.framed(page, renderer.page(page)), "utf-8")

    spread(write, pages, processes_for(len(pages)))


class _Frames:
    """The frames of a site that the engine has built before."""

    def __init__(self, file: Path) -> None:
        self._frames = {
            name: (re.split(SLOT, frame["html"]), re.split(SLOT, frame["item"]))
            for name, frame in json.loads(file.read_text("utf-8")).items()
        }

    def framed(self, page: Page, body: Body) -> str:
        pieces, item = self._frames[layout(page.address)]
        contents = "".join(
            _filled(item, {"anchor": heading.anchor, "words": escape(heading.title)})
            for heading in body.headings
        )
        slots = {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": f"{ADDRESS}{page.address}",
            "contents": contents,
            "body": body.html,
        }
        return _filled(pieces, slots)


def _filled(pieces: Sequence[str], slots: Mapping[str, str]) -> str:
    """Every second piece is the name of a slot."""
    return "".join(slots[piece] if i % 2 else piece for i, piece in enumerate(pieces))


if __name__ == "__main__":
    main()
