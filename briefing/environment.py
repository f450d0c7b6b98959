"""The packages that the engine needs: used where they are, otherwise installed once into .venv.

In: the project folder with its lock files. Out: the program goes on with every package within
reach, or ends with one sentence that says what to do. Standard library only: when this runs,
nothing else need be there.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn

if sys.platform != "win32":
    import fcntl

WINDOWS = sys.platform == "win32"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
STOPPED_BY_USER = 128 + signal.SIGINT


class Purpose(NamedTuple):
    """What the packages are for: the lock file that names them, and what has to be importable."""

    name: str
    lock: str
    modules: tuple[str, ...]


RUN = Purpose(
    "run",
    "requirements.txt",
    ("mkdocs", "material", "jinja2", "yaml", "pydantic", "markdown", "babel"),
)
TEST = Purpose(
    "test",
    "tests/requirements.txt",
    (
        *RUN.modules,
        *("pytest", "xdist", "hypothesis", "jsonschema", "playwright", "axe_playwright_python"),
        *("mypy", "ruff", "fontTools", "brotli"),
    ),
)

# What pip and venv write when they fail, and what to say of it; the first that fits is said.
SENTENCES = (
    (
        r"\[Errno 28\]|\[WinError 112\]",
        "the disk is full: free 500 MB, for the packages and what pip unpacks",
    ),
    (
        r"\[Errno (?:13|30)\]|\[WinError 5\]",
        "the project's folder can't be written: make it writable, or install the packages of "
        "{lock} into this Python yourself",
    ),
    (
        r"No module named '?(?:venv|ensurepip)|ensurepip is not\s+available",
        f"this Python can't make environments: install the package python{PYTHON}-venv "
        f"(Debian, Ubuntu: apt-get install python{PYTHON}-venv)",
    ),
    (
        r"No module named '?pip\b",
        "pip is missing from .venv: delete that folder and run this again",
    ),
    (
        r"DO NOT MATCH THE HASHES[^\n]*\s+(?P<package>[^\s;]+)",
        "{package} from the package index is not the file that {lock} names (the hashes differ): "
        "run this again, and if it stays so, point PIP_INDEX_URL at another index",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|not a trusted or secure host",
        "pip does not trust the package index: use its https address, and point PIP_CERT at the "
        "certificates of your organization if it has its own",
    ),
    (
        r"\(from versions: none\)|Max retries exceeded|Read timed out|Connection (?:broken|reset)",
        "no package index gives the packages: connect to the network, point PIP_INDEX_URL at a "
        "mirror, or install the packages of {lock} into this Python beforehand",
    ),
)


class Failure(Exception):
    """Why the packages can't be had, and what to do about it."""


def ensure(project: Path, *, testing: bool) -> None:
    """Return when every package is within reach; if need be, install and start anew in .venv.

    A container or an activated environment that has the packages is used as it is. What can't
    be installed ends the program with status 2, Ctrl-C with 130.
    """
    purpose = TEST if testing else RUN
    environment = Environment(project)
    try:
        if environment.is_active and environment.stamps():
            if environment.holds(purpose):
                return
        elif not (missing := _missing(purpose)):
            return
        else:
            _say(f"this Python has no {', '.join(missing)}: the project's own .venv is used")
        with _alone(project):
            if not environment.holds(purpose):
                environment.install(purpose)
        _go_on_with(environment.python)
    except Failure as failure:
        _end(f"error: {failure}", 2)
    except OSError as error:
        _end(f"error: {_sentence(str(error), purpose)}", 2)
    except KeyboardInterrupt:
        _end("stopped; the next run starts anew", STOPPED_BY_USER)


