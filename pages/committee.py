"""Comités: un premier écran à projeter, lisible de cinq mètres."""

import streamlit as st

from ctg_tracking.screen import committee, filters, frame
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

st.set_page_config(initial_sidebar_state="collapsed")
reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
with frame.begin("Comités", choices):
    slide = committee.choose_slide()
    asked = filters.asked(store, choices)
committee.draw_slide(committee.read_meeting(store, reader, asked), slide)
