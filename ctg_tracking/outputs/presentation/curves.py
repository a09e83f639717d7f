"""The lines of an indicator's chart: its values, the value it starts from, its target, on the days they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ctg_tracking.model.words import Status
from ctg_tracking.outputs.blocks import Curve
from ctg_tracking.outputs.mentions import BASELINE, TARGET, VALUE
from ctg_tracking.outputs.presentation.frame import INK


@dataclass(frozen=True)
class Line:
    """A series: its value on each day of the chart, None for none. `dash` and `marker`: names of the format."""

    name: str
    values: Sequence[float | None]
    colour: str
    dash: str
    marker: str


def lines_of(curve: Curve) -> tuple[list[date], list[Line]]:
    """The days of a chart, in order, and its lines; each differs from the others by more than its colour."""
    known = dict(curve.points)
    start, aims = curve.baseline, dict(curve.targets)
    if curve.target and curve.target[0]:
        aims[curve.target[0]] = curve.target[1]
    days = sorted({*known, *aims, *([start[0]] if start and start[0] else ())})
    named = f"{VALUE} ({curve.unit})" if curve.unit else VALUE
    lines = [_line(named, days, known, Status.IN_PROGRESS.look.colour, "SOLID", "CIRCLE")]
    if start:
        held = dict.fromkeys(days, start[1])
        lines.append(_line(BASELINE, days, held, Status.NOT_STARTED.look.colour, "ROUND_DOT", "NONE"))
    if curve.target:
        level = aims if len(aims) > 1 else dict.fromkeys(days, curve.target[1])
        lines.append(_line(TARGET, days, level, INK, "DASH", "DIAMOND" if len(aims) > 1 else "NONE"))
    return days, lines


def _line(name: str, days: Sequence[date], known: Mapping[date, float], colour: str, dash: str, marker: str) -> Line:
    return Line(name, [known.get(day) for day in days], colour, dash, marker)
