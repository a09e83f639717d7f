"""Words of people inside Streamlit's own messages, which read Markdown: shown as they were typed, never as layout."""

import re

_ANYWHERE = re.compile(r"([\\`*{}\[\]~<>$|&]|(?<![^\W_])_|_(?![^\W_])|:(?=\S))")
"""Signs that may begin something; those inside a name (« plan_2026 ») or before a space (« Feuille : ») never do, and
stay as they are: the name of a field is read aloud with its escapes.
"""
_AT_THE_START = re.compile(r"^([ \t]*)([#\-+=]|\d+(?=[.)]))", re.MULTILINE)


def plain(words: str) -> str:
    """`words` with the signs of Markdown escaped: no bold, no link, no picture fetched from elsewhere."""
    return _AT_THE_START.sub(_started, _ANYWHERE.sub(r"\\\1", words))


def _started(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{sign}\u200b" if sign.isdigit() else f"\\{sign}"
