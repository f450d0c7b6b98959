"""Contestants on the track: each has the same content, warms up, and builds when it is told to.

In: a number of entities and contestants. Out: a project for each, from the subject for the engine,
its built site to copy, or that site's pages in the words of a generator; and their results.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import engine
from built_page import write_frames
from content import Synthetic
from measure import Run, Weight, run, run_watched, weigh
from peers import FLOOR, Contest
from projects import Generator, write_projects
from results import Result
from synthetic import write_subject


class Racer:
    """One contestant at one size."""

    def __init__(self, contest: Contest, project: Path, out: Path) -> None:
        """`out` is where it writes to, unless it can't be told."""
        self.contest = contest
        self.project = project
        self.command = contest.command(project, out)
        self.site = contest.site(project, out)
        self.runs: list[Run] = []
        self.memory = 0
        self.weight = Weight(0, 0, 0)
        self.first_search: int | None = None

    def warm_up(self, *, search: bool) -> float:
        """Build once, watched; weigh what came of it. The seconds that it took, roughly."""
        measured, self.memory = run_watched(self.command, self.site)
        self.weight = weigh(self.site)
        if search and self.contest.first_search:
            self.first_search = self.contest.first_search(self.site)
        return measured.wall

    def build(self) -> Run:
        """Build once, timed."""
        self.runs.append(run(self.command, self.site))
        return self.runs[-1]

    def result(self, size: int) -> Result:
        """What is known of it."""
        return Result(
            self.contest.name, size, tuple(self.runs), self.memory, self.weight, self.first_search
        )


def racers(size: int, folder: Path, contests: Sequence[Contest], *, search: bool) -> list[Racer]:
    """The contestants, with their projects written."""
    subject, built = folder / "subject", folder / "built"
    write_subject(Synthetic(size), subject, search=search)
    if any(contest.reads != "subject" or contest is FLOOR for contest in contests):
        run(engine.build(subject, built), built)
        write_frames(built, subject / "frames.json")
    projects = {c.reads: folder / c.folder for c in contests if isinstance(c.reads, Generator)}
    if projects:
        write_projects(built, projects, search=search)
    places = {"subject": subject, "site": built}
    return [
        Racer(
            contest,
            projects[contest.reads]
            if isinstance(contest.reads, Generator)
            else places[contest.reads],
            folder / "out",
        )
        for contest in contests
    ]
