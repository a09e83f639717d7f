"""What is written from the projection: each function reads the JSON of a page, calls one verb, and tells the result."""

from collections.abc import Mapping
from datetime import date

from ctg_tracking.errors import BadInput, StaleVersion
from ctg_tracking.figures.committees import owners_of
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.follow_up.committees import (
    DecisionDraft,
    amend_decision,
    decide,
    note_item,
    open_committee,
    tick,
    withdraw_decision,
)
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Reader, french
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import Outcome, Status
from ctg_tracking.spreadsheet.dates import Moment, read_day
from ctg_tracking.store import Store, clock
from ctg_tracking.web.projection.asking import Said, number_of, text_of

Told = Mapping[str, object]
_A_DATE = "une date, comme 30/06/2027, 30 juin 2027 ou fin juin 2027"


def opened(store: Store, reader: Reader, committee_id: int) -> Told:
    """Open the committee on the figures of its day. Raises as open_committee."""
    done = open_committee(store, reader, committee_id)
    return {"dit": f"Séance ouverte{french.NARROW}: chiffres figés au {french.long_day(done.frozen_on)}."}


def decided(store: Store, reader: Reader, committee_id: int, said: Said) -> Told:
    """Take a decision. `essai` over 1: it may have been stored already without the page knowing. Raises as decide."""
    draft = _draft(store, reader, committee_id, said)
    if _sent_again(said) and (known := _stored(store, reader, committee_id, draft)) is not None:
        return _taken(known.id, known.version, draft.due_on)
    done = decide(store, reader, committee_id, draft)
    return _taken(done.decision_id, done.version, draft.due_on)


def amended(store: Store, reader: Reader, committee_id: int, decision_id: int, said: Said) -> Told:
    """Change a decision just taken; sent again, it may have been changed so already. Raises as amend_decision."""
    draft = _draft(store, reader, committee_id, said)
    try:
        done = amend_decision(store, reader, decision_id, draft, expected_version=number_of(said, "version"))
    except StaleVersion:
        known = _stored(store, reader, committee_id, draft) if _sent_again(said) else None
        if known is None or known.id != decision_id:
            raise
        return _taken(known.id, known.version, draft.due_on)
    return _taken(done.decision_id, done.version, draft.due_on)


def withdrawn(store: Store, reader: Reader, decision_id: int, said: Said) -> Told:
    """Take back a decision just taken. Raises as withdraw_decision."""
    withdraw_decision(store, reader, decision_id, expected_version=number_of(said, "version"))
    return {"dit": "Décision retirée du relevé."}


def ticked(store: Store, reader: Reader, committee_id: int, said: Said) -> Told:
    """Say who is there. Raises as tick, BadInput."""
    presence = said.get("presence")
    if not isinstance(presence, dict) or not all(_is_a_tick(*pair) for pair in presence.items()):
        raise BadInput("Présents", "une liste inattendue", "ce que la page envoie")
    tick(store, reader, committee_id, {int(row_id): present for row_id, present in presence.items()})
    return {"dit": _at_now()}


def noted(store: Store, reader: Reader, committee_id: int, said: Said) -> Told:
    """Keep what was said on a point. Raises as note_item: StaleText holds both texts."""
    point = number_of(said, "point")
    if point is None:
        raise BadInput("Échanges", None, "un point de l’ordre du jour")
    note_item(store, reader, committee_id, point, text_of(said, "texte") or "", before=text_of(said, "avant"))
    return {"dit": _at_now()}


# -- a decision --


def _sent_again(said: Said) -> bool:
    return (number_of(said, "essai") or 1) > 1


def _draft(store: Store, reader: Reader, committee_id: int, said: Said) -> DecisionDraft:
    owner = text_of(said, "porteur")
    outcome = text_of(said, "issue")
    if outcome is not None and outcome not in set(Outcome):
        raise BadInput("Décision", outcome[:40], f"{french.listed(each.label for each in Outcome)}, ou rien")
    owner_id = _known_owner(store, reader, committee_id, owner)
    return DecisionDraft(
        text=text_of(said, "texte"),
        outcome=Outcome(outcome) if outcome else None,
        owner_id=owner_id,
        owner=owner if owner_id is None else None,
        due_on=_day(said, "echeance", "Échéance"),
        agenda_item_id=number_of(said, "point"),
        progress=_progress(said),
    )


def _progress(said: Said) -> Progress | None:
    told = text_of(said, "statut")
    if told is None:
        return None
    if told not in set(Status):
        raise BadInput("Nouveau statut", told[:40], french.listed(each.label for each in Status))
    status = Status(told)
    reason = text_of(said, "motif") if status.needs_reason else None
    return Progress(
        status, reason=reason, resumes_on=_day(said, "reprise", "Date de reprise") if status.needs_resumption else None
    )


def _known_owner(store: Store, reader: Reader, committee_id: int, name: str | None) -> int | None:
    """The actor of that name among those who may carry a decision; None: a name to be added."""
    if name is None:
        return None
    with store.read() as session:
        owners = owners_of(session, reader, committee_id)
    return next((owner_id for owner_id, known, _kind in owners if fold(known) == fold(name)), None)


def _stored(store: Store, reader: Reader, committee_id: int, draft: DecisionDraft) -> DecisionRow | None:
    """The same decision, taken earlier in this committee, by its last sending whose answer was lost."""
    with store.read() as session:
        rows = decisions_of(session, reader, committee_id, clock.today(session))
    words = (draft.text or "").strip() or (draft.outcome.label if draft.outcome else "")
    asked = (draft.agenda_item_id, draft.outcome, words, draft.due_on)
    same = (row for row in rows if (row.agenda_item_id, row.outcome, row.text, row.due_on) == asked)
    return next((row for row in same if _carried_alike(row, draft)), None)


def _carried_alike(row: DecisionRow, draft: DecisionDraft) -> bool:
    if draft.owner_id is not None:
        return row.owner_id == draft.owner_id
    return fold(row.owner or "") == fold(draft.owner or "")


def _day(said: Said, name: str, field: str) -> date | None:
    """A day as people type it; the last of a month or a quarter. Raises BadInput."""
    told = text_of(said, name)
    if told is None:
        return None
    read = read_day(told.strip()[:60], Moment.END)
    if read.value is None:
        raise BadInput(field, told[:60], _A_DATE)
    return read.value


def _taken(decision_id: int, version: int, due_on: date | None) -> Told:
    until = f", pour le {french.long_day(due_on)}" if due_on else ""
    return {
        "decision": decision_id,
        "version": version,
        "dit": f"Décision enregistrée à {french.clock(clock.now())}{until}.",
    }


def _at_now() -> str:
    return f"Enregistré à {french.clock(clock.now())}"


def _is_a_tick(row_id: object, present: object) -> bool:
    known = isinstance(row_id, str) and row_id.isascii() and row_id.isdecimal() and len(row_id) < 10
    return known and (present is None or isinstance(present, bool))
