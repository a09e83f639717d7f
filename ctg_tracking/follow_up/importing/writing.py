"""Writing a preview: rows of every kind through the audited bulk path, each with its cell of origin.

Ids of new rows are reserved first, so that rows may point to one another before they are written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.follow_up import periods
from ctg_tracking.follow_up.importing.loading import ACTION_COLUMNS, REPORT_COLUMNS
from ctg_tracking.model import (
    BEGINNING,
    Action,
    ActionDue,
    Actor,
    Convention,
    Heading,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Territory,
    Theme,
)
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import ActorKind
from ctg_tracking.spreadsheet.preview import (
    ActionStep,
    Anchor,
    CellChange,
    Change,
    HeadingStep,
    IndicatorStep,
    Preview,
    ReportDraft,
    ValueStep,
)
from ctg_tracking.spreadsheet.stored import StoredPlan
from ctg_tracking.store import Bulk, Cell, Work

LISTS = ("pilots", "partners", "themes", "communes")
_CHUNK = 500


def write_preview(
    work: Work, bulk: Bulk, convention: Convention, stored: StoredPlan, preview: Preview, import_id: int
) -> None:
    """Write all that `preview` says on the plan of `convention`, in the transaction of `work`."""
    _Writing(work, bulk, convention, stored, preview, import_id).write()


class _Writing:
    def __init__(
        self, work: Work, bulk: Bulk, convention: Convention, stored: StoredPlan, preview: Preview, import_id: int
    ) -> None:
        self.work, self.bulk, self.convention = work, bulk, convention
        self.stored, self.preview, self.import_id = stored, preview, import_id
        self.heading_ids: dict[int, int] = {}
        self.action_ids: dict[int, int] = {}
        self.indicator_ids: dict[int, int] = {}

    def write(self) -> None:
        self._level_names()
        self._headings()
        self.names = _Names(self.work, self.bulk, self.convention.territory_id, self.preview)
        self._actions()
        self._due_dates()
        self._reports()
        self._indicators()
        self._values()

    # -- headings --

    def _level_names(self) -> None:
        """A plan that had no heading takes the words of the file: « Enjeu » rather than « Axe »."""
        if self.stored.headings:
            return
        told = {f"level{level}_name": name for level, name in enumerate(self.preview.plan.level_names, 1) if name}
        if told:
            self.bulk.update(Convention, [{"id": self.convention.id, **told}])

    def _headings(self) -> None:
        new = [step for step in self.preview.headings if step.stored_id is None]
        ids = self.bulk.next_ids(Heading, len(new)) if new else []
        self.heading_ids = {step.index: step.stored_id for step in self.preview.headings if step.stored_id is not None}
        self.heading_ids |= {step.index: row_id for step, row_id in zip(new, ids, strict=True)}
        last = max((heading.position for heading in self.stored.headings), default=0)
        for level in (1, 2, 3):
            rows = [(step, self._heading_row(step, last)) for step in new if step.parsed.level == level]
            cells = {index: Cell(step.parsed.sheet, step.parsed.cell) for index, (step, _) in enumerate(rows)}
            self.bulk.insert(Heading, [row for _, row in rows], cells)
        moved = [step for step in self.preview.headings if step.changes and step.stored_id is not None]
        self._update(Heading, [(self.heading_ids[step.index], step.changes) for step in moved])

    def _heading_row(self, step: HeadingStep, last: int) -> dict[str, Any]:
        parsed, axe = step.parsed, self.preview.plan.axe_of(step.index)
        return {
            "id": self.heading_ids[step.index],
            "convention_id": self.convention.id,
            "parent_id": None if parsed.parent is None else self.heading_ids[parsed.parent],
            "axe_id": None if axe is None or parsed.level == 1 else self.heading_ids[axe],
            "level": parsed.level,
            "position": last + step.index + 1,
            "code": parsed.code,
            "title": parsed.title,
        }

    # -- actions --

    def _actions(self) -> None:
        new = [step for step in self.preview.actions if step.stored_id is None]
        ids = self.bulk.next_ids(Action, len(new)) if new else []
        for step in self.preview.actions:
            if step.stored_id is not None and step.index is not None:
                self.action_ids[step.index] = step.stored_id
        self.action_ids |= {step.index: row_id for step, row_id in zip(new, ids, strict=True) if step.index is not None}
        last = _last_position(self.work.session, Action, self.convention.id)
        for operations in (False, True):
            steps = [step for step in new if (step.parent is not None) is operations]
            rows = [self._action_row(step, last) for step in steps]
            cells = {index: _cell_of(step) for index, step in enumerate(steps)}
            self.bulk.insert(Action, rows, cells)
        touched = [step for step in self.preview.actions if step.stored_id is not None and self._touches(step)]
        self._update(
            Action, [(self._id(Anchor(step.stored_id)), self._columns_moved(step)) for step in touched], touch=True
        )

    @staticmethod
    def _touches(step: ActionStep) -> bool:
        return bool(step.changes) or step.report is not None

    def _action_row(self, step: ActionStep, last: int) -> dict[str, Any]:
        assert step.parsed is not None
        assert step.index is not None
        row: dict[str, Any] = {
            "id": self.action_ids[step.index],
            "convention_id": self.convention.id,
            "heading_id": self._heading_id(step.heading),
            "parent_id": self._id(step.parent) if step.parent else None,
            "position": last + step.index + 1,
            "code": step.parsed.code,
            "title": step.title,
            "touched_at": self.work.now,
        }
        for change in step.changes:
            if change.field in LISTS:
                row[change.field] = self.names.ids(change.field, change.after)
            elif change.field in ACTION_COLUMNS:
                row[ACTION_COLUMNS[change.field]] = change.after
        return row

    def _columns_moved(self, step: ActionStep) -> list["_Moved"]:
        moved = []
        for change in step.changes:
            place = Cell(change.sheet, change.cell)
            if change.field in LISTS:
                moved.append(_Moved(change.field, self.names.ids(change.field, change.after), place))
            elif change.field == "heading_id":
                moved.append(_Moved("heading_id", self._heading_id(change.after), place))
            elif change.field in ("title", "code") or change.field in ACTION_COLUMNS:
                moved.append(_Moved(ACTION_COLUMNS.get(change.field, change.field), change.after, place))
        return moved

    def _heading_id(self, heading: Anchor | None) -> int | None:
        if heading is None:
            return None
        return heading.stored_id if heading.stored_id is not None else self.heading_ids[heading.index or 0]

    def _id(self, action: Anchor) -> int:
        return action.stored_id if action.stored_id is not None else self.action_ids[action.index or 0]

    def _update(self, entity: Any, changes: Sequence[tuple[int, Iterable[Any]]], *, touch: bool = False) -> None:
        rows: list[dict[str, Any]] = []
        cells: dict[tuple[int, str | None], Cell] = {}
        for row_id, moved in changes:
            row: dict[str, Any] = {"id": row_id}
            if touch:
                row["touched_at"] = self.work.now
            for one in moved:
                row[one.field] = one.after
                cells[row_id, one.field] = one.place if isinstance(one, _Moved) else Cell(one.sheet, one.cell)
            rows.append(row)
        self.bulk.update(entity, rows, cells)

    # -- due dates --

    def _due_dates(self) -> None:
        """The first due date known holds since always, a changed one from today."""
        fresh: list[dict[str, Any]] = []
        cells: dict[int, Cell] = {}
        moved: list[tuple[int, CellChange]] = []
        for step in self.preview.actions:
            due = next((change for change in step.changes if change.field == "due_on"), None)
            if due is not None and step.stored_id is not None:
                moved.append((step.stored_id, due))
            elif step.stored_id is None:
                if due is not None:
                    cells[len(fresh)] = Cell(due.sheet, due.cell)
                fresh.append(self._due_row(self.action_ids[step.index or 0], due.after if due else None, BEGINNING))
        self.bulk.insert(ActionDue, fresh, cells)
        self._moved_dues(moved)

    @staticmethod
    def _due_row(action_id: int, due_on: date | None, since: date) -> dict[str, Any]:
        return {"action_id": action_id, "due_on": due_on, "valid_from": since}

    def _moved_dues(self, moved: Sequence[tuple[int, CellChange]]) -> None:
        open_rows = _rows_of(self.work.session, ActionDue, "action_id", [action_id for action_id, _ in moved])
        ended: list[dict[str, Any]] = []
        corrected: list[dict[str, Any]] = []
        fresh: list[dict[str, Any]] = []
        cells: dict[int, Cell] = {}
        corrected_cells: dict[tuple[int, str | None], Cell] = {}
        for action_id, due in moved:
            place = Cell(due.sheet, due.cell)
            rows = open_rows.get(action_id, [])
            current = next((row for row in rows if row.valid_until is None), None)
            unknown_before = all(row.due_on is None for row in rows)
            if current is not None and (current.valid_from == self.work.today or unknown_before):
                corrected.append({"id": current.id, "due_on": due.after})
                corrected_cells[current.id, "due_on"] = place
                continue
            if current is not None:
                ended.append({"id": current.id, "valid_until": self.work.today})
            cells[len(fresh)] = place
            fresh.append(self._due_row(action_id, due.after, self.work.today if current is not None else BEGINNING))
        self.bulk.update(ActionDue, corrected, corrected_cells)
        self.bulk.update(ActionDue, ended)
        self.bulk.insert(ActionDue, fresh, cells)

    # -- reports --

    def _reports(self) -> None:
        drafts: list[tuple[int, ReportDraft]] = []
        alone = {self._id(step.action) for step in self.preview.reports if step.change is Change.ADDED}
        drafts += [(self._id(step.action), step.draft) for step in self.preview.reports if step.change is Change.ADDED]
        for step in self.preview.actions:
            if step.report is not None:
                action_id = step.stored_id if step.stored_id is not None else self.action_ids[step.index or 0]
                drafts.append((action_id, step.report))
        if not drafts:
            return
        known = self._known_reports(drafts)
        ids = self.bulk.next_ids(ProgressReport, len(drafts))
        untils, ended = _chained(known, [(action_id, draft.on) for action_id, draft in drafts], ids)
        self.bulk.update(ProgressReport, ended)
        rows = [self._report_row(*one, row_id, untils[row_id]) for one, row_id in zip(drafts, ids, strict=True)]
        cells = {index: Cell(draft.sheet, draft.cell) for index, (_, draft) in enumerate(drafts)}
        self.bulk.insert(ProgressReport, rows, cells)
        self._touch_reported(alone)

    def _touch_reported(self, alone: set[int]) -> None:
        """Stored actions that only a row of « Points d'étape » touches: their version moves too."""
        fresh = {self.action_ids[step.index or 0] for step in self.preview.actions if step.stored_id is None}
        touched = {step.stored_id for step in self.preview.actions if self._touches(step)}
        rows = [{"id": action_id, "touched_at": self.work.now} for action_id in sorted(alone - fresh - touched)]
        self.bulk.update(Action, rows)

    def _known_reports(self, drafts: Sequence[tuple[int, ReportDraft]]) -> dict[int, list[tuple[int, date]]]:
        return {
            action_id: [(report.id, report.effective_on) for report in self.stored.reports.get(action_id, ())]
            for action_id in {action_id for action_id, _ in drafts}
        }

    def _report_row(self, action_id: int, draft: ReportDraft, row_id: int, until: date | None) -> dict[str, Any]:
        return {
            "id": row_id,
            "action_id": action_id,
            "effective_on": draft.on,
            "until": until,
            "recorded_at": self.work.now,
            "author_id": self.work.author.account_id,
            "status": draft.status,
            "origin": draft.origin,
            "import_id": self.import_id,
            **{name: getattr(draft, name) for name in REPORT_COLUMNS},
        }

    # -- indicators --

    def _indicators(self) -> None:
        steps = self.preview.indicators
        new = [(index, step) for index, step in enumerate(steps) if step.stored_id is None]
        ids = self.bulk.next_ids(Indicator, len(new)) if new else []
        self.indicator_ids = {index: row_id for (index, _), row_id in zip(new, ids, strict=True)}
        last = _last_position(self.work.session, Indicator, self.convention.id)
        rows = [self._indicator_row(index, step, last) for index, step in new]
        self.bulk.insert(Indicator, rows, {i: Cell(step.sheet, step.cell) for i, (_, step) in enumerate(new)})
        moved = [(step.stored_id, step.changes) for step in steps if step.stored_id is not None and step.changes]
        self._update(Indicator, moved, touch=True)

    def _indicator_row(self, index: int, step: IndicatorStep, last: int) -> dict[str, Any]:
        return {
            "id": self.indicator_ids[index],
            "convention_id": self.convention.id,
            "heading_id": self._heading_id(step.heading),
            "action_id": self._id(step.action) if step.action else None,
            "position": last + index + 1,
            "name": step.name,
            "touched_at": self.work.now,
            **step.fields,
        }

    def _values(self) -> None:
        steps = [step for step in self.preview.values if step.change in (Change.ADDED, Change.CHANGED)]
        if not steps:
            return
        owners = [self._indicator_id(step.indicator) for step in steps]
        known = self._known_values(set(owners))
        ids = self.bulk.next_ids(IndicatorValue, len(steps))
        untils, ended = _chained(known, [(owner, step.on) for owner, step in zip(owners, steps, strict=True)], ids)
        self.bulk.update(IndicatorValue, ended)
        rows = [self._value_row(*one, untils[one[2]]) for one in zip(steps, owners, ids, strict=True)]
        self.bulk.insert(IndicatorValue, rows, {i: Cell(step.sheet, step.cell) for i, step in enumerate(steps)})
        touched = {step.stored_id for step in self.preview.indicators if step.changes}
        stored = set(owners) - set(self.indicator_ids.values()) - touched
        self.bulk.update(Indicator, [{"id": row_id, "touched_at": self.work.now} for row_id in sorted(stored)])

    def _indicator_id(self, indicator: Anchor) -> int:
        if indicator.stored_id is not None:
            return indicator.stored_id
        return self.indicator_ids[indicator.index or 0]

    def _known_values(self, owners: set[int]) -> dict[int, list[tuple[int, date]]]:
        rows = _rows_of(self.work.session, IndicatorValue, "indicator_id", sorted(owners))
        return {
            owner: sorted(((row.id, row.on_date) for row in found), key=lambda one: (one[1], one[0]))
            for owner, found in rows.items()
        }

    def _value_row(self, step: ValueStep, owner: int, row_id: int, until: date | None) -> dict[str, Any]:
        return {
            "id": row_id,
            "indicator_id": owner,
            "on_date": step.on,
            "until": until,
            "value": step.value,
            "text": step.text,
            "source": step.source,
            "comment": step.comment,
            "recorded_at": self.work.now,
            "author_id": self.work.author.account_id,
            "origin": step.origin,
            "import_id": self.import_id,
        }


