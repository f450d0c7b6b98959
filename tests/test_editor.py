"""JSON Schemas for editors let through what the check lets through, and mark mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from briefing.editor import schemas, stale_schemas, write_schemas
from briefing.files import DataFile, read_folder
from briefing.load import load
from briefing.problem import as_text
from briefing.project import Project
from briefing.reading import read_subject
from briefing.scalar import Ambiguous
from tests.helpers import BASE, ROOT, Case, cases, copy_base, write

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def _as_editors_read(value: Any) -> Any:
    """A value as YAML 1.2 has it: unquoted numbers are numbers."""
    if isinstance(value, dict):
        return {key: _as_editors_read(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_editors_read(part) for part in value]
    if isinstance(value, Ambiguous) and NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return value


def _validators(root: Path) -> Mapping[str, Draft202012Validator]:
    subject, _ = read_subject(root, root / "data")
    made = {name: json.loads(text) for name, text in schemas(subject).items()}
    for schema in made.values():
        Draft202012Validator.check_schema(schema)
    return {name.removesuffix(".json"): Draft202012Validator(s) for name, s in made.items()}


@cache
def _base() -> Mapping[str, Draft202012Validator]:
    return _validators(BASE)


def _mistakes(root: Path, validators: Mapping[str, Draft202012Validator]) -> Iterator[str]:
    for file in read_folder(root, root / "data"):
        assert isinstance(file, DataFile), str(file)
        document, problems = load(file)
        assert document, as_text(problems)
        for error in validators[file.folder].iter_errors(_as_editors_read(document.value)):
            yield f"{file.path}: {error.json_path}: {error.message}"


def test_dossier_is_valid_by_its_schemas() -> None:
    assert list(_mistakes(ROOT, _validators(ROOT))) == []


def test_committed_schemas_are_up_to_date() -> None:
    project = Project.of(ROOT)
    subject, _ = read_subject(project.root, project.data)
    assert (ROOT / ".schema").is_dir()
    assert as_text(stale_schemas(project, subject)) == ""


def test_vs_code_finds_the_schema_of_every_kind() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    mapped: dict[str, str] = settings["yaml.schemas"]
    for folder in (path for path in (ROOT / "data").iterdir() if path.is_dir()):
        example = f"data/{folder.name}/weir-bridge.yaml"
        fitting = [schema for schema, pattern in mapped.items() if fnmatch(example, pattern)]
        assert fitting == [f".schema/{folder.name}.json"]
        assert (ROOT / fitting[0]).is_file()
    assert len(mapped) == len(list((ROOT / ".schema").glob("*.json")))


CLEAN = [param for param in cases("check") if param.values[0].given["expect"] == "no problems\n"]


@pytest.mark.parametrize("case", CLEAN)
def test_what_the_check_lets_through_the_schema_does_too(case: Case, tmp_path: Path) -> None:
    copy_base(tmp_path, case.given["files"])
    assert list(_mistakes(tmp_path, _base())) == []


CITED = {"status": "reported", "cite": [{"source": "herald-2024", "at": "p"}]}


@pytest.mark.parametrize(
    ("fact", "at"),
    [
        pytest.param({"crosses": {"value": 5}}, "$.facts.crosses.value", id="number for an id"),
        pytest.param({"crosses": {"value": "A B"}}, "$.facts.crosses.value", id="text for an id"),
        pytest.param({"crosses": {"value": ["alder"]}}, "$.facts.crosses.value", id="list"),
        pytest.param({"owners": {"value": "river-office"}}, "$.facts.owners.value", id="no list"),
        pytest.param({"length": {"value": True}}, "$.facts.length.value", id="true for a quantity"),
        pytest.param({"opened-on": {"value": 1931.5}}, "$.facts['opened-on'].value", id="no date"),
        pytest.param({"note": {"value": "x"}}, "$.facts.note.value", id="value of a statement"),
        pytest.param(
            {"colour": {"property": "material", "value": ["red"]}},
            "$.facts.colour.value",
            id="key of its own, property named",
        ),
        pytest.param(
            {"colour": {"property": "colour", "value": "red"}},
            "$.facts.colour.property",
            id="unknown property",
        ),
        pytest.param({"length": {"value": 5, "whne": {}}}, "$.facts.length", id="unknown key"),
        pytest.param(
            {"length": {"value": 5, "when": {"at": 2024}}}, "$.facts.length.when", id="unknown time"
        ),
        pytest.param(
            {"length": {"value": 5, "when": {"as-of": [2024]}}},
            "$.facts.length.when['as-of']",
            id="list for a date",
        ),
        pytest.param(
            {"length": {"value": 5, "status": "sure"}}, "$.facts.length.status", id="status"
        ),
    ],
)
def test_mistake_in_a_fact_is_marked_where_it_stands(fact: dict[str, Any], at: str) -> None:
    facts = {key: {**CITED, **parts} for key, parts in fact.items()}
    errors = _base()["bridges"].iter_errors({"name": "Mill Bridge", "facts": facts})
    assert at in {error.json_path for error in errors}


@pytest.mark.parametrize(
    "source",
    [
        {"type": "gossip"},
        {"unnamed": "yes"},
        {"relays": "agency"},
        {"published": True},
        {"publsher": "Mill News"},
    ],
    ids=lambda source: str(next(iter(source))),
)
def test_mistake_in_a_source_is_marked(source: dict[str, Any]) -> None:
    good = {"title": "T", "publisher": "P", "type": "news", "published": 2024}
    assert _base()["sources"].is_valid(good)
    assert not _base()["sources"].is_valid({**good, **source})


def test_mistake_in_a_kind_is_marked() -> None:
    good = {
        "label": "A",
        "singular": "B",
        "about": "C.",
        "order": 1,
        "groups": {},
        "properties": {},
    }
    assert _base()["schema"].is_valid(good)
    assert not _base()["schema"].is_valid({**good, "properties": {"a": {"type": "number"}}})
    assert not _base()["schema"].is_valid({**good, "order": "first"})


def test_editor_is_told_what_things_are(project: Project) -> None:
    subject, _ = read_subject(project.root, project.data)
    bridges = json.loads(schemas(subject)["bridges.json"])
    assert bridges["title"] == "Bridge"
    assert bridges["description"] == "Crossings of the Alder and its branches."
    assert bridges["properties"]["facts"]["properties"]["length"]["description"] == "Length"


def test_schemas_are_written_once_and_again_only_after_a_change(project: Project) -> None:
    subject, _ = read_subject(project.root, project.data)
    written = sorted(path.as_posix() for path in write_schemas(project, subject))
    kinds = ("bodies", "bridges", "rivers", "schema", "sources")
    assert written == [f".schema/{name}.json" for name in kinds]
    assert list(write_schemas(project, subject)) == []
    write(project.root, {".schema/rivers.json": "{}\n"})
    assert [path.name for path in write_schemas(project, subject)] == ["rivers.json"]


def test_stale_or_missing_schema_is_a_problem(project: Project) -> None:
    subject, _ = read_subject(project.root, project.data)
    assert stale_schemas(project, subject) == [], "who has no schemas needs none"
    list(write_schemas(project, subject))
    write(project.root, {".schema/rivers.json": "{}\n", ".schema/bridges.json": None})
    said = "the schema for editors is out of date: run python3 build.py schema"
    assert as_text(stale_schemas(project, subject)) == (
        f".schema/bridges.json:1:1: {said}\n.schema/rivers.json:1:1: {said}\n"
    )
