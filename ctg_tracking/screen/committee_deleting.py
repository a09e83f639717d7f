"""Deleting a committee that was only prepared: what goes and what stays is said before the button."""

from collections.abc import Iterator

import streamlit as st

from ctg_tracking.errors import NotFound, Refusal, StaleVersion
from ctg_tracking.follow_up.committees import delete_committee
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import MeetingState
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.committee_list import SAID, named
from ctg_tracking.screen.html import element, joined
from ctg_tracking.store import Store


def draw_deleting(store: Store, reader: Reader, room: Room) -> None:
    """The way to delete it, for who may hold it, as long as it never opened."""
    if not room.may_hold or room.committee.state is not MeetingState.PREPARED:
        return
    place = f"comite_{room.id}_supprimer"
    saying.taken(place).draw()
    with st.popover("Supprimer ce comité", key=place):
        st.html(
            joined(
                element("p", f"S’il est reporté, changez plutôt sa date{french.NARROW}: il garde son ordre du jour."),
                element("p", f"Sont supprimés avec lui{french.NARROW}:"),
                element("ul", *(element("li", one) for one in going(room))),
                element(
                    "p", "Le plan d’actions ne change pas. L’historique garde ce qu’il contenait, et qui l’a supprimé."
                ),
                element("p", f"Personne n’est averti{french.NARROW}: prévenez les invités et corrigez vos agendas."),
            )
        )
        st.button(
            "Supprimer définitivement", type="primary", key=f"{place}_oui", on_click=_delete,
            args=(store, reader, room, place),
        )  # fmt: skip


def going(room: Room) -> Iterator[str]:
    """What goes with a committee, in words."""
    row = room.committee
    yield f"son ordre du jour ({french.counted(len(room.agenda), 'point')})"
    yield f"sa liste d’invités ({french.counted(len(room.attendance), 'nom')})"
    if any(chosen is not None for chosen in (row.results, row.shown_actions, row.shown_indicators)):
        yield "le choix de ce qui est projeté"


def _delete(store: Store, reader: Reader, room: Room, place: str) -> None:
    """What was read is what goes: a committee that anybody changed meanwhile is refused, and read again."""
    try:
        delete_committee(store, reader, room.id, expected_version=room.committee.version)
    except StaleVersion as refusal:
        saying.refuse(place, refusal)
    except NotFound:
        return  # the page, which reads it again, says so itself
    except Refusal as refusal:  # it opened meanwhile: this part of the room is no longer there
        saying.refuse("comite", refusal)
    else:
        saying.say(SAID, f"{named(room.committee)}{french.NARROW}: supprimé.")
        st.query_params.pop("comite", None)
