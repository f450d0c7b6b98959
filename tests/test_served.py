"""A site is served to a browser on this machine."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.request import urlopen

import pytest

from briefing.served import Server, served


def test_a_document_takes_the_place_of_a_page_and_the_rest_is_the_site(tmp_path: Path) -> None:
    for name in ("index.html", "other.html"):
        (tmp_path / name).write_text(name)
    with served(tmp_path, {"other.html": "<p>橋</p>"}) as address:
        assert urlopen(f"{address}index.html").read() == b"index.html"  # noqa: S310 - our own server
        assert urlopen(f"{address}other.html").read().decode() == "<p>橋</p>"  # noqa: S310 - our own server


@pytest.mark.parametrize(
    ("error", "is_told"),
    [(BrokenPipeError(), False), (ConnectionResetError(), False), (OSError(), True)],
)
def test_a_browser_that_leaves_early_is_no_error(
    error: OSError, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with Server(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        try:
            raise error
        except OSError:
            server.handle_error(None, ("127.0.0.1", 0))
    assert bool(capsys.readouterr().err) == is_told
