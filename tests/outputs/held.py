"""A COPIL that was held, for the tests of what leaves: words that break files, decisions, somebody absent."""

from datetime import date

from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import CommitteeDraft, DecisionDraft, Invited, ItemDraft
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind, Outcome
from ctg_tracking.store import Store
from tests.committees import EVRY_CTG, TODAY, a_copil, ago, some_plans

DUE = date(TODAY.year + 1, 2, 1)


def a_held_copil(store: Store, author: Reader) -> int:
    """A COPIL of today, open, at 14 h 30 in Paris: a point of 20 minutes, a decision to follow, one to note.

    A former one had asked for something that is late since.
    """
    plans = some_plans(store, author)
    former = a_copil(store, author, on=ago(90))
    late = DecisionDraft("Visiter les lieux", owner="Camille Essai", due_on=ago(30), action_id=plans.late)
    committees.decide(store, author, former, late)
    draft = CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG,), TODAY, hour="14 h 30", place="Mairie; salle 2\x0b")
    held = committees.prepare_committee(store, author, draft).committee_id
    items = [ItemDraft("=La crèche", minutes=20, action_id=plans.late), ItemDraft("Divers")]
    committees.add_items(store, author, held, items)
    committees.invite(store, author, held, [Invited("CCAS"), Invited("Dominique Essai", "Caf de l’Essonne")])
    committees.open_committee(store, author, held)
    due = DecisionDraft("Choisir, puis ouvrir", Outcome.CONTINUE, owner="CCAS", due_on=DUE, action_id=plans.late)
    for one in (due, DecisionDraft("+Noter")):
        committees.decide(store, author, held, one)
    return held
