"""The workbook of a portfolio: its conventions, counts by theme, territory and year, renewals, what it leaves out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.coverage import coverage
from ctg_tracking.figures.renewals import MilestoneRow, RenewalRow, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.status import By, status_table
from ctg_tracking.model import Reader, french
from ctg_tracking.outputs import wording_renewals
from ctg_tracking.outputs.workbooks import tables
from ctg_tracking.outputs.workbooks.counting import counted, group_rows
from ctg_tracking.outputs.workbooks.sheets import Book, Sheet, book_bytes
from ctg_tracking.spreadsheet.reading import Progress
from ctg_tracking.store import clock

SOURCE = "Source\u202f: conventions, plans d’actions et points d’étape"
_TOLD = frozenset(
    ("signed_on", "signature_year", "starts_on", "ends_on", "term_years", "population", "elapsed_percent",
     "months_left", "band")
)  # fmt: skip
_MOST_DEPARTEMENTS = 101
"""France has as many; one that is named twice is read once."""
_READ, _FILLED = 0.15, 0.85
"""Shares of the time spent when the figures are read, and when the rows are in their sheets."""


def portfolio_workbook(
    session: Session, reader: Reader, selection: Selection, as_of: date, tell: Progress | None = None
) -> bytes:
    """The .xlsx file of the conventions a reader selected, as they were at `as_of`.

    `tell` is told the share that is done, from 0 to 1, and the step in French.
    """

    def filled(share: float) -> None:
        if tell:
            tell(_READ + share * (_FILLED - _READ), "Écriture du classeur")

    renewals = renewal_rows(session, reader, selection, as_of)
    book = Book(
        title=f"Portefeuille de {french.counted(len(renewals), 'convention')}",
        source=f"Situation au {french.long_day(as_of)} · {SOURCE}",
        sheets=tuple(_sheets(session, reader, selection, as_of, renewals)),
        demonstration=clock.is_demonstration(session),
    )
    return book_bytes(book, filled)


def convention_rows(
    session: Session, reader: Reader, selection: Selection, as_of: date, renewals: Sequence[RenewalRow]
) -> Iterator[dict[str, Any]]:
    """A row a convention, soonest end first: its dates, its renewal, the counts of its actions."""
    counts = {row.key: row.counts for row in status_table(session, reader, selection, By.CONVENTION, as_of).rows}
    for renewal in renewals:
        yield {**_convention(renewal), **counted(counts.get(renewal.convention.reference, Counts()))}


def _sheets(
    session: Session, reader: Reader, selection: Selection, as_of: date, renewals: Sequence[RenewalRow]
) -> Iterator[Sheet]:
    none = "Aucune convention ne répond."
    rows = list(convention_rows(session, reader, selection, as_of, renewals))
    yield Sheet("Conventions", tables.CONVENTIONS, rows, none, _TOLD)
    found = [renewal.convention for renewal in renewals]
    twice = "une action de deux thèmes compte dans les deux lignes, et une fois dans l’ensemble"
    for name, by, keys, note in (
        ("Par thème", By.THEME, (), twice),
        ("Par territoire", By.TERRITORY, [one.territory_code for one in found], ""),
        ("Par année de signature", By.SIGNATURE_YEAR, [one.signature_year for one in found], ""),
    ):
        table = status_table(session, reader, selection, by, as_of)
        columns = tables.GROUP if keys else [one for one in tables.GROUP if one.field != "conventions"]
        yield Sheet(name, columns, group_rows(table, keys), none, note=note)
    steps = [row for renewal in renewals for row in _steps(renewal)]
    steps.sort(key=lambda row: row["due_on"])
    check = "étapes comptées à rebours de la fin, à vérifier avec la Caf"
    yield Sheet("Échéances de renouvellement", tables.MILESTONES, steps, "Aucune étape connue.", note=check)
    seen = "communes qu’aucune convention visible avec votre profil ne couvre"
    left = list(_uncovered(session, reader, as_of, [one.departement for one in found]))
    yield Sheet(
        "Communes non couvertes", tables.UNCOVERED, left, "Toutes les communes sont couvertes.",
        frozenset(("population",)), seen,
    )  # fmt: skip


def _convention(renewal: RenewalRow) -> dict[str, Any]:
    row, step = renewal.convention, renewal.next_milestone
    return {
        **{name: getattr(row, name) for name in _SAME},
        "convention": row.reference,
        "signed_on": french.precise(row.signed_on, row.signed_precision) if row.signed_on else None,
        "signature_year": str(row.signature_year) if row.signature_year else None,
        "elapsed_percent": None if row.elapsed is None else round(100 * row.elapsed, 1),
        "months_left": renewal.months_left,
        "band": renewal.band,
        "renewed_by": renewal.renewed_by,
        "next_step": step.label if step else None,
        "next_step_on": step.due_on if step else None,
    }


_SAME = (
    "title", "territory_code", "territory", "departement", "population", "starts_on", "ends_on", "term_years",
    "signatories", "axes",
)  # fmt: skip


def _steps(renewal: RenewalRow) -> Iterator[dict[str, Any]]:
    """The steps of a renewal; those of a convention already renewed are past, and left out."""
    if renewal.renewed_by:
        return
    for step in renewal.milestones:
        yield {
            "convention": renewal.convention.reference,
            "territory": renewal.convention.territory,
            "step": step.label,
            "due_on": step.due_on,
            "done_on": step.done_on,
            "standing": standing(step),
        }


def standing(step: MilestoneRow) -> str:
    """« Faite », « En retard », « À faire »; an end comes, it is not done: « Échue », « À venir »."""
    if step.kind == "end":
        return "Échue" if step.late else "À venir"
    return wording_renewals.look_of(step).label.capitalize()


def _uncovered(session: Session, reader: Reader, as_of: date, departements: Sequence[str]) -> Iterator[dict[str, Any]]:
    for code in sorted(set(departements))[:_MOST_DEPARTEMENTS]:
        found = coverage(session, reader, code, as_of)
        for commune in found.uncovered:
            yield {
                "departement": f"{found.name} ({code})",
                "code": commune.code,
                "commune": commune.name,
                "population": commune.population,
            }
