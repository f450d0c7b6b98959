"""What is left and listed now: as the ledger has it, but for what has changed.

In: the ledger, and what whoever was worked on again leaves and adds. Out: traces and rows, as they
would be had everybody been worked on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from briefing.dossier import Backlink, Moved
from briefing.ledger import Ledger, Line
from briefing.pages.gathered import Gathered
from briefing.tally import Tally
from briefing.traces import Trace, backlinks, resting


class RevisedTraces:
    """What is left on pages, and counted."""

    def __init__(self, ledger: Ledger, changed: Mapping[str, list[Trace]], tally: Tally) -> None:
        """`changed` is what is left on the pages on which it may be another; `tally` counts all."""
        self._ledger = ledger
        self._changed = changed
        self._tally = tally

    def backlinks(self, entity: str) -> Sequence[Backlink]:
        """What leads to an entity."""
        return backlinks(self._left(f"e/{entity}"))

    def resting(self, source: str) -> Sequence[Moved]:
        """What rests on a source."""
        return resting(self._left(f"s/{source}"))

    def count(self, what: str, of: str) -> int:
        """How much there is of something."""
        return self._tally.get((what, of), 0)

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""
        return {of for counted, of in self._tally if counted == what}

    def _left(self, page: str) -> list[Trace]:
        return self._changed[page] if page in self._changed else self._ledger.traces(page)


class RevisedLines(Gathered):
    """The rows of lists."""

    def __init__(
        self, ledger: Ledger, pages: Iterable[str], lines: Iterable[Line], redone: Collection[str]
    ) -> None:
        """`pages` list rows; `redone` are all whose rows may be others; `lines` are their rows."""
        super().__init__(lines)
        self._ledger = ledger
        self._redone = redone
        self._now: dict[str, list[Line]] = {}
        self._before: dict[str, list[Line]] = {}
        self.others = frozenset(page for page in pages if self._are_others(page))
        """Pages that have other rows than before."""

    def lines(self, page: str) -> list[Line]:
        """The rows of a page as they are now, in their order."""
        if page not in self._now:
            stay = (line for line in self.before(page) if line.whose not in self._redone)
            both = [*stay, *self._of_redone(page)]
            self._now[page] = sorted(both, key=lambda line: line.place)
        return self._now[page]

    def count(self, page: str) -> int:
        """How many rows a page has now."""
        return len(self.lines(page)) if page in self.others else self._ledger.count(page)

    def before(self, page: str) -> list[Line]:
        """The rows of a page as they were, in their order."""
        if page not in self._before:
            self._before[page] = sorted(self._ledger.lines(page), key=lambda line: line.place)
        return self._before[page]

    def keep(self) -> None:
        """Bring the ledger up to date."""
        self._ledger.drop_lines(self.others, self._redone)
        self._ledger.put_lines(line for page in self.others for line in self._of_redone(page))

    def _of_redone(self, page: str) -> list[Line]:
        return super().lines(page)

    def _are_others(self, page: str) -> bool:
        now: dict[str, list[Line]] = {}
        for line in self._of_redone(page):
            now.setdefault(line.whose, []).append(line)
        return any(self._ledger.lines_of(page, it) != now.get(it, []) for it in self._redone)
