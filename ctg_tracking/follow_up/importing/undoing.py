"""Taking an import back: all that it changed, from its history rows, or nothing.

What somebody edited since is never trampled: the undo is then refused, naming each conflict. A convention that the
import created stays (empty, with its journal); so do actors and themes that other rows have come to use.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import Conflict
from ctg_tracking.follow_up import periods
from ctg_tracking.follow_up.importing.fields import ENTITY_LABELS, FIELD_LABELS
from ctg_tracking.model import (
    Account,
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
    Reader,
    Territory,
    Theme,
)
from ctg_tracking.store import Store, Work
from ctg_tracking.store.clock import PARIS
from ctg_tracking.store.history import recorded_lists

_SHOWN = 40
_CHUNK = 500
_ENTITIES: Mapping[str, type[Base]] = {
    entity.__tablename__: entity
    for entity in (Convention, Heading, Action, ActionDue, ProgressReport, Indicator, IndicatorValue, Actor, Theme)
}
_SHARED = (Actor, Theme)
"""Created when first named, kept when others use them."""
_CHAINS: tuple[tuple[type[Base], str, str, str], ...] = (
    (ProgressReport, "action_id", "effective_on", "until"),
    (IndicatorValue, "indicator_id", "on_date", "until"),
    (ActionDue, "action_id", "valid_from", "valid_until"),
)
_VERSIONED = (Action, Indicator)


@dataclass(frozen=True)
class Undone:
    """What an undo took back: rows deleted, and values put back."""

    import_id: int
    convention: str
    removed: int
    restored: int


def undo(store: Store, author: Reader, import_id: int) -> Undone:
    """Take back an import. Raises NotFound, NotAllowed, and Conflict naming what was edited since."""
    with store.write(author) as work:
        journal = fetch(work.session, author, Right.IMPORT, Import, import_id)
        if journal.undone_at is not None:
            raise Conflict(f"L’import n°\u00a0{import_id} a déjà été repris le {_moment(journal.undone_at)}.")
        done = _Undoing(work, journal)
        done.refuse_conflicts()
        removed, restored = done.take_back()
        journal.undone_at = work.now
        journal.undone_by_id = author.account_id
        return Undone(import_id, journal.convention.reference, removed, restored)


class _Undoing:
    def __init__(self, work: Work, journal: Import) -> None:
        self.work, self.session, self.journal = work, work.session, journal
        rows = self.session.execute(
            select(Change.id, Change.entity, Change.entity_id, Change.field, Change.before, Change.after)
            .where(Change.import_id == journal.id)
            .order_by(Change.id)
        ).all()
        self.last = max((row.id for row in rows), default=0)
        self.created: dict[str, dict[int, Any]] = {}
        self.moved: dict[str, dict[int, dict[str, Any]]] = {}
        for row in rows:
            if row.field is None:
                self.created.setdefault(row.entity, {})[row.entity_id] = row.after
            else:
                self.moved.setdefault(row.entity, {}).setdefault(row.entity_id, {}).setdefault(row.field, row.before)

    # -- what was edited since --

    def refuse_conflicts(self) -> None:
        """Raise Conflict when a value this import wrote was changed since, or a row it created is used by another."""
        told = [*self._edited_since(), *self._used_since()]
        if told:
            shown = " ; ".join(dict.fromkeys(told[:_SHOWN]))
            more = f" ; et {len(told) - _SHOWN} autres" if len(told) > _SHOWN else ""
            raise Conflict(
                f"L’import n°\u00a0{self.journal.id} ne peut pas être repris\u202f: "
                f"des éléments ont été modifiés depuis. {shown}{more}."
            )

    def _edited_since(self) -> Iterable[str]:
        """Later changes of what this import wrote, but those that came back to it (a later import, itself undone)."""
        later = (
            select(Change.entity, Change.entity_id, Change.field, Change.at, Change.before, Change.after, Account.name)
            .join(Account, Account.id == Change.author_id)
            .where(Change.id > self.last)
            .order_by(Change.id)
        )
        found: dict[tuple[str, int, str | None], list[Any]] = {}
        for row in self.session.execute(later):
            created = row.entity_id in self.created.get(row.entity, {})
            moved = self.moved.get(row.entity, {}).get(row.entity_id)
            if created or (moved is not None and (row.field is None or row.field in moved)):
                found.setdefault((row.entity, row.entity_id, row.field), []).append(row)
        for (entity, entity_id, field), rows in found.items():
            if field is None or rows[0].before != rows[-1].after:
                yield self._sentence(entity, entity_id, field, rows[-1].at, rows[-1].name)

    def _used_since(self) -> Iterable[str]:
        """Rows of others that point to a row this import created: a report on its action, a decision of a committee."""
        lists = {str(r.secondary) for entity in _ENTITIES.values() for r in recorded_lists(entity)}
        for table in Base.metadata.sorted_tables:
            if table.name in lists:
                continue
            for column in table.c:
                for key in column.foreign_keys:
                    target = key.column.table.name
                    if target in self.created and _ENTITIES[target] not in _SHARED:
                        yield from self._pointing(table, column.name, target)

    def _pointing(self, table: Table, column: str, target: str) -> Iterable[str]:
        own, brought = self.created.get(table.name, {}), self.moved.get(table.name, {})
        for row in _rows_in(self.session, table, column, self.created[target]):
            known = "id" in table.c and (row.id in own or column in brought.get(row.id, {}))
            if not known:
                label = ENTITY_LABELS.get(table.name, "un autre élément")
                yield f"{self._name(target, getattr(row, column))}\u202f: {label} s’y rattache"

    def _sentence(self, entity: str, entity_id: int, field: str | None, at: datetime, who: str) -> str:
        what = FIELD_LABELS.get(field or "", field) if field else "ligne supprimée"
        return f"{self._name(entity, entity_id)}\u202f: {what} ({_moment(at)}, {who})"

    def _name(self, entity: str, entity_id: int) -> str:
        kind = _ENTITIES.get(entity)
        row = self.session.get(kind, entity_id) if kind is not None else None
        if row is None:
            record = self.created.get(entity, {}).get(entity_id) or {}
            title = record.get("title") or record.get("name")
            return f"« {title} »" if title else ENTITY_LABELS.get(entity, entity)
        owner = row
        if isinstance(row, (ProgressReport, ActionDue)):
            owner = self.session.get_one(Action, row.action_id)
        elif isinstance(row, IndicatorValue):
            owner = self.session.get_one(Indicator, row.indicator_id)
        return f"« {getattr(owner, type(owner).__history_label__)} »"  # type: ignore[attr-defined]

    # -- putting back --

    def take_back(self) -> tuple[int, int]:
        """Delete what was created, put back what was changed; how many of each."""
        restored = sum(len(fields) for rows in self.moved.values() for fields in rows.values())
        touched = self._owners()
        for entity, rows in self.moved.items():
            self._restore(_ENTITIES[entity], rows)
        removed = self._delete()
        for chained, owner, start, end in _CHAINS:
            self._rechain(chained, owner, start, end, touched.get(owner, set()))
        self._touch(touched)
        return removed, restored

    def _owners(self) -> dict[str, set[int]]:
        """Actions and indicators whose chains of reports, dues or values lose a row, other than those created here."""
        found: dict[str, set[int]] = {}
        for entity, owner, _start, _end in _CHAINS:
            ids = {record[owner] for record in self.created.get(entity.__tablename__, {}).values()}
            ids |= {
                self.session.get_one(entity, row_id).__dict__[owner]
                for row_id in self.moved.get(entity.__tablename__, {})
            }
            found.setdefault(owner, set()).update(ids)
        found["action_id"] -= set(self.created.get("action", {}))
        found["indicator_id"] -= set(self.created.get("indicator", {}))
        return found

    def _restore(self, entity: type[Base], rows: Mapping[int, Mapping[str, Any]]) -> None:
        lists = {relationship.key for relationship in recorded_lists(entity)}
        restored = []
        for row_id, fields in rows.items():
            row: dict[str, Any] = {"id": row_id}
            if entity in _VERSIONED:
                row["touched_at"] = self.work.now
            for field, before in fields.items():
                row[field] = self._item_ids(field, before) if field in lists else _typed(entity, field, before)
            restored.append(row)
        self.work.bulk.update(entity, restored)

    def _item_ids(self, field: str, names: Sequence[str] | None) -> list[int]:
        if not names:
            return []
        territory_id = self.journal.convention.territory_id
        items = {
            "themes": select(Theme.label, Theme.id).where(Theme.label.in_(names)),
            "communes": select(Territory.code, Territory.id).where(Territory.code.in_(names)),
        }
        actors = select(Actor.name, Actor.id).where(Actor.name.in_(names), Actor.territory_id == territory_id)
        rows = self.session.execute(items.get(field, actors))
        known = {row[0]: row[1] for row in rows}
        if missing := [name for name in names if name not in known]:
            shown = ", ".join(missing)
            raise Conflict(f"L’import ne peut pas être repris\u202f: « {shown} » a été renommé ou fusionné depuis.")
        return [known[name] for name in names]

    def _delete(self) -> int:
        removed = 0
        for entity in (IndicatorValue, ProgressReport, ActionDue, Indicator):
            removed += self._delete_all(entity, self.created.get(entity.__tablename__, {}))
        actions = self.created.get("action", {})
        removed += self._delete_all(Action, [row_id for row_id, record in actions.items() if record.get("parent_id")])
        removed += self._delete_all(
            Action, [row_id for row_id, record in actions.items() if not record.get("parent_id")]
        )
        headings = self.created.get("heading", {})
        for level in (3, 2, 1):
            removed += self._delete_all(
                Heading, [row_id for row_id, record in headings.items() if record["level"] == level]
            )
        for shared in _SHARED:
            removed += self._delete_all(shared, self._unused(shared))
        return removed

    def _delete_all(self, entity: type[Base], ids: Iterable[int]) -> int:
        wanted = list(ids)
        self.work.bulk.delete(entity, wanted)
        return len(wanted)

    def _unused(self, entity: type[Base]) -> list[int]:
        """Actors or themes of this import that nothing names any more."""
        ids = set(self.created.get(entity.__tablename__, {}))
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if ids and any(key.column.table.name == entity.__tablename__ for key in column.foreign_keys):
                    ids -= {getattr(row, column.name) for row in _rows_in(self.session, table, column.name, ids)}
        return sorted(ids)

    def _rechain(self, entity: type[Base], owner: str, start: str, end: str, owners: set[int]) -> None:
        """Rebuild the periods of what is left: what was in force before holds again."""
        table = _table(entity)
        chains: dict[int, list[Any]] = {}
        for row in _rows_in(self.session, table, owner, owners):
            chains.setdefault(getattr(row, owner), []).append(row)
        moved = []
        for chain in chains.values():
            chain.sort(key=lambda row: (getattr(row, start), row.id))
            for row, until in zip(chain, periods.untils([getattr(row, start) for row in chain]), strict=True):
                if getattr(row, end) != until:
                    moved.append({"id": row.id, end: until})
        self.work.bulk.update(entity, moved)

    def _touch(self, touched: Mapping[str, set[int]]) -> None:
        for entity, owner in ((Action, "action_id"), (Indicator, "indicator_id")):
            ids = touched.get(owner, set()) - set(self.moved.get(entity.__tablename__, {}))
            self.work.bulk.update(entity, [{"id": row_id, "touched_at": self.work.now} for row_id in sorted(ids)])


def _rows_in(session: Session, table: Table, column: str, ids: Iterable[int]) -> Iterable[Any]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), _CHUNK):
        yield from session.execute(select(table).where(table.c[column].in_(wanted[start : start + _CHUNK]))).all()


def _table(entity: type[Base]) -> Table:
    table = entity.__table__
    assert isinstance(table, Table)
    return table


def _typed(entity: type[Base], field: str, value: Any) -> Any:
    """A value as the history keeps it (JSON), brought back to its column's type."""
    if value is None:
        return None
    kind = _table(entity).c[field].type
    enum = getattr(kind, "enum_class", None)
    if enum is not None and issubclass(enum, Enum):
        return enum(value)
    return date.fromisoformat(value) if kind.python_type is date else value


def _moment(at: datetime) -> str:
    return f"{at.astimezone(PARIS):%d/%m/%Y}"
