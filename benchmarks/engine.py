"""The engine as a contestant: its command, and the subject that it builds.

In: a folder. Out: the command that builds a subject into it, as a team would: `build.py build`.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, str(ROOT / "build.py")]
ENVIRONMENT = ROOT / ".venv" / "bin" / "python"


def python() -> str:
    """The Python that has the engine's packages: its own environment's, once there is one."""
    return str(ENVIRONMENT) if ENVIRONMENT.exists() else sys.executable


@lru_cache
def _can_be_clean() -> bool:
    """Whether a build can be told to use nothing that an earlier one has left."""
    asked = subprocess.run(
        [*PROGRAM, "build", "--help"], check=True, capture_output=True, text=True
    )
    return "--clean" in asked.stdout


def build(project: Path, out: Path, *, clean: bool = True) -> list[str]:
    """The command that builds a subject; from nothing, or with what the build before has left."""
    command = [*PROGRAM, "build", "-f", str(project / "mkdocs.yml"), "--site-dir", str(out)]
    return [*command, "--clean"] if clean and _can_be_clean() else command


def floor(project: Path, out: Path) -> list[str]:
    """The command that builds a subject without MkDocs."""
    return [python(), str(ROOT / "benchmarks" / "floor.py"), str(project), str(out)]


def make_ready() -> None:
    """Make the engine's environment, which a first build would do, in time that nobody counts."""
    subprocess.run([*PROGRAM, "check"], check=False, capture_output=True)
