"""Whether something changed on a committee or on what it looks at, in one short question."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.committees.rows import seen_by
from ctg_tracking.figures.sql import fetched
from ctg_tracking.model import Change, Committee, Reader, committee_convention

_RECENT = 50
"""Changes before the newest of a convention, among which one may come late: those of transactions that overlap."""


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
