"""Filters kept in the address: what is shared is what is seen. Labels, not ids, stand in the address.

A widget gives the words; `Selection` takes the keys. Whatever the address says beyond the offered words is ignored by
Streamlit, and rights are checked again by the figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN, Status
from ctg_tracking.screen.choices import Choices, ConventionChoice, axes_of
from ctg_tracking.store import Store

KEYS = ("convention", "territoire", "signature", "duree", "axe", "theme", "pilote", "statut")
"""Query parameters of the filters, and keys of their widgets, shared by all pages."""

_ALL, _DAY, _REPLACED = "Tous", "au", "remplacees"


@dataclass(frozen=True)
class Asked:
    """What the person asked: the selection, the day, and how many filters are set."""

    selection: Selection
    as_of: date
    filters: int
    only: ConventionChoice | None
    """The one convention looked at, when there is only one."""

    @property
    def of_running(self) -> bool:
        """Whether conventions already replaced are left out."""
        return self.selection.running_at is not None

    @property
    def scope(self) -> str:
        """What the figures are about, in words."""
        return self.only.label if self.only else ""


def asked(store: Store, choices: Choices) -> Asked:
    """Draw the filters and give what they say."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="ctg_filtres", width="content"):
        as_of = day(choices.today)
        with st.popover("Filtrer", width="content"):
            of_conventions, first = _of_conventions(choices, as_of)
            only = _only(choices, of_conventions)
            selection, count = _of_actions(choices, of_conventions, only, store)
        if count + first:
            told = french.counted(count + first, "filtre")
            st.button(f"Effacer {told}", key="effacer", on_click=clear, type="tertiary")
    return Asked(selection, as_of, count + first, only)


def _of_conventions(choices: Choices, as_of: date) -> tuple[Selection, int]:
    """The filters that bear on conventions, and how many are set.

    Those a successor has replaced are left out until they are asked for, by name, by year or all together.
    """
    convention = _several("Convention", [one.label for one in choices.conventions], "convention", "Toutes")
    territory = _several("Territoire", list(choices.territories), "territoire")
    year = _several("Année de signature", [_known(year) for year in choices.signature_years], "signature", "Toutes")
    term = _several("Durée", [_term(term) for term in choices.terms], "duree", "Toutes")
    replaced = _replaced(choices, as_of)
    selection = Selection(
        running_at=None if convention or year or replaced else as_of,
        conventions=tuple(choices.by_label[label].reference for label in convention),
        territories=tuple(choices.territories[label] for label in territory),
        signature_years=_keys(year, choices.signature_years, _known),
        terms=_keys(term, choices.terms, _term),
    )
    return selection, _count(convention, territory, year, term, replaced)


def _replaced(choices: Choices, as_of: date) -> bool:
    if all(one.runs(as_of) for one in choices.conventions):
        return False
    return st.toggle("Avec les conventions déjà remplacées", key=_REPLACED, bind="query-params")


def _of_actions(
    choices: Choices, selection: Selection, only: ConventionChoice | None, store: Store
) -> tuple[Selection, int]:
    """The filters that bear on actions; axes compare only inside one convention."""
    axes = dict(axes_of(store, only.reference)) if only else {}
    axe = _several("Axe", list(axes), "axe") if only else []
    theme = _several("Thème", [*choices.themes, NOT_GIVEN], "theme")
    pilot = st.text_input("Pilote", key="pilote", placeholder="Nom ou partie du nom", bind="query-params").strip()
    status = _several("Statut", [one.label for one in Status], "statut")
    narrowed = replace(
        selection,
        axes=tuple(axes[label] for label in axe),
        themes=tuple(choices.themes.get(label) for label in theme),
        pilots=(pilot,) if pilot else (),
        statuses=tuple(one for one in Status if one.label in status),
    )
    return narrowed, _count(axe, theme, pilot, status)


def _count(*chosen: object) -> int:
    return sum(1 for value in chosen if value)


def _several(label: str, options: Sequence[str], key: str, placeholder: str = _ALL) -> list[str]:
    return st.multiselect(label, options, key=key, placeholder=placeholder, bind="query-params")


def _keys(chosen: Sequence[str], offered: Sequence[int | None], words: Callable[[int | None], str]) -> tuple[Any, ...]:
    return tuple(key for key in offered if words(key) in chosen)


def _known(year: int | None) -> str:
    return NOT_GIVEN if year is None else str(year)


def _term(years: int | None) -> str:
    return NOT_GIVEN if years is None else french.counted(years, "an").replace("\u00a0", " ")


def day(today: date) -> date:
    """« Situation au », kept in the address; the store's day unless another is asked."""
    return st.date_input("Situation au", today, format="DD/MM/YYYY", key=_DAY, bind="query-params", width=190)


def day_asked(today: date) -> date:
    """The day asked, for a page that reads before it draws: as the widget holds it, or as the address says."""
    held = st.session_state.get(_DAY) or st.query_params.get(_DAY)
    try:
        return held if isinstance(held, date) else date.fromisoformat(str(held))
    except ValueError:
        return today


def _only(choices: Choices, selection: Selection) -> ConventionChoice | None:
    """The single convention the filters leave, when they leave one."""
    left = [
        one
        for one in choices.conventions
        if (not selection.conventions or one.reference in selection.conventions)
        and (not selection.territories or choices.territories.get(one.territory) in selection.territories)
        and (not selection.signature_years or one.signature_year in selection.signature_years)
        and (not selection.terms or one.term_years in selection.terms)
        and (selection.running_at is None or one.runs(selection.running_at))
    ]
    return left[0] if len(left) == 1 else None


def clear() -> None:
    """Set every filter back to all (a button's callback)."""
    for key in KEYS:
        if key in st.session_state:
            st.session_state[key] = "" if key == "pilote" else []
    if _REPLACED in st.session_state:
        st.session_state[_REPLACED] = False
