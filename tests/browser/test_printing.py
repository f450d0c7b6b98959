"""A page on paper: all of it, no blank sheet, no screen furniture, links written out."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import DOSSIER

SHOWS_TEXT = re.compile(rb"T[jJ]\b|['\"]\s")
FOOTER = 20
"""More pieces of text than the foot of a sheet has: its number."""
FURNITURE = ".md-header, .md-tabs, .md-sidebar, .md-footer, form.filters, .page-foot .actions"


def sheets(pdf: bytes) -> list[int]:
    """How many pieces of text are on each sheet of a PDF that Chromium has written."""
    objects = dict(re.findall(rb"(?s)\n(\d+) 0 obj\n?(.*?)endobj", pdf))
    found = []
    for body in objects.values():
        if re.search(rb"/Type\s*/Page\b", body):
            refs = re.findall(rb"/Contents\s*\[?\s*((?:\d+ 0 R\s*)+)", body)
            numbers = re.findall(rb"(\d+) 0 R", b" ".join(refs))
            drawn = b"".join(content(objects[number]) for number in numbers)
            found.append(len(SHOWS_TEXT.findall(drawn)))
    return found


def content(stream: bytes) -> bytes:
    """What a stream of a PDF holds."""
    data = stream.partition(b"stream")[2].lstrip(b"\r\n").rpartition(b"endstream")[0]
    return zlib.decompressobj().decompress(data) if b"/FlateDecode" in stream else data


@pytest.mark.parametrize("address", DOSSIER.values(), ids=DOSSIER)
def test_no_sheet_is_blank(address: str, page: Page, dossier: str, tmp_path: Path) -> None:
    page.goto(dossier + address)
    pdf = page.pdf(format="A4", path=tmp_path / "page.pdf")
    found = sheets(pdf)
    assert found
    assert min(found) > FOOTER, f"pieces of text on each sheet: {found}"


@pytest.mark.parametrize("address", ["", "units/12th-mlr/", "units/", "briefs/november-2024/"])
def test_furniture_of_the_screen_is_not_printed(address: str, page: Page, dossier: str) -> None:
    page.goto(dossier + address)
    page.emulate_media(media="print")
    assert [e.get_attribute("class") for e in page.locator(FURNITURE).all() if e.is_visible()] == []
    head = page.locator(".print-head")
    assert head.is_visible()
    assert "As of" in head.inner_text()
    assert address in head.inner_text()


def test_notes_are_printed_with_their_addresses(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}units/12th-mlr/")
    page.emulate_media(media="print")
    link = page.locator(".notes a.out").first
    written = link.evaluate(
        "a => getComputedStyle(a, '::after').content + getComputedStyle(a, '::before').content"
    )
    assert (link.get_attribute("data-url") or "?") in written


def test_it_is_printed_in_black_on_white_in_the_dark_too(page: Page, dossier: str) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(f"{dossier}units/12th-mlr/")
    for element in ("body", ".md-content h1", ".fact-says"):
        colour = page.locator(element).first.evaluate("e => getComputedStyle(e).color")
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 80, (element, colour)
