"""Every page says what it may load and run, and has nothing in itself that would need more."""

from __future__ import annotations

from briefing.policy import POLICY, headers_file
from tests.site.building import Built

POLICY_TAG = "Content-Security-Policy"
DATA = {"application/json", "application/ld+json"}


def test_every_document_has_the_policy_before_all_that_it_loads(site: Built) -> None:
    for path, page in site.documents.items():
        tags = [tag for tag in page.find("meta") if tag.attributes.get("http-equiv") == POLICY_TAG]
        assert [tag.attributes["content"] for tag in tags] == [POLICY], path
        html = site.files[path].decode()
        assert html.index(POLICY_TAG) < min(
            html.index(start) for start in ("<link", "<script") if start in html
        ), path


def test_no_document_has_a_script_or_a_style_in_itself(site: Built) -> None:
    for path, page in site.documents.items():
        for script in page.find("script"):
            assert script.attributes.get("src") or script.attributes.get("type") in DATA, path
        assert not list(page.find("style")), path
        named = {name for element in page for name in element.attributes}
        assert not {name for name in named if name == "style" or name.startswith("on")}, path


def test_no_document_has_a_browser_fetch_another_beforehand(site: Built) -> None:
    beforehand = {"next", "prefetch", "prerender"}
    for path, page in site.documents.items():
        for link in page.find("link"):
            assert beforehand.isdisjoint(str(link.attributes.get("rel")).split()), path


def test_hosts_are_told_the_headers(site: Built) -> None:
    assert site.files["_headers"].decode() == headers_file()
