"""Progress is shown to somebody who looks, when it takes long, and leaves nothing behind."""

from __future__ import annotations

import sys
import time

import pytest

from briefing.progress import Progress


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    """A clock that stands still until it is set."""
    made = _Clock()
    monkeypatch.setattr(time, "monotonic", made)
    return made


def _work(clock: _Clock, seconds: float) -> None:
    progress = Progress("pages", 1000, shares=3)
    clock.now += seconds
    for _ in range(1000):
        progress.step()
    progress.end()


def test_long_work_is_shown_in_one_line_that_is_removed(
    clock: _Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _work(clock, 1.5)
    assert capsys.readouterr() == ("", "\rpages: 3 of 3,000 \r\033[K")


def test_short_work_is_not_shown(
    clock: _Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _work(clock, 0.5)
    assert capsys.readouterr() == ("", "")


def test_nothing_is_shown_where_nobody_looks(
    clock: _Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    _work(clock, 1.5)
    assert capsys.readouterr() == ("", "")
