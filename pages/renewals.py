"""Renouvellements: quelles conventions finissent, quelles étapes tenir, ce qui manque pour le savoir."""

from ctg_tracking.screen import exports, filters, frame, renewals
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
tools = frame.tools(frame.begin("Renouvellements", choices))
with tools:
    asked = filters.asked(store, choices)
exports.offer(tools, store, reader, exports.of_portfolio(asked.selection, asked.as_of), key="export_portefeuille")
renewals.draw_renewals(renewals.read_renewals(store, reader, asked))
