"""Noting what is said on a point while a committee is open: two people may write, nobody's words are lost."""

from ctg_tracking.errors import NotFound, StaleText
from ctg_tracking.follow_up.committees.taking import Held, take, touched
from ctg_tracking.follow_up.words import free_text
from ctg_tracking.model import AgendaItem, Committee, Reader
from ctg_tracking.model.words import MeetingState
from ctg_tracking.store import Store


def note_item(
    store: Store, author: Reader, committee_id: int, item_id: int, said: str | None, *, before: str | None
) -> Held:
    """Write what was said on a point. `before`: the text that `said` was written from, as the writer had read it.

    Blank: nothing was said. Twice the same is one. Raises StaleText, which keeps both texts, when somebody wrote
    another since; NotFound, NotAllowed, Conflict, BadInput.
    """
    with store.write(author, committee_id=committee_id) as work:
        committee = take(work, committee_id, (MeetingState.OPEN,))
        item = the_item(committee, item_id)
        told = free_text("Échanges", said)
        if item.said == told:
            return Held(committee.id, committee.version, repeated=True)
        if item.said != free_text("Échanges", before):
            raise StaleText(f"les échanges du point « {item.title} »", stored_text=item.said, given=told)
        item.said = told
        return touched(work, committee)


def the_item(committee: Committee, item_id: int) -> AgendaItem:
    """A point of the committee. Raises NotFound."""
    found = next((item for item in committee.agenda if item.id == item_id), None)
    if found is None:
        raise NotFound("Ce point de l’ordre du jour")
    return found
