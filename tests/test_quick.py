"""What the quick reader answers, the strict reader says, too; and it answers nearly always."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing import quick
from briefing.files import REFUSED_CHARACTERS, DataFile
from briefing.load import load_strictly
from briefing.scalar import AMBIGUOUS, BOOL, NULL, Ambiguous
from tests.helpers import CASES, ROOT

SUBJECTS = (ROOT / "data", ROOT / "tests" / "subjects")


def _answers(text: str) -> bool:
    """Whether the quick reader gives a value, which then must be the strict reader's."""
    value = quick.read(text)
    if value is None:
        return False
    document, problems = load_strictly(DataFile("x.yaml", "x", "x", text))
    assert problems == []
    assert document is not None
    assert _exactly(value) == _exactly(document.value)
    return True


def _exactly(value: Any) -> Any:
    """A value with the type of each part, and keys in their order."""
    if isinstance(value, dict):
        return dict, [(type(key), key, _exactly(part)) for key, part in value.items()]
    if isinstance(value, list):
        return list, [_exactly(part) for part in value]
    return type(value), value


@cache
def _files() -> list[str]:
    """Every file of the subjects here, and every golden case with the texts in it."""
    texts = [path.read_text("utf-8") for there in SUBJECTS for path in there.rglob("*.yaml")]
    for path in CASES.rglob("*.yaml"):
        text = path.read_text("utf-8")
        texts += [text, *_texts(yaml.safe_load(text))]
    return [_readable(text) for text in texts]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _readable(text: str) -> str:
    return REFUSED_CHARACTERS.sub("", text).replace("\r", "")


def test_every_text_here_is_read_as_the_strict_reader_reads_it() -> None:
    for text in _files():
        _answers(text)


def test_nearly_every_file_of_a_subject_is_answered() -> None:
    texts = [path.read_text("utf-8") for there in SUBJECTS for path in there.rglob("*.yaml")]
    assert sum(map(_answers, texts)) > 0.95 * len(texts)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("# a comment\na: b\n\n  # another\nb: c", {"a": "b", "b": "c"}),
        ("no: it's [the] \"8:1\", isn't it", {"no": "it's [the] \"8:1\", isn't it"}),
        ("a: \"b: 'c' # d\"\ne: ' f, \"g\" '", {"a": "b: 'c' # d", "e": ' f, "g" '}),
        ("a: true\nb: ~\nc: null\nd: False", {"a": True, "b": None, "c": None, "d": False}),
        ("a: no\nb: 2024-11-25", {"a": Ambiguous("no"), "b": Ambiguous("2024-11-25")}),
        ('a: [b c, "d, e", 2024, ""]', {"a": ["b c", "d, e", Ambiguous("2024"), ""]}),
        ("a: {b: [c, 24], d: e}", {"a": {"b": ["c", Ambiguous("24")], "d": "e"}}),
        ("a: {b: c, on: +1}\nd: []", {"a": {"b": "c", "on": Ambiguous("+1")}, "d": []}),
        ("a:\n  b:\n     c: d\n  e: f\ng:", {"a": {"b": {"c": "d"}, "e": "f"}, "g": None}),
        ("a:\n- b\n- c: d\n  e:\n  - f\ng: h", {"a": ["b", {"c": "d", "e": ["f"]}], "g": "h"}),
        ("a:\n  - b:\n      c: d\n  - ~", {"a": [{"b": {"c": "d"}}, None]}),
        ("a: >-\n  b: c\n  # d\n\ne: >-\n    - f", {"a": "b: c # d", "e": "- f"}),
        ("a:\n  - b: >-\n      c\n      d\n    e: f", {"a": [{"b": "c d", "e": "f"}]}),
    ],
)
def test_plain_shape_is_answered(text: str, value: Any) -> None:
    assert _exactly(quick.read(text)) == _exactly(value)
    assert _answers(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "# a comment",
            "a",
            "- a",
            "[a]",
            "--- a",
            "a: b\n...",
            "a: b\n---\nc: d",
            "%a\n---\n",
        ),
        *("&a b: c", "a: &a b", "a: *a", "a: !b c", "!a b: c", "? a\n: b", "<<: {a: b}", "a: [*b]"),
        *(
            "a: b\na: c",
            "a: {b: c, b: d}",
            '"a": b',
            "a b: c",
            "é: a",
            "a : b",
            "a:b",
            " a: b\nc: d",
        ),
        *("a: b: c", "a: b #c", "a: b:", "a:  b", "a: b ", "a:\tb", "a: b\tc", "a: - b", "a: -5"),
        *('a: "b', 'a: "b" c', 'a: "\\u202e"', "a: 'it''s'", "a: b\n  c", "a: b\n c: d", "a: ]"),
        *("a: [b", "a: [b]c", "a: [b,c]", "a: [b , c]", "a: [b, , c]", "a: [[b]]", "a: [b: c]"),
        *("a: {b}", "a: {b: }", "a: {b:c}", "a: {b: {c: d}}", "a: [\n  b]", "a: {'b': c}"),
        *("a: |\n  b", "a: >\n  b", "a: >-\n  b\n\n  c", "a: >-\n  b\n   c", "a: >-\n\n  b"),
        *(
            "a:\n  - b\n - c",
            "a:\n- b\nc",
            "a: b\n- c",
            "a:\n  - b\n  c: d",
            "a:\n - - b",
            "a:\n  -",
        ),
        *(f"{'a' * 101}: b", f"a: {'b' * 20_000}"),
    ],
)
def test_other_shapes_are_left_to_the_strict_reader(text: str) -> None:
    assert quick.read(text) is None


