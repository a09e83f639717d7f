"""Text that a spreadsheet would take for a formula: it leaves as text, and comes back as it was.

In an .xlsx the cell itself says that it holds text. A CSV has no such means: an apostrophe is put in front (OWASP,
« CSV Injection »), and taken away again from our own files.
"""

import re
from collections.abc import Sequence
from typing import Any

_RISKY = re.compile(r"[=+\-@\t\r]")
_MARKED = re.compile(r"'*[=+\-@\t\r]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def risky(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula: it begins with = + - @, a tab or a carriage return."""
    return _RISKY.match(text) is not None


def neutralised(text: str) -> str:
    """`text` as a CSV may hold it: one apostrophe in front of what might be a formula, or of such an apostrophe."""
    return f"'{text}" if _MARKED.match(text) else text


def restored(text: str) -> str:
    """What `neutralised` was given."""
    return text[1:] if text.startswith("'") and _MARKED.match(text) else text


def restored_rows(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Rows of one of our own CSV files, each text as it was before it left."""
    return [[restored(value) if isinstance(value, str) else value for value in row] for row in rows]


def printable(text: str) -> str:
    """`text` as XML may hold it: without control characters, and what looks like an escape of theirs kept as it is."""
    return _ESCAPE.sub("_x005F_", legal(text))


def legal(text: str) -> str:
    """`text` without the characters that no XML file may hold."""
    return _ILLEGAL.sub("", text)
