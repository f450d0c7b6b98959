"""JSON Schemas for editors, so that completion and checks work while YAML is typed.

In: the kinds of a subject. Out: .schema/<kind>.json for entities, with the kind's properties and
what each value may be, and schemas for sources and for data/schema itself.
Format: JSON Schema 2020-12, read by the YAML language server that VS Code and others use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefing.files import ID, MAP, SCHEMA, SOURCES
from briefing.model import EntityFile, KindFile, PropertyFile, RegionFile, SourceFile
from briefing.problem import START, Problem
from briefing.project import Project
from briefing.subject import Subject

FOLDER = ".schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ID_PATTERN = "^" + ID.pattern.replace(r"\Z", "$")
# The title by which the model marks its dates.
DATE_TITLE = "A date"
SCALARS: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "date": {"type": ["string", "integer"], "description": "2024, 2024-11, 2024-11-25, 2024~"},
    "quantity": {"type": ["string", "number"]},
    "entity": {"type": "string", "pattern": ID_PATTERN, "description": "The id of an entity"},
    "url": {"type": "string", "format": "uri"},
    "statement": {"type": "null"},
}


def schemas(subject: Subject) -> dict[str, str]:
    """The schema files by name."""
    made = {
        f"{kind}.json": _entity_schema(read.shape) for kind, read in sorted(subject.kinds.items())
    }
    made[f"{SOURCES}.json"] = _schema(SourceFile)
    made[f"{SCHEMA}.json"] = _schema(KindFile)
    if subject.regions:
        made[f"{MAP}.json"] = _schema(RegionFile)
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


def write_schemas(project: Project, subject: Subject) -> Iterator[Path]:
    """Write the schema files, remove those of kinds that are gone, and yield what changed."""
    folder = project.root / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schemas(subject).items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            yield path.relative_to(project.root)
    for path in _left_over(project, subject):
        path.unlink()
        yield path.relative_to(project.root)


def stale_schemas(project: Project, subject: Subject) -> list[Problem]:
    """A problem for each schema file that is not what the kinds make it; none if there are none."""
    folder = project.root / FOLDER
    if not folder.is_dir():
        return []
    stale = [
        name
        for name, text in schemas(subject).items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    stale += [path.name for path in _left_over(project, subject)]
    message, cure = "the schema for editors is out of date", "run python3 build.py schema"
    return [Problem(f"{FOLDER}/{name}", START, "stale-schema", message, cure) for name in stale]


def _left_over(project: Project, subject: Subject) -> list[Path]:
    """Schema files of kinds that are gone."""
    known = schemas(subject).keys() | {f"{kind}.json" for kind in subject.refused}
    return [
        path for path in sorted((project.root / FOLDER).glob("*.json")) if path.name not in known
    ]


def _schema(shape: type[EntityFile | KindFile | RegionFile | SourceFile]) -> dict[str, Any]:
    return {"$schema": DIALECT, **_plain(shape.model_json_schema())}


def _entity_schema(kind: KindFile) -> dict[str, Any]:
    """The schema of an entity, with the kind's properties as keys of its facts."""
    schema = _schema(EntityFile)
    if not kind.located:
        del schema["properties"]["position"], schema["$defs"]["PositionFile"]
    fact = schema["$defs"]["FactFile"]
    fact["properties"]["property"]["enum"] = list(kind.properties)
    named = {
        name: {
            "allOf": [{"$ref": "#/$defs/FactFile"}, {"properties": {"value": _value(slot)}}],
            "description": slot.label,
        }
        for name, slot in kind.properties.items()
    }
    schema["$defs"]["FactFile"] = {
        **fact,
        "allOf": [
            {
                "if": {"properties": {"property": {"const": name}}, "required": ["property"]},
                "then": {"properties": {"value": _value(slot)}},
            }
            for name, slot in kind.properties.items()
        ],
    }
    schema["properties"]["facts"]["properties"] = named
    schema["properties"]["facts"]["additionalProperties"] = {"$ref": "#/$defs/FactFile"}
    return {**schema, "title": kind.singular, "description": kind.about}


def _value(slot: PropertyFile) -> dict[str, Any]:
    scalar = dict(SCALARS[slot.type])
    if slot.units:
        scalar["description"] = f"A quantity in {', '.join(slot.units)}"
    return {"type": "array", "items": scalar} if slot.list_ else scalar


def _plain(schema: Any) -> Any:
    """The schema as people would write it: no null for what may be left out, no made-up titles."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("title") == DATE_TITLE:
        # Editors read an unquoted 2024 as a number; a date may be one.
        schema = {**schema, **SCALARS["date"]}
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        schema = {**choices[0], **rest}
        return _plain(schema)
    return {
        key: _plain(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and not value)
    }
