#!/usr/bin/env python3
"""A synthetic subject of any size, the same on every run, for benchmarks.

    python3 benchmarks/synthetic.py 1000 /tmp/subject

In: a number of entities and a folder. Out: mkdocs.yml, data/ and docs/ of a subject with entities
of six kinds, about eight facts each with citations, relations, [[links]], conflicts, history,
relays, dates, quantities and Japanese names; and one source for five entities.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

KINDS = {
    "crews": "Crew",
    "devices": "Device",
    "accords": "Accord",
    "sites": "Site",
    "bodies": "Body",
    "meetings": "Meeting",
}
TEXT = (
    "the river office said that a new weir would raise the water at low tide and keep boats off "
    "until spring while people from both banks asked how long this might last what it would cost "
    "who had agreed to it and whether an older plan with fewer gates had been given up for good"
)
WORDS = TEXT.split()
KANJI = "山川田中村上下大小東西南北石木林森水火土金月日高原野島海港橋本町新古"
FIRST_DAY = date(2015, 1, 1)
SCHEMA = """\
label: {label}s
singular: {label}
about: Every {word} of the synthetic subject.
order: {order}
groups: {{what: What it is, figures: Figures, ties: Ties, said: What is said of it}}
head: [part-of]
columns: [part-of, size, founded]
properties:
  summary-of: {{label: Purpose, group: what, type: text}}
  founded: {{label: Founded, group: what, type: date, single: true}}
  size:
    label: Size
    group: figures
    type: quantity
    units: {{people: 1}}
    single: true
    review: 700
  reach: {{label: Reach, group: figures, type: quantity, units: {{km: 1, miles: 1.609344}}}}
  part-of: {{label: Part of, reverse: Parts, group: ties, type: entity}}
  works-with: {{label: Works with, reverse: Worked with by, group: ties, type: entity, list: true}}
  note: {{label: Note, group: said, type: statement}}
"""
MKDOCS = """\
site_name: Synthetic subject of {size}
site_url: https://synthetic.example.org/
hooks: [{hook}]
theme:
  name: material
  custom_dir: {theme}
  font: false
