"""Reports that a file brings: rows of « Points d'étape », and statuses of the plan compared with the state in force.

A status becomes a report only when it differs from what was in force on its day. Blanks never erase.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ctg_tracking.model.words import Origin, Status
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import NoSuchPlaceError, Places
from ctg_tracking.spreadsheet.plan import Given, ParsedAction, ParsedPlan, ParsedReport
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, CellChange, Change, ReportDraft, ReportStep
from ctg_tracking.spreadsheet.stored import StoredPlan, StoredReport

_TEXTS = ("done_text", "next_text", "blocking_text", "decision_wanted")
_ROW = ("percent", "confidence", *_TEXTS, "reason", "resumes_on")


@dataclass(frozen=True)
class Followed:
    """Steps on reports, the action steps completed with theirs, and how many rows were refused on the way."""

    actions: Sequence[ActionStep]
    reports: Sequence[ReportStep]
    refused: int


class _Timelines:
    """Reports of each action in order of effect, those of the file joining as they are read."""

    def __init__(self, stored: Mapping[int, Sequence[StoredReport]]) -> None:
        self._stored = stored
        self._lines: dict[Anchor, list[StoredReport]] = {}

    def of(self, action: Anchor) -> list[StoredReport]:
        if action not in self._lines:
            self._lines[action] = list(self._stored.get(action.stored_id or 0, ()))
        return self._lines[action]

    def at(self, action: Anchor, day: date) -> StoredReport | None:
        """The report in force on a day."""
        line = self.of(action)
        place = bisect_right(line, day, key=lambda report: report.effective_on)
        return line[place - 1] if place else None

    def add(self, action: Anchor, draft: ReportDraft) -> None:
        line = self.of(action)
        place = bisect_right(line, draft.on, key=lambda report: report.effective_on)
        said = {name: getattr(draft, name) for name in _ROW}
        line.insert(place, StoredReport(0, draft.on, draft.status, **said))


def follow(
    plan: ParsedPlan, stored: StoredPlan, places: Places, actions: Sequence[ActionStep], problems: list[Problem]
) -> Followed:
    """Compare every status and report of the file with the reports of the store."""
    lines = _Timelines(stored.reports)
    steps, refused = [], 0
    for report in sorted(plan.reports, key=lambda one: one.on_date):
        step = _report_step(report, places, lines, stored.today, problems)
        refused += step is None
        if step is not None:
            steps.append(step)
    told = [_with_status(step, lines, stored, problems) for step in actions]
    return Followed(told, steps, refused)


# -- rows of « Points d'étape » --


def _report_step(
    report: ParsedReport, places: Places, lines: _Timelines, today: date, problems: list[Problem]
) -> ReportStep | None:
    try:
        action = places.action(report.ref, report.key)
    except NoSuchPlaceError as missing:
        problems.append(_error(report, "Action", str(report.ref), f"{missing}."))
        return None
    if report.on_date > today:
        shown = f"{report.on_date:%d/%m/%Y}"
        problems.append(_error(report, "Date", shown, f"« {shown} »\u202f: un point d’étape n’est pas daté du futur."))
        return None
    draft = _draft(report)
    if any(known.effective_on == draft.on and _says_the_same(known, draft) for known in lines.of(action)):
        return ReportStep(Change.UNCHANGED, action, places.names[action], draft)
    lines.add(action, draft)
    _warn_of_gaps(draft, problems)
    return ReportStep(Change.ADDED, action, places.names[action], draft)


def _draft(report: ParsedReport) -> ReportDraft:
    said = {name: one.value for name, one in report.given.items() if name in _ROW}
    origin = report.given.get("origin")
    return ReportDraft(
        report.on_date,
        report.given["status"].value,
        report.sheet,
        report.cell,
        origin=Origin(origin.value) if origin else None,
        **said,
    )


def _says_the_same(known: StoredReport, draft: ReportDraft) -> bool:
    return known.status is draft.status and all(getattr(known, name) == getattr(draft, name) for name in _ROW)


def _error(report: ParsedReport, column: str, value: str, message: str) -> Problem:
    message = message[0].upper() + message[1:]
    return Problem(Severity.ERROR, report.sheet, report.cell, column, value, message)


def _warn_of_gaps(draft: ReportDraft, problems: list[Problem]) -> None:
    """What reporting on screen requires a file may lack: told, never refused."""
    lacking = None
    if draft.status.needs_reason and not draft.reason:
        lacking = f"une action {draft.status.label.lower()} demande un motif, à compléter ensuite."
    elif draft.status.needs_resumption and draft.resumes_on is None:
        lacking = "une action reportée demande une date de reprise, à compléter ensuite."
    if lacking:
        shown = draft.status.label
        problems.append(
            Problem(Severity.WARNING, draft.sheet, draft.cell, "Statut", shown, f"« {shown} »\u202f: {lacking}")
        )


# -- statuses of the plan --


def _with_status(step: ActionStep, lines: _Timelines, stored: StoredPlan, problems: list[Problem]) -> ActionStep:
    action = step.parsed
    assert action is not None
    assert step.index is not None
    told = {
        name: one
        for name, one in action.given.items()
        if name in ("status", "percent", "reason", "resumes_on", "comment")
    }
    if not told:
        return step
    on, late = _situation(action, stored.today, problems)
    if late:
        return step
    anchor = Anchor(stored_id=step.stored_id) if step.stored_id is not None else Anchor(index=step.index)
    before = lines.at(anchor, on)
    draft = _status_draft(action, told, before, on)
    if before is None and _says_nothing(draft):
        return step
    moved = tuple(_moved(action, told, before, draft))
    if not moved:
        return step
    lines.add(anchor, draft)
    _warn_of_gaps(draft, problems)
    change = Change.CHANGED if step.stored_id is not None else step.change
    return replace(step, change=change, changes=(*step.changes, *moved), report=draft)


def _situation(action: ParsedAction, today: date, problems: list[Problem]) -> tuple[date, bool]:
    """The day the status is true from, and whether that day is yet to come (the status is then left aside)."""
    told = action.given.get("as_of")
    if told is None:
        return today, False
    if told.value > today:
        shown = f"{told.value:%d/%m/%Y}"
        message = f"« {shown} »\u202f: une situation n’est pas datée du futur\u202f; ce statut n’est pas repris."
        problems.append(Problem(Severity.WARNING, action.sheet, told.cell, "Situation au", shown, message))
        return today, True
    return told.value, False


def _status_draft(
    action: ParsedAction, told: Mapping[str, Given], before: StoredReport | None, on: date
) -> ReportDraft:
    """What the row says, completed by what was in force: blanks never erase, a new status has its own reasons."""

    def given(name: str) -> Any:
        return told[name].value if name in told else None

    status = given("status") or (before.status if before else Status.TO_SPECIFY)
    same = before is not None and before.status is status
    origin = action.value("origin")
    kept = before if same else None
    return ReportDraft(
        on,
        status,
        action.sheet,
        next(iter(told.values())).cell if "status" not in told else told["status"].cell,
        percent=given("percent") if "percent" in told else (kept.percent if kept else None),
        confidence=kept.confidence if kept else None,
        done_text=given("comment") or (kept.done_text if kept else None),
        next_text=kept.next_text if kept else None,
        blocking_text=kept.blocking_text if kept else None,
        decision_wanted=kept.decision_wanted if kept else None,
        reason=given("reason") or (kept.reason if kept else None),
        resumes_on=given("resumes_on") or (kept.resumes_on if kept else None),
        origin=Origin(origin) if origin else None,
    )


def _says_nothing(draft: ReportDraft) -> bool:
    return draft.status is Status.TO_SPECIFY and not any(getattr(draft, name) for name in _ROW)


def _moved(
    action: ParsedAction, told: Mapping[str, Given], before: StoredReport | None, draft: ReportDraft
) -> list[CellChange]:
    changes = []
    for name, field in (
        ("status", "status"),
        ("percent", "percent"),
        ("reason", "reason"),
        ("resumes_on", "resumes_on"),
        ("comment", "done_text"),
    ):
        was = getattr(before, field) if before else None
        now = getattr(draft, field)
        if name in told and was != now:
            changes.append(CellChange(name, was, now, action.sheet, told[name].cell))
    return changes
