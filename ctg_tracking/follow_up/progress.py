"""Reporting on an action: what a pilot does in ten minutes a quarter."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import BadInput, StaleVersion
from ctg_tracking.follow_up import periods
from ctg_tracking.follow_up.words import free_text
from ctg_tracking.model import Action, ProgressReport, Reader
from ctg_tracking.model.words import Confidence, Status
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class Progress:
    """What is said of an action. `on`: the day it is true from (None: the store's current day).

    `reason` is required when suspended or dropped, `resumes_on` when postponed (ARCHITECTURE, nouns: Status).
    """

    status: Status
    percent: int | None = None
    confidence: Confidence | None = None
    done: str | None = None
    next: str | None = None
    blocking: str | None = None
    decision_wanted: str | None = None
    reason: str | None = None
    resumes_on: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class Reported:
    """A report as stored: `version` is the action's new one. `repeated`: the same had just been said by the author."""

    report_id: int
    action_id: int
    version: int
    effective_on: date
    recorded_at: datetime
    repeated: bool = False


def report_progress(
    store: Store, author: Reader, action_id: int, said: Progress, *, expected_version: int | None = None
) -> Reported:
    """Add a report to an action; its status and percent hold from `said.on` until the next report.

    Saying twice the same thing (a second click) is one report. Raises NotFound, NotAllowed, BadInput, StaleVersion.
    """
    with store.write(author, effective_on=said.on) as work:
        return add_report(work, action_id, said, expected_version=expected_version)


def add_report(
    work: Work, action_id: int, said: Progress, *, expected_version: int | None = None, committee_id: int | None = None
) -> Reported:
    """The same inside a transaction under way. `committee_id`: the committee that decided it."""
    action = fetch(work.session, work.author, Right.REPORT, Action, action_id)
    report = _checked(said, work)
    report.committee_id = committee_id
    chain = _chain(work, action_id)
    if (repeated := _same_as_current(chain, report)) is not None:
        return _told(repeated, action, repeated=True)
    if expected_version is not None and action.version != expected_version:
        raise StaleVersion("cette action", stored=action.version, expected=expected_version)
    _insert(work, action, chain, report)
    return _told(report, action)


def _checked(said: Progress, work: Work) -> ProgressReport:
    on = said.on or work.today
    if on > work.today:
        raise BadInput("Date du point", on.strftime("%d/%m/%Y"), f"au plus tard le {work.today:%d/%m/%Y}")
    reason, resumes_on = _explained(said, on)
    return ProgressReport(
        effective_on=on,
        recorded_at=work.now,
        author_id=work.author.account_id,
        status=said.status,
        percent=_percent(said.percent),
        confidence=said.confidence,
        done_text=free_text("Ce qui a avancé", said.done),
        next_text=free_text("Prochaine étape", said.next),
        blocking_text=free_text("Ce qui bloque", said.blocking),
        decision_wanted=free_text("Décision attendue", said.decision_wanted),
        reason=reason,
        resumes_on=resumes_on,
    )


def _explained(said: Progress, on: date) -> tuple[str | None, date | None]:
    reason = free_text("Motif", said.reason)
    if said.status.needs_reason and reason is None:
        raise BadInput("Motif", None, f"une phrase qui dit pourquoi l’action est {said.status.label.lower()}")
    if said.status.needs_resumption and said.resumes_on is None:
        raise BadInput("Date de reprise", None, "la date à laquelle l’action reprendra")
    if said.resumes_on is not None and said.resumes_on <= on:
        raise BadInput("Date de reprise", said.resumes_on.strftime("%d/%m/%Y"), f"une date après le {on:%d/%m/%Y}")
    return reason, said.resumes_on


def _percent(percent: int | None) -> int | None:
    if percent is not None and not 0 <= percent <= 100:
        raise BadInput("Avancement", percent, "un nombre entier de 0 à 100")
    return percent


def _chain(work: Work, action_id: int) -> list[ProgressReport]:
    ordered = select(ProgressReport).where(ProgressReport.action_id == action_id)
    return list(work.session.scalars(ordered.order_by(ProgressReport.effective_on, ProgressReport.id)))


_SAID = (
    "author_id", "effective_on", "status", "percent", "confidence", "done_text", "next_text", "blocking_text",
    "decision_wanted", "reason", "resumes_on", "committee_id",
)  # fmt: skip


def _same_as_current(chain: list[ProgressReport], report: ProgressReport) -> ProgressReport | None:
    last = max(chain, key=lambda row: row.id, default=None)
    same = last is not None and all(getattr(last, name) == getattr(report, name) for name in _SAID)
    return last if same else None


def _insert(work: Work, action: Action, chain: list[ProgressReport], report: ProgressReport) -> None:
    placed = periods.place([(row.id, row.effective_on) for row in chain], report.effective_on)
    for row in chain:
        if row.id == placed.ends:
            row.until = report.effective_on
    action.touched_at = work.now
    work.session.flush()  # the former current period must end before the new one begins: one may be open
    report.action_id, report.until = action.id, placed.until
    work.session.add(report)
    work.session.flush()


def _told(report: ProgressReport, action: Action, *, repeated: bool = False) -> Reported:
    return Reported(report.id, action.id, action.version, report.effective_on, report.recorded_at, repeated)
