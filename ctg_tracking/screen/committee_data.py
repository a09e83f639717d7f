"""What the room of committees reads, each thing in one session; verbs check the rights again on the stored rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ctg_tracking.accounts.rights import Right, may, references_with
from ctg_tracking.figures.committee_sizes import Size, sizes_of
from ctg_tracking.figures.committees import (
    AttendanceRow,
    CommitteeRow,
    ItemRow,
    agenda_of,
    attendance_of,
    committee_rows,
    the_committee,
)
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.model import Committee, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store

_FIRST = (MeetingState.PREPARED, MeetingState.OPEN, MeetingState.CLOSED)


@dataclass(frozen=True)
class Listed:
    """A committee of the list, and how much it holds."""

    committee: CommitteeRow
    size: Size


@dataclass(frozen=True)
class Room:
    """One committee with its agenda, those invited and its decisions, and what this reader may do with it."""

    committee: CommitteeRow
    agenda: Sequence[ItemRow]
    attendance: Sequence[AttendanceRow]
    decisions: Sequence[DecisionRow]
    may_hold: bool
    may_reopen: bool
    today: date

    @property
    def id(self) -> int:
        """Of the committee."""
        return self.committee.id

    @property
    def writable(self) -> bool:
        """Whether this reader may still write on it."""
        return self.may_hold and self.committee.state is not MeetingState.CLOSED

    @property
    def is_open(self) -> bool:
        """Whether it is in session."""
        return self.committee.state is MeetingState.OPEN

    def where(self, convention_id: int) -> str:
        """The convention that something is about, in words, when the committee is about several."""
        about = self.committee.conventions
        if len(about) == 1:
            return ""
        return next((title for known, _reference, title in about if known == convention_id), "")

    def decided_on(self, item_id: int | None) -> list[DecisionRow]:
        """The decisions taken on a point; None: those on no point."""
        return [row for row in self.decisions if row.agenda_item_id == item_id]


def read_list(store: Store, reader: Reader) -> tuple[Listed, ...]:
    """Those to come first, the nearest first; then those in session; then the closed ones, the latest first."""
    with store.read() as session:
        rows = committee_rows(session, reader)
        sizes = sizes_of(session, [row.id for row in rows])
    return tuple(Listed(row, sizes[row.id]) for row in sorted(rows, key=_rank))


def read_room(store: Store, reader: Reader, committee_id: int, today: date) -> Room:
    """One committee; raises NotFound for who may not see it."""
    with store.read() as session:
        committee = the_committee(session, reader, committee_id)
        stored = session.get_one(Committee, committee_id)
        return Room(
            committee=committee,
            agenda=agenda_of(session, committee_id),
            attendance=attendance_of(session, committee_id),
            decisions=decisions_of(session, reader, committee_id, today),
            may_hold=may(session, reader, Right.HOLD_COMMITTEE, stored),
            may_reopen=may(session, reader, Right.REOPEN_COMMITTEE, stored),
            today=today,
        )


def held_conventions(store: Store, reader: Reader) -> frozenset[str]:
    """References of the conventions this reader may hold a committee about."""
    with store.read() as session:
        return references_with(session, reader, Right.HOLD_COMMITTEE)


def _rank(row: CommitteeRow) -> tuple[int, int]:
    """The order of the list, as two numbers."""
    days = row.held_on.toordinal()
    return _FIRST.index(row.state), days if row.state is MeetingState.PREPARED else -days
