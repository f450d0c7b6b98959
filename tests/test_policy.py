"""What a page may load and run: its own files, and nothing else."""

from __future__ import annotations

import re

from briefing.policy import POLICY, SERVED, headers, headers_file
from tests.helpers import ROOT


def test_nothing_is_allowed_that_is_not_named() -> None:
    assert POLICY.startswith("default-src 'none'; ")


def test_no_script_and_no_style_in_a_page_is_allowed() -> None:
    assert "unsafe" not in POLICY
    assert "sha256" not in POLICY


def test_a_writer_sees_pages_reload() -> None:
    assert POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") == SERVED


def test_a_host_sends_what_stands_in_the_pages_and_more() -> None:
    sent = headers()["Content-Security-Policy"]
    assert sent == f"{POLICY}; frame-ancestors 'none'"


def test_the_file_for_hosts_has_every_header_for_every_path() -> None:
    path, *lines = headers_file().splitlines()
    assert path == "/*"
    assert dict(line.strip().split(": ", 1) for line in lines) == headers()
    assert all(line.startswith("  ") and len(line) < 2000 for line in lines)


def test_nginx_sends_the_same_headers() -> None:
    written = (ROOT / "hosting" / "nginx.conf").read_text("utf-8")
    found = re.findall(r'add_header (\S+) "(.*)" always;', written)
    assert dict(found) == headers()
