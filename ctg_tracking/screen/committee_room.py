"""One committee: the steps of its life, then the part of its room that is looked at."""

from collections.abc import Collection

from ctg_tracking.model import Reader
from ctg_tracking.screen import (
    committee_agenda,
    committee_deleting,
    committee_follow,
    committee_form,
    committee_head,
    committee_invited,
    committee_minutes,
    committee_presence,
    committee_session,
    committee_shown,
    committee_steps,
)
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.store import Store


def draw(store: Store, reader: Reader, choices: Choices, room: Room, held: Collection[str]) -> None:
    """The parts that its state and this reader's rights make possible."""
    committee_steps.draw_steps(store, reader, room)
    part = committee_head.choose_part(room)
    if part == committee_head.AGENDA:
        committee_agenda.draw_agenda(store, room)
    elif part == committee_head.INVITED:
        committee_invited.draw_invited(store, reader, room)
    elif part == committee_head.SHOWN:
        committee_shown.draw_shown(store, reader, room)
    elif part == committee_head.PLACE:
        committee_form.draw_change(store, reader, choices, room, held)
        committee_deleting.draw_deleting(store, reader, room)
    elif part == committee_head.SESSION:
        committee_session.draw_session(store, reader, room)
    elif part == committee_head.PRESENT:
        committee_presence.draw_presence(store, room.id, room.today)
    elif part == committee_head.FOLLOW:
        committee_follow.draw_of(store, reader, room)
    else:
        committee_minutes.draw_minutes(store, reader, room)
