"""How much a committee holds: its points and its decisions, counted for a whole list at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ctg_tracking.figures.sql import among, fetched
from ctg_tracking.model import AgendaItem, Decision


@dataclass(frozen=True)
class Size:
    """Points on the agenda of a committee, and decisions taken."""

    points: int = 0
    decisions: int = 0


def sizes_of(session: Session, committee_ids: Collection[int]) -> Mapping[int, Size]:
    """The size of each of these committees (ids); the caller has checked who may see them."""
    points = _counted(session, AgendaItem.committee_id, committee_ids)
    decisions = _counted(session, Decision.committee_id, committee_ids)
    return {one: Size(points.get(one, 0), decisions.get(one, 0)) for one in committee_ids}


def _counted(session: Session, column: InstrumentedAttribute[int], ids: Collection[int]) -> Mapping[int, int]:
    if not ids:
        return {}
    statement = select(column, func.count()).where(among(column, ids)).group_by(column)
    return {row[0]: row[1] for row in fetched(session, statement)}
