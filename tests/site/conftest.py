"""The two subjects, each built once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import SUBJECTS, TINY, Built, built_once, copy_project


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the first subject."""
    return built_once("dossier", tmp_path_factory)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the second subject, whose strings are hostile."""
    return built_once("tiny", tmp_path_factory)


@pytest.fixture(params=SUBJECTS)
def site(request: pytest.FixtureRequest) -> Built:
    """Each built site in turn."""
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the engine and of the tiny subject, to be changed at will."""
    return copy_project(tmp_path / "project", ("build.py", "briefing", "templates", TINY))
