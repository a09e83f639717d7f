"""Indicators of an action: rate, curve, values with their source, and a new value."""

from datetime import date

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.figures.action_sheet import IndicatorSheet, ValueRow
from ctg_tracking.figures.indicators import IndicatorRow
from ctg_tracking.follow_up.values import record_value
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN, Direction
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.charts_indicators import Curve, Point, curve
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.sheet_data import Sheet
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.store import Store


def draw_indicators(store: Store, reader: Reader, sheet: Sheet, today: date) -> None:
    """Each indicator in turn; a form under each for who may report."""
    st.header("Indicateurs", anchor=False)
    if not sheet.told.indicators:
        frame.empty("Aucun indicateur pour cette action. Le tableau d’import peut en apporter.")
    for followed in sheet.told.indicators:
        _one(followed, sheet)
        if sheet.may_report:
            _form(store, reader, followed.row, today)


def _one(followed: IndicatorSheet, sheet: Sheet) -> None:
    row = followed.row
    st.html(
        joined(element("h3", french.typeset(row.name), " ", looks.origin(row.origin), class_="ctg-axe"), _facts(row))
    )
    if followed.curve:
        st.vega_lite_chart(spec=curve(_curve(followed)), alt=_alt(row))
    if followed.values:
        with st.expander(f"Valeurs et sources ({len(followed.values)})"):
            st.html(_values(followed, sheet))
    else:
        st.html(element("p", f"Aucune valeur. {_awaited(row)}"))


def _facts(row: IndicatorRow) -> Html:
    told = (
        ("Dernière valeur", _quantity(row, row.value, row.text), _on(row.value_on)),
        ("Valeur de départ", _quantity(row, row.baseline), _on(row.baseline_on)),
        ("Cible", row.target_text or _quantity(row, row.target), _on(row.target_on)),
        ("Taux d’atteinte", *_rate(row)),
        ("Sens", row.direction.label if row.direction is not Direction.UP else "", ""),
    )  # fmt: skip
    facts = (
        div(
            "", element("dt", name), element("dd", element("b", value), element("small", f" {more}") if more else EMPTY)
        )
        for name, value, more in told
        if value
    )
    return element("dl", *facts, class_="ctg-faits")


def _rate(row: IndicatorRow) -> tuple[str, str]:
    reason = french.typeset(row.reason or "")
    return (french.percent(row.rate), reason) if row.rate is not None else (reason or french.percent(None), "")


def _on(day: date | None) -> str:
    return f"au {french.day(day)}" if day else ""


def _quantity(row: IndicatorRow, value: float | None, text: str | None = None) -> str:
    if value is None:
        return text or NOT_GIVEN
    return f"{french.number(value)}\u00a0{row.unit}" if row.unit else french.number(value)


def _curve(followed: IndicatorSheet) -> Curve:
    row = followed.row
    final = ((row.target_on, row.target),) if row.target_on and row.target is not None else ()
    targets = tuple(Point(on, target) for on, target in (*followed.targets, *final))
    baseline = Point(row.baseline_on, row.baseline) if row.baseline_on and row.baseline is not None else None
    values = tuple(Point(on, value) for on, value in followed.curve)
    return Curve(row.unit or "", values, targets, baseline)


def _alt(row: IndicatorRow) -> str:
    return f"{row.name} : {_quantity(row, row.value)}, cible {_quantity(row, row.target)}"


def _awaited(row: IndicatorRow) -> str:
    return f"Première valeur attendue{french.NARROW}: {french.month(row.target_on)}." if row.target_on else ""


def _values(followed: IndicatorSheet, sheet: Sheet) -> Html:
    heads = ("Date", ("Valeur", NUMERIC), "Source", "Commentaire", "Saisie")
    rows = (
        (
            french.day(one.on),
            _shown(followed.row, one),
            one.source or NOT_GIVEN,
            one.comment or "",
            _entered(one, sheet),
        )
        for one in reversed(followed.values)
    )
    return table(heads, rows, caption=f"Valeurs de « {followed.row.name} »")


def _shown(row: IndicatorRow, one: ValueRow) -> Html:
    quantity = _quantity(row, one.value, one.text)
    return (
        element("s", quantity, title="Valeur corrigée depuis")
        if one.replaced
        else joined(quantity, " ", looks.origin(one.origin))
    )


def _entered(one: ValueRow, sheet: Sheet) -> str:
    return f"{one.author}, {french.moment_of(one.recorded_at)}{sheet.file_of(one.import_id)}"


def _form(store: Store, reader: Reader, row: IndicatorRow, today: date) -> None:
    flash = f"valeur_{row.id}_dit"
    if words := st.session_state.pop(flash, ""):
        st.success(words)
    with st.expander("Saisir une valeur"), st.form(f"valeur_{row.id}", border=False):
        label = "Valeur" if row.qualitative or not row.unit else f"Valeur ({plain(row.unit)})"
        value = st.text_input(label, key=f"valeur_{row.id}_valeur")
        on = st.date_input(
            "Date de la valeur", today, format="DD/MM/YYYY", max_value=today, key=f"valeur_{row.id}_date"
        )
        source = st.text_input("Source", row.value_source or row.source or "", key=f"valeur_{row.id}_source")
        comment = st.text_input("Commentaire", key=f"valeur_{row.id}_commentaire")
        if not st.form_submit_button("Enregistrer la valeur"):
            return
        try:
            done = record_value(
                store, reader, row.id, value, on=on, source=source, comment=comment, expected_version=row.version
            )
        except Refusal as refusal:
            st.error(plain(str(refusal)))
            return
    st.session_state[flash] = f"Enregistré à {french.clock(done.recorded_at)}."
    st.rerun()
