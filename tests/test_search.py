"""The search index: an entity by its names, each fact by what it says, all of it as text."""

from __future__ import annotations

from pathlib import Path

from briefing.search import entries
from tests.helpers import linked

MILL = """\
name: Mill <Bridge>
aliases: [The Mill & Weir]
native: {ja: 水車橋}
summary: A bridge over the [[alder]], [[#note|once a mill's]].
facts:
  length: {value: 95 m, says: It is "95 m" long., status: reported, cite: [CITE]}
  crosses: {value: alder, status: reported, cite: [CITE]}
  note: {says: "See [[weir-bridge|the weir]].", label: Nearby, status: reported, cite: [CITE]}
""".replace("CITE", "{source: herald-2024, at: p}")


def test_everything_is_found_where_it_stands(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": MILL})
    found = {entry["location"]: (entry["title"], entry["text"]) for entry in entries(dossier)}
    mill = {place: entry for place, entry in found.items() if "mill-bridge" in place}
    assert mill == {
        "bridges/mill-bridge/": (
            "Mill &lt;Bridge&gt;",
            "水車橋 · The Mill &amp; Weir · A bridge over the Alder, once a mill&#x27;s.",
        ),
        "bridges/mill-bridge/#length": ("Length", "95 m – It is &quot;95 m&quot; long."),
        "bridges/mill-bridge/#crosses": ("Crosses", "Alder"),
        "bridges/mill-bridge/#note": ("Nearby", "See the weir."),
    }
    assert found["bridges/"] == ("Bridges", "Crossings of the Alder and its branches.")
    assert found["sources/herald-2024/"] == ("An evening at the weir", "Ferry Herald")


def test_every_place_is_listed_once(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": MILL})
    places = [entry["location"] for entry in entries(dossier)]
    assert len(places) == len(set(places))


def test_an_entity_is_found_by_its_other_names_and_by_the_words_in_those_without_spaces(
    tmp_path: Path,
) -> None:
    mill = "name: Mill\naliases: [MB]\nnative: {ja: 第2水車橋, ja-latn: Suisha-bashi}\n"
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": mill})
    entry = next(e for e in entries(dossier) if e["location"] == "bridges/mill-bridge/")
    assert entry["tags"] == ["Mill", "第2水車橋", "Suisha-bashi", "MB", "水車橋", "車橋"]
