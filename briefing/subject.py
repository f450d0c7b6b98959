"""A subject: everything its data folder says, in typed shapes.

In: the files of a data folder, all of them or a share. Out: what they say, and the problems of each
file. What can't be read is left out of the subject, so that every other file is still checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing import dates, files
from briefing.card import Anchors, Asked, Card, anchors, card
from briefing.files import Found
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
    """What is known of a subject. Entity ids are unique over all kinds."""

    kinds: Mapping[str, Read[KindFile]] = field(default_factory=dict)
    sources: Mapping[str, Read[SourceFile]] = field(default_factory=dict)
    entities: Mapping[str, Read[EntityFile]] = field(default_factory=dict)
    """Those whose files were read here, by kind and id: all of them, or a share."""
    cards: Asked[Card] = field(default_factory=Asked)
    """All entities, by kind and id."""
    anchors: Asked[Anchors] = field(default_factory=Asked)
    """The same."""
    refused: frozenset[str] = frozenset()
    """Ids of files that are there but can't be used: links to them are no mistakes of their own."""

    @cached_property
    def ids_by_name(self) -> Asked[str]:
        """The id of an entity by each of its names, in small letters."""
        return Asked(
            (name.casefold(), card.id)
            for card in self.cards.values()
            for name in (card.name, *card.aliases)
        )

    @cached_property
    def heirs(self) -> Asked[str]:
        """The id of the entity that a former address, `kind/id`, leads to: its first heir."""
        claims = [(address, card.id) for card in self.cards.values() for address in card.formerly]
        return Asked(reversed(claims))

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id of an entity by each that it had formerly, its kind left out."""
        known = self.cards.keys()
        claims = ((former.rpartition("/")[2], heir) for former, heir in self.heirs.items())
        return {former: heir for former, heir in claims if former not in known}

    @cached_property
    def voices(self) -> Asked[str]:
        """The body whose word an organization's publications are, by the organization's id."""
        return Asked((card.id, card.speaks_for) for card in self.cards.values() if card.speaks_for)

    def property_of(self, kind: str, key: str, fact: FactFile) -> PropertyFile | None:
        """The property that a fact is about: named by `property`, or by the fact's key."""
        return self.kinds[kind].shape.properties.get(fact.property or key)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read in one place: kinds, sources, and a share of the entities."""

    kinds: Mapping[str, Read[KindFile]]
    sources: Mapping[str, Read[SourceFile]]
    entities: Mapping[str, Read[EntityFile]]
    problems: list[Problem]
    refused: frozenset[str]
    """Ids of files that can't be used."""

    def cards(self) -> list[tuple[Card, Anchors]]:
        """The cards and anchors of its entities."""
        return [
            (card(read.id, read.folder, read.document.file.path, read.shape), anchors(read.shape))
            for read in self.entities.values()
        ]


def read_subject(project: Path, data: Path) -> tuple[Subject, list[Problem]]:
    """Read all of a data folder: the subject, and the problems found on the way."""
    draft = read_draft(list(files.find(project, data)))
    return joined(draft, draft.cards(), draft.refused), draft.problems


def joined(draft: Draft, cards: Iterable[tuple[Card, Anchors]], refused: Iterable[str]) -> Subject:
    """The subject as seen where a draft was read, with the cards of all entities."""
    ordered = sorted(cards, key=lambda pair: (pair[0].kind, pair[0].id))
    known = Asked((card.id, card) for card, _ in ordered)
    return Subject(
        draft.kinds,
        draft.sources,
        draft.entities,
        known,
        Asked((card.id, places) for card, places in ordered),
        frozenset(refused) - known.keys(),
    )


def read_draft(found: Iterable[Found | Problem], share: int = 0, shares: int = 1) -> Draft:
    """Read kinds, sources, and one of several equal shares of the entities.

    The first share brings along the problems of what is read for all of them.
    """
    problems: list[Problem] = []
    folders: dict[str, list[Found]] = {files.SCHEMA: [], files.SOURCES: []}
    for file in found:
        if isinstance(file, Problem):
            problems.append(file)
        else:
            folders.setdefault(file.folder, []).append(file)
    refused = {PurePath(problem.path).stem for problem in problems}
    known = {file.id for file in folders[files.SCHEMA]}
    refused |= known | {file.id for file in folders[files.SOURCES]}
    kinds = _read(KindFile, folders.pop(files.SCHEMA), problems)
    sources = _read(SourceFile, folders.pop(files.SOURCES), problems)
    refused -= kinds.keys() | sources.keys()
    if share:
        problems.clear()
    every = [file for folder in folders.values() for file in folder]
    homes = {file.id: file for file in reversed(every) if file.folder in known}
    mine = every[share::shares]
    entities = _read(
        EntityFile, [f for f in mine if homes.get(f.id) is f and f.folder in kinds], problems
    )
    strays = [f for f in mine if homes.get(f.id) is not f or f.folder not in kinds]
    _refuse_strays(strays, homes, known, problems)
    refused |= {file.id for file in mine} - entities.keys()
    return Draft(kinds, sources, entities, problems, frozenset(refused))


def _refuse_strays(
    strays: Iterable[Found], homes: Mapping[str, Found], known: set[str], problems: list[Problem]
) -> None:
    """Problems for files of unknown kinds, and for those whose id another file has."""
    for file in strays:
        document = _loaded(file, problems)
        if not document:
            continue
        if file.folder not in known:
            cure = did_you_mean(file.folder, known) or f"declare it in schema/{file.folder}.yaml"
            rule, mistake = "unknown-kind", Mistake(f"unknown kind '{file.folder}'", cure)
        elif homes[file.id] is not file:
            cure = f"{homes[file.id].path} has it; rename one of the two files"
            rule, mistake = "repeated-id", Mistake(f"the id '{file.id}' is taken", cure)
        else:
            continue  # of a kind that can't be used
        problems.append(document.problem((), rule, mistake))


def _loaded(file: Found, problems: list[Problem]) -> Document | None:
    read = files.read(file)
    if isinstance(read, Problem):
        problems.append(read)
        return None
    document, mistakes = load(read)
    problems.extend(mistakes)
    return document


def _read(
    shape: type[Shape], found: Iterable[Found], problems: list[Problem]
) -> dict[str, Read[Shape]]:
    """The files that have the shape, by id; problems for the others."""
    read: dict[str, Read[Shape]] = {}
    for file in found:
        document = _loaded(file, problems)
        if document is None:
            continue
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
            read[file.id] = Read(file.id, file.folder, document, made)
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
        case "no_id":
            return "id", Mistake(detail["msg"], "use lower-case letters, digits and single hyphens")
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
