"""Linking: a subject's facts tied to each other and weighed.

In: a subject without errors. Out: the dossier, whose entities have typed facts and their conflicts,
each linked when it is first asked for. Everything is computed from the files alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from briefing import trust, values
from briefing.asof import days
from briefing.brief import Brief
from briefing.card import SourceCard
from briefing.conflict import Claim, Conflict, conflicts
from briefing.dates import Date, newest, span
from briefing.dossier import Citation, Dossier, Entity, Fact, Traces, When
from briefing.mappings import Asked, OnDemand
from briefing.model import EntityFile, FactFile, KindFile, WhenFile
from briefing.problem import Mistake, Problem
from briefing.reading import read_entity
from briefing.subject import Read, Subject
from briefing.traces import Tracer, WholeTraces
from briefing.values import Value


def link(
    subject: Subject,
    briefs: Collection[Brief],
    as_of: date | None = None,
    root: Path | None = None,
    traces: Traces | None = None,
) -> Dossier:
    """Link a checked subject.

    `as_of` is by default the newest day on which a source was read, or else published: the clock
    has no say in what is built. With the `root` of the project, entities whose files were not read
    can be looked into, too: their files are read when they are asked for. `traces` are what
    entities have left on each other's pages, where that can't be told from these entities alone.
    """
    shapes = Asked(OnDemand(subject.sources.keys(), lambda id_: subject.sources[id_].shape))
    order = sorted(subject.kinds, key=lambda kind: (subject.kinds[kind].shape.order, kind))
    kinds = {kind: subject.kinds[kind].shape for kind in order}
    cards = subject.source_cards
    withdrawn = frozenset(id_ for id_, source in cards.items() if source.is_withdrawn)
    publications = trust.Publications(shapes, subject.voices, withdrawn)
    present = as_of or newest_reading(cards.values())

    def linked(id_: str) -> Entity:
        read = subject.entities.get(id_) or read_entity(subject.cards[id_], root or Path())
        return _entity(read, kinds[read.folder], publications)

    entities = Asked(OnDemand((subject.cards if root else subject.entities).keys(), linked))
    tracer = Tracer(subject.cards, publications, present)
    return Dossier(
        kinds=kinds,
        cards=subject.cards,
        entities=entities,
        sources=subject.sources,
        source_cards=cards,
        publications=publications,
        briefs=tuple(briefs),
        as_of=present,
        traces=traces or WholeTraces(tracer, entities),
        abbreviations=subject.abbreviations,
        atlas=subject.atlas,
    )


def idle_conflicts(entity: Entity, read: Read[EntityFile]) -> Iterator[Problem]:
    """A warning for each entry under `conflicts:` of an entity whose facts do not disagree."""
    for name in entity.file.conflicts.keys() - {c.property for c in entity.conflicts}:
        mistake = Mistake("no facts disagree on it", "remove it, or check what supersedes what")
        yield read.document.problem(
            ("conflicts", name), "idle-conflict", mistake, key=True, is_warning=True
        )


def overdue_facts(subject: Subject, dossier: Dossier) -> Iterator[Problem]:
    """A warning for each fact whose newest evidence is older than its property allows."""
    for fact in dossier.facts():
        if fact.is_overdue(dossier.as_of):
            last = fact.last_evidenced.words if fact.last_evidenced else "at no known time"
            mistake = Mistake(
                f"review was due {fact.due}, last evidenced {last}",
                "cite a newer source, or say until when it held",
            )
            yield subject.entities[fact.entity].document.problem(
                ("facts", fact.key), "overdue", mistake, key=True, is_warning=True
            )


def newest_reading(sources: Iterable[SourceCard]) -> date:
    """The newest day on which a source was read, or published."""
    return max((s.newest for s in sources if s.newest), default=date(1970, 1, 1))


def _entity(read: Read[EntityFile], kind: KindFile, publications: trust.Publications) -> Entity:
    facts = {
        key: _fact(read.id, key, fact, kind, publications) for key, fact in read.shape.facts.items()
    }
    replaced = {fact.supersedes: key for key, fact in facts.items() if fact.supersedes}
    for key in replaced:
        facts[key] = facts[key]._replace(superseded_by=_successor(key, replaced, facts))
    return Entity(
        read.id,
        read.folder,
        read.shape,
        read.document.file.path,
        facts,
        tuple(_conflicts(read.shape, facts)),
        {key: days(fact, facts) for key, fact in facts.items()},
    )


def _successor(key: str, replaced: Mapping[str, str], facts: Mapping[str, Fact]) -> str:
    """The key of the fact that replaces another; what nobody stands behind replaces nothing."""
    successor = replaced.get(key, "")
    while successor and not facts[successor].support.origins:
        successor = replaced.get(successor, "")
    return successor


def _fact(
    entity: str,
    key: str,
    fact: FactFile,
    kind: KindFile,
    publications: trust.Publications,
) -> Fact:
    name = fact.property or key
    slot = kind.properties[name]
    found: tuple[Value, ...] = ()
    if fact.value is not None:
        found, _ = values.read(slot.type, slot.list_, slot.units, fact.value)
    citations = tuple([Citation(c.source, c, trust.standing(c, publications)) for c in fact.cite])
    when = _when(fact.when)
    observed = when.date if when and when.manner == "as-of" else None
    support = trust.support([c.standing for c in citations], publications)
    evidenced = (_last_evidenced(citations) or observed) if support.origins else None
    return Fact(
        entity=entity,
        key=key,
        property=name,
        slot=slot,
        label=fact.label or slot.label,
        values=found,
        says=fact.says or "",
        status=fact.status,
        when=when,
        citations=citations,
        support=support,
        supersedes=fact.supersedes or "",
        superseded_by="",
        last_evidenced=evidenced,
        due=trust.due(evidenced.last if evidenced else None, slot.review),
    )


def _when(when: WhenFile | None) -> When | None:
    if when is None:
        return None
    if when.as_of:
        return When("as-of", when.as_of)
    if when.on:
        return When("on", when.on, when.on)
    held = span("", when.from_, when.until)
    assert isinstance(held, Date), "the shape has checked the span"
    return When("held", held, when.from_)


def _last_evidenced(citations: Collection[Citation]) -> Date | None:
    return newest([c.standing.published for c in citations if c.standing.ways])


def _conflicts(file: EntityFile, facts: Mapping[str, Fact]) -> Iterator[Conflict]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for fact in facts.values():
        if fact.slot.single and fact.values and fact.support.origins and not fact.superseded_by:
            claims[fact.property].append(_claim(fact))
    for name, rivals in claims.items():
        yield from conflicts(name, rivals, file.conflicts.get(name))


def _claim(fact: Fact) -> Claim:
    first = last = None
    if fact.when and fact.when.manner != "as-of":
        first, last = fact.when.date.first, fact.when.date.last
    return Claim(
        fact.key,
        fact.values,
        fact.status == "denied",
        first,
        last,
        fact.support,
        fact.last_evidenced,
    )
