"""Golden cases of the rules: a subject in, every problem as a contributor sees it out.

The files of a case lie over the base subject in tests/cases/base.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.link import idle_conflicts, link
from briefing.problem import as_text, in_order, summary
from briefing.project import Project
from tests.helpers import CASES, Case, Suite, cases, copy_base, read_case


@pytest.mark.parametrize("case", cases("check"))
def test_case(case: Case, suite: Suite, tmp_path: Path) -> None:
    subject, briefs, problems = copy_base(tmp_path, case.given["files"]).check()
    if all(p.is_warning for p in problems):
        for id_, entity in link(subject, briefs).entities.items():
            problems += idle_conflicts(entity, subject.entities[id_])
        problems = in_order(problems)
    said = f"{as_text(problems)}{summary(problems)}\n"
    assert said == suite.expects(case, said)


def test_base_subject_has_no_problems(project: Project) -> None:
    _, _, problems = project.check()
    assert as_text(problems) == ""


def test_every_case_begins_with_one_line_about_it_and_ends_with_what_it_expects() -> None:
    paths = [path for path in CASES.glob("*/*.yaml") if path.parent.name != "base"]
    odd = [
        path.name
        for path in paths
        if (keys := [*(given := read_case(path).given)])[0] != "about"
        or keys[-1] != "expect"
        or "\n" in given["about"]
        or not given["about"].endswith(".")
    ]
    assert odd == []
