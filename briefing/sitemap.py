"""The sitemap, as the theme shows it.

In: how the theme lists pages in it, and the addresses of the pages. Out: the file, and the same
compressed, as MkDocs has them.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from datetime import date

from briefing.frame import Series

SITEMAP = "sitemap.xml"


def sitemap_files(
    series: Series, url: str, addresses: Iterable[str], day: date
) -> Iterator[tuple[str, bytes]]:
    """The files of a sitemap, by path; `url` is where the site will be, if that is known."""
    locations = [(url + address if url else f"/{address}",) for address in addresses]
    data = series.of_items(locations).encode("utf-8")
    packed = io.BytesIO()
    seconds = (day - date(1970, 1, 1)).total_seconds()
    with gzip.GzipFile(filename=SITEMAP, mode="wb", fileobj=packed, mtime=seconds) as file:
        file.write(data)
    yield SITEMAP, data
    yield f"{SITEMAP}.gz", packed.getvalue()
