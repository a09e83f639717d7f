"""« Plan d'actions »: what is read, and how it is drawn for one convention or many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlalchemy import and_
from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.sql import Condition
from ctg_tracking.figures.status import By, StatusTable, status_table
from ctg_tracking.model import ProgressReport, Reader, french
from ctg_tracking.screen import frame, status_bars
from ctg_tracking.screen.bars import Bar
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.filters import Asked, clear
from ctg_tracking.screen.pages import IMPORTS, PLAN
from ctg_tracking.screen.plan_tree import tree
from ctg_tracking.store import Store

AT_MOST = 150
"""Actions drawn as a tree; beyond, conventions are listed and one is to be chosen."""

ALL, LATE_ONES, SILENT = "Toutes", "En retard", "Sans nouvelle"
TO_DECIDE, BLOCKED = "Décision attendue", "Blocage signalé"
SHOWN = (ALL, LATE_ONES, SILENT, TO_DECIDE, BLOCKED)
"""Choices of what to show, as they stand in the address."""


@dataclass(frozen=True)
class Plan:
    """What the page shows: counts by convention, and the actions when they fit in a tree (None: too many)."""

    as_of: date
    by_convention: StatusTable
    rows: tuple[ActionRow, ...] | None

    @property
    def total(self) -> Counts:
        """Counts of all that is selected."""
        return self.by_convention.total


def head() -> tuple[str, DeltaGenerator]:
    """The choice of what to show, and the place beside it."""
    line = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    with line:
        return show_only(), line


def show_only() -> str:
    """The choice of what to show; kept in the address."""
    picked = st.segmented_control(
        "Montrer", SHOWN, default=SHOWN[0], key="montrer", bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return picked or SHOWN[0]


def read_plan(store: Store, reader: Reader, asked: Asked, shown: str) -> Plan:
    """Counts, then the actions themselves when a person can read them."""
    with store.read() as session:
        table = status_table(session, reader, asked.selection, By.CONVENTION, asked.as_of)
        if shown == ALL and table.total.actions > AT_MOST:
            return Plan(asked.as_of, table, None)
        rows = action_rows(session, reader, asked.selection, asked.as_of, only=_only(shown, asked.as_of))
    return Plan(asked.as_of, table, tuple(rows))


def draw_plan(plan: Plan, choices: Choices, asked: Asked) -> None:
    """The tree, the list of conventions when there is too much for a tree, or the empty state."""
    if not plan.total.actions:
        _empty(asked)
    elif plan.rows is None:
        _conventions(plan, choices)
    elif not plan.rows:
        frame.empty("Aucune action ne correspond à cette vue. Choisissez « Toutes ».")
    else:
        st.html(tree(plan.rows[:AT_MOST], plan.as_of))
        if len(plan.rows) > AT_MOST:
            st.caption(f"Les {AT_MOST} premières sur {len(plan.rows)}. Filtrez pour voir les autres.")


def _only(shown: str, as_of: date) -> Condition | None:
    """The condition of a choice; rows of all conventions are drawn then, up to AT_MOST of them."""
    facts = Facts(as_of)
    said = {TO_DECIDE: ProgressReport.decision_wanted, BLOCKED: ProgressReport.blocking_text}
    if shown in said:
        return and_(said[shown].is_not(None), said[shown] != "", facts.open)
    return {LATE_ONES: facts.late, SILENT: facts.stale}.get(shown)


def _empty(asked: Asked) -> None:
    if asked.filters:
        frame.empty("Aucune action ne correspond.")
        st.button("Effacer les filtres", on_click=clear)
    else:
        importing = frame.to(IMPORTS, "Importer un tableau")
        frame.empty("Aucune action. Importez le tableau de la commune ou créez une première action.", importing)


def _conventions(plan: Plan, choices: Choices) -> None:
    rows: Sequence[Bar] = [
        status_bars.bar(row.label, row.counts, href=frame.href(PLAN, convention=choices.label_of(str(row.key))))
        for row in plan.by_convention.rows[:AT_MOST]
    ]
    told = french.counted(plan.total.actions, "action")
    conventions = french.counted(len(plan.by_convention.rows), "convention")
    st.markdown(french.typeset(f"{told} dans {conventions} : choisissez-en une pour ouvrir son plan."))
    st.html(status_bars.status_bars(rows, plan.total, caption="État des actions par convention"))
    if len(rows) < len(plan.by_convention.rows):
        st.caption(f"Les {AT_MOST} premières sont listées. Filtrez pour voir les autres.")
