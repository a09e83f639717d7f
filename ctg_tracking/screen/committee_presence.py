"""Who is there: ticked one by one, stored at once; somebody who was not invited may be added.

A fragment: a tick does not draw the whole page again.
"""

from datetime import date

import streamlit as st

from ctg_tracking.figures.committees import AttendanceRow
from ctg_tracking.follow_up.committees import Held, Invited, invite, tick
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.committee_data import Room, read_room
from ctg_tracking.screen.committee_invited import listed, names_of
from ctg_tracking.screen.html import element, joined
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.session import signed_in
from ctg_tracking.store import Store

PRESENT, ABSENT = "Présent·e", "Absent·e"
_ANSWERS = {PRESENT: True, ABSENT: False}


def told_of(room: Room) -> str:
    """« 4 présents sur 5 invités, 1 sans réponse »."""
    there = sum(row.present is True for row in room.attendance)
    unknown = sum(row.present is None for row in room.attendance)
    told = f"{french.counted(there, 'présent')} sur {french.counted(len(room.attendance), 'invité')}"
    return f"{told}, {unknown} sans réponse" if unknown else told


@st.fragment
def draw_presence(store: Store, committee_id: int, today: date) -> None:
    """The ticks, for who may."""
    reader = signed_in()
    room = read_room(store, reader, committee_id, today)
    saying.taken(_key(committee_id)).draw()
    if room.attendance:
        st.html(element("p", told_of(room)))
        st.button("Tout le monde est là", key=f"{_key(committee_id)}_tous", on_click=_all, args=(store, reader, room))
    for row in room.attendance:
        _answer(store, reader, room, row)
    with st.container(horizontal=True, vertical_alignment="bottom", key="ctg_presence_ajout"):
        st.text_input(
            "Ajouter quelqu’un qui est là", key=f"{_key(committee_id)}_nom", placeholder="Nom, organisme",
            on_change="ignore",
        )  # fmt: skip
        st.button(
            "Ajouter aux présents", key=f"{_key(committee_id)}_ajouter", on_click=_add, args=(store, reader, room)
        )


def _answer(store: Store, reader: Reader, room: Room, row: AttendanceRow) -> None:
    key = f"presence_{row.id}"
    st.session_state[key] = {True: PRESENT, False: ABSENT, None: None}[row.present]
    with st.container(horizontal=True, vertical_alignment="center", key=f"ctg_presence_{row.id}"):
        st.html(joined(element("b", row.name), f", {row.body}" if row.body else ""), width="stretch")
        st.segmented_control(
            plain(row.name), list(_ANSWERS), key=key, label_visibility="collapsed", on_change=_tick,
            args=(store, reader, room, row.id),
        )  # fmt: skip


def _tick(store: Store, reader: Reader, room: Room, row_id: int) -> None:
    present = _ANSWERS.get(st.session_state.get(f"presence_{row_id}") or "")
    saying.attempt(_key(room.id), lambda: tick(store, reader, room.id, {row_id: present}))


def _all(store: Store, reader: Reader, room: Room) -> None:
    """Those nobody answered for; an absence already told stays."""
    unknown = {row.id: True for row in room.attendance if row.present is None}
    saying.attempt(_key(room.id), lambda: tick(store, reader, room.id, unknown))


def _add(store: Store, reader: Reader, room: Room) -> None:
    one = listed(st.session_state.get(f"{_key(room.id)}_nom", ""))[:1]

    def added() -> Held:
        now = read_room(store, reader, room.id, room.today)
        there = [Invited(name, body or None) for name, body in names_of(now)]
        new = one or [Invited("")]  # which the verb refuses, in its words
        invite(store, reader, room.id, [*there, *new], expected_version=now.committee.version)
        rows = read_room(store, reader, room.id, room.today).attendance
        there_now = {row.id: True for row in rows if (row.name, row.body) == (new[0].name, new[0].body)}
        return tick(store, reader, room.id, there_now)

    if saying.attempt(_key(room.id), added) is not None:
        st.session_state[f"{_key(room.id)}_nom"] = ""


def _key(committee_id: int) -> str:
    return f"comite_presence_{committee_id}"
