"""Ids of the actors, themes and communes that a file names; those nobody knows yet are created."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from ctg_tracking.follow_up.importing.writing.ground import Ground
from ctg_tracking.model import Actor, Territory, Theme
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import ActorKind
from ctg_tracking.spreadsheet.preview import Preview
from ctg_tracking.store import Cell

LISTS = ("pilots", "partners", "themes", "communes")


class Names:
    """Names of one import, told apart by list."""

    def __init__(self, ground: Ground) -> None:
        self._session, self._bulk = ground.work.session, ground.bulk
        self._territory_id = ground.convention.territory_id
        wanted = _wanted(ground.preview)
        self._kinds = _kinds(ground.preview)
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
        return list(dict.fromkeys(known[name] for name in names or ()))

    def _actors(self, names: Mapping[str, Cell]) -> dict[str, int]:
        rows = self._session.execute(select(Actor.key, Actor.id).where(Actor.territory_id == self._territory_id))
        known = {row.key: row.id for row in rows}
        keys = {name: fold(name) for name in names}
        new = {keys[name]: name for name in reversed(list(names)) if keys[name] not in known}
        rows_new = [
            {"territory_id": self._territory_id, "name": name, "key": key, "kind": self._kinds.get(key)}
            for key, name in reversed(new.items())
        ]
        cells = {index: names[str(row["name"])] for index, row in enumerate(rows_new)}
        ids = self._bulk.insert(Actor, rows_new, cells)
        known |= {str(row["key"]): row_id for row, row_id in zip(rows_new, ids, strict=True)}
        return {name: known[key] for name, key in keys.items()}

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


def _wanted(preview: Preview) -> dict[str, dict[str, Cell]]:
    """Names of each list, each with the first cell that says it."""
    wanted: dict[str, dict[str, Cell]] = {name: {} for name in LISTS}
    for step in preview.actions:
        for change in step.changes:
            if change.field in LISTS:
                named = wanted[change.field]
                for name in change.after or ():
                    if name not in named:
                        named[name] = Cell(change.sheet, change.cell)
    return wanted


def _kinds(preview: Preview) -> dict[str, ActorKind]:
    """What headers and names say of actors: a person or an organisation."""
    told: dict[str, ActorKind] = {}
    for action in preview.plan.actions:
        for field in ("pilots", "partners"):
            given = action.given.get(field)
            for one in given.value if given else ():
                if one.kind is not None:
                    told.setdefault(one.name, one.kind)
    found: dict[str, ActorKind] = {}
    for name, kind in told.items():  # folded once each, however often they come
        found.setdefault(fold(name), kind)
    return found
