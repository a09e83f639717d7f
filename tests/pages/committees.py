"""Committees on the plan of these tests, and what the store holds of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ctg_tracking.figures.committees import CommitteeRow, ItemRow, agenda_of, committee_rows
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    prepare_committee,
)
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind, MeetingState
from ctg_tracking.store import Store

TODAY = date(2026, 6, 30)
"""The day that the demonstration of these tests is pinned at."""


@dataclass(frozen=True)
class Held:
    """A committee on the plan, and the points of its agenda: on the late action, then a free one."""

    id: int
    late: int
    free: int

    @property
    def asked(self) -> str:
        """Its id, in an address."""
        return str(self.id)


def a_committee(store: Store, author: Reader, on: date = TODAY, kind: MeetingKind = MeetingKind.COPIL) -> int:
    """Prepared on the convention of the plan."""
    return prepare_committee(store, author, CommitteeDraft(kind, ("CTG-SEV",), on, place="Mairie")).committee_id


def stored(store: Store, reader: Reader) -> list[CommitteeRow]:
    """The committees of the store."""
    with store.read() as session:
        return committee_rows(session, reader)


def points(store: Store, committee_id: int) -> Sequence[ItemRow]:
    """The agenda of a committee."""
    with store.read() as session:
        return agenda_of(session, committee_id)


def key(committee_id: int, of: str, field: str) -> str:
    """Of a widget of a committee."""
    return f"comite_{of}_{committee_id}_{field}"


def decided(store: Store, reader: Reader, committee_id: int) -> list[DecisionRow]:
    """Its decisions."""
    with store.read() as session:
        return decisions_of(session, reader, committee_id, TODAY)


def state(store: Store, reader: Reader, committee_id: int) -> MeetingState:
    """Its state."""
    with store.read() as session:
        return next(row.state for row in committee_rows(session, reader) if row.id == committee_id)
