"""« Séance »: point by point, what is said and what is decided; the decisions taken so far below."""

import streamlit as st

from ctg_tracking.errors import Refusal, StaleText
from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.follow_up.committees import note_item
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import committee_decision as deciding
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import committee_words as words
from ctg_tracking.screen import frame
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.html import element
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

_NONE = 0
"""Stands for « on no point » in the list of points."""


def draw_session(store: Store, reader: Reader, room: Room) -> None:
    """The point under discussion, to write on for who may; all of them, read only, for the others."""
    if not room.writable:
        draw_points(room)
        return
    picked = _choose_point(room)
    item = next((row for row in room.agenda if row.id == picked), None)
    if item is not None:
        told = " · ".join(filter(None, (room.where(item.convention_id), item.reason)))
        if told:
            st.html(element("p", french.typeset(told), class_="ctg-doux"))
        _exchanges(store, reader, room, item)
    for row in room.decided_on(item.id if item else None):
        _taken(room, row.id)
    deciding.draw_form(store, reader, room, item)
    _all_decisions(room)


def draw_points(room: Room) -> None:
    """Every point with what was said and decided."""
    if not room.agenda and not room.decisions:
        frame.empty("Rien n’est encore à l’ordre du jour, rien n’est décidé.")
        return
    st.html(element("ol", *(words.point(room, row) for row in room.agenda), class_="ctg-odj"))
    beside = room.decided_on(None)
    if beside:
        st.header("Hors ordre du jour", anchor=False)
        st.html(element("ul", *(element("li", words.decision(row, room.today)) for row in beside), class_="ctg-liste"))


def _choose_point(room: Room) -> int:
    titles = {row.id: f"{row.position}. {row.title}{_mark(room, row)}" for row in room.agenda}
    options = [*titles, _NONE]
    key = f"comite_point_{room.id}"
    if st.session_state.get(key, options[0]) not in options:
        del st.session_state[key]
    picked: int = st.selectbox(
        "Point en discussion", options, key=key, persist_state="session",
        format_func=lambda one: french.typeset(titles.get(one, "Hors ordre du jour")),
    )  # fmt: skip
    return picked


def _mark(room: Room, row: ItemRow) -> str:
    count = len(room.decided_on(row.id))
    return f" ({french.counted(count, 'décision')})" if count else ""


# -- what is said --


def _exchanges(store: Store, reader: Reader, room: Room, item: ItemRow) -> None:
    key, seen_key = _key(item, "dit"), _key(item, "vu")
    stored = item.said or ""
    seen = st.session_state.setdefault(seen_key, stored)
    typed = st.session_state.get(key)
    if typed is None or (typed == seen and seen != stored):
        st.session_state[key], st.session_state[seen_key] = stored, stored
    elif seen != stored and typed != stored:
        _both(stored)
    st.session_state[_key(item, "base")] = stored
    saying.taken(_key(item, "outcome")).draw()
    st.text_area(
        "Échanges", key=key, height=110, placeholder="Ce qui s’est dit sur ce point", on_change="ignore",
        persist_state="session",
    )  # fmt: skip
    st.button("Enregistrer les échanges", key=_key(item, "save"), on_click=_note, args=(store, reader, room, item))


def _both(stored: str) -> None:
    """Theirs here, ours in the field below."""
    theirs = f"«\u00a0{stored}\u00a0»" if stored else "effacé"
    st.warning(
        plain(f"Noté entre-temps par une autre personne\u202f: {theirs}. ")
        + "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » la mettra à la place."
    )


def _note(store: Store, reader: Reader, room: Room, item: ItemRow) -> None:
    typed, place = st.session_state.get(_key(item, "dit"), ""), _key(item, "outcome")
    try:
        note_item(store, reader, room.id, item.id, typed, before=st.session_state.get(_key(item, "base")))
    except StaleText:
        return  # the next run shows both texts
    except Refusal as refusal:
        saying.refuse(place, refusal)
        return
    saying.say(place, "Échanges enregistrés.")
    st.session_state.pop(_key(item, "dit"), None)
    st.session_state.pop(_key(item, "vu"), None)


# -- what is decided --


def _taken(room: Room, decision_id: int) -> None:
    row = next(one for one in room.decisions if one.id == decision_id)
    with st.container(horizontal=True, vertical_alignment="center", key=f"ctg_decision_{row.id}", border=True):
        st.html(words.decision(row, room.today, subject=False), width="stretch")
        st.button(
            "Modifier la décision", key=f"decision_modifier_{row.id}", on_click=deciding.amend_next, args=(room, row)
        )


def _all_decisions(room: Room) -> None:
    st.header(f"Relevé de décisions ({len(room.decisions)})", anchor=False)
    if not room.decisions:
        st.caption("Aucune décision pour l’instant.")
        return
    items = (element("li", words.decision(row, room.today)) for row in room.decisions)
    st.html(element("ol", *items, class_="ctg-liste"))


def _key(item: ItemRow, field: str) -> str:
    return f"comite_echanges_{item.id}_{field}"
