"""Folding of French text, for searching, sorting and matching alike on SQLite and on Postgres."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'", "‘": "'", "ß": "ss"})
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"(\d+)")


def fold(text: str) -> str:
    """`text` without accents, case nor needless spaces: « Évry–Cœur » and « evry–coeur » fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare).strip().casefold()


def sort_key(text: str) -> str:
    """Key under which names sort in French order whatever the database collation."""
    return fold(text)


def natural_key(code: str | None) -> tuple[tuple[int, int | str], ...]:
    """Key under which « 2 » comes before « 10 » and « 1.2 » before « 1.10 »; an absent code comes last."""
    if not code:
        return ((2, ""),)
    parts = (part for part in _DIGITS.split(fold(code)) if part)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