class _Moved:
    """A column that moves and the cell that says so."""

    __slots__ = ("after", "field", "place")

    def __init__(self, field: str, after: Any, place: Cell) -> None:
        self.field, self.after, self.place = field, after, place


class _Names:
    """Ids of the actors, themes and communes that a preview names; those nobody knows yet are created."""

    def __init__(self, work: Work, bulk: Bulk, territory_id: int, preview: Preview) -> None:
        self._session, self._bulk, self._territory_id = work.session, bulk, territory_id
        wanted: dict[str, dict[str, Cell]] = {name: {} for name in LISTS}
        for step in preview.actions:
            for change in step.changes:
                if change.field in LISTS:
                    for name in change.after:
                        wanted[change.field].setdefault(name, Cell(change.sheet, change.cell))
        self._kinds = _kinds(preview)
        actors = self._actors(wanted["pilots"] | wanted["partners"])
        self._ids: dict[str, Mapping[str, int]] = {
            "pilots": actors,
            "partners": actors,
            "themes": self._themes(wanted["themes"]),
            "communes": self._communes(wanted["communes"]),
        }

    def ids(self, field: str, names: Iterable[str]) -> list[int]:
        """Ids of the items of a list, in order, without doubles."""
        known = self._ids[field]
        return list(dict.fromkeys(known[name] for name in names))

    def _actors(self, names: Mapping[str, Cell]) -> dict[str, int]:
        rows = self._session.execute(select(Actor.key, Actor.id).where(Actor.territory_id == self._territory_id))
        known = {row.key: row.id for row in rows}
        new = {fold(name): name for name in reversed(list(names)) if fold(name) not in known}
        rows_new = [
            {"territory_id": self._territory_id, "name": name, "key": key, "kind": self._kinds.get(key)}
            for key, name in reversed(new.items())
        ]
        cells = {index: names[str(row["name"])] for index, row in enumerate(rows_new)}
        ids = self._bulk.insert(Actor, rows_new, cells)
        known |= {str(row["key"]): row_id for row, row_id in zip(rows_new, ids, strict=True)}
        return {name: known[fold(name)] for name in names}

    def _themes(self, labels: Mapping[str, Cell]) -> dict[str, int]:
        known = {row.label: row.id for row in self._session.execute(select(Theme.label, Theme.id))}
        new = [label for label in labels if label not in known]
        if new:
            last = self._session.scalar(select(Theme.position).order_by(Theme.position.desc()).limit(1)) or 0
            rows = [
                {"key": fold(label).replace(" ", "-"), "label": label, "position": last + index}
                for index, label in enumerate(new, 1)
            ]
            ids = self._bulk.insert(Theme, rows, {index: labels[label] for index, label in enumerate(new)})
            known |= dict(zip(new, ids, strict=True))
        return {label: known[label] for label in labels}

    def _communes(self, codes: Mapping[str, Cell]) -> dict[str, int]:
        if not codes:
            return {}
        rows = self._session.execute(select(Territory.code, Territory.id).where(Territory.code.in_(list(codes))))
        return {row.code: row.id for row in rows}


