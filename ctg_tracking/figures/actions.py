"""One row per action, and per operation after its fiche, with its state at a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.facts import FICHES, Facts
from ctg_tracking.figures.lists import Lists, lists
from ctg_tracking.figures.plan import OUTSIDE, Filed, code_rank, headings
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import AnyRow, AnySelect, Column, Condition, fetched
from ctg_tracking.figures.states import ActionState
from ctg_tracking.model import Action, Convention, ProgressReport, Reader, Territory


@dataclass(frozen=True)
class ActionRow(ActionState):
    """An action of the store, at `as_of`. `parent_id`: the fiche of an operation. `budget_cents` in euro cents.

    Lists are names, `communes` those named (none: the whole territory), `operations` and `indicators` numbers of them.
    """

    id: int
    version: int
    convention: str
    convention_title: str
    territory_id: int
    territory_code: str
    territory: str
    heading_id: int | None
    parent_id: int | None
    position: int
    budget_cents: int | None
    budget_text: str | None
    pilots: tuple[str, ...]
    partners: tuple[str, ...]
    themes: tuple[str, ...]
    communes: tuple[str, ...]
    operations: int
    indicators: int


def action_rows(
    session: Session,
    reader: Reader,
    selection: Selection,
    as_of: date,
    *,
    operations: bool = True,
    only: Condition | None = None,
    stale_days: int | None = None,
) -> list[ActionRow]:
    """Actions this reader may see and has selected, at `as_of`: convention by convention, in the order of the plan.

    `operations`: list them too, each after its fiche. `only`: one more condition on Action.
    """
    statement = _statement(asked(session, reader, selection, as_of, stale_days), operations)
    found = fetched(session, statement if only is None else statement.where(only))
    return _assembled(session, found) if found else []


_Fiche = aliased(Action)
"""The fiche of an operation, whose heading it takes when it has none of its own."""


@lru_cache(maxsize=PREPARED)
def _statement(question: Asked, operations: bool) -> AnySelect:
    statement = (
        question.facts.select(*_columns(question.facts))
        .join(Territory, Territory.id == Convention.territory_id)
        .outerjoin(_Fiche, _Fiche.id == Action.parent_id)
        .where(*question.on_actions)
    )
    return statement if operations else statement.where(FICHES)


def _columns(facts: Facts) -> tuple[Column, ...]:
    """The fields of ActionRow in their order, those found in the plan's tree left out; then what ranks a row."""
    return (
        Action.convention_id,
        Action.code,
        Action.title,
        facts.status,
        facts.percent,
        ProgressReport.confidence,
        facts.late,
        facts.stale,
        facts.never_reported,
        facts.not_started_later,
        facts.reported_on,
        ProgressReport.done_text,
        ProgressReport.next_text,
        ProgressReport.blocking_text,
        ProgressReport.decision_wanted,
        ProgressReport.reason,
        ProgressReport.resumes_on,
        Action.starts_on,
        facts.due_on,
        Action.calendar_text,
        Action.yearly,
        Action.priority,
        Action.origin,
        ProgressReport.origin,
        Action.id,
        Action.version,
        Convention.reference,
        Convention.title,
        Convention.territory_id,
        Territory.code,
        Territory.name,
        func.coalesce(Action.heading_id, _Fiche.heading_id),
        Action.parent_id,
        Action.position,
        Action.budget_cents,
        Action.budget_text,
        _Fiche.code,
        _Fiche.position,
    )


_CONVENTION_ID, _CODE = 0, 1
_ID, _REFERENCE, _HEADING_ID, _PARENT_ID, _POSITION = 24, 26, 31, 32, 33
_FICHE_CODE, _FICHE_POSITION = -2, -1


def _assembled(session: Session, found: Sequence[AnyRow]) -> list[ActionRow]:
    """Rows with the names they refer to, fetched for all at once, in the order of the plan."""
    conventions = {row[_CONVENTION_ID] for row in found}
    filed = headings(session, conventions)
    listed = lists(session, {row[_ID] for row in found}, conventions)
    ranked = []
    for row in found:
        where = filed.get(row[_HEADING_ID], OUTSIDE)
        ranked.append((_rank(row, where), _row(row, where, listed)))
    ranked.sort(key=itemgetter(0))
    return [row for _rank_of_row, row in ranked]


def _rank(row: AnyRow, where: Filed) -> tuple[Any, ...]:
    """Convention, then heading, then fiche, then operations after it; the id last, so that no two are equal."""
    own = (code_rank(row[_CODE]), row[_POSITION], row[_ID])
    if row[_PARENT_ID] is None:
        return (row[_REFERENCE], where.rank, *own)
    fiche = (code_rank(row[_FICHE_CODE]), row[_FICHE_POSITION], row[_PARENT_ID])
    return (row[_REFERENCE], where.rank, *fiche, *own)


def _row(row: AnyRow, where: Filed, listed: Lists) -> ActionRow:
    key = row[_ID]
    fields = [
        *row[:_ID],
        where.axe_id,
        where.axe,
        where.axe_label,
        where.objective,
        *row[_ID:_FICHE_CODE],
        tuple(listed.pilots.get(key, ())),
        tuple(listed.partners.get(key, ())),
        tuple(listed.themes.get(key, ())),
        tuple(listed.communes.get(key, ())),
        listed.operations.get(key, 0),
        listed.indicators.get(key, 0),
    ]
    return ActionRow(*fields)
