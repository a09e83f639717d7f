"""What an import brought, as its history rows tell it: the rows it created, the values it changed."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ctg_tracking.follow_up.importing.fields import ENTITY_LABELS
from ctg_tracking.model import (
    Action,
    ActionDue,
    Actor,
    Base,
    Change,
    Convention,
    Heading,
    Import,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Theme,
)

ENTITIES: Mapping[str, type[Base]] = MappingProxyType(
    {
        entity.__tablename__: entity
        for entity in (Convention, Heading, Action, ActionDue, ProgressReport, Indicator, IndicatorValue, Actor, Theme)
    }
)
"""Tables an import writes in."""
SHARED = (Actor, Theme)
"""Created when first named, kept when others use them."""
_CHUNK = 500


class Brought:
    """The history rows of one import. `created`: table -> id -> record; `moved`: table -> id -> field -> before."""

    def __init__(self, session: Session, journal: Import) -> None:
        self.session, self.journal = session, journal
        rows = session.execute(
            select(Change.id, Change.entity, Change.entity_id, Change.field, Change.before, Change.after)
            .where(Change.import_id == journal.id)
            .order_by(Change.id)
        ).all()
        self.last = max((row.id for row in rows), default=0)
        """Its last history row: what comes after was done since."""
        self.created: dict[str, dict[int, Any]] = {}
        self.moved: dict[str, dict[int, dict[str, Any]]] = {}
        for row in rows:
            if row.field is None:
                self.created.setdefault(row.entity, {})[row.entity_id] = row.after
            else:
                self.moved.setdefault(row.entity, {}).setdefault(row.entity_id, {}).setdefault(row.field, row.before)
        if journal.created_convention and journal.convention_id is not None:
            self.created["convention"] = {journal.convention_id: {}}
            self.moved.pop("convention", None)

    def name(self, entity: str, entity_id: int) -> str:
        """« Title » of what a row is about; what kind of row it is when nothing names it."""
        kind = ENTITIES.get(entity)
        row = self.session.get(kind, entity_id) if kind is not None else None
        if row is None:
            record = self.created.get(entity, {}).get(entity_id) or {}
            title = record.get("title") or record.get("name")
            return f"« {title} »" if title else ENTITY_LABELS.get(entity, entity)
        return f"« {self._owner(row).__dict__[_label(self._owner(row))]} »"

    def _owner(self, row: Base) -> Base:
        if isinstance(row, ProgressReport | ActionDue):
            return self.session.get_one(Action, row.action_id)
        return self.session.get_one(Indicator, row.indicator_id) if isinstance(row, IndicatorValue) else row


def rows_in(session: Session, table: Table, column: str, ids: Iterable[int]) -> Iterable[Any]:
    """Rows of a table whose `column` is one of `ids`."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        yield from session.execute(select(table).where(table.c[column].in_(wanted[start : start + _CHUNK]))).all()


def table_of(entity: type[Base]) -> Table:
    """Its table."""
    table = entity.__table__
    assert isinstance(table, Table)
    return table


def _label(row: Base) -> str:
    return str(type(row).__history_label__)  # type: ignore[attr-defined]
