"""Plans that leave: which conventions and actions a reader may take out, and the files they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.conventions import ConventionRow, convention_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up.importing.loading import load_plan
from ctg_tracking.model import (
    Action,
    Convention,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Reader,
    Territory,
    action_commune,
)
from ctg_tracking.outputs.flat_csv import csv_bytes
from ctg_tracking.outputs.mentions import NO_CONVENTION
from ctg_tracking.outputs.plan_rows import Origins, PlanToWrite, Row
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.reading import File, Progress
from ctg_tracking.spreadsheet.stored import StoredPlan
from ctg_tracking.spreadsheet.template import LONGEST_CELL, workbook_bytes
from ctg_tracking.spreadsheet.text import key_words
from ctg_tracking.store import clock

_FEW = 5


class Format(StrEnum):
    """The kinds of file a plan leaves as."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True)
class PlanFile:
    """A file ready to be written, of how many conventions and actions, and what a person should know of it."""

    file: File
    conventions: int
    actions: int
    notes: tuple[str, ...] = ()


def plan_file(
    session: Session,
    reader: Reader,
    selection: Selection,
    as_of: date | None = None,
    kind: Format = Format.XLSX,
    tell: Progress | None = None,
) -> PlanFile:
    """The plans a reader selected, as they were at `as_of` (today when None).

    XLSX: our own workbook, of one convention (Conflict when several answer). CSV: one row per action and operation of
    every convention, the convention in the first column. Raises NotFound when no convention answers. `tell` is told how
    far it is, convention by convention.
    """
    day = as_of or clock.today(session)
    conventions = convention_rows(session, reader, selection, day)
    if not conventions:
        raise NotFound(NO_CONVENTION)
    if kind is Format.XLSX:
        return _workbook(session, reader, selection, conventions, day)
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(conventions):
        if tell is not None:
            tell(number / len(conventions), f"Convention {number + 1} sur {len(conventions)}")
        rows += _flat_rows(session, reader, selection, one, day)
    name = conventions[0].reference if len(conventions) == 1 else "conventions"
    return PlanFile(File(f"plan-{name}-{day:%Y-%m-%d}.csv", csv_bytes(rows)), len(conventions), len(rows))


def _workbook(
    session: Session, reader: Reader, selection: Selection, conventions: Sequence[ConventionRow], day: date
) -> PlanFile:
    if len(conventions) > 1:
        raise Conflict(_too_many(conventions))
    (one,) = conventions
    plan, _ = _plan(session, reader, selection, one, day)
    rows = plan.rows()
    content = workbook_bytes(rows)
    file = File(f"plan-{one.reference}-{day:%Y-%m-%d}.xlsx", content)
    return PlanFile(file, 1, len(plan.due), tuple(_too_long(rows)))


def _too_many(conventions: Sequence[ConventionRow]) -> str:
    named = ", ".join(one.reference for one in conventions[:_FEW])
    more = f" et {len(conventions) - _FEW} autres" if len(conventions) > _FEW else ""
    return (
        f"{len(conventions)} conventions répondent ({named}{more})\u202f: un classeur Excel est le plan d’une seule. "
        "Précisez laquelle, ou choisissez le format CSV."
    )


def _too_long(rows: Mapping[Table, Sequence[Row]]) -> Iterable[str]:
    """Texts that no cell of a workbook can hold are left out, and told."""
    for row in (row for table in rows.values() for row in table):
        long = [name for name, value in row.items() if isinstance(value, str) and len(value) > LONGEST_CELL]
        if long:
            title = str(row.get("title") or row.get("indicator"))[:80]
            yield f"« {title} »\u202f: un texte trop long pour une cellule n’est que dans le CSV."


# -- what of a stored plan is wanted --


def _plan(
    session: Session, reader: Reader, selection: Selection, one: ConventionRow, day: date
) -> tuple[PlanToWrite, Sequence[ActionRow]]:
    convention = session.get(Convention, one.id)
    assert convention is not None, "it was just read"
    stored = load_plan(session, convention, clock.today(session))
    everything = action_rows(session, reader, Selection(conventions=(one.reference,)), day)
    wanted = _wanted(everything, session, reader, selection.within(one.reference), day)
    plan = PlanToWrite(
        stored=stored,
        level_names=(one.level1_name, one.level2_name, one.level3_name),
        as_of=day,
        due={row.id: row.due_on for row in wanted},
        whole=not selection.on_actions,
        origins=_origins(session, one.id),
        communes=_commune_names(session, stored, one.id),
    )
    return plan, wanted


def _wanted(
    everything: Sequence[ActionRow], session: Session, reader: Reader, selection: Selection, day: date
) -> list[ActionRow]:
    """Actions that answer the filters, in the order of the plan, with the fiche of each operation."""
    if not selection.on_actions:
        return list(everything)
    found = action_rows(session, reader, selection, day)
    kept = {row.id for row in found} | {row.parent_id for row in found}
    return [row for row in everything if row.id in kept]


def _origins(session: Session, convention_id: int) -> Origins:
    reports = select(ProgressReport.id, ProgressReport.origin).join(Action, Action.id == ProgressReport.action_id)
    indicators = select(Indicator.id, Indicator.origin)
    values = select(IndicatorValue.id, IndicatorValue.origin).join(
        Indicator, Indicator.id == IndicatorValue.indicator_id
    )
    return Origins(
        {row[0]: row[1] for row in session.execute(reports.where(Action.convention_id == convention_id))},
        {row[0]: row[1] for row in session.execute(indicators.where(Indicator.convention_id == convention_id))},
        {row[0]: row[1] for row in session.execute(values.where(Indicator.convention_id == convention_id))},
    )


def _commune_names(session: Session, stored: StoredPlan, convention_id: int) -> dict[str, str]:
    """Code -> name of the communes that actions name, when the importer finds the code again by that name."""
    named = (
        select(Territory.code, Territory.name)
        .join(action_commune, action_commune.c.territory_id == Territory.id)
        .join(Action, Action.id == action_commune.c.action_id)
        .where(Action.convention_id == convention_id)
        .distinct()
    )
    return {code: name for code, name in session.execute(named) if stored.communes.get(key_words(name)) == code}


# -- the flat form --


def _flat_rows(
    session: Session, reader: Reader, selection: Selection, one: ConventionRow, day: date
) -> list[dict[str, Any]]:
    plan, wanted = _plan(session, reader, selection, one, day)
    of_convention = {
        "convention": one.reference,
        "territory_code": one.territory_code,
        "territory": one.territory,
        "signature_year": one.signature_year,
        "term_years": one.term_years,
    }
    return [
        {**row, **of_convention, "late": acted.late, **_budget(row)}
        for row, acted in zip(plan.action_rows(), wanted, strict=True)
    ]


def _budget(row: Row) -> dict[str, Any]:
    """An amount in its column, words in another: a column of numbers holds nothing else."""
    told = row["budget"]
    return {"budget": None, "budget_text": told} if isinstance(told, str) else {"budget_text": None}
