"""Plan d'actions: l'arbre des axes, chaque action avec son état, son pilote et son échéance."""

from ctg_tracking.screen import filters, frame, plan, plan_download
from ctg_tracking.screen.choices import read_choices
from ctg_tracking.screen.session import signed_in, the_store

reader, store = signed_in(), the_store()
choices = read_choices(store, reader)
with frame.begin("Plan d’actions", choices):
    asked = filters.asked(store, choices)
shown, beside = plan.head()
content = plan.read_plan(store, reader, asked, shown)
plan_download.offer(beside, store, reader, content, asked)
plan.draw_plan(content, choices, asked)
