#!/usr/bin/env python3
"""A synthetic subject of any size, the same on every run, for benchmarks.

    python3 benchmarks/synthetic.py 1000 /tmp/subject

In: a number of entities and a folder. Out: mkdocs.yml, data/ and docs/ of a subject as `content`
makes it up: entities of six kinds, about eight facts each, and one source for five entities. They
are written one by one: a hundred thousand need no more memory than a hundred.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from content import KINDS, PRESENT, REVIEW, Entity, Fact, Source, Synthetic

ROOT = Path(__file__).resolve().parent.parent
SITE, ADDRESS = "Synthetic subject", "https://synthetic.example.org/"
SECTIONS = (*KINDS, "sources")
"""The folders of the pages that are many, each with an index."""
SCHEMA = """\
label: {label}
singular: {singular}
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
    review: {review}
  reach:
    label: Reach
    group: figures
    type: quantity
    units: {{km: 1, miles: 1.609344}}
    review: {review}
  part-of: {{label: Part of, reverse: Parts, group: ties, type: entity, review: {review}}}
  works-with: {{label: Works with, reverse: Worked with by, group: ties, type: entity, list: true}}
  note: {{label: Note, group: said, type: statement}}
"""


def write_subject(subject: Synthetic, folder: Path, *, search: bool) -> None:
    """Write the subject as data for the engine; what is in the folder is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    for section in SECTIONS:
        (folder / "data" / section).mkdir(parents=True)
    (folder / "data" / "schema").mkdir()
    (folder / "docs").mkdir()
    for name, text in _files(subject, search=search):
        (folder / name).write_text(text, "utf-8")


def _files(subject: Synthetic, *, search: bool) -> Iterator[tuple[str, str]]:
    config = site_config(search=search) | {"hooks": [str(ROOT / "build.py")]}
    yield "mkdocs.yml", json.dumps(config, indent=1)  # JSON is YAML
    yield "docs/index.md", "# Overview\n\nA synthetic subject.\n"
    for order, (kind, singular) in enumerate(KINDS.items(), 1):
        text = SCHEMA.format(
            label=kind.capitalize(), singular=singular, word=singular.lower(), order=order,
            review=REVIEW,
        )  # fmt: skip
        yield f"data/schema/{kind}.yaml", text
    for source in subject.sources:
        yield f"data/sources/{source.id}.yaml", source_yaml(source)
    for entity in subject.entities():
        yield f"data/{entity.kind}/{entity.id}.yaml", entity_yaml(entity)


def site_config(*, search: bool) -> dict[str, object]:
    """What mkdocs.yml says of the site, for the engine and for plain MkDocs alike."""
    nav: list[object] = [{"Overview": "index.md"}]
    nav += [{section.capitalize(): f"{section}/index.md"} for section in SECTIONS]
    return {
        "site_name": SITE,
        "site_url": ADDRESS,
        "theme": {
            "name": "material",
            "custom_dir": str(ROOT / "templates" / "theme"),
            "font": False,
        },
        "plugins": [{"search": {"lang": ["en"]}}] if search else [],
        "extra_css": ["assets/briefing.css"],
        "extra_javascript": [{"path": "assets/briefing.js", "defer": True}],
        "markdown_extensions": ["admonition", "attr_list", "tables"],
        "nav": nav,
    }


def source_yaml(source: Source) -> str:
    """The file of a source."""
    relays = f"relays: [{', '.join(source.relays)}]\n" if source.relays else ""
    unnamed = "unnamed: true\n" * source.is_unnamed
    read = min(PRESENT, source.day + timedelta(days=3))
    return (
        f"title: {source.title}\npublisher: {source.publisher}\npublished: {source.day}\n"
        f"url: https://papers.example.org/{source.id}\nlanguage: en\ntype: {source.type}\n"
        f"{relays}{unnamed}retrieved: {read}\n"
    )


def entity_yaml(entity: Entity) -> str:
    """The file of an entity."""
    lines = [
        f"name: {entity.name}",
        f"aliases: [{entity.id.upper()}]",
        f"native: {{ja: {entity.native}}}",
        *["publisher: {type: government}"] * entity.publishes,
        f'summary: "A thing with [[#{entity.facts[0].key}|a purpose]] of its own."',
        "facts:",
    ]
    for fact in entity.facts:
        lines += _fact_lines(fact)
    if entity.question:
        lines += ["conflicts:", "  size:", f'    question: "{entity.question}"']
        lines += ["    reading: They counted on different days.", "    settle: A new count."]
    return "\n".join(lines) + "\n"


def _fact_lines(fact: Fact) -> Iterator[str]:
    yield f"  {fact.key}:"
    if fact.property:
        yield f"    property: {fact.property}"
    if fact.value:
        yield f"    value: {fact.value}"
    yield f"    says: {json.dumps(fact.says)}"
    yield f"    status: {fact.status}"
    yield f"    when: {{{fact.when}}}"
    if fact.supersedes:
        yield f"    supersedes: {fact.supersedes}"
    yield "    cite:"
    for cite in fact.cites:
        yield f"      - source: {cite.source}"
        yield f"        quote: {cite.quote}"
        yield f"        passage: [{cite.passage[0]}, {cite.passage[1]}]"


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
