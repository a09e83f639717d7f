"""The form of a point of the agenda: what nobody touched here follows what is stored, what is typed stays."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.follow_up.committees.agenda import LONGEST_TIME
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.screen.plain import plain

_LABELS = {
    "titre": "Intitulé du point",
    "minutes": "Durée en minutes",
    "raison": "Raison",
    "place": "Place dans l’ordre du jour",
}


@dataclass(frozen=True)
class Typed:
    """What a person says of a point. `minutes` None: no time; `place`: from 1."""

    title: str
    minutes: int | None
    reason: str
    place: int


def draw_fields(row: ItemRow, places: int) -> None:
    """The four fields; what somebody else changed of a field that is typed in is told above."""
    _follow(row)
    st.text_input(_LABELS["titre"], key=_key(row, "titre"), on_change="ignore")
    st.number_input(
        _LABELS["minutes"], 1, LONGEST_TIME, None, 5, key=_key(row, "minutes"), on_change="ignore",
        placeholder="Sans durée",
    )  # fmt: skip
    st.text_area(_LABELS["raison"], key=_key(row, "raison"), height=90, on_change="ignore")
    st.number_input(_LABELS["place"], 1, places, None, 1, key=_key(row, "place"), on_change="ignore")


def typed_of(row: ItemRow) -> Typed:
    """What the fields hold."""
    given = {field: st.session_state.get(_key(row, field)) for field in _LABELS}
    minutes, place = given["minutes"], given["place"]
    return Typed(given["titre"] or "", minutes and int(minutes), given["raison"] or "", int(place or row.position))


def _follow(row: ItemRow) -> None:
    """Show what is stored in the fields that nobody typed in since they were last shown."""
    stored = {"titre": row.title, "minutes": row.minutes, "raison": row.reason or "", "place": row.position}
    seen: dict[str, Any] = st.session_state.get(_key(row, "vu"), stored)
    moved = []
    for field, now in stored.items():
        key = _key(row, field)
        if key not in st.session_state or st.session_state[key] == seen[field]:
            st.session_state[key] = now
        elif seen[field] != now and st.session_state[key] != now:
            moved.append(f"{_LABELS[field]}\u202f: {NOT_GIVEN if now in (None, '') else now}")
    st.session_state[_key(row, "vu")] = stored
    if moved:
        st.warning(
            plain(french.typeset(f"Modifié entre-temps par une autre personne : {' · '.join(moved)}. "))
            + "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » la mettra à la place."
        )


def _key(row: ItemRow, field: str) -> str:
    return f"odj_{field}_{row.id}"
