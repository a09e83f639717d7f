"""Indicators of an import and their dated values."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from ctg_tracking.follow_up.importing.loading import INDICATOR_COLUMNS
from ctg_tracking.follow_up.importing.writing.chains import chained
from ctg_tracking.follow_up.importing.writing.ground import (
    Ground,
    Moved,
    cell_at,
    cells_of,
    last_position,
    rows_of,
    update,
)
from ctg_tracking.model import Indicator, IndicatorValue
from ctg_tracking.spreadsheet.preview import Change, IndicatorStep, ValueStep
from ctg_tracking.store import Cell

_COLUMNS: Mapping[str, str] = MappingProxyType({name: name for name in INDICATOR_COLUMNS})


def write_indicators(ground: Ground) -> None:
    """Write new indicators, then what moves of the stored ones."""
    steps = ground.preview.indicators
    new = [(index, step) for index, step in enumerate(steps) if step.stored_id is None]
    ids = ground.bulk.next_ids(Indicator, len(new)) if new else []
    ground.indicators |= {index: row_id for (index, _), row_id in zip(new, ids, strict=True)}
    last = last_position(ground.work.session, Indicator, ground.convention.id)
    rows = [_row(ground, index, step, last) for index, step in new]
    ground.bulk.insert(Indicator, rows, {index: _cell(step) for index, (_, step) in enumerate(new)})
    moved = [(step.stored_id, _moved(step)) for step in steps if step.stored_id is not None and step.changes]
    update(ground, Indicator, moved, touch=True)


def write_values(ground: Ground) -> None:
    """Write values in their place among those stored."""
    steps = [step for step in ground.preview.values if step.change in (Change.ADDED, Change.CHANGED)]
    if not steps:
        return
    owners = [ground.indicator_id(step.indicator) for step in steps]
    ids = ground.bulk.next_ids(IndicatorValue, len(steps))
    dated = [(owner, step.on) for owner, step in zip(owners, steps, strict=True)]
    untils, ended = chained(_known(ground, set(owners)), dated, ids)
    ground.bulk.update(IndicatorValue, ended)
    rows = [_value(ground, *one, untils[one[2]]) for one in zip(steps, owners, ids, strict=True)]
    ground.bulk.insert(IndicatorValue, rows, {i: Cell(step.sheet, step.cell) for i, step in enumerate(steps)})
    _touch(ground, set(owners))


def _row(ground: Ground, index: int, step: IndicatorStep, last: int) -> dict[str, Any]:
    return {
        "id": ground.indicators[index],
        "convention_id": ground.convention.id,
        "heading_id": ground.heading_id(step.heading),
        "action_id": ground.action_id(step.action) if step.action else None,
        "position": last + index + 1,
        "name": step.name,
        "touched_at": ground.work.now,
        **step.fields,
    }


def _cell(step: IndicatorStep) -> Cell:
    return Cell(step.sheet, step.cell, {"name": step.cell} | cells_of(step.changes, _COLUMNS))


def _moved(step: IndicatorStep) -> list[Moved]:
    return [Moved(one.field, one.after, cell_at(one.sheet, one.cell)) for one in step.changes]


def _known(ground: Ground, owners: set[int]) -> dict[int, list[tuple[int, date]]]:
    rows = rows_of(ground.work.session, IndicatorValue, "indicator_id", sorted(owners))
    return {
        owner: sorted(((row.id, row.on_date) for row in found), key=lambda one: (one[1], one[0]))
        for owner, found in rows.items()
    }


def _value(ground: Ground, step: ValueStep, owner: int, row_id: int, until: date | None) -> dict[str, Any]:
    return {
        "id": row_id,
        "indicator_id": owner,
        "on_date": step.on,
        "until": until,
        "value": step.value,
        "text": step.text,
        "source": step.source,
        "comment": step.comment,
        "recorded_at": ground.work.now,
        "author_id": ground.work.author.account_id,
        "origin": step.origin,
        "import_id": ground.import_id,
    }


def _touch(ground: Ground, owners: set[int]) -> None:
    """Stored indicators that only a value touches: their version moves too."""
    touched = {step.stored_id for step in ground.preview.indicators if step.changes}
    alone = owners - set(ground.indicators.values()) - touched
    ground.bulk.update(Indicator, [{"id": row_id, "touched_at": ground.work.now} for row_id in sorted(alone)])
