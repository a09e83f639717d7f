"""Dated notes (« Bilan 2024 »): reports that only add words, on a day, to the state in force on that day.

A note changes no figure: its report takes the status, percent and all else in force on its day, « à préciser » when
nothing was reported yet. A note of the year under way, dated of its last day, is dated today; one of a year to come
too, with a warning. It changes nothing when a report of its year already says it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ctg_tracking.model.words import Origin, Status
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import DatedNote, ParsedAction
from ctg_tracking.spreadsheet.preview import Anchor, Change, ReportDraft, ReportStep
from ctg_tracking.spreadsheet.stored import StoredReport
from ctg_tracking.spreadsheet.timelines import SAID, Timelines


def notes_of(action: ParsedAction) -> Sequence[DatedNote]:
    """The notes of a row in order of their days, those of one day joined."""
    if "notes" not in action.given:
        return ()
    days: dict[date, DatedNote] = {}
    for note in action.given["notes"].value:
        known = days.get(note.on)
        days[note.on] = replace(known, text=f"{known.text}\n\n{note.text}") if known else note
    return [days[day] for day in sorted(days)]


def day_of(note: DatedNote, today: date) -> date:
    """The day a note is reported on: its own, never to come."""
    return min(note.on, today)


def warn_of_years_to_come(notes: Sequence[DatedNote], today: date, problems: list[Problem]) -> None:
    """A note about a year that has not begun is told, and dated today."""
    for note in notes:
        if note.on.year > today.year:
            message = (
                f"Ce texte est daté du {note.on:%d/%m/%Y}, qui n’est pas encore venu\u202f: il est gardé et daté du "
                f"{today:%d/%m/%Y}\u202f; attendu\u202f: une année commencée."
            )
            problems.append(Problem(Severity.WARNING, note.sheet, note.cell, "Bilan", note.text[:60], message))


def is_said(note: DatedNote, action: Anchor, lines: Timelines, today: date, *, fill: bool) -> bool:
    """Whether a report of the year of a note says it already (`fill`: says anything at all)."""
    said = [report.done_text for report in lines.of(action) if _covers(note, report, today) and report.done_text]
    return note.text in said or (fill and bool(said))


def _covers(note: DatedNote, report: StoredReport, today: date) -> bool:
    """Whether a report may be where a note was written: in its year, or whenever a note to come was first read."""
    return note.on.year > today.year or report.effective_on.year == note.on.year


def noted(
    step_title: str,
    action: ParsedAction,
    anchor: Anchor,
    notes: Sequence[DatedNote],
    lines: Timelines,
    today: date,
    *,
    fill: bool,
) -> Iterator[ReportStep]:
    """The report of each note, joined to the timeline of its action."""  # fmt: skip
    for note in notes:
        draft = _draft(note, action, lines.at(anchor, day_of(note, today)), today)
        if is_said(note, anchor, lines, today, fill=fill):
            yield ReportStep(Change.UNCHANGED, anchor, step_title, draft)
            continue
        lines.add(anchor, draft)
        yield ReportStep(Change.ADDED, anchor, step_title, draft)


def _draft(note: DatedNote, action: ParsedAction, before: StoredReport | None, today: date) -> ReportDraft:
    origin = action.value("origin")
    said = {name: getattr(before, name) for name in SAID} if before else {}
    return ReportDraft(
        day_of(note, today),
        before.status if before else Status.TO_SPECIFY,
        note.sheet,
        note.cell,
        origin=Origin(origin) if origin else None,
        **(said | {"done_text": note.text}),
    )
