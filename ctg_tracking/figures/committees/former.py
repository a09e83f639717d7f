"""The committee before: what the figures of another are compared with."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from ctg_tracking.figures.sql import among, fetched
from ctg_tracking.model import Committee, committee_convention
from ctg_tracking.model.words import MeetingKind


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
