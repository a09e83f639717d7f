"""The agenda: points moved, changed, removed and added by hand; the time they take, told.

A fragment: moving a point does not draw the whole page again. It reads the store itself, and who is asking.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.follow_up.committees import (
    Held,
    ItemDraft,
    add_items,
    change_item,
    fill_agenda,
    rearrange,
    remove_item,
)
from ctg_tracking.follow_up.committees.agenda import AT_MOST, LONGEST_TIME
from ctg_tracking.model import Reader, french
from ctg_tracking.model.hours import hours_of
from ctg_tracking.screen import committee_point as point
from ctg_tracking.screen import committee_proposals as proposals
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import frame
from ctg_tracking.screen.committee_data import Room, read_room
from ctg_tracking.screen.committee_words import choose_convention
from ctg_tracking.screen.html import EMPTY, Html, element, joined, span
from ctg_tracking.screen.session import signed_in
from ctg_tracking.store import Store

_TITLE = "Point de l’ordre du jour"
"""How the verbs name the title of a point when they refuse it."""
SESSION_MINUTES = 120
"""What a committee is supposed to last when nobody said until when: what the time of its points is told beside."""


def draw_agenda(store: Store, room: Room) -> None:
    """The points, to rearrange for who may; then what the figures propose."""
    if not room.writable:
        draw_points(room)
        return
    _rearranged(store, room.id, room.today)


def draw_points(room: Room) -> None:
    """The points, read only."""
    if not room.agenda:
        frame.empty("L’ordre du jour n’est pas encore composé.")
        return
    st.html(
        joined(
            element("p", time_told(room.agenda, room.committee.hour)),
            element("ol", *(element("li", _words(room, row)) for row in room.agenda), class_="ctg-odj"),
        )
    )


def time_told(agenda: Sequence[ItemRow], hour: str | None) -> str:
    """« 7 points : 1 h 35 pour 2 h 30 de séance »; `hour`: the committee's, in words, which tells how long it lasts."""
    total = sum(row.minutes or 0 for row in agenda)
    untimed = sum(row.minutes is None for row in agenda)
    rest = f", {french.counted(untimed, 'point')} sans durée" if untimed else ""
    return french.typeset(f"{french.counted(len(agenda), 'point')} : {hours(total)} pour {_session(hour)}{rest}")


def _session(hour: str | None) -> str:
    """« 2 h 30 de séance », or what is supposed and why."""
    known = hours_of(hour)
    if known and known.lasting:
        return f"{hours(known.lasting)} de séance"
    return f"une séance supposée de {hours(SESSION_MINUTES)} (heure de fin non renseignée)"


def hours(minutes: int) -> str:
    """`1 h 35`, `40 min`, `2 h`."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}\u00a0min"
    return f"{whole}\u00a0h\u00a0{rest:02d}" if rest else f"{whole}\u00a0h"


@st.fragment
def _rearranged(store: Store, committee_id: int, today: Any) -> None:
    reader = signed_in()
    room = read_room(store, reader, committee_id, today)
    st.header("L’ordre du jour", anchor=False)
    outcome = saying.taken(_key(room, "dit"))
    outcome.draw(fields=(_TITLE,))
    if room.agenda:
        st.html(element("p", time_told(room.agenda, room.committee.hour)))
        last = len(room.agenda) - 1
        for place, row in enumerate(room.agenda):
            _row(store, reader, room, row, first=place == 0, last=place == last)
    else:
        frame.empty("Aucun point. Proposez l’ordre du jour d’après les chiffres, ou ajoutez un point libre.")
    with st.container(horizontal=True, vertical_alignment="center", key="ctg_odj_ajouts"):
        st.button(
            "Proposer l’ordre du jour",
            type="secondary" if room.agenda else "primary",
            key=_key(room, "proposer"),
            help=f"Ajoute les {AT_MOST} premiers points que les chiffres proposent, sauf ceux qui y sont déjà.",
            on_click=_fill,
            args=(store, reader, room),
        )
        _free_point(store, reader, room, outcome)
    proposals.draw_proposals(store, reader, room)


def _row(store: Store, reader: Reader, room: Room, row: ItemRow, *, first: bool, last: bool) -> None:
    """A point and what may be done with it: the buttons carry words, so that a keyboard and a phone reach them."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"ctg_odj_{row.id}", border=True):
        st.html(_words(room, row), width="stretch")
        with st.container(horizontal=True, width="content", gap="small", key=f"ctg_odj_gestes_{row.id}"):
            moved = (store, reader, room, row.id)
            st.button("↑ Monter", key=f"odj_haut_{row.id}", on_click=_move, args=(*moved, -1), disabled=first)
            st.button("↓ Descendre", key=f"odj_bas_{row.id}", on_click=_move, args=(*moved, 1), disabled=last)
            with st.popover("Modifier", key=f"odj_modifier_{row.id}"):
                _changed(store, reader, room, row)


