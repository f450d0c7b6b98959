"""The offline edition: links need no server, data no fetching; one site makes one zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefing.offline import make_offline, opened_from_a_folder
from briefing.policy import OFFLINE, POLICY
from briefing.stage import StageError

PAGE = f'<meta content="{POLICY}"><script src="a.js"></script>'


def linking(address: str) -> str:
    return opened_from_a_folder(
        f'<a class="x" href="{address}">href="a/"</a>', "units/x/index.html"
    )


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("../../places/y/", "../../places/y/index.html"),
        ("../../places/y/#length", "../../places/y/index.html#length"),
        ("../?find=y", "../index.html?find=y"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("data.json", "data.json"),
        ("#length", "#length"),
        ("https://example.org/units/", "https://example.org/units/"),
        ("mailto:us@example.org", "mailto:us@example.org"),
        ("/units/", "/units/"),
    ],
)
def test_a_link_names_the_file_that_a_server_would_send(address: str, opened: str) -> None:
    assert linking(address) == f'<a class="x" href="{opened}">href="a/"</a>'


def test_what_leads_on_from_a_former_address_works_without_a_server() -> None:
    page = '<script src="m.js" data-to="../y/"></script><meta content="0; url=../y/">'
    opened = opened_from_a_folder(page, "x/index.html")
    assert 'data-to="../y/index.html"' in opened
    assert 'content="0; url=../y/index.html"' in opened


def test_the_stand_ins_come_before_every_script_and_the_policy_allows_them() -> None:
    opened = opened_from_a_folder(PAGE, "units/x/index.html")
    assert OFFLINE in opened
    assert opened.index("../../assets/offline.js") < opened.index('"a.js"')


def test_nothing_is_fetched_beforehand() -> None:
    page = '<link rel="icon" href="i.svg">\n<link rel="preload" href="f.woff2" as="font">\n<p>'
    assert opened_from_a_folder(page, "index.html") == '<link rel="icon" href="i.svg">\n<p>'


def make_site(folder: Path) -> Path:
    site = folder / "site"
    files = {
        "index.html": PAGE,
        "404.html": PAGE,
        "sitemap.xml": "",
        "_headers": "",
        "assets/search.js": "fetch(self.location.href);",
        "assets/offline.js": "",
        "search/search_index.json": "{}",
        "search/manifest.json": "[1]",
        "units/x/data.geojson": '{"a": 1}',
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")
    return site


def test_data_is_handed_over_by_scripts(tmp_path: Path) -> None:
    folder = make_offline(make_site(tmp_path), "Huts").with_suffix("")
    assert (folder / "search/manifest.json.js").read_text() == "offline.keep([1]);\n"
    assert (folder / "units/x/data.geojson.js").read_text() == 'offline.keep({"a": 1});\n'
    assert (folder / "units/x/data.geojson").read_text() == '{"a": 1}'
    assert (folder / "search/search_index.js").read_text() == "var __index = {};\n"
    assert (folder / "assets/search.js").read_text().startswith("offline.work((self, ")


def test_a_page_draws_in_itself_what_stands_in_another_file(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "assets" / "land.svg").write_text('<svg><path id="land" d="M0 0"/></svg>')
    (site / "units" / "x" / "index.html").write_text('<use href="../../assets/land.svg#land"/>!')
    folder = make_offline(site, "Huts").with_suffix("")
    assert (folder / "units/x/index.html").read_text() == '<path d="M0 0"/>!'


def test_what_hosts_alone_need_is_left_out(tmp_path: Path) -> None:
    folder = make_offline(make_site(tmp_path), "Huts").with_suffix("")
    assert sorted(path.name for path in folder.iterdir()) == [
        *("README.txt", "assets", "index.html", "search", "units"),
    ]
    assert "Huts" in (folder / "README.txt").read_text()


def test_one_site_makes_one_zip(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    first = make_offline(site, "Huts").read_bytes()
    (site / "index.html").touch()
    assert make_offline(site, "Huts").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "site-offline.zip") as archive:
        assert "site-offline/index.html" in archive.namelist()
        assert archive.testzip() is None


def test_a_folder_of_something_else_is_not_replaced(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (tmp_path / "site-offline").mkdir()
    (tmp_path / "site-offline" / "letters.txt").touch()
    with pytest.raises(StageError, match="holds no site"):
        make_offline(site, "Huts")
