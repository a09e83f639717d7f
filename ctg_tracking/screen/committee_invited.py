"""Who is invited: a list typed or pasted, one a line (« Nom, organisme »); the former committee's, proposed."""

from typing import NamedTuple

import streamlit as st

from ctg_tracking.figures.committees import CommitteeRow, attendance_of, committee_rows
from ctg_tracking.follow_up.committees import Held, Invited, invite
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import frame
from ctg_tracking.screen.committee_data import Room, read_room
from ctg_tracking.screen.html import Html, element, joined
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

_SEPARATORS = ("\t", ";", ",")
Names = tuple[tuple[str, str], ...]


class Former(NamedTuple):
    """The last committee of the same conventions that invited somebody, and whom."""

    committee: CommitteeRow
    names: Names


def draw_invited(store: Store, reader: Reader, room: Room) -> None:
    """The list to correct, for who may; the list alone for the others."""
    if not room.writable:
        draw_names(room)
        return
    stored = names_of(room)
    key = _key(room, "liste")
    _start(room, stored)
    saying.taken(_key(room, "dit")).draw()
    _propose_former(store, reader, room)
    st.text_area(
        "Une personne ou un organisme par ligne\u202f: « Nom, organisme »",
        key=key,
        height=240,
        placeholder="Prénom Nom, Caf de Maine-et-Loire\nCentre social de Sèvremoine",
        help="Collez une liste d’un tableur ou d’un message\u202f: chaque ligne devient un invité.",
        on_change="ignore",
        persist_state="session",
    )
    if room.is_open:
        st.caption("Qui est retiré de la liste perd aussi sa coche de présence.")
    st.button(
        "Enregistrer la liste", type="primary", key=_key(room, "save"), on_click=_save, args=(store, reader, room)
    )


def draw_names(room: Room) -> None:
    """Those invited, read only."""
    if not room.attendance:
        frame.empty("Personne n’est encore invité.")
        return
    st.html(element("ul", *(element("li", _line(row.name, row.body)) for row in room.attendance), class_="ctg-liste"))


def names_of(room: Room) -> Names:
    """Those invited, as (name, body)."""
    return tuple((row.name, row.body or "") for row in room.attendance)


def listed(text: str) -> list[Invited]:
    """The lines of a list: what is before the first tab, semicolon or comma, then the body."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        separator = next((sign for sign in _SEPARATORS if sign in line), None)
        name, _, body = line.partition(separator) if separator else (line, "", "")
        found.append(Invited(name.strip(" \t;,"), body.strip(" \t;,").replace("\t", ", ") or None))
    return found


def _written(names: Names) -> str:
    return "\n".join(", ".join(filter(None, one)) for one in names)


def _line(name: str, body: str | None) -> Html:
    return joined(element("b", name), f", {body}" if body else "")


# -- what is stored, shown and typed --


def _start(room: Room, stored: Names) -> None:
    key, seen_key = _key(room, "liste"), _key(room, "vu")
    seen: Names = st.session_state.setdefault(seen_key, stored)
    typed = st.session_state.get(key)
    if typed is None or (typed == _written(seen) and seen != stored):
        st.session_state[key], st.session_state[seen_key] = _written(stored), stored
    elif seen != stored and typed != _written(stored):
        st.warning(_meanwhile(seen, stored))
    st.session_state[_key(room, "base")] = stored


def _meanwhile(seen: Names, stored: Names) -> str:
    added = [", ".join(filter(None, one)) for one in stored if one not in seen]
    gone = [", ".join(filter(None, one)) for one in seen if one not in stored]
    told = [f"ajouté\u202f: {french.listed(added)}"] if added else []
    told += [f"retiré\u202f: {french.listed(gone)}"] if gone else []
    return plain(
        f"Modifié entre-temps par une autre personne ({' · '.join(told) or 'ordre changé'}). "
        "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » la mettra à la place."
    )


def _propose_former(store: Store, reader: Reader, room: Room) -> None:
    former = _former(store, reader, room)
    missing = [one for one in former.names if one not in set(names_of(room))] if former else []
    if former is None or not missing:
        return
    count = french.counted(len(missing), "invité")
    day = french.long_day(former.committee.held_on)
    st.button(
        f"Reprendre la liste du comité du {day} ({count} de plus)",
        key=_key(room, "reprendre"),
        on_click=_take_former,
        args=(room, former.names),
    )


def _former(store: Store, reader: Reader, room: Room) -> Former | None:
    """The last one held before on the same conventions, of the same kind if there is one."""
    about = room.committee.references
    with store.read() as session:
        rows = committee_rows(session, reader, convention=about[0])
        same = [
            row
            for row in rows
            if row.references == about and row.held_on <= room.committee.held_on and row.id != room.id
        ]
        same.sort(
            key=lambda row: (row.kind is room.committee.kind, row.state is not MeetingState.PREPARED), reverse=True
        )
        for row in same:
            names = tuple((one.name, one.body or "") for one in attendance_of(session, row.id))
            if names:
                return Former(row, names)
    return None


def _take_former(room: Room, names: Names) -> None:
    """Add them under what is typed; nothing is stored before « Enregistrer »."""
    key = _key(room, "liste")
    typed = st.session_state.get(key, "")
    known = {(one.name, one.body or "") for one in listed(typed)}
    added = _written(tuple(one for one in names if one not in known))
    st.session_state[key] = "\n".join(filter(None, (typed.strip(), added)))


def _save(store: Store, reader: Reader, room: Room) -> None:
    typed = listed(st.session_state.get(_key(room, "liste"), ""))

    def read() -> tuple[Names, int]:
        now = read_room(store, reader, room.id, room.today)
        return names_of(now), now.committee.version

    def invited(version: int) -> Held:
        return invite(store, reader, room.id, typed, expected_version=version)

    done = f"Liste enregistrée\u202f: {french.counted(len(typed), 'invité')}."
    if saying.attempt_on(_key(room, "dit"), read, st.session_state[_key(room, "base")], invited, done) is not None:
        st.session_state.pop(_key(room, "liste"), None)
        st.session_state.pop(_key(room, "vu"), None)


def _key(room: Room, field: str) -> str:
    return f"comite_invites_{room.id}_{field}"
