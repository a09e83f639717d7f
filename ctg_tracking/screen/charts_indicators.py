"""The curve of an indicator: baseline, values, targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

import altair as alt

from ctg_tracking.model import french
from ctg_tracking.model.words import Status
from ctg_tracking.screen.charts import MUTED, ROWS, Row, Spec, at, filled, template


@dataclass(frozen=True)
class Point:
    """A number at a date."""

    on: date
    value: float


@dataclass(frozen=True)
class Curve:
    """What is drawn of an indicator; `unit` follows each number."""

    unit: str
    values: tuple[Point, ...]
    targets: tuple[Point, ...] = ()
    baseline: Point | None = None


def curve(drawn: Curve) -> Spec:
    """The curve, its target as ◆ at its date, and the straight path that would lead there."""
    above = _last_is_above(drawn)
    past = _rows("Valeur", _with_start(drawn), drawn.unit, above)
    path = _rows("Cible", _path(drawn), drawn.unit, True)
    return filled(_curve(), [*chain(past, path)])


def _with_start(drawn: Curve) -> Sequence[Point]:
    start = (drawn.baseline,) if drawn.baseline else ()
    return (*start, *(point for point in drawn.values if not start or point.on > start[0].on))


def _path(drawn: Curve) -> Sequence[Point]:
    start = drawn.baseline or (drawn.values[0] if drawn.values else None)
    return (*((start,) if start and drawn.targets else ()), *drawn.targets)


def _last_is_above(drawn: Curve) -> bool:
    """Whether the last value lies above the path to the target: its label then keeps clear of it."""
    path = _path(drawn)
    if not drawn.values or len(path) < 2:
        return True
    last, start, end = drawn.values[-1], path[0], path[-1]
    share = (last.on - start.on).days / max((end.on - start.on).days, 1)
    return last.value >= start.value + share * (end.value - start.value)


def _rows(kind: str, points: Sequence[Point], unit: str, above: bool) -> list[Row]:
    return [
        {
            "kind": kind,
            "on": at(point.on.isoformat()),
            "value": point.value,
            "label": french.number(point.value) if index else "",
            "told": f"{french.number(point.value)}\u00a0{unit}".strip(),
            "above": above,
            "last": index == len(points) - 1,
        }
        for index, point in enumerate(points)
    ]


@cache
def _curve() -> Spec:
    x = alt.X("on:T", title=None).axis(format="%b %Y", tickCount=5, labelOverlap=True, labelFlush=True)
    y = (
        alt.Y("value:Q", title=None)
        .scale(zero=False, nice=True, padding=14)
        .axis(tickCount=4, domain=False, ticks=False)
    )
    told = [
        alt.Tooltip("kind:N", title="Donnée"),
        alt.Tooltip("on:T", title="Date", format="%d/%m/%Y"),
        alt.Tooltip("told:N", title="Valeur"),
    ]
    base = alt.Chart(ROWS).encode(x=x, y=y)
    values = base.transform_filter("datum.kind === 'Valeur'")
    last = values.transform_filter("datum.last")
    targets = base.transform_filter("datum.kind === 'Cible'")
    aims = targets.transform_filter("datum.label !== ''")
    ink = Status.IN_PROGRESS.look.colour
    layers = alt.layer(
        targets.mark_line(color=MUTED, strokeDash=[5, 4], strokeWidth=2),
        aims.mark_point(shape="diamond", filled=True, size=130, opacity=1, color=MUTED).encode(tooltip=told),
        aims.transform_filter("datum.last").mark_text(dy=-14, align="right").encode(text="label:N"),
        values.mark_line(color=ink, strokeWidth=2.5),
        values.mark_circle(size=80, opacity=1, color=ink).encode(tooltip=told),
        last.transform_filter("datum.above").mark_text(dy=-15, fontWeight=600, fontSize=14).encode(text="label:N"),
        last.transform_filter("!datum.above").mark_text(dy=17, fontWeight=600, fontSize=14).encode(text="label:N"),
    )
    return template(layers.properties(height=220))
