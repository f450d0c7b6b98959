"""Where the packages come from, with a faked pip and venv: what is done, and what is said."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

from briefing import environment
from briefing.environment import PYTHON, Failure, Purpose, ensure

PROJECT = Path(__file__).resolve().parents[1]
STARTED = "Collecting mkdocs\nInstalling collected packages: mkdocs\n"


class StartedAnew(Exception):
    """The program was replaced by the one that this command starts."""

    def __init__(self, command: list[str]) -> None:
        super().__init__(command)
        self.command = command


class Enter(Protocol):
    """Lets the program run inside the project's own environment, or outside it again."""

    def __call__(self, *, inside: bool = True) -> None: ...


class Machine:
    """Stands in for the programs that are run, and remembers them."""

    def __init__(self, home: Path) -> None:
        self.folder = home / ".venv"
        self.python = self.folder / "bin" / "python"
        self.commands: list[str] = []
        self.fails: dict[str, BaseException] = {}
        """What `venv`, `ensurepip` and `pip` fail for."""

    def run(self, *command: str) -> None:
        self.commands.append(" ".join(command))
        module = command[2]
        if module == "venv":
            shutil.rmtree(self.folder, ignore_errors=True)
            self.make()
        if module in self.fails:
            raise self.fails[module]

    def make(self) -> None:
        """Make an environment that holds nothing."""
        self.python.parent.mkdir(parents=True)
        self.python.touch()

    def done(self) -> list[str]:
        """What was done since the last time: `venv`, or the lock that pip installed."""
        ends = {".venv": "venv", "tests/requirements.txt": "test", "requirements.txt": "run"}
        commands = [each.replace("\\", "/") for each in self.commands if "ensurepip" not in each]
        self.commands.clear()
        return [next(ends[end] for end in ends if each.endswith(end)) for each in commands]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "requirements.txt").write_text("mkdocs==1\n")
    (tmp_path / "tests" / "requirements.txt").write_text("mkdocs==1\npytest==9\n")
    monkeypatch.setattr(environment, "WINDOWS", False)
    for purpose in (environment.RUN, environment.TEST):
        lacking = Purpose(purpose.name, purpose.lock, ("sys", "a_module_that_is_nowhere"))
        monkeypatch.setattr(environment, purpose.name.upper(), lacking)
    return tmp_path


@pytest.fixture
def machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(home)

    def execv(path: str, command: list[str]) -> None:
        assert path == command[0]
        raise StartedAnew(command)

    monkeypatch.setattr(environment, "run", machine.run)
    monkeypatch.setattr(os, "execv", execv)
    return machine


