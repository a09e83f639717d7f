"""Charts as templates: Altair writes the grammar once, each run only puts rows in.

Building and checking an Altair chart costs some 25 ms; its Vega-Lite dictionary, kept for each shape of
chart, costs nothing. Rows go inline below the top level, which Streamlit sends as they are. Text in a chart
takes the colour of the page (`currentColor`: charts are drawn as SVG).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt

Row: TypeAlias = Mapping[str, str | float | int | bool | None]
Spec: TypeAlias = dict[str, Any]

ROWS = alt.NamedData("rows")
"""Where a template expects its rows."""

MUTED = "#7A828C"
"""Lines of a chart: seen on white (3.9:1) and on the dark background (4.5:1)."""

_FRENCH = {
    "number": {
        "decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"],
        "percent": "\u202f%", "minus": "−",
    },
    "time": {
        "dateTime": "%A %e %B %Y à %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
        "months": [
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ],
        "shortMonths": [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
    },
}  # fmt: skip

_CONFIG: Spec = {
    "locale": _FRENCH,
    "font": "Inter",
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelOpacity": 0.8,
        "titleOpacity": 0.8,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "grid": False,
        "labelLimit": 320,
    },
    "text": {"fontSize": 13, "font": "Inter", "color": "currentColor"},
}


def template(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> Spec:
    """The chart's dictionary without its data: keep the result, it never changes.

    Not checked against Vega-Lite's schema, which takes longer than all the rest: the tests do it.
    """
    spec: Spec = chart.to_dict(validate=False)
    for key in ("$schema", "config", "data", "datasets"):
        spec.pop(key, None)
    return spec


def filled(spec: Spec, rows: Sequence[Row], *, height: int | None = None) -> Spec:
    """A chart ready to show: the template with its rows; `height` in pixels when it depends on their number."""
    inside = {key: value for key, value in spec.items() if key not in ("height", "width", "padding")}
    outside = {key: value for key, value in spec.items() if key in ("height", "width", "padding")}
    if height is not None:
        outside["height"] = height
    return {**outside, "config": _CONFIG, "layer": [{**inside, "data": {"values": list(rows)}}]}


def at(day: str) -> str:
    """An ISO date as the browser's own midnight: without the hour it would be read in UTC and slip a day."""
    return f"{day}T00:00"
