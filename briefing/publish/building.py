"""One run of MkDocs: what it works with, and what it refuses.

In: the edition, the setting that MkDocs gives, the stage. Out: what pages are written with, what
the site was made with, or an end with the reason why.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.structure.nav import Navigation

from briefing.edition import Edition
from briefing.incremental.keeping import Keeper
from briefing.incremental.made import Handmade, Inputs, Made
from briefing.parallel import WorkFailed
from briefing.problem import are_warnings, as_text, summary
from briefing.publish.setting import Setting
from briefing.publish.site import as_of, has_search
from briefing.render import TemplateProblem
from briefing.skeleton import Filled, Skeleton
from briefing.stage import Stage
from briefing.work import Press

LOGGER = "mkdocs.plugins.briefing"
log = logging.getLogger(LOGGER)


@dataclass
class Build:
    """What one run of MkDocs works with."""

    edition: Edition
    setting: Setting
    stage: Stage
    nav: Navigation | None = None
    is_checked: bool = False
    """Whether every problem of the data has been told."""
    taken: set[str] = field(default_factory=set)
    """The files that MkDocs makes."""
    keeper: Keeper | None = None
    inputs: Inputs | None = None
    handmade: list[tuple[Skeleton, Filled]] = field(default_factory=list)
    """The hand-written pages; only where all pages go through MkDocs."""

    def check(self) -> None:
        """Wait for every problem, and stop if one is an error."""
        problems = guarded(self.edition.problems)
        self.is_checked = True
        if not are_warnings(problems):
            sys.stderr.write(as_text(problems))
            raise Abort(summary(problems))
        if problems:
            sys.stderr.write(as_text(problems))
            log.warning(f"{summary(problems)} in the data")

    def refuse_taken(self, addresses: Iterable[str]) -> None:
        """Stop where a file in docs/ would hide a page."""
        for address in addresses:
            if f"{address}index.html" in self.taken:
                raise Abort(f"{address} would be made twice: rename the file in docs/")

    def refuse_hidden(self) -> None:
        """Check the data, if that is still to be done, and what would hide a page of the site."""
        if not self.is_checked:
            self.check()
        self.refuse_taken(self.edition.addresses.former)

    def press(self) -> Press:
        """What pages are written with, as far as it is known by now."""
        frames = guarded(self.setting.frames)
        return Press(frames, str(self.stage.folder), self.setting.config.site_url or "")

    def made(self, pages: tuple[Handmade, ...], language: str, said: Sequence[str]) -> Made:
        """What the site was made with; `said` is what MkDocs has warned of."""
        edition, setting = self.edition, self.setting
        assert self.inputs, "they are known where anything is kept"
        return Made(
            inputs=self.inputs,
            project=edition.project,
            as_of=edition.as_of,
            has_day=as_of(setting.config.extra) is not None,
            site=edition.site,
            url=setting.config.site_url or "",
            language=language,
            frames=setting.frames(),
            sitemap=setting.sitemap,
            pages=pages,
            briefs=edition.briefs,
            of_briefs=edition.of_briefs,
            has_search=has_search(setting.config),
            taken=frozenset(self.taken),
            said=tuple(said),
        )


def guarded(work: Callable[..., Any], *args: Any) -> Any:
    """Call, and turn what is wrong with a template into a message."""
    try:
        return work(*args)
    except (TemplateProblem, WorkFailed) as error:
        raise Abort(str(error)) from error
