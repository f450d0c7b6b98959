#!/usr/bin/env python3
"""The engine without MkDocs: reads, checks, links, renders and writes, in a bare frame.

    python3 benchmarks/floor.py PROJECT OUT

What MkDocs and Material cost is what a build takes longer than this.
"""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.edition import Edition  # noqa: E402 - the engine is found only now
from briefing.frame import TOKENS, Frame, Frames, Series  # noqa: E402
from briefing.page import Site  # noqa: E402
from briefing.parallel import processes_for  # noqa: E402
from briefing.problem import are_warnings  # noqa: E402
from briefing.project import Project  # noqa: E402
from briefing.work import Press  # noqa: E402

BODY = "QQBODYQQ"


def main() -> None:
    """Build the pages of a project."""
    gc.disable()
    folder, out = Path(sys.argv[1]), sys.argv[2]
    edition = Edition(Project.of(folder), _site, None, processes_for)
    shell = (folder / "shell.html").read_text("utf-8").replace(BODY, TOKENS["content"])
    frame = Frame.of(shell, "", needed=("content",))
    sections = {page.section: frame for page in edition.outline()}
    press = Press(Frames(Series("", ("", "", ""), ("",)), sections, {}, {}), out, "")
    edition.start_press(press)
    assert are_warnings(edition.problems()), "the subject is without errors"
    edition.print(press, ())
    edition.dismiss()


def _site(as_of: date, method: str) -> Site:
    return Site(name="", url="", as_of=str(as_of), edit="", report="", method=method)


if __name__ == "__main__":
    main()
