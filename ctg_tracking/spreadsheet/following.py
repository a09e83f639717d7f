"""Reports that a file brings: rows of « Points d'étape », and statuses of the plan compared with the state in force.

A status becomes a report only when it differs from what was in force on its day. Reports are history: no blank ever
erases one, whatever the strategy. « Compléter » (fill) reports on an action that nobody reported on yet; of one already
reported it only gives what the report in force does not say, when the status is the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ctg_tracking.model.words import Origin, Status
from ctg_tracking.spreadsheet.noting import day_of, is_said, noted, notes_of, warn_of_years_to_come
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.places import NoSuchPlaceError, Places
from ctg_tracking.spreadsheet.plan import DatedNote, Given, ParsedAction, ParsedPlan, ParsedReport
from ctg_tracking.spreadsheet.preview import ActionStep, Anchor, CellChange, Change, ReportDraft, ReportStep
from ctg_tracking.spreadsheet.stored import StoredReport
from ctg_tracking.spreadsheet.timelines import SAID, Timelines

_TOLD = MappingProxyType(
    {"status": "status", "percent": "percent", "reason": "reason", "resumes_on": "resumes_on", "comment": "done_text"}
)
"""Field of a row of the plan -> what it says in a report."""


@dataclass(frozen=True)
class Followed:
    """Steps on reports, the action steps completed with theirs, and how many rows were refused on the way."""

    actions: Sequence[ActionStep]
    reports: Sequence[ReportStep]
    refused: int


@dataclass(frozen=True)
class Context:
    """What the reports of a file are compared with, and where what is wrong with them is told."""

    lines: Timelines
    today: date
    fill: bool
    problems: list[Problem]


def follow(plan: ParsedPlan, places: Places, actions: Sequence[ActionStep], context: Context) -> Followed:
    """Compare every status, note and report of the file with the reports of the store."""
    steps: list[ReportStep] = []
    refused = 0
    for report in sorted((one for one in plan.reports if not one.refused), key=lambda one: one.on_date):
        step = _report_step(report, places, context)
        refused += step is None
        if step is not None:
            steps.append(step)
    told = [_with_progress(step, steps, context) for step in actions]
    return Followed(told, steps, refused)


# -- rows of « Points d'étape » --


def _report_step(report: ParsedReport, places: Places, context: Context) -> ReportStep | None:
    try:
        action = places.action(report.ref, report.key)
    except NoSuchPlaceError as missing:
        context.problems.append(_error(report, "Action", str(report.ref), f"{missing}."))
        return None
    if report.on_date > context.today:
        shown = f"{report.on_date:%d/%m/%Y}"
        message = (
            f"« {shown} »\u202f: un point d’étape n’est pas daté du futur\u202f; attendu\u202f: une date "
            f"jusqu’au {context.today:%d/%m/%Y}."
        )
        context.problems.append(_error(report, "Date", shown, message))
        return None
    draft = _draft(report)
    known = any(one.effective_on == draft.on and _says_the_same(one, draft) for one in context.lines.of(action))
    if known or (context.fill and context.lines.reported(action)):
        return ReportStep(Change.UNCHANGED, action, places.name(action), draft)
    context.lines.add(action, draft)
    _warn_of_gaps(draft, context.problems)
    return ReportStep(Change.ADDED, action, places.name(action), draft)


def _draft(report: ParsedReport) -> ReportDraft:
    said = {name: one.value for name, one in report.given.items() if name in SAID}
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
    return known.status is draft.status and all(getattr(known, name) == getattr(draft, name) for name in SAID)


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


# -- statuses and notes of the plan --


def _with_progress(step: ActionStep, reports: list[ReportStep], context: Context) -> ActionStep:
    """A row with the report its status makes; those of its notes join `reports`. In order of their days."""
    action = step.parsed
    assert action is not None
    told = {name: one for name, one in action.given.items() if name in _TOLD}
    notes = notes_of(action)
    if not told and not notes:
        return step
    anchor = Anchor(stored_id=step.stored_id) if step.stored_id is not None else Anchor(index=step.index)
    on, late = _situation(action, context) if told else (context.today, False)
    if not notes:
        return step if late else _with_status(step, action, anchor, told, on, context)
    warn_of_years_to_come(notes, context.today, context.problems)
    before, after = _split(notes, on, context.today)
    if "status" in told and "comment" not in told and not late and not context.fill:
        before, told = _said_with_status(before, told, on, anchor, context)
    reports += _noted(step, action, anchor, before, context)
    if told and not late:
        step = _with_status(step, action, anchor, told, on, context)
    reports += _noted(step, action, anchor, after, context)
    return step


def _split(notes: Sequence[DatedNote], on: date, today: date) -> tuple[list[DatedNote], list[DatedNote]]:
    """Notes up to the day of the status, and those after it."""
    return [one for one in notes if day_of(one, today) <= on], [one for one in notes if day_of(one, today) > on]


def _said_with_status(
    notes: list[DatedNote], told: dict[str, Given], on: date, anchor: Anchor, context: Context
) -> tuple[list[DatedNote], dict[str, Given]]:
    """A note of the very day of the status is what its report says was done: one report, not two."""
    same_day = [one for one in notes if day_of(one, context.today) == on]
    if not same_day or is_said(same_day[-1], anchor, context.lines, context.today, fill=False):
        return notes, told
    note = same_day[-1]
    return [one for one in notes if one is not note], {**told, "comment": Given(note.text, note.cell, note.sheet)}


def _noted(
    step: ActionStep, action: ParsedAction, anchor: Anchor, notes: Sequence[DatedNote], context: Context
) -> Iterator[ReportStep]:
    return noted(step.title, action, anchor, notes, context.lines, context.today, fill=context.fill)


def _with_status(
    step: ActionStep, action: ParsedAction, anchor: Anchor, told: Mapping[str, Given], on: date, context: Context
) -> ActionStep:
    before = context.lines.at(anchor, on)
    if context.fill and context.lines.reported(anchor):
        told = _lacking(told, before)
        if not told:
            return step
    draft = _status_draft(action, told, before, on)
    if before is None and _says_nothing(draft):
        return step
    moved = tuple(_moved(action, told, before, draft))
    if not moved:
        return step
    context.lines.add(anchor, draft)
    _warn_of_gaps(draft, context.problems)
    change = Change.CHANGED if step.stored_id is not None else step.change
    return replace(step, change=change, changes=(*step.changes, *moved), report=draft)


def _lacking(told: Mapping[str, Given], before: StoredReport | None) -> dict[str, Given]:
    """What the report in force does not say yet, when the file tells no other status."""
    if before is None or ("status" in told and told["status"].value is not before.status):
        return {}
    return {name: one for name, one in told.items() if name != "status" and getattr(before, _TOLD[name]) is None}


def _situation(action: ParsedAction, context: Context) -> tuple[date, bool]:
    """The day the status is true from, and whether that day is yet to come (the status is then left aside)."""
    told, today = action.given.get("as_of"), context.today
    if told is None:
        return today, False
    if told.value > today:
        shown = f"{told.value:%d/%m/%Y}"
        message = f"« {shown} »\u202f: une situation n’est pas datée du futur\u202f; ce statut n’est pas repris."
        context.problems.append(
            Problem(Severity.WARNING, told.sheet or action.sheet, told.cell, "Situation au", shown, message)
        )
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
    place = told.get("status") or next(iter(told.values()))
    return ReportDraft(
        on,
        status,
        place.sheet or action.sheet,
        place.cell,
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
    return draft.status is Status.TO_SPECIFY and not any(getattr(draft, name) for name in SAID)


def _moved(
    action: ParsedAction, told: Mapping[str, Given], before: StoredReport | None, draft: ReportDraft
) -> list[CellChange]:
    changes = []
    for name, field in _TOLD.items():
        was = getattr(before, field) if before else None
        now = getattr(draft, field)
        if name in told and was != now:
            one = told[name]
            changes.append(CellChange(name, was, now, one.sheet or action.sheet, one.cell))
    return changes
