"""One committee: what it is, the way to its projection, and the parts of its room."""

from collections.abc import Callable, Sequence

import streamlit as st

from ctg_tracking.model import french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.committee_list import state_of
from ctg_tracking.screen.html import EMPTY, Html, div, element, link
from ctg_tracking.screen.pages import COMMITTEE, PLAN

AGENDA, INVITED, SHOWN, PLACE = "Ordre du jour", "Invités", "À projeter", "Date et lieu"
SESSION, PRESENT, MINUTES, FOLLOW = "Séance", "Présents", "Relevé", "Suites"
_PARTS = {
    MeetingState.PREPARED: (AGENDA, INVITED, SHOWN, PLACE),
    MeetingState.OPEN: (SESSION, PRESENT, AGENDA, SHOWN, PLACE),
    MeetingState.CLOSED: (MINUTES, FOLLOW),
}
_READ_ONLY = {
    MeetingState.PREPARED: (AGENDA, INVITED),
    MeetingState.OPEN: (SESSION, AGENDA, INVITED),
    MeetingState.CLOSED: (MINUTES, FOLLOW),
}
_VOLET = "volet"


def draw_head(room: Room, label_of: Callable[[str], str]) -> None:
    """State, conventions (`label_of`: the words filters know a reference by), place and day frozen."""
    row = room.committee
    back = frame.to(COMMITTEE, "Tous les comités")
    when = " · ".join(filter(None, (row.hour, row.place)))
    st.html(
        div(
            "ctg-tete-comite",
            div("ctg-portee", back, " › ", _conventions(room, label_of)),
            element("p", state_of(row), f" · {when}" if when else "", " ", looks.origin(row.origin)),
            element("p", french.typeset(row.title)) if row.title else EMPTY,
            element("p", french.typeset(row.note), class_="ctg-doux") if row.note else EMPTY,
            _frozen(room),
        )
    )
    saying.taken("comite").draw()


def choose_part(room: Room) -> str:
    """Which part of the room is looked at; kept in the address."""
    parts = (_PARTS if room.may_hold else _READ_ONLY)[room.committee.state]
    if st.session_state.get(_VOLET, parts[0]) not in parts:
        del st.session_state[_VOLET]
    picked = st.segmented_control(
        "Partie", parts, default=parts[0], key=_VOLET, bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return picked if picked in parts else parts[0]


_PROJECT = {
    MeetingState.PREPARED: "Projeter (répétition)",
    MeetingState.OPEN: "Projeter",
    MeetingState.CLOSED: "Revoir le diaporama",
}


def show_part(part: str) -> None:
    """Have the next run show this part of the room (a button's callback)."""
    st.session_state[_VOLET] = part


def project(room: Room) -> None:
    """The projection, in a tab of its own; before the opening it is a rehearsal."""
    rehearsal = room.committee.state is MeetingState.PREPARED
    st.link_button(
        _PROJECT[room.committee.state],
        f"/projection/{room.id}",
        type="primary" if room.is_open else "secondary",
        help="S’ouvre dans un autre onglet"
        + (", sur les chiffres du jour\u202f: rien n’est figé." if rehearsal else "."),
    )


def _conventions(room: Room, label_of: Callable[[str], str]) -> Html:
    """The conventions, each with the way to its plan; folded when they are many."""
    told: Sequence[Html] = [
        link(frame.href(PLAN, convention=label_of(reference)), french.typeset(title))
        for _id, reference, title in room.committee.conventions
    ]
    if len(told) == 1:
        return told[0]
    items = element("ul", *(element("li", one) for one in told), class_="ctg-liste")
    return element("details", element("summary", f"{len(told)} conventions"), items, class_="ctg-plie")


def _frozen(room: Room) -> Html:
    row = room.committee
    if row.frozen_on is None:
        return EMPTY
    told = f"Chiffres figés au {french.long_day(row.frozen_on)}"
    if row.closed_at is not None:
        told = f"{told} · clos le {french.moment_of(row.closed_at)}"
    elif row.reopened_at is not None:
        told = f"{told} · rouvert le {french.moment_of(row.reopened_at)} : {row.reopening_reason}"
    return element("p", french.typeset(told), class_="ctg-doux")
