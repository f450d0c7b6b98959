"""A revision: what the changes since the last build come to.

In: the ledger of the last build, and what has changed since. Out: what is known now of the entities
concerned, beside what was known before. Every entity that has changed, or that asked others for
what has changed, is checked and traced again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property

from briefing.check import check_source, check_use
from briefing.dossier import Dossier
from briefing.incremental.changes import Changes
from briefing.incremental.compared import Unclear
from briefing.incremental.made import Made, Warnings
from briefing.incremental.memory import Memory
from briefing.incremental.revised import RevisedLines, RevisedTraces
from briefing.kept import kept_plain, unpacked
from briefing.ledger import Known, TracesEntry
from briefing.link import link, newest_reading
from briefing.pages import Addresses, addresses
from briefing.pages.gathered import (
    COVERAGE,
    DISPUTED,
    MAP,
    OVERDUE,
    SOURCES,
    Rows,
    year_address,
)
from briefing.pages.redirects import Redirect, redirects
from briefing.pages.years import years_of
from briefing.problem import Problem, are_warnings, in_order
from briefing.render import Renderer
from briefing.tally import Tally
from briefing.traces import Left, Trace, sort
from briefing.units import CheckedBriefs, Units, checked_briefs, source_entry

FOUNDED = ("voiced", "alone")
"""What is counted of whoever stands behind facts."""
RESTING = ("rests", "falls")
"""What is counted of sources."""


class Revision:
    """What the changes since the last build come to."""

    def __init__(self, memory: Memory, made: Made, changes: Changes, renderer: Renderer) -> None:
        """Work on all that the changes concern.

        Raises Unclear if something is wrong, or another in a way that concerns every page.
        """
        self.memory = memory
        self._ledger = memory.ledger
        self.made = made
        self.changes = changes
        self.renderer = renderer
        self._subject = changes.subject
        if not made.has_day and newest_reading(changes.source_cards.values()) != made.as_of:
            raise Unclear("the present is another")
        self.ids = [id_ for id_ in changes.cards if id_ in changes.units]
        self._base = link(self._subject, made.briefs, made.as_of)
        self.units = Units(self._subject, self._base)
        self._refuse_errors()
        self._left = Left()
        for id_ in self.ids:
            self.units.trace(id_, self._left)

    def _refuse_errors(self) -> None:
        problems: list[Problem] = [*self.of_briefs.problems]
        for id_ in self.ids:
            problems += self.units.check(id_)
        for id_ in self.sources_asked:
            problems += check_source(self._subject, self._subject.sources[id_])
        if not are_warnings(problems):
            raise Unclear("something is wrong")

    @cached_property
    def sources_asked(self) -> set[str]:
        """Sources that may be shown otherwise: others, and those that are withdrawn with a text."""
        cards = self.changes.source_cards
        withdrawn = {id_ for id_, card in cards.items() if card.is_withdrawn}
        return {*self.changes.other_sources & cards.keys(), *withdrawn}

    @cached_property
    def of_briefs(self) -> CheckedBriefs:
        """The hand-written pages, checked again if they asked for what is another now."""
        known = self.made.of_briefs
        if self.changes.short_names.isdisjoint(unpacked(known.asked)):
            return known
        return checked_briefs(self._subject, self.made.briefs)

    @cached_property
    def _before(self) -> dict[str, Known]:
        """What was known of the entities that were worked on again, or are gone."""
        ids = {*self.ids, *self.changes.entities.gone}
        return {id_: known for id_ in ids if (known := self.memory.known(id_))}

    @cached_property
    def touched(self) -> set[str]:
        """The pages on which something is left by whoever was worked on again, or was."""
        pages = {page for known in self._before.values() for page in known.pages}
        return pages | self._left.on.keys()

    @cached_property
    def traces_before(self) -> dict[str, list[Trace]]:
        """What was left on the touched pages."""
        return {page: self._ledger.traces(page) for page in self.touched}

    @cached_property
    def traces(self) -> dict[str, list[Trace]]:
        """What is left now on the touched pages."""
        redone = {*self.ids, *self.changes.entities.gone}
        found = {}
        for page, before in self.traces_before.items():
            found[page] = [trace for trace in before if trace[0] not in redone]
            found[page] += self._left.on.get(page, ())
            sort(found[page], self.changes.kinds)
        return found

    @cached_property
    def _counts(self) -> Tally:
        """The counts now, of whatever is counted for those worked on again, or was."""
        counts = Counter(self._left.tally)
        for known in self._before.values():
            counts.subtract(known.tally)
        return Counter({key: self.memory.tally[key] + more for key, more in counts.items()})

    @cached_property
    def counted_otherwise(self) -> set[tuple[str, str]]:
        """What has another count now."""
        return {key for key, now in self._counts.items() if now != self.memory.tally[key]}

    @cached_property
    def tally(self) -> Tally:
        """The counts now."""
        tally = Counter(self.memory.tally)
        for key in self.counted_otherwise:
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
        rows = Rows(self.dossier, self.renderer.row)
        entities, sources = self.dossier.entities, self.sources_listed_anew
        lines = [line for id_ in self.ids for line in rows.of(entities[id_])]
        lines += [rows.of_source(id_) for id_ in sources]
        redone = {f"e/{id_}" for id_ in (*self.ids, *self.changes.entities.gone)}
        redone |= {f"s/{id_}" for id_ in (*sources, *self.changes.sources.gone)}
        lists = (*(f"{kind}/" for kind in self._subject.kinds), SOURCES, COVERAGE, MAP)
        lists = (*lists, DISPUTED, OVERDUE, *self.years_touched)
        return RevisedLines(self._ledger, lists, lines, redone)

    @cached_property
    def years_touched(self) -> list[str]:
        """Addresses of the years that list facts of whoever was worked on again, or did."""
        tallies = (self._left.tally, *(known.tally for known in self._before.values()))
        counted = {of for tally in tallies for what, of in tally if what == "dated"}
        return [year_address(year) for year in years_of(counted)]

    @cached_property
    def sources_listed_anew(self) -> list[str]:
        """Sources whose rows in lists are to be made again."""
        counted = {of for what, of in self.counted_otherwise if what in RESTING}
        anew = self.changes.other_sources | counted
        return [id_ for id_ in self.changes.source_cards if id_ in anew]

    @cached_property
    def years(self) -> list[int]:
        """The years of the timeline."""
        return years_of(self.dossier.traces.counted("dated"))

    @cached_property
    def years_before(self) -> list[int]:
        """The years that it had."""
        return years_of(of for what, of in self.memory.tally if what == "dated")

    def addresses(self) -> Addresses:
        """The addresses as they are now."""
        return addresses(self.dossier, self.lines)

    def redirects(self) -> list[Redirect]:
        """What stands at former addresses."""
        return list(redirects(self.dossier))

    @property
    def may_have_other_addresses(self) -> bool:
        """Whether a page may have come, gone, or led to from somewhere else."""
        sources = self.changes.sources
        come = any(id_ not in self.memory.sources for id_ in sources.changed)
        return bool(
            come
            or sources.gone
            or {DISPUTED, OVERDUE, *self.years_touched} & self.lines.others
            or any(name[:2] in ("c:", "h:") for name in self.changes.other_names)
        )

    def problems(self) -> list[Problem]:
        """Every problem of the subject as it is now."""
        return in_order(problem for found in self.warnings.values() for problem in found)

    @cached_property
    def warnings(self) -> Warnings:
        """The warnings of the subject as it is now."""
        redone = {f"e/{id_}" for id_ in (*self.ids, *self.changes.entities.gone)}
        before = self.memory.warnings
        stay = {whose: found for whose, found in before.items() if whose not in redone}
        anew = {f"e/{id_}": tuple(found) for id_ in self.ids if (found := self.units.problems(id_))}
        unused = tuple(check_use(self._subject, self.dossier.traces.counted("uses")))
        return {**stay, **anew, "use": unused}

    def keep(self) -> None:
        """Bring the ledger up to date, apart from counts and warnings."""
        changes, ledger = self.changes, self._ledger
        ledger.drop(changes.entities.gone, changes.sources.gone)
        ledger.put_entities(self.units.entry(id_) for id_ in self.ids)
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
        changes, memory = self.changes, self.memory
        memory.entities = changes.held
        memory.learn(changes.cards.new, changes.entities.gone)
        memory.source_cards = changes.source_cards
        memory.sources = {**memory.sources, **changes.sources.now}
        for id_ in changes.sources.gone:
            del memory.sources[id_]
        memory.tally, memory.warnings = self.tally, self.warnings
