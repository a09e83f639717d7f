"""Lines that explain colours: « Vert : réalisé », « En orange = en cours », alone in their cell."""

import re
from functools import lru_cache

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.statuses import known_status
from ctg_tracking.spreadsheet.text import folded, one_line

_COLOUR = (
    r"(?:verte?|rouge|orange|orangee?|jaune|bleue?|grise?|noire?|blanc(?:he)?|violet(?:te)?|rose|marron)s?"
    r"(?:\s(?:clair|fonce|pale|vif)e?s?)?"
)
_SURFACE = r"(?:(?:en|fond|case|cellule|ligne|couleur|code|surligne|texte)e?s?\s(?:de\s|en\s)?){0,2}"
_FIRST = re.compile(rf"{_SURFACE}{_COLOUR}(?:\s?(?:[:=→]|->)|\s[–—-])\s?(?P<means>\S.*)")
_LAST = re.compile(rf"(?P<means>\S.*?)(?:\s?(?:[:=→]|->)|\s[–—-])\s?{_SURFACE}{_COLOUR}")
_LONGEST = 80
_PARTS = re.compile(r"[;,/|\n]")


@lru_cache(maxsize=1024)
def explained(text: str) -> Status | None:
    """The status that a line says a colour means; None when it explains no colour, or by words we do not know."""
    means = _meaning(text)
    return known_status(means) if means else None


def is_legend(text: str, *, filled: bool) -> bool:
    """Whether a cell only explains colours: by a status each, or by any words when it is `filled` with one."""
    if len(text) > 4 * _LONGEST:
        return False
    parts = [part for part in _PARTS.split(text) if part.strip()]
    if parts and all(explained(part) is not None for part in parts):
        return True
    return filled and _meaning(text) is not None


def _meaning(text: str) -> str | None:
    line = folded(one_line(text[:_LONGEST])).strip(" .") if len(text) <= _LONGEST else ""
    match = _FIRST.fullmatch(line) or _LAST.fullmatch(line)
    return match["means"] if match else None
