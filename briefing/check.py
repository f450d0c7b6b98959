"""The rules: what must hold across the files of a subject.

In: the subject, and its hand-written pages. Out: problems. One generator a rule; a rule never
stops at its first find.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from briefing import text, values
from briefing.brief import Brief
from briefing.files import ID
from briefing.load import Document, Path
from briefing.model import CitationFile, EntityFile, FactFile, OriginFile, PropertyFile, SourceFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.subject import Read, Subject

Rule = Callable[[Subject], Iterable[Problem]]


def check(subject: Subject, briefs: Collection[Brief]) -> list[Problem]:
    """Every problem that the rules find."""
    problems = [problem for rule in RULES for problem in rule(subject)]
    problems += links_in_briefs(subject, briefs)
    return problems


class _FactAt(NamedTuple):
    """A fact with the file and place it stands at."""

    entity: Read[EntityFile]
    key: str
    fact: FactFile

    @property
    def path(self) -> Path:
        return ("facts", self.key)

    def problem(self, rest: Path, rule: str, mistake: Mistake, **more: bool) -> Problem:
        return self.entity.document.problem((*self.path, *rest), rule, mistake, **more)


def _facts(subject: Subject) -> Iterator[_FactAt]:
    for entity in subject.entities.values():
        for key, fact in entity.shape.facts.items():
            yield _FactAt(entity, key, fact)


def _property(subject: Subject, at: _FactAt) -> PropertyFile | None:
    return subject.property_of(at.entity.folder, at.key, at.fact)


def kinds_are_consistent(subject: Subject) -> Iterator[Problem]:
    """Groups, kinds and properties that a kind names exist; quantities have units."""
    for kind in subject.kinds.values():
        for key, property_ in kind.shape.properties.items():
            path: Path = ("properties", key)
            yield from _unknown(
                kind.document, (*path, "group"), "group", property_.group, kind.shape.groups
            )
            for i, name in enumerate(property_.kinds):
                yield from _unknown(
                    kind.document, (*path, "kinds", i), "kind", name, subject.kinds
                )
            if mistake := _misfit(property_):
                yield kind.document.problem(path, "property", mistake, key=True)
        for slot in ("head", "columns"):
            for i, name in enumerate(getattr(kind.shape, slot)):
                yield from _unknown(
                    kind.document, (slot, i), "property", name, kind.shape.properties
                )


def _misfit(property_: PropertyFile) -> Mistake | None:
    if property_.type == "quantity" and not property_.units:
        return Mistake("a quantity needs units", "add 'units: {km: 1, miles: 1.609}', say")
    if property_.type != "quantity" and property_.units:
        return Mistake("only a quantity has units", "remove them")
    if property_.type == "entity" and not property_.reverse:
        return Mistake("an entity needs the label at its other end", "add 'reverse: …'")
    if property_.type != "entity" and (property_.reverse or property_.kinds):
        return Mistake("only an entity has 'reverse' and 'kinds'", "remove them")
    return None


def properties_are_known(subject: Subject) -> Iterator[Problem]:
    """Each fact is about a property of its kind."""
    for at in _facts(subject):
        if _property(subject, at):
            continue
        known = subject.kinds[at.entity.folder].shape.properties
        name = at.fact.property or at.key
        cure = did_you_mean(name, known) or f"name one with 'property:', such as {next(iter(known))}"
        is_key = at.fact.property is None
        path: Path = () if is_key else ("property",)
        yield at.problem(
            path, "unknown-property", Mistake(f"unknown property '{name}'", cure), key=is_key
        )


def values_have_their_type(subject: Subject) -> Iterator[Problem]:
    """Each value is of its property's type; entities exist and are of a kind that fits."""
    for at in _facts(subject):
        property_ = _property(subject, at)
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


def _value_problems(subject: Subject, at: _FactAt, property_: PropertyFile) -> Iterator[Problem]:
    found, mistakes = values.read(
        property_.type, property_.list_, property_.units, at.fact.value
    )
    for position, mistake in mistakes:
        path: Path = ("value",) if position < 0 else ("value", position)
        yield at.problem(path, "value", mistake)
    for position, value in enumerate(found):
        path = ("value", position) if property_.list_ else ("value",)
        if isinstance(value, values.Reference):
            yield from _reference_problems(subject, at, path, value.id, property_)
        elif isinstance(value, values.Text):
            yield from _text_problems(subject, at.entity, (*at.path, *path), value.text)


