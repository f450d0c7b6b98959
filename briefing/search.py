"""What the search box finds of generated pages.

In: the dossier. Out: entries as MkDocs' search index holds them: an address, a title, a text. An
entity is found by its names; each of its facts by what it says.
Format: https://www.mkdocs.org/user-guide/configuration/#search
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefing.dossier import Dossier, Entity
from briefing.files import SOURCES
from briefing.view import View, plain, sentence, source_address

Entry = dict[str, str | int]
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


def _entity(dossier: Dossier, entity: Entity) -> Iterator[Entry]:
    view = View(dossier, entity.address, entity.id)
    file = entity.file
    names = (*file.native.values(), *file.aliases)
    said = " · ".join([*names, plain(view.prose(file.summary, entity.id))])
    yield {**_entry(entity.address, file.name, said), "boost": ENTITY_BOOST}
    for fact in entity.facts.values():
        words = [plain(view.value(value, entity.id).prose) for value in fact.values]
        if fact.says:
            words.append(plain(sentence(view, fact)))
        yield _entry(f"{entity.address}#{fact.key}", fact.label, " – ".join(words))


def _entry(location: str, title: str, text: str) -> Entry:
    # Titles and texts of the index are markup to the theme.
    return {"location": location, "title": escape(title), "text": escape(text)}
