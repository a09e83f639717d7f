"""The changes of status that committees decided: what each report they signed says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.sql import AnySelect, among, fetched
from ctg_tracking.model import ProgressReport
from ctg_tracking.model.words import Status


@dataclass(frozen=True)
class DecidedStatus:
    """A status decided, from `effective_on`; `before`: the one it replaced, None for an action never reported."""

    before: Status | None
    status: Status
    effective_on: date
    reason: str | None
    resumes_on: date | None


def decided_statuses(session: Session, report_ids: Collection[int]) -> Mapping[int, DecidedStatus]:
    """What these reports say, by id; the caller has checked who may see the committee."""
    if not report_ids:
        return {}
    report, earlier = ProgressReport, aliased(ProgressReport)
    statement: AnySelect = (
        select(report.id, earlier.status, report.status, report.effective_on, report.reason, report.resumes_on)
        .outerjoin(
            earlier,
            (earlier.action_id == report.action_id)
            & (earlier.until == report.effective_on)
            & (earlier.effective_on < report.effective_on),
        )
        .where(among(report.id, set(report_ids)))
    )
    return {row[0]: DecidedStatus(*row[1:]) for row in fetched(session, statement)}
