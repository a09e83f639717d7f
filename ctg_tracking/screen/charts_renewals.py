"""Milestones of renewals due each quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from ctg_tracking.model.words import LATE, Status
from ctg_tracking.screen.charts import ROWS, Row, Spec, filled, template

_GAP = 0.06
"""Share of the highest bar left between two stacked parts: about two pixels."""


@dataclass(frozen=True)
class Quarter:
    """Milestones due in a quarter: `label` « T3 2026 », how many are late and how many to come."""

    label: str
    late: int
    to_come: int


def quarters(counts: Sequence[Quarter]) -> Spec:
    """Bars of milestones due, late ones at the foot; figures stand beside the fills."""
    gap = _GAP * max((quarter.late + quarter.to_come for quarter in counts), default=0) / 3
    return filled(_quarters(), [row for order, quarter in enumerate(counts) for row in _bars(order, quarter, gap)])


def _bars(order: int, quarter: Quarter, gap: float) -> list[Row]:
    lift = quarter.late + gap if quarter.late else 0.0
    parts = (("En retard", "▲", 0.0, quarter.late), ("À venir", "◊", lift, quarter.to_come))
    return [
        {
            "order": order,
            "quarter": quarter.label,
            "state": state,
            "from": foot,
            "to": foot + count,
            "middle": foot + count / 2,
            "count": count,
            "label": f"{glyph} {count}",
        }
        for state, glyph, foot, count in parts
        if count or (state == "À venir" and not quarter.late)
    ]


@cache
def _quarters() -> Spec:
    x = alt.X("quarter:N", title=None).sort(None).axis(labelAngle=0, ticks=False)
    colour = alt.Color("state:N", legend=None).scale(
        domain=["En retard", "À venir"], range=[LATE.colour, Status.IN_PROGRESS.look.colour]
    )
    told = [
        alt.Tooltip("quarter:N", title="Trimestre"),
        alt.Tooltip("state:N", title="État"),
        alt.Tooltip("count:Q", title="Étapes"),
    ]
    base = alt.Chart(ROWS)
    bars = base.mark_bar(width=18, xOffset=-14, cornerRadius=2).encode(
        x=x, y=alt.Y("from:Q", axis=None), y2="to:Q", color=colour, tooltip=told
    )
    words = base.mark_text(align="left", fontWeight=600).encode(x=x, y=alt.Y("middle:Q", axis=None), text="label:N")
    return template(alt.layer(bars, words).properties(height=170))
