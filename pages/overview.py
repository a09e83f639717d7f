"""Vue d'ensemble: où en sont les actions, les territoires et les renouvellements."""

from ctg_tracking.screen import filters, frame
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
with frame.begin("Vue d’ensemble", choices):
    asked = filters.asked(store, choices)
