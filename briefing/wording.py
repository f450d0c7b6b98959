"""Texts and values in words, cut where they lead somewhere.

In: a text with [[links]], or a value, and the cards of the entities. Out: runs of words, each with
the entity or fact that it leads to, if to any. Where addresses are known, a run becomes a link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefing import text, values
from briefing.card import Card
from briefing.dossier import Fact
from briefing.values import Value


class Run(NamedTuple):
    """Some words, and where they lead."""

    words: str
    entity: str = ""
    fact: str = ""
    url: str = ""


Runs = tuple[Run, ...]


def text_runs(said: str, owner: str, cards: Mapping[str, Card]) -> Runs:
    """A text of an entity, `owner`: a link without a label has the name of what it leads to."""
    if "[[" not in said:
        return (Run(said),) if said else ()
    return tuple(
        Run(part) if isinstance(part, str) else link_run(part, owner, cards)
        for part in text.parts(said)
    )


def link_run(link: text.Link, owner: str, cards: Mapping[str, Card]) -> Run:
    """A link in a text of an entity, `owner`."""
    id_ = link.entity or owner
    return Run(link.label or cards[id_].name, id_, link.fact)


def value_runs(value: Value, owner: str, cards: Mapping[str, Card]) -> Runs:
    """A value of an entity, `owner`; the conversion of a quantity is left out."""
    match value:
        case values.Reference(id_):
            return (Run(cards[id_].name, id_),)
        case values.Moment(date):
            return (Run(date.words),)
        case values.Quantity():
            return (Run(value.text),)
        case values.Address(url):
            return (Run(url, url=url),)
        case values.Text(said):
            return text_runs(said, owner, cards)


def words(runs: Runs) -> str:
    """Runs without where they lead."""
    return runs[0].words if len(runs) == 1 else "".join(run.words for run in runs)


def sentence(fact: Fact, cards: Mapping[str, Card]) -> str:
    """What a fact says: its sentence, or else its values."""
    if fact.says:
        return words(text_runs(fact.says, fact.entity, cards))
    return ", ".join(words(value_runs(value, fact.entity, cards)) for value in fact.values)
