"""A subject: everything its data folder says, in typed shapes.

In: the project folder. Out: the subject and the problems of every file. What can't be read is
left out of the subject, so that every other file is still checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing import dates, files
from briefing.load import Document, load
from briefing.model import (
    QUOTE_WORDS,
    EntityFile,
    FactFile,
    KindFile,
    PropertyFile,
    SourceFile,
)
from briefing.problem import Mistake, Problem, did_you_mean

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read(Generic[Shape]):
    """A file that was read: where it came from and what it holds."""

    id: str
    folder: str
    document: Document
    shape: Shape


@dataclass(frozen=True)
class Subject:
    """The files of a subject by id. Entity ids are unique over all kinds."""

    kinds: Mapping[str, Read[KindFile]] = field(default_factory=dict)
    entities: Mapping[str, Read[EntityFile]] = field(default_factory=dict)
    sources: Mapping[str, Read[SourceFile]] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    """Ids of files that are there but can't be used: links to them are no mistakes of their own."""

    @cached_property
    def ids_by_name(self) -> Mapping[str, str]:
        """The id of an entity by each of its names, in small letters."""
        return {
            name.casefold(): id_
            for id_, entity in self.entities.items()
            for name in (entity.shape.name, *entity.shape.aliases)
        }

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id of an entity by each that it had formerly, its kind left out."""
        return {
            former: id_
            for id_, entity in self.entities.items()
            for former in (name.rpartition("/")[2] for name in entity.shape.formerly)
            if former not in self.entities
        }

    @cached_property
    def voices(self) -> Mapping[str, str]:
        """The body whose word an organization's publications are, by the organization's id."""
        return {
            id_: publisher.speaks_for
            for id_, entity in self.entities.items()
            if (publisher := entity.shape.publisher) and publisher.speaks_for
        }

    def property_of(self, kind: str, key: str, fact: FactFile) -> PropertyFile | None:
        """The property that a fact is about: named by `property`, or by the fact's key."""
        return self.kinds[kind].shape.properties.get(fact.property or key)


def read_subject(project: Path, data: Path) -> tuple[Subject, list[Problem]]:
    """Read all of a data folder: the subject, and the problems found on the way."""
    problems: list[Problem] = []
    documents: list[Document] = []
    for file in files.read_folder(project, data):
        if isinstance(file, Problem):
            problems.append(file)
            continue
        document, mistakes = load(file)
        problems.extend(mistakes)
        if document:
            documents.append(document)
    kinds = _shapes(KindFile, [d for d in documents if d.file.folder == files.SCHEMA], problems)
    sources = _shapes(
        SourceFile, [d for d in documents if d.file.folder == files.SOURCES], problems
    )
    known = {d.file.id for d in documents if d.file.folder == files.SCHEMA}
    entities = _entities(documents, known, kinds, problems)
    used = kinds.keys() | entities.keys() | sources.keys()
    refused = {PurePath(p.path).stem for p in problems} | {d.file.id for d in documents}
    return Subject(kinds, entities, sources, frozenset(refused - used)), problems


def _entities(
    documents: list[Document],
    known: set[str],
    kinds: Mapping[str, Any],
    problems: list[Problem],
) -> dict[str, Read[EntityFile]]:
    mine: list[Document] = []
    homes: dict[str, str] = {}
    for document in documents:
        folder, id_ = document.file.folder, document.file.id
        if folder in (files.SCHEMA, files.SOURCES):
            continue
        if folder not in known:
            cure = did_you_mean(folder, known) or f"declare it in schema/{folder}.yaml"
            problems.append(
                document.problem((), "unknown-kind", Mistake(f"unknown kind '{folder}'", cure))
            )
        elif id_ in homes:
            cure = f"{homes[id_]} has it; rename one of the two files"
            problems.append(
                document.problem((), "repeated-id", Mistake(f"the id '{id_}' is taken", cure))
            )
        elif folder in kinds:
            homes[id_] = document.file.path
            mine.append(document)
    return _shapes(EntityFile, mine, problems)


def _shapes(
    shape: type[Shape], documents: list[Document], problems: list[Problem]
) -> dict[str, Read[Shape]]:
    """The documents that have the shape, by id; problems for the others."""
    read: dict[str, Read[Shape]] = {}
    for document in documents:
        value = {} if document.value is None else document.value
        if not isinstance(value, dict):
            mistake = Mistake("the file must hold keys and values", "write it as 'name: …'")
            problems.append(document.problem((), "shape", mistake))
            continue
        try:
            made = shape.model_validate(value)
        except ValidationError as error:
            problems.extend(_shape_problems(document, shape, error))
        else:
            read[document.file.id] = Read(document.file.id, document.file.folder, document, made)
    return read


