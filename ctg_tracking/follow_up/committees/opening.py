"""Opening a committee: the figures of its day are frozen, once; then who is there is ticked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Table, func, select

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.committees import named
from ctg_tracking.figures.live import live_picture
from ctg_tracking.figures.snapshots import snapshot_columns
from ctg_tracking.follow_up.committees.taking import Held, moment, take, touched
from ctg_tracking.model import ActionSnapshot, Committee, IndicatorSnapshot, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.settings import settings
from ctg_tracking.store import Store, Work
from ctg_tracking.store.rows import Same, write_rows


@dataclass(frozen=True)
class Opened:
    """A committee that opened on the figures of `frozen_on`. `repeated`: it was open already."""

    committee_id: int
    version: int
    frozen_on: date
    actions: int
    indicators: int
    repeated: bool = False


def open_committee(
    store: Store, author: Reader, committee_id: int, *, expected_version: int | None = None, at: datetime | None = None
) -> Opened:
    """Freeze the figures of the day it is held, and begin. A second click opens once.

    A committee told afterwards freezes the figures of its own day, not today's; one that is still to come does not
    open. `at`: when it opened (None: now). Raises NotFound, NotAllowed, Conflict, StaleVersion, BadInput.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id)
        if committee.state is MeetingState.OPEN:
            return _told(work, committee, repeated=True)
        committee = take(work, committee_id, expected_version=expected_version)
        _refuse_too_early(work, committee)
        committee.opened_at = moment(work, "Ouverture", at)
        _freeze(work, committee, settings().stale_days)
        touched(work, committee)
        return _told(work, committee)


def tick(store: Store, author: Reader, committee_id: int, presence: Mapping[int, bool | None]) -> Held:
    """Say who is present (True), absent (False) or not ticked (None), by id of attendance, while it is open.

    Raises NotFound, NotAllowed, Conflict.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, (MeetingState.OPEN,))
        rows = {row.id: row for row in committee.attendance}
        if unknown := sorted(set(presence) - set(rows)):
            raise NotFound(f"L’invité n°\u00a0{unknown[0]} de ce comité")
        moved = {row_id: present for row_id, present in presence.items() if rows[row_id].present is not present}
        for row_id, present in moved.items():
            rows[row_id].present = present
        return touched(work, committee) if moved else Held(committee.id, committee.version, repeated=True)


def _refuse_too_early(work: Work, committee: Committee) -> None:
    if committee.held_on > work.today:
        raise Conflict(
            f"{named(committee.kind, committee.held_on)} s’ouvre le jour où il se tient, car ses chiffres sont alors "
            "figés. S’il est avancé, changez d’abord sa date."
        )


def _freeze(work: Work, committee: Committee, stale_days: int) -> None:
    """Write the picture of the day, in its order; the same rows give the same snapshot."""
    references = [row.reference for row in committee.conventions]
    picture = live_picture(work.session, work.author, references, committee.held_on, stale_days)
    connection = work.session.connection()
    for entity, columns in snapshot_columns(picture).items():
        table = entity.__table__
        assert isinstance(table, Table)
        if count := len(columns["position"]):
            ids = work.bulk.next_ids(entity, count)
            write_rows(connection, table, {"id": ids, "committee_id": Same(committee.id), **columns})
            _weigh(connection, table)
    committee.frozen_on, committee.stale_days, committee.state = picture.as_of, stale_days, MeetingState.OPEN


def _weigh(connection: Connection, table: Table) -> None:
    """Let Postgres know the rows just written, as it does by itself a minute later, when they are already projected.

    Without it a filter of eighty conventions took half a second: it believed that the snapshot held one row.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {table.name}")


def _told(work: Work, committee: Committee, *, repeated: bool = False) -> Opened:
    def frozen(entity: type[ActionSnapshot | IndicatorSnapshot]) -> int:
        rows = select(func.count()).select_from(entity).where(entity.committee_id == committee.id)
        return work.session.scalar(rows) or 0

    assert committee.frozen_on is not None, "an open committee is frozen: the database holds it"
    numbers = frozen(ActionSnapshot), frozen(IndicatorSnapshot)
    return Opened(committee.id, committee.version, committee.frozen_on, *numbers, repeated)
