"""Which browser is taken, and when one is installed; apt-get is faked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefing import browser

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="programs are files with a mark there")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH, with no browser on the machine yet."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(browser, "OFF_THE_PATH", ())
    return tmp_path


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)


def program(path: Path, script: str = "exit 0") -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def fake_apt_get(folder: Path, script: str) -> Path:
    """An apt-get that writes its arguments into a file, then does this."""
    log = folder / "log"
    program(folder / "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> "{log}"\n{script}')
    return log


def never(said: str) -> None:
    pytest.fail(f"it said: {said}")


@ON_POSIX
@pytest.mark.parametrize("name", browser.NAMES)
def test_a_browser_on_the_path_is_found_by_each_of_its_names(folder: Path, name: str) -> None:
    assert browser.find_browser() is None
    path = program(folder / name)
    assert browser.find_browser() == path


@ON_POSIX
def test_chromium_comes_before_chrome_and_its_shell_before_it(folder: Path) -> None:
    program(folder / "google-chrome")
    chromium = program(folder / "chromium")
    assert browser.find_browser() == chromium
    shell = program(folder / "chromium-headless-shell")
    assert browser.find_browser() == shell


@ON_POSIX
def test_the_one_that_chrome_names_comes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(folder / "chromium")
    chosen = program(folder / "another")
    monkeypatch.setenv("CHROME", chosen)
    assert browser.find_browser() == chosen


@ON_POSIX
def test_no_other_is_taken_where_chrome_names_none(
    folder: Path, root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(folder / "chromium")
    log = fake_apt_get(folder, "exit 0")
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    said: list[str] = []
    assert browser.ensure_browser(said.append) is None
    assert said == ["CHROME names '/nowhere/chrome', which is no program: correct or unset it"]
    assert not log.exists()


def test_an_application_off_the_path_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = folder / "Google Chrome"
    application.touch()
    monkeypatch.setattr(browser, "OFF_THE_PATH", (folder / "Chromium", application))
    assert browser.find_browser() == str(application)


@ON_POSIX
def test_a_browser_that_is_there_is_not_installed(folder: Path, root: None) -> None:
    log = fake_apt_get(folder, "exit 0")
    chromium = program(folder / "chromium")
    assert browser.ensure_browser(never) == chromium
    assert not log.exists()


@ON_POSIX
def test_root_on_debian_installs_one_without_being_asked_anything(
    folder: Path, root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(browser, "NAMES", ("chromium-of-this-test",))
    chromium = folder / "chromium-of-this-test"
    log = fake_apt_get(folder, f'printf "#!/bin/sh\\n" > "{chromium}"; chmod +x "{chromium}"')
    said: list[str] = []
    assert browser.ensure_browser(said.append) == str(chromium)
    assert said == ["installing chromium-headless-shell and fonts-noto-cjk (once)"]
    install = "noninteractive -qq install -y --no-install-recommends"
    assert log.read_text().splitlines() == [
        "noninteractive -qq update",
        f"{install} chromium-headless-shell fonts-noto-cjk",
    ]


@ON_POSIX
def test_a_failed_installation_is_said_and_gives_no_browser(folder: Path, root: None) -> None:
    fake_apt_get(folder, 'echo "E: first"; echo "E: no such host"; exit 100')
    said: list[str] = []
    assert browser.ensure_browser(said.append) is None
    assert said[1:] == ["apt-get update failed, so there is no browser: E: no such host"]


@ON_POSIX
def test_nothing_is_installed_by_anybody_but_root(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = fake_apt_get(folder, "exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert browser.ensure_browser(never) is None
    assert not log.exists()


def test_nothing_is_installed_where_there_is_no_apt_get(
    folder: Path, root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", never)
    assert browser.ensure_browser(never) is None
