"""Headings of an import: the words of the levels, the new ones level by level, those that change."""

from typing import Any

from ctg_tracking.follow_up.importing.writing.ground import Ground, Moved, cell_at, update
from ctg_tracking.model import Convention, Heading
from ctg_tracking.spreadsheet.preview import HeadingStep
from ctg_tracking.store import Cell


def write_headings(ground: Ground) -> None:
    """Write headings, those above first."""
    _level_names(ground)
    steps = ground.preview.headings
    new = [step for step in steps if step.stored_id is None]
    ids = ground.bulk.next_ids(Heading, len(new)) if new else []
    ground.headings |= {step.index: step.stored_id for step in steps if step.stored_id is not None}
    ground.headings |= {step.index: row_id for step, row_id in zip(new, ids, strict=True)}
    last = max((heading.position for heading in ground.stored.headings), default=0)
    for level in (1, 2, 3):
        here = [step for step in new if step.parsed.level == level]
        cells = {index: Cell(step.parsed.sheet, step.parsed.cell) for index, step in enumerate(here)}
        ground.bulk.insert(Heading, [_row(ground, step, last) for step in here], cells)
    update(ground, Heading, [(ground.headings[step.index], _moved(step)) for step in steps if step.changes])


def _level_names(ground: Ground) -> None:
    """A plan that had no heading takes the words of the file: « Enjeu » rather than « Axe »."""
    if ground.stored.headings:
        return
    told = {f"level{level}_name": name for level, name in enumerate(ground.preview.plan.level_names, 1) if name}
    if told:
        ground.bulk.update(Convention, [{"id": ground.convention.id, **told}])


def _row(ground: Ground, step: HeadingStep, last: int) -> dict[str, Any]:
    parsed, axe = step.parsed, ground.preview.plan.axe_of(step.index)
    return {
        "id": ground.headings[step.index],
        "convention_id": ground.convention.id,
        "parent_id": None if parsed.parent is None else ground.headings[parsed.parent],
        "axe_id": None if axe is None or parsed.level == 1 else ground.headings[axe],
        "level": parsed.level,
        "position": last + step.index + 1,
        "code": parsed.code,
        "title": parsed.title,
    }


def _moved(step: HeadingStep) -> list[Moved]:
    return [Moved(one.field, one.after, cell_at(one.sheet, one.cell)) for one in step.changes]
