"""The two subjects, each built once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import SUBJECTS, TINY, Built, built, copy_project


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Both built sites, by the name of the subject."""
    folder = tmp_path_factory.mktemp("sites")
    return {name: built(folder / name, subject=path) for name, path in SUBJECTS.items()}


@pytest.fixture(params=SUBJECTS)
def site(request: pytest.FixtureRequest, sites: dict[str, Built]) -> Built:
    """Each built site in turn."""
    return sites[request.param]


@pytest.fixture
def dossier(sites: dict[str, Built]) -> Built:
    """The site of the first subject."""
    return sites["dossier"]


@pytest.fixture
def tiny(sites: dict[str, Built]) -> Built:
    """The site of the second subject, whose strings are hostile."""
    return sites["tiny"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the engine and of the tiny subject, to be changed at will."""
    return copy_project(tmp_path / "project", ("build.py", "briefing", "templates", TINY))
