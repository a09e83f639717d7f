"""Fiche action: tout ce qui en est dit, ce que les comités demandent, ses indicateurs, son histoire, et le point."""

import streamlit as st

from ctg_tracking.errors import NotFound, Refusal
from ctg_tracking.screen import filters, frame, indicator_cards, report_form, sheet, sheet_data, sheet_origins
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
asked = st.query_params.get("action", "")
try:
    if not asked.isascii() or not asked.isdigit() or len(asked) > 9:
        raise NotFound("Cette action")
    shown = sheet_data.read_sheet(store, reader, int(asked), filters.day_asked(choices.today), choices.today)
except Refusal as refusal:
    frame.refused("Fiche action", choices, refusal, frame.to(PLAN, "Ouvrir le plan d’actions"))
with frame.begin(sheet.title_of(shown.action), choices):
    filters.day(choices.today)
sheet.draw_head(shown)
sheet.draw_asked(store, reader, shown)
if shown.may_report:
    report_form.report_form(store, reader, report_form.start_of(shown, choices.today))
sheet.draw_facts(shown)
sheet_origins.draw_origins(store, reader, shown)
indicator_cards.draw_indicators(store, reader, shown, choices.today)
sheet.draw_operations(shown)
sheet.draw_reports(shown)
