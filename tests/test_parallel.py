"""Work in equal shares: each is done once, parcels reach whom they are for, failures come back."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children

import pytest

from briefing import parallel
from briefing.parallel import (
    MOST_PROCESSES,
    WORTH_A_PROCESS,
    Crew,
    Member,
    Work,
    WorkFailed,
    processes_for,
)

pytestmark = [
    # Newer Pythons warn of a fork beside threads; the test runner's own thread is one.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def _share(member: Member) -> Work:
    """Says which of 23 items are its own, and that again with what it is told."""
    mine = list(range(23))[member.rank :: member.size]
    answer = yield mine
    return os.getpid(), answer, mine


@needs_fork
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_every_item_is_in_one_share(size: int) -> None:
    crew = Crew(_share, size)
    shares = crew.hear()
    crew.tell("go on")
    ended = crew.hear()
    crew.dismiss()
    assert sorted(item for share in shares for item in share) == list(range(23))
    assert [share for _, _, share in ended] == shares
    assert {answer for _, answer, _ in ended} == {"go on"}
    assert len({pid for pid, _, _ in ended}) == size
    assert active_children() == []


@pytest.mark.parametrize("size", [1, pytest.param(2, marks=needs_fork)])
def test_an_answer_may_be_given_before_the_report_is_heard(size: int) -> None:
    crew = Crew(_share, size)
    crew.tell("early")
    assert len(crew.hear()) == size
    assert {answer for _, answer, _ in crew.hear()} == {"early"}
    crew.dismiss()


@needs_fork
def test_large_reports_and_answers_do_not_wait_for_each_other() -> None:
    def work(member: Member) -> Work:
        answer = yield "x" * 3_000_000
        return len(answer)

    crew = Crew(work, 2)
    crew.tell("y" * 3_000_000)
    assert [len(report) for report in crew.hear()] == [3_000_000] * 2
    assert crew.hear() == [3_000_000] * 2
    crew.dismiss()


def test_one_process_works_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(parallel, "get_context", refuse)
    crew = Crew(_share, 1)
    crew.hear()
    crew.tell("")
    ((pid, _, _),) = crew.hear()
    crew.dismiss()
    assert pid == os.getpid()


@needs_fork
@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.parametrize("length", [1, 3_000_000])
def test_parcels_reach_whom_they_are_for(size: int, length: int) -> None:
    def work(member: Member) -> Work:
        for_each = [f"{member.rank} to {rank}" * length for rank in range(member.size)]
        got = member.exchange(for_each)
        assert got == [f"{rank} to {member.rank}" * length for rank in range(member.size)]
        yield member.exchange_all(member.rank)

    crew = Crew(work, size)
    assert crew.hear() == [list(range(size))] * size
    crew.dismiss()


def _fail(bad: int, fail: Callable[[], None]) -> Callable[[Member], Work]:
    """Work of which one share fails while the others wait for its parcel."""

    def work(member: Member) -> Work:
        if member.rank == bad:
            fail()
        member.exchange_all("")
        yield

    return work


def _raising(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@needs_fork
@pytest.mark.parametrize("bad", [0, 2])
def test_error_in_a_share_comes_back_with_its_message(bad: int) -> None:
    crew = Crew(_fail(bad, _raising(ValueError("no template for 1"))), 3)
    with pytest.raises(WorkFailed, match="no template for 1"):
        crew.hear()
    crew.dismiss()
    assert active_children() == []


@needs_fork
@pytest.mark.parametrize("bad", [0, 1, 2])
def test_error_is_told_by_whoever_made_it_however_late_one_listens(bad: int) -> None:
    crew = Crew(_fail(bad, _raising(ValueError("no template for 1"))), 3)
    end = time.monotonic() + 20
    while active_children():
        assert time.monotonic() < end, "they wait for each other"
        time.sleep(0.01)
    with pytest.raises(WorkFailed, match="no template for 1"):
        crew.hear()
    crew.dismiss()


@needs_fork
def test_error_without_a_message_comes_back_by_its_name() -> None:
    crew = Crew(_fail(1, _raising(ValueError())), 2)
    with pytest.raises(WorkFailed, match="ValueError"):
        crew.hear()
    crew.dismiss()


def test_error_of_one_process_is_raised_as_it_is() -> None:
    crew = Crew(_fail(0, _raising(ValueError("mine"))), 1)
    with pytest.raises(ValueError, match="mine"):
        crew.hear()


@needs_fork
def test_whoever_works_on_is_ended() -> None:
    def work(member: Member) -> Work:
        yield
        signal.pause()

    crew = Crew(work, 3)
    crew.hear()
    crew.tell("")
    crew.dismiss()
    assert active_children() == []


@needs_fork
@pytest.mark.parametrize(
    "end",
    [lambda: os._exit(0), lambda: os.kill(os.getpid(), signal.SIGKILL)],
    ids=["leaves", "is killed"],
)
def test_process_that_dies_is_not_taken_for_done(end: Callable[[], None]) -> None:
    crew = Crew(_fail(1, end), 3)
    with pytest.raises(WorkFailed, match="a process ended before its work was done"):
        crew.hear()
    crew.dismiss()


@needs_fork
def test_long_error_does_not_block() -> None:
    crew = Crew(_fail(1, _raising(ValueError("x" * 1_000_000))), 2)
    with pytest.raises(WorkFailed, match=r"^x+$"):
        crew.hear()
    crew.dismiss()


@needs_fork
def test_workers_end_with_whoever_started_them() -> None:
    read, write = os.pipe()
    parent = os.fork()
    if parent == 0:
        os.close(read)
        crew = Crew(_share, 2)
        os.write(write, " ".join(str(p.pid) for p in active_children()).encode())
        crew.hear()
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(write)
    workers = [int(pid) for pid in os.read(read, 1000).split()]
    os.waitpid(parent, 0)
    end = time.monotonic() + 20
    while any(map(_lives, workers)):
        assert time.monotonic() < end, "they work on for nobody"
        time.sleep(0.01)
    os.close(read)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123 - no path of ours
        return stat.read().rpartition(")")[2].split()[0] != "Z"


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
