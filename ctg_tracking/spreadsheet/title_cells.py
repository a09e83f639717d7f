"""What a title cell says besides the title: a status in brackets, or several actions under each other."""

import re
from dataclasses import dataclass

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.labels import Label, read_label
from ctg_tracking.spreadsheet.sink import At, Sink
from ctg_tracking.spreadsheet.statuses import known_status
from ctg_tracking.spreadsheet.text import one_line

_BEFORE = re.compile(r"[\[(]\s*(?P<word>[^\])]{2,40}?)\s*[\])]\s*[:–—-]?\s*(?P<title>\S.*)", re.DOTALL)
_CAPITALS = re.compile(r"(?P<word>[A-ZÀ-Ý][A-ZÀ-Ý ]{2,30}?)\s*[:–—-]\s+(?P<title>\S.*)", re.DOTALL)
_AFTER = re.compile(r"(?P<title>.*\S)\s*[\[(]\s*(?P<word>[^\])]{2,40}?)\s*[\])]\s*", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-–—•●▪◦*➔➜>·]|\d{1,2}[.)])\s+\S")
_SEVERAL = 2
_UNSURE = (Status.TO_SPECIFY,)
_UNSURE_IN_CAPITALS = (Status.TO_SPECIFY, Status.NOT_STARTED)
"""« PROJET : … » begins a title, it does not say that nothing is started."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A title apart from the status written around it, if any."""

    title: str
    status: Status | None = None


def read_title(text: str) -> Titled:
    """« [TERMINÉ] Créer un relais » is a title and a status; brackets that hold no word of status stay."""
    if "(" not in text and "[" not in text and not text[:3].isupper():
        return Titled(text)
    for pattern in (_BEFORE, _AFTER, _CAPITALS):
        match = pattern.fullmatch(text)
        status = known_status(match["word"]) if match else None
        unsure = _UNSURE_IN_CAPITALS if pattern is _CAPITALS else _UNSURE
        if match and status is not None and status not in unsure:
            return Titled(one_line(match["title"]), status)
    return Titled(text)


def actions_listed(text: str) -> int:
    """How many actions a title cell seems to list, one bullet each; 0 when it is one title."""
    if "\n" not in text:
        return 0
    bullets = sum(bool(_BULLET.match(line)) for line in text.splitlines())
    return bullets if bullets >= _SEVERAL else 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """Number and title of a title cell, and the status written around it, if any."""

    label: Label
    status: Status | None


def label_of(text: str, at: At, sink: Sink) -> Labelled:
    """A title cell taken apart; a status read there, or several actions listed, is told."""
    shown = one_line(text)[:80]
    listed = actions_listed(text)
    if listed:
        message = f"{listed} actions semblent listées dans cette cellule\u202f: lues comme une seule"
        sink.warn(at.sheet, at.cell, at.column.header, shown, message)
    label, titled = read_label(text), read_title(text)
    if titled.status is not None:
        label = read_label(titled.title)
    elif label.code and label.title:
        titled = read_title(label.title)
        label = Label(titled.title, label.code)
    if titled.status is not None:
        message = f"le statut « {titled.status.label} » est lu dans l’intitulé"
        sink.warn(at.sheet, at.cell, at.column.header, shown, message)
    return Labelled(label, titled.status)
