"""The quick reader: the value of a file of the plain shape that nearly all files have.

In: a text that `files` lets through. Out: its value, or None where only the strict reader (`load`)
can tell. What this reader answers, the strict reader answers, too, to the type of every scalar; a
test compares them. It knows these lines, indented by spaces, and no others:

    # a comment on a line of its own
    key: scalar              plain, or in quotes with no such quote and no backslash in between
    key: [scalar, scalar]
    key: {key: scalar, key: [scalar, scalar]}
    key:                     the value stands below and deeper, or is a list at the same column
    key: >-                  the value is the paragraph below
    - scalar
    - key: scalar            or whatever else a key can have
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from briefing import scalar
from briefing.scalar import MAX_DEPTH, MAX_TEXT

# libyaml takes a key of up to 1,024 characters.
KEY = r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}+"
LINE = re.compile(
    r"( *+)(- )?+"
    rf"(?:({KEY}):"
    r"(?: >-((?:\n(?:\1(?(2)  ) +.*| *(?=\n)))+)"  # with all lines below that are deeper or blank
    r"| |(?=\n)))?(.*+)\n"
)
SPECIAL = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""With these a scalar is not plain, or plain only before certain characters."""
DOUBTFUL = frozenset("+.0123456789<=FNOTYfnoty~")
"""With these starts every plain scalar that is not, or may not be, a text."""
ITEM = rf'(?:"([^"\\]*)"|([^\s{re.escape("".join(SPECIAL))}][^,\[\]{{}}:#]*)(?<! ))(?:, |\Z)'
LIST = re.compile(rf"{ITEM}|(.+)")
MAPPING = re.compile(rf"({KEY}): (?:(\[[^\[\]{{}}]*\])(?:, |\Z)|{ITEM})|(.+)")

Stack = list[tuple[str, Any]]
"""The collections that are open at a line, the outermost first, each after its indentation."""

_plain = lru_cache(maxsize=65536)(scalar.plain)


class _NotSure(Exception):
    """The file has another shape."""


def read(text: str) -> dict[str, Any] | None:
    """The value of a file, or None where the strict reader is to be asked."""
    if "\t" in text or len(text) > MAX_TEXT:
        return None
    try:
        return _read(text) or None
    except _NotSure:
        return None


def _read(text: str) -> dict[str, Any]:
    top: dict[str, Any] = {}
    stack: Stack = [("", top)]
    indent: str | None = ""
    inner: Any = top
    waiting = ""  # the key whose value may stand below
    for spaces, dash, key, folded, rest in LINE.findall(f"{text}\n"):
        if not (key or dash):
            if rest and rest[0] != "#":
                raise _NotSure
            continue
        if waiting or dash or spaces != indent:
            indent, inner = _step(stack, spaces, dash, key, waiting)
            waiting = ""
        if rest:
            value = _value(rest)
        elif folded:
            value = _folded(folded)
        else:
            value, waiting = None, key
        if not key:
            inner.append(value)
            indent = None  # the next line adds to no mapping yet
        elif key in inner:
            raise _NotSure
        else:
            inner[key] = value
    return top


def _step(stack: Stack, spaces: str, dash: str, key: str, waiting: str) -> tuple[str, Any]:
    """The collection that a line adds to, after what it opens and closes in the stack."""
    indent, inner = stack[-1]
    if waiting and (spaces > indent or (dash and spaces == indent)):
        inner[waiting] = [] if dash else {}
        stack.append((spaces, inner[waiting]))
    while stack[-1][0] > spaces:
        stack.pop()
    if not dash and isinstance(stack[-1][1], list):
        stack.pop()  # a list at the column of its key
    indent, inner = stack[-1]
    is_list = isinstance(inner, list)
    # Two levels are left for what the line itself may hold in brackets.
    if indent != spaces or is_list != bool(dash) or len(stack) > MAX_DEPTH - 3:
        raise _NotSure
    if dash and key:
        inner.append({})
        stack.append((f"{spaces}  ", inner[-1]))
    return stack[-1]


def _value(text: str) -> Any:
    """The value that is written behind a key or a dash."""
    first, last = text[0], text[-1]
    if first not in SPECIAL:
        if ": " in text or " #" in text or last in ": ":
            raise _NotSure
        return _plain(text) if first in DOUBTFUL else text
    if first == last and first in "\"'" and text.count(first) == 2 and "\\" not in text:
        return text[1:-1]
    if first == "[" and last == "]":
        return [_item(*item) for item in LIST.findall(text[1:-1])]
    if first == "{" and last == "}":
        pairs = MAPPING.findall(text[1:-1])
        values = {key: _value(inner) if inner else _item(*item) for key, inner, *item in pairs}
        if len(values) == len(pairs):
            return values
    raise _NotSure


def _item(quoted: str, plain: str, other: str) -> str | bool | None:
    """A scalar in brackets, in quotes or plain."""
    if plain:
        return _plain(plain) if plain[0] in DOUBTFUL else plain
    if other:
        raise _NotSure
    return quoted


def _folded(block: str) -> str:
    """The text of the lines below `>-`, each with the line feed before it."""
    block = block.rstrip("\n")
    margin = block[: len(block) - len(block.lstrip("\n "))]
    lines = block.split(margin)[1:] if margin else []
    if len(lines) != block.count("\n") or any(line[:1] in ("", " ") for line in lines):
        raise _NotSure
    return " ".join(lines)
