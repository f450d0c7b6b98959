"""The search index: what it consists of, and that an update leaves what a build would.

Pages are invented here, of few words, so that they share terms; files are cut small, so that there
are many cuts.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.search import cuts
from briefing.search.findable import FACET, LEVELS, PLACED, Findable, Key, Place, read_record
from briefing.search.index import build, part
from briefing.search.manifest import Files, Section, Unusable, block_path, read_manifest
from briefing.search.postings import head, joined, parted, read_head, read_pages, write_pages
from briefing.search.records import read_sheet
from briefing.search.update import update

SECTIONS = [Section("mills", 2), Section("weirs", 2), Section("sources"), Section("")]
WORDS = (
    *("a", "ab", "abc", "abd", "b", "weir", "weirs", "water", "mill"),
    *("é", "水車", "水車橋", "𠮷野"),
)


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterable[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cuts, "RUN", 300)
        patch.setattr(cuts, "SHEET", 150)
        patch.setattr(cuts, "BLOCK", 40)
        yield


def a_page(section: str, id_: str, *texts: str, name: str = "") -> Findable:
    """A page with a text in each of its places."""
    places = tuple(
        Place(
            f"p{at}", "", text, facets=" ".join(f"has:{word}" for word in sorted(set(text.split())))
        )
        for at, text in enumerate(texts)
    )
    address = f"{section}/{id_}/" if section else f"{id_}/" * bool(id_)
    return Findable(section, address, "Page", name or id_, "", {}, (), "", places)


def from_nothing(pages: Iterable[Findable]) -> Files:
    return build(SECTIONS, [part(pages)])


def differing(one: Files, other: Files) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
ids = st.builds("{}{}".format, st.sampled_from(["a", "b", "a-b", "ä", ""]), st.integers(0, 30))
pages = st.builds(
    lambda section, id_, said, name: a_page(section, id_, *said, name=name),
    st.sampled_from([section.name for section in SECTIONS]), ids,
    st.lists(texts, max_size=4), texts.filter(bool),
)  # fmt: skip
many_pages = st.lists(pages, max_size=25)


steps_of_work = st.lists(st.tuples(many_pages, st.lists(st.integers(0)), st.booleans()), max_size=5)


@given(many_pages, steps_of_work)
@settings(max_examples=150)
def test_an_update_leaves_what_a_build_would(
    first: list[Findable], steps: list[tuple[list[Findable], list[int], bool]]
) -> None:
    known = {page.key: page for page in first}
    files = from_nothing(known.values())
    for changed, picks, only_changes in steps:
        keys = list(known)
        removed = {keys[pick % len(keys)] for pick in picks if keys and not only_changes}
        given_now = [page for page in changed if page.key in known or not only_changes]
        known = {k: page for k, page in known.items() if k not in removed}
        known |= {page.key: page for page in given_now}
        changes = update(files.get, SECTIONS, removed, given_now)
        assert not changes.deleted & changes.written.keys()
        assert all(files.get(path) != data for path, data in changes.written.items())
        assert changes.deleted <= files.keys()
        files |= changes.written
        for path in changes.deleted:
            del files[path]
        assert differing(files, from_nothing(known.values())) == []


@given(many_pages, st.integers(1, 4), st.randoms(use_true_random=False))
def test_parts_may_be_read_anywhere_and_in_any_order(
    found: list[Findable], processes: int, random: st.DrawFn
) -> None:
    known = list({page.key: page for page in found}.values())
    whole = from_nothing(known)
    random.shuffle(known)  # type: ignore[attr-defined]
    parts = [part(known[share::processes]) for share in range(processes)]
    parts = pickle.loads(pickle.dumps(parts))  # noqa: S301 - written in the line itself
    assert differing(build(SECTIONS, parts), whole) == []


@given(many_pages)
def test_records_hold_what_the_pages_hold_in_order(found: list[Findable]) -> None:
    known = {page.key: page for page in found}
    files = from_nothing(known.values())
    read = [
        read_record(section.name, record)
        for section, runs in read_manifest(files["manifest.json"]).runs.items()
        for run in runs
        for path in run.paths()
        for record in read_sheet(files[path])
    ]
    ranks = [section.name for section in SECTIONS]
    order = sorted(known, key=lambda key: (ranks.index(key.section), key.address.rstrip("/")))
    assert read == [known[key] for key in order]


heads = st.tuples(st.integers(0, 1200), st.sampled_from(LEVELS))


@given(st.dictionaries(heads, st.sets(st.integers(0, 5000), min_size=1)))
def test_entries_say_which_pages_there_are(found: dict[tuple[int, str], set[int]]) -> None:
    words = {head(*each): write_pages(sorted(pages)) for each, pages in found.items()}
    entry = joined(words)
    assert [read_head(word) for word in parted(entry)] == sorted(found)
    read = {read_head(word): set(read_pages(pages)) for word, pages in parted(entry).items()}
    assert read == found


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([0], "A"), ([33], "hB"), ([1, 2], "BB"), ([1, 2, 5], ".Z"), ([1, 3, 33], "BCe"),
     (range(0, 12, 2), ".qq"), ([5000, 5001], "o8EB")],
)  # fmt: skip
def test_pages_are_written_in_the_shorter_form(numbers: Iterable[int], words: str) -> None:
    assert write_pages(list(numbers)) == words


@given(many_pages)
def test_facets_lead_to_the_places_that_have_them(found: list[Findable]) -> None:
    known = {page.key: page for page in found}
    files = from_nothing(known.values())
    manifest = read_manifest(files["manifest.json"])
    entries: dict[str, str] = {}
    for path in {block_path(opening) for opening in manifest.blocks}:
        entries |= json.loads(files[path])
    for number, (section, runs) in enumerate(manifest.runs.items()):
        order = sorted((k for k in known if k.section == section.name), key=by_address)
        places = [place for key in order for place in known[key].places]
        assert sum(count for run in runs for count in run.places) == len(places)
        for key in {key for key in entries if key.startswith(FACET)}:
            words = parted(entries[key]).get(head(number, PLACED), "")
            listed = read_pages(words) if words else []
            assert listed == [at for at, it in enumerate(places) if key in it.facet_keys()]


def by_address(key: Key) -> str:
    return key.address.rstrip("/")


def test_a_fact_that_comes_changes_none_but_the_blocks_of_facets_and_its_own() -> None:
    known = [a_page("mills", f"m{at:03}", "water", f"weir {at}") for at in range(200)]
    files = from_nothing(known)
    page = replace(known[100], places=(*known[100].places, Place("p2", "", "", facets="has:more")))
    changed = [*known[:100], page, *known[101:]]
    changes = update(files.get, SECTIONS, (), [page])
    assert differing(from_nothing(changed), {**files, **changes.written}) == []
    words = [path for path in changes.written if path.startswith("terms/from-")]
    assert all(path.startswith(("terms/from--3d-", "terms/from-.json")) for path in words)


def test_every_file_is_listed() -> None:
    files = from_nothing(a_page("mills", f"m{at}", "water", f"weir {at}") for at in range(40))
    manifest = read_manifest(files["manifest.json"])
    assert set(manifest.paths()) == files.keys()
    assert len(files) > 20


def test_a_change_of_one_page_stays_in_few_files() -> None:
    known = [a_page("mills", f"m{at:03}", "water", f"weir {at}") for at in range(200)]
    files = from_nothing(known)
    page = replace(known[100], places=(Place("p0", "", "water and mud"),))
    changes = update(files.get, SECTIONS, (), [page])
    assert len(changes.written) < len(files) / 8


def test_what_was_not_there_is_not_removed() -> None:
    files = from_nothing([a_page("mills", "m", "water")])
    changes = update(files.get, SECTIONS, [Key("mills", "mills/n/"), Key("", "")])
    assert changes == ({}, set())


def test_a_damaged_index_is_not_brought_up_to_date() -> None:
    files = from_nothing(a_page("mills", f"m{at}", "water", f"weir {at}") for at in range(40))
    changed = a_page("mills", "m7", "mud")
    for path, data in files.items():
        if path.startswith("records/"):
            continue
        with pytest.raises(Unusable):
            update({**files, path: data[:-1]}.get, SECTIONS, [Key("mills", "mills/m8/")], [changed])
    sheet = next(path for path, data in files.items() if b"mills/m7/" in data)
    with pytest.raises(Unusable):
        update({**files, sheet: b"[\n]"}.get, SECTIONS, (), [changed])


@pytest.mark.parametrize("missing", ["manifest.json", "terms/from-.json"])
def test_an_index_with_a_missing_file_is_not_brought_up_to_date(missing: str) -> None:
    files = from_nothing([a_page("mills", "m", "water")])
    del files[missing]
    with pytest.raises(Unusable, match="is missing"):
        update(files.get, SECTIONS, [Key("mills", "mills/m/")])


def test_an_index_of_other_sections_or_of_another_format_is_not_brought_up_to_date() -> None:
    files = from_nothing([a_page("mills", "m", "water")])
    with pytest.raises(Unusable, match="other sections"):
        update(files.get, [*SECTIONS[1:], SECTIONS[0]])
    manifest = {**json.loads(files["manifest.json"]), "format": 0}
    with pytest.raises(Unusable, match="format 0"):
        update({"manifest.json": json.dumps(manifest).encode()}.get, SECTIONS)
