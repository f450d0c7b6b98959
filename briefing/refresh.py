"""Refreshing: building a site where what was built before needs little to be right again.

In: the subject's mkdocs.yml and the options of the build. Out: the site's folder and words on the
terminal, or nothing where it takes a full build. MkDocs is not loaded: that would take as long as
the work.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from briefing.incremental.keeping import Place
from briefing.incremental.session import Updated
from briefing.incremental.update import update
from briefing.problem import FORMATS, Problem, as_text, summary

GOOD, BAD = 0, 1


def refresh(config: Path, options: argparse.Namespace) -> Path | None:
    """Bring the site up to date, and say so: its folder, or None where it takes a full build."""
    started = time.monotonic()
    place = None if options.clean else place_of(config, options)
    updated = update(place, is_strict=options.strict) if place else None
    if not updated:
        return None
    _say(updated, options, started)
    return updated.site


def place_of(config: Path, options: argparse.Namespace) -> Place | None:
    """Where is kept what the next build can use."""
    words = (str(options.as_of or ""), "strict" if options.strict else "")
    return Place.of(config, options.site_dir, words)


def _say(updated: Updated, options: argparse.Namespace, started: float) -> None:
    """Say what an update came to, as a full build would."""
    if options.format != "text":
        report(updated.problems, options)
    if updated.problems:
        sys.stderr.write(as_text(updated.problems))
        sys.stderr.write(f"WARNING: {summary(updated.problems)} in the data\n")
    for words in updated.said:
        sys.stderr.write(f"{words}\n")
    pages = f"{updated.pages:,} pages, {updated.anew:,} of them anew"
    done(f"{os.path.relpath(updated.site)}: {pages}", options, started)


def report(problems: list[Problem], options: argparse.Namespace, *, whole: bool = False) -> int:
    """Print problems in the format that was asked for. The exit status."""
    written = FORMATS[options.format]
    sys.stdout.write(written(problems, len(problems)) if whole else written(problems))
    if options.format == "text":
        sys.stdout.write(f"{summary(problems)}\n")
    failing = [p for p in problems if options.strict or not p.is_warning]
    return BAD if failing else GOOD


def done(words: str, options: argparse.Namespace, started: float) -> None:
    """Say what was done, and how long it took."""
    out = sys.stdout if options.format == "text" else sys.stderr
    out.write(f"{words}, in {time.monotonic() - started:.1f} s\n")
