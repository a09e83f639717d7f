"""Every export, by one door: a Request in, a file out, the same from a terminal, a screen or a child process.

Which exports exist is data (`requests`), what makes each is one function (`making`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.committees import CommitteeRow, committee_rows, the_committee
from ctg_tracking.figures.conventions import ConventionRow, convention_rows
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs.asking import Asking
from ctg_tracking.outputs.making import MAKERS
from ctg_tracking.outputs.mentions import NO_CONVENTION
from ctg_tracking.outputs.requests import OF_ONE, Kind, Produced, Request, What, require_possible
from ctg_tracking.spreadsheet.reading import Progress
from ctg_tracking.store import clock

_FEW = 5


def produce(session: Session, reader: Reader, request: Request, tell: Progress | None = None) -> Produced:
    """The file asked, within the reader's rights. Raises the refusals of what it is made from.

    `tell` is told the share that is done, from 0 to 1, and the step in French.
    """
    require_possible(request)
    day = request.as_of or clock.today(session)
    told = tell or _nobody
    told(0.0, "Lecture des chiffres")
    committee = _the_meeting(session, reader, request, day) if request.what is What.COMMITTEE else None
    about = Selection(conventions=committee.references) if committee else request.selection
    conventions = convention_rows(session, reader, about, day)
    if not conventions:
        raise NotFound(NO_CONVENTION)
    if (request.what, request.kind) in OF_ONE:
        request = replace(request, selection=request.selection.within(_the_only(conventions, request)))
    return MAKERS[request.kind](Asking(session, reader, request, day, tuple(conventions), committee, told))


def _the_only(found: Sequence[ConventionRow], request: Request) -> str:
    """Reference of the convention that answers. Raises Conflict when several do."""
    if len(found) > 1:
        named, told = _listed([one.reference for one in found]), _ONLY_ONE[request.what, request.kind]
        raise Conflict(f"{len(found)} conventions répondent ({named})\u202f: {told}")
    return found[0].reference


_ONLY_ONE: Final[Mapping[tuple[What, Kind], str]] = {
    (What.PLAN, Kind.XLSX): (
        "un classeur Excel est le plan d’une seule. Précisez laquelle, ou choisissez le format CSV."
    ),
    (What.PLAN, Kind.PPTX): "un diaporama est le plan d’une seule. Précisez laquelle, ou demandez le portefeuille.",
    (What.PLAN, Kind.PDF): "un PDF est le plan d’une seule. Précisez laquelle, ou demandez le portefeuille.",
    (What.HANDOVER, Kind.ZIP): "un dossier de passation est celui d’une seule. Précisez laquelle.",
}


def _the_meeting(session: Session, reader: Reader, request: Request, day: date) -> CommitteeRow:
    """The committee asked by its number, or the only one about the selected conventions.

    Raises NotFound when there is none, Conflict, naming them with their numbers, when several answer.
    """
    if request.committee_id is not None:
        return the_committee(session, reader, request.committee_id)
    found = committee_rows(session, reader)
    if request.selection != ALL:
        wanted = {one.reference for one in convention_rows(session, reader, request.selection, day)}
        found = [one for one in found if wanted & set(one.references)]
    if not found:
        raise NotFound("Aucun comité ne répond\u202f: celui qui est demandé")
    if len(found) > 1:
        raise Conflict(f"Précisez le numéro du comité\u202f: {_listed([_numbered(one) for one in found])}.")
    return found[0]


def _numbered(committee: CommitteeRow) -> str:
    return f"{committee.id} ({committee.named.removeprefix('Le ')}, {', '.join(committee.references)})"


def _listed(names: Sequence[str]) -> str:
    more = f" et {french.counted(len(names) - _FEW, 'autre')}" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


def _nobody(_share: float, _words: str) -> None:
    """Whom progress is told to when nobody asked."""
