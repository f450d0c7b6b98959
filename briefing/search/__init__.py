"""What the search box finds of generated pages.

In: the dossier. Out: entries as MkDocs' search index holds them: an address, a title, a text. An
entity is found by its names; each of its facts by what it says.
Format: https://www.mkdocs.org/user-guide/configuration/#search
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from briefing.dossier import Dossier, Entity
from briefing.files import SOURCES
from briefing.view import View, plain, sentence, source_address

Entry = dict[str, str | int | list[str]]
UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{2,}"
)
"""Words in scripts that set no spaces between them: kana and kanji, Thai, Lao, Burmese, Khmer."""
ENTITY_BOOST = 2
"""An entity comes before the sources and facts that only mention it."""


def entries(dossier: Dossier) -> Iterator[Entry]:
    """Every entry, in the order of the pages."""
    for kind, shape in dossier.kinds.items():
        yield _entry(f"{kind}/", shape.label, shape.about)
    for members in dossier.by_kind.values():
        for entity in members:
            yield from _entity(dossier, entity)
    yield _entry(f"{SOURCES}/", "Sources", "")
    for id_ in sorted(dossier.sources):
        source = dossier.sources[id_].shape
        yield _entry(source_address(id_), source.name, dossier.name(source.publisher))


def _inner_parts(name: str) -> Iterator[str]:
    """Where a name sets no spaces, each of its ends: the box finds words by how they begin."""
    for run in UNSPACED.findall(name):
        yield from (run[at:] for at in range(len(run) - 1) if run[at:] != name)


def _entity(dossier: Dossier, entity: Entity) -> Iterator[Entry]:
    view = View(dossier, entity.address, entity.id)
    file = entity.file
    names = (*file.native.values(), *file.aliases)
    said = " · ".join([*names, plain(view.prose(file.summary, entity.id))])
    found = {**_entry(entity.address, file.name, said), "boost": ENTITY_BOOST}
    inner = [part for name in file.native.values() for part in _inner_parts(name)]
    # What a tag says weighs more than any text; the style sheet keeps them from being shown.
    yield {**found, "tags": [escape(tag) for tag in (file.name, *names, *inner)]}
    for fact in entity.facts.values():
        if not fact.support.origins:
            continue  # nobody says so any more
        words = [plain(view.value(value, entity.id).prose) for value in fact.values]
        if fact.says:
            words.append(plain(sentence(view, fact)))
        yield _entry(f"{entity.address}#{fact.key}", fact.label, " – ".join(words))


def _entry(location: str, title: str, text: str) -> Entry:
    # What stands in the index is markup to the theme.
    return {"location": location, "title": escape(title), "text": escape(text)}
