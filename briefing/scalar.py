"""Scalars: what a text means that stands in a file without quotes.

In: the text of a plain scalar. Out: its value by the YAML 1.2 core schema
(https://yaml.org/spec/1.2.2/#103-core-schema), without numbers. Text is text: what some YAML
reader takes for a number, a yes/no or a date stays as written, marked `Ambiguous`, so that the
slot it stands in can ask for quotes.
"""

from __future__ import annotations

import re

MAX_DEPTH = 20
MAX_TEXT = 20_000

NULL = {"", "~", "null", "Null", "NULL"}
BOOL = {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
# What YAML 1.1 or 1.2 readers take for a number, a yes/no, a date or a base-60 number.
AMBIGUOUS = re.compile(
    r"(?:y|n|yes|no|on|off"
    r"|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?"
    r"|\.[0-9_]+)(?:e[-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9]{1,2}:[0-9:.]+.*)?"
    r"|=|<<)\Z",
    re.IGNORECASE,
)


class Ambiguous(str):
    """A plain scalar that not every YAML reader takes for text, as it was written."""

    __slots__ = ()


def plain(text: str) -> str | bool | None:
    """The value of a plain scalar."""
    if text in NULL:
        return None
    if text in BOOL:
        return BOOL[text]
    return Ambiguous(text) if AMBIGUOUS.match(text) else text
