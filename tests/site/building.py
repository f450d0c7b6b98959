"""Sites for the tests, built by the real command in a process of its own.

In: a subject of this project, or a copy of the project to spoil. Out: the built site and what the
command said. Nothing of the engine is imported here, so that a copy is built by the copied engine.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.listed import Listed, listed
from tests.site.markup import Page, parse

PROJECT = Path(__file__).resolve().parents[2]
DOSSIER = "."
TINY = "tests/subjects/tiny"
SUBJECTS = {"dossier": DOSSIER, "tiny": TINY}
PARTS = ("build.py", "mkdocs.yml", "briefing", "templates", "data", "docs", "tests/subjects")
PASSED_OVER = shutil.ignore_patterns("__pycache__", ".*.building-*", "site")
DEADLINE = 60
"""Seconds after which a build is taken to hang."""


@dataclass(frozen=True)
class Built:
    """A built site and the subject that it was made from."""

    project: Path
    name: str
    """Where the subject is in the project."""
    site: Path

    @property
    def subject(self) -> Path:
        """The folder of the subject."""
        return self.project / self.name

    @cached_property
    def config(self) -> dict[str, object]:
        """The subject's mkdocs.yml."""
        loaded = yaml.safe_load((self.subject / "mkdocs.yml").read_text("utf-8"))
        assert isinstance(loaded, dict)
        return loaded

    @cached_property
    def url(self) -> str:
        """Where the site says that it lives."""
        return str(self.config["site_url"])

    @cached_property
    def base(self) -> str:
        """The path of that address: `/` or `/valley/`."""
        return urlsplit(self.url).path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        return contents(self.site)

    @cached_property
    def documents(self) -> dict[str, Page]:
        """Every HTML file of the site, parsed, by its path."""
        return {
            path: parse(data.decode("utf-8"))
            for path, data in self.files.items()
            if path.endswith(".html")
        }

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Those that are pages: not what leads on from a former address."""
        return {path: page for path, page in self.documents.items() if not page.is_redirect}

    @cached_property
    def redirects(self) -> dict[str, Page]:
        """Those that lead on from a former address."""
        return {path: page for path, page in self.documents.items() if page.is_redirect}

    @cached_property
    def listed(self) -> list[Listed]:
        """Every place that the search can find."""
        return listed(self.files.__getitem__)

    def page(self, address: str) -> Page:
        """The page at an address below the site's root, such as `units/`."""
        return self.pages[f"{address}index.html"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def different(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The paths at which two sites differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what would show in a site, changed."""
    kept = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    return {**kept, **changes}


def command(*arguments: str, project: Path = PROJECT, subject: str = DOSSIER) -> tuple[str, ...]:
    """The command line of build.py for a subject of a project."""
    config = project / subject / "mkdocs.yml"
    return (sys.executable, str(project / "build.py"), *arguments, "-f", str(config))


def build(
    site: Path,
    *arguments: str,
    project: Path = PROJECT,
    subject: str = DOSSIER,
    env: Mapping[str, str] | None = None,
    umask: int = -1,
) -> subprocess.CompletedProcess[str]:
    """Run `build.py build` to its end."""
    return subprocess.run(
        command("build", *arguments, "--site-dir", str(site), project=project, subject=subject),
        check=False,
        cwd=project,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=env or environment(),
        timeout=DEADLINE,
        umask=umask,
    )


def built(site: Path, *, project: Path = PROJECT, subject: str = DOSSIER) -> Built:
    """A site built without a failure."""
    done = build(site, project=project, subject=subject)
    assert done.returncode == 0, done.stderr
    return Built(project, subject, site)


def built_once(name: str, folders: pytest.TempPathFactory) -> Built:
    """The site of a subject, built once in a run of the tests, by whichever process needs it first.

    It is for all of them: a test that changes it changes a copy.
    """
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site = shared / "sites" / name
    site.parent.mkdir(exist_ok=True)
    with site.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            built(site, subject=SUBJECTS[name])
    return Built(PROJECT, SUBJECTS[name], site)


def copy_project(to: Path, parts: Iterable[str] = PARTS) -> Path:
    """The project without its history and its tests, to be changed at will."""
    for part in parts:
        target = to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, target, ignore=PASSED_OVER)
        else:
            shutil.copy(PROJECT / part, target)
    return to


def edit(file: Path, old: str, new: str) -> None:
    """Replace words that a file has once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8")
