"""Strict YAML: golden cases of what is read and what is refused, and properties of any text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.files import REFUSED_CHARACTERS, DataFile, read_folder
from briefing.load import Document, load, load_strictly
from briefing.problem import Problem, as_text
from briefing.scalar import Ambiguous
from tests.helpers import Case, Suite, cases

Reader = Callable[[DataFile], tuple[Document | None, list[Problem]]]

# What holds of reading holds of the strict reader alone.
readers = pytest.mark.parametrize("load", [load, load_strictly])


@readers
@pytest.mark.parametrize("case", cases("load"))
def test_case(case: Case, load: Reader, suite: Suite, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "bridges"
    folder.mkdir(parents=True)
    (folder / "weir-bridge.yaml").write_bytes(case.given["yaml"].encode())
    (file,) = read_folder(tmp_path, tmp_path / "data")
    said = as_text([file]) if isinstance(file, Problem) else _said(*load(file))
    assert said == suite.expects(case, said)


def _said(document: Document | None, problems: list[Problem]) -> str:
    lines = [*_leaves(document.value)] if document else []
    return "".join(f"{line}\n" for line in lines) + as_text(problems)


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    """A line for each value, with the way to it; `?` marks what another reader takes otherwise."""
    if value and isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}" if path else key)
    elif value and isinstance(value, list):
        for position, part in enumerate(value):
            yield from _leaves(part, f"{path}[{position}]")
    else:
        mark = " ?" if isinstance(value, Ambiguous) else ""
        yield f"{path or '(all)'} = {json.dumps(value, ensure_ascii=False)}{mark}"


readable = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: REFUSED_CHARACTERS.sub("", text).replace("\r", "")
)
yaml_like = st.lists(
    st.sampled_from(
        [
            *("a", "b", "no", "012", "~", "- ", ": ", ":", "\n", "\n  ", "  ", "\t", "#", "'", '"'),
            *("[", "]", "{", "}", ", ", "&a ", "*a", "!x ", "!!str ", "|", ">", "---\n", "...\n"),
            *("? ", "%YAML 1.1\n", "<<", "橋", "\\", "\\u202e", "@", "`", "e\u0301"),
        ]
    ),
    max_size=30,
).map("".join)
words = readable.filter(lambda text: len(text) < 100)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(words, parts, max_size=4),
    max_leaves=12,
)  # fmt: skip


def _file(text: str) -> DataFile:
    return DataFile("data/bridges/weir-bridge.yaml", "bridges", "weir-bridge", text)


@readers
@given(readable | yaml_like)
def test_any_readable_text_is_read_or_refused_with_a_reason(load: Reader, text: str) -> None:
    document, problems = load(_file(text))
    assert document or problems
    assert "weir-bridge.yaml" in as_text(problems) or not problems


@readers
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_that_no_reader_lets_through_raises_nothing(load: Reader, text: str) -> None:
    document, problems = load(_file(text))
    assert document or problems


@readers
def test_text_of_20_000_characters_is_read(load: Reader) -> None:
    document, problems = load(_file(f"says: {'x' * 20_000}\n"))
    assert document
    assert not problems


@readers
def test_longer_text_is_refused_where_it_starts(load: Reader) -> None:
    document, (problem,) = load(_file(f"name: Weir\nsays: {'x' * 20_001}\n"))
    assert document is None
    assert str(problem) == (
        "data/bridges/weir-bridge.yaml:2:7: a text of 20,001 characters: keep it under 20,000"
    )


@readers
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 400_000, id="brackets"),
        pytest.param("- " * 400_000, id="dashes"),
        pytest.param("{a: " * 250_000, id="braces"),
        pytest.param("? " * 400_000, id="questions"),
        pytest.param("&a [*a, *a]\n" * 50_000, id="anchors"),
        pytest.param("a: b\n---\n" * 100_000, id="documents"),
        pytest.param("!" * 900_000, id="tags"),
        pytest.param('"' + "\\" * 900_000, id="escapes"),
        pytest.param("#" * 900_000 + "\n\t", id="comment"),
    ],
)
def test_hostile_text_is_refused_with_one_problem(load: Reader, text: str) -> None:
    document, problems = load(_file(text))
    assert document is None
    assert len(problems) == 1


@readers
@given(yaml_like)
def test_what_is_accepted_reads_as_libyaml_reads_it(load: Reader, text: str) -> None:
    document, problems = load(_file(text))
    if document is None or problems:
        return
    reference = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - every scalar a text
    assert _as_text(document.value) == _as_text(reference)


def _as_text(value: Any) -> Any:
    """A value with its scalars as the file may have spelled them, nothing and yes/no aside."""
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    if value is None or value in ("", "~"):
        return ""
    return str(value)


@readers
@given(plain)
def test_json_is_read_as_json_reads_it(load: Reader, value: Any) -> None:
    document, problems = load(_file(json.dumps(value, ensure_ascii=False)))
    assert not problems
    assert document is not None
    assert document.value == _numbers_as_written(value)


def _numbers_as_written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers_as_written(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_numbers_as_written(part) for part in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return json.dumps(value)
    return value