@pytest.mark.parametrize("value", ["[b]", "{b: [c]}"])
def test_nothing_is_answered_that_is_nested_too_deep(value: str) -> None:
    above = ["".join(f"{' ' * n}a:\n" for n in range(depth)) for depth in range(25)]
    answered = [_answers(f"{lines}{' ' * depth}a: {value}") for depth, lines in enumerate(above)]
    assert answered == [True] * 17 + [False] * 8


@given(st.from_regex(AMBIGUOUS, fullmatch=True) | st.sampled_from([*NULL - {""}, *BOOL]))
def test_what_may_be_no_text_is_known_by_how_it_starts(word: str) -> None:
    assert word[0] in quick.DOUBTFUL | quick.SPECIAL


PIECES = ("", *"a0~ \n:-,#?[]{}\"'\\>\u3000")


@pytest.mark.parametrize(
    "around",
    [
        *("{}", "a: {}", "a: [{}]", "a: [b, {}, c]", "a: {{{}}}", "a: {{b: {}}}", 'a: "{}"'),
        *("a:\n- {}", "a:\n{}", "a:\n- b\n{}", "a:\n  b: c\n{}\nd: e", "a: >-\n  {}"),
        "a: >-\n  b\n{}\nc: d",
    ],
)
def test_every_short_text_is_read_as_the_strict_reader_reads_it(around: str) -> None:
    for pieces in product(PIECES, PIECES, PIECES):
        _answers(around.format("".join(pieces)))


