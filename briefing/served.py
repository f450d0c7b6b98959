"""A built site served on this machine alone, to a browser that prints or looks at it.

In: the folder of a site, and pages that take the place of some of its own. Out: its address, for as
long as it is served. Standard library only.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, str] = MappingProxyType({})


@contextmanager
def served(site: Path, documents: Mapping[str, str] = NOTHING) -> Iterator[str]:
    """While open, a site is served on this machine, some of its pages replaced: its address."""
    handler = partial(_Handler, documents, directory=str(site))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Server(ThreadingHTTPServer):
    """Serves a browser, which may leave before it has all that it asked for."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error, unless the browser has left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


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
