"""A committee as its minutes tell it: all that is read, once, for the builders of its sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import (
    AttendanceRow,
    CommitteeRow,
    ItemRow,
    agenda_of,
    attendance_of,
    owners_of,
    the_committee,
)
from ctg_tracking.figures.decided import DecidedStatus, decided_statuses
from ctg_tracking.figures.decisions import DecisionRow, decisions_of, earlier_decisions
from ctg_tracking.model import Reader
from ctg_tracking.model.words import ActorKind, MeetingState
from ctg_tracking.outputs.deck.ground import Ground, read_ground
from ctg_tracking.store import clock


@dataclass(frozen=True)
class HeldCommittee:
    """A committee, what was said and decided, what it looked at, and what earlier ones had asked for.

    `ground`: the figures it froze, or those of today before it opens. `statuses`: changes of status decided, by report.
    `bodies`: actors known as organisations; any other owner may be a person.
    """

    committee: CommitteeRow
    ground: Ground
    agenda: tuple[ItemRow, ...]
    attendance: tuple[AttendanceRow, ...]
    decisions: tuple[DecisionRow, ...]
    statuses: Mapping[int, DecidedStatus]
    earlier: tuple[DecisionRow, ...]
    bodies: frozenset[int]
    demonstration: bool

    @property
    def as_of(self) -> date:
        """The day of its figures, and of what is said of decisions."""
        return self.ground.as_of

    @property
    def closed(self) -> bool:
        """Whether its minutes are final."""
        return self.committee.state is MeetingState.CLOSED

    @property
    def opened(self) -> bool:
        """Whether it met: its figures are frozen."""
        return self.committee.frozen_on is not None

    @property
    def several(self) -> bool:
        """Whether it is about several conventions, which are then named beside what belongs to one."""
        return len(self.committee.conventions) > 1


def read_held(session: Session, reader: Reader, committee_id: int, today: date) -> HeldCommittee:
    """All that minutes say of a committee. Raises NotFound when the reader may not see it."""
    committee = the_committee(session, reader, committee_id)
    ground = read_ground(session, reader, committee, today)
    decisions = tuple(decisions_of(session, reader, committee_id, ground.as_of))
    return HeldCommittee(
        committee=committee,
        ground=ground,
        agenda=agenda_of(session, committee_id),
        attendance=attendance_of(session, committee_id),
        decisions=decisions,
        statuses=decided_statuses(session, [row.report_id for row in decisions if row.report_id is not None]),
        earlier=_followed(session, reader, committee, ground),
        bodies=_bodies(session, reader, committee_id),
        demonstration=clock.is_demonstration(session),
    )


def _followed(session: Session, reader: Reader, committee: CommitteeRow, ground: Ground) -> tuple[DecisionRow, ...]:
    """Decisions of earlier committees still open that day, or done since the committee it compares with."""
    ids = {row[0] for row in committee.conventions}
    former = ground.since.former if ground.since else {}
    rows = earlier_decisions(session, reader, committee.held_on, ground.as_of, conventions=ids)

    def is_followed(row: DecisionRow) -> bool:
        compared = former.get(row.convention_id)
        told = max(row.held_on, compared[1]) if compared else row.held_on
        return row.done_on is None or row.done_on > told

    return tuple(filter(is_followed, rows))


def _bodies(session: Session, reader: Reader, committee_id: int) -> frozenset[int]:
    known = owners_of(session, reader, committee_id)
    return frozenset(actor_id for actor_id, _name, kind in known if kind is ActorKind.ORGANISATION)
