"""One fact changed, as a contributor does it.

In: a project. Out: the same with another value and another sentence in one file, each time in that
of another entity; and what its page must say afterwards.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from content import Entity, Synthetic
from synthetic import entity_yaml
from vocabulary import sentence

KEY = "reach"
"""The fact that is changed: every entity has it, and its index shows it nowhere."""
STRIDE = 7919
"""A prime, so that entities follow one another all over the subject."""


class Changes:
    """A row of changes to a subject of some size."""

    def __init__(self, subject: Synthetic) -> None:
        self.subject = subject

    def entity(self, number: int) -> Entity:
        """The entity that a change is about, as it is then."""
        chance = random.Random(f"change {number}")  # noqa: S311 - nothing here is secret
        entity = self.subject.entity((number * STRIDE + 5) % self.subject.size)
        said, reach = sentence(chance), f"{1000 + number} km"
        facts = (
            replace(fact, says=said, value=reach) if fact.key == KEY else fact
            for fact in entity.facts
        )
        return replace(entity, facts=tuple(facts))

    def says(self, number: int) -> str:
        """The sentence that a page has after a change."""
        return next(fact.says for fact in self.entity(number).facts if fact.key == KEY)

    def value(self, number: int) -> str:
        """The value that a page has after a change."""
        return next(fact.value for fact in self.entity(number).facts if fact.key == KEY)

    def in_yaml(self, number: int, project: Path) -> None:
        """Make a change in the engine's data."""
        entity = self.entity(number)
        path = project / "data" / entity.kind / f"{entity.id}.yaml"
        path.write_text(entity_yaml(entity), "utf-8")

    def in_markdown(self, number: int, project: Path) -> None:
        """Make a change in a page written for MkDocs: below the heading of the fact."""
        entity = self.entity(number)
        path = project / "docs" / entity.kind / f"{entity.id}.md"
        text = path.read_text("utf-8")
        head, heading, rest = text.partition(f"](#{KEY})")
        value = re.sub(
            r"\n[^\n]+\n(\{: \.fact-value)", rf"\n{self.value(number)}\n\1", rest, count=1
        )
        said = re.sub(
            r"\n[^\n<]+(<sup[^\n]+\n\{: \.fact-says)", rf"\n{self.says(number)}\1", value, count=1
        )
        assert said != rest, "the page has the fact"
        path.write_text(f"{head}{heading}{said}", "utf-8")
