"""A synthetic subject as Markdown, for generators that know no facts.

In: a subject. Out: one Markdown text for each entity and source, with the same words as the
engine's pages: facts, evidence, source notes, what links here. Links are absolute: nothing is
checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from synthetic import Entity, Fact, Source, Synthetic

LABELS = {
    "summary-of": "Purpose",
    "founded": "Founded",
    "size": "Size",
    "reach": "Reach",
    "part-of": "Part of",
    "works-with": "Works with",
    "note": "Note",
}


class MarkdownPages:
    """The pages of a subject, by their addresses."""

    def __init__(self, subject: Synthetic) -> None:
        """Finds out who links to whom and what rests on each source."""
        self.subject = subject
        self.by_id = {entity.id: entity for entity in subject.entities}
        self.sources = {source.id: source for source in subject.sources}
        self.linked: dict[str, list[tuple[str, Entity, Fact]]] = defaultdict(list)
        self.resting: dict[str, list[tuple[Entity, Fact]]] = defaultdict(list)
        for entity in subject.entities:
            for fact in entity.facts:
                for id_ in self._mentioned(fact):
                    self.linked[id_].append((self._label(fact), entity, fact))
                for cite in fact.cites:
                    self.resting[cite.source].append((entity, fact))

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Address, title and Markdown of every page."""
        for entity in self.subject.entities:
            yield f"{entity.kind}/{entity.id}", entity.name, self._entity(entity)
        for source in self.subject.sources:
            yield f"sources/{source.id}", source.title, self._source(source)

    def _mentioned(self, fact: Fact) -> list[str]:
        words = fact.value.strip("[]").split(", ") if fact.value else []
        words += [part.partition("]]")[0] for part in fact.says.split("[[")[1:]]
        return [word for word in dict.fromkeys(words) if word in self.by_id]

    @staticmethod
    def _label(fact: Fact) -> str:
        return LABELS[fact.property or fact.key.removesuffix("-b")]

    def _link(self, id_: str) -> str:
        entity = self.by_id[id_]
        return f"[{entity.name}](/{entity.kind}/{id_}/)"

    def _says(self, fact: Fact) -> str:
        said = fact.says
        for id_ in self._mentioned(fact):
            said = said.replace(f"[[{id_}]]", self._link(id_))
        return said

    def _value(self, fact: Fact) -> str:
        mentioned = [id_ for id_ in self._mentioned(fact) if f"[[{id_}]]" not in fact.says]
        if mentioned:
            return ", ".join(self._link(id_) for id_ in mentioned)
        return fact.value.strip('"')

    def _entity(self, entity: Entity) -> str:
        numbers: dict[str, int] = {}
        lines = [f"Japanese {entity.native} · Also {entity.id.upper()}", ""]
        lines += ["A thing with [a purpose](#summary-of) of its own.", ""]
        lines += [f"**{len(entity.facts)}** facts", ""]
        for fact in entity.facts:
            lines += self._fact(fact, numbers)
        lines += ["## Timeline", ""]
        ordered = sorted(entity.facts, key=lambda fact: fact.day)
        lines += [f"- {fact.day} {self._says(fact)}" for fact in ordered]
        lines += ["", "## Linked from", ""]
        for label, other, fact in self.linked[entity.id]:
            lines += [f"- {label}: {self._link(other.id)}", "", f"    {self._says(fact)}", ""]
        lines += ["## Source notes", ""]
        for id_, number in numbers.items():
            lines += self._note(entity, self.sources[id_], number)
        return "\n".join(lines) + "\n"

    def _fact(self, fact: Fact, numbers: dict[str, int]) -> Iterator[str]:
        refs = []
        for cite in fact.cites:
            number = numbers.setdefault(cite.source, len(numbers) + 1)
            refs.append(f"[{number}](#n{number})")
        yield f"### {self._label(fact)}"
        yield ""
        if value := self._value(fact):
            yield f"**{value}**"
            yield ""
        yield f"{self._says(fact)} {', '.join(refs)}"
        yield ""
        yield f"- **{fact.status.capitalize()}** as of {fact.day}"
        yield f"- {'Corroborated, 2 origins' if len(fact.cites) > 1 else 'Single origin'}"
        names = "; ".join(self.sources[cite.source].publisher for cite in fact.cites)
        yield f"- {len(fact.cites)} reports: {names}"
        yield ""

    def _note(self, entity: Entity, source: Source, number: int) -> Iterator[str]:
        relays = "".join(f" ← {self.sources[id_].publisher}" for id_ in source.relays)
        yield (
            f"{number}. [{source.publisher}](/sources/{source.id}/){relays}, “{source.title}”, "
            f"{source.day}"
        )
        yield ""
        url = f"https://papers.example.org/{source.id}"
        for fact in entity.facts:
            for cite in fact.cites:
                if cite.source == source.id:
                    fragment = ",".join(part.replace(" ", "%20") for part in cite.passage)
                    yield f"    “{cite.quote}” [Open at the passage]({url}#:~:text={fragment})"
                    yield ""

    def _source(self, source: Source) -> str:
        lines = [f"Publisher {source.publisher} · Published {source.day} · {source.type}", ""]
        lines += [f"Relays [{self.sources[id_].title}](/sources/{id_}/)" for id_ in source.relays]
        lines += ["", "## Facts that rest on it", "", "| About | Fact | Status |", "|---|---|---|"]
        lines += [
            f"| {self._link(entity.id)} | {self._says(fact)} | {fact.status} |"
            for entity, fact in self.resting[source.id]
        ]
        return "\n".join(lines) + "\n"
