"""`build.py serve` shows every change, survives every mistake, and ends without a trace."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.site.building import DEADLINE, TINY, command, edit, environment

HUT = "huts/lower-hut/"
BRIEF = "briefs/beds/"


class Server:
    """A running `build.py serve`: what it serves, and what it says."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.root = f"http://127.0.0.1:{port}/sarnera/"
        self.said = ""
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr
        with self.process.stderr as lines:
            for line in lines:
                self.said += line

    def get(self, address: str) -> str:
        """A page of the site; a server that does not answer fails the test."""
        with urllib.request.urlopen(self.root + address, timeout=DEADLINE) as answer:  # noqa: S310 - a host of our own
            assert answer.status == HTTPStatus.OK
            text: str = answer.read().decode("utf-8")
            return text

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that must come while the server runs."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, f"it has not come; the server said:\n{self.said}"
            time.sleep(0.05)

    def until_shown(self, words: str, address: str) -> None:
        """Wait for words on a page."""
        self.until(lambda: words in self.get(address))

    def stop(self) -> int:
        """Press Ctrl-C and wait for the end: the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end, and for the last words: the exit status."""
        status = self.process.wait(timeout=DEADLINE)
        self._listener.join(timeout=DEADLINE)
        return status


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(checkout: Path, temporary: Path) -> Iterator[Server]:
    """A server over a copy of the tiny subject, ended whatever happens."""
    temporary.mkdir()
    port = free_port()
    process = subprocess.Popen(
        command("serve", "-a", f"127.0.0.1:{port}", project=checkout, subject=TINY),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(TMPDIR=str(temporary)),
        start_new_session=True,
    )
    server = Server(process, port)
    try:
        server.until(lambda: "Serving on" in server.said)
        yield server
    finally:
        process.kill()
        server.ended()


@pytest.fixture
def server(subject: Path, checkout: Path, tmp_path: Path) -> Iterator[Server]:
    """A server over `subject`."""
    with serving(checkout, tmp_path / "temporary") as running:
        yield running


@pytest.fixture
def subject(checkout: Path) -> Path:
    """A copy of the tiny subject, with a template of its own for huts."""
    own = checkout / TINY / "templates" / "pages"
    own.mkdir(parents=True)
    theirs = checkout / "templates" / "pages" / "default.html.j2"
    (own / "huts.html.j2").write_text(theirs.read_text("utf-8"), "utf-8")
    return checkout / TINY


def yaml_of(subject: Path) -> Path:
    return subject / "data" / "huts" / "lower-hut.yaml"


def template_of(subject: Path) -> Path:
    return subject / "templates" / "pages" / "huts.html.j2"


def brief_of(subject: Path) -> Path:
    return subject / "docs" / "briefs" / "beds.md"


def test_a_change_of_data_template_or_brief_is_shown(server: Server, subject: Path) -> None:
    assert "A hut in the wood" in server.get(HUT)
    edit(yaml_of(subject), "A hut in the wood", "A hut in the fog")
    server.until_shown("A hut in the fog", HUT)

    edit(template_of(subject), '<header class="entity-head">', '<header class="foggy">')
    server.until_shown('<header class="foggy">', HUT)

    edit(brief_of(subject), "Guests are not beds", "Fog is not a bed")
    server.until_shown("Fog is not a bed", BRIEF)


def test_a_new_entity_gets_a_page_and_a_removed_one_loses_it(server: Server, subject: Path) -> None:
    new = subject / "data" / "huts" / "fog-hut.yaml"
    new.write_text("name: Hut of the Fog\nposition: {none: It is in the fog.}\n", "utf-8")
    server.until_shown("Hut of the Fog", "huts/")
    assert "Hut of the Fog" in server.get("huts/fog-hut/")
    new.unlink()
    server.until(lambda: "Hut of the Fog" not in server.get("huts/"))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        server.get("huts/fog-hut/")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message", "address"),
    [
        (yaml_of, "status: reported", "status: rumoured", "data/huts/lower-hut.yaml:", HUT),
        (template_of, "{{ page.title }}", "{{ nonsense }}", "'nonsense' is undefined", HUT),
        (template_of, "{% for group in groups %}", "{% for %}", "pages/huts.html.j2:", HUT),
        (brief_of, "[[odd-hut]]", "[[odder-hut]]", "docs/briefs/beds.md:", BRIEF),
    ],
    ids=["data", "template", "template syntax", "brief"],
)
def test_a_mistake_is_told_the_last_good_page_served_and_the_mend_shown(  # noqa: PLR0913 - a table
    file: Callable[[Path], Path],
    right: str,
    wrong: str,
    message: str,
    address: str,
    *,
    server: Server,
    subject: Path,
) -> None:
    good = server.get(address)
    edit(file(subject), right, wrong)
    server.until(lambda: message in server.said)
    assert without_reloading(server.get(address)) == without_reloading(good)
    assert "Traceback" not in server.said

    edit(file(subject), wrong, right)
    edit(subject / "docs" / "method.md", "What the marks mean.", "What the marks meant.")
    server.until_shown("What the marks meant.", "method/")
    assert without_reloading(server.get(address)) == without_reloading(good)


def without_reloading(page: str) -> str:
    """A served page without the script that reloads it."""
    return page.rpartition("<script>")[0]


def test_it_ends_at_ctrl_c_and_leaves_nothing_behind(
    server: Server, subject: Path, tmp_path: Path
) -> None:
    edit(yaml_of(subject), "A hut in the wood", "A hut in the fog")
    server.until_shown("A hut in the fog", HUT)
    assert server.stop() == 0, server.said
    assert "Traceback" not in server.said
    assert os.listdir(tmp_path / "temporary") == []
    assert not (subject / "site").exists()


def test_it_ends_when_it_is_told_to(server: Server, tmp_path: Path) -> None:
    server.process.terminate()
    assert server.ended() in (0, 130), server.said
    assert os.listdir(tmp_path / "temporary") == []


def test_a_mistake_at_the_start_is_told_and_ends_it(checkout: Path, tmp_path: Path) -> None:
    edit(yaml_of(checkout / TINY), "status: reported", "status: rumoured")
    (tmp_path / "temporary").mkdir()
    done = subprocess.run(
        command("serve", "-a", f"127.0.0.1:{free_port()}", project=checkout, subject=TINY),
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment(TMPDIR=str(tmp_path / "temporary")),
        timeout=DEADLINE,
    )
    assert done.returncode == 1
    assert "data/huts/lower-hut.yaml:" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path / "temporary") == []
