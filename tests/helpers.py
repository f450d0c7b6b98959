"""What tests share: the base subject on disk, and golden cases.

A golden case is a YAML file in tests/cases/<folder>/. Its last key is `expect`, the whole text that
the engine must give. `pytest --update-cases` writes that text anew; a case is right only once
somebody has read it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from briefing.project import Project

__all__ = ["Case", "Project", "Suite", "cases", "copy_base", "write"]

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
BASE = CASES / "base"
EXPECT = "\nexpect:"


@dataclass(frozen=True)
class Case:
    """One behaviour: what is given, and what the engine must say of it."""

    path: Path
    given: Mapping[str, Any]

    @property
    def expect(self) -> str:
        """The text that the engine must give."""
        return str(self.given.get("expect", ""))


@dataclass(frozen=True)
class Suite:
    """Judges golden cases."""

    update: bool = False

    def judge(self, case: Case, actual: str) -> None:
        """Compare what the engine gave with what the case expects; or write it there."""
        if self.update and actual != case.expect:
            head = case.path.read_text("utf-8").rstrip("\n").partition(EXPECT)[0]
            case.path.write_text(f"{head}{EXPECT} |\n{indent(actual, '  ')}", "utf-8")
            return
        assert actual == case.expect


def cases(folder: str) -> list[Any]:
    """The cases of a folder, as parameters named by their files."""
    found = sorted((CASES / folder).glob("*.yaml"))
    return [pytest.param(_read(path), id=path.stem) for path in found]


def _read(path: Path) -> Case:
    return Case(path, yaml.safe_load(path.read_text("utf-8")))


def copy_base(root: Path, overlay: Mapping[str, str | None] | None = None) -> None:
    """Put the base subject into a folder, and the files of a case over it; None removes one."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    (root / "docs").mkdir(exist_ok=True)
    write(root, overlay or {})


def write(root: Path, files: Mapping[str, str | None]) -> None:
    """Write files below a folder; None removes one."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
