"""A project: where a subject's data and pages are, read and checked in one place.

In: the folder that holds mkdocs.yml. Out: the subject, its hand-written pages, and every problem.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.brief import Brief, read_briefs
from briefing.check import check, check_drawings
from briefing.files import SCHEMA
from briefing.problem import Problem, in_order
from briefing.reading import read_subject
from briefing.subject import Subject

KEPT = Path(".cache", "briefing")


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one subject."""

    root: Path
    data: Path
    docs: Path

    @property
    def kept(self) -> Path:
        """The folder of what is kept from build to build."""
        return self.root / KEPT

    @property
    def compiled(self) -> Path:
        """The folder of compiled templates."""
        return self.kept / "templates"

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

    def briefs(self) -> list[str]:
        """The addresses of the briefs, in their order."""
        pages = [page for page in read_briefs(self.root, self.docs) if isinstance(page, Brief)]
        found = sorted((page for page in pages if page.layout == "brief"), key=lambda it: it.order)
        return [page.address for page in found]

    def kinds(self) -> list[str]:
        """The kinds that are declared, which are sections of the site."""
        return sorted(path.stem for path in (self.data / SCHEMA).glob("*.yaml"))
