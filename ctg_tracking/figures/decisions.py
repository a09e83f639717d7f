"""Decisions of the committees: those of one, those still open, by convention, by owner, by action.

A decision is open until it is said done; it may be seen by whoever may see its convention.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import named
from ctg_tracking.figures.selection import visible
from ctg_tracking.figures.sql import AnyRow, AnySelect, Condition, among, fetched
from ctg_tracking.model import Action, Actor, Committee, Convention, Decision, Reader, action_pilot
from ctg_tracking.model.words import MeetingKind, Outcome


@dataclass(frozen=True)
class DecisionRow:
    """A decision at a day. `subject` and `owner` in the words of the day it was taken; `action` in today's.

    `done_on` None: open that day. `late`: open, and due before that day.
    """

    id: int
    version: int
    committee_id: int
    kind: MeetingKind
    held_on: date
    convention_id: int
    convention: str
    convention_title: str
    agenda_item_id: int | None
    action_id: int | None
    action: str | None
    subject: str | None
    owner_id: int | None
    owner: str | None
    outcome: Outcome | None
    text: str
    due_on: date | None
    done_on: date | None
    done_note: str | None
    report_id: int | None
    late: bool

    @property
    def asked_by(self) -> str:
        """« Le COPIL du 27 novembre 2025 »."""
        return named(self.kind, self.held_on)


def decisions_of(session: Session, reader: Reader, committee_id: int, as_of: date) -> list[DecisionRow]:
    """The decisions of one committee, in the order they were taken."""
    rows = _rows(session, reader, as_of, Decision.committee_id == committee_id)
    return sorted(rows, key=lambda row: row.id)


def decisions_on(session: Session, reader: Reader, action_id: int, as_of: date) -> list[DecisionRow]:
    """What committees held by that day decided of an action, open or done, the latest first."""
    rows = _rows(session, reader, as_of, Decision.action_id == action_id, Committee.held_on <= as_of)
    return sorted(rows, key=lambda row: (row.held_on, row.id), reverse=True)


def open_decisions(
    session: Session, reader: Reader, as_of: date, *, conventions: Collection[int] | None = None
) -> list[DecisionRow]:
    """Decisions open at `as_of`, of these conventions (ids) if told: the late ones first, then by due date."""
    about = () if conventions is None else (among(Decision.convention_id, conventions),)
    return _open(session, reader, as_of, *about)


def earlier_decisions(
    session: Session, reader: Reader, before: date, as_of: date, *, conventions: Collection[int]
) -> list[DecisionRow]:
    """What committees held before a day decided of these conventions (ids), as it stood at `as_of`, oldest first."""
    if not conventions:
        return []
    rows = _rows(session, reader, as_of, Committee.held_on < before, among(Decision.convention_id, conventions))
    return sorted(rows, key=lambda row: (row.held_on, row.id))


def asked_of(session: Session, reader: Reader, as_of: date) -> list[DecisionRow]:
    """What committees still ask of this reader: decisions it carries, or about an action it pilots."""
    return _open(session, reader, as_of, _concerns(reader))


def answered_by(session: Session, reader: Reader, as_of: date, since: date) -> list[DecisionRow]:
    """What committees asked of this reader and that was said done on `since` or after, the latest first.

    Decisions that nobody had to carry out were done at once: they are left out.
    """
    done = Decision.done_on.between(since, as_of)
    followed = or_(
        Decision.owner_id.is_not(None),
        Decision.due_on.is_not(None),
        Decision.done_note.is_not(None),
        Decision.done_on > Committee.held_on,
    )
    rows = _rows(session, reader, as_of, done, followed, _concerns(reader))
    return sorted(rows, key=lambda row: (row.done_on or as_of, row.id), reverse=True)


def decisions_of_owner(session: Session, reader: Reader, actor_id: int, as_of: date) -> list[DecisionRow]:
    """What committees still ask of somebody."""
    return _open(session, reader, as_of, Decision.owner_id == actor_id)


def pressing(row: DecisionRow) -> tuple[bool, date, date, int]:
    """The order of open decisions: the late ones first, then by due date, then as they were taken."""
    return (not row.late, row.due_on or date.max, row.held_on, row.id)


def _concerns(reader: Reader) -> Condition:
    """Condition on Decision: this reader carries it, or pilots its action."""
    own = select(Actor.id).where(Actor.account_id == reader.account_id)
    piloted = select(action_pilot.c.action_id).where(action_pilot.c.actor_id.in_(own))
    return or_(Decision.owner_id.in_(own), Decision.action_id.in_(piloted))


def _open(session: Session, reader: Reader, as_of: date, *conditions: Condition) -> list[DecisionRow]:
    still = or_(Decision.done_on.is_(None), Decision.done_on > as_of)
    rows = _rows(session, reader, as_of, still, Committee.held_on <= as_of, *conditions)
    return sorted(rows, key=pressing)


def _rows(session: Session, reader: Reader, as_of: date, *conditions: Condition) -> list[DecisionRow]:
    decision = Decision
    statement: AnySelect = (
        select(
            decision.id,
            decision.version,
            decision.committee_id,
            Committee.kind,
            Committee.held_on,
            decision.convention_id,
            Convention.reference,
            Convention.title,
            decision.agenda_item_id,
            decision.action_id,
            Action.title,
            decision.subject,
            decision.owner_id,
            decision.owner_name,
            decision.outcome,
            decision.text,
            decision.due_on,
            decision.done_on,
            decision.done_note,
            decision.report_id,
        )
        .join(Committee, Committee.id == decision.committee_id)
        .join(Convention, Convention.id == decision.convention_id)
        .outerjoin(Action, Action.id == decision.action_id)
        .where(visible(reader), *conditions)
    )
    return [_row(row, as_of) for row in fetched(session, statement)]


def _row(row: AnyRow, as_of: date) -> DecisionRow:
    values = list(row)
    due_on, done_on = values[_DUE_ON], values[_DONE_ON]
    if done_on is not None and done_on > as_of:
        values[_DONE_ON] = done_on = None
    late = done_on is None and due_on is not None and due_on < as_of
    return DecisionRow(*[*values, late])


_DUE_ON, _DONE_ON = 16, 17
