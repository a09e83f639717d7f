"""Renouvellements: quelles conventions finissent, quelles étapes tenir, ce qui manque pour le savoir."""

from ctg_tracking.screen import filters, frame, renewals
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
with frame.begin("Renouvellements", choices):
    asked = filters.asked(store, choices)
renewals.draw_renewals(renewals.read_renewals(store, reader, asked))
