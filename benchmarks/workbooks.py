"""A commune's workbook of any size, always the same: the import workbook with that many actions in it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.stores import folder, kept
from benchmarks.vocabulary import AXES, OBJECTIVES, OBJECTS, ORGANISATIONS, VERBS
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.follow_up.importing import File, Target, apply, read_one
from ctg_tracking.model.words import Priority, Status
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.template import workbook_bytes
from ctg_tracking.store import Store

TARGET = Target(territory_code="91228", starts_on=date(2022, 1, 1), term_years=5)
"""The convention that the workbook is for."""
PER_AXE = 500
"""Actions of one axe; a plan so large has that many axes."""
OPEN = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.TO_SPECIFY)


def workbook(actions: int) -> Path:
    """The file of so many actions, made once and kept."""
    making = sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    file = folder() / f"plan-{actions}-{making}.xlsx"
    if not file.is_file():
        file.write_bytes(workbook_bytes({Table.PLAN: list(plan_rows(actions))}))
    return file


def store_of(actions: int) -> str:
    """Address of a SQLite store where that workbook was imported, made once and kept."""
    return kept(f"{workbook(actions).stem}", lambda store: _import(store, workbook(actions)))


def _import(store: Store, file: Path) -> None:
    store.upgrade()
    source = read_one(File(file.name, file.read_bytes()))
    apply(store, local_operator(store), source, TARGET)


def plan_rows(actions: int) -> Iterator[Mapping[str, Any]]:
    """Rows of the sheet of actions, by field: twenty cells of each are filled."""
    draw = Random(actions)
    themes = list(AXES)
    for number in range(actions):
        axe, rank = divmod(number, PER_AXE)
        theme = themes[axe % len(themes)]
        yield _row(draw, theme, axe + 1, rank + 1)


def _row(draw: Random, theme: str, axe: int, rank: int) -> dict[str, Any]:
    start = date(2022, 1, 1) + timedelta(days=draw.randrange(900))
    status = draw.choice(OPEN)
    title = f"{draw.choice(VERBS)} {draw.choice(OBJECTS[theme])}"
    return {
        "axe": f"Axe {axe} : {AXES[theme]} ({axe})",
        "objective": f"{axe}.{1 + (rank - 1) // 100} {OBJECTIVES[(rank - 1) // 100]}",
        "code": f"{axe}.{rank}",
        "title": f"{title}, secteur {rank}",
        "description": f"{title} pour les habitants du secteur {rank}, avec {draw.choice(ORGANISATIONS)}. " * 2,
        "pilots": draw.sample(ORGANISATIONS, 2),
        "partners": draw.sample(ORGANISATIONS, 3),
        "audience": "Familles et jeunes enfants",
        "themes": [AXES[theme].split(" : ")[0]],
        "elected_referent": "Vice-présidence petite enfance",
        "coordinator": "Service petite enfance",
        "priority": draw.choice(list(Priority)),
        "starts_on": start,
        "due_on": start + timedelta(days=draw.randrange(200, 1200)),
        "yearly": draw.random() < 0.1,
        "budget": draw.randrange(1, 900) * 500,
        "funding": "Caf, commune",
        "status": status,
        "percent": {Status.DONE: 100, Status.NOT_STARTED: 0}.get(status, draw.randrange(0, 100, 5)),
        "as_of": date(2026, 3, 31),
        "comment": f"Point du comité technique n° {draw.randrange(1, 40)}.",
    }
