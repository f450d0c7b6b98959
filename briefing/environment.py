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
INTERRUPTED = 130
PIP_BEGINS_TO_CHANGE = "Installing collected packages"


class Purpose(NamedTuple):
    """What the packages are for: the lock that names them, and what has to be importable."""

    name: str
    lock: str
    modules: tuple[str, ...]


RUN_MODULES = ("mkdocs", "material", "jinja2", "yaml", "pydantic", "markdown", "babel")
TEST_MODULES = (
    *("pytest", "xdist", "hypothesis", "jsonschema", "playwright", "axe_playwright_python"),
    *("mypy", "ruff", "fontTools", "brotli"),
)
RUN = Purpose("run", "requirements.txt", RUN_MODULES)
TEST = Purpose("test", "tests/requirements.txt", (*RUN_MODULES, *TEST_MODULES))

# What pip and venv write when they fail, and what to say of it; the first that fits is said.
SENTENCES = {
    r"\[Errno 28\]|\[WinError 112\]": "the disk is full: free 500 MB and run this again",
    r"\[Errno (?:13|30)\]|\[WinError 5\]": (
        "the project's folder can't be written: make it writable, or install the packages of "
        "{lock} into this Python yourself"
    ),
    r"No module named '?(?:venv|ensurepip)": (
        f"this Python can't make environments: install the package python{PYTHON}-venv "
        f"(Debian, Ubuntu: apt-get install python{PYTHON}-venv)"
    ),
    r"No module named '?pip\b": "pip is missing from .venv: delete that folder and run this again",
    r"\[Errno 2\].*'(?P<file>.*requirements\.txt)'": "{file} is missing: restore it from git",
    r"DO NOT MATCH THE HASHES[^\n]*\s+(?P<package>[^\s;]+)": (
        "{package} from the package index is not the file that {lock} names (the hashes differ): "
        "run this again, and if it stays so, point PIP_INDEX_URL at another index"
    ),
    r"CERTIFICATE_VERIFY_FAILED|not a trusted or secure host": (
        "pip does not trust the package index: use its https address, and point PIP_CERT at the "
        "certificates of your organization if it has its own"
    ),
    r"(?mi)^(?:error|\S+(?:error|exception)): .*(?:from versions: none|retries exceeded|timed out"
    r"|connection (?:aborted|broken|reset)|http error)": (
        "no package index gives the packages: connect to the network, point PIP_INDEX_URL at a "
        "mirror, or install the packages of {lock} into this Python beforehand"
    ),
}


class Failure(Exception):
    """A program failed; this is what it wrote."""


