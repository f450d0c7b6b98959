"""The commands: what they print, and the status that they end with."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefing import browser, cli, environment
from briefing.project import Project
from briefing.publish import run as site
from briefing.publish.run import Built
from tests.helpers import ROOT, write

BROKEN = {"data/bridges/mill-bridge.yaml": "nme: Mill Bridge\n"}
WARNED = {"data/bridges/mill-bridge.yaml": "name: Mill Bridge\nsummary: A bridge.\n"}


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands run here: no environment is made, and signals are given back."""
    monkeypatch.setattr(environment, "ensure", lambda *_, **__: None)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def subject(project: Project) -> Project:
    """The base subject with an mkdocs.yml."""
    write(project.root, {"mkdocs.yml": "site_name: Crossings\n", "docs/index.md": "# Crossings\n"})
    return project


def _run(project: Project, *arguments: str) -> int:
    return cli.main(project.root, list(arguments))


def test_check_of_good_data_ends_with_0(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(subject, "check") == 0
    assert capsys.readouterr() == ("no problems\n", "")


def test_check_of_broken_data_ends_with_1_and_says_where(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, BROKEN)
    assert _run(subject, "check") == 1
    output, errors = capsys.readouterr()
    assert output == (
        "data/bridges/mill-bridge.yaml:1:1: 'name' is missing: add 'name:' here\n"
        "    1 | nme: Mill Bridge\n"
        "      | ^\n"
        "data/bridges/mill-bridge.yaml:1:1: unknown key 'nme': did you mean 'name'?\n"
        "    1 | nme: Mill Bridge\n"
        "      | ^^^\n"
        "2 errors\n"
    )
    assert errors == ""


def test_warnings_fail_only_a_strict_check(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, WARNED)
    assert _run(subject, "check") == 0
    assert _run(subject, "check", "--strict") == 1
    assert capsys.readouterr().out.count("1 warning\n") == 2


def test_check_prints_json(subject: Project, capsys: pytest.CaptureFixture[str]) -> None:
    write(subject.root, BROKEN)
    assert _run(subject, "check", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["errors"] == 2
    assert {row["rule"] for row in found["problems"]} == {"missing-key", "unknown-key"}


def test_check_prints_commands_for_github(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, BROKEN)
    assert _run(subject, "check", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    place = "::error file=data/bridges/mill-bridge.yaml,line=1,col=1,"
    assert [line.startswith(place) for line in lines] == [True, True]


@pytest.mark.parametrize("form", ["json", "github"])
def test_good_data_prints_nothing_but_the_format(
    subject: Project, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert _run(subject, "check", "--format", form) == 0
    output = capsys.readouterr().out
    empty = {"errors": 0, "warnings": 0, "problems": []}
    assert (json.loads(output) == empty) if form == "json" else (output == "")


def test_build_of_broken_data_ends_with_1_and_builds_nothing(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, BROKEN)
    assert _run(subject, "build", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["errors"] == 2
    assert not (subject.root / "site").exists()


@pytest.mark.parametrize("form", ["json", "github"])
def test_output_of_a_build_is_in_its_format_alone(
    subject: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: str,
) -> None:
    monkeypatch.setattr(site, "build", lambda *_, **__: Built(subject.root / "site", 3))
    assert _run(subject, "build", "--format", form) == 0
    output = capsys.readouterr().out
    assert "3 pages" not in output
    assert (json.loads(output)["errors"] == 0) if form == "json" else (output == "")


def test_check_finds_stale_schemas(subject: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(subject, "schema") == 0
    assert ".schema/bridges.json" in capsys.readouterr().out
    assert _run(subject, "check") == 0
    write(subject.root, {".schema/bridges.json": "{}\n"})
    assert _run(subject, "check") == 1
    said = capsys.readouterr().out
    assert ".schema/bridges.json:1:1: the schema for editors is out of date" in said


def test_schema_says_only_what_changed(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(subject, "schema") == 0
    assert len(capsys.readouterr().out.splitlines()) == 5
    assert _run(subject, "schema") == 0
    assert capsys.readouterr().out == ""


def test_schema_without_kinds_ends_with_1_and_says_why(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ("bridges", "rivers", "bodies")
    write(subject.root, {f"data/schema/{kind}.yaml": "- x\n" for kind in kinds})
    assert _run(subject, "schema") == 1
    assert "the file must hold keys and values" in capsys.readouterr().err


def test_other_subject_is_named_with_f(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, BROKEN)
    assert cli.main(ROOT, ["check", "-f", str(subject.root / "mkdocs.yml")]) == 1
    assert "data/bridges/mill-bridge.yaml:1:1: " in capsys.readouterr().out


IMPACT = """\
if herald-2024 fell:

1 fall: nobody would be left behind
  weir-bridge#note: single, 1 origin → nobody

0 lose support

0 stand as they do
"""


def test_impact_says_what_would_become_of_the_facts(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(subject, "impact", "herald-2024") == 0
    assert capsys.readouterr() == (IMPACT, "")


def test_impact_of_data_with_warnings_is_said_without_them(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, WARNED)
    assert _run(subject, "impact", "herald-2024") == 0
    assert capsys.readouterr() == (IMPACT, "")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("herald-2042", "unknown source 'herald-2042': did you mean 'herald-2024'?\n"),
        ("x", "unknown source 'x': known are herald-2024, river-office-2024\n"),
    ],
)
def test_impact_of_an_unknown_source_ends_with_2_and_a_hint(
    subject: Project, capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:
    assert _run(subject, "impact", source) == 2
    assert capsys.readouterr() == ("", said)


def test_impact_on_broken_data_ends_with_1_and_says_where(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, {**BROKEN, "docs/index.md": "[[nowhere]]\n"})
    assert _run(subject, "impact", "herald-2024") == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert "data/bridges/mill-bridge.yaml:1:1: 'name' is missing" in errors
    assert "docs/index.md:1:1: unknown entity 'nowhere'" in errors


OVERDUE = """\
data/bridges/weir-bridge.yaml:10:3: warning: review was due 2025-04-02, last evidenced 2 April \
2024: cite a newer source, or say until when it held
   10 |   length:
      |   ^^^^^^
1 warning
"""


def _as_of(project: Project, day: str) -> None:
    write(project.root, {"mkdocs.yml": f"site_name: Crossings\nextra: {{as_of: {day}}}\n"})


def test_overdue_facts_are_listed_where_they_stand_if_asked_for(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(subject, "check", "--overdue", "--as-of", "2025-04-03") == 0
    assert capsys.readouterr() == (OVERDUE, "")
    assert _run(subject, "check", "--as-of", "2025-04-03") == 0
    assert capsys.readouterr() == ("no problems\n", "")


def test_overdue_facts_fail_a_strict_check(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("check", "--overdue", "--as-of", "2025-04-03", "--format", "json")
    assert _run(subject, *options, "--strict") == 1
    (row,) = json.loads(capsys.readouterr().out)["problems"]
    assert (row["rule"], row["severity"], row["line"]) == ("overdue", "warning", 10)


def test_broken_data_is_not_asked_for_overdue_facts(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(subject.root, BROKEN)
    assert _run(subject, "check", "--overdue", "--as-of", "2025-04-03") == 1
    assert "review was due" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("set_", "asked", "said"),
    [
        ("", (), "no problems\n"),
        ("2025-04-03", (), OVERDUE),
        ("2025", (), OVERDUE),
        ("", ("--as-of", "2025-04-02"), "no problems\n"),
        ("2025-04-03", ("--as-of", "2025-04-02"), "no problems\n"),
        ("2024-06-01", ("--as-of", "2025-04-03"), OVERDUE),
    ],
)
def test_present_is_the_day_asked_for_or_that_of_mkdocs_yml_or_of_the_last_reading(
    subject: Project,
    capsys: pytest.CaptureFixture[str],
    set_: str,
    asked: tuple[str, ...],
    said: str,
) -> None:
    if set_:
        _as_of(subject, set_)
    assert _run(subject, "check", "--overdue", *asked) == 0
    assert capsys.readouterr() == (said, "")


@pytest.mark.parametrize("day", ["soon", "2024", "2024-02-30", ""])
@pytest.mark.parametrize("command", ["build", "check"])
def test_bad_day_is_wrong_use(
    subject: Project, capsys: pytest.CaptureFixture[str], command: str, day: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(subject, command, "--as-of", day)
    assert ended.value.code == 2
    assert f"--as-of: '{day}' is no day like 2026-11-22\n" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "impact herald-2024"])
def test_bad_day_in_mkdocs_yml_ends_with_1(
    subject: Project, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    _as_of(subject, "soon")
    assert _run(subject, *command.split()) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert "mkdocs.yml: extra.as_of: 'soon' is no date: write a date as 2024" in errors


def test_build_takes_the_day_for_its_present(
    subject: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date | None] = []

    def build(_: Path, *, day: date | None, **__: object) -> Built:
        asked.append(day)
        return Built(subject.root / "site", 3)

    monkeypatch.setattr(site, "build", build)
    assert _run(subject, "build", "--as-of", "2025-04-03") == 0
    assert _run(subject) == 0
    assert asked == [date(2025, 4, 3), None]


def test_pages_are_looked_for_where_mkdocs_has_them(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        subject.root,
        {
            "mkdocs.yml": "site_name: Crossings\ndocs_dir: pages\n",
            "docs/index.md": "[[nothing]]\n",
            "pages/index.md": "[[nowhere]]\n",
        },
    )
    assert _run(subject, "check") == 1
    output = capsys.readouterr().out
    assert "pages/index.md:1:1: unknown entity 'nowhere'" in output
    assert "docs/index.md" not in output


def test_pages_outside_the_project_are_checked_too(
    subject: Project, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path_factory.mktemp("pages")
    write(pages, {"index.md": "[[nowhere]]\n"})
    write(subject.root, {"mkdocs.yml": f"site_name: Crossings\ndocs_dir: {pages}\n"})
    assert _run(subject, "check") == 1
    assert "index.md:1:1: unknown entity 'nowhere'" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build", "check", "impact herald-2024", "serve", "schema"])
def test_missing_configuration_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert cli.main(tmp_path, [*command.split(), "-f", str(tmp_path / "other.yml")]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / 'other.yml'} is no file: name the subject's mkdocs.yml with -f\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["check", "--fast"],
        ["check", "--format", "xml"],
        ["check", "extra"],
        ["--format", "xml"],
        ["serve", "--site-dir", "x"],
        ["serve", "--as-of", "2024-06-01"],
        ["build", "--overdue"],
        ["impact"],
        ["impact", "herald-2024", "river-office-2024"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_the_usage(
    subject: Project, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(subject, *arguments)
    assert ended.value.code == 2
    assert "usage: build.py" in capsys.readouterr().err


def test_help_names_every_command_and_the_statuses(
    subject: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(subject, "--help")
    assert ended.value.code == 0
    output = " ".join(capsys.readouterr().out.split())
    for command, about in cli.COMMANDS.items():
        assert f" {command} {about}" in output
    assert "0 good, 1 problems in the data or pages, 2 wrong use" in output


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(
    subject: Project, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        _run(subject, command, "--help")
    assert ended.value.code == 0
    about = cli.COMMANDS[command]
    assert f"{about[:1].upper()}{about[1:]}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("arguments", [[], ["--strict"], ["--site-dir", "x"]], ids=str)
def test_build_is_the_command_where_none_is_named(
    subject: Project, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        environment, "ensure", lambda *_, testing: asked.append(f"testing={testing}")
    )

    def run(_: Path, options: Any, __: list[str]) -> int:
        asked.append(options.command)
        return 0

    monkeypatch.setattr(cli, "_run", run)
    assert _run(subject, *arguments) == 0
    assert asked == ["testing=False", "build"]


def test_interruption_ends_with_130(
    subject: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "ensure", interrupt)
    assert _run(subject, "check") == 130
    assert capsys.readouterr().err == "\ninterrupted\n"


def test_being_told_to_stop_is_an_interruption(
    subject: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ensure", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    assert _run(subject, "check") == 130


@pytest.fixture
def pytest_runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    runs: list[list[str]] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        runs.append(command)
        return SimpleNamespace(returncode=5)

    monkeypatch.setattr(subprocess, "run", run)
    return runs


def test_test_hands_its_arguments_to_pytest_and_calls_what_it_can_not_run_wrong_use(
    subject: Project, monkeypatch: pytest.MonkeyPatch, pytest_runs: list[list[str]]
) -> None:
    monkeypatch.setattr(browser, "ensure_browser", lambda _: "/usr/bin/chromium")
    monkeypatch.setenv("CHROME", "")
    assert _run(subject, "test", "-k", "weir", "--update-cases") == 2
    parallel = ["-n", "auto", "--dist", "worksteal"]
    assert pytest_runs[0][1:] == ["-m", "pytest", *parallel, "-k", "weir", "--update-cases"]


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 2)])
def test_without_a_browser_tests_run_here_but_not_where_ci_demands_all(
    subject: Project,
    monkeypatch: pytest.MonkeyPatch,
    pytest_runs: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    ci: str,
    status: int,
) -> None:
    monkeypatch.setattr(browser, "ensure_browser", lambda _: None)
    monkeypatch.setenv("CI", ci)
    assert _run(subject, "test") == status
    assert len(pytest_runs) == (0 if ci else 1)
    assert "no Chromium or Chrome is installed" in capsys.readouterr().err
