"""Vue d'ensemble: où en sont les actions, les territoires et les renouvellements."""

from ctg_tracking.screen import exports, filters, frame, overview, overview_comparisons
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
tools = frame.tools(frame.begin("Vue d’ensemble", choices))
with tools:
    asked = filters.asked(store, choices)
exports.offer(tools, store, reader, exports.of_portfolio(asked.selection, asked.as_of), key="export_portefeuille")
shown = overview.read_overview(store, reader, asked)
overview.draw_head(shown, asked)
if shown.total.actions:
    overview_comparisons.draw_territories(shown)
    overview_comparisons.draw_signature_years(shown)
