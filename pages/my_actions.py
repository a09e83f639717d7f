"""Mes actions: ce que les comités demandent, puis les cartes d'un pilote, en retard d'abord."""

from ctg_tracking.screen import frame, my_actions
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
frame.begin("Mes actions", choices)
my_actions.draw_my_actions(store, reader, my_actions.read_my_actions(store, reader, choices.today))
