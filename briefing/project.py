"""A project: where a subject's data and pages are, read, checked and linked in one place.

In: the folder that holds mkdocs.yml. Out: the subject with its problems, or the linked dossier.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing import dates
from briefing.brief import Brief, read_briefs
from briefing.check import check
from briefing.link import Dossier, link
from briefing.problem import Problem, in_order
from briefing.subject import Subject, read_subject


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
        return subject, briefs, in_order(problems)

    def link(
        self, subject: Subject, briefs: Collection[Brief], as_of: object = None
    ) -> Dossier:
        """Link a subject without errors. `as_of` is a day as the configuration has it."""
        day = None
        if as_of is not None:
            parsed = dates.parse(str(as_of))
            day = parsed.last if isinstance(parsed, dates.Date) else None
        return link(subject, briefs, day if isinstance(day, date) else None)
