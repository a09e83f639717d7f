"""Reports that an import brings: dated ones, the status of its rows, and the actions the person drops."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ctg_tracking.follow_up.importing.loading import REPORT_COLUMNS
from ctg_tracking.follow_up.importing.writing.actions import touches
from ctg_tracking.follow_up.importing.writing.chains import chained
from ctg_tracking.follow_up.importing.writing.ground import Ground, cell_at
from ctg_tracking.model import Action, ProgressReport
from ctg_tracking.spreadsheet.preview import CellChange, Change, ReportDraft
from ctg_tracking.store import Cell

_TOLD: Mapping[str, str] = {"status": "status", "comment": "done_text"} | {name: name for name in REPORT_COLUMNS}
"""Field of a change -> column of a report."""


def write_reports(ground: Ground) -> None:
    """Write reports in their place among those stored."""
    drafts = [*_drafts(ground)]
    if not drafts:
        return
    ids = ground.bulk.next_ids(ProgressReport, len(drafts))
    known = _known(ground, {action_id for action_id, _, _ in drafts})
    untils, ended = chained(known, [(action_id, draft.on) for action_id, draft, _ in drafts], ids)
    ground.bulk.update(ProgressReport, ended)
    rows = [
        _row(ground, action_id, draft, row_id, untils[row_id])
        for (action_id, draft, _), row_id in zip(drafts, ids, strict=True)
    ]
    cells = {index: place for index, (_, _, place) in enumerate(drafts) if place is not None}
    ground.bulk.insert(ProgressReport, rows, cells)
    _touch(ground)


def _drafts(ground: Ground) -> Iterator[tuple[int, ReportDraft, Cell | None]]:
    """Action, report and place of what the file says, then of what the person decided of actions it does not name."""
    for one in ground.preview.reports:
        if one.change is Change.ADDED:
            yield ground.action_id(one.action), one.draft, cell_at(one.draft.sheet, one.draft.cell)
    for step in ground.preview.actions:
        if step.report is not None:
            action_id = step.stored_id if step.stored_id is not None else ground.actions[step.index or 0]
            yield action_id, step.report, _place(step.report, step.changes)
    for step in ground.preview.missing:
        if step.report is not None and step.stored_id is not None:
            yield step.stored_id, step.report, cell_at(step.report.sheet, step.report.cell)


def _place(draft: ReportDraft, changes: Sequence[CellChange]) -> Cell | None:
    told = {_TOLD[one.field]: one.cell for one in changes if one.field in _TOLD and one.sheet == draft.sheet}
    return cell_at(draft.sheet, draft.cell, told or None)


def _known(ground: Ground, actions: set[int]) -> dict[int, list[tuple[int, date]]]:
    return {
        action_id: [(report.id, report.effective_on) for report in ground.stored.reports.get(action_id, ())]
        for action_id in actions
    }


def _row(ground: Ground, action_id: int, draft: ReportDraft, row_id: int, until: date | None) -> dict[str, Any]:
    return {
        "id": row_id,
        "action_id": action_id,
        "effective_on": draft.on,
        "until": until,
        "recorded_at": ground.work.now,
        "author_id": ground.work.author.account_id,
        "status": draft.status,
        "origin": draft.origin,
        "import_id": ground.import_id,
        **{name: getattr(draft, name) for name in REPORT_COLUMNS},
    }


def _touch(ground: Ground) -> None:
    """Stored actions that only a report touches: their version moves too."""
    preview = ground.preview
    alone = {ground.action_id(step.action) for step in preview.reports if step.change is Change.ADDED}
    alone |= {step.stored_id for step in preview.missing if step.report is not None and step.stored_id is not None}
    fresh = {ground.actions[step.index or 0] for step in preview.actions if step.stored_id is None}
    touched = {step.stored_id for step in preview.actions if step.stored_id is not None and touches(step)}
    rows = [{"id": action_id, "touched_at": ground.work.now} for action_id in sorted(alone - fresh - touched)]
    ground.bulk.update(Action, rows)
