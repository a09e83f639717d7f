"""The foot of « Vue d'ensemble »: by territory and by signature year, shaped to how many there are."""

from collections.abc import Sequence

import streamlit as st

from ctg_tracking.figures.overview import Overview
from ctg_tracking.figures.status import ConventionCounts, StatusRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN
from ctg_tracking.outputs import wording, wording_renewals
from ctg_tracking.screen import frame, looks, status_bars
from ctg_tracking.screen.bars import stacked
from ctg_tracking.screen.charts_territories import Dot, dot_strip
from ctg_tracking.screen.html import EMPTY, Html, div, element, link
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.tables import NUMERIC, table

NAMED = 5
"""Territories named at each end of the strip."""
IN_TABLE = 500
"""Territories listed in the table; filters give the others."""
FEW = 8
"""Up to so many territories are drawn as bars rather than as a strip."""


def draw_territories(shown: Overview) -> None:
    """Member communes inside one convention; bars for a few territories; a strip, ten names and a table beyond."""
    if len(shown.communes) > 1:
        _bars("Par commune", shown.communes)
        return
    rows = [row for row in shown.territories if row.counts.actions]
    if len(rows) < 2:
        return
    if len(rows) <= FEW:
        _bars("Par territoire", rows)
        return
    st.header("Par territoire", anchor=False)
    ranked = sorted((row for row in rows if row.counts.countable), key=_share)
    dots = [Dot(row.label, _share(row), wording.engaged(row.counts)) for row in ranked]
    ends = f"de {french.percent(_share(ranked[0]))} à {french.percent(_share(ranked[-1]))}"
    alt = f"Part des actions engagées dans {len(dots)} territoires, {ends}"
    st.vega_lite_chart(spec=dot_strip(dots), alt=alt)
    st.html(_ten(ranked))
    with st.expander(f"Les {len(rows)} territoires en tableau", on_change="rerun", key="territoires") as unfolded:
        if unfolded.open:
            st.html(_all(rows))


def draw_signature_years(shown: Overview) -> None:
    """Normalised bars with their counts; a sentence when there is one year."""
    rows = shown.signature_years
    if not rows:
        return
    st.header("Par année de signature", anchor=False)
    if len(rows) == 1:
        st.html(element("p", _one_year(shown)))
        return
    conventions = _conventions_by_year(shown.groups)
    bars = [
        status_bars.bar(
            row.label.capitalize() if row.key is None else f"Signées en {row.label}", row.counts,
            note=french.counted(conventions[row.key if isinstance(row.key, int) else None], "convention"),
        )
        for row in rows
    ]  # fmt: skip
    st.html(stacked(bars, caption="État des actions par année de signature, en parts", normalised=True))


def _one_year(shown: Overview) -> str:
    if len(shown.renewals) == 1:
        row = shown.renewals[0].convention
        return wording_renewals.signature(
            row.signed_on, row.signed_precision, row.starts_on, row.term_years, shown.as_of
        )
    year = shown.groups[0].signed_on
    return (
        f"Les {len(shown.groups)} conventions ont été signées en {year.year}." if year else f"Signature {NOT_GIVEN}e."
    )


def _conventions_by_year(groups: Sequence[ConventionCounts]) -> dict[int | None, int]:
    counted: dict[int | None, int] = {}
    for group in groups:
        year = group.signed_on.year if group.signed_on else None
        counted[year] = counted.get(year, 0) + 1
    return counted


def _bars(title: str, rows: Sequence[StatusRow]) -> None:
    st.header(title, anchor=False)
    st.html(
        stacked([status_bars.bar(row.label, row.counts) for row in rows], caption=f"État des actions {title.lower()}")
    )


def _share(row: StatusRow) -> float:
    return row.counts.engaged_percent or 0.0


def _ten(ranked: Sequence[StatusRow]) -> Html:
    return div(
        "ctg-dix", _names("Le moins d’actions engagées", ranked[:NAMED]), _names("Le plus", ranked[: -NAMED - 1 : -1])
    )


def _names(title: str, rows: Sequence[StatusRow]) -> Html:
    lines = (element("li", link(_plan(row), row.label), f"{french.NARROW}: {_told(row)}") for row in rows)
    return div("", element("h3", title), element("ol", *lines))


def _told(row: StatusRow) -> str:
    few = f" ({wording.few(row.counts)})" if wording.few(row.counts) else ""
    return f"{row.counts.engaged} sur {row.counts.countable}{few}"


def _all(rows: Sequence[StatusRow]) -> Html:
    counted = ("Actions", "Engagées", "Réalisées", "Part engagée", "En retard", "Sans nouvelle")
    heads: list[str | tuple[str, str]] = ["Territoire", *((words, NUMERIC) for words in counted)]
    body = (
        (
            link(_plan(row), row.label), row.counts.actions, row.counts.engaged, row.counts.done,
            french.percent(row.counts.engaged_percent), _late(row), row.counts.stale,
        )
        for row in rows[:IN_TABLE]
    )  # fmt: skip
    return table(heads, body, caption="Tous les territoires", scrolls=True)


def _late(row: StatusRow) -> Html:
    return looks.worded(LATE, french.number(row.counts.late)) if row.counts.late else element("span", "0") or EMPTY


def _plan(row: StatusRow) -> str:
    return frame.href(PLAN, territoire=row.label)
