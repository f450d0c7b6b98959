"""Work in several processes: every item is done once, and a failure comes back."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

from briefing import parallel
from briefing.parallel import MOST_PROCESSES, WORTH_A_PROCESS, WorkFailed, processes_for, spread

pytestmark = [
    # Newer Pythons warn of a fork beside threads; the test runner's own thread is one.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def _touch_in(folder: Path) -> Callable[[Sequence[int]], None]:
    def work(items: Sequence[int]) -> None:
        for item in items:
            with (folder / str(item)).open("x", encoding="utf-8") as file:
                file.write(str(os.getpid()))

    return work


@needs_fork
@pytest.mark.parametrize("processes", [1, 2, 3, 5])
@pytest.mark.parametrize("count", [0, 1, 4, 23])
def test_every_item_is_done_once(tmp_path: Path, count: int, processes: int) -> None:
    spread(_touch_in(tmp_path), range(count), processes)
    assert {path.name for path in tmp_path.iterdir()} == {str(item) for item in range(count)}
    workers = {path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert len(workers) == min(count, processes)
    assert active_children() == []


def test_one_process_works_in_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(parallel, "get_context", refuse)
    spread(_touch_in(tmp_path), range(3), 1)
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {str(os.getpid())}


def _fail_on(bad: int, error: Exception) -> Callable[[Sequence[int]], None]:
    def work(items: Sequence[int]) -> None:
        if bad in items:
            raise error

    return work


@needs_fork
def test_error_in_another_process_comes_back_with_its_message() -> None:
    with pytest.raises(WorkFailed, match="no template for 1"):
        spread(_fail_on(1, ValueError("no template for 1")), range(4), 2)
    assert active_children() == []


@needs_fork
def test_error_without_a_message_comes_back_by_its_name() -> None:
    with pytest.raises(WorkFailed, match="ValueError"):
        spread(_fail_on(1, ValueError()), range(4), 2)


@needs_fork
def test_error_in_this_process_ends_the_others() -> None:
    def work(items: Sequence[int]) -> None:
        if 0 in items:
            raise ValueError("mine")
        signal.pause()

    with pytest.raises(ValueError, match="mine"):
        spread(work, range(4), 3)
    assert active_children() == []


@needs_fork
@pytest.mark.parametrize(
    "end",
    [lambda: os._exit(0), lambda: os.kill(os.getpid(), signal.SIGKILL)],
    ids=["leaves", "is killed"],
)
def test_process_that_dies_is_not_taken_for_done(end: Callable[[], None]) -> None:
    def work(items: Sequence[int]) -> None:
        if 1 in items:
            end()

    with pytest.raises(WorkFailed, match="a process ended before its work was done"):
        spread(work, range(4), 2)


@needs_fork
def test_long_error_does_not_block() -> None:
    with pytest.raises(WorkFailed, match=r"^x+$"):
        spread(_fail_on(1, ValueError("x" * 1_000_000)), range(4), 2)


@pytest.fixture
def cores(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A machine that can fork, with so many cores."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(parallel, "get_all_start_methods", lambda: ["fork", "spawn"])
    return lambda number: monkeypatch.setattr(
        os, "sched_getaffinity", lambda _: set(range(number)), raising=False
    )


@pytest.mark.parametrize(
    ("number", "count", "processes"),
    [
        (8, 0, 1),
        (8, WORTH_A_PROCESS - 1, 1),
        (8, 2 * WORTH_A_PROCESS, 2),
        (2, 100_000, 2),
        (1, 100_000, 1),
        (64, 100_000, MOST_PROCESSES),
    ],
)
def test_as_many_processes_as_pay(
    cores: Callable[[int], None], number: int, count: int, processes: int
) -> None:
    cores(number)
    assert processes_for(count) == processes


def test_without_fork_there_is_one_process(
    cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cores(8)
    monkeypatch.setattr(parallel, "get_all_start_methods", lambda: ["spawn"])
    assert processes_for(100_000) == 1


def test_on_macos_there_is_one_process(
    cores: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    cores(8)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes_for(100_000) == 1
