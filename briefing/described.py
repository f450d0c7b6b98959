"""A page described for search engines and other programs: schema.org terms, as JSON-LD.

In: what a page is about, and its source notes. Out: plain values that the template writes as JSON.
They say nothing that the page does not say. Format: https://schema.org/docs/gs.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from briefing.dossier import Dossier, Entity
from briefing.model import SourceFile
from briefing.notes import Note
from briefing.page import Site
from briefing.view import View

Described = dict[str, Any]

WORKS = {
    "law": "Legislation",
    "official": "Report",
    "agency": "NewsArticle",
    "news": "NewsArticle",
    "analysis": "Article",
}
"""What types of sources are called; the others are works of some kind."""
ISO_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}\Z")


def described(
    site: Site, type_: str, title: str, address: str, about: Described, notes: Iterable[Note]
) -> Described:
    """A page of a type, with what it is about and what it cites."""
    is_known = site.url != "/"
    whole = {"@type": "WebSite", "name": site.name}
    page = {"@context": "https://schema.org", "@type": type_, "name": title}
    if is_known:
        page["url"] = f"{site.url}{address}"
        whole["url"] = site.url
    found: Described = {**page, "isPartOf": whole}
    if about:
        found["about"] = about
    if cited := [_work(note.publication.file) for note in notes]:
        found["citation"] = cited
    return found


def entity_about(view: View, entity: Entity) -> Described:
    """What the page of an entity is about."""
    file = entity.file
    found: Described = {
        "@type": view.dossier.kinds[entity.kind].schema_org,
        "name": file.name,
    }
    if others := [*file.aliases, *file.native.values()]:
        found["alternateName"] = others
    return found


def source_about(dossier: Dossier, id_: str) -> Described:
    """What the page of a source is about."""
    source = dossier.sources[id_].shape
    found = _work(source)
    found["publisher"] = {"@type": "Organization", "name": dossier.name(source.publisher)}
    if source.language:
        found["inLanguage"] = source.language
    return found


def _work(source: SourceFile) -> Described:
    found = {"@type": WORKS.get(source.type, "CreativeWork"), "name": source.name}
    if source.url:
        found["url"] = source.url
    if source.published and ISO_DATE.match(source.published.text):
        found["datePublished"] = source.published.text
    return found
