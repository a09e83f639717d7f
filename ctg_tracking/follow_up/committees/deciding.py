"""Deciding live, with the change of status it brings; corrected or taken back while the committee is open."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from ctg_tracking.errors import BadInput, Conflict, NotFound
from ctg_tracking.follow_up.committees.following import committee_of, refuse_stale
from ctg_tracking.follow_up.committees.noting import the_item
from ctg_tracking.follow_up.committees.taking import take, touched
from ctg_tracking.follow_up.progress import Progress, Reported, add_report
from ctg_tracking.follow_up.words import LONGEST_LINE, free_text
from ctg_tracking.model import Action, Actor, AgendaItem, Committee, Convention, Decision, Reader
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import MeetingState, Outcome
from ctg_tracking.store import Store, Work

OPEN = (MeetingState.OPEN,)


@dataclass(frozen=True)
class DecisionDraft:
    """What is decided. Words may be left out when an outcome is given. `owner_id`: an actor; `owner`: a name.

    The action is the point's, unless told. `to_follow` None: yes when somebody carries it or a date is set; what is
    not to be followed is done at once. `progress`: the change of status decided, a report that the committee signs.
    """

    text: str | None = None
    outcome: Outcome | None = None
    owner_id: int | None = None
    owner: str | None = None
    due_on: date | None = None
    agenda_item_id: int | None = None
    action_id: int | None = None
    convention_id: int | None = None
    to_follow: bool | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class Decided:
    """A decision as stored; `committee_version`: its committee's. `repeated`: it had just been taken."""

    decision_id: int
    version: int
    committee_version: int
    report: Reported | None = None
    repeated: bool = False


def decide(
    store: Store, author: Reader, committee_id: int, draft: DecisionDraft, *, expected_version: int | None = None
) -> Decided:
    """Record a decision of an open committee, with the change of status it brings.

    `expected_version`: that of the action whose status changes. The same decision twice (a second click) is one.
    Raises BadInput, NotFound, NotAllowed, Conflict, StaleVersion.
    """
    effective_on = draft.progress.on if draft.progress else None
    with store.write(author, committee_id=committee_id, effective_on=effective_on) as work:
        committee = take(work, committee_id, OPEN)
        told = _told(work, committee, draft)
        if (known := _already(committee, told)) is not None:
            return Decided(known.id, known.version, committee.version, repeated=True)
        report = _reported(work, committee, told["action_id"], draft.progress, expected_version)
        decision = Decision(committee_id=committee.id, report_id=report and report.report_id, **told)
        committee.decisions.append(decision)
        held = touched(work, committee)
        return Decided(decision.id, decision.version, held.version, report)


def amend_decision(
    store: Store, author: Reader, decision_id: int, draft: DecisionDraft, *, expected_version: int | None = None
) -> Decided:
    """Change a decision while its committee is open; the report it brought stays as it was said. Raises as decide."""
    with store.write(author, committee_id=committee_of(store, decision_id)) as work:
        committee, decision = _taken(work, decision_id, expected_version)
        if draft.progress is not None:
            raise Conflict("Le changement de statut se fait sur la fiche de l’action, ou par une nouvelle décision.")
        told = _told(work, committee, draft)
        if decision.done_on not in (None, committee.frozen_on):  # somebody said it done since
            told["done_on"] = decision.done_on
        for field, value in told.items():
            setattr(decision, field, value)
        held = touched(work, committee)
        return Decided(decision.id, decision.version, held.version)


def withdraw_decision(store: Store, author: Reader, decision_id: int, *, expected_version: int | None = None) -> int:
    """Take back a decision while its committee is open; gives the committee's version. Raises as decide."""
    with store.write(author, committee_id=committee_of(store, decision_id)) as work:
        committee, decision = _taken(work, decision_id, expected_version)
        if decision.report_id is not None:
            raise Conflict(
                "Cette décision a changé le statut de l’action\u202f: elle reste au relevé. "
                "Prenez une nouvelle décision qui la corrige."
            )
        if _on_an_agenda(work, decision_id):
            raise Conflict("Cette décision est à l’ordre du jour d’un autre comité\u202f: elle reste au relevé.")
        committee.decisions.remove(decision)
        work.session.delete(decision)
        return touched(work, committee).version


