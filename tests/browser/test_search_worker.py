"""The script that searches: it knows words as the engine does, and finds what there is to find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from briefing.search.findable import Findable, read_record
from briefing.search.manifest import read_manifest
from briefing.search.records import read_sheet
from briefing.search.words import fold, pieces, terms
from tests.reference import Reference

SHOWN = 25
ASK = """async ([queries, most]) => {
    const worker = new Worker("search.js");
    const next = (from) => new Promise((resolve) => {
        from.onmessage = ({data}) => resolve(data);
    });
    const found = [];
    for (const query of queries) {
        worker.postMessage({type: 2, data: query});
        const {data: {items, total, more}} = await next(worker);
        more.postMessage([items.length, most]);
        found.push([total, [...items, ...await next(more)]]);
    }
    worker.terminate();
    return found;
}"""
LETTERS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf"))
MANY = st.lists(st.text(LETTERS) | st.text("aé.'-, 1水車ガがส๊िन𠮷ßΣU"), min_size=20, max_size=20)
ODD_QUERIES = (
    *("", " ", "…", "!", "*", "a*", "<b>", "constructor", "__proto__", "hasOwnProperty", "🏔"),
    *("U.S.", "us", "missiles", "MISSILE", "１２th", "1,600", "1600 km", "mq9", "MQ-9", "f-35b"),
    *("a", "1", "島", "不", "Ryukyu", "Ryūkyū", "ryūkyū ryukyu"),
    *("連隊", "海兵沿岸連隊", "第12海兵沿岸連隊", "ミサイル"),
    *("okinawa missile", "missile okinawa", "okinawa xyzzyplugh", "xyzzyplugh", "the", "of the"),
    *("kyodo news", "ministry of defense", "support", "units", "unit", "brief"),
    *("a b c d e f", "x" * 60, "okinawa " * 5, "as-of", "it's", "“temporary bases”"),
)


@pytest.fixture(scope="module")
def script(browser: Browser, dossier: str) -> Iterator[Page]:
    """A page that knows the script's functions."""
    page = browser.new_page()
    page.goto(dossier)
    page.add_script_tag(url=f"{dossier}assets/search.js")
    yield page
    page.close()


@given(MANY)
@settings(max_examples=60)
def test_the_script_knows_words_as_the_engine_does(script: Page, many: list[str]) -> None:
    said = script.evaluate(
        """texts => texts.map((text) => [
            fold(text), [...terms(text)].sort(), pieces(text).map(p => [p.text, p.isBeginning])
        ])""",
        many,
    )
    for text, (folded, found, asked) in zip(many, said, strict=True):
        assert folded == fold(text), ascii(text)
        assert set(found) == set(terms(text)), ascii(text)
        assert {tuple(piece) for piece in asked} == set(pieces(text)), ascii(text)


def pages(site: Path) -> Iterator[Findable]:
    """Every page that the search of a site can find."""
    for section, runs in read_manifest((site / "search/manifest.json").read_bytes()).runs.items():
        for path in (path for run in runs for path in run.paths()):
            for record in read_sheet((site / "search" / path).read_bytes()):
                yield read_record(section.name, record)


def queries(found: list[Findable]) -> list[str]:
    """What readers may ask for: names in each language, beginnings and ends of them, facts."""
    asked = list(ODD_QUERIES)
    for page in found[::7]:
        asked += [page.title, page.title[:5], *page.names, *page.native.values()]
        asked += [name[1:3] for name in page.native.values()]
        asked += [" ".join(place.text.split()[2:5]) for place in page.places[:2]]
        asked += [place.text.casefold()[:2] for place in page.places[2:3]]
        asked.append(f"{page.title.split()[-1]} {page.about.split()[0] if page.about else ''}")
    return list(dict.fromkeys(asked))


def test_the_script_finds_what_there_is_to_find(
    page: Page, dossier: str, dossier_site: Path
) -> None:
    found = list(pages(dossier_site))
    manifest = read_manifest((dossier_site / "search/manifest.json").read_bytes())
    reference = Reference(list(manifest.runs), found)
    asked = queries(found)
    assert len(asked) > 400
    page.goto(f"{dossier}assets/search.js")
    for query, (total, items) in zip(asked, page.evaluate(ASK, [asked, SHOWN]), strict=True):
        wanted = reference.shown(query)
        assert total == len(wanted), query
        assert [[d["location"] for d in item] for item in items] == wanted[:SHOWN], query
        # The key Enter opens what has the best score.
        scores = [max(document["score"] for document in item) for item in items]
        assert scores == sorted(scores, reverse=True), query
        assert all(item[0]["score"] == max(d["score"] for d in item) for item in items), query
