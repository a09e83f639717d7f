"""Imports: un tableau de commune entre, se relit avant d'être appliqué, et peut être repris."""

from ctg_tracking.screen import frame, imports
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
frame.begin("Imports", choices)
imports.draw(store, reader, choices)
