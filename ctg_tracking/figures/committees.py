"""Committees as people find them: the list, one committee with its agenda, attendance and decisions, the former one.

A committee of several conventions is seen by those who may see all of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, not_, select, true
from sqlalchemy.orm import Session, aliased

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.selection import visible
from ctg_tracking.figures.sql import AnySelect, Condition, among, fetched
from ctg_tracking.model import (
    Actor,
    AgendaItem,
    Attendance,
    Change,
    Committee,
    Convention,
    Reader,
    committee_convention,
    french,
)
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import ActorKind, AgendaReason, MeetingKind, MeetingState, Origin

SHORT = {
    MeetingKind.COPIL: "Le COPIL",
    MeetingKind.COTECH: "Le COTECH",
    MeetingKind.THEME_GROUP: "Le groupe thématique",
}


_RECENT = 50
"""Changes before the newest of a convention, among which one may come late: those of transactions that overlap."""


@dataclass(frozen=True)
class CommitteeRow:
    """A committee. `conventions`: (id, reference, title), by reference. `frozen_on` None: not opened yet.

    `version` is raised by any write on it, its agenda, its attendance or its decisions.
    `results` and `shown_indicators` (ids of indicators), `shown_actions`: what is projected, in its order; None: not
    chosen.
    """

    id: int
    version: int
    kind: MeetingKind
    title: str | None
    held_on: date
    hour: str | None
    place: str | None
    state: MeetingState
    frozen_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    reopened_at: datetime | None
    reopening_reason: str | None
    note: str | None
    origin: Origin | None
    conventions: tuple[tuple[int, str, str], ...]
    results: tuple[int, ...] | None = None
    shown_actions: tuple[int, ...] | None = None
    shown_indicators: tuple[int, ...] | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """References of its conventions."""
        return tuple(reference for _id, reference, _title in self.conventions)

    @property
    def named(self) -> str:
        """« Le COPIL du 27 novembre 2025 », for a sentence."""
        return named(self.kind, self.held_on)


@dataclass(frozen=True)
class ItemRow:
    """A point of the agenda; `minutes` None: no time given. `reason_code` None: added by hand.

    `said`: what was said on it; None: nothing noted.
    """

    id: int
    convention_id: int
    position: int
    title: str
    reason_code: AgendaReason | None
    reason: str | None
    minutes: int | None
    action_id: int | None
    indicator_id: int | None
    decision_id: int | None
    milestone: str | None
    said: str | None = None


@dataclass(frozen=True)
class AttendanceRow:
    """Somebody invited; `present` None: not ticked yet."""

    id: int
    name: str
    body: str | None
    present: bool | None


def named(kind: MeetingKind, held_on: date) -> str:
    """« Le COPIL du 27 novembre 2025 »."""
    return f"{SHORT[kind]} du {french.long_day(held_on)}"


def committee_rows(session: Session, reader: Reader, *, convention: str | None = None) -> list[CommitteeRow]:
    """Committees this reader may see, the latest first; those about one convention (reference) only, if told."""
    conditions = [seen_by(reader)]
    if convention is not None:
        about = select(committee_convention.c.committee_id).join(
            Convention, Convention.id == committee_convention.c.convention_id
        )
        conditions.append(Committee.id.in_(about.where(Convention.reference == convention)))
    return _rows(session, *conditions)


def the_committee(session: Session, reader: Reader, committee_id: int) -> CommitteeRow:
    """One committee. Raises NotFound when the reader may not see it."""
    found = _rows(session, seen_by(reader), Committee.id == committee_id)
    if not found:
        raise NotFound("Ce comité")
    return found[0]


def agenda_of(session: Session, committee_id: int) -> tuple[ItemRow, ...]:
    """The points of a committee, in their order; the caller has checked who may see it."""
    item = AgendaItem
    statement: AnySelect = (
        select(
            item.id,
            item.convention_id,
            item.position,
            item.title,
            item.reason_code,
            item.reason,
            item.minutes,
            item.action_id,
            item.indicator_id,
            item.decision_id,
            item.milestone,
            item.said,
        )
        .where(item.committee_id == committee_id)
        .order_by(item.position, item.id)
    )
    return tuple(ItemRow(*row) for row in fetched(session, statement))


def attendance_of(session: Session, committee_id: int) -> tuple[AttendanceRow, ...]:
    """Those invited, in the order they were; the caller has checked who may see the committee."""
    statement = select(Attendance.id, Attendance.name, Attendance.body, Attendance.present)
    wanted = statement.where(Attendance.committee_id == committee_id).order_by(Attendance.id)
    return tuple(AttendanceRow(*row) for row in fetched(session, wanted))


def owners_of(session: Session, reader: Reader, committee_id: int) -> tuple[tuple[int, str, ActorKind | None], ...]:
    """Who may carry a decision of a committee: (actor id, name, kind), in the order of the names.

    They are those known on the territories of its conventions. Raises NotFound when the reader may not see it.
    """
    committee = the_committee(session, reader, committee_id)
    places = select(Convention.territory_id).where(among(Convention.id, [row[0] for row in committee.conventions]))
    statement = select(Actor.id, Actor.name, Actor.kind).where(Actor.territory_id.in_(places))
    found = sorted(fetched(session, statement), key=lambda row: (sort_key(row[1]), row[0]))
    return tuple((row[0], row[1], row[2]) for row in found)


def former_committees(
    session: Session, conventions: Collection[int], kind: MeetingKind, before: date, *, other_than: int | None = None
) -> Mapping[int, tuple[int, date]]:
    """The last committee before a day that froze each convention (ids): (committee id, day frozen), by convention.

    A COPIL compares with a COPIL; another committee with the last of its kind or COPIL, whichever is the later.
    """
    link = committee_convention.c
    statement = (
        select(link.convention_id, Committee.id, Committee.frozen_on)
        .join(Committee, Committee.id == link.committee_id)
        .where(
            among(link.convention_id, conventions),
            Committee.kind.in_({kind, MeetingKind.COPIL}),
            Committee.frozen_on < before,
            true() if other_than is None else Committee.id != other_than,
        )
        .order_by(Committee.frozen_on, Committee.id)
    )
    return {row[0]: (row[1], row[2]) for row in fetched(session, statement)} if conventions else {}


def pulse(session: Session, reader: Reader, committee_id: int) -> str:
    """A word that changes with any write on the committee or on its conventions: what a screen polls.

    One statement, one search of the index for each convention. The newest changes are counted too: a transaction that
    ends after another may have written before it. Raises NotFound when the reader may not see the committee.
    """
    link, near = committee_convention, aliased(Change)
    newest = select(func.max(Change.id)).where(Change.convention_id == link.c.convention_id).correlate(link)
    recent = (
        select(func.count())
        .select_from(near)
        .where(near.convention_id == link.c.convention_id, near.id > newest.scalar_subquery() - _RECENT)
        .correlate(link)
    )
    statement = (
        select(Committee.version, func.max(newest.scalar_subquery()), func.sum(recent.scalar_subquery()))
        .join(link, link.c.committee_id == Committee.id)
        .where(Committee.id == committee_id, seen_by(reader))
        .group_by(Committee.version)
    )
    found = fetched(session, statement)
    if not found:
        raise NotFound("Ce comité")
    return ".".join(str(part or 0) for part in found[0])


def seen_by(reader: Reader) -> Condition:
    """Condition on Committee: the reader may see each of its conventions."""
    if reader.everywhere:
        return true()
    link = committee_convention.c
    hidden = (
        select(link.committee_id).join(Convention, Convention.id == link.convention_id).where(not_(visible(reader)))
    )
    return Committee.id.not_in(hidden)


def _rows(session: Session, *conditions: Condition) -> list[CommitteeRow]:
    committee = Committee
    statement: AnySelect = (
        select(
            committee.id,
            committee.version,
            committee.kind,
            committee.title,
            committee.held_on,
            committee.hour,
            committee.place,
            committee.state,
            committee.frozen_on,
            committee.opened_at,
            committee.closed_at,
            committee.reopened_at,
            committee.reopening_reason,
            committee.note,
            committee.origin,
            committee.results,
            committee.shown_actions,
            committee.shown_indicators,
        )
        .where(*conditions)
        .order_by(committee.held_on.desc(), committee.id.desc())
    )
    found = fetched(session, statement)
    about = _conventions(session, {row[0] for row in found})
    return [CommitteeRow(*[*row[:-3], about[row[0]], *map(_chosen, row[-3:])]) for row in found]


def _chosen(ids: list[int] | None) -> tuple[int, ...] | None:
    return None if ids is None else tuple(ids)


def _conventions(session: Session, committee_ids: Collection[int]) -> Mapping[int, tuple[tuple[int, str, str], ...]]:
    link = committee_convention.c
    statement = (
        select(link.committee_id, Convention.id, Convention.reference, Convention.title)
        .join(Convention, Convention.id == link.convention_id)
        .where(among(link.committee_id, committee_ids))
    )
    found: dict[int, list[tuple[int, str, str]]] = {committee_id: [] for committee_id in committee_ids}
    for committee_id, *convention in fetched(session, statement) if committee_ids else ():
        found[committee_id].append((convention[0], convention[1], convention[2]))
    return {key: tuple(sorted(rows, key=lambda row: (row[1], row[0]))) for key, rows in found.items()}
