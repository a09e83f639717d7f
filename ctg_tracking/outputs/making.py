"""What makes each export, by its form.

Libraries are imported by the maker that needs them: a CSV does not wait for those of slides and pages.
"""

from collections.abc import Callable, Mapping
from typing import Final

from ctg_tracking.model import french
from ctg_tracking.outputs.asking import Asking
from ctg_tracking.outputs.blocks import Deck, Document
from ctg_tracking.outputs.requests import Kind, Produced, What
from ctg_tracking.spreadsheet.reading import Progress

_BEGUN, _READ, _WRITING = 0.02, 0.4, 0.95
"""Shares of the time spent when the reading begins, when the drawing does, when the file is being written."""


def _workbook(asking: Asking) -> Produced:
    if asking.what is What.PLAN:
        return _plan_table(asking)
    from ctg_tracking.outputs.workbooks import committee_workbook, portfolio_workbook

    if asking.what is What.COMMITTEE:
        return asking.made(committee_workbook(*asking.meeting), "donnees")
    return asking.made(portfolio_workbook(*asking.selected, _within(asking)))


def _csv(asking: Asking) -> Produced:
    if asking.what is What.PLAN:
        return _plan_table(asking)
    from ctg_tracking.outputs.tables import committee_csv, portfolio_csv

    if asking.what is What.COMMITTEE:
        return asking.made(committee_csv(*asking.meeting), "decisions")
    return asking.made(portfolio_csv(*asking.selected))


def _plan_table(asking: Asking) -> Produced:
    from ctg_tracking.outputs.plans import Format, plan_file

    made = plan_file(*asking.selected, Format(asking.request.kind), _within(asking))
    held = f"{french.counted(made.actions, 'action')}, {french.counted(made.conventions, 'convention')}"
    return Produced(made.file, held, made.notes)


def _within(asking: Asking) -> Progress:
    """Tells the progress of a maker that counts from 0 to 1."""

    def tell(share: float, words: str) -> None:
        asking.tell(_BEGUN + share * (_WRITING - _BEGUN), words)

    return tell


def _slides(asking: Asking) -> Produced:
    from ctg_tracking.outputs.presentation import deck_pptx

    deck = _deck(asking)
    asking.tell(_READ, "Mise en page des diapositives")
    return asking.made(deck_pptx(deck), "diaporama", french.counted(len(deck.slides), "diapositive"))


def _pages(asking: Asking) -> Produced:
    from ctg_tracking.outputs.pdf import deck_pdf, document_pdf

    if asking.wants_deck:
        deck = _deck(asking)
        asking.tell(_READ, "Mise en page des diapositives")
        return asking.made(deck_pdf(deck), "diaporama", french.counted(len(deck.slides), "diapositive"))
    document = _document(asking)
    asking.tell(_READ, "Mise en page du document")
    return asking.made(document_pdf(document), "releve")


def _deck(asking: Asking) -> Deck:
    from ctg_tracking.outputs import deck

    match asking.what:
        case What.COMMITTEE:
            return deck.committee_deck(*asking.meeting)
        case What.PLAN:
            return deck.plan_deck(*asking.selected)
        case _:
            return deck.portfolio_deck(*asking.selected)


def _document(asking: Asking) -> Document:
    from ctg_tracking.outputs import documents

    match asking.what:
        case What.COMMITTEE:
            return documents.minutes_document(*asking.meeting)
        case What.PLAN:
            return documents.plan_document(*asking.selected)
        case _:
            return documents.portfolio_document(*asking.selected)


def _calendar(asking: Asking) -> Produced:
    from ctg_tracking.outputs.calendars import committee_ics, plan_ics, portfolio_ics

    match asking.what:
        case What.COMMITTEE:
            return asking.made(committee_ics(*asking.meeting), "calendrier")
        case What.PLAN:
            return asking.made(plan_ics(*asking.selected))
        case _:
            return asking.made(portfolio_ics(*asking.selected))


def _pack(asking: Asking) -> Produced:
    from ctg_tracking.outputs.documents import handover_pack

    session, reader, _, day = asking.selected
    return asking.made(handover_pack(session, reader, asking.conventions[0].reference, day))


MAKERS: Final[Mapping[Kind, Callable[[Asking], Produced]]] = {
    Kind.XLSX: _workbook,
    Kind.CSV: _csv,
    Kind.PPTX: _slides,
    Kind.PDF: _pages,
    Kind.ICS: _calendar,
    Kind.ZIP: _pack,
}
