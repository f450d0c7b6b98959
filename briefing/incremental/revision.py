"""A revision: a build that makes anew what is another now, and leaves the rest as it is.

In: the ledger of the last build, and what has changed since. Out: what a full build would make of
it, as far as that is another. Every entity that has changed, or that asked others for what has
changed, is checked and traced again. A page is made again if its entity was, or if something else
was left on it, listed on it or counted for it than before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from briefing.card import Card
from briefing.check import check_source, check_use
from briefing.dossier import Dossier
from briefing.incremental.changes import Changes, Unclear
from briefing.incremental.made import Made, Warnings
from briefing.incremental.memory import Memory
from briefing.incremental.revised import RevisedLines, RevisedTraces
from briefing.kept import kept_plain, short, unpacked
from briefing.ledger import Known, TracesEntry
from briefing.link import link, newest_reading
from briefing.page import Page
from briefing.pages import Addresses, addresses, entity_page, index_pages, leaf_pages, source_page
from briefing.pages.gathered import (
    COVERAGE,
    DISPUTED,
    FACTS,
    MAP,
    OVERDUE,
    PUBLISHERS,
    SOURCES,
    TIMELINE,
    Rows,
    cut,
    year_address,
)
from briefing.pages.redirects import Redirect, redirects
from briefing.pages.years import years_of
from briefing.problem import Problem, are_warnings, in_order
from briefing.render import Renderer
from briefing.search import generated
from briefing.search.findable import Findable, Key
from briefing.skeleton import OVERVIEW, Filled, Skeleton, filled
from briefing.tally import Tally
from briefing.traces import Left, Trace, sort
from briefing.units import CheckedBriefs, Units, checked_briefs, source_entry
from briefing.view import source_address

FOUNDED = ("voiced", "alone")
"""What is counted of whoever stands behind facts."""
OVERVIEWED = (*FOUNDED, "conflicts", "overdue", "dated")
"""What is counted of all."""
RESTING = ("rests", "falls")
"""What is counted of sources."""


class Revision:
    """What the changes since the last build come to."""

    def __init__(self, memory: Memory, made: Made, changes: Changes, renderer: Renderer) -> None:
        """Work on all that the changes concern.

        Raises Unclear if something is wrong, or another in a way that concerns every page.
        """
        self._memory = memory
        self._ledger = memory.ledger
        self._made = made
        self._changes = changes
        self._renderer = renderer
        self._subject = changes.subject
        if not made.has_day and newest_reading(changes.source_cards.values()) != made.as_of:
            raise Unclear("the present is another")
        self._ids = [id_ for id_ in changes.cards if id_ in changes.units]
        self._base = link(self._subject, made.briefs, made.as_of)
        self._units = Units(self._subject, self._base)
        self._refuse_errors()
        self._left = Left()
        for id_ in self._ids:
            self._units.trace(id_, self._left)

    def _refuse_errors(self) -> None:
        problems: list[Problem] = [*self.of_briefs.problems]
        for id_ in self._ids:
            problems += self._units.check(id_)
        for id_ in self._sources_asked:
            problems += check_source(self._subject, self._subject.sources[id_])
        if not are_warnings(problems):
            raise Unclear("something is wrong")

    @cached_property
    def _sources_asked(self) -> set[str]:
        """Sources that may be shown otherwise: others, and those that are withdrawn with a text."""
        cards = self._changes.source_cards
        withdrawn = {id_ for id_, card in cards.items() if card.is_withdrawn}
        return {*self._changes.other_sources & cards.keys(), *withdrawn}

    @cached_property
    def of_briefs(self) -> CheckedBriefs:
        """The hand-written pages, checked again if they asked for what is another now."""
        known = self._made.of_briefs
        if self._changes.short_names.isdisjoint(unpacked(known.asked)):
            return known
        return checked_briefs(self._subject, self._made.briefs)

    @cached_property
    def _before(self) -> dict[str, Known]:
        """What was known of the entities that were worked on again, or are gone."""
        ids = {*self._ids, *self._changes.entities.gone}
        return {id_: known for id_ in ids if (known := self._memory.known(id_))}

    @cached_property
    def _touched(self) -> set[str]:
        """The pages on which something is left by whoever was worked on again, or was."""
        pages = {page for known in self._before.values() for page in known.pages}
        return pages | self._left.on.keys()

    @cached_property
    def _traces_before(self) -> dict[str, list[Trace]]:
        """What was left on the touched pages."""
        return {page: self._ledger.traces(page) for page in self._touched}

    @cached_property
    def traces(self) -> dict[str, list[Trace]]:
        """What is left now on the touched pages."""
        redone = {*self._ids, *self._changes.entities.gone}
        found = {}
        for page, before in self._traces_before.items():
            found[page] = [trace for trace in before if trace[0] not in redone]
            found[page] += self._left.on.get(page, ())
            sort(found[page], self._changes.kinds)
        return found

    @cached_property
    def _counts(self) -> Tally:
        """The counts now, of whatever is counted for those worked on again, or was."""
        counts = Counter(self._left.tally)
        for known in self._before.values():
            counts.subtract(known.tally)
        return Counter({key: self._memory.tally[key] + more for key, more in counts.items()})

    @cached_property
    def _counted_otherwise(self) -> set[tuple[str, str]]:
        """What has another count now."""
        return {key for key, now in self._counts.items() if now != self._memory.tally[key]}

    @cached_property
    def tally(self) -> Tally:
        """The counts now."""
        tally = Counter(self._memory.tally)
        for key in self._counted_otherwise:
            tally[key] = self._counts[key]
            if not tally[key]:
                del tally[key]
        return tally

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""
        return replace(self._base, traces=RevisedTraces(self._ledger, self.traces, self.tally))

    @cached_property
    def lines(self) -> RevisedLines:
        """The rows of lists."""
        rows = Rows(self.dossier, self._renderer.row)
        entities, sources = self.dossier.entities, self._sources_listed_anew
        lines = [line for id_ in self._ids for line in rows.of(entities[id_])]
        lines += [rows.of_source(id_) for id_ in sources]
        redone = {f"e/{id_}" for id_ in (*self._ids, *self._changes.entities.gone)}
        redone |= {f"s/{id_}" for id_ in (*sources, *self._changes.sources.gone)}
        lists = (*(f"{kind}/" for kind in self._subject.kinds), SOURCES, COVERAGE, MAP)
        lists = (*lists, DISPUTED, OVERDUE, *self._years_touched)
        return RevisedLines(self._ledger, lists, lines, redone)

    @cached_property
    def _years_touched(self) -> list[str]:
        """Addresses of the years that list facts of whoever was worked on again, or did."""
        tallies = (self._left.tally, *(known.tally for known in self._before.values()))
        counted = {of for tally in tallies for what, of in tally if what == "dated"}
        return [year_address(year) for year in years_of(counted)]

    @cached_property
    def _sources_listed_anew(self) -> list[str]:
        counted = {of for what, of in self._counted_otherwise if what in RESTING}
        anew = self._changes.other_sources | counted
        return [id_ for id_ in self._changes.source_cards if id_ in anew]

    # What is to be made again.

    @cached_property
    def entities_anew(self) -> set[str]:
        """Entities whose pages are to be made again."""
        anew = {*self._ids, *self._left_otherwise("e/")}
        anew |= {of for what, of in self._counted_otherwise if what in FOUNDED}
        for cards in (self._changes.source_cards, self._memory.source_cards):
            listed = {*self._sources_listed_anew, *self._changes.sources.gone}
            anew |= {cards[id_].publisher for id_ in listed if id_ in cards}
        return anew & self._changes.cards.keys()

    @cached_property
    def sources_anew(self) -> set[str]:
        """Sources whose pages are to be made again."""
        anew = self._sources_asked | self._left_otherwise("s/") | self._trees_anew()
        return set(anew & self._changes.source_cards.keys())

    def _left_otherwise(self, kind: str) -> set[str]:
        """Whose pages have other traces than before, or traces of whoever is seen otherwise."""
        touched = {page for page in self._touched if page.startswith(kind)}
        found = {page for page in touched if self.traces[page] != self._traces_before[page]}
        for id_ in self._ids:
            if id_ not in self._changes.entities.changed or f"c:{id_}" in self._changes.other_names:
                found |= touched & self._units.pages(id_)
        return {page.removeprefix(kind) for page in found}

    def _trees_anew(self) -> set[str]:
        """Sources in one relay tree with one that is another."""
        found = set(self._changes.other_sources)
        ways: dict[str, set[str]] = {}
        for cards in (self._changes.source_cards, self._memory.source_cards):
            for source in cards.values():
                for name in source.relays:
                    ways.setdefault(name, set()).add(source.id)
                    ways.setdefault(source.id, set()).add(name)
        begun = list(found)
        while begun:
            new = ways.get(begun.pop(), set()) - found
            found |= new
            begun += new
        return found

    @cached_property
    def lists_anew(self) -> set[str]:
        """Addresses of indexes and lists that are to be made again."""
        changes = self._changes
        changed = {*changes.entities.changed, *changes.entities.gone}
        both = (changes.cards, self._memory.cards)
        cards = [cards[id_] for cards in both for id_ in changed if id_ in cards]
        anew = set(self.lines.others - {DISPUTED, OVERDUE, *self._years_touched})
        anew |= self._leaves_anew(DISPUTED) | self._leaves_anew(OVERDUE) | self._years_anew
        anew |= {f"{card.kind}/" for card in cards if card.publisher}
        if any("/" in of for _, of in self._counted_otherwise):
            anew |= {COVERAGE, FACTS}
        if any(what == "year" for what, _ in self._counted_otherwise):
            anew.add(FACTS)
        if self._publishers_are_others(cards):
            anew.add(PUBLISHERS)
        return anew

    @property
    def _years_anew(self) -> set[str]:
        """Addresses of the timeline and its years that are to be made again."""
        touched = [page for page in self._years_touched if page in self.lines.others]
        if not touched:
            return set()
        if self._years != self._years_before:  # each leads to the next
            touched = [year_address(year) for year in self._years]
            pages = {address for page in touched for address in cut(page, self.lines.lines(page))}
        else:
            pages = {address for page in touched for address in self._leaves_anew(page)}
        return {TIMELINE, *pages}

    @cached_property
    def _years(self) -> list[int]:
        """The years of the timeline."""
        return years_of(self.dossier.traces.counted("dated"))

    @cached_property
    def _years_before(self) -> list[int]:
        return years_of(of for what, of in self._memory.tally if what == "dated")

    def _leaves_anew(self, page: str) -> set[str]:
        """Addresses of the leaves of a list that are to be made again."""
        if page not in self.lines.others and page != DISPUTED:
            return set()
        now, before = cut(page, self.lines.lines(page)), cut(page, self.lines.before(page))
        if len(now) != len(before):
            return set(now)
        # Disagreements are shown at length, and not as the rows have them.
        redone = set(self._ids) if page == DISPUTED else set()
        return {
            address
            for address, lines in now.items()
            if lines != before[address] or not redone.isdisjoint(line.row for line in lines)
        }

    def _publishers_are_others(self, changed: Iterable[Card]) -> bool:
        """Whether the list of the publishers may be another."""
        return bool(
            self._changes.sources
            or any(what in FOUNDED for what, _ in self._counted_otherwise)
            or any(name[:2] in ("c:", "v:") for name in self._changes.other_names)
            or any(c.publisher or self.tally.get(("voiced", c.id)) for c in changed)
        )

    def pages(self) -> Iterator[Page]:
        """The generated pages that are to be made again."""
        for id_ in sorted(self.entities_anew):
            yield entity_page(self.dossier, self.dossier.entities[id_])
        for id_ in sorted(self.sources_anew):
            yield source_page(self.dossier, id_)
        for page in (*index_pages(self.dossier, self.lines), *leaf_pages(self.dossier, self.lines)):
            if page.address in self.lists_anew:
                yield page

    def handmade(self) -> Iterator[tuple[Skeleton, Filled]]:
        """The hand-written pages that are to be filled again, filled."""
        redone = {*self._ids, *self._changes.entities.gone}
        names = {*self._changes.other_names, *(f"u:{id_}" for id_ in redone)}
        if self._overview_is_another:
            names.add(OVERVIEW)
        others = frozenset(map(short, names))
        for page in self._made.pages:
            if not others.isdisjoint(unpacked(page.asked)):
                yield page.skeleton, filled(page.skeleton, self.dossier, self._renderer)

    @property
    def _overview_is_another(self) -> bool:
        """Whether there may be more or less of anything that is counted on the first page."""
        return bool(
            self._changes.sources
            or any(name[:2] in ("c:", "v:") for name in self._changes.other_names)
            or any(what in OVERVIEWED for what, _ in self._counted_otherwise)
        )

    def addresses(self) -> Addresses:
        """The addresses as they are now."""
        return addresses(self.dossier, self.lines)

    def redirects(self) -> list[Redirect]:
        """What stands at former addresses."""
        return list(redirects(self.dossier))

    @property
    def may_have_other_addresses(self) -> bool:
        """Whether a page may have come, gone, or led to from somewhere else."""
        sources = self._changes.sources
        come = any(id_ not in self._memory.sources for id_ in sources.changed)
        return bool(
            come
            or sources.gone
            or {DISPUTED, OVERDUE, *self._years_touched} & self.lines.others
            or any(name[:2] in ("c:", "h:") for name in self._changes.other_names)
        )

    def found(self) -> Iterator[Findable]:
        """What the search finds of the pages of whoever was worked on again, and of new years."""
        for id_ in self._ids:
            yield generated.entity_page(self.dossier, self.dossier.entities[id_])
        for id_ in self._sources_asked:
            yield generated.source_page(self.dossier, id_)
        for year in sorted({*self._years} - {*self._years_before}):
            yield generated.found_year(self.dossier, year)

    def lost(self) -> Iterator[Key]:
        """What it does not find any more, unless it is found again."""
        changes = self._changes
        for id_ in (*changes.entities.changed, *changes.entities.gone):
            if card := self._memory.card(id_):
                yield Key(card.kind, card.address)
        for id_ in changes.sources.gone:
            yield Key(SOURCES.rstrip("/"), source_address(id_))
        for year in sorted({*self._years_before} - {*self._years}):
            yield Key(generated.GATHERED, year_address(year))

    def problems(self) -> list[Problem]:
        """Every problem of the subject as it is now."""
        return in_order(problem for found in self.warnings.values() for problem in found)

    @cached_property
    def warnings(self) -> Warnings:
        """The warnings of the subject as it is now."""
        redone = {f"e/{id_}" for id_ in (*self._ids, *self._changes.entities.gone)}
        before = self._memory.warnings
        stay = {whose: found for whose, found in before.items() if whose not in redone}
        anew = {
            f"e/{id_}": tuple(found) for id_ in self._ids if (found := self._units.problems(id_))
        }
        unused = tuple(check_use(self._subject, self.dossier.traces.counted("uses")))
        return {**stay, **anew, "use": unused}

    def keep(self) -> None:
        """Bring the ledger up to date, apart from counts and warnings."""
        changes, ledger = self._changes, self._ledger
        ledger.drop(changes.entities.gone, changes.sources.gone)
        ledger.put_entities(self._units.entry(id_) for id_ in self._ids)
        ledger.put_sources(
            source_entry(self._subject.sources[id_], changes.source_cards[id_])
            for id_ in changes.sources.changed
        )
        ledger.put_traces(
            TracesEntry(page, kept_plain(found)) for page, found in self.traces.items()
        )
        self.lines.keep()

    def learn(self) -> None:
        """Bring what is remembered up to date."""
        changes, memory = self._changes, self._memory
        memory.entities = changes.held
        memory.learn(changes.cards.new, changes.entities.gone)
        memory.source_cards = changes.source_cards
        memory.sources = {**memory.sources, **changes.sources.now}
        for id_ in changes.sources.gone:
            del memory.sources[id_]
        memory.tally, memory.warnings = self.tally, self.warnings