def ensure(project: Path, *, testing: bool) -> None:
    """Return when every package is within reach; if need be, install and start anew in .venv.

    A container or an activated environment that has the packages is used as it is. What can't
    be installed ends the program with status 2, Ctrl-C with 130.
    """
    purpose = TEST if testing else RUN
    environment = _Environment(project)
    try:
        if environment.is_active and environment.stamps():
            if environment.holds(purpose):
                return
        elif not _missing(purpose):
            return
        with _alone(project):
            if not environment.holds(purpose):
                environment.install(purpose)
        _go_on_with(environment.python)
    except (Failure, OSError) as failure:
        _say(f"error: {_sentence(str(failure), purpose)}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("stopped: the next run installs the packages anew")
        sys.exit(INTERRUPTED)


@dataclass(frozen=True, slots=True)
class _Environment:
    """The project's own environment.

    A stamp in it says which lock was installed to the end: the lock's digest, and the Python.
    """

    project: Path

    @property
    def folder(self) -> Path:
        return self.project / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def is_active(self) -> bool:
        return self.folder.is_dir() and self.folder.samefile(sys.prefix)

    def stamps(self) -> dict[Path, str]:
        """Every stamp with its text: none where an installation broke off, or was not ours."""
        paths = (self._stamp(purpose) for purpose in (RUN, TEST))
        return {path: path.read_text("utf-8") for path in paths if path.is_file()}

    def holds(self, purpose: Purpose) -> bool:
        """Whether the lock, as it reads now, was installed to the end and can be used."""
        digest, _, python = self.stamps().get(self._stamp(purpose), "").partition(" ")
        # After an upgrade of the system's Python, .venv starts the new one and finds no packages.
        fits = python == PYTHON or not self.is_active
        return digest == self._digest(purpose) and fits and self.python.exists()

    def install(self, purpose: Purpose) -> None:
        """Install a lock, into a new environment unless there is one that can be kept."""
        if not self._can_be_kept():
            _say(f"making .venv with Python {PYTHON}")
            self._make()
        _say(f"installing the packages of {purpose.lock} into .venv (once, about a minute)")
        self._fill(purpose)

    def _can_be_kept(self) -> bool:
        if stamps := self.stamps():
            pythons = {text.partition(" ")[2] for text in stamps.values()}
            return pythons == {PYTHON} and self.python.exists()
        # Somebody made and entered it without us; it may hold what is theirs.
        return self.is_active

    def _make(self) -> None:
        # From inside .venv, the Python that it stands on: the one in it is about to be removed.
        python: str = getattr(sys, "_base_executable", sys.executable)
        run(python, "-m", "venv", "--clear", "--without-pip", str(self.folder))
        # A step of its own, because venv keeps to itself what ensurepip fails for.
        run(str(self.python), "-m", "ensurepip", "--default-pip")

    def _fill(self, purpose: Purpose) -> None:
        # The test lock holds the run lock, so that it serves ordinary runs, too.
        served = (RUN, TEST) if purpose is TEST else (RUN,)
        after = {self._stamp(each): f"{self._digest(each)} {PYTHON}" for each in served}
        before = self.stamps()
        for path in before:
            path.unlink()
        pip = (str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input")
        try:
            run(*pip, "install", "--require-hashes", "-r", str(self.project / purpose.lock))
        except Failure as failure:
            if PIP_BEGINS_TO_CHANGE not in str(failure):
                _write(before)
            raise
        _write(after)

    def _stamp(self, purpose: Purpose) -> Path:
        return self.folder / f"{purpose.name}.stamp"

    def _digest(self, purpose: Purpose) -> str:
        return hashlib.sha256((self.project / purpose.lock).read_bytes()).hexdigest()


def run(*command: str) -> None:
    """Run a program to its end; what it wrote is shown only if it fails."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PIP_USER": "0"},  # a pip.conf that says --user would break .venv
    )
    if done.returncode:
        raise Failure(done.stdout)


def _write(stamps: dict[Path, str]) -> None:
    for path, text in stamps.items():
        path.write_text(text, "utf-8")


def _missing(purpose: Purpose) -> bool:
    # A package that was removed can leave an empty folder, which has a spec but no origin.
    specs = map(importlib.util.find_spec, purpose.modules)
    return not all(spec and spec.origin for spec in specs)


def _sentence(output: str, purpose: Purpose) -> str:
    for sign, sentence in SENTENCES.items():
        if found := re.search(sign, output):
            return sentence.format(lock=purpose.lock, **found.groupdict())
    tail = "".join(f"\n  {line}" for line in output.splitlines()[-6:] if line.strip())
    return f"the packages of {purpose.lock} can't be installed into .venv:{tail}"


@contextmanager
def _alone(project: Path) -> Iterator[None]:
    """Let one run at a time in here: two that install into one folder break each other."""
    if sys.platform == "win32":
        yield
    else:
        folder = os.open(project, os.O_RDONLY)
        try:
            with suppress(OSError):  # some network file systems have no locks
                try:
                    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    _say("waiting for another run that installs the packages")
                    fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _go_on_with(python: Path) -> NoReturn:
    command = [str(python), *sys.orig_argv[1:]]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    # Windows can't replace a running program: wait for the other one, which answers Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(command))


def _say(step: str) -> None:
    print(step, file=sys.stderr, flush=True)