plugins: {plugins}
extra_css: [assets/briefing.css]
extra_javascript: [{{path: assets/briefing.js, defer: true}}]
markdown_extensions: [admonition, attr_list, tables]
nav:
  - Overview: index.md
{nav}  - Sources: sources/index.md
"""


@dataclass(frozen=True)
class Cite:
    """A pointer to a source."""

    source: str
    quote: str
    passage: tuple[str, str]


@dataclass(frozen=True)
class Fact:
    """One statement, as it is written."""

    key: str
    says: str
    status: str
    day: date
    cites: tuple[Cite, ...]
    property: str = ""
    value: str = ""
    supersedes: str = ""


@dataclass(frozen=True)
class Entity:
    """One thing with its facts."""

    id: str
    kind: str
    name: str
    native: str
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """One publication."""

    id: str
    title: str
    publisher: str
    day: date
    type: str
    relays: tuple[str, ...]


class Synthetic:
    """A subject of some size, made from a seed."""

    def __init__(self, size: int, seed: int = 1) -> None:
        """`size` entities, at least one of each kind."""
        self.random = random.Random(seed)  # noqa: S311 - nothing here is secret
        kinds = list(KINDS)
        self.sources = [self._source(i) for i in range(max(1, size // 5))]
        self.entities = [
            Entity(
                f"{KINDS[kind].lower()}-{i}", kind, f"{KINDS[kind]} {self._words(2).title()} {i}",
                "".join(self.random.choices(KANJI, k=4)),
            )
            for i, kind in ((i, kinds[i % len(kinds)]) for i in range(size))
        ]  # fmt: skip
        for i, entity in enumerate(self.entities):
            entity.facts.extend(self._facts(i))

    def _words(self, count: int) -> str:
        start = self.random.randrange(len(WORDS))
        return " ".join((WORDS * 2)[start : start + count])

    def _sentence(self, extra: str = "") -> str:
        said = self._words(self.random.randint(14, 28)).capitalize()
        return f"{said}{extra}."

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self.random.randrange(4000))

    def _source(self, i: int) -> Source:
        relays: tuple[str, ...] = ()
        if i and self.random.random() < 0.4:
            relays = (f"source-{self.random.randrange(i)}",)
        type_ = self.random.choice(("news", "news", "news", "agency", "official", "analysis"))
        publisher = f"Paper {self.random.randrange(1 + i // 6)}"
        return Source(
            f"source-{i}", self._words(7).capitalize(), publisher, self._day(), type_, relays
        )

    def _cites(self) -> tuple[Cite, ...]:
        chosen = self.random.sample(
            self.sources, min(len(self.sources), self.random.choice((1, 1, 2)))
        )
        return tuple(
            Cite(source.id, self._words(6), (self._words(3), self._words(3))) for source in chosen
        )

    def _other(self) -> Entity:
        return self.random.choice(self.entities)

    def _fact(self, key: str, *, link: str = "", **more: str) -> Fact:
        status = self.random.choice(("confirmed", "reported", "reported", "planned"))
        extra = f", as [[{link}]] does" if link else ""
        return Fact(key, self._sentence(extra), status, self._day(), self._cites(), **more)

    def _facts(self, i: int) -> Iterator[Fact]:
        size = self.random.randrange(20, 4000)
        friends = ", ".join({self._other().id, self._other().id})
        yield self._fact("summary-of", value=self._words(8))
        yield self._fact("founded", value=str(self._day()))
        yield self._fact("size", value=f'"{size} people"')
        yield self._fact("part-of", value=self._other().id)
        yield self._fact("works-with", value=f"[{friends}]")
        yield self._fact("reach", value=f"{self.random.randrange(2, 900)} km")
        yield self._fact("note", link=self._other().id)
        if i % 10 == 0:  # a conflict
            yield self._fact("size-b", property="size", value=f'"{size + 50} people"')
        elif i % 5 == 1:  # history
            yield self._fact("size-b", property="size", value=f"{size} people", supersedes="size")
        else:
            yield self._fact("note-b", property="note", link=self._other().id)


def write_subject(subject: Synthetic, folder: Path, *, search: bool) -> None:
    """Write the subject as data for the engine."""
    shutil.rmtree(folder, ignore_errors=True)
    root = Path(__file__).resolve().parent.parent
    files = {
        "docs/index.md": "# Overview\n\nA synthetic subject.\n",
        "mkdocs.yml": MKDOCS.format(
            size=len(subject.entities),
            hook=root / "build.py",
            theme=root / "templates" / "theme",
            plugins="[{search: {lang: [en, ja]}}]" if search else "[]",
            nav="".join(f"  - {word}s: {kind}/index.md\n" for kind, word in KINDS.items()),
        ),
    }
    for order, (kind, label) in enumerate(KINDS.items(), 1):
        files[f"data/schema/{kind}.yaml"] = SCHEMA.format(
            label=label, word=label.lower(), order=order
        )
    for source in subject.sources:
        files[f"data/sources/{source.id}.yaml"] = source_yaml(source)
    for entity in subject.entities:
        files[f"data/{entity.kind}/{entity.id}.yaml"] = entity_yaml(entity)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def source_yaml(source: Source) -> str:
    """The file of a source."""
    relays = f"relays: [{', '.join(source.relays)}]\n" if source.relays else ""
    return (
        f"title: {source.title}\npublisher: {source.publisher}\npublished: {source.day}\n"
        f"url: https://papers.example.org/{source.id}\nlanguage: en\ntype: {source.type}\n"
        f"{relays}retrieved: 2026-01-01\n"
    )


def entity_yaml(entity: Entity) -> str:
    """The file of an entity."""
    first = entity.facts[0].key
    lines = [
        f"name: {entity.name}",
        f"aliases: [{entity.id.upper()}]",
        f"native: {{ja: {entity.native}}}",
        f'summary: "A thing with [[#{first}|a purpose]] of its own."',
        "facts:",
    ]
    for fact in entity.facts:
        lines.append(f"  {fact.key}:")
        lines += [f"    property: {fact.property}"] * bool(fact.property)
        lines += [f"    value: {fact.value}"] * bool(fact.value)
        lines += [
            f"    says: {json.dumps(fact.says)}",
            f"    status: {fact.status}",
            f"    when: {{as-of: {fact.day}}}",
        ]
        lines += [f"    supersedes: {fact.supersedes}"] * bool(fact.supersedes)
        lines.append("    cite:")
        for cite in fact.cites:
            lines += [
                f"      - source: {cite.source}",
                f"        quote: {cite.quote}",
                f"        passage: [{cite.passage[0]}, {cite.passage[1]}]",
            ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write a subject as the command line asks."""
    parser = argparse.ArgumentParser(description="Write a synthetic subject.")
    parser.add_argument("size", type=int, help="how many entities")
    parser.add_argument("folder", type=Path, help="where; what is there is removed")
    parser.add_argument("--search", action="store_true", help="with the search index")
    options = parser.parse_args()
    write_subject(Synthetic(options.size), options.folder, search=options.search)


if __name__ == "__main__":
    main()
