"""The sitemap, as the theme shows it.

In: how the theme lists pages in it, and the addresses of the pages. Out: the file, and the same
compressed, as MkDocs has them.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from briefing.frame import Series

SITEMAP = "sitemap.xml"
FILES = (SITEMAP, f"{SITEMAP}.gz")


def write_sitemap(
    series: Series, folder: Path, url: str, addresses: Iterable[str], day: date
) -> None:
    """Write the sitemap of a site; `url` is where the site will be, if that is known."""
    locations = [(url + address if url else f"/{address}",) for address in addresses]
    text = series.of_items(locations).encode("utf-8")
    (folder / SITEMAP).write_bytes(text)
    with (folder / f"{SITEMAP}.gz").open("wb") as file:
        seconds = (day - date(1970, 1, 1)).total_seconds()
        packed = gzip.GzipFile(filename=SITEMAP, mode="wb", fileobj=file, mtime=seconds)
        with packed:
            packed.write(text)
