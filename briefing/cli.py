"""The commands: build, check, impact, pdf, serve, test, schema.

In: the arguments of build.py. Out: an exit status: 0 good, 1 problems in the data or the pages,
2 wrong use or a machine that is not ready. Only the standard library is imported before the
environment is known to be there.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import FrameType

from briefing import environment

GOOD, BAD, MISUSED, INTERRUPTED = 0, 1, 2, 130
COMMANDS = {
    "build": "check the data and build the site (the default)",
    "check": "check the data and the links of the pages, and build nothing",
    "impact": "say what would become of the facts if a source fell",
    "pdf": "build the site and print pages of it as PDFs: all briefs, or those named",
    "serve": "serve the site on this machine and rebuild it on every change",
    "test": "run every test; more arguments go to pytest",
    "schema": "write the JSON Schemas that editors use, after a change in data/schema",
}


def main(project: Path, arguments: list[str]) -> int:
    """Run a command."""
    # A build that is told to stop must clean up as if it had been interrupted.
    signal.signal(signal.SIGTERM, _interrupt)
    options, more = _options(arguments)
    try:
        environment.ensure(project, testing=options.command == "test")
        return _run(project, options, more)
    except KeyboardInterrupt:
        _say("\ninterrupted")
        return INTERRUPTED


def _interrupt(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = _parser()
    asks_for_help = arguments[:1] in (["-h"], ["--help"])
    if not asks_for_help and (not arguments or arguments[0].startswith("-")):
        arguments = ["build", *arguments]
    options, more = parser.parse_known_args(arguments)
    if more and options.command != "test":
        parser.error(f"unknown argument {more[0]}")
    return options, more


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Facts in YAML, each with its sources, checked and made into a site.",
        epilog="Exit status: 0 good, 1 problems in the data or pages, 2 wrong use.",
    )
    commands = parser.add_subparsers(dest="command", metavar="command", required=True)
    for name, about in COMMANDS.items():
        # Abbreviations would bind us to every option's first letters for ever.
        command = commands.add_parser(
            name, help=about, description=f"{about[:1].upper()}{about[1:]}.", allow_abbrev=False
        )
        if name != "test":
            _add_options(name, command)
    return parser


def _add_options(name: str, command: argparse.ArgumentParser) -> None:
    """Add what a command may be told."""
    command.add_argument(
        "-f", "--config-file", type=Path, metavar="FILE", help="the mkdocs.yml of the subject"
    )
    if name in ("build", "serve", "check"):
        command.add_argument("--strict", action="store_true", help="count warnings as errors")
    if name == "build":
        command.add_argument("--site-dir", type=Path, metavar="FOLDER", help="where to build")
        command.add_argument(
            "--offline", action="store_true",
            help="also make a folder that works without a server, and a zip of it",
        )  # fmt: skip
        command.add_argument(
            "--clean", action="store_true", help="build from nothing, whatever was built before"
        )
    if name in ("build", "check"):
        command.add_argument(
            "--format", choices=("text", "json", "github"), default="text",
            help="how to print problems",
        )  # fmt: skip
    if name in ("build", "check"):
        command.add_argument(
            "--as-of", type=_day, metavar="DAY",
            help="the present, like 2026-11-22, in place of the newest reading of a source",
        )  # fmt: skip
    if name == "check":
        command.add_argument(
            "--overdue", action="store_true", help="list the facts that are due for review"
        )
    if name == "impact":
        command.add_argument("source", metavar="SOURCE", help="a file's name in data/sources")
    if name == "pdf":
        command.add_argument("pages", nargs="*", metavar="PAGE", help="like units/some-unit")
        command.add_argument(
            "--with-entities", action="store_true",
            help="take along the pages of all entities that a page links, in one PDF",
        )  # fmt: skip
        command.add_argument("--to", type=Path, metavar="FOLDER", help="where to put the PDFs")
        command.add_argument("--paper", choices=("A4", "Letter"), default="A4")
        command.set_defaults(strict=False, site_dir=None, clean=False, format="text", as_of=None)
    if name == "serve":
        command.add_argument("-a", "--dev-addr", metavar="HOST:PORT", help="where to serve")


def _day(text: str) -> date:
    """A day of the calendar; argparse makes a message of the error."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"'{text}' is no day like 2026-11-22")
    return day


def _run(project: Path, options: argparse.Namespace, more: list[str]) -> int:
    if options.command == "test":
        return _test(project, more)
    config = (options.config_file or project / "mkdocs.yml").resolve()
    if not config.is_file():
        _say(f"{config} is no file: name the subject's mkdocs.yml with -f")
        return MISUSED
    # These need the packages, which are there only now.
    if options.command == "build" and not options.offline:
        from briefing import refresh  # noqa: PLC0415

        if refresh.refresh(config, options):
            return GOOD
    from briefing import commands  # noqa: PLC0415

    return commands.run(config, options)


def _test(project: Path, more: list[str]) -> int:
    from briefing import browser  # noqa: PLC0415 - only the tests need it

    found = browser.ensure_browser(_say)
    if not found and os.environ.get("CI") == "true":
        _say("no Chromium or Chrome is installed: with CI=true its tests must run")
        return BAD
    if not found:
        _say("no Chromium or Chrome is installed: the browser tests are skipped")
    if found:
        os.environ["CHROME"] = found
    # As many at a time as there are processors; `-n 0` among the arguments runs them one by one.
    command = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *more]
    status = subprocess.run(command, cwd=project, check=False).returncode
    return status if status in (GOOD, BAD) else MISUSED


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
