"""The dot strip: one dot a convention along its engaged share, with the median."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

import altair as alt

from ctg_tracking.model import french
from ctg_tracking.model.words import Status
from ctg_tracking.screen.charts import MUTED, ROWS, Row, Spec, filled, template

_STEP, _FINER = 2.5, 1.0
"""Dots whose shares fall in one step of this many points stack up; finer when they are many."""
_MANY = 150
_TALLEST = 260
"""Pixels: beyond, dots shrink rather than the strip grows."""


@dataclass(frozen=True)
class Dot:
    """A convention on the strip: its territory, engaged share (0-100) and the words of its tooltip."""

    name: str
    share: float
    told: str


def dot_strip(dots: Sequence[Dot]) -> Spec:
    """The strip of `dots` (at least one)."""
    middle = median(dot.share for dot in dots)
    step = _STEP if len(dots) <= _MANY else _FINER
    stacked: Counter[int] = Counter()
    rows: list[Row] = [_dot_row(dot, step, stacked) for dot in dots]
    highest = max(stacked.values())
    across = min(12, max(3, (_TALLEST - 40) // (highest + 2)))
    height = min(_TALLEST, max(96, 40 + (across + 3) * (highest + 2)))
    return filled(_strip(across), [*rows, _median_row(middle, highest)], height=height)


def _dot_row(dot: Dot, step: float, stacked: Counter[int]) -> Row:
    place = round(dot.share / step)
    stacked[place] += 1
    return {"share": place * step, "rank": stacked[place], "name": dot.name, "told": dot.told}


def _median_row(middle: float, highest: int) -> Row:
    return {"median": middle, "top": highest + 1.4, "name": f"médiane {french.percent(round(middle, 1))}"}


@cache
def _strip(across: int) -> Spec:
    """The strip with dots `across` pixels wide.

    A row draws a dot or the median: a mark whose place is null is left out, which spares a filter.
    """
    axis = alt.Axis(tickCount=5, title="Part des actions engagées (%)")
    scale = alt.Scale(domain=[0, 100], nice=False)
    place = alt.X("median:Q", axis=axis, scale=scale)
    base = alt.Chart(ROWS)
    rule = base.mark_rule(color=MUTED, strokeWidth=2, strokeDash=[5, 3]).encode(x=place)
    words = base.mark_text(align="left", dx=6, fontWeight=600).encode(x=place, y="top:Q", text="name:N")
    dots = base.mark_circle(size=across**2 * 0.78, opacity=1, color=Status.IN_PROGRESS.look.colour).encode(
        x=alt.X("share:Q", axis=axis, scale=scale),
        y=alt.Y("rank:Q", axis=None),
        tooltip=[alt.Tooltip("name:N", title="Territoire"), alt.Tooltip("told:N", title="Engagées")],
    )
    return template(alt.layer(rule, dots, words))
