"""Imports: un tableau de commune entre, se relit avant d'être appliqué, et peut être repris."""

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.follow_up import importing
from ctg_tracking.screen import frame, imports
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
frame.begin("Imports", choices)
imports.outcome()
target = imports.choose_target(store, reader, choices)
try:
    source = imports.uploaded()
    if target is not None and source is not None:
        result = importing.preview(store, reader, source, target)
        imports.draw_preview(result)
        imports.apply_button(store, reader, result, target)
except Refusal as refusal:
    st.error(plain(str(refusal)))
imports.draw_journal(store, reader, choices, imports.journal(store, reader))
