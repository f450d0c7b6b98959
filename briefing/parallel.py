"""Work in equal shares, in several processes where that pays and the platform can fork.

In: work, written as a generator: what it yields is a report, what it is sent is the answer, what it
returns is its result. Out: the reports and results of all shares; a failure in any is raised here.
With one process the same work is done in this one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from threading import Thread
from typing import Any

WORTH_A_PROCESS = 200
"""Items below which a second process costs more than it brings."""
MOST_PROCESSES = 8

GRACE = 1.0
"""Seconds in which whoever failed can still say why."""
GONE = (EOFError, BrokenPipeError, ConnectionResetError)
ENDED = "a process ended before its work was done"

Work = Generator[Any, Any, Any]


class WorkFailed(Exception):
    """A process failed; the message is its error's."""


def processes_for(count: int) -> int:
    """How many processes to use for so many items."""
    if "fork" not in get_all_start_methods() or sys.platform == "darwin":
        # macOS can fork, but its system libraries may not survive it.
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(cores, MOST_PROCESSES, count // WORTH_A_PROCESS))


class Member:
    """One of the equal workers, seen from within its work."""

    def __init__(self, rank: int, size: int, peers: Mapping[int, Connection]) -> None:
        """`rank` counts from 0; `peers` are the ways to the others, by their ranks."""
        self.rank = rank
        self.size = size
        self._peers = peers

    def exchange(self, parcels: Sequence[Any]) -> list[Any]:
        """Give each member its parcel, by rank, and get theirs; all must call this together."""
        # Everybody sends and receives at once, or two large parcels would wait for each other.
        sending = Thread(target=self._send, args=(parcels,))
        sending.start()
        try:
            got = [
                parcels[rank] if rank == self.rank else self._peers[rank].recv()
                for rank in range(self.size)
            ]
        except GONE as error:
            raise WorkFailed(ENDED) from error
        sending.join()
        return got

    def exchange_all(self, parcel: Any) -> list[Any]:
        """Give each member the same parcel, and get theirs."""
        return self.exchange([parcel] * self.size)

    def _send(self, parcels: Sequence[Any]) -> None:
        with suppress(*GONE):  # whoever is gone is missed when its own parcel does not come
            for rank, peer in self._peers.items():
                peer.send(parcels[rank])


class Crew:
    """The workers, seen from the process that started them."""

    def __init__(self, work: Callable[[Member], Work], size: int) -> None:
        """Start the work in `size` processes, or with one, prepare it in this process."""
        self._running: list[tuple[ForkProcess, Connection]] = []
        self._here: Work | None = None
        self._answers: list[Any] = [None]
        self._sending: list[Thread] = []
        if size < 2:
            self._here = work(Member(0, 1, {}))
        else:
            self._start(work, size)

    def tell(self, answer: Any) -> None:
        """Answer the next report of each, heard already or not."""
        if self._here:
            self._answers.append(answer)
            return
        # Whoever is still sending a large report does not listen yet.
        sending = Thread(target=self._send, args=(answer,), daemon=True)
        sending.start()
        self._sending.append(sending)

    def hear(self) -> list[Any]:
        """The next report of each, by rank; after the last, the results. Raises WorkFailed."""
        if self._here:
            return [_step(self._here, self._answers.pop(0))[1]]
        heard: dict[Connection, Any] = {}
        reason = ""
        while waited_for := [there for _, there in self._running if there not in heard]:
            # Where one has failed, the others miss it; what they say of that is of no interest.
            ready = wait(waited_for, timeout=GRACE if reason else None)
            for there in ready:
                assert isinstance(there, Connection)
                is_good, heard[there] = _received(there)
                if not is_good and reason in ("", ENDED):
                    reason = heard[there]
            if reason and (reason != ENDED or not ready):
                break
        if reason:
            raise WorkFailed(reason)
        return [heard[there] for _, there in self._running]

    def _send(self, answer: Any) -> None:
        with suppress(*GONE):
            for _, there in self._running:
                there.send(answer)

    def dismiss(self) -> None:
        """End whoever still works."""
        for process, _ in self._running:
            process.terminate()
            process.join()
        for sending in self._sending:
            sending.join()
        for _, there in self._running:
            there.close()
        self._running.clear()

    def _start(self, work: Callable[[Member], Work], size: int) -> None:
        context = get_context("fork")
        ways: list[dict[int, Connection]] = [{} for _ in range(size)]
        for one, other in combinations(range(size), 2):
            ways[one][other], ways[other][one] = context.Pipe()
        homes = [context.Pipe() for _ in range(size)]
        every = [end for way in ways for end in way.values()]
        every += [end for home in homes for end in home]
        for rank in range(size):
            here, there = homes[rank]
            mine = {there, *ways[rank].values()}
            others = [end for end in every if end not in mine]
            member = Member(rank, size, ways[rank])
            process = context.Process(target=_serve, args=(work, member, there, others))
            process.start()
            self._running.append((process, here))
        ours = {here for here, _ in homes}
        for end in every:
            if end not in ours:
                end.close()


def _step(work: Work, answer: Any) -> tuple[bool, Any]:
    """One step of some work: whether it was the last, and the report or result."""
    try:
        return False, work.send(answer)
    except StopIteration as end:
        return True, end.value


def _serve(
    work: Callable[[Member], Work], member: Member, home: Connection, others: Sequence[Connection]
) -> None:
    """Do one share in a process of its own."""
    # The parent is told to stop, and stops its workers; they need not say so themselves.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in others:
        end.close()  # so that whoever is gone is known to be gone
    steps, answer, is_over = work(member), None, False
    # With the parent gone there is nobody left to work for.
    with suppress(*GONE):
        while not is_over:
            try:
                is_over, said = _step(steps, answer)
            except Exception as error:  # noqa: BLE001 - it is raised again in the parent
                home.send((False, str(error) or repr(error)))
                return
            home.send((True, said))
            answer = None if is_over else home.recv()


def _received(there: Connection) -> tuple[bool, Any]:
    """What a worker said, and whether it is good."""
    try:
        is_good, said = there.recv()
    except GONE:
        return False, ENDED
    return is_good, said
