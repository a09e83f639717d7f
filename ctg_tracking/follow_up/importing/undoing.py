"""Taking an import back: all that it changed, from its history rows, or nothing.

What somebody did since is never trampled: the undo is then refused, naming each edit (`since`). A convention that came
with the file goes with it, its journal stays; actors and themes that other rows have come to use stay too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select, update

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import Conflict
from ctg_tracking.follow_up import periods
from ctg_tracking.follow_up.importing.brought import ENTITIES, SHARED, Brought, rows_in, table_of
from ctg_tracking.follow_up.importing.since import EditSince, edits_of
from ctg_tracking.model import (
    Action,
    ActionDue,
    Actor,
    Base,
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

_SHOWN = 10
_CHAINS: tuple[tuple[type[Base], str, str, str], ...] = (
    (ProgressReport, "action_id", "effective_on", "until"),
    (IndicatorValue, "indicator_id", "on_date", "until"),
    (ActionDue, "action_id", "valid_from", "valid_until"),
)
_VERSIONED = (Action, Indicator)


@dataclass(frozen=True)
class Undone:
    """What an undo took back: rows deleted, and values put back. `removed_convention`: the convention went too."""

    import_id: int
    convention: str
    removed: int
    restored: int
    removed_convention: bool = False


def undo(store: Store, author: Reader, import_id: int) -> Undone:
    """Take back an import. Raises NotFound, NotAllowed, and Conflict naming what was edited since."""
    with store.write(author) as work:
        journal = fetch(work.session, author, Right.IMPORT, Import, import_id)
        if journal.undone_at is not None:
            raise Conflict(f"L’import n°\u00a0{import_id} a déjà été repris le {_moment(journal.undone_at)}.")
        assert journal.convention is not None, "an import that was not undone has its convention"
        reference, own = journal.convention.reference, journal.created_convention
        brought = Brought(work.session, journal)
        edits = edits_of(brought)
        if edits:
            raise Conflict(_refusal(import_id, edits))
        removed, restored = _Undoing(work, brought).take_back()
        journal.undone_at = work.now
        journal.undone_by_id = author.account_id
        return Undone(import_id, reference, removed, restored, own)


def _refusal(import_id: int, edits: Sequence[EditSince]) -> str:
    told = " ; ".join(map(str, edits[:_SHOWN]))
    rest = len(edits) - _SHOWN
    more = f" ; et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else ""
    return (
        f"L’import n°\u00a0{import_id} ne peut pas être repris\u202f: "
        f"des éléments ont été modifiés depuis. {told}{more}."
    )


class _Undoing:
    def __init__(self, work: Work, brought: Brought) -> None:
        self.work, self.session, self.journal = work, work.session, brought.journal
        self.created, self.moved = brought.created, brought.moved

    def take_back(self) -> tuple[int, int]:
        """Delete what was created, put back what was changed; how many of each."""
        restored = sum(len(fields) for rows in self.moved.values() for fields in rows.values())
        touched = self._owners()
        for entity, rows in self.moved.items():
            self._restore(ENTITIES[entity], rows)
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
        territory_id = self.journal.territory_id
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
        for shared in SHARED:
            removed += self._delete_all(shared, self._unused(shared))
        return removed + self._delete_convention()

    def _delete_convention(self) -> int:
        """The convention that came with the file; the journal keeps its reference."""
        ids = [*self.created.get("convention", {})]
        for convention in filter(None, (self.session.get(Convention, row_id) for row_id in ids)):
            gone = {"convention_id": None, "former_reference": convention.reference}
            self.session.execute(update(Import).where(Import.convention_id == convention.id).values(gone))
        self.session.flush()
        removed = self._delete_all(Convention, ids)
        self.session.expire_all()
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
                    ids -= {getattr(row, column.name) for row in rows_in(self.session, table, column.name, ids)}
        return sorted(ids)

    def _rechain(self, entity: type[Base], owner: str, start: str, end: str, owners: set[int]) -> None:
        """Rebuild the periods of what is left: what was in force before holds again."""
        table = table_of(entity)
        chains: dict[int, list[Any]] = {}
        for row in rows_in(self.session, table, owner, owners):
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


def _typed(entity: type[Base], field: str, value: Any) -> Any:
    """A value as the history keeps it (JSON), brought back to its column's type."""
    if value is None:
        return None
    kind = table_of(entity).c[field].type
    enum = getattr(kind, "enum_class", None)
    if enum is not None and issubclass(enum, Enum):
        return enum(value)
    return date.fromisoformat(value) if kind.python_type is date else value


def _moment(at: datetime) -> str:
    return f"{at.astimezone(PARIS):%d/%m/%Y}"