# Documents as people write them, and now and then as they should not.
USUAL = (
    *("water", "two words", "a, b", "it's", 'a "b" c', "橋", "a:b", "a#b", "e\u0301", "x\u3000"),
    *("no", "Yes", "true", "TRUE", "null", "~", "2024", "007", "+5", "0x1F", "1.50", ".5", "1e3"),
    *(
        ".inf",
        "=",
        "<<",
        "2024-11-25",
        "2024-11-25 10:00:00",
        "12:30",
        "1_000",
        "1e400",
        "2024~",
        "2024?",
    ),
    *("9" * 25, '""', "''", '"a"', "'b'", '"a: b # c"', '"[[a|b]]"', "[]", "[a, b]", "[2024, no]"),
    *(
        "{on: 2024?}",
        '["a, b", c]',
        '[a "b", c]',
        "{}",
        "{a: b}",
        "{a: 2024, b: c}",
        "{a: [b, 1.5], c: d}",
        "{a: []}",
        '{a: "b"}',
    ),
)
UNUSUAL = (
    *("\u3000x", "\xa0x", "a #b", "-5", '"a\\tb"', '"\\u202e"', '"\\x41"', "'it''s'"),
    *('"a" b', '"a', "'", "'#", "&a b", "*a", "!b c", "!!str 5", "@a", "`a`", "%a", "|", ">", ">-"),
    *("- a", "-", "-a", "? a", "?a", ": a", ":a", "a: b", "a:", "a ", " a", "a  b", "a\tb", "\t"),
    *("", "# a", "[[a|b]] c", "a\\b", "---", "...", "[a , b]", "[a,b]", "[a", "[a: b]", "[ a ]"),
    *(
        "[a,\n b]",
        "[*a]",
        "[a, ]",
        "[-]",
        "[?]",
        "{a}",
        "{a:b}",
        "{a: b}}",
        "{a: b, a: c}",
        "{a: [b], a: c}",
        "{a: [b}]",
        "{a: [b] }",
        "{a: [[b]]}",
        "{a: [b]c}",
    ),
)
SCALARS = st.sampled_from(USUAL * 8 + UNUSUAL)
UNUSUAL_KEYS = ("k0", '"a"', "a b", "?", "? a", "<<", "é", "&k a", "~", "-a", "[a]", "!k a")
BLOCKS = st.sampled_from([">-"] * 8 + ["|", ">", ">+", ">- # a"])
SPACES = st.sampled_from(["  "] * 20 + [" ", "    ", ""])
BETWEEN = st.sampled_from(
    ["", "# a", "  # a", "      # a", "  ", "---", "...", "  a", "- a", "%a", "\t"]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = "\n".join(draw(_lines(depth=0)))
    return _readable(text + draw(st.sampled_from(["\n", "", "  ", "\n\n\n"])))


@st.composite
def _lines(draw: st.DrawFn, depth: int) -> list[str]:
    lines: list[str] = []
    is_list = draw(st.sampled_from([False, False, False, depth > 0]))
    for number in range(draw(st.integers(1, 3))):
        key = draw(st.sampled_from([f"k{number}"] * 50 + [*UNUSUAL_KEYS]))
        head = "-" if is_list else f"{key}:"
        shapes = ("scalar", "scalar", "block", "below")
        shape = draw(st.sampled_from(shapes if depth < 3 else shapes[:1]))
        below: list[str] = []
        if shape == "scalar":
            head = f"{head} {draw(SCALARS)}"
        elif shape == "block":
            head = f"{head} {draw(BLOCKS)}"
            below = draw(st.lists(SCALARS, max_size=3))
        else:
            below = draw(_lines(depth=depth + 1))
        if shape == "below" and is_list:
            head = f"- {below.pop(0)}"
        spaces = draw(SPACES)
        lines += [head, *(f"{spaces}{line}" for line in below)]
        if draw(st.integers(0, 20)) == 20:
            lines.append(draw(BETWEEN))
    return lines


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A few lines of a file that is here, with a few changes."""
    lines = draw(st.sampled_from(_files())).split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    lines = lines[start : start + draw(st.integers(1, 15))]
    margin = min((len(x) - len(x.lstrip(" ")) for x in lines if x.strip()), default=0)
    lines = [line[margin:] for line in lines]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        match draw(st.integers(0, 4)):
            case 0:
                lines[at : at + 1] = [line, line]
            case 1:
                lines[at] = f"{draw(SPACES)}{line.lstrip()}"
            case 2:
                lines.insert(at, draw(BETWEEN))
            case _:
                column = draw(st.integers(0, len(line)))
                after = line[column + draw(st.integers(0, 3)) :]
                lines[at] = f"{line[:column]}{draw(SCALARS)}{after}"
    return _readable("\n".join(lines))


@settings(max_examples=1000)
@given(documents() | mutations() | st.text().map(_readable).map("a: {}\n".format))
@example("a:\n- b\nc: d")
@example("a: >-\n  b\n\n  # c\n")
def test_made_up_text_is_read_as_the_strict_reader_reads_it(text: str) -> None:
    _answers(text)
