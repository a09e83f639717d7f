"""The steps of a committee's life: opened, closed, reopened with a reason, followed by the next."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ctg_tracking.errors import BadInput
from ctg_tracking.follow_up.committees import (
    Held,
    close_committee,
    open_committee,
    prepare_next,
    reopen_committee,
)
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.screen import committee_head as head
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import exports
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.html import element, joined
from ctg_tracking.store import Store

_NAMED = 4
"""Points that are named before the others are counted."""
_NO_NETWORK = (
    "Bien des mairies n’ont pas de réseau dans la salle : emportez le diaporama avant la séance. PowerPoint se "
    "modifie, le PDF s’affiche partout."
)


def draw_steps(store: Store, reader: Reader, room: Room) -> None:
    """What may be done next, side by side: the projection first."""
    with st.container(horizontal=True, vertical_alignment="center", key="ctg_comite_gestes"):
        head.project(room)
        exports.offer(
            st.container(width="content"),
            store,
            reader,
            exports.of_committee(room.committee),
            key="comite",
            note=_NO_NETWORK,
        )
        if not room.may_hold:
            return
        state = room.committee.state
        if state is MeetingState.PREPARED:
            _opening(store, reader, room)
        elif state is MeetingState.OPEN:
            _closing(store, reader, room)
        if state is not MeetingState.PREPARED:
            _next(store, reader, room)
        if state is MeetingState.CLOSED and room.may_reopen:
            _reopening(store, reader, room)


def _opening(store: Store, reader: Reader, room: Room) -> None:
    day = french.long_day(room.committee.held_on)
    with st.popover("Ouvrir la séance", type="primary", key=_key(room, "ouvrir")):
        st.markdown(
            f"Ouvrir fige les chiffres du **{day}**\u202f: les diapositives et le relevé garderont ceux-là, même si le "
            "plan change ensuite. Les décisions et les présences se saisissent une fois la séance ouverte."
        )
        st.button(
            "Ouvrir et figer les chiffres", type="primary", key=_key(room, "ouvrir_oui"), on_click=_open,
            args=(store, reader, room),
        )  # fmt: skip


def _closing(store: Store, reader: Reader, room: Room) -> None:
    with st.popover("Clore la séance", key=_key(room, "clore")):
        missing = lacking(room)
        if missing:
            items = (element("li", french.typeset(one)) for one in missing)
            st.html(joined(element("p", "Avant de clore, à savoir\u202f:"), element("ul", *items)))
        st.markdown(
            "Une fois clos, le comité ne se modifie plus\u202f: seules les suites des décisions se notent encore."
        )
        st.button(
            "Clore" if not missing else "Clore quand même", type="primary", key=_key(room, "clore_oui"),
            on_click=_close, args=(store, reader, room),
        )  # fmt: skip


def lacking(room: Room) -> list[str]:
    """What the minutes would lack, in words; nothing of it keeps from closing."""
    told = []
    if not room.attendance:
        told.append("personne n’est invité : le relevé ne dira pas qui était là")
    elif all(row.present is None for row in room.attendance):
        told.append("aucune présence n’est cochée")
    elif waiting := sum(row.present is None for row in room.attendance):
        told.append(f"{french.counted(waiting, 'invité')} ni présent ni absent")
    decided = {row.agenda_item_id for row in room.decisions}
    silent = [row for row in room.agenda if row.id not in decided and not row.said]
    if silent:
        told.append(f"sans décision ni échanges : {_some_of([f'« {row.title} »' for row in silent])}")
    if ownerless := sum(row.owner is None and row.done_on is None for row in room.decisions):
        told.append(f"{french.counted(ownerless, 'décision ouverte', 'décisions ouvertes')} sans porteur")
    return told


def _some_of(titles: Sequence[str]) -> str:
    """The first ones, and how many others."""
    rest = len(titles) - _NAMED
    return french.listed([*titles[:_NAMED], french.counted(rest, "autre point")] if rest > 0 else titles)


def _reopening(store: Store, reader: Reader, room: Room) -> None:
    with st.popover("Rouvrir le comité", key=_key(room, "rouvrir")):
        outcome = saying.taken(_key(room, "rouvrir_dit"))
        outcome.draw()
        st.text_area("Motif de la réouverture", key=_key(room, "motif"), height=90, on_change="ignore")
        st.caption("Le motif est gardé et se lit sur le comité. Les chiffres figés ne changent pas.")
        st.button(
            "Rouvrir", type="primary", key=_key(room, "rouvrir_oui"), on_click=_reopen, args=(store, reader, room)
        )


def _next(store: Store, reader: Reader, room: Room) -> None:
    with st.popover("Préparer le prochain comité", key=_key(room, "suivant")):
        saying.taken(_key(room, "suivant_dit")).draw()
        st.markdown(
            "Mêmes conventions, lieu et invités\u202f; l’ordre du jour commence par les décisions encore ouvertes."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):  # the calendar opens below: nothing is there
            st.date_input(
                "Date du prochain comité", None, format="DD/MM/YYYY", key=_key(room, "date"), on_change="ignore",
                width=220,
            )  # fmt: skip
            st.button(
                "Préparer", type="primary", key=_key(room, "suivant_oui"), on_click=_prepare_next,
                args=(store, reader, room),
            )  # fmt: skip


# -- the verbs --


def _open(store: Store, reader: Reader, room: Room) -> None:
    opened = saying.attempt("comite", lambda: open_committee(store, reader, room.id))
    if opened is not None:
        frozen = (
            f"{french.counted(opened.actions, 'action')} et {french.counted(opened.indicators, 'indicateur')} figés "
            f"au {french.long_day(opened.frozen_on)}"
        )
        saying.say("comite", french.typeset(f"Séance ouverte : {frozen}."))
        head.show_part(head.SESSION)


def _close(store: Store, reader: Reader, room: Room) -> None:
    closed = saying.attempt("comite", lambda: close_committee(store, reader, room.id))
    if closed is not None:
        saying.say("comite", "Comité clos. Le relevé est prêt à emporter et à partager.")


def _reopen(store: Store, reader: Reader, room: Room) -> None:
    reason = st.session_state.get(_key(room, "motif"), "")
    held = saying.attempt(_key(room, "rouvrir_dit"), lambda: reopen_committee(store, reader, room.id, reason))
    if held is not None:
        st.session_state[_key(room, "motif")] = ""
        saying.say("comite", "Comité rouvert, sur les chiffres qu’il avait figés.")


def _prepare_next(store: Store, reader: Reader, room: Room) -> None:
    told = st.session_state.get(_key(room, "date"))

    def prepared() -> Held:
        if not isinstance(told, date):
            raise BadInput("Date du comité", None, "le jour où le prochain se tiendra")
        return prepare_next(store, reader, room.id, told)

    held = saying.attempt(_key(room, "suivant_dit"), prepared)
    if held is not None:
        saying.say("comite", "Comité déjà préparé\u202f: le voici." if held.repeated else "Prochain comité préparé.")
        st.query_params["comite"] = str(held.committee_id)


def _key(room: Room, field: str) -> str:
    return f"comite_{room.id}_{field}"
