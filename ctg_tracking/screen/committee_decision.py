"""A decision: taken, amended or withdrawn while the committee is open; errors at their field, nothing typed lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from ctg_tracking.figures.committees import ItemRow, owners_of
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.follow_up.committees import DecisionDraft, amend_decision, decide, withdraw_decision
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN, Outcome, Status
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.committee_words import choose_convention
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

_NOBODY, _SAME = 0, ""
_FIELDS = {
    "text": "Décision",
    "owner_name": "Porteur de la décision",
    "due_on": "Échéance",
    "reason": "Motif",
    "resumes_on": "Date de reprise",
}
_BLANK: Mapping[str, Any] = {
    "outcome": None, "text": "", "owner_id": _NOBODY, "owner_name": "", "due_on": None, "followed": False,
    "status": _SAME, "reason": "", "resumes_on": None,
}  # fmt: skip
_EDITED = "comite_decision_modifiee"


def amend_next(room: Room, row: DecisionRow) -> None:
    """Put a decision in the form (a button's callback)."""
    st.session_state[_EDITED] = row.id
    _show(room, row.agenda_item_id, _of(row))
    st.session_state[_key(room, row.agenda_item_id, "convention")] = row.convention_id
    st.session_state[_key(room, row.agenda_item_id, "base")] = _of(row)


def draw_form(store: Store, reader: Reader, room: Room, item: ItemRow | None) -> None:
    """The form of a new decision on a point, or of the one being changed."""
    item_id = item.id if item else None
    edited = _edited(room, item_id)
    if _key(room, item_id, "text") not in st.session_state:
        _show(room, item_id, _BLANK)
    with st.container(border=True, key="ctg_decision"):
        st.header("Modifier la décision" if edited else "Nouvelle décision", anchor=False)
        outcome = saying.taken(_key(room, item_id, "dit"))
        outcome.draw(fields=_FIELDS.values())
        if edited is not None:
            _warn(room, item_id, edited)
        _what(room, item_id, outcome)
        _who(store, reader, room, item_id, outcome)
        if item is not None and item.action_id is not None and edited is None:
            _status(room, item_id, outcome)
        _buttons(store, reader, room, item_id, edited)


def _what(room: Room, item_id: int | None, outcome: saying.Outcome) -> None:
    st.segmented_control(
        "Issue", list(Outcome), format_func=lambda one: one.label, key=_key(room, item_id, "outcome"),
        persist_state="session",
    )  # fmt: skip
    st.text_area(
        "Ce qui est décidé", key=_key(room, item_id, "text"), height=80, on_change="ignore", persist_state="session"
    )
    outcome.at(_FIELDS["text"])
    if item_id is None:
        choose_convention(room, _key(room, item_id, "convention"))


def _who(store: Store, reader: Reader, room: Room, item_id: int | None, outcome: saying.Outcome) -> None:
    with store.read() as session:
        names = {actor_id: name for actor_id, name, _kind in owners_of(session, reader, room.id)}
    known, other, due = st.columns(3)
    options = [_NOBODY, *names]
    key = _key(room, item_id, "owner_id")
    if st.session_state.get(key) not in options:
        st.session_state[key] = _NOBODY
    with known:
        st.selectbox(
            "Porteur", options, format_func=lambda one: names.get(one, "À désigner"), key=key,
            on_change="ignore", persist_state="session",
        )  # fmt: skip
    with other:
        st.text_input(
            "Ou un autre nom", key=_key(room, item_id, "owner_name"), on_change="ignore", persist_state="session"
        )
        outcome.at(_FIELDS["owner_name"])
    with due:
        st.date_input(
            "Échéance", None, format="DD/MM/YYYY", key=_key(room, item_id, "due_on"), on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        outcome.at(_FIELDS["due_on"])
    st.checkbox(
        "À suivre jusqu’à ce qu’elle soit faite, même sans porteur ni échéance", key=_key(room, item_id, "followed"),
        on_change="ignore", persist_state="session",
    )  # fmt: skip


def _status(room: Room, item_id: int | None, outcome: saying.Outcome) -> None:
    labels = {_SAME: "Inchangé", **{status.value: f"{status.look.glyph} {status.label}" for status in Status}}
    key = _key(room, item_id, "status")
    st.selectbox(
        "Statut de l’action", list(labels), format_func=labels.__getitem__, key=key, persist_state="session",
        help="Un changement décidé ici devient un point d’étape signé par le comité.",
    )  # fmt: skip
    picked = st.session_state[key]
    if picked and Status(picked).needs_reason:
        st.text_input("Motif", key=_key(room, item_id, "reason"), on_change="ignore", persist_state="session")
        outcome.at(_FIELDS["reason"])
    if picked and Status(picked).needs_resumption:
        st.date_input(
            "Date de reprise", None, format="DD/MM/YYYY", key=_key(room, item_id, "resumes_on"), on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        outcome.at(_FIELDS["resumes_on"])


def _buttons(store: Store, reader: Reader, room: Room, item_id: int | None, edited: DecisionRow | None) -> None:
    asked = (store, reader, room, item_id)
    with st.container(horizontal=True):
        if edited is None:
            st.button("Décider", type="primary", key=_key(room, item_id, "save"), on_click=_decide, args=asked)
            return
        key = _key(room, item_id, "amend")
        st.button("Enregistrer la décision", type="primary", key=key, on_click=_amend, args=(*asked, edited))
        st.button("Retirer la décision", key=f"{key}_retirer", on_click=_withdraw, args=(*asked, edited))
        st.button("Ne rien changer", key=f"{key}_non", on_click=_forget, args=(room, item_id))


# -- what is stored, shown and typed --


def _edited(room: Room, item_id: int | None) -> DecisionRow | None:
    wanted = st.session_state.get(_EDITED)
    return next((row for row in room.decided_on(item_id) if row.id == wanted), None)


def _of(row: DecisionRow) -> Mapping[str, Any]:
    told = {"outcome": row.outcome, "text": row.text, "owner_id": row.owner_id or _NOBODY, "due_on": row.due_on}
    return {**_BLANK, **told, "followed": row.done_on is None}


def _warn(room: Room, item_id: int | None, edited: DecisionRow) -> None:
    """What somebody else changed of the decision since it was put in the form."""
    base, now = st.session_state.get(_key(room, item_id, "base"), _of(edited)), _of(edited)
    if base == now:
        return
    due = french.day(edited.due_on)
    told = f"«\u00a0{edited.text}\u00a0», porteur\u202f: {edited.owner or NOT_GIVEN}, échéance\u202f: {due}"
    st.warning(
        plain(f"Modifiée entre-temps par une autre personne\u202f: {told}. ")
        + "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » la mettra à la place."
    )
    st.session_state[_key(room, item_id, "base")] = now


def _show(room: Room, item_id: int | None, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        st.session_state[_key(room, item_id, field)] = value


def _draft(room: Room, item_id: int | None) -> DecisionDraft:
    given = {field: st.session_state.get(_key(room, item_id, field), value) for field, value in _BLANK.items()}
    due_on, name = given["due_on"], (given["owner_name"] or "").strip()
    followed = bool(given["followed"] or given["owner_id"] or name or due_on)
    return DecisionDraft(
        text=given["text"],
        outcome=given["outcome"],
        owner_id=None if name else given["owner_id"] or None,
        owner=name or None,
        due_on=due_on if isinstance(due_on, date) else None,
        agenda_item_id=item_id,
        convention_id=st.session_state.get(_key(room, item_id, "convention")) if item_id is None else None,
        to_follow=followed,
        progress=_progress(given),
    )


def _progress(given: Mapping[str, Any]) -> Progress | None:
    if not given["status"]:
        return None
    status = Status(given["status"])
    return Progress(
        status,
        reason=given["reason"] if status.needs_reason else None,
        resumes_on=given["resumes_on"] if status.needs_resumption else None,
    )


# -- the verbs --


def _decide(store: Store, reader: Reader, room: Room, item_id: int | None) -> None:
    place = _key(room, item_id, "dit")
    if saying.attempt(place, lambda: decide(store, reader, room.id, _draft(room, item_id)), "Décision enregistrée."):
        _show(room, item_id, _BLANK)


def _amend(store: Store, reader: Reader, room: Room, item_id: int | None, edited: DecisionRow) -> None:
    def read() -> tuple[Any, int]:
        with store.read() as session:
            now = next((one for one in decisions_of(session, reader, room.id, room.today) if one.id == edited.id), None)
        return (_of(now), now.version) if now else (None, 0)

    base = st.session_state.get(_key(room, item_id, "base"), _of(edited))
    done = saying.attempt_on(
        _key(room, item_id, "dit"), read, base,
        lambda version: amend_decision(store, reader, edited.id, _draft(room, item_id), expected_version=version),
        "Décision modifiée.",
    )  # fmt: skip
    if done is not None:
        _forget(room, item_id)


def _withdraw(store: Store, reader: Reader, room: Room, item_id: int | None, edited: DecisionRow) -> None:
    def withdrawn() -> int:
        return withdraw_decision(store, reader, edited.id, expected_version=edited.version)

    if saying.attempt(_key(room, item_id, "dit"), withdrawn, "Décision retirée.") is not None:
        _forget(room, item_id)


def _forget(room: Room, item_id: int | None) -> None:
    st.session_state.pop(_EDITED, None)
    _show(room, item_id, _BLANK)


def _key(room: Room, item_id: int | None, field: str) -> str:
    return f"comite_decision_{room.id}_{item_id or 'hors'}_{field}"
