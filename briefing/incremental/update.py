"""An update: a site brought up to date from its ledger, without MkDocs.

In: the place of the ledger. Out: the site as a full build would make it, if the ledger still fits:
if the site is the one it tells of, untouched, and all that it was made of besides facts is the
same. Else nothing is done, and a full build is to follow.
"""

from __future__ import annotations

from briefing.incremental.keeping import Place
from briefing.incremental.made import Made, SiteAt
from briefing.incremental.session import UNFIT, Session, Updated
from briefing.ledger import Ledger
from briefing.stage import mark_of


def update(place: Place, *, is_strict: bool = False) -> Updated | None:
    """Bring a site up to date; None where that takes a full build, or warnings are errors."""
    if not place.path.is_file():
        return None
    try:
        with place.locked():
            ledger = Ledger(place.path)
            try:
                if not _fits(ledger, place.words):
                    return None
                session = Session(ledger)
                if not _is_untouched(session):
                    return None
                return session.update(session.changes(), is_strict=is_strict)
            finally:
                ledger.close()
    except UNFIT:
        return None


def _fits(ledger: Ledger, words: tuple[str, ...]) -> bool:
    """Whether a site that is whole was made of the same things as it would be now."""
    made: Made = ledger.about("made")
    at: SiteAt = ledger.about("site")
    return bool(ledger.about("whole") and made.inputs.are_same(words) and SiteAt.of(at.path) == at)


def _is_untouched(session: Session) -> bool:
    """Whether every file of the site is as it was written."""
    site = str(session.site)
    return all(mark_of(f"{site}/{path}") == mark for path, mark in session.outputs.items())
