"""A picture as the rows of a snapshot, and back: what is written when a committee opens is what is read ever after."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.attainment import attainment, one_decimal
from ctg_tracking.figures.picture import Picture, PicturedAction, PicturedConvention, PicturedIndicator
from ctg_tracking.figures.renewals import MilestoneRow
from ctg_tracking.figures.sql import fetched
from ctg_tracking.model import ActionSnapshot, ConventionSnapshot, IndicatorSnapshot
from ctg_tracking.model.words import Band

Snapshot = type[ConventionSnapshot] | type[ActionSnapshot] | type[IndicatorSnapshot]
Columns = Mapping[str, Sequence[Any]]
Pictured = TypeVar("Pictured", PicturedConvention, PicturedAction, PicturedIndicator)


# -- writing --


def snapshot_columns(picture: Picture) -> Mapping[Snapshot, Columns]:
    """The rows of a snapshot by column (its ids and the committee's left out), in the order of the picture."""
    rates = [attainment(i.direction, i.baseline, i.target, i.value, i.qualitative) for i in picture.indicators]
    return {
        ConventionSnapshot: _columns(PicturedConvention, picture.conventions),
        ActionSnapshot: _columns(PicturedAction, picture.actions),
        IndicatorSnapshot: {
            **_columns(PicturedIndicator, picture.indicators),
            # unrounded, for means to be those of the day
            "rate": [told.rate for told in rates],
            "rate_raw": [told.raw for told in rates],
        },
    }


def _columns(pictured: type[Pictured], rows: Sequence[Pictured]) -> dict[str, list[Any]]:
    names = [field.name for field in fields(pictured)]
    return {name: [_TOLD.get(name, _as_it_is)(getattr(row, name)) for row in rows] for name in names}


def _as_it_is(value: Any) -> Any:
    """A list as JSON holds it, anything else unchanged."""
    return [list(item) if isinstance(item, tuple) else item for item in value] if isinstance(value, tuple) else value


def _key(band: Band | None) -> str | None:
    return None if band is None else band.value


def _steps_told(steps: Iterable[MilestoneRow]) -> list[Any]:
    return [
        [step.kind, step.label, step.due_on.isoformat(), step.done_on and step.done_on.isoformat(), step.late]
        for step in steps
    ]


def _points_told(points: Iterable[tuple[date, float]]) -> list[Any]:
    return [[day.isoformat(), value] for day, value in points]


_TOLD: Mapping[str, Callable[[Any], Any]] = {
    "band": _key,
    "milestones": _steps_told,
    "curve": _points_told,
    "targets": _points_told,
}


# -- reading --


def frozen_picture(session: Session, committee_id: int, as_of: date) -> Picture:
    """The picture frozen when this committee opened, on `as_of`. The caller has checked who may see it."""
    return Picture(
        as_of,
        _read(session, committee_id, ConventionSnapshot, PicturedConvention, _CONVENTION),
        _read(session, committee_id, ActionSnapshot, PicturedAction, _ACTION),
        _read(session, committee_id, IndicatorSnapshot, PicturedIndicator, _INDICATOR),
    )


def _read(
    session: Session, committee_id: int, entity: Snapshot, pictured: type[Pictured],
    made: Mapping[str, Callable[[Any], Any]],
) -> tuple[Pictured, ...]:  # fmt: skip
    names = [field.name for field in fields(pictured)]
    statement = select(*(getattr(entity, name) for name in names)).where(entity.committee_id == committee_id)
    makers = [(index, made[name]) for index, name in enumerate(names) if name in made]
    found = []
    for row in fetched(session, statement.order_by(entity.position)):
        values = list(row)
        for index, make in makers:
            values[index] = make(values[index])
        found.append(pictured(*values))
    return tuple(found)


def _band(key: str | None) -> Band | None:
    return None if key is None else Band(key)


def _tuples(items: Iterable[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, items))


def _steps(items: Iterable[Sequence[Any]]) -> tuple[MilestoneRow, ...]:
    return tuple(
        MilestoneRow(kind, label, _day(due), done and _day(done), late) for kind, label, due, done, late in items
    )


def _points(items: Iterable[tuple[str, float]]) -> tuple[tuple[date, float], ...]:
    return tuple((_day(day), value) for day, value in items)


_day = date.fromisoformat
_CONVENTION: Mapping[str, Callable[[Any], Any]] = {
    "band": _band,
    "simulated_fields": tuple,
    "signatories": tuple,
    "milestones": _steps,
    "communes": _tuples,
}
_ACTION: Mapping[str, Callable[[Any], Any]] = {"bodies": tuple, "themes": _tuples, "communes": _tuples}
_INDICATOR: Mapping[str, Callable[[Any], Any]] = {
    "rate": one_decimal,
    "rate_raw": one_decimal,
    "curve": _points,
    "targets": _points,
}