def _kinds(preview: Preview) -> dict[str, ActorKind]:
    """What headers and names say of actors: a person or an organisation."""
    found: dict[str, ActorKind] = {}
    for action in preview.plan.actions:
        for name in ("pilots", "partners"):
            given = action.given.get(name)
            for one in given.value if given else ():
                if one.kind is not None:
                    found.setdefault(fold(one.name), one.kind)
    return found


def _chained(
    known: Mapping[int, Sequence[tuple[int, date]]], fresh: Sequence[tuple[int, date]], ids: Sequence[int]
) -> tuple[dict[int, date | None], list[dict[str, Any]]]:
    """Ends of the periods of new rows by id, and the stored rows whose end moves. Later recorded wins a day."""
    chains: dict[int, list[tuple[date, int]]] = {
        owner: [(start, row_id) for row_id, start in rows] for owner, rows in known.items()
    }
    for (owner, start), row_id in zip(fresh, ids, strict=True):
        chains.setdefault(owner, []).append((start, row_id))
    untils: dict[int, date | None] = {}
    new = set(ids)
    touched = {owner for owner, _ in fresh}
    ended: list[dict[str, Any]] = []
    for owner in touched:
        chain = sorted(chains[owner])
        ends = periods.untils([start for start, _ in chain])
        untils |= {row_id: end for (_, row_id), end in zip(chain, ends, strict=True)}
        ended += [{"id": row_id, "until": untils[row_id]} for _, row_id in chain if row_id not in new]
    return untils, ended


def _rows_of(session: Session, entity: Any, owner: str, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Core rows of `entity` by their owner."""
    column = getattr(entity, owner)
    table = entity.__table__
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        for row in session.execute(select(table).where(column.in_(ids[start : start + _CHUNK])).order_by(table.c.id)):
            found.setdefault(getattr(row, owner), []).append(row)
    return found


def _last_position(session: Session, entity: Any, convention_id: int) -> int:
    last = select(entity.position).where(entity.convention_id == convention_id).order_by(entity.position.desc())
    return int(session.scalar(last.limit(1)) or 0)


def _cell_of(step: ActionStep) -> Cell:
    assert step.parsed is not None
    return Cell(step.parsed.sheet, step.parsed.cell)
