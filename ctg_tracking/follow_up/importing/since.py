"""What was done since an import on what it brought: shown before it is taken back, and never trampled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, or_, select

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.follow_up.importing.brought import ENTITIES, SHARED, Brought, rows_in
from ctg_tracking.follow_up.importing.fields import ENTITY_LABELS, FIELD_LABELS, shown
from ctg_tracking.model import Account, Action, Base, Change, Heading, Import, Reader
from ctg_tracking.store import Store
from ctg_tracking.store.clock import PARIS
from ctg_tracking.store.history import recorded_lists

_OWN = frozenset(("import", "import_file", "change"))
"""Tables that point to what an import brought because they tell of it."""
_CHUNK = 500
_LONGEST = 60
"""Characters of a value shown in a sentence."""


@dataclass(frozen=True)
class EditSince:
    """One thing done since an import, that taking it back would lose; `str()` tells it in French.

    `about`: title of what it is about; `what`: the field that changed, or what was attached; `before` is what the
    import had written, `now` what is there, both in words. `at` (aware, UTC) and `author`: None when unknown.
    `attached`: a row added by somebody, rather than a value changed.
    """

    about: str
    what: str
    at: datetime | None
    author: str | None
    before: str | None = None
    now: str | None = None
    attached: bool = False

    def __str__(self) -> str:
        """« Créer un relais » : budget, 12 500 → 13 000 (le 02/03/2026 à 10:12, Camille Essai)."""
        moved = f", {_short(self.before or '')} → {_short(self.now)}" if self.now is not None else ""
        what = f"{self.what} s’y rattache" if self.attached else self.what
        when = f"le {self.at.astimezone(PARIS):%d/%m/%Y à %H:%M}" if self.at else ""
        told = ", ".join(part for part in (when, self.author) if part)
        return f"{self.about}\u202f: {what}{moved}" + (f" ({told})" if told else "")


def _short(words: str) -> str:
    """Words cut where a sentence can still hold them."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def edits_since(store: Store, reader: Reader, import_id: int) -> list[EditSince]:
    """What keeps an import from being taken back, oldest first; nothing when it can be. Raises NotFound, NotAllowed."""
    with store.read() as session:
        journal = fetch(session, reader, Right.IMPORT, Import, import_id)
        return [] if journal.undone_at is not None else edits_of(Brought(session, journal))


def edits_of(brought: Brought) -> list[EditSince]:
    """Values changed since, and rows added since to what the import created."""
    return [*dict.fromkeys((*_edited(brought), *_attached(brought)))]


# -- values --


def _edited(brought: Brought) -> Iterator[EditSince]:
    """Later changes of what this import wrote, but those that came back to it (a later import, itself undone)."""
    found: dict[tuple[str, int, str | None], list[Any]] = {}
    for row in _later(brought):
        created = row.entity_id in brought.created.get(row.entity, {})
        moved = brought.moved.get(row.entity, {}).get(row.entity_id)
        if created or (moved is not None and (row.field is None or row.field in moved)):
            found.setdefault((row.entity, row.entity_id, row.field), []).append(row)
    for (entity, entity_id, field), rows in found.items():
        first, last = rows[0], rows[-1]
        about = brought.name(entity, entity_id)
        if field is None:
            yield EditSince(about, "ligne supprimée", last.at, last.name)
        elif first.before != last.after:
            before, now = _words(brought, field, first.before), _words(brought, field, last.after)
            yield EditSince(about, FIELD_LABELS.get(field, field), last.at, last.name, before, now)


def _later(brought: Brought) -> Iterator[Any]:
    """History rows written since on this convention, or on actors and themes (they belong to no convention)."""
    shared = [
        and_(Change.entity == entity.__tablename__, Change.entity_id.in_(sorted(ids)))
        for entity in SHARED
        if (ids := {*brought.created.get(entity.__tablename__, {}), *brought.moved.get(entity.__tablename__, {})})
    ]
    statement = (
        select(Change.entity, Change.entity_id, Change.field, Change.at, Change.before, Change.after, Account.name)
        .join(Account, Account.id == Change.author_id)
        .where(Change.id > brought.last, or_(Change.convention_id == brought.journal.convention_id, *shared))
        .order_by(Change.id)
    )
    yield from brought.session.execute(statement)


def _words(brought: Brought, field: str, value: Any) -> str:
    if field == "heading_id" and isinstance(value, int):
        heading = brought.session.get(Heading, value)
        return heading.title or f"n°\u00a0{heading.code}" if heading else "une partie supprimée"
    return shown(field, value)


# -- rows --


def _attached(brought: Brought) -> Iterator[EditSince]:
    """Rows of others that point to a row this import created: a report on its action, a decision of a committee."""
    owners = {
        (str(one.secondary), str(one.synchronize_pairs[0][1].key))
        for entity in ENTITIES.values()
        for one in recorded_lists(entity)
    }
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            for key in column.foreign_keys:
                target = key.column.table.name
                own = table.name in _OWN or (table.name, column.name) in owners
                if target in brought.created and ENTITIES[target] not in SHARED and not own:
                    yield from _pointing(brought, table, column.name, target)


def _pointing(brought: Brought, table: Table, column: str, target: str) -> Iterator[EditSince]:
    own, moved = brought.created.get(table.name, {}), brought.moved.get(table.name, {})
    rows = [
        row
        for row in rows_in(brought.session, table, column, brought.created[target])
        if not ("id" in table.c and (row.id in own or column in moved.get(row.id, {})))
    ]
    said = _creations(brought, table, [row.id for row in rows] if "id" in table.c else [])
    what = ENTITY_LABELS.get(table.name, "un autre élément")
    for row in rows:
        at, author = said.get(getattr(row, "id", 0), (None, None))
        yield EditSince(_about(brought, row, getattr(row, column), target), what, at, author, attached=True)


def _about(brought: Brought, row: Any, target_id: int, target: str) -> str:
    """What an attached row is about: its action rather than the convention around it."""
    if target == "convention" and getattr(row, "action_id", None) is not None:
        return brought.name(Action.__tablename__, row.action_id)
    title = getattr(row, "title", None) or getattr(row, "name", None) if target == "convention" else None
    return f"« {title} »" if title else brought.name(target, target_id)


def _creations(brought: Brought, table: Table, ids: Sequence[int]) -> dict[int, tuple[datetime, str]]:
    """When and by whom rows were created, as their history says."""
    found: dict[int, tuple[datetime, str]] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = (
            select(Change.entity_id, Change.at, Account.name)
            .join(Account, Account.id == Change.author_id)
            .where(Change.entity == table.name, Change.entity_id.in_(ids[start : start + _CHUNK]))
            .where(Change.field.is_(None), Change.before.is_(None))
            .order_by(Change.id)
        )
        found |= {row_id: (at, name) for row_id, at, name in brought.session.execute(rows)}
    return found
