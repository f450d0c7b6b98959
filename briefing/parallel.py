"""Work spread over processes, where that pays and the platform can fork.

In: a function that works through items and keeps nothing. Out: nothing but what it wrote; a failure
in any process is raised here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

WORTH_A_PROCESS = 200
"""Items below which a second process costs more than it brings."""
MOST_PROCESSES = 8

Item = TypeVar("Item")


class WorkFailed(Exception):
    """A process failed; the message is its error's."""


def processes_for(count: int) -> int:
    """How many processes to use for so many items."""
    if "fork" not in get_all_start_methods() or sys.platform == "darwin":
        # macOS can fork, but its system libraries may not survive it.
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(cores, MOST_PROCESSES, count // WORTH_A_PROCESS))


def spread(work: Callable[[Sequence[Item]], None], items: Sequence[Item], processes: int) -> None:
    """Call `work` with a share of the items in each process; this one takes a share too."""
    if processes < 2:
        work(items)
        return
    context = get_context("fork")
    running = []
    try:
        for share in range(1, processes):
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=_work_and_tell, args=(work, items[share::processes], there)
            )
            process.start()
            there.close()
            running.append((process, here))
        work(items[::processes])
        for process, here in running:
            _wait(here)
            process.join()
    finally:
        for process, here in running:
            process.terminate()
            process.join()
            here.close()


def _work_and_tell(
    work: Callable[[Sequence[Item]], None], items: Sequence[Item], there: Connection
) -> None:
    # The parent is told to stop, and stops its helpers; they need not say so themselves.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work(items)
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        there.send(str(error) or repr(error))
    else:
        there.send("")


def _wait(here: Connection) -> None:
    try:
        error = here.recv()
    except EOFError:
        error = "a process ended before its work was done"
    if error:
        raise WorkFailed(error)
