"""Rules for facts: properties, values, history, conflicts."""

from __future__ import annotations

from collections.abc import Iterator

from briefing import values
from briefing.check.links import text_problems, unknown_entity
from briefing.check.walk import FactAt, facts, property_of, unknown
from briefing.load import Path
from briefing.model import EntityFile, FactFile, PropertyFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.subject import Read, Subject


def properties_are_known(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """Each fact is about a property of its kind."""
    for at in facts(entity):
        if property_of(subject, at):
            continue
        known = subject.kinds[at.entity.folder].shape.properties
        name = at.fact.property or at.key
        cure = did_you_mean(name, known) or f"declare it in data/schema/{at.entity.folder}.yaml"
        is_key = at.fact.property is None
        path: Path = () if is_key else ("property",)
        yield at.problem(
            path, "unknown-property", Mistake(f"unknown property '{name}'", cure), key=is_key
        )


def values_have_their_type(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """Each value is of its property's type; entities exist and are of a kind that fits."""
    for at in facts(entity):
        property_ = property_of(subject, at)
        if not property_:
            continue
        if at.fact.value is None:
            if at.fact.says is None:
                mistake = Mistake("the fact says nothing", "add 'value:' or 'says:'")
                yield at.problem((), "no-statement", mistake, key=True)
            elif property_.type not in ("text", "statement"):
                mistake = Mistake("the value is missing", f"add a {property_.type} as 'value:'")
                yield at.problem((), "no-value", mistake, key=True)
            continue
        if property_.type == "statement":
            mistake = Mistake("a statement has no value", "move it into 'says:'")
            yield at.problem(("value",), "value", mistake, key=True)
            continue
        yield from _value_problems(subject, at, property_)


def _value_problems(subject: Subject, at: FactAt, property_: PropertyFile) -> Iterator[Problem]:
    found, mistakes = values.read(property_.type, property_.list_, property_.units, at.fact.value)
    for position, mistake in mistakes:
        path: Path = ("value",) if position < 0 else ("value", position)
        yield at.problem(path, "value", mistake)
    for position, value in enumerate(found):
        path = ("value", position) if property_.list_ else ("value",)
        if isinstance(value, values.Reference):
            yield from _reference_problems(subject, at, path, value.id, property_)
        elif isinstance(value, values.Text):
            yield from text_problems(subject, at.entity, (*at.path, *path), value.text)


def _reference_problems(
    subject: Subject, at: FactAt, path: Path, id_: str, property_: PropertyFile
) -> Iterator[Problem]:
    named = subject.cards.get(id_)
    if id_ in subject.refused:
        return
    if not named:
        yield at.problem(path, "unknown-entity", unknown_entity(subject, id_))
    elif property_.kinds and named.kind not in property_.kinds:
        wanted = " or ".join(property_.kinds)
        mistake = Mistake(f"'{id_}' is one of the {named.kind}", f"name one of the {wanted}")
        yield at.problem(path, "wrong-kind", mistake)


def history_is_consistent(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """A fact supersedes an earlier fact of the same property, and in no circle."""
    for at in facts(entity):
        if not at.fact.supersedes:
            continue
        siblings = at.entity.shape.facts
        old = siblings.get(at.fact.supersedes)
        if not old:
            cure = did_you_mean(at.fact.supersedes, siblings)
            mistake = Mistake(f"unknown fact '{at.fact.supersedes}'", cure)
        elif (old.property or at.fact.supersedes) != (at.fact.property or at.key):
            mistake = Mistake("it is about another property", "supersede a fact of the same one")
        elif rival := _superseded_before(siblings, at.key):
            mistake = Mistake(f"'{rival}' supersedes it, too", "supersede the newer of the two")
        elif _supersedes_itself(siblings, at.key):
            mistake = Mistake("the facts supersede each other", "end it at the first")
        else:
            continue
        yield at.problem(("supersedes",), "supersedes", mistake)


def _superseded_before(siblings: dict[str, FactFile], key: str) -> str:
    """The key of a fact further up in the file that supersedes the same one; empty if none."""
    same = [k for k, f in siblings.items() if f.supersedes == siblings[key].supersedes]
    return same[0] if same[0] != key else ""


def _supersedes_itself(siblings: dict[str, FactFile], key: str) -> bool:
    at, steps = siblings[key].supersedes, 0
    while at in siblings and at != key and steps <= len(siblings):
        at, steps = siblings[at].supersedes, steps + 1
    return at == key


def conflicts_name_properties(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """What is said of conflicts is said of single-valued properties."""
    properties = subject.kinds[entity.folder].shape.properties
    for name in entity.shape.conflicts:
        path: Path = ("conflicts", name)
        if name not in properties:
            yield from unknown(entity.document, path, "property", name, properties, key=True)
        elif not properties[name].single:
            mistake = Mistake(f"'{name}' may have several values at once", "remove it")
            yield entity.document.problem(path, "conflict", mistake, key=True)
