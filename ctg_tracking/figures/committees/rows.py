"""The committees a reader may see, and one of them.

A committee of several conventions is seen by those who may see all of them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import not_, select, true
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.selection import visible
from ctg_tracking.figures.sql import AnySelect, Condition, among, fetched
from ctg_tracking.model import Committee, Convention, Reader, committee_convention, french
from ctg_tracking.model.words import MeetingKind, MeetingState, Origin

_SHORT = {
    MeetingKind.COPIL: "Le COPIL",
    MeetingKind.COTECH: "Le COTECH",
    MeetingKind.THEME_GROUP: "Le groupe thématique",
}


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


def named(kind: MeetingKind, held_on: date) -> str:
    """« Le COPIL du 27 novembre 2025 »."""
    return f"{_SHORT[kind]} du {french.long_day(held_on)}"


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
