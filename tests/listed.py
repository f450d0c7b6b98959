"""What the search of a built site can find, read from its files alone.

In: a function that gives a file of the site. Out: every place that is listed: pages, and the facts
or sections on them. Nothing of the engine is imported, so that a copy's site can be read too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

COUNT = re.compile("[g-z0-9_-]*[A-Za-f]")


class Listed(NamedTuple):
    """A place that can be found."""

    location: str
    """An address below the site's root, with the anchor of a fact or section."""
    title: str
    text: str


def sheets(read: Callable[[str], bytes]) -> Iterator[str]:
    """The files of records, as the manifest lists them."""
    for _, _, runs in json.loads(read("search/manifest.json"))["sections"]:
        for name, counts, _ in runs:
            for sheet in range(len(COUNT.findall(counts))):
                yield f"search/records/{name}-{sheet}.json"


def listed(read: Callable[[str], bytes]) -> list[Listed]:
    """Every place that the search lists, in order."""
    found = []
    for path in sheets(read):
        for address, _, title, _, native, names, about, places, _ in json.loads(read(path)):
            found.append(Listed(address, title, " · ".join([*native.values(), *names, about])))
            for anchor, label, text, *_ in places:
                found.append(Listed(f"{address}#{anchor}", label, text))
    return found
