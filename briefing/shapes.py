"""Documents in shape: what was read, held against the models.

In: a document and the model of its kind of file. Out: the model, or a problem for each mistake, in
the words of somebody who writes YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing import dates
from briefing.fields import QUOTE_WORDS
from briefing.load import Document
from briefing.problem import Mistake, Problem, did_you_mean

Shape = TypeVar("Shape", bound=BaseModel)


def shaped(document: Document, shape: type[Shape], problems: list[Problem]) -> Shape | None:
    """The document in its shape; None, with what is wrong added to the problems, if it has none."""
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        mistake = Mistake("the file must hold keys and values", "write it as 'name: …'")
        problems.append(document.problem((), "shape", mistake))
        return None
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        problems.extend(_shape_problems(document, shape, error))
        return None


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
        case "position":
            return "shape", Mistake(detail["msg"], "give all three, or say why it is no one point")
        case "extent":
            return "shape", Mistake(detail["msg"], "write from -85 to 85, and west before east")
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