@dataclass(frozen=True, slots=True)
class Environment:
    """The project's own environment. A stamp in it says which lock was installed to the end.

    A stamp holds the digest of the lock and the Python that it was installed for.
    """

    project: Path

    @property
    def folder(self) -> Path:
        """Where it is, made or not."""
        return self.project / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def is_active(self) -> bool:
        """Whether this program runs in it."""
        return self.folder.is_dir() and os.path.samefile(sys.prefix, self.folder)

    def stamps(self) -> dict[Path, str]:
        """Every stamp with its text; none in an environment that was not finished, or not ours."""
        paths = [self._stamp(purpose) for purpose in (RUN, TEST)]
        return {path: path.read_text("utf-8") for path in paths if path.is_file()}

    def holds(self, purpose: Purpose) -> bool:
        """Whether the lock, as it reads now, was installed to the end and can be used."""
        digest, _, python = self.stamps().get(self._stamp(purpose), "").partition(" ")
        # After an upgrade of the system's Python, .venv starts the new one and finds no packages.
        fits = python == PYTHON or not self.is_active
        return digest == self._digest(purpose) and fits and self.python.exists()

    def install(self, purpose: Purpose) -> None:
        """Install a lock, into a new environment unless this one was finished."""
        if not self._can_be_kept():
            _say(f"making .venv with Python {PYTHON}")
            self._make()
        _say(f"installing the packages of {purpose.lock} into .venv (once, about a minute)")
        self._fill(purpose)

    def _can_be_kept(self) -> bool:
        if stamps := self.stamps():
            made_for = {text.partition(" ")[2] for text in stamps.values()}
            return made_for == {PYTHON} and self.python.exists()
        # Somebody made and entered it without us; it may hold what is theirs.
        return self.is_active

    def _make(self) -> None:
        # From inside .venv, the Python that it stands on: the one in it is about to be removed.
        python: str = getattr(sys, "_base_executable", sys.executable)
        code, output = run([python, "-m", "venv", "--clear", str(self.folder)])
        if code:
            raise Failure(_sentence(output, RUN))

    def _fill(self, purpose: Purpose) -> None:
        # The test lock holds the run lock, so that what is finished for a run stays finished.
        covered = (RUN, TEST) if purpose is TEST else (RUN,)
        unfinished = {
            self._stamp(each): f"{self._digest(each)} {PYTHON}"
            for each in covered
            if not self.holds(each)
        }
        outdated = {path: text for path, text in self.stamps().items() if path in unfinished}
        for path in outdated:
            path.unlink()
        code, output = run(
            [str(self.python), "-m", "pip", "install", "--require-hashes", "--no-input"]
            + ["--disable-pip-version-check", "-r", str(self.project / purpose.lock)]
        )
        changed = not code or "Installing collected packages" in output
        for path, text in (unfinished if not code else {} if changed else outdated).items():
            path.write_text(text, "utf-8")
        if code:
            raise Failure(_sentence(output, purpose))

    def _stamp(self, purpose: Purpose) -> Path:
        return self.folder / f"{purpose.name}.stamp"

    def _digest(self, purpose: Purpose) -> str:
        try:
            return hashlib.sha256((self.project / purpose.lock).read_bytes()).hexdigest()
        except FileNotFoundError:
            raise Failure(f"{purpose.lock} is missing: restore it from git") from None


def run(command: list[str]) -> tuple[int, str]:
    """Run a program to its end: its exit status, and all that it wrote."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PIP_USER": "0"},  # pip refuses --user, from a pip.conf, in .venv
    )
    return done.returncode, done.stdout


def _missing(purpose: Purpose) -> list[str]:
    # A package that was removed can leave an empty folder, which has a spec but no origin.
    specs = {name: importlib.util.find_spec(name) for name in purpose.modules}
    return [name for name, spec in specs.items() if spec is None or spec.origin is None]


def _sentence(output: str, purpose: Purpose) -> str:
    for sign, sentence in SENTENCES:
        if found := re.search(sign, output):
            return sentence.format(lock=purpose.lock, **found.groupdict())
    tail = "".join(f"\n  {line}" for line in output.splitlines()[-6:] if line.strip())
    return f"the packages of {purpose.lock} can't be installed into .venv:{tail}"


@contextmanager
def _alone(project: Path) -> Iterator[None]:
    """Let one run at a time in here: two that install into one folder break each other."""
    if sys.platform == "win32":
        yield
        return
    folder = os.open(project, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems have no locks
            _wait_for(folder)
        yield
    finally:
        os.close(folder)
