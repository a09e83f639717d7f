"""The hours of a meeting, read in the words of people: « 14 h 30 », « 9h-11h30 », « de 14 h à 16 h »."""

import re
from dataclasses import dataclass
from datetime import time

_AT = r"(\d{1,2})\s*(?:h(?:eures?)?|:)\s*(\d{2})?(?!\d)"
_HOURS = re.compile(rf"\s*(?:(?:à|de|dès)\s*)?{_AT}(?:\s*(?:à|jusqu[’']à|[-–—/])\s*{_AT})?", re.IGNORECASE)
_SPACES = str.maketrans("\u00a0\u202f", "  ")


@dataclass(frozen=True)
class Hours:
    """When a meeting begins, in Paris, and how many minutes it lasts; None: its end is not told, or not after that."""

    begins: time
    lasting: int | None = None


def hours_of(words: str | None) -> Hours | None:
    """The hours that these words begin with; None when they say something else (« le matin »)."""
    found = _HOURS.match((words or "").translate(_SPACES))
    begins = _time(found[1], found[2]) if found else None
    if found is None or begins is None:
        return None
    ends = _time(found[3], found[4]) if found[3] else None
    lasting = _minutes(ends) - _minutes(begins) if ends else 0
    return Hours(begins, lasting if lasting > 0 else None)


def _time(hour: str, minute: str | None) -> time | None:
    told = int(hour), int(minute or 0)
    return time(*told) if told[0] < 24 and told[1] < 60 else None


def _minutes(told: time) -> int:
    return told.hour * 60 + told.minute
