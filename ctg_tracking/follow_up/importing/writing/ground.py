"""What every part of an import writes with: the stored plan, the preview, and the ids of the rows that are new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.model import Convention
from ctg_tracking.spreadsheet.preview import Anchor, CellChange, Preview
from ctg_tracking.spreadsheet.stored import StoredPlan
from ctg_tracking.store import Bulk, Cell, Work

_CHUNK = 500


@dataclass
class Ground:
    """One import under way. `headings`, `actions`, `indicators`: place in the file -> id, filled as ids are reserved.

    Indicators are by their place among the steps of the preview.
    """

    work: Work
    bulk: Bulk
    convention: Convention
    stored: StoredPlan
    preview: Preview
    import_id: int
    headings: dict[int, int] = field(default_factory=dict)
    actions: dict[int, int] = field(default_factory=dict)
    indicators: dict[int, int] = field(default_factory=dict)

    def heading_id(self, heading: Anchor | None) -> int | None:
        """Id of a heading, None for none."""
        return None if heading is None else _id(heading, self.headings)

    def action_id(self, action: Anchor) -> int:
        """Id of an action."""
        return _id(action, self.actions)

    def indicator_id(self, indicator: Anchor) -> int:
        """Id of an indicator."""
        return _id(indicator, self.indicators)


@dataclass(frozen=True, slots=True)
class Moved:
    """A column that moves and the cell that says so."""

    field: str
    after: Any
    place: Cell | None


def cell_at(sheet: str, cell: str, fields: Mapping[str, str] | None = None) -> Cell | None:
    """A cell of the file; None for what the person decided, which no cell says."""
    return Cell(sheet, cell, fields) if cell else None


def cells_of(changes: Sequence[CellChange], columns: Mapping[str, str]) -> dict[str, str]:
    """Cell of each column that `changes` tell; `columns`: field of a change -> column of the record."""
    return {columns[change.field]: change.cell for change in changes if change.field in columns and change.cell}


def rows_of(session: Session, entity: Any, owner: str, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Core rows of `entity` by their owner."""
    column = getattr(entity, owner)
    table = entity.__table__
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        for row in session.execute(select(table).where(column.in_(ids[start : start + _CHUNK])).order_by(table.c.id)):
            found.setdefault(getattr(row, owner), []).append(row)
    return found


def last_position(session: Session, entity: Any, convention_id: int) -> int:
    """Highest position among the rows of a convention, 0 for none."""
    last = select(entity.position).where(entity.convention_id == convention_id).order_by(entity.position.desc())
    return int(session.scalar(last.limit(1)) or 0)


def update(ground: Ground, entity: Any, changes: Sequence[tuple[int, Sequence[Moved]]], *, touch: bool = False) -> None:
    """Write what moves of stored rows, each value with its cell; `touch` raises their version whatever moves."""
    rows: list[dict[str, Any]] = []
    cells: dict[tuple[int, str | None], Cell] = {}
    for row_id, moved in changes:
        row: dict[str, Any] = {"id": row_id}
        if touch:
            row["touched_at"] = ground.work.now
        for one in moved:
            row[one.field] = one.after
            if one.place is not None:
                cells[row_id, one.field] = one.place
        rows.append(row)
    ground.bulk.update(entity, rows, cells)


def _id(row: Anchor, new: Mapping[int, int]) -> int:
    return row.stored_id if row.stored_id is not None else new[row.index or 0]
