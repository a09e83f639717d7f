"""What an import brought, as its history rows tell it: the rows it created, the values it changed."""

from collections.abc import Iterable, Mapping
from functools import cached_property
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
_OWNERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "progress_report": ("action", "action_id"),
        "action_due": ("action", "action_id"),
        "indicator_value": ("indicator", "indicator_id"),
    }
)
"""Table -> what its rows are about, and the column that says which."""
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
        about, about_id = self._owner(entity, entity_id)
        record = self.created.get(about, {}).get(about_id) or {}
        title = self._titles.get((about, about_id)) or record.get("title") or record.get("name")
        return f"« {title} »" if title else ENTITY_LABELS.get(about, about)

    def _owner(self, entity: str, entity_id: int) -> tuple[str, int]:
        """The action of a report or a due date, the indicator of a value; any other row is itself."""
        if entity not in _OWNERS:
            return entity, entity_id
        about, column = _OWNERS[entity]
        record = self.created.get(entity, {}).get(entity_id)
        if record is None:
            row = self.session.get(ENTITIES[entity], entity_id)
            return (about, getattr(row, column)) if row is not None else (entity, entity_id)
        return about, record[column]

    @cached_property
    def _titles(self) -> Mapping[tuple[str, int], str]:
        """Titles of the plan as it is now, and of the actors and themes, in a fixed number of queries."""
        convention_id, territory_id = self.journal.convention_id, self.journal.territory_id
        statements = {
            "convention": select(Convention.id, Convention.reference).where(Convention.id == convention_id),
            "heading": select(Heading.id, Heading.title).where(Heading.convention_id == convention_id),
            "action": select(Action.id, Action.title).where(Action.convention_id == convention_id),
            "indicator": select(Indicator.id, Indicator.name).where(Indicator.convention_id == convention_id),
            "actor": select(Actor.id, Actor.name).where(Actor.territory_id == territory_id),
            "theme": select(Theme.id, Theme.label),
        }
        return {
            (entity, row_id): title
            for entity, statement in statements.items()
            for row_id, title in self.session.execute(statement)
            if title
        }


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
