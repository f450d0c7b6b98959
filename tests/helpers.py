"""What tests share: the base subject on disk, and golden cases.

A golden case is a YAML file in tests/cases/<folder>/. Its last key is `expect`, the whole text that
the engine must give. `pytest --update-cases` writes that text anew; a case is right only once
somebody has read it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from briefing.dossier import Dossier
from briefing.link import link
from briefing.problem import as_text
from briefing.project import Project

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
BASE = CASES / "base"
EXPECT = "\nexpect:"

Files = Mapping[str, str | None]
"""Texts by path; None stands for a file of the base subject that is not there."""


@dataclass(frozen=True)
class Case:
    """One behaviour: what is given, and what the engine must say of it."""

    path: Path
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Suite:
    """The golden cases of one run."""

    update: bool = False

    def expects(self, case: Case, said: str) -> str:
        """What a case expects; with `--update-cases`, from now on what the engine said."""
        expected = str(case.given.get("expect", ""))
        if not self.update or said == expected:
            return expected
        head = case.path.read_text("utf-8").rstrip("\n").partition(EXPECT)[0]
        case.path.write_text(f"{head}{EXPECT} |\n{indent(said, '  ')}", "utf-8")
        return said


def cases(folder: str) -> list[Any]:
    """The cases of a folder, as parameters named by their files."""
    found = sorted((CASES / folder).glob("*.yaml"))
    assert found, f"there are no cases in {folder}"
    return [pytest.param(read_case(path), id=path.stem) for path in found]


def read_case(path: Path) -> Case:
    return Case(path, yaml.safe_load(path.read_text("utf-8")))


def copy_base(root: Path, overlay: Files) -> Project:
    """Put the base subject into a folder, and the files of a case over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "docs").mkdir(exist_ok=True)
    write(root, overlay)
    return Project.of(root)


def write(root: Path, files: Files) -> None:
    """Write files below a folder; None removes one."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def linked(root: Path, overlay: Files, as_of: date | None = None) -> Dossier:
    """The dossier of the base subject with some files over it, which must have no errors."""
    subject, briefs, problems = copy_base(root, overlay).check()
    assert as_text([p for p in problems if not p.is_warning]) == ""
    return link(subject, briefs, as_of)


def relaying(publisher: str, *relays: str, more: str = "") -> str:
    """The text of a source that relays others."""
    return (
        f"title: Bridges\npublisher: {publisher}\nurl: https://e.org/\ntype: news\n"
        f"relays: [{', '.join(relays)}]\n{more}"
    )


def ladder(layers: int) -> Files:
    """Sources in layers of two, each relaying both of the next: 2 to the power of layers ways."""
    files = {
        f"data/sources/s-{i}-{side}.yaml": relaying(
            f"Paper {i}-{side}", *(f"s-{i + 1}-{below}" for below in (0, 1))
        )
        for i in range(layers)
        for side in (0, 1)
    }
    last = {f"data/sources/s-{layers}-{side}.yaml": relaying("River Agency") for side in (0, 1)}
    return {**files, **last}
