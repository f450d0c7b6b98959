#!/usr/bin/env python3
"""`build.py serve`: from a saved fact to the page that shows it, and what a server costs at rest.

    python3 benchmarks/serving.py --sizes 1000,10000 --rounds 9 [--search]

In: sizes and rounds. Out: a table of medians. In every round another entity's fact is saved, and
its page is asked for over HTTP until it shows the new sentence. At rest the processor time of the
server and of its children is read before and after some seconds in which nothing happens.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

import engine
import publish
from changes import Changes
from content import Synthetic
from measure import PROCESSES, session_of
from results import seconds, table
from synthetic import write_subject
from workplace import file_system, machine, parser, sizes_of, workplace

HEAD = (
    "entities",
    "first page, s",
    "saved to shown, s",
    "slowest, s",
    "rounds",
    "at rest, % of a core",
)
ASK_EVERY = 0.005
"""Seconds between two requests for a page."""
PATIENCE = 600.0
"""Seconds after which a server is given up."""
SETTLE = 2.0
"""Seconds that a server gets before it counts as being at rest."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """What was found at a size."""

    size: int
    first: float
    """Seconds from the start to the first page."""
    shown: list[float]
    """Seconds from saving to the page, of each round."""
    at_rest: float
    """The share of a processor's time."""

    def row(self) -> Iterator[str]:
        """Its row in the table."""
        yield f"{self.size:,}"
        yield seconds(self.first)
        yield seconds(median(self.shown))
        yield seconds(max(self.shown))
        yield str(len(self.shown))
        yield f"{self.at_rest:.1%}".replace("%", " %")


class Server:
    """A server of the engine, started and asked."""

    def __init__(self, project: Path, port: int) -> None:
        command = [*engine.PROGRAM, "serve", "-f", str(project / "mkdocs.yml")]
        self.port = port
        self.process = subprocess.Popen(
            [*command, "-a", f"127.0.0.1:{port}"], start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def page(self, address: str) -> str:
        """A page; empty while there is none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""
        except (OSError, HTTPException):
            return ""
        finally:
            connection.close()

    def wait_for(self, address: str, words: str) -> float:
        """Ask for a page until it says something; the seconds that it took."""
        started = time.perf_counter()
        while words not in self.page(address):
            if self.process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise SystemExit(f"the server does not show {address}")
            time.sleep(ASK_EVERY)
        return time.perf_counter() - started

    def processor_time(self) -> float:
        """Seconds of processor time so far, of all its processes."""
        return sum(map(_processor_time, session_of(self.process.pid)))

    def stop(self) -> None:
        """Interrupt it as a terminal does; what does not end is killed, with its children."""
        for number in (signal.SIGINT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=20)
                return


def _processor_time(pid: str) -> float:
    """Of a process and of its children that have ended; 0 of one that has just ended itself."""
    try:
        said = (PROCESSES / pid / "stat").read_text()
    except OSError:
        return 0
    # The fields after the name, which may hold anything: user, system, and those of children.
    return sum(map(int, said.rpartition(")")[2].split()[11:15])) / TICKS


@contextmanager
def serving(project: Path) -> Iterator[Server]:
    """A server on a free port, stopped in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(project, port)
    try:
        yield server
    finally:
        server.stop()


def serve(size: int, project: Path, options: argparse.Namespace) -> Served:
    """Serve a subject, and change it some times."""
    subject = Synthetic(size)
    changes = Changes(subject)
    write_subject(subject, project, search=options.search)
    with serving(project) as server:
        first = server.wait_for("", "</html>")
        shown = []
        for number in range(options.rounds):
            time.sleep(options.between)
            changes.in_yaml(number, project)
            entity = changes.entity(number)
            shown.append(server.wait_for(f"{entity.kind}/{entity.id}/", changes.says(number)))
            print(f"{size:,}: {seconds(shown[-1])} s", flush=True)
        time.sleep(SETTLE)
        before = server.processor_time()
        time.sleep(options.idle)
        at_rest = (server.processor_time() - before) / options.idle
    return Served(size, first, shown, at_rest)


def main() -> None:
    """Serve as the command line asks."""
    line = parser("Time the server.", sizes="1000,10000", rounds=9)
    line.add_argument("--search", action="store_true", help="with the search index")
    line.add_argument("--between", type=float, default=1, help="seconds between two changes")
    line.add_argument("--idle", type=float, default=20, help="seconds to look at it at rest")
    line.add_argument("--publish", action="store_true", help="write into docs/speed/, too")
    options = line.parse_args()
    found = []
    with workplace(options) as folder:
        on = file_system(folder)
        for size in sizes_of(options):
            found.append(serve(size, folder / "subject", options))
            shutil.rmtree(folder / "subject")
    search = "with" if options.search else "without"
    note = f"Medians, on {on}, {search} search. At rest: over {options.idle:g} s. {machine()}.\n"
    text = f"{table(HEAD, (one.row() for one in found))}\n{note}"
    print(text)
    figures = json.dumps([asdict(one) for one in found], indent=1)
    publish.text(f"serve-{on}-{search}-search", text, figures, to_docs=options.publish)


if __name__ == "__main__":
    main()