def _changed(store: Store, reader: Reader, room: Room, row: ItemRow) -> None:
    place = f"odj_{row.id}"
    saying.taken(place).draw()
    point.draw_fields(row, len(room.agenda))
    st.button(
        "Enregistrer le point", type="primary", key=f"odj_save_{row.id}", on_click=_change,
        args=(store, reader, room, row),
    )  # fmt: skip
    st.button(
        "Retirer de l’ordre du jour", key=f"odj_retirer_{row.id}", on_click=_remove, args=(store, reader, room, row)
    )


def _free_point(store: Store, reader: Reader, room: Room, outcome: saying.Outcome) -> None:
    with st.popover("Ajouter un point libre", key=_key(room, "libre")):
        st.text_input("Intitulé du point", key=_key(room, "titre"), on_change="ignore")
        outcome.at(_TITLE)
        st.number_input("Durée en minutes", 1, LONGEST_TIME, 10, 5, key=_key(room, "minutes"), on_change="ignore")
        choose_convention(room, _key(room, "convention"))
        st.button(
            "Ajouter ce point", type="primary", key=_key(room, "ajouter"), on_click=_add, args=(store, reader, room)
        )


def _words(room: Room, row: ItemRow) -> Html:
    told = " · ".join(filter(None, (room.where(row.convention_id), row.reason)))
    reason = element("p", french.typeset(told), class_="ctg-doux") if told else EMPTY
    time = span("ctg-doux", f" · {hours(row.minutes)}") if row.minutes else EMPTY
    return joined(element("b", f"{row.position}. ", french.typeset(row.title)), time, reason)


# -- the verbs --


def _order(room: Room) -> tuple[int, ...]:
    return tuple(row.id for row in room.agenda)


def _write(store: Store, reader: Reader, room: Room, verb: Any, done: str = "", place: str = "") -> Held | None:
    """A verb on the agenda as it was shown; anything else of the committee may have moved meanwhile."""

    def read() -> tuple[Any, int]:
        now = read_room(store, reader, room.id, room.today)
        return _shown(now), now.committee.version

    held: Held | None = saying.attempt_on(place or _key(room, "dit"), read, _shown(room), verb, done)
    return held


def _shown(room: Room) -> tuple[Any, ...]:
    return tuple((row.id, row.title, row.reason, row.minutes) for row in room.agenda)


def _move(store: Store, reader: Reader, room: Room, item_id: int, step: int) -> None:
    order = list(_order(room))
    place = order.index(item_id)
    order.insert(place + step, order.pop(place))
    _write(store, reader, room, lambda version: rearrange(store, reader, room.id, order, expected_version=version))


def _change(store: Store, reader: Reader, room: Room, row: ItemRow) -> None:
    typed = point.typed_of(row)
    order = [one for one in _order(room) if one != row.id]
    order.insert(typed.place - 1, row.id)

    def changed(version: int) -> Held:
        held = change_item(
            store, reader, room.id, row.id, title=typed.title, reason=typed.reason, minutes=typed.minutes,
            expected_version=version,
        )  # fmt: skip
        return held if tuple(order) == _order(room) else rearrange(store, reader, room.id, order)

    _write(store, reader, room, changed, f"Point modifié\u202f: {typed.title.strip()}.", f"odj_{row.id}")


def _remove(store: Store, reader: Reader, room: Room, row: ItemRow) -> None:
    _write(
        store, reader, room,
        lambda version: remove_item(store, reader, room.id, row.id, expected_version=version),
        f"Point retiré\u202f: {row.title}.",
    )  # fmt: skip


def _fill(store: Store, reader: Reader, room: Room) -> None:
    before = len(room.agenda)
    held = saying.attempt(_key(room, "dit"), lambda: fill_agenda(store, reader, room.id))
    if held is None:
        return
    added = len(read_room(store, reader, room.id, room.today).agenda) - before
    told = f"{french.counted(added, 'point ajouté', 'points ajoutés')}." if added > 0 else "Rien de plus à proposer."
    saying.say(_key(room, "dit"), told)


def _add(store: Store, reader: Reader, room: Room) -> None:
    title, minutes = st.session_state[_key(room, "titre")], st.session_state[_key(room, "minutes")]
    about = st.session_state.get(_key(room, "convention"))
    draft = ItemDraft(title, minutes=minutes and int(minutes), convention_id=about)
    done = f"Point ajouté à la fin\u202f: {title.strip()}."
    if saying.attempt(_key(room, "dit"), lambda: add_items(store, reader, room.id, [draft]), done) is not None:
        st.session_state[_key(room, "titre")] = ""


def _key(room: Room, field: str) -> str:
    return f"comite_odj_{room.id}_{field}"
