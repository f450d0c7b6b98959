"""What pytest is told about this suite: how to rewrite golden cases, and how hypothesis runs."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefing.project import Project
from tests.helpers import Suite, copy_base

# The same examples on every run: what fails here must fail for the next person, too.
settings.register_profile(
    "engine",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("engine")

# A shell has what it runs in the background ignore Ctrl-C, and the programs that tests start would
# inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-cases`."""
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what the engine says into the golden cases (tests/cases); then read the diff",
    )


@pytest.fixture
def suite(request: pytest.FixtureRequest) -> Suite:
    """The golden cases of this run."""
    return Suite(update=bool(request.config.getoption("--update-cases")))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The base subject of the golden cases (rivers and bridges), in a folder of its own."""
    return copy_base(tmp_path, {})
