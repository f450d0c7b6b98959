"""`build.py pdf`: tagged, with an outline, on the paper asked for; its links lead out of it."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefing.browser import find_browser
from briefing.paper import Format
from briefing.papers import Papers
from briefing.pdf import PrintError, print_pdf
from tests.site.building import PROJECT, TINY, built, environment

BRIEF = "briefs/beds/"
URL = "https://huts.example.org/sarnera/"
WIDTHS = {"A4": 595, "Letter": 612}


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The papers of the second subject's site."""
    site = built(tmp_path_factory.mktemp("tiny") / "site", subject=TINY).site
    return Papers(site, URL, ["huts", "keepers", "paths"])


def plain(pdf: bytes) -> bytes:
    """A PDF with what is packed in it unpacked."""
    streams = re.findall(rb"(?s)/FlateDecode.*?stream\r?\n(.*?)endstream", pdf)
    return pdf + b"".join(zlib.decompressobj().decompress(stream) for stream in streams)


def made(papers: Papers, browser: Browser, folder: Path, size: Format, **how: bool) -> bytes:
    assert browser.is_connected()
    asked = [papers.paper(BRIEF, with_entities=how.get("with_entities", False))]
    (file,) = papers.printed(asked, find_browser() or "", folder, size)
    return plain(file.read_bytes())


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_is_tagged_titled_and_of_the_size_asked_for(
    size: Format, papers: Papers, browser: Browser, tmp_path: Path
) -> None:
    pdf = made(papers, browser, tmp_path, size)
    assert b"/StructTreeRoot" in pdf
    assert b"/Marked true" in pdf
    assert b"/Outlines" in pdf
    assert b"/Lang" in pdf
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+)", pdf)
    assert boxes
    assert {round(float(width)) for width in boxes} == {WIDTHS[size]}


def test_no_link_leads_to_the_machine_that_printed_it(
    papers: Papers, browser: Browser, tmp_path: Path
) -> None:
    pdf = made(papers, browser, tmp_path, "A4")
    assert f"/URI ({URL}huts/".encode() in pdf
    assert b"127.0.0.1" not in pdf
    assert b"paper.invalid" not in pdf


def test_a_brief_with_its_entities_is_one_file(
    papers: Papers, browser: Browser, tmp_path: Path
) -> None:
    alone = made(papers, browser, tmp_path, "A4")
    whole = made(papers, browser, tmp_path, "A4", with_entities=True)
    assert (tmp_path / "briefs" / "beds-with-entities.pdf").is_file()
    sheets = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in (alone, whole)]
    assert sheets[1] >= sheets[0] + len(papers.paper(BRIEF, with_entities=True).addresses) - 1


def test_a_browser_that_prints_nothing_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(PrintError, match=r"has made no PDF .*: no display"):
        print_pdf(str(broken), "http://127.0.0.1/", tmp_path / "a.pdf")


def test_without_a_browser_the_command_says_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), "pdf", "-f", f"{TINY}/mkdocs.yml"],
        check=False,
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        env=environment(CHROME="/nowhere/chromium"),
    )
    assert done.returncode == 2
    assert "apt-get install chromium" in done.stderr
