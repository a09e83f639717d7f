"""Actions of an import: fiches then operations, with their lists; those that change or are reported on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ctg_tracking.follow_up.importing.loading import ACTION_COLUMNS
from ctg_tracking.follow_up.importing.writing.ground import Ground, Moved, cell_at, cells_of, last_position, update
from ctg_tracking.follow_up.importing.writing.names import LISTS, Names
from ctg_tracking.model import Action
from ctg_tracking.spreadsheet.preview import ActionStep
from ctg_tracking.store import Cell

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {**ACTION_COLUMNS, **{name: name for name in LISTS}, "title": "title", "code": "code"}
)
"""Field of a change -> column or list of an action."""


def write_actions(ground: Ground, names: Names) -> None:
    """Write new actions, then what moves of the stored ones."""
    steps = ground.preview.actions
    new = [step for step in steps if step.stored_id is None]
    ids = ground.bulk.next_ids(Action, len(new)) if new else []
    ground.actions |= {s.index: s.stored_id for s in steps if s.stored_id is not None and s.index is not None}
    ground.actions |= {step.index: row_id for step, row_id in zip(new, ids, strict=True) if step.index is not None}
    last = last_position(ground.work.session, Action, ground.convention.id)
    for operations in (False, True):
        here = [step for step in new if (step.parent is not None) is operations]
        cells = {index: _cell(step) for index, step in enumerate(here)}
        ground.bulk.insert(Action, [_row(ground, names, step, last) for step in here], cells)
    touched = [
        (step.stored_id, _moved(ground, names, step)) for step in steps if step.stored_id is not None and touches(step)
    ]
    update(ground, Action, touched, touch=True)


def touches(step: ActionStep) -> bool:
    """Whether an import says anything new of an action it names."""
    return bool(step.changes) or step.report is not None


def _row(ground: Ground, names: Names, step: ActionStep, last: int) -> dict[str, Any]:
    assert step.parsed is not None
    assert step.index is not None
    row: dict[str, Any] = {
        "id": ground.actions[step.index],
        "convention_id": ground.convention.id,
        "heading_id": ground.heading_id(step.heading),
        "parent_id": ground.action_id(step.parent) if step.parent else None,
        "position": last + step.index + 1,
        "code": step.parsed.code,
        "title": step.title,
        "touched_at": ground.work.now,
    }
    for change in step.changes:
        if change.field in LISTS:
            row[change.field] = names.ids(change.field, change.after)
        elif change.field in ACTION_COLUMNS:
            row[ACTION_COLUMNS[change.field]] = change.after
    return row


def _cell(step: ActionStep) -> Cell:
    assert step.parsed is not None
    return Cell(step.parsed.sheet, step.parsed.cell, {"title": step.parsed.cell} | cells_of(step.changes, _COLUMNS))


def _moved(ground: Ground, names: Names, step: ActionStep) -> list[Moved]:
    moved = []
    for change in step.changes:
        place = cell_at(change.sheet, change.cell)
        if change.field in LISTS:
            moved.append(Moved(change.field, names.ids(change.field, change.after), place))
        elif change.field == "heading_id":
            moved.append(Moved("heading_id", ground.heading_id(change.after), place))
        elif change.field in _COLUMNS:
            moved.append(Moved(_COLUMNS[change.field], change.after, place))
    return moved
