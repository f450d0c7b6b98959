"""Rules for [[links]], in the texts of entities and in hand-written pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing import text
from briefing.brief import EMBED, Brief
from briefing.load import Path
from briefing.model import EntityFile
from briefing.problem import Mistake, Problem, did_you_mean
from briefing.subject import Read, Subject

MALFORMED = Mistake("a link is not closed or nested", "write [[entity]] or [[entity|label]]")


def texts_link_to_what_exists(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """[[links]] in texts are well formed and lead to entities and facts."""
    shape = entity.shape
    if shape.summary:
        yield from text_problems(subject, entity, ("summary",), shape.summary)
        if not any(link.fact for link in text.links(shape.summary)):
            mistake = Mistake("the summary rests on no fact", "link one as [[#key|words]]")
            yield entity.document.problem(
                ("summary",), "summary", mistake, key=True, is_warning=True
            )
    for key, fact in shape.facts.items():
        if fact.says:
            yield from text_problems(subject, entity, ("facts", key, "says"), fact.says)
    for name, conflict in shape.conflicts.items():
        for slot in ("question", "reading", "settle"):
            if said := getattr(conflict, slot):
                yield from text_problems(subject, entity, ("conflicts", name, slot), said)


def text_problems(
    subject: Subject, entity: Read[EntityFile], path: Path, said: str
) -> Iterator[Problem]:
    """What is wrong with the links of one text of an entity."""
    if "[[" not in said and "]]" not in said:
        return
    for mistake in link_mistakes(subject, said, own=entity.id):
        yield entity.document.problem(path, "link", mistake)


def link_mistakes(subject: Subject, said: str, own: str = "") -> Iterator[Mistake]:
    """What is wrong with the [[links]] of a text; `own` is the entity it belongs to."""
    if text.stray_brackets(said) >= 0:
        yield MALFORMED
    for link in text.links(said):
        if mistake := link_mistake(subject, link, own):
            yield mistake


def link_mistake(subject: Subject, link: text.Link, own: str = "") -> Mistake | None:
    """What is wrong with one link, if anything."""
    id_ = link.entity or own
    if not link.entity and not link.fact:
        return Mistake("the link leads nowhere", "write [[entity]] or [[entity#fact]]")
    if id_ in subject.refused:
        return None
    if not subject.cards.get(id_):
        return unknown_entity(subject, id_)
    return _anchor_mistake(subject, id_, link.fact) if link.fact else None


def _anchor_mistake(subject: Subject, id_: str, fact: str) -> Mistake | None:
    """What is wrong with the fact that a link names, if anything."""
    anchors = subject.anchors[id_]
    if fact in anchors.removed:
        see = anchors.removed[fact]
        cure = f"link '{see}', which says it now" if see else "link another fact"
        return Mistake(f"the fact '{id_}#{fact}' was removed", cure)
    if fact not in anchors.facts:
        return Mistake(f"unknown fact '{id_}#{fact}'", did_you_mean(fact, anchors.facts))
    return None


def unknown_entity(subject: Subject, id_: str) -> Mistake:
    """That there is no such entity, with what it may be called now."""
    if id_ in subject.moved:
        return Mistake(f"'{id_}' has moved", f"write '{subject.moved[id_]}'")
    return Mistake(f"unknown entity '{id_}'", did_you_mean(id_, subject.cards))


def links_in_briefs(subject: Subject, briefs: Collection[Brief]) -> Iterator[Problem]:
    """[[links]] and ![[embeds]] of hand-written pages lead to entities and facts."""
    for brief in briefs:
        for mark, line in brief.stray_brackets():
            yield Problem(brief.path, mark, "link", MALFORMED.message, MALFORMED.cure, line)
        for mark, line, link, is_embed in brief.links():
            mistake = link_mistake(subject, link)
            if not mistake and is_embed and not link.fact:
                mistake = Mistake("only a fact can be embedded", "write ![[entity#fact]]")
            if not mistake and is_embed and not EMBED.fullmatch(line.strip()):
                mistake = Mistake(
                    "an embed stands in a line of its own", "leave out the !, or move it"
                )
            if mistake:
                yield Problem(brief.path, mark, "link", mistake.message, mistake.cure, line)
