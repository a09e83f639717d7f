"""Comités: préparés, tenus, clos; un comité par adresse, de son ordre du jour à son relevé."""

import streamlit as st

from ctg_tracking.errors import NotFound, Refusal
from ctg_tracking.screen import (
    committee_data,
    committee_follow,
    committee_form,
    committee_head,
    committee_list,
    committee_room,
    frame,
)
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.pages import COMMITTEE
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
held = committee_data.held_conventions(store, reader)
asked = st.query_params.get("comite", "")
if asked:
    try:
        if not asked.isascii() or not asked.isdigit() or len(asked) > 9:
            raise NotFound("Ce comité")
        room = committee_data.read_room(store, reader, int(asked), choices.today)
    except Refusal as refusal:
        frame.refused("Comités", choices, refusal, frame.to(COMMITTEE, "Voir tous les comités"))
    frame.begin(committee_list.named(room.committee), choices)
    committee_head.draw_head(room, choices.label_of)
    committee_room.draw(store, reader, choices, room, held)
else:
    frame.begin("Comités", choices)
    view = committee_list.choose_view(may_prepare=bool(held))
    if view == committee_list.PREPARE:
        committee_form.draw_new(store, reader, choices, held)
    elif view == committee_list.FOLLOW:
        committee_follow.draw_open(store, reader, choices.today)
    else:
        committee_list.draw_list(committee_data.read_list(store, reader), choices, may_prepare=bool(held))
