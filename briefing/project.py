"""A project: where a subject's data and pages are, read and checked in one place.

In: the folder that holds mkdocs.yml. Out: the subject, its hand-written pages, and every problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.brief import Brief, read_briefs
from briefing.check import check, check_drawings
from briefing.problem import Problem, in_order
from briefing.reading import read_subject
from briefing.subject import Subject


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one subject."""

    root: Path
    data: Path
    docs: Path

    @classmethod
    def of(cls, root: Path, docs: Path | None = None) -> Project:
        """The project in a folder; `docs` is where MkDocs says that its pages are."""
        root = root.resolve()
        return cls(root, root / "data", (docs or root / "docs").resolve())

    def check(self) -> tuple[Subject, list[Brief], list[Problem]]:
        """Read everything, and find every problem, sorted."""
        subject, problems = read_subject(self.root, self.data)
        briefs = []
        for page in read_briefs(self.root, self.docs):
            if isinstance(page, Problem):
                problems.append(page)
            else:
                briefs.append(page)
        problems += check(subject, briefs)
        problems += check_drawings(subject.regions, self.docs)
        return subject, briefs, in_order(problems)
