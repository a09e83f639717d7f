"""« D’où viennent ces valeurs ? »: for each value of an action, the cell of the file that says it, or who typed it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import streamlit as st

from ctg_tracking.figures.action_sheet import IndicatorSheet
from ctg_tracking.figures.provenance import Provenance, Provenances, provenances
from ctg_tracking.model import Reader, french
from ctg_tracking.screen.html import Html, div, element, joined
from ctg_tracking.screen.sheet_data import Sheet
from ctg_tracking.store import Store

TYPED = "Saisi dans l’outil"
_FACTS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("Intitulé", ("title",)),
    ("N°", ("code",)),
    ("Place dans le plan", ("heading_id",)),
    ("Description", ("description",)),
    ("Pilotes", ("pilots",)),
    ("Partenaires", ("partners",)),
    ("Thèmes", ("themes",)),
    ("Communes", ("communes",)),
    ("Public", ("audience",)),
    ("Début", ("starts_on",)),
    ("Calendrier", ("calendar_text",)),
    ("Priorité", ("priority",)),
    ("Budget", ("budget_text", "budget_cents")),
    ("Financements", ("funding_text",)),
    ("Élu·e référent·e", ("elected_referent",)),
    ("Coordination", ("coordinator",)),
)
"""Words of a fact -> the columns it is read from, the one shown first."""
_INDICATOR: Sequence[tuple[str, tuple[str, ...]]] = (
    ("intitulé", ("name",)),
    ("valeur de départ", ("baseline",)),
    ("cible", ("target_text", "target")),
)


def draw_origins(store: Store, reader: Reader, sheet: Sheet) -> None:
    """Folded: read only when somebody asks."""
    with st.expander(
        "D’où viennent ces valeurs\u202f?", on_change="rerun", key=f"origines_{sheet.action.id}"
    ) as unfolded:
        if unfolded.open:
            with store.read() as session:
                told = provenances(session, reader, sheet.action.id, sheet.as_of)
            st.html(_origins(sheet, told))


def _origins(sheet: Sheet, told: Provenances) -> Html:
    """By file or person and moment, newest first, each value and its place."""
    given: dict[tuple[datetime, str, str], list[tuple[str, str]]] = {}
    for words, found in _values(sheet, told):
        if found is not None:
            given.setdefault((found.at, _source(found), found.author_name), []).append((words, _place(found)))
    return joined(
        *(
            joined(
                element("p", element("b", source), f", {french.moment_of(at)}, {author}"),
                element("dl", *(_value(*one) for one in given[at, source, author]), class_="ctg-faits ctg-petit"),
            )
            for at, source, author in sorted(given, reverse=True)
        )
    )


def _value(words: str, place: str) -> Html:
    return div("", element("dt", words), element("dd", place))


def _values(sheet: Sheet, told: Provenances) -> Iterator[tuple[str, Provenance | None]]:
    action = sheet.action
    for words, columns in _FACTS:
        yield words, told.of("action", action.id, *columns)
    yield "Échéance", told.of("action_due", told.due_id, "due_on")
    for report in sheet.told.reports:
        said = told.of("progress_report", report.id, "status")
        yield f"Point du {french.day(report.effective_on)}{french.NARROW}: {report.status.label}", said
        if report.percent is not None:
            yield f"Avancement au {french.day(report.effective_on)}", told.of("progress_report", report.id, "percent")
    for indicator in sheet.told.indicators:
        yield from _of_indicator(indicator, told)


def _of_indicator(followed: IndicatorSheet, told: Provenances) -> Iterator[tuple[str, Provenance | None]]:
    name = french.typeset(followed.row.name)
    for words, columns in _INDICATOR:
        yield f"{name}, {words}", told.of("indicator", followed.row.id, *columns)
    for value in followed.values:
        if not value.replaced:
            yield f"{name}, au {french.day(value.on)}", told.of("indicator_value", value.id, "value", "text")


def _source(found: Provenance) -> str:
    return french.typeset(f"Fichier « {found.file} »") if found.file is not None else TYPED


def _place(found: Provenance) -> str:
    row = f"ligne {found.row}" if found.row is not None else ""
    return ", ".join(part for part in (found.sheet, found.cell or row) if part) or TYPED.lower()
