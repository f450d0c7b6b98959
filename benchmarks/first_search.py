"""What a reader's browser loads for a first search of one word, in bytes, uncompressed.

In: a built site. Out: bytes of the index and of the code that is loaded for searching alone. What
every page loads anyway is not counted, nor what results show beside the index's own text, but
Pagefind's: it keeps the text of each result in a file of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

RESULTS_SHOWN = 5
"""How many results Pagefind's list shows before the reader asks for more."""
RECORDS_SHOWN = 10
"""How many the engine's does; each may stand in another file."""


def _bytes(files: Iterable[Path]) -> int:
    found = list(files)
    assert found, "a site with search has an index"
    return sum(path.stat().st_size for path in found)


def _mean(files: Iterable[Path]) -> int:
    sizes = [path.stat().st_size for path in files]
    return round(sum(sizes) / max(1, len(sizes)))


def briefing(site: Path) -> int:
    """Of the engine: scripts, list of pieces, one mean block of terms, the records shown."""
    scripts = [site / "assets" / name for name in ("search-box.js", "search.js")]
    folder = site / "search"
    block = _mean((folder / "terms").glob("*.json"))
    results = RECORDS_SHOWN * _mean((folder / "records").glob("*.json"))
    manifest, settings = folder / "manifest.json", folder / "search_index.json"
    return _bytes([*scripts, manifest, settings]) + block + results


def material(site: Path) -> int:
    """Of Material: its worker, and the whole index."""
    workers = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    return _bytes(workers) + _bytes([site / "search" / "search_index.json"])


def zensical(site: Path) -> int:
    """Of Zensical: its worker, and the whole index."""
    workers = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    return _bytes(workers) + _bytes([site / "search.json"])


def pagefind(site: Path) -> int:
    """Of Pagefind: script, worker, program, list of pieces, one mean piece, the results shown."""
    folder = site / "pagefind"
    entry = folder / "pagefind-entry.json"
    language = json.loads(entry.read_text("utf-8"))["languages"]["en"]
    program = [
        folder / "pagefind.js",
        folder / "pagefind-worker.js",
        folder / f"wasm.{language['wasm']}.pagefind",
        folder / f"pagefind.{language['hash']}.pf_meta",
    ]
    pieces = _mean((folder / "index").glob("en_*"))
    results = RESULTS_SHOWN * _mean((folder / "fragment").glob("en_*"))
    return _bytes([entry, *program]) + pieces + results
