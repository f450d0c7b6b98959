"""What the commands do, once the packages are there.

In: the subject's mkdocs.yml and the command's options. Out: an exit status, and words on the
terminal.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from briefing import editor
from briefing.impact import as_words, impact
from briefing.link import idle_conflicts, link, overdue_facts
from briefing.problem import as_text, did_you_mean, in_order
from briefing.project import Project
from briefing.publish import run as site
from briefing.refresh import BAD, GOOD, built, place_of, report

MISUSED = 2


def run(config: Path, options: argparse.Namespace) -> int:
    """Run a command, `build` if none is named."""
    try:
        match options.command:
            case "check":
                return _check(config, options)
            case "impact":
                return _impact(config, options.source)
            case "schema":
                return _schema(config)
            case "serve":
                return site.serve(config, strict=options.strict, address=options.dev_addr)
        return _build(config, options)
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


def _impact(config: Path, source: str) -> int:
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


def _schema(config: Path) -> int:
    project = Project.of(config.parent)
    subject, _, problems = project.check()
    if broken := [p for p in problems if p.path.startswith("data/schema/") and not p.is_warning]:
        sys.stderr.write(as_text(broken))
        return BAD
    for path in editor.write_schemas(project, subject):
        sys.stdout.write(f"{path}\n")
    return GOOD


def _build(config: Path, options: argparse.Namespace) -> int:
    started = time.monotonic()
    if options.format != "text":
        _, _, problems = Project.of(config.parent, site.docs_folder(config)).check()
        if (status := report(problems, options)) != GOOD:
            return status
    made = site.build(
        config,
        site_dir=options.site_dir,
        strict=options.strict,
        day=options.as_of,
        place=place_of(config, options),
    )
    return built(made.site, f"{made.pages:,} pages", options, started) if made else BAD
