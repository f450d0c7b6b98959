"""Golden cases of impact: files and a source in; what would become of the facts out.

The files of a case lie over the base subject in tests/cases/base. `source` names the one that
falls; what is told is what the command `impact` prints.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.impact import as_words, impact
from tests.helpers import Case, Suite, cases, ladder, linked


@pytest.mark.parametrize("case", cases("impact"))
def test_case(case: Case, suite: Suite, tmp_path: Path) -> None:
    source = case.given["source"]
    said = as_words(source, impact(linked(tmp_path, case.given["files"]).traces.resting(source)))
    assert said == suite.expects(case, said)


def test_fact_that_rests_on_a_source_in_many_ways_is_told_once(tmp_path: Path) -> None:
    cited = ", ".join(f"{{source: s-0-{side}, at: p}}" for side in (0, 1, 0))
    fact = f"{{value: stone, status: reported, cite: [{cited}]}}"
    mill = {"data/bridges/mill-bridge.yaml": f"name: Mill Bridge\nfacts:\n  material: {fact}\n"}
    dossier = linked(tmp_path, {**mill, **ladder(10)})
    for source in ("s-0-0", "s-5-1", "s-10-0"):
        found = impact(dossier.traces.resting(source))
        moved = (*found.falls, *found.weakens, *found.stands)
        assert [m.fact for m in moved] == ["material"]