def _shape_problems(
    document: Document, shape: type[BaseModel], error: ValidationError
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = tuple(part for part in detail["loc"] if part != "[key]")
        is_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
        rule, mistake = _explain(detail, path, shape)
        yield document.problem(path, rule, mistake, key=is_key)


def _explain(
    detail: ErrorDetails, path: tuple[str | int, ...], shape: type[BaseModel]
) -> tuple[str, Mistake]:
    """A pydantic error in the words of somebody who writes YAML."""
    context = detail.get("ctx", {})
    last = next((part for part in reversed(path) if isinstance(part, str)), "")
    match detail["type"]:
        case "extra_forbidden":
            known = _keys_at(shape, path[:-1])
            return "unknown-key", Mistake(f"unknown key '{last}'", did_you_mean(last, known))
        case "missing":
            return "missing-key", Mistake(f"'{last}' is missing", f"add '{last}:' here")
        case "ambiguous":
            quoted = str(context["value"]).strip("'")
            return "quotes", Mistake(detail["msg"], f'write "{quoted}"')
        case "empty":
            return "empty", Mistake(f"'{last}' is empty", "fill it in or remove it")
        case "literal_error":
            given = str(detail["input"])
            known = [
                w.strip(" '") for w in str(context["expected"]).replace(" or ", ",").split(",")
            ]
            return "unknown-word", Mistake(f"unknown {last} '{given}'", did_you_mean(given, known))
        case "mistake":
            return "value", Mistake(str(context["message"]), str(context["cure"]))
        case "no_id" | "string_pattern_mismatch":
            return "id", Mistake(
                f"'{detail['input']}' is no id", "use lower-case letters, digits and single hyphens"
            )
        case "long_quote":
            cure = f"keep the decisive words, {QUOTE_WORDS} at most"
            return "long-quote", Mistake(detail["msg"], cure)
        case "when" | "one_name":
            return "shape", Mistake(detail["msg"], "write one of them")
        case "bool_type" | "bool_parsing":
            return "type", Mistake(f"'{last}' must be true or false", "write true or false")
        case "string_type" if isinstance(detail["input"], bool):
            word = str(detail["input"]).lower()
            return "quotes", Mistake(f"{word} is no text", f'write "{word}"')
        case "string_type":
            return "type", Mistake(f"'{last}' must be a text", "write one text here")
        case "is_instance_of" | "dataclass_exact_type" | "dataclass_type":
            return "type", Mistake(f"'{last}' must be a date", dates.HOW_TO)
        case "int_type" | "int_parsing" | "greater_than_equal" | "less_than_equal":
            return "type", Mistake(f"'{last}' must be a whole number from 1", "write one, like 180")
        case "float_type" | "float_parsing" | "greater_than" | "finite_number":
            return "type", Mistake(f"'{last}' must be a number above 0", "write one, like 1.609")
        case "too_long" | "too_short":
            wanted = context.get("max_length") or context.get("min_length")
            mistake = Mistake(f"'{last}' holds {context['actual_length']} items", f"keep {wanted}")
            return "type", mistake
        case "list_type":
            return "type", Mistake(f"'{last}' must be a list", f"write it as [{_shown(detail)}]")
        case "dict_type" | "model_type" if last == "when":
            return "type", Mistake("'when' must say how", "write {as-of: …}, {on: …} or {from: …}")
        case "dict_type" | "model_type":
            return "type", Mistake(f"'{last}' must hold keys and values", "indent them below it")
        case _:
            return "type", Mistake(f"'{last}': {detail['msg']}")


def _shown(detail: ErrorDetails) -> str:
    given = detail["input"]
    return str(given) if isinstance(given, str) and len(given) < 40 else "…"


def _keys_at(shape: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a path below a shape."""
    schema: Any = shape.model_json_schema()
    definitions = schema.get("$defs", {})
    for part in path:
        schema = _resolved(schema, definitions)
        if isinstance(part, int):
            schema = schema.get("items", {})
        else:
            properties = schema.get("properties", {})
            schema = properties.get(part, schema.get("additionalProperties", {}))
    return list(_resolved(schema, definitions).get("properties", {}))


def _resolved(schema: Any, definitions: Mapping[str, Any]) -> Any:
    for choice in schema.get("anyOf", []):
        if choice.get("type") != "null":
            schema = choice
            break
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[1]]
    return schema
