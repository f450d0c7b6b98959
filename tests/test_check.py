"""Golden cases of the rules: a subject in, every problem as a contributor sees it out.

The files of a case lie over the base subject in tests/cases/base.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.link import idle_conflicts, link
from briefing.problem import as_text, in_order, summary
from tests.helpers import Case, Project, Suite, cases, copy_base


@pytest.mark.parametrize("case", cases("check"))
def test_case(case: Case, suite: Suite, tmp_path: Path) -> None:
    copy_base(tmp_path, case.given["files"])
    subject, briefs, problems = Project.of(tmp_path).check()
    if all(p.is_warning for p in problems):
        problems = in_order([*problems, *idle_conflicts(subject, link(subject, briefs))])
    suite.judge(case, f"{as_text(problems)}{summary(problems)}\n")


def test_base_subject_has_no_problems(project: Project) -> None:
    _, _, problems = project.check()
    assert as_text(problems) == ""
