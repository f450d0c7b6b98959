"""The rules: what must hold across the files of a subject.

In: the subject, and its hand-written pages. Out: problems. One generator a rule; a rule never
stops at its first find.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from briefing.brief import Brief
from briefing.check import addresses, briefs, facts, kinds, links, sources
from briefing.problem import Problem
from briefing.subject import Subject

RULES: tuple[Callable[[Subject], Iterable[Problem]], ...] = (
    kinds.kinds_are_consistent,
    facts.properties_are_known,
    facts.values_have_their_type,
    facts.history_is_consistent,
    facts.conflicts_name_properties,
    sources.facts_are_cited,
    sources.sources_are_consistent,
    sources.publishers_are_consistent,
    links.texts_link_to_what_exists,
    addresses.former_ids_are_free,
    addresses.removed_facts_are_gone,
)


def check(subject: Subject, pages: Collection[Brief]) -> list[Problem]:
    """Every problem that the rules find."""
    problems = [problem for rule in RULES for problem in rule(subject)]
    problems += links.links_in_briefs(subject, pages)
    problems += briefs.claims_rest_on_facts(pages)
    return problems
