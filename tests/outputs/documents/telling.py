"""What a document says, for a test to look in; and a committee with something of everything that minutes tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ctg_tracking.figures.committees import agenda_of, attendance_of
from ctg_tracking.follow_up.committees import (
    DecisionDraft,
    Invited,
    ItemDraft,
    add_items,
    close_committee,
    decide,
    follow_decision,
    invite,
    note_item,
    open_committee,
    tick,
)
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Outcome, Status
from ctg_tracking.outputs.blocks import Document, Section, Table
from ctg_tracking.store import Store
from tests.committees import TODAY, Plans, a_copil, ago

PERSON = "Camille Essai"


def strings(told: Any) -> Iterator[str]:
    """Every text of a document or of a part of it."""
    if isinstance(told, str):
        yield told
    elif is_dataclass(told):
        for field in fields(told):
            yield from strings(getattr(told, field.name))
    elif isinstance(told, Mapping):
        for key, value in told.items():
            yield from strings((key, value))
    elif isinstance(told, (tuple, list)):
        for one in told:
            yield from strings(one)


def words(told: Any) -> str:
    """All the texts, one a line."""
    return "\n".join(strings(told))


def section(document: Document, title: str) -> Section:
    """The only section whose title holds these words."""
    (found,) = (one for one in document.sections if title in one.title)
    return found


def table(told: Section) -> Table:
    """The only table of a section."""
    (found,) = (block for block in told.blocks if isinstance(block, Table))
    return found


@dataclass(frozen=True)
class Held:
    """Two COPIL of Évry: a first one whose three decisions took different ways, then the one the minutes are of."""

    first: int
    committee: int


def two_copils(store: Store, author: Reader, plans: Plans, *, closed: bool = True) -> Held:
    """Hold them: persons are invited and carry decisions; a point is discussed, another changes a status."""
    first = a_copil(store, author, on=ago(200))
    for draft in (
        DecisionDraft("Visiter trois lieux", owner="CCAS", due_on=ago(150)),
        DecisionDraft("Écrire le règlement", owner=PERSON, due_on=ago(120)),
        DecisionDraft("Trouver un mobilier", owner="CCAS", due_on=TODAY),
        DecisionDraft("Le bilan est approuvé"),
    ):
        decided = decide(store, author, first, draft)
        if draft.text == "Visiter trois lieux":
            follow_decision(store, author, decided.decision_id, done_on=ago(140), note="Lieux visités")
    close_committee(store, author, first)
    second = _second(store, author, plans)
    if closed:
        close_committee(store, author, second)
    return Held(first, second)


def _second(store: Store, author: Reader, plans: Plans) -> int:
    committee = a_copil(store, author, on=ago(10), opened=False)
    invite(store, author, committee, [Invited(PERSON, "CCAS"), Invited("MSA"), Invited("Dominique Essai")])
    points = [
        ItemDraft("Ouvrir une crèche", reason="En retard de 1 mois", action_id=plans.late),
        ItemDraft("Recruter", action_id=plans.operation),
        ItemDraft("<b>Divers</b> & 'suite'"),
    ]
    add_items(store, author, committee, points)
    open_committee(store, author, committee)
    with store.read() as session:
        came = {row.name: row.id for row in attendance_of(session, committee)}
        late, operation, _other = (row.id for row in agenda_of(session, committee))
    tick(store, author, committee, {came[PERSON]: True, came["MSA"]: False})
    note_item(store, author, committee, late, "Le lieu convient.\nLe loyer reste à dire.", before=None)
    stop = Progress(Status.SUSPENDED, reason="Loyer inconnu", on=TODAY)
    wait = DecisionDraft("Attendre le loyer", Outcome.ADJOURN, owner=PERSON, due_on=TODAY, agenda_item_id=late)
    decide(store, author, committee, replace(wait, progress=stop))
    decide(store, author, committee, DecisionDraft(outcome=Outcome.CONTINUE, agenda_item_id=operation))
    decide(store, author, committee, DecisionDraft("Se revoir en juin", owner="CCAS"))
    return committee
