"""Rules for citations and sources: what is cited, who relays whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.check.links import link_mistakes, unknown_entity
from briefing.check.walk import FactAt, facts
from briefing.files import ID
from briefing.load import Document, Path
from briefing.model import CitationFile, EntityFile, OriginFile, SourceFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.subject import Read, Subject


def facts_are_cited(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """Each fact cites a source that exists and can be opened."""
    for at in facts(entity):
        if not at.fact.cite:
            mistake = Mistake("the fact cites no source", "add 'cite: [{source: …}]'")
            yield at.problem((), "no-citation", mistake, key=True)
        for i, citation in enumerate(at.fact.cite):
            yield from _citation_problems(subject, at, ("cite", i), citation)


def _citation_problems(
    subject: Subject, at: FactAt, path: Path, citation: CitationFile
) -> Iterator[Problem]:
    source = subject.sources.get(citation.source)
    if citation.source in subject.refused:
        pass
    elif not source:
        cure = did_you_mean(citation.source, subject.sources)
        mistake = Mistake(f"unknown source '{citation.source}'", cure)
        yield at.problem((*path, "source"), "unknown-source", mistake)
    elif not source.shape.url:
        mistake = Mistake(
            f"the source '{citation.source}' has no address", "cite one that relays it"
        )
        yield at.problem((*path, "source"), "unread-source", mistake)
    yield from _origin_problems(subject, at.entity.document, (*at.path, *path), citation)


def source_is_consistent(subject: Subject, source: Read[SourceFile]) -> Iterator[Problem]:
    """The publisher and the relays of a source exist, and it does not relay itself."""
    yield from _name_problems(
        subject, source.document, ("publisher",), source.shape.publisher, is_source=False
    )
    yield from _origin_problems(subject, source.document, (), source.shape)
    if withdrawn := source.shape.withdrawn:
        for mistake in link_mistakes(subject, withdrawn.why):
            yield source.document.problem(("withdrawn", "why"), "link", mistake)
    if circle := _relay_circle(subject, source):
        mistake = Mistake(f"a relay circle: {' → '.join(circle)}", "end it at the first report")
        yield source.document.problem(("relays",), "relay-circle", mistake)


def names_used(entity: EntityFile) -> set[str]:
    """Whom the facts of an entity cite, and whom those citations relay."""
    used: set[str] = set()
    for fact in entity.facts.values():
        for citation in fact.cite:
            used.add(citation.source)
            used.update(citation.relays or ())
    return used


def sources_are_used(subject: Subject, cited: Collection[str]) -> Iterator[Problem]:
    """A warning for each source that nobody cites or relays."""
    relayed = {name for source in subject.source_cards.values() for name in source.relays}
    for id_ in subject.source_cards:
        if not subject.refused and id_ not in cited and id_ not in relayed:
            mistake = Mistake("nobody cites this source", "cite it in a fact or remove it")
            yield subject.sources[id_].document.problem(
                (), "unused-source", mistake, is_warning=True
            )


def publisher_is_consistent(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """Whom a publisher speaks for exists, and nobody speaks for himself in the end."""
    body = subject.voices.get(entity.id)
    if not body:
        return
    path: Path = ("publisher", "speaks-for")
    yield from _name_problems(subject, entity.document, path, body, is_source=False)
    way, at = [entity.id], body
    while at and at not in way:
        way.append(at)
        at = subject.voices.get(at, "")
    if at == entity.id:
        mistake = Mistake(f"a circle: {' → '.join([*way, at])}", "end it at the ministry")
        yield entity.document.problem(path, "voice-circle", mistake)


def _origin_problems(
    subject: Subject, document: Document, path: Path, origin: OriginFile
) -> Iterator[Problem]:
    for i, name in enumerate(origin.relays or ()):
        yield from _name_problems(subject, document, (*path, "relays", i), name, is_source=True)
    if origin.speaks_for and origin.relays:
        mistake = Mistake("who relays somebody speaks for nobody", "keep 'relays' or 'speaks-for'")
        yield document.problem((*path, "speaks-for"), "two-origins", mistake, key=True)
    if origin.speaks_for:
        yield from _name_problems(
            subject, document, (*path, "speaks-for"), origin.speaks_for, is_source=False
        )


def _name_problems(
    subject: Subject, document: Document, path: Path, name: str, *, is_source: bool
) -> Iterator[Problem]:
    """A name in the form of an id must be one; any other stands for itself, and has no page."""
    is_known = name in subject.cards or name in subject.refused
    if is_known or (is_source and name in subject.sources):
        return
    if ID.match(name):
        yield document.problem(path, "unknown-origin", _unknown(subject, name, is_source=is_source))
    elif id_ := subject.ids_by_name.get(name.casefold()):
        # Under two names, one origin would count as two.
        mistake = Mistake(f"'{name}' has a page", f"write '{id_}'")
        yield document.problem(path, "name-of-entity", mistake)


def _unknown(subject: Subject, name: str, *, is_source: bool) -> Mistake:
    if name in subject.moved:
        return unknown_entity(subject, name)
    known = [*subject.cards, *(subject.sources if is_source else ())]
    what = "source or entity" if is_source else "entity"
    cure = did_you_mean(name, known) or "write a name with a capital letter if it has no page"
    return Mistake(f"unknown {what} '{name}'", cure)


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
