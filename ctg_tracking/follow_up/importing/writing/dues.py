"""Due dates of an import: the first one known holds since always, a changed one from today."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ctg_tracking.follow_up.importing.writing.ground import Ground, cell_at, rows_of
from ctg_tracking.model import BEGINNING, ActionDue
from ctg_tracking.spreadsheet.preview import ActionStep, CellChange
from ctg_tracking.store import Cell


def write_due_dates(ground: Ground) -> None:
    """Write the due date of each new action, and those that move."""
    told = [(step, _due(step)) for step in ground.preview.actions]
    fresh = [(ground.actions[step.index or 0], due) for step, due in told if step.stored_id is None]
    cells = {index: Cell(due.sheet, due.cell) for index, (_, due) in enumerate(fresh) if due is not None}
    rows = [_row(action_id, due.after if due else None, BEGINNING) for action_id, due in fresh]
    ground.bulk.insert(ActionDue, rows, cells)
    _move(ground, [(step.stored_id, due) for step, due in told if step.stored_id is not None and due is not None])


def _due(step: ActionStep) -> CellChange | None:
    return next((change for change in step.changes if change.field == "due_on"), None)


def _row(action_id: int, due_on: date | None, since: date) -> dict[str, Any]:
    return {"action_id": action_id, "due_on": due_on, "valid_from": since}


def _move(ground: Ground, moved: Sequence[tuple[int, CellChange]]) -> None:
    today = ground.work.today
    known = rows_of(ground.work.session, ActionDue, "action_id", [action_id for action_id, _ in moved])
    ended: list[dict[str, Any]] = []
    corrected: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    cells: dict[int, Cell] = {}
    corrected_cells: dict[tuple[int, str | None], Cell] = {}
    for action_id, due in moved:
        place = cell_at(due.sheet, due.cell)
        rows = known.get(action_id, [])
        current = next((row for row in rows if row.valid_until is None), None)
        unknown_before = all(row.due_on is None for row in rows)
        if current is not None and (current.valid_from == today or unknown_before):
            corrected.append({"id": current.id, "due_on": due.after})
            corrected_cells |= {(current.id, "due_on"): place} if place else {}
            continue
        if current is not None:
            ended.append({"id": current.id, "valid_until": today})
        cells |= {len(fresh): place} if place else {}
        fresh.append(_row(action_id, due.after, today if current is not None else BEGINNING))
    ground.bulk.update(ActionDue, corrected, corrected_cells)
    ground.bulk.update(ActionDue, ended)
    ground.bulk.insert(ActionDue, fresh, cells)
