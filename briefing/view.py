"""How a page sees the dossier: words, links and marks, ready for a template to loop over.

In: the dossier and the page's place in the site. Out: facts, conflicts and lists as plain values
with every address relative to that page. Nothing here knows HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing import text
from briefing.abbreviations import full_name, short_words
from briefing.asof import times
from briefing.conflict import Conflict
from briefing.dossier import Dossier, Entity, Fact
from briefing.files import SOURCES
from briefing.notes import Notes
from briefing.shown import (
    ConflictRow,
    ConflictView,
    FactView,
    Part,
    Prose,
    SideView,
    SupportView,
    ValueView,
    Voice,
)
from briefing.trust import Origin, Support
from briefing.values import Quantity, Value
from briefing.wording import Run, Runs, link_run, text_runs, value_runs, words

SUPPORT_WORDS = {
    "official": "Official record",
    "corroborated": "Corroborated",
    "single": "Single origin",
    "unnamed": "Single origin, unnamed",
    "withdrawn": "Withdrawn",
}


MOST_SIDES, LONGEST_SPAN = 3, 120
"""Sides, and characters, beyond which the values at odds are no longer named in one line."""


class View:
    """The dossier seen from one page."""

    def __init__(self, dossier: Dossier, address: str, own: str = "") -> None:
        """`address` is the page's below the site's root; `own` the entity that it is about."""
        self.dossier = dossier
        self.root = "../" * address.count("/")
        self.own = own
        self.notes = Notes(dossier)
        self._short_names: set[str] = set()
        """Those that were explained in this section."""
        self._supports: dict[Support, SupportView] = dossier.worked_out.setdefault(
            ("supports", self.root), {}
        )

    def href(self, address: str) -> str:
        """A link from this page to an address below the site's root."""
        return f"{self.root}{address}" or "./"

    def entity_href(self, id_: str, fact: str = "") -> str:
        """A link to an entity or to one of its facts."""
        if id_ == self.own:
            return f"#{fact or '_top'}"
        address = self.root + self.dossier.cards[id_].address
        return f"{address}#{fact}" if fact else address

    def name(self, id_or_name: str) -> Part:
        """An organization linked to its page, or a plain name."""
        card = self.dossier.cards.get(id_or_name)
        return Part(card.name, self.entity_href(id_or_name)) if card else Part(id_or_name)

    def link(self, link: text.Link, owner: str = "") -> Part:
        """A link in a text of an entity, `owner`: its label, or the name of what it leads to."""
        return self._part(link_run(link, owner or self.own, self.dossier.cards))

    def prose(self, said: str | None, owner: str = "") -> Prose:
        """A text with its links resolved; `owner` is the entity that it belongs to."""
        if not said:
            return ()
        if "[[" not in said:
            return (Part(said),)
        return self._prose(text_runs(said, owner or self.own, self.dossier.cards))

    def said(self, said: str | None, owner: str) -> Prose:
        """The same; in what an entity's own page says, short names are explained.

        They are where they first stand in a section: see `begin_section`.
        """
        prose = self.prose(said, owner)
        if owner != self.own or not said or not short_words(said):
            return prose
        sentence = plain(prose)
        return tuple(part for given in prose for part in self._explained(given, sentence))

    def explained(self, words: str, said: str) -> Prose:
        """Words of a text, `said`, with short names explained that it does not have in full."""
        return tuple(self._explained(Part(words), said))

    def begin_section(self) -> None:
        """Explain short names anew."""
        self._short_names.clear()

    def _explained(self, given: Part, said: str) -> Iterator[Part]:
        """A part of what is said, cut where a short name is explained that it does not explain."""
        at = 0
        for start, end, name in short_words(given.text):
            id_ = self.dossier.abbreviations.id_of(name) if start >= at else ""
            if not id_ or id_ == self.own or name in self._short_names:
                continue
            card = self.dossier.cards[id_]
            href, full = self.entity_href(id_), full_name(card.name, card.aliases)
            # A link that leads elsewhere, or has more words, stays as it is.
            is_elsewhere = given.href and (given.href != href or given.text != name)
            if not full or name in full.split() or full in said or is_elsewhere:
                continue
            self._short_names.add(name)
            if start > at:
                yield Part(given.text[at:start])
            yield Part(name, href, full)
            at = end
        if at < len(given.text):
            yield Part(given.text[at:], given.href)

    def value(self, value: Value, owner: str, *, begins: bool = False) -> ValueView:
        """One value of an entity, `owner`, in words; `begins` gives them a capital letter."""
        first, *more = self._prose(value_runs(value, owner, self.dossier.cards))
        if begins and not first.href:
            first = Part(capitalized(first.text))
        return ValueView((first, *more), value.converted if isinstance(value, Quantity) else "")

    def _prose(self, runs: Runs) -> Prose:
        return tuple([self._part(run) for run in runs])

    def _part(self, run: Run) -> Part:
        if run.entity:
            return Part(run.words, self.entity_href(run.entity, run.fact))
        return Part(run.words, run.url)

    def values(self, fact: Fact) -> tuple[ValueView, ...]:
        """A fact's values, the first with a capital as at the start of a sentence."""
        if not fact.values:
            return ()
        first, *more = fact.values
        shown = [self.value(first, fact.entity, begins=True)]
        shown += [self.value(value, fact.entity) for value in more]
        return tuple(shown)

    def support(self, support: Support) -> SupportView:
        """A support mark with its origins counted and named."""
        shown = self._supports.get(support)
        if shown is None:
            shown = self._supports[support] = self._support(support)
        return shown

    def _support(self, support: Support) -> SupportView:
        words = support_words(support)
        method = self.dossier.method
        rule = f"{self.href(method)}#_support" if method else ""
        return SupportView(support.level, words, self._origins(support), rule)

    def _origins(self, support: Support) -> str:
        names = [self.dossier.name(o.name) + self._doubt(o) for o in support.origins]
        listed = "; ".join(names)
        if not names:
            return "No source is left"
        if support.reports == 1:
            return f"Origin: {listed}"
        return f"{support.reports} reports, {len(names)} origin{'s' * (len(names) != 1)}: {listed}"

    def _doubt(self, origin: Origin) -> str:
        """What to know of an origin before one relies on it."""
        doubts = ["unnamed sources"] * origin.is_unnamed
        doubts += ["aggregator"] * (self.dossier.publisher_type(origin.name) == "aggregator")
        return f" ({', '.join(doubts)})" if doubts else ""

    def fact(self, fact: Fact, *, cite: bool = True) -> FactView:
        """A fact; `cite` adds its sources to the page's notes."""
        entity = self.dossier.entities[fact.entity]
        conflict = entity.conflict_of.get(fact.key) if entity.conflicts else None
        successor = entity.facts[fact.superseded_by] if fact.superseded_by else None
        withdrawn = fact.withdrawn()
        return FactView(
            key=fact.key,
            label=fact.label,
            href=self.entity_href(fact.entity, fact.key),
            values=self.values(fact),
            says=self.said(fact.says, fact.entity),
            refs=self.notes.cite(fact) if cite else (),
            status=fact.status,
            when=when_words(fact),
            datetime=fact.when.date.text if fact.when and fact.when.date.is_day else "",
            support=self.support(fact.support),
            conflict=conflict_anchor(conflict) if conflict else "",
            is_overdue=fact.is_overdue(self.dossier.as_of),
            withdrawn_href=self.href(source_address(withdrawn[0])) if withdrawn else "",
            replaced_by_key=fact.superseded_by,
            replaced_when=successor.when.date.short if successor and successor.when else "",
            is_past=fact.is_past(self.dossier.as_of),
            entity=self.dossier.cards[fact.entity].name,
            entity_href=self.entity_href(fact.entity),
            times=times(self.dossier, entity, fact),
        )

    def conflict(self, entity: Entity, conflict: Conflict) -> ConflictView:
        """A conflict with its sides, the leading one first; all are cited."""
        sides = tuple(
            SideView(tuple(self._voiced(entity.facts[key]) for key in side))
            for side in conflict.sides
        )
        said = conflict.words
        label = entity.facts[conflict.leading].slot.label
        return ConflictView(
            anchor=conflict_anchor(conflict),
            question=said.question if said else f"{label}: {self._span(entity, conflict)}?",
            sides=sides,
            leading=sides[0].facts[0][0],
            why=conflict.why,
            reading=self.prose(said.reading if said else "", entity.id),
            settle=self.prose(said.settle if said else "", entity.id),
        )

    def conflict_row(self, entity: Entity, conflict: Conflict) -> ConflictRow:
        """A conflict as one row, with what the leading fact says; that alone is cited."""
        leading = entity.facts[conflict.leading]
        return ConflictRow(
            id=f"_row-{conflict.leading}",
            anchor=conflict_anchor(conflict),
            label=leading.slot.label,
            span=self._span(entity, conflict),
            leading=self.fact(leading),
        )

    def _span(self, entity: Entity, conflict: Conflict) -> str:
        sides = [self._in_few_words(entity.facts[side[0]]) for side in conflict.sides]
        if len(sides) > MOST_SIDES or sum(map(len, sides)) > LONGEST_SPAN:
            return f"{len(sides)} different answers"
        return capitalized(", ".join(sides[:-1]) + " or " + sides[-1])

    def _in_few_words(self, fact: Fact) -> str:
        cards = self.dossier.cards
        said = ", ".join(words(value_runs(value, fact.entity, cards)) for value in fact.values)
        return f"not {said}" if fact.status == "denied" else said

    def _voiced(self, fact: Fact) -> tuple[FactView, tuple[Voice, ...]]:
        shown = self.fact(fact)
        refs = {ref.number: ref for ref in shown.refs}
        voices = []
        for source in dict.fromkeys(c.source for c in fact.citations):
            file = self.dossier.sources[source].shape
            ref = refs.get(self.notes.number(source))
            date = file.published.short if file.published else "no date shown"
            voices.append(Voice(self.dossier.name(file.publisher), date, ref))
        return shown, tuple(voices)


def conflict_anchor(conflict: Conflict) -> str:
    """The anchor of a conflict card. Anchors that start with _ can't be the keys of facts."""
    return f"_conflict-{conflict.leading}"


def support_words(support: Support) -> str:
    """A support mark in words, with its origins counted."""
    words = SUPPORT_WORDS[support.level]
    return f"{words}, {len(support.origins)} origins" if support.level == "corroborated" else words


def capitalized(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def plain(prose: Prose) -> str:
    """Prose without its links."""
    return "".join(part.text for part in prose)


def source_address(id_: str) -> str:
    """The address of a source's page below the site's root."""
    return f"{SOURCES}/{id_}/"


def when_words(fact: Fact) -> str:
    """When a fact is so."""
    if not fact.when:
        return ""
    prefix = "as of " if fact.when.manner == "as-of" else ""
    return prefix + fact.when.date.short
