"""What may be asked to leave, and in which forms: data that the command line, the screens and `producing` share.

Nothing heavy is imported here: a help page or a screen may name every export without knowing how one is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.spreadsheet.reading import File


class What(StrEnum):
    """What leaves."""

    PLAN = "plan"
    PORTFOLIO = "portfolio"
    COMMITTEE = "committee"
    HANDOVER = "handover"


class Kind(StrEnum):
    """The form it leaves in; also the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    PPTX = "pptx"
    PDF = "pdf"
    ICS = "ics"
    ZIP = "zip"


class Paper(StrEnum):
    """Which of its two PDFs a committee leaves as."""

    DECK = "deck"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Request:
    """An export asked: what, in which form, of what, at which day (None: the store's).

    `committee_id`: of a committee only; None when the selection is to find it. `paper`: of a committee's PDF only;
    None: the deck as long as the committee is in preparation, its minutes once it has been opened.
    """

    what: What
    kind: Kind
    selection: Selection = ALL
    as_of: date | None = None
    committee_id: int | None = None
    paper: Paper | None = None


@dataclass(frozen=True)
class Produced:
    """A file ready to be written, what it holds in words, and what a person should know of it."""

    file: File
    held: str
    notes: tuple[str, ...] = ()


NAMES: Final[Mapping[What, str]] = {
    What.PLAN: "un plan d’actions",
    What.PORTFOLIO: "un portefeuille",
    What.COMMITTEE: "un comité",
    What.HANDOVER: "un dossier de passation",
}
FORMS: Final[Mapping[What, Sequence[Kind]]] = {
    What.PLAN: (Kind.XLSX, Kind.CSV, Kind.PPTX, Kind.PDF, Kind.ICS),
    What.PORTFOLIO: (Kind.XLSX, Kind.CSV, Kind.PPTX, Kind.PDF, Kind.ICS),
    What.COMMITTEE: (Kind.PPTX, Kind.PDF, Kind.XLSX, Kind.CSV, Kind.ICS),
    What.HANDOVER: (Kind.ZIP,),
}
"""The forms each thing may leave in."""
OF_ONE: Final[frozenset[tuple[What, Kind]]] = frozenset(
    {
        (What.PLAN, Kind.XLSX),
        (What.PLAN, Kind.PPTX),
        (What.PLAN, Kind.PDF),
        (What.HANDOVER, Kind.ZIP),
    }
)
"""What is about one convention, never several."""
MIMES: Final[Mapping[Kind, str]] = {
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.CSV: "text/csv",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.PDF: "application/pdf",
    Kind.ICS: "text/calendar",
    Kind.ZIP: "application/zip",
}


def require_possible(request: Request) -> None:
    """Raise Conflict, naming the forms that exist, when this one does not."""
    possible = FORMS[request.what]
    if request.kind not in possible:
        told = f"au format {possible[0]}" if len(possible) == 1 else f"aux formats {', '.join(possible)}"
        raise Conflict(f"Le format {request.kind} n’existe pas pour {NAMES[request.what]}, qui s’exporte {told}.")
    if request.what is not What.COMMITTEE and (request.committee_id is not None or request.paper is not None):
        raise Conflict(f"Un numéro de comité et un choix de document ne se demandent pas pour {NAMES[request.what]}.")
    if request.paper is Paper.MINUTES and request.kind is not Kind.PDF:
        raise Conflict("Le relevé de décisions s’exporte au format pdf.")
