"""Problems as people, programs and GitHub read them."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.problem import (
    START,
    Mark,
    Problem,
    as_github,
    as_json,
    as_text,
    columns,
    did_you_mean,
    in_order,
    summary,
)

LENGTH = Problem(
    "data/bridges/weir-bridge.yaml",
    Mark(14, 12, 4),
    "unknown-unit",
    "unknown unit 'mile'",
    "did you mean 'miles'?",
    "    value: 12 mile",
)
PLAIN = replace(LENGTH, excerpt="", cure="")
WARNING = replace(PLAIN, is_warning=True)


def test_text_has_place_message_cure_line_and_caret() -> None:
    assert as_text([LENGTH]) == (
        "data/bridges/weir-bridge.yaml:14:12: unknown unit 'mile': did you mean 'miles'?\n"
        "   14 |     value: 12 mile\n"
        "      |            ^^^^\n"
    )


def test_text_without_a_line_to_show_is_the_message_alone() -> None:
    assert as_text([PLAIN]) == "data/bridges/weir-bridge.yaml:14:12: unknown unit 'mile'\n"


def test_warning_says_that_it_is_one() -> None:
    assert as_text([WARNING]) == (
        "data/bridges/weir-bridge.yaml:14:12: warning: unknown unit 'mile'\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "width", "caret"),
    [
        pytest.param("abc def", 5, 3, "    ^^^", id="ascii"),
        pytest.param("堰橋 def", 4, 3, "     ^^^", id="after wide characters"),
        pytest.param("ab 堰橋", 4, 2, "   ^^^^", id="under wide characters"),
        pytest.param("ﾊﾞｼ def", 5, 3, "    ^^^", id="half-width kana"),
        pytest.param("ｆｕ def", 4, 3, "     ^^^", id="full-width letters"),
        pytest.param("e\u0301e\u0301 def", 6, 3, "   ^^^", id="combining accents"),
        pytest.param("\u8fbb\U000e0100 def", 4, 3, "   ^^^", id="variation selector"),
        pytest.param("\u0e01\u0e31 def", 4, 3, "  ^^^", id="Thai vowel above"),
        pytest.param("🌉 def", 3, 3, "   ^^^", id="emoji"),
        pytest.param("a\tb def", 5, 3, "    ^^^", id="tab, shown as one space"),
        pytest.param("abc", 4, 1, "   ^", id="after the end"),
        pytest.param("abc def", 5, 99, "    ^^^", id="wider than the line"),
    ],
)
def test_caret_stands_under_the_spot(line: str, column: int, width: int, caret: str) -> None:
    problem = replace(LENGTH, mark=Mark(14, column, width), excerpt=line)
    assert as_text([problem]).splitlines()[2] == f"      | {caret}"


@pytest.mark.parametrize("column", [1, 79, 80, 81, 160, 161, 500, 991])
def test_caret_stands_under_the_spot_of_a_very_long_line(column: int) -> None:
    line = f"{'.' * (column - 1)}MISTAKE{'.' * (1000 - column)}"
    problem = replace(LENGTH, mark=Mark(1, column, 7), excerpt=line)
    _, shown, carets = as_text([problem]).splitlines()
    assert len(shown) < 200
    assert [c for c, caret in zip(shown, carets, strict=False) if caret == "^"] == [*"MISTAKE"]


def test_text_shows_50_problems_and_counts_the_others() -> None:
    lines = as_text([PLAIN] * 53).splitlines()
    assert len(lines) == 51
    assert lines[-1] == "… and 3 more"


def test_json_has_every_field_and_the_counts() -> None:
    assert json.loads(as_json([LENGTH, WARNING])) == {
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "path": "data/bridges/weir-bridge.yaml",
                "line": 14,
                "column": 12,
                "end-column": 16,
                "severity": "error",
                "rule": "unknown-unit",
                "message": "unknown unit 'mile'",
                "cure": "did you mean 'miles'?",
            },
            {
                "path": "data/bridges/weir-bridge.yaml",
                "line": 14,
                "column": 12,
                "end-column": 16,
                "severity": "warning",
                "rule": "unknown-unit",
                "message": "unknown unit 'mile'",
                "cure": "",
            },
        ],
    }


def test_json_lists_1000_problems_and_counts_all() -> None:
    found = json.loads(as_json([PLAIN] * 1200))
    assert len(found["problems"]) == 1000
    assert found["errors"] == 1200


def test_json_without_problems_is_json_still() -> None:
    assert json.loads(as_json([])) == {"errors": 0, "warnings": 0, "problems": []}


def test_github_shows_a_problem_at_its_line() -> None:
    assert as_github([LENGTH]) == (
        "::error file=data/bridges/weir-bridge.yaml,line=14,col=12,endColumn=16,title=unknown-unit"
        "::unknown unit 'mile': did you mean 'miles'?\n"
    )


def test_github_shows_a_warning_as_one() -> None:
    assert as_github([WARNING]).startswith("::warning file=")


def test_github_command_can_not_be_smuggled_in() -> None:
    hostile = "a\r\n::set-output name=x::y%0A::error::z"
    problem = Problem(f"data/{hostile},b:c", START, "rule", hostile, hostile)
    (line,) = as_github([problem]).splitlines()
    head, _, text = line.removeprefix("::").partition("::")
    assert head.count(",") == 4, "a comma would start another property"
    assert head.count(":") == 0, "a colon could end the properties"
    assert "%0A" not in text.replace("%250A", ""), "GitHub would decode it to a new line"


def test_github_shows_50_problems_and_counts_the_others() -> None:
    lines = as_github([PLAIN] * 53).splitlines()
    assert len(lines) == 51
    assert lines[-1] == "::notice::… and 3 more"


@pytest.mark.parametrize(
    "character",
    ["\x1b", "\x07", "\x9b", "\x7f", "\r", "\u202e", "\u2066", "\u200b", "\u00ad", "\udcff"],
    ids=ascii,
)
@pytest.mark.parametrize("shown", [as_text, as_github], ids=["text", "github"])
def test_terminal_gets_no_control_character(shown: object, character: str) -> None:
    hostile = f"a{character}[31mb"
    problem = Problem(f"data/{hostile}", START, "rule", hostile, hostile, hostile)
    assert callable(shown)
    output = shown([problem])
    assert character not in output
    assert "\ufffd[31mb" in output
    output.encode()


def test_json_escapes_what_it_can_not_hold() -> None:
    hostile = "a\udcff\x1bb"
    output = as_json([Problem(f"data/{hostile}", START, "rule", hostile, hostile, hostile)])
    output.encode()
    assert "\x1b" not in output


@pytest.mark.parametrize(
    ("errors", "warnings", "words"),
    [
        (0, 0, "no problems"),
        (1, 0, "1 error"),
        (2, 1, "2 errors, 1 warning"),
        (0, 3, "3 warnings"),
    ],
)
def test_summary_counts_in_words(errors: int, warnings: int, words: str) -> None:
    assert summary([PLAIN] * errors + [WARNING] * warnings) == words


def test_problems_are_sorted_by_file_line_and_column_and_each_stands_once() -> None:
    late = replace(PLAIN, mark=Mark(100, 1))
    early = replace(PLAIN, mark=Mark(9, 80))
    other = replace(PLAIN, path="data/bodies/z.yaml", mark=Mark(999, 9))
    assert in_order([late, early, WARNING, PLAIN, other, late]) == [
        *(other, early, PLAIN, WARNING, late)
    ]


@pytest.mark.parametrize(
    ("word", "known", "cure"),
    [
        ("herald-2042", ["herald-2024", "office"], "did you mean 'herald-2024'?"),
        ("x", ["b", "a"], "known are a, b"),
        ("x", [], ""),
        ("x", [f"known-{i}" for i in range(13)], ""),
    ],
)
def test_nearest_known_word_is_offered_or_the_few_known(
    word: str, known: list[str], cure: str
) -> None:
    assert did_you_mean(word, known) == cure


anything = st.text(max_size=40)
marks = st.builds(Mark, st.integers(1, 99_999), st.integers(1, 300), st.integers(1, 300))
problems = st.builds(
    Problem, anything, marks, anything, anything, anything, st.text(max_size=300), st.booleans()
)


@given(problems)
def test_any_problem_is_shown_in_one_or_three_lines_without_control_characters(
    problem: Problem,
) -> None:
    output = as_text([problem])
    assert output.count("\n") == (3 if problem.excerpt else 1)
    assert not {c for c in output if unicodedata.category(c) in ("Cc", "Cs", "Cf")} - {"\n"}


@given(st.lists(problems, max_size=3))
def test_any_problems_are_one_line_each_for_github(found: list[Problem]) -> None:
    lines = as_github(found).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(found)
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)


@given(st.lists(problems, max_size=3))
def test_any_problems_are_json(found: list[Problem]) -> None:
    assert len(json.loads(as_json(found).encode())["problems"]) == len(found)


@given(st.text(max_size=40), st.text(max_size=40))
def test_columns_of_a_text_are_those_of_its_parts(one: str, other: str) -> None:
    assert columns(one + other) == columns(one) + columns(other)
