"""Progress of long work, where somebody is looking.

In: how many steps there are, and each step. Out: one line on the terminal, rewritten in place and
removed at the end; nothing where the output is no terminal or the work is short.
"""

from __future__ import annotations

import sys
import time

SILENT_SECONDS = 1.0
SECONDS_BETWEEN = 0.1


class Progress:
    """Counts steps, and shows the count when the work takes long."""

    def __init__(self, what: str, total: int, shares: int = 1) -> None:
        """`total` is of one of some equal shares, of which this one is watched."""
        self._what = what
        self._total = total * shares
        self._step = shares
        self._done = 0
        self._next = time.monotonic() + SILENT_SECONDS
        self._shown = False
        self._is_watched = sys.stderr.isatty()

    def step(self) -> None:
        """Count a step."""
        self._done = min(self._done + self._step, self._total)
        if self._is_watched and time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS_BETWEEN
            self._shown = True
            sys.stderr.write(f"\r{self._what}: {self._done:,} of {self._total:,} ")
            sys.stderr.flush()

    def end(self) -> None:
        """Remove the line."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
