"""PDFs, printed by Chromium or Chrome: tagged, with an outline, pages numbered.

In: the address of a page on this machine. Out: a file. The browser can reach nothing else. Standard
library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PATIENCE = 180
"""Seconds after which a browser is taken to hang."""
QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PRINTED = ("--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline")


class PrintError(Exception):
    """The browser has made no PDF; the message says why."""


def print_pdf(browser: str, address: str, target: Path) -> None:
    """Print the page at an address to a file. Raises PrintError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = Path(folder, "printed.pdf")
        said = _run(browser, f"--user-data-dir={folder}", f"--print-to-pdf={made}", address)
        if not made.is_file():
            raise PrintError(f"{browser} has made no PDF of {address}: {said}")
        target.write_bytes(made.read_bytes())


def _run(browser: str, *arguments: str) -> str:
    """Run the browser to its end: its last words."""
    # Chromium refuses to run in its sandbox as root.
    is_root = sys.platform != "win32" and os.geteuid() == 0
    command = [browser, *QUIET, *PRINTED, *(["--no-sandbox"] if is_root else []), *arguments]
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise PrintError(f"{browser} did not end within {PATIENCE} s") from error
    except OSError as error:
        raise PrintError(f"{browser} can't be run ({error.strerror})") from error
    return (done.stderr.strip() or f"exit status {done.returncode}").splitlines()[-1]
