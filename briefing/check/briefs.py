"""Rules for briefs: what they claim rests on facts.

In: hand-written pages. Out: a problem for each sentence of a brief that links no fact. A sentence
may do without if it asks, if it ends with a colon and leads to what follows, or if it stands in a
block marked as analysis.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from briefing import text
from briefing.brief import EMBED, FRONT_MATTER, Brief
from briefing.problem import Mistake, Problem

LAYOUT = "brief"
ANALYSIS = re.compile(r"([ \t]*)!!! ?analysis(?=[ \t\n\"]|$)")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+")
OTHER = re.compile(r"[ \t]*(?:#|!!! |\?\?\?|\||---|\{:)")
"""Headings, titles of blocks, tables, rules, attributes."""
END = re.compile(r"[.!?]['\")\]”’»*_]*(?=\s|$)|。[」』）]*")
SHORT = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Art|Lt|Gen|Col|Maj|Capt|Sgt|Adm|Brig|Prof|Gov|Sen"
    r"|Rep|Sec|Jr|Sr|vs|cf|ca|approx|Co|Inc|Ltd|Corp|etc|Mt|Ft|Fig|pp|al|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sep|Sept|Oct|Nov|Dec|[A-Z]\.[A-Z]|e\.g|i\.e))\Z"
)
"""What ends with a full stop and ends no sentence."""
REST_ON_FACTS = Mistake(
    "this sentence rests on no fact", "link one as [[entity#fact|words]], or mark it as analysis"
)


class Sentence(NamedTuple):
    """A sentence of a page, and where it starts."""

    start: int
    words: str

    def claims(self) -> bool:
        """Whether it says something that should rest on a fact."""
        said = self.words.rstrip("*_ \"'”’»)")
        return bool(re.search(r"\w", said)) and not said.endswith(("?", ":"))

    def links_a_fact(self) -> bool:
        """Whether it rests on one."""
        return any(link.fact for link in text.links(self.words))


def claims_rest_on_facts(briefs: Collection[Brief]) -> Iterator[Problem]:
    """Each sentence of a brief links a fact, or is marked as analysis."""
    for brief in briefs:
        if brief.layout != LAYOUT:
            continue
        for sentence in (*_lead(brief), *_body(brief)):
            if sentence.claims() and not sentence.links_a_fact():
                width = len(sentence.words.split("\n", 1)[0])
                mark, line = brief.place(sentence.start, width)
                rule, mistake = "claim-without-fact", REST_ON_FACTS
                yield Problem(brief.path, mark, rule, mistake.message, mistake.cure, line)


def _lead(brief: Brief) -> Iterator[Sentence]:
    """The sentences of the lead; one that YAML has folded is placed where the lead begins."""
    key = re.search(r"^lead:", brief.source, re.MULTILINE)
    start = key.start() if key else 0
    for sentence in sentences(str(brief.meta.get("lead") or "")):
        found = brief.source.find(sentence.words, start)
        yield Sentence(found if found >= 0 else start, sentence.words)


def _body(brief: Brief) -> Iterator[Sentence]:
    for start, paragraph in _paragraphs(brief):
        for sentence in sentences(paragraph):
            yield Sentence(start + sentence.start, sentence.words)


def _paragraphs(brief: Brief) -> Iterator[tuple[int, str]]:
    """Runs of text that belong together, with their places: paragraphs and items of lists."""
    page = brief.without_code()
    front = FRONT_MATTER.match(page)
    at = front.end() if front else 0
    begun, start, is_item, analysis = "", at, False, ""
    for line in page[at:].splitlines(keepends=True):
        analysis = _analysis(brief.source[at : at + len(line)], analysis)
        # Markdown begins a list after an empty line; within a paragraph a dash is a dash.
        item = ITEM.match(line) if is_item or not begun else None
        is_over = analysis or not line.strip() or OTHER.match(line) or EMBED.fullmatch(line.strip())
        if (is_over or item) and begun:
            yield start, begun
            begun = ""
        if not is_over:
            skipped = item.end() if item else 0
            is_item = bool(item) if not begun else is_item
            start = start if begun else at + skipped
            begun += line[skipped:]
        at += len(line)
    if begun:
        yield start, begun


def _analysis(line: str, within: str) -> str:
    """How far a line is indented that belongs to a block of analysis; empty if it does not."""
    line = line.expandtabs(4)
    if opening := ANALYSIS.match(line):
        return opening[1] + "    "
    return within if within and (not line.strip() or line.startswith(within)) else ""


def sentences(prose: str) -> Iterator[Sentence]:
    """The sentences of a paragraph. A link is part of one, whatever stops its words hold."""
    plain = text.without_links(prose)
    begun = 0
    for end in END.finditer(plain):
        if end.group()[0] == "." and SHORT.search(plain[begun : end.start()]):
            continue
        yield from _sentence(prose, begun, end.end())
        begun = end.end()
    yield from _sentence(prose, begun, len(prose))


def _sentence(prose: str, start: int, end: int) -> Iterator[Sentence]:
    words = prose[start:end]
    if words.strip():
        yield Sentence(start + len(words) - len(words.lstrip()), words.strip())
