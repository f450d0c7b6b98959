"""What the commands do, once the packages are there.

In: the subject's mkdocs.yml and the command's options. Out: an exit status, and words on the
terminal.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from briefing import editor
from briefing.impact import as_words, impact
from briefing.link import idle_conflicts, link, overdue_facts
from briefing.problem import as_text, did_you_mean, in_order
from briefing.project import Project
from briefing.publish import run as site
from briefing.refresh import BAD, GOOD, done, place_of, refresh, report
from briefing.stage import StageError

MISUSED = 2


def run(config: Path, options: argparse.Namespace) -> int:
    """Run a command, `build` if none is named."""
    run_it = {
        "build": _build,
        "check": _check,
        "impact": _impact,
        "pdf": _pdf,
        "schema": _schema,
        "serve": _serve,
    }[options.command]
    try:
        return run_it(config, options)
    except site.Misconfigured as error:
        sys.stderr.write(f"{error}\n")
        return BAD


def _check(config: Path, options: argparse.Namespace) -> int:
    project = Project.of(config.parent, site.docs_folder(config))
    subject, briefs, problems = project.check()
    if all(p.is_warning for p in problems):
        dossier = link(subject, briefs, options.as_of or site.present(config))
        for id_, entity in dossier.entities.items():
            problems += idle_conflicts(entity, subject.entities[id_])
        if options.overdue:
            problems += overdue_facts(subject, dossier)
    elif options.overdue:
        sys.stderr.write("facts due for review are listed once the errors are mended\n")
    problems += editor.stale_schemas(project, subject)
    # A list that was asked for is given whole.
    return report(in_order(problems), options, whole=options.overdue)


def _impact(config: Path, options: argparse.Namespace) -> int:
    source = options.source
    subject, briefs, problems = Project.of(config.parent, site.docs_folder(config)).check()
    if errors := [p for p in problems if not p.is_warning]:
        sys.stderr.write(as_text(errors))
        return BAD
    if source not in subject.sources:
        cure = did_you_mean(source, subject.sources)
        sys.stderr.write(f"unknown source '{source}'{': ' * bool(cure)}{cure}\n")
        return MISUSED
    dossier = link(subject, briefs, site.present(config))
    sys.stdout.write(as_words(source, impact(dossier.traces.resting(source))))
    return GOOD


def _serve(config: Path, options: argparse.Namespace) -> int:
    return site.serve(config, strict=options.strict, address=options.dev_addr)


def _schema(config: Path, options: argparse.Namespace) -> int:
    project = Project.of(config.parent)
    subject, _, problems = project.check()
    if broken := [p for p in problems if p.path.startswith("data/schema/") and not p.is_warning]:
        sys.stderr.write(as_text(broken))
        return BAD
    for path in editor.write_schemas(project, subject):
        sys.stdout.write(f"{path}\n")
    return GOOD


def _pdf(config: Path, options: argparse.Namespace) -> int:
    # No other command needs a browser.
    from briefing.browser import find_browser  # noqa: PLC0415
    from briefing.papers import NO_BROWSER, Papers, Unknown  # noqa: PLC0415
    from briefing.pdf import PrintError  # noqa: PLC0415

    browser = find_browser()
    if not browser:
        sys.stderr.write(f"{NO_BROWSER}\n")
        return MISUSED
    folder = _site(config, options)
    if folder is None:
        return BAD
    project = Project.of(config.parent, site.docs_folder(config))
    url = site.setting(config, "site_url")
    papers = Papers(folder, f"{url.rstrip('/')}/" if url else "", project.kinds())
    try:
        addresses = [papers.address(page) for page in options.pages] or project.briefs()
        asked = [papers.paper(it, with_entities=options.with_entities) for it in addresses]
        for file in papers.printed(
            asked, browser, options.to or folder.with_name("pdf"), options.paper
        ):
            sys.stdout.write(f"{os.path.relpath(file)}: {file.stat().st_size / 1e3:,.0f} kB\n")
    except Unknown as error:
        sys.stderr.write(f"{error}\n")
        return MISUSED
    except PrintError as error:
        sys.stderr.write(f"{error}\n")
        return BAD
    return GOOD


def _build(config: Path, options: argparse.Namespace) -> int:
    folder = _site(config, options)
    if folder is None:
        return BAD
    return _offline(config, folder, options) if options.offline else GOOD


def _offline(config: Path, folder: Path, options: argparse.Namespace) -> int:
    """Make the offline edition of a site that stands."""
    from briefing.offline import make_offline  # noqa: PLC0415 - a build alone needs none

    started = time.monotonic()
    try:
        zipped = make_offline(folder, site.setting(config, "site_name"))
    except StageError as error:
        sys.stderr.write(f"{error}\n")
        return BAD
    opened, size = os.path.relpath(zipped.with_suffix("")), zipped.stat().st_size / 1e6
    words = f"{opened}: opens without a server; {os.path.relpath(zipped)}: {size:.1f} MB"
    done(words, options, started)
    return GOOD


def _site(config: Path, options: argparse.Namespace) -> Path | None:
    """Build the site, and say what came of it: its folder, or None where it has failed."""
    if folder := refresh(config, options):
        return folder
    started = time.monotonic()
    if options.format != "text":
        _, _, problems = Project.of(config.parent, site.docs_folder(config)).check()
        if report(problems, options) != GOOD:
            return None
    built = site.build(
        config,
        site_dir=options.site_dir,
        strict=options.strict,
        day=options.as_of,
        place=place_of(config, options),
    )
    if built is None:
        return None
    done(f"{os.path.relpath(built.site)}: {built.pages:,} pages", options, started)
    return built.site