@pytest.fixture
def enter(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Enter:
    outside = sys.prefix

    def enter(*, inside: bool = True) -> None:
        monkeypatch.setattr(sys, "prefix", str(machine.folder) if inside else outside)

    return enter


def start(home: Path, *, testing: bool = False) -> list[str]:
    """Start a run that goes on inside .venv: the command that it goes on with."""
    with pytest.raises(StartedAnew) as anew:
        ensure(home, testing=testing)
    return anew.value.command


def fail(home: Path, *, testing: bool = False) -> object:
    """Start a run that ends: its exit status."""
    with pytest.raises(SystemExit) as ended:
        ensure(home, testing=testing)
    return ended.value.code


def test_packages_within_reach_are_used_where_they_are(
    home: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "RUN", Purpose("run", "requirements.txt", ("sys", "json")))
    ensure(home, testing=False)
    assert machine.done() == []
    assert not machine.folder.exists()


def test_a_module_that_is_an_empty_folder_is_not_there(
    home: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "left_behind").mkdir()
    monkeypatch.syspath_prepend(home)
    monkeypatch.setattr(environment, "RUN", Purpose("run", "requirements.txt", ("left_behind",)))
    start(home)
    assert machine.done() == ["venv", "run"]


def test_the_first_run_installs_and_goes_on_inside(
    home: Path,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-X", "dev", "build.py", "check"])
    command = start(home)
    assert command == [str(machine.python), "-X", "dev", "build.py", "check"]
    assert machine.done() == ["venv", "run"]
    assert capsys.readouterr().err.splitlines() == [
        f"making .venv with Python {PYTHON}",
        "installing the packages of requirements.txt into .venv (once, about a minute)",
    ]


def test_pip_checks_hashes_and_asks_nothing(home: Path, machine: Machine) -> None:
    start(home)
    venv, ensurepip, pip = machine.commands
    assert venv.endswith(f"-m venv --clear --without-pip {machine.folder}")
    assert ensurepip == f"{machine.python} -m ensurepip --default-pip"
    assert pip.startswith(f"{machine.python} -m pip --disable-pip-version-check --no-input ")
    assert pip.endswith(f"install --require-hashes -r {home / 'requirements.txt'}")


def test_nothing_is_left_beside_the_environment(home: Path, machine: Machine) -> None:
    start(home)
    assert {path.name for path in home.iterdir()} == {".venv", "requirements.txt", "tests"}


def test_the_run_inside_returns_at_once(home: Path, machine: Machine, enter: Enter) -> None:
    start(home)
    machine.done()
    enter()
    ensure(home, testing=False)
    assert machine.done() == []


def test_a_later_run_goes_inside_without_installing(home: Path, machine: Machine) -> None:
    start(home)
    machine.done()
    start(home)
    assert machine.done() == []


@pytest.mark.parametrize("inside", [False, True])
def test_a_changed_lock_is_installed_into_the_same_environment(
    home: Path, machine: Machine, enter: Enter, inside: bool
) -> None:
    start(home)
    machine.done()
    (home / "requirements.txt").write_text("mkdocs==2\n")
    enter(inside=inside)
    start(home)
    assert machine.done() == ["run"]
    if inside:
        ensure(home, testing=False)
    else:
        start(home)
    assert machine.done() == []


def test_the_test_packages_serve_ordinary_runs_too(home: Path, machine: Machine) -> None:
    for testing in (True, False, True, False):
        start(home, testing=testing)
    assert machine.done() == ["venv", "test"]


def test_the_test_packages_are_added_to_those_of_a_run(home: Path, machine: Machine) -> None:
    for testing in (False, True, False, True):
        start(home, testing=testing)
    assert machine.done() == ["venv", "run", "test"]


def test_test_packages_out_of_reach_leave_ordinary_runs_alone(home: Path, machine: Machine) -> None:
    start(home)
    machine.done()
    machine.fails["pip"] = Failure("ERROR: No matching distribution found for pytest==9")
    assert fail(home, testing=True) == 2
    start(home)
    assert machine.done() == ["test"]


def test_a_changed_run_lock_puts_the_test_packages_in_doubt(home: Path, machine: Machine) -> None:
    start(home, testing=True)
    (home / "requirements.txt").write_text("mkdocs==2\n")
    start(home)
    machine.done()
    start(home, testing=True)
    assert machine.done() == ["test"]


def test_a_half_made_environment_is_made_anew(home: Path, machine: Machine) -> None:
    machine.fails["pip"] = Failure(STARTED + "ERROR: killed")
    assert fail(home) == 2
    machine.fails.clear()
    machine.done()
    start(home)
    assert machine.done() == ["venv", "run"]


def test_an_update_that_broke_off_half_way_is_made_anew(home: Path, machine: Machine) -> None:
    start(home)
    (home / "requirements.txt").write_text("mkdocs==2\n")
    machine.fails["pip"] = Failure(STARTED + "ERROR: killed")
    assert fail(home) == 2
    machine.fails.clear()
    machine.done()
    start(home)
    assert machine.done() == ["venv", "run"]


def test_an_update_that_changed_nothing_leaves_the_old_lock_usable(
    home: Path, machine: Machine
) -> None:
    start(home)
    (home / "requirements.txt").write_text("mkdocs==2\n")
    machine.fails["pip"] = Failure("ERROR: No matching distribution found for mkdocs==2")
    assert fail(home) == 2
    machine.done()
    (home / "requirements.txt").write_text("mkdocs==1\n")
    start(home)
    assert machine.done() == []


def test_an_environment_of_another_python_is_made_anew_by_the_python_below_it(
    home: Path, machine: Machine, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(home)
    machine.done()
    monkeypatch.setattr(environment, "PYTHON", "3.99")
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3.99", raising=False)
    start(home)
    assert machine.done() == [], "from outside, the environment's own Python is what counts"
    enter()
    start(home)
    assert machine.commands[0].startswith("/usr/bin/python3.99 -m venv")
    assert machine.done() == ["venv", "run"]


def test_an_environment_whose_python_is_gone_is_made_anew(home: Path, machine: Machine) -> None:
    start(home)
    machine.done()
    machine.python.unlink()
    start(home)
    assert machine.done() == ["venv", "run"]


def test_an_active_environment_that_somebody_else_made_is_filled_and_not_cleared(
    home: Path, machine: Machine, enter: Enter
) -> None:
    machine.make()
    enter()
    start(home)
    assert machine.done() == ["run"]


def test_an_active_environment_that_somebody_else_filled_is_left_alone(
    home: Path, machine: Machine, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.make()
    enter()
    monkeypatch.setattr(environment, "RUN", Purpose("run", "requirements.txt", ("sys", "json")))
    ensure(home, testing=False)
    assert machine.done() == []
    assert not list(machine.folder.glob("*.stamp"))


@pytest.mark.skipif(sys.platform == "win32", reason="folders can't be locked there")
def test_two_first_runs_at_once_install_once(
    home: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl  # noqa: PLC0415 - there is none on Windows

    folder = os.open(home, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    said = []

    def say(step: str) -> None:
        said.append(step)
        machine.make()
        the_other_run = environment._Environment(home)
        the_other_run._fill(environment.RUN)
        os.close(folder)

    monkeypatch.setattr(environment, "_say", say)
    start(home)
    assert said == ["waiting for another run that installs the packages"]
    assert machine.done() == ["run"]


def test_windows_waits_for_the_run_inside_and_ends_with_its_status(
    home: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.python = machine.folder / "Scripts" / "python.exe"
    called: list[list[str]] = []

    def call(command: list[str]) -> int:
        called.append(command)
        return 3

    monkeypatch.setattr(environment, "WINDOWS", True)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(subprocess, "call", call)
    assert fail(home) == 3
    assert called[0][0] == str(machine.python)


def test_ctrl_c_ends_without_a_traceback_and_the_next_run_starts_anew(
    home: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails["pip"] = KeyboardInterrupt()
    assert fail(home) == 130
    assert capsys.readouterr().err.endswith("stopped: the next run installs the packages anew\n")
    machine.fails.clear()
    machine.done()
    start(home)
    assert machine.done() == ["venv", "run"]


REFUSED = (
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by "
    "'NewConnectionError('<pip>: Failed to establish a new connection: [Errno 111] Connection "
    "refused')': /mkdocs/\n"
)
NOT_FOUND = (
    "ERROR: Could not find a version that satisfies the requirement mkdocs==1 (from versions: "
    "none)\nERROR: No matching distribution found for mkdocs==1\n"
)
HASHES = (
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated "
    "the package versions, please update the hashes.\n"
    "    mkdocs==1 from https://index.example/mkdocs-1:\n"
    "        Expected sha256 aaaa\n             Got        bbbb\n"
)
CERTIFICATE = (
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerification"
    "Error(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))': /mkdocs/\n"
)
BROKEN_OFF = (
    "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='index.example', "
    "port=443): Read timed out.\n"
)
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
NETWORK = "connect to the network, point PIP_INDEX_URL at a mirror, or install the packages of "


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        pytest.param(REFUSED + NOT_FOUND, NETWORK + "requirements.txt", id="no network"),
        pytest.param(BROKEN_OFF, NETWORK + "requirements.txt", id="network lost"),
        pytest.param(HASHES, "mkdocs==1 from the package index is not the file that", id="hash"),
        pytest.param(REFUSED + HASHES, "mkdocs==1 from the package index", id="hash on retry"),
        pytest.param(
            CERTIFICATE + NOT_FOUND, "point PIP_CERT at the certificates", id="certificate"
        ),
        pytest.param(STARTED + FULL, "the disk is full: free 500 MB", id="disk full"),
        pytest.param(
            "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied",
            "the project's folder can't be written: make it writable",
            id="not writable",
        ),
        pytest.param(
            "/x/.venv/bin/python: No module named pip", "delete that folder", id="pip missing"
        ),
    ],
)
def test_what_pip_fails_for_is_said_in_one_sentence(
    home: Path, machine: Machine, capsys: pytest.CaptureFixture[str], output: str, sentence: str
) -> None:
    machine.fails["pip"] = Failure(output)
    assert fail(home) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith("error: ")
    assert sentence in said[-1]
    assert len(said) == len(["making", "installing", "error"])


@pytest.mark.parametrize(
    ("module", "output", "sentence"),
    [
        pytest.param(
            "ensurepip",
            "/x/.venv/bin/python: No module named ensurepip",
            f"apt-get install python{PYTHON}-venv",
            id="no ensurepip",
        ),
        pytest.param(
            "venv",
            "/usr/bin/python3: No module named venv",
            f"apt-get install python{PYTHON}-venv",
            id="no venv",
        ),
        pytest.param(
            "venv",
            "Error: [Errno 30] Read-only file system: '/x/.venv'",
            "install the packages of requirements.txt into this Python yourself",
            id="read-only",
        ),
        pytest.param(
            "ensurepip",
            "OSError: [Errno 28] No space left on device",
            "the disk is full",
            id="disk full",
        ),
    ],
)
def test_what_an_environment_can_not_be_made_for_is_said_in_one_sentence(
    home: Path,
    machine: Machine,
    capsys: pytest.CaptureFixture[str],
    module: str,
    output: str,
    sentence: str,
) -> None:
    machine.fails[module] = Failure(output)
    assert fail(home) == 2
    said = capsys.readouterr().err.splitlines()
    assert sentence in said[-1]
    assert len(said) == len(["making", "error"])


def test_the_test_lock_is_named_where_it_is_the_one_that_failed(
    home: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails["pip"] = Failure(REFUSED + NOT_FOUND)
    assert fail(home, testing=True) == 2
    assert "the packages of tests/requirements.txt into" in capsys.readouterr().err


def test_any_other_failure_shows_the_last_lines_of_pip(
    home: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails["pip"] = Failure("first\n\nERROR: one\nERROR: two\n")
    assert fail(home) == 2
    assert capsys.readouterr().err.endswith(
        "error: the packages of requirements.txt can't be installed into .venv:\n"
        "  first\n  ERROR: one\n  ERROR: two\n"
    )


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_a_missing_lock_is_named(
    home: Path, machine: Machine, capsys: pytest.CaptureFixture[str], lock: str
) -> None:
    (home / lock).unlink()
    assert fail(home, testing=True) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == f"error: {home / lock} is missing: restore it from git"


def test_a_program_that_fails_is_known_by_all_that_it_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PIP_USER", "1")
    code = "import os, sys; print(os.environ['PIP_USER'], flush=True); sys.exit('failed')"
    with pytest.raises(Failure, match=r"^0\s+failed\s+$"):
        environment.run(sys.executable, "-c", code)


def test_a_program_that_succeeds_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    environment.run(sys.executable, "-c", "print('done')")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("lock", [environment.RUN.lock, environment.TEST.lock])
def test_a_lock_names_no_index_and_no_path_and_has_a_hash_for_everything(lock: str) -> None:
    text = (PROJECT / lock).read_text("utf-8")
    assert "://" not in text
    assert " /" not in text
    assert "--index" not in text
    packages = re.findall(r"^\S+==\S+.*(?:\n .*)*", text, re.MULTILINE)
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert text.startswith("# This file was autogenerated by uv via the following command:")


def test_the_test_lock_holds_the_run_lock() -> None:
    def pins(lock: str) -> set[str]:
        lines = (PROJECT / lock).read_text("utf-8").splitlines()
        return {line.strip(" \\") for line in lines if "==" in line or "--hash" in line}

    assert pins(environment.RUN.lock) < pins(environment.TEST.lock)
