"""Redirects: addresses that pages had before.

In: the dossier. Out: for each former address, where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefing.dossier import Dossier


class Redirect(NamedTuple):
    """A former address below the site's root, and the page that it leads to."""

    address: str
    to: str
    """The page's address below the site's root."""
    href: str
    """The same, relative to the former one."""
    title: str


def redirects(dossier: Dossier) -> Iterator[Redirect]:
    """Every former address of an entity."""
    for card in dossier.cards.values():
        for former in card.formerly:
            address = f"{former}/"
            href = "../" * address.count("/") + card.address
            yield Redirect(address, card.address, href, card.name)