def _reference_problems(
    subject: Subject, at: _FactAt, path: Path, id_: str, property_: PropertyFile
) -> Iterator[Problem]:
    entity = subject.entities.get(id_)
    if not entity:
        cure = did_you_mean(id_, subject.entities)
        yield at.problem(path, "unknown-entity", Mistake(f"unknown entity '{id_}'", cure))
    elif property_.kinds and entity.folder not in property_.kinds:
        wanted = " or ".join(property_.kinds)
        mistake = Mistake(f"'{id_}' is one of the {entity.folder}", f"name one of the {wanted}")
        yield at.problem(path, "wrong-kind", mistake)


def facts_are_cited(subject: Subject) -> Iterator[Problem]:
    """Each fact cites a source that exists and can be opened, and says where in it."""
    for at in _facts(subject):
        if not at.fact.cite:
            mistake = Mistake("the fact cites no source", "add 'cite: [{source: …}]'")
            yield at.problem((), "no-citation", mistake, key=True)
        for i, citation in enumerate(at.fact.cite):
            yield from _citation_problems(subject, at, ("cite", i), citation)


def _citation_problems(
    subject: Subject, at: _FactAt, path: Path, citation: CitationFile
) -> Iterator[Problem]:
    source = subject.sources.get(citation.source)
    if not source:
        cure = did_you_mean(citation.source, subject.sources)
        mistake = Mistake(f"unknown source '{citation.source}'", cure)
        yield at.problem((*path, "source"), "unknown-source", mistake)
    elif not source.shape.url:
        mistake = Mistake(
            f"the source '{citation.source}' has no address", "cite one that relays it"
        )
        yield at.problem((*path, "source"), "unread-source", mistake)
    if not (citation.at or citation.quote or citation.passage):
        mistake = Mistake("nothing says where in the source", "add 'at:', 'quote:' or 'passage:'")
        yield at.problem(path, "no-place", mistake, is_warning=True)
    yield from _origin_problems(subject, at.entity.document, (*at.path, *path), citation)


def sources_are_consistent(subject: Subject) -> Iterator[Problem]:
    """Publishers and relays exist, nobody relays himself, and each source is used."""
    used = {c.source for at in _facts(subject) for c in at.fact.cite}
    for origin in [s.shape for s in subject.sources.values()] + [
        c for at in _facts(subject) for c in at.fact.cite
    ]:
        used.update(origin.relays or ())
    for source in subject.sources.values():
        yield from _name_problems(
            subject, source.document, ("publisher",), source.shape.publisher, is_source=False
        )
        yield from _origin_problems(subject, source.document, (), source.shape)
        if circle := _relay_circle(subject, source):
            mistake = Mistake(f"a relay circle: {' → '.join(circle)}", "end it at the first report")
            yield source.document.problem(("relays",), "relay-circle", mistake)
        if source.id not in used:
            mistake = Mistake("nobody cites this source", "cite it in a fact or remove it")
            yield source.document.problem((), "unused-source", mistake, is_warning=True)


def _origin_problems(
    subject: Subject, document: Document, path: Path, origin: OriginFile
) -> Iterator[Problem]:
    for i, name in enumerate(origin.relays or ()):
        yield from _name_problems(subject, document, (*path, "relays", i), name, is_source=True)
    if origin.speaks_for:
        yield from _name_problems(
            subject, document, (*path, "speaks-for"), origin.speaks_for, is_source=False
        )


def _name_problems(
    subject: Subject, document: Document, path: Path, name: str, *, is_source: bool
) -> Iterator[Problem]:
    """A name in the form of an id must be one; any other name stands for itself."""
    known = [*subject.entities, *(subject.sources if is_source else ())]
    if ID.match(name) and name not in known:
        what = "source or entity" if is_source else "entity"
        cure = did_you_mean(name, known) or "write a name with a capital letter if it has no page"
        yield document.problem(path, "unknown-origin", Mistake(f"unknown {what} '{name}'", cure))


