"""PDFs, printed by Chromium or Chrome: tagged, with an outline, pages numbered.

In: papers and the folder of a built site. Out: a file for each. The site is served to the browser
on this machine alone, and the browser can reach nothing else. Standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


@contextmanager
def served(site: Path, documents: Mapping[str, str]) -> Iterator[str]:
    """While open, a site is served on this machine, some of its pages replaced: its address."""
    handler = partial(_Handler, documents, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


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


class _Handler(SimpleHTTPRequestHandler):
    """Serves some documents from memory and the rest from a folder, and says nothing of it."""

    def __init__(self, documents: Mapping[str, str], *args: object, directory: str) -> None:
        self._documents = documents
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # handed through

    def do_GET(self) -> None:
        """Answer with the document at a path, or the file."""
        document = self._documents.get(self.path.removeprefix("/"))
        if document is None:
            super().do_GET()
            return
        data = document.encode("utf-8", errors="xmlcharrefreplace")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep still."""
