"""One row per action, and per operation after its fiche, with its state at a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.lists import Lists, lists
from ctg_tracking.figures.plan import OUTSIDE, Filed, Place, headings, places
from ctg_tracking.figures.selection import Selection, action_conditions
from ctg_tracking.figures.sql import Condition, among
from ctg_tracking.model import Action, ProgressReport, Reader
from ctg_tracking.model.text import natural_key
from ctg_tracking.model.words import Confidence, Origin, Priority, Status

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class ActionRow:
    """An action at `as_of`. `parent_id`: the fiche of an operation, which takes its axe and objective.

    `axe`: title, or « Axe 3 »; `axe_label`: « Axe 3. Titre »; `objective`: the heading just under the axe.
    `last_report_on` None: never reported. `percent` 0 to 100. `budget_cents` in euro cents. Lists are names, `communes`
    those named (none: the whole territory), `operations` and `indicators` numbers of them. The texts are those of the
    report in force.
    """

    id: int
    version: int
    convention_id: int
    convention: str
    convention_title: str
    territory_id: int
    territory_code: str
    territory: str
    heading_id: int | None
    axe_id: int | None
    axe: str | None
    axe_label: str | None
    objective: str | None
    parent_id: int | None
    position: int
    code: str | None
    title: str
    status: Status
    percent: int | None
    confidence: Confidence | None
    late: bool
    stale: bool
    never_reported: bool
    not_started_later: bool
    last_report_on: date | None
    done_text: str | None
    next_text: str | None
    blocking_text: str | None
    decision_wanted: str | None
    reason: str | None
    resumes_on: date | None
    starts_on: date | None
    due_on: date | None
    calendar_text: str | None
    yearly: bool
    priority: Priority | None
    budget_cents: int | None
    budget_text: str | None
    origin: Origin | None
    report_origin: Origin | None
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
    facts = Facts(as_of, stale_days)
    conditions = [*action_conditions(session, reader, selection, as_of)]
    if selection.statuses:
        conditions.append(facts.status.in_(selection.statuses))
    if not operations:
        conditions.append(Action.parent_id.is_(None))
    if only is not None:
        conditions.append(only)
    found = session.execute(facts.select(*_columns(facts)).where(*conditions)).all()
    return _assembled(session, found) if found else []


def _columns(facts: Facts) -> tuple[Any, ...]:
    return (
        Action.id,
        Action.version,
        Action.convention_id,
        Action.heading_id,
        Action.parent_id,
        Action.position,
        Action.code,
        Action.title,
        facts.status.label("status"),
        facts.percent.label("percent"),
        ProgressReport.confidence,
        facts.late.label("late"),
        facts.stale.label("stale"),
        facts.never_reported.label("never_reported"),
        facts.not_started_later.label("not_started_later"),
        facts.reported_on.label("last_report_on"),
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
        Action.budget_cents,
        Action.budget_text,
        Action.origin,
        ProgressReport.origin.label("report_origin"),
    )


def _assembled(session: Session, found: Sequence[AnyRow]) -> list[ActionRow]:
    """Rows with the names they refer to, fetched for all at once, in the order of the plan."""
    conventions = places(session, {row.convention_id for row in found})
    filed = headings(session, conventions)
    listed = lists(session, {row.id for row in found}, conventions)
    fiches = _fiches(session, {row.parent_id for row in found if row.parent_id is not None})
    ranked = []
    for row in found:
        fiche = fiches.get(row.parent_id)
        heading_id = row.heading_id or (fiche.heading_id if fiche else None)
        where = filed[heading_id] if heading_id is not None else OUTSIDE
        place = conventions[row.convention_id]
        rank = (place.convention, where.rank, _rank(fiche or row), fiche is not None, _rank(row))
        ranked.append((rank, _row(row, place, heading_id, where, listed)))
    ranked.sort(key=itemgetter(0))
    return [row for _rank_of_row, row in ranked]


def _rank(row: AnyRow) -> tuple[Any, ...]:
    return (natural_key(row.code), row.position, row.id)


def _fiches(session: Session, ids: set[int]) -> dict[int | None, AnyRow]:
    """What ranks and files the fiches of the operations found, by id."""
    if not ids:
        return {}
    columns = select(Action.id, Action.code, Action.position, Action.heading_id)
    return {row.id: row for row in session.execute(columns.where(among(Action.id, ids)))}


def _row(row: AnyRow, place: Place, heading_id: int | None, where: Filed, listed: Lists) -> ActionRow:
    return ActionRow(
        **(row._asdict() | {"heading_id": heading_id}),
        convention=place.convention,
        convention_title=place.title,
        territory_id=place.territory_id,
        territory_code=place.territory_code,
        territory=place.territory,
        axe_id=where.axe_id,
        axe=where.axe,
        axe_label=where.axe_label,
        objective=where.objective,
        pilots=listed.pilots.get(row.id, ()),
        partners=listed.partners.get(row.id, ()),
        themes=listed.themes.get(row.id, ()),
        communes=listed.communes.get(row.id, ()),
        operations=listed.operations.get(row.id, 0),
        indicators=listed.indicators.get(row.id, 0),
    )