def _relay_circle(subject: Subject, start: Read[SourceFile]) -> list[str]:
    """The way from a source over its relays back to itself; empty if there is none."""
    ways = [[start.id]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in subject.sources[way[-1]].shape.relays or ():
            if name == start.id:
                return [*way, name]
            if name in subject.sources and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def history_is_consistent(subject: Subject) -> Iterator[Problem]:
    """A fact supersedes an earlier fact of the same property, and in no circle."""
    for at in _facts(subject):
        if not at.fact.supersedes:
            continue
        facts = at.entity.shape.facts
        old = facts.get(at.fact.supersedes)
        if not old:
            cure = did_you_mean(at.fact.supersedes, facts)
            mistake = Mistake(f"unknown fact '{at.fact.supersedes}'", cure)
        elif (old.property or at.fact.supersedes) != (at.fact.property or at.key):
            mistake = Mistake("it is about another property", "supersede a fact of the same one")
        elif _supersedes_itself(facts, at.key):
            mistake = Mistake("the facts supersede each other", "end it at the first")
        else:
            continue
        yield at.problem(("supersedes",), "supersedes", mistake)


def _supersedes_itself(facts: dict[str, FactFile], key: str) -> bool:
    at, steps = facts[key].supersedes, 0
    while at in facts and at != key and steps <= len(facts):
        at, steps = facts[at].supersedes, steps + 1
    return at == key


def conflicts_name_properties(subject: Subject) -> Iterator[Problem]:
    """What is said of conflicts is said of single-valued properties."""
    for entity in subject.entities.values():
        properties = subject.kinds[entity.folder].shape.properties
        for name in entity.shape.conflicts:
            path: Path = ("conflicts", name)
            if name not in properties:
                yield from _unknown(entity.document, path, "property", name, properties, key=True)
            elif not properties[name].single:
                mistake = Mistake(f"'{name}' may have several values at once", "remove it")
                yield entity.document.problem(path, "conflict", mistake, key=True)


def texts_link_to_what_exists(subject: Subject) -> Iterator[Problem]:
    """[[links]] in texts are well formed and lead to entities and facts."""
    for entity in subject.entities.values():
        shape = entity.shape
        if shape.summary:
            yield from _text_problems(subject, entity, ("summary",), shape.summary)
            if not any(link.fact for link in text.links(shape.summary)):
                mistake = Mistake("the summary rests on no fact", "link one as [[#key|words]]")
                yield entity.document.problem(
                    ("summary",), "summary", mistake, key=True, is_warning=True
                )
        for key, fact in shape.facts.items():
            if fact.says:
                yield from _text_problems(subject, entity, ("facts", key, "says"), fact.says)
        for name, conflict in shape.conflicts.items():
            for slot in ("question", "reading", "settle"):
                if said := getattr(conflict, slot):
                    yield from _text_problems(subject, entity, ("conflicts", name, slot), said)


def _text_problems(
    subject: Subject, entity: Read[EntityFile], path: Path, said: str
) -> Iterator[Problem]:
    for mistake in link_mistakes(subject, said, own=entity.id):
        yield entity.document.problem(path, "link", mistake)


def link_mistakes(subject: Subject, said: str, own: str = "") -> Iterator[Mistake]:
    """What is wrong with the [[links]] of a text; `own` is the entity it belongs to."""
    if text.stray_brackets(said) >= 0:
        yield Mistake("a link is not closed or nested", "write [[entity]] or [[entity|label]]")
    for link in text.links(said):
        if mistake := link_mistake(subject, link, own):
            yield mistake


def link_mistake(subject: Subject, link: text.Link, own: str = "") -> Mistake | None:
    """What is wrong with one link, if anything."""
    id_ = link.entity or own
    entity = subject.entities.get(id_)
    if not entity:
        return Mistake(f"unknown entity '{id_}'", did_you_mean(id_, subject.entities))
    if link.fact and link.fact not in entity.shape.facts:
        cure = did_you_mean(link.fact, entity.shape.facts)
        return Mistake(f"unknown fact '{id_}#{link.fact}'", cure)
    return None


def links_in_briefs(subject: Subject, briefs: Collection[Brief]) -> Iterator[Problem]:
    """[[links]] and ![[embeds]] of hand-written pages lead to entities and facts."""
    for brief in briefs:
        for mark, line, link, is_embed in brief.links():
            mistake = link_mistake(subject, link)
            if not mistake and is_embed and not link.fact:
                mistake = Mistake("only a fact can be embedded", "write ![[entity#fact]]")
            if mistake:
                yield Problem(brief.path, mark, "link", mistake.message, mistake.cure, line)


def _unknown(
    document: Document, path: Path, what: str, word: str, known: Collection[str], key: bool = False
) -> Iterator[Problem]:
    if word not in known:
        mistake = Mistake(f"unknown {what} '{word}'", did_you_mean(word, known))
        yield document.problem(path, f"unknown-{what}", mistake, key=key)


RULES: tuple[Rule, ...] = (
    kinds_are_consistent,
    properties_are_known,
    values_have_their_type,
    facts_are_cited,
    sources_are_consistent,
    history_is_consistent,
    conflicts_name_properties,
    texts_link_to_what_exists,
)
