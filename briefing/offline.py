"""The offline edition: the site as a folder that works from a disk or a stick, and a zip of it.

In: a built site. Out: the same, opened by its index.html without a server. Browsers let a page of a
folder load its scripts and style sheets, but fetch nothing, start no worker, and see no index.html
in an address that ends in a slash. So links are written out, each JSON file gets a script beside it
that hands it over, assets/offline.js stands in for `fetch` and `Worker`, and what a page draws out
of another file is set into it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from briefing.policy import OFFLINE, POLICY
from briefing.stage import Stage, encoded, write

README = "README.txt"
SIGNS = (README, "index.html", "assets")
"""By what a folder is known to be an offline edition, which the next one may replace."""
SHIM = "assets/offline.js"
WORKERS = {"assets/search.js"}
INDEX = "search/search_index"
"""The theme's own index, which it loads as a script from a folder."""
FOR_HOSTS = ("_headers", "404.html", "sitemap.xml", "sitemap.xml.gz")
PRELOAD = re.compile(r'\s*<link rel="preload"[^>]*>')
"""Browsers fetch what is asked for beforehand, which they may not here."""
LINKING_TAG = re.compile(r"<(?:a|area|link|script|meta)\s[^>]*>")
ADDRESS = re.compile(r'(?<=[\s;])((?:href|data-to)="|url=)([^"?#]*)(?=["?#])')
DRAWN = re.compile(r'<use href="([^"#:]+)#([\w-]+)"/>')
"""A shape of a drawing in another file."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest day that a zip can hold: the same site makes the same zip."""


def make_offline(site: Path, name: str) -> Path:
    """Make the edition and its zip beside a site of a name; raises StageError. The zip."""
    target = site.with_name(f"{site.name}-offline")
    stage = Stage(target, signs=SIGNS)
    try:
        for path, data in _files(site):
            write(str(stage.folder), path, data)
        write(str(stage.folder), README, _readme(name).encode())
        zipped = _zipped(stage.folder, target.with_suffix(".zip"))
        stage.swap()
    finally:
        stage.discard()
    return zipped


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the edition by its path."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_dir() or path.startswith(".") or path in FOR_HOSTS or path.endswith(".map"):
            continue
        data = file.read_bytes()
        if path.endswith(".html"):
            html = _drawn(data.decode("utf-8"), file.parent)
            data = encoded(opened_from_a_folder(html, path))
        elif path in WORKERS:
            data = (
                b"offline.work((self, addEventListener, postMessage, fetch) => {\n%s\n});\n" % data
            )
        elif path == f"{INDEX}.json":
            yield f"{INDEX}.js", b"var __index = %s;\n" % data
            continue
        elif path.endswith("json"):
            yield f"{path}.js", b"offline.keep(%s);\n" % data
        yield path, data


def _drawn(html: str, folder: Path) -> str:
    """A page in a folder of the site, with the shapes that it draws in itself."""
    return DRAWN.sub(lambda use: _shape(folder.joinpath(use[1]).resolve(), use[2]), html)


def _shape(drawing: Path, id_: str) -> str:
    """A shape of a drawing, by its id."""
    found = re.search(rf'<(\w+) id="{id_}"([^>]*/>)', drawing.read_text("utf-8"))
    return f"<{found[1]}{found[2]}" if found else ""


def opened_from_a_folder(html: str, path: str) -> str:
    """A page with links that need no server, and the stand-ins before its first script."""
    html = html.replace(escape(POLICY), escape(OFFLINE)).replace(POLICY, OFFLINE)
    html = PRELOAD.sub("", html)
    html = LINKING_TAG.sub(lambda tag: ADDRESS.sub(_written_out, tag[0]), html)
    root = "../" * path.count("/")
    return html.replace("<script", f'<script src="{root}{SHIM}"></script>\n    <script', 1)


def _written_out(match: re.Match[str]) -> str:
    start, address = match.groups()
    if address and not re.match(r"[a-z][a-z0-9+.-]*:|/", address):
        if address.endswith("/"):
            address += "index.html"
        elif address.rpartition("/")[2] in (".", ".."):
            address += "/index.html"
    return f"{start}{address}"


def _readme(name: str) -> str:
    return f"{name}\n\nOpen index.html in a browser. Nothing here needs a network.\n"


def _zipped(folder: Path, target: Path) -> Path:
    """Write the zip of an edition; readers of an older one never see half of it."""
    new = target.with_suffix(".new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            at = zipfile.ZipInfo(f"{target.stem}/{file.relative_to(folder).as_posix()}", FIRST_DAY)
            at.external_attr = 0o644 << 16
            at.create_system = 3
            archive.writestr(at, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    new.replace(target)
    return target
