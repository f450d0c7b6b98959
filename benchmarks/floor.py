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
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import built_page
from synthetic import ADDRESS, SITE

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing import dates  # noqa: E402 - the engine is found only now
from briefing.edition import Edition  # noqa: E402
from briefing.frame import TOKENS, Frame, Frames, Series, token  # noqa: E402
from briefing.page import Site  # noqa: E402
from briefing.parallel import processes_for  # noqa: E402
from briefing.problem import are_warnings  # noqa: E402
from briefing.project import Project  # noqa: E402
from briefing.work import Press  # noqa: E402

OURS = {built_page.TOKENS["contents"]: TOKENS["toc"], built_page.TOKENS["body"]: TOKENS["content"]}


def main() -> None:
    """Build the pages of a project, into the frames that stand beside it."""
    gc.disable()
    project, out = Project.of(Path(sys.argv[1])), sys.argv[2]
    edition = Edition(project, _site, None, processes_for)
    frames = json.loads((project.root / "frames.json").read_text("utf-8"))
    press = Press(_frames(frames, [page.address for page in edition.outline()]), out, ADDRESS)
    edition.start_press(press)
    assert are_warnings(edition.problems()), "the subject is without errors"
    edition.print(press, ())
    edition.dismiss()


def _site(as_of: date, method: str) -> Site:
    day = dates.of(as_of).words
    return Site(name=SITE, url=ADDRESS, as_of=day, edit="", report="", method=method)


def _frames(found: Mapping[str, Mapping[str, str]], indexes: list[str]) -> Frames:
    """The frames of a site that the engine has built before."""
    pages = {address: _frame(found[address.rstrip("/")]) for address in indexes}
    sections = {
        address: _frame(found.get(f"{address.rstrip('/')}-page", found[address.rstrip("/")]))
        for address in indexes
    }
    item = next(frame["item"] for frame in found.values() if frame["item"])
    before, rest = item.split(token("anchor"))
    inner, after = rest.split(token("words"))
    contents = Series("", (before, f"{after}{before}", after), (inner,))
    return Frames(contents, sections, pages, {})


def _frame(frame: Mapping[str, str]) -> Frame:
    html = frame["html"]
    for theirs, ours in OURS.items():
        html = html.replace(theirs, ours)
    return Frame.of(html, "", needed=("content",))


if __name__ == "__main__":
    main()