# -- what is told --


def _told(work: Work, committee: Committee, draft: DecisionDraft) -> dict[str, object]:
    item = _item(committee, draft.agenda_item_id)
    action = _action(work, committee, draft.action_id or (item.action_id if item else None))
    convention = _convention(committee, action, item, draft)
    owner = _owner(work, committee, convention, draft)
    text = free_text("Décision", draft.text) or (draft.outcome.label if draft.outcome else None)
    if text is None:
        raise BadInput("Décision", None, "ce qui est décidé, en quelques mots")
    if draft.due_on is not None and committee.frozen_on is not None and draft.due_on < committee.frozen_on:
        raise BadInput("Échéance", f"{draft.due_on:%d/%m/%Y}", f"une date à partir du {committee.frozen_on:%d/%m/%Y}")
    followed = draft.to_follow if draft.to_follow is not None else owner is not None or draft.due_on is not None
    return {
        "convention_id": convention.id,
        "agenda_item_id": item and item.id,
        "action_id": action and action.id,
        "owner_id": owner and owner.id,
        "owner_name": owner and owner.name,
        "subject": action.title if action else item.title if item else None,
        "outcome": draft.outcome,
        "text": text,
        "due_on": draft.due_on,
        "done_on": None if followed else committee.frozen_on,
    }


def _item(committee: Committee, item_id: int | None) -> AgendaItem | None:
    return None if item_id is None else the_item(committee, item_id)


def _action(work: Work, committee: Committee, action_id: int | None) -> Action | None:
    if action_id is None:
        return None
    action = work.session.get(Action, action_id)
    if action is None or action.convention_id not in {row.id for row in committee.conventions}:
        raise NotFound("Cette action")
    return action


def _convention(
    committee: Committee, action: Action | None, item: AgendaItem | None, draft: DecisionDraft
) -> Convention:
    """The convention decided about: the action's, else the one told, else the point's."""
    wanted = action.convention_id if action else draft.convention_id or (item or committee).convention_id
    found = next((row for row in committee.conventions if row.id == wanted), None)
    if found is None:
        raise NotFound("Cette convention")
    return found


def _owner(work: Work, committee: Committee, convention: Convention, draft: DecisionDraft) -> Actor | None:
    """Who carries it: a known actor of the committee's territories, or a name, new ones being added."""
    if draft.owner_id is not None:
        owner = work.session.get(Actor, draft.owner_id)
        if owner is None or owner.territory_id not in {row.territory_id for row in committee.conventions}:
            raise NotFound("Cette personne ou cet organisme")
        return owner
    name = free_text("Porteur de la décision", draft.owner, longest=LONGEST_LINE)
    if name is None:
        return None
    place, key = convention.territory_id, fold(name)
    known = work.session.scalar(select(Actor).where(Actor.territory_id == place, Actor.key == key))
    if known is None:
        known = Actor(territory_id=place, name=name, key=key)
        work.session.add(known)
        work.session.flush()
    return known


def _already(committee: Committee, told: dict[str, object]) -> Decision | None:
    """The same decision, taken last."""
    last = committee.decisions[-1] if committee.decisions else None
    same = last is not None and all(getattr(last, field) == value for field, value in told.items())
    return last if same else None


def _reported(
    work: Work, committee: Committee, action_id: object, said: Progress | None, expected_version: int | None
) -> Reported | None:
    if said is None:
        return None
    if not isinstance(action_id, int):
        raise BadInput("Changement de statut", said.status.label, "un point qui porte sur une action")
    said = replace(said, on=said.on or committee.frozen_on)
    return add_report(work, action_id, said, expected_version=expected_version, committee_id=committee.id)


# -- a decision already taken --


def _taken(work: Work, decision_id: int, expected_version: int | None) -> tuple[Committee, Decision]:
    decision = work.session.get(Decision, decision_id)
    if decision is None:
        raise NotFound("Cette décision")
    committee = take(work, decision.committee_id, OPEN)
    work.session.refresh(decision)
    refuse_stale(decision, expected_version)
    return committee, decision


def _on_an_agenda(work: Work, decision_id: int) -> bool:
    return work.session.scalar(select(AgendaItem.id).where(AgendaItem.decision_id == decision_id).limit(1)) is not None
