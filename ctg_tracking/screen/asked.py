"""What committees asked for, on a pilot's list and on the sheet of an action: how it stands, and saying it done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import streamlit as st

from ctg_tracking.errors import Refusal
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.follow_up.committees import follow_decision
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE, Look
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.html import EMPTY, Html, div, element, span
from ctg_tracking.screen.pages import ACTION, COMMITTEE
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

DONE: Final = Look("Fait", "●", "#14A48D")
_OUTCOME: Final = "demande_dite"
_ANSWERED: Final = "demande_suivie"


@dataclass(frozen=True)
class Asked:
    """What committees asked for, at `as_of`: still open, the late ones first, and done, the latest first.

    `followed`: those (ids) that this reader may say done; the verb checks again.
    """

    as_of: date
    still: tuple[DecisionRow, ...]
    done: tuple[DecisionRow, ...]
    followed: frozenset[int]

    def __bool__(self) -> bool:
        """Whether anything was asked."""
        return bool(self.still or self.done)


def heading(rows: Sequence[DecisionRow]) -> str:
    """`Demandé par le COPIL du 27 novembre 2025`; when several committees asked, each request names its own."""
    names = {_by(row) for row in rows}
    return f"Demandé par {names.pop()}" if len(names) == 1 else "Demandé par les comités"


def draw_asked(store: Store, reader: Reader, asked: Asked, *, of_one_action: bool = False) -> None:
    """The requests still open, each with « C’est fait », then those done, folded, each with « Rouvrir »."""
    _tell()
    for row in asked.still:
        with st.container(border=True, key=f"ctg_demande_{row.id}"):
            _still(store, reader, row, asked, of_one_action=of_one_action)
    if asked.done:
        told = french.counted(len(asked.done), "demande faite", "demandes faites")
        with st.expander(told, key="ctg_demandes_faites"):
            for row in asked.done:
                _done(store, reader, row, asked, of_one_action=of_one_action)


def _still(store: Store, reader: Reader, row: DecisionRow, asked: Asked, *, of_one_action: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(_request(row, asked.as_of, of_one_action=of_one_action), width="stretch")
        if row.id in asked.followed and st.session_state.get(_ANSWERED) != row.id:
            st.button("C’est fait", key=_key(row, "fait"), on_click=_turn_to, args=(row.id,))
    if row.id in asked.followed and st.session_state.get(_ANSWERED) == row.id:
        _answer(store, reader, row, asked.as_of)


def _done(store: Store, reader: Reader, row: DecisionRow, asked: Asked, *, of_one_action: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"ctg_faite_{row.id}"):
        st.html(_request(row, asked.as_of, of_one_action=of_one_action), width="stretch")
        if row.id in asked.followed:
            told = (store, reader, row)
            st.button("Rouvrir", key=_key(row, "rouvrir"), on_click=_reopen, args=told)


# -- what is shown --


def _request(row: DecisionRow, as_of: date, *, of_one_action: bool) -> Html:
    outcome = row.outcome.label if row.outcome and row.outcome.label != row.text else ""
    what = f"{outcome} : {row.text}" if outcome else row.text
    about = EMPTY if of_one_action else _subject(row)
    by = frame.to(COMMITTEE, f"{_by(row)[0].upper()}{_by(row)[1:]}", comite=row.committee_id)
    note = element("p", element("b", f"Suite donnée{french.NARROW}: "), french.typeset(row.done_note or ""))
    return div(
        "ctg-decision",
        element("p", element("b", french.typeset(what))),
        element("p", about, class_="ctg-petit") if about else EMPTY,
        element("p", _standing(row, as_of), *_due(row), " · ", _carried(row), " · ", by, class_="ctg-petit"),
        note if row.done_note else EMPTY,
    )


def _standing(row: DecisionRow, as_of: date) -> Html:
    if row.done_on is not None:
        return looks.worded(DONE, f"Fait le {french.long_day(row.done_on)}")
    if row.late and row.due_on is not None:
        return looks.worded(LATE, french.late_by(row.due_on, as_of), "ctg-retard")
    return span("", "À faire" if row.due_on is None else f"Échéance {french.long_day(row.due_on)}")


def _due(row: DecisionRow) -> tuple[str, ...]:
    """The due date, when what stands does not say it."""
    return (f" (échéance {french.long_day(row.due_on)})",) if row.late and row.due_on is not None else ()


def _carried(row: DecisionRow) -> str:
    return f"Porteur{french.NARROW}: {row.owner}" if row.owner else "Sans porteur désigné"


def _subject(row: DecisionRow) -> Html:
    words = french.typeset(row.action or row.subject or "")
    return (
        frame.to(ACTION, words, action=row.action_id) if words and row.action else span("", words) if words else EMPTY
    )


def _by(row: DecisionRow) -> str:
    """« le COPIL du 27 novembre 2025 »."""
    return f"{row.asked_by[0].lower()}{row.asked_by[1:]}"


# -- what is written --


def _answer(store: Store, reader: Reader, row: DecisionRow, today: date) -> None:
    """The day it was done and a note: two fields, made for a thumb."""
    st.date_input(
        "Fait le", today, format="DD/MM/YYYY", min_value=row.held_on, max_value=today, key=_key(row, "jour")
    )  # fmt: skip
    st.text_area(
        "Ce qui a été fait (facultatif)", row.done_note or "", key=_key(row, "note"), height=80, on_change="ignore"
    )
    with st.container(horizontal=True):
        arguments = (store, reader, row)
        st.button("Enregistrer", type="primary", key=_key(row, "save"), on_click=_say_done, args=arguments)
        st.button("Annuler", key=_key(row, "annuler"), on_click=_turn_to, args=(None,))


def _say_done(store: Store, reader: Reader, row: DecisionRow) -> None:
    day, note = st.session_state.get(_key(row, "jour")), st.session_state.get(_key(row, "note"))
    if not isinstance(day, date):
        st.session_state[_OUTCOME] = (False, "Fait le\u202f: choisissez le jour.")
        return
    if _follow(store, reader, row, day, note, f"Noté\u202f: fait le {french.long_day(day)}."):
        _turn_to(None)


def _reopen(store: Store, reader: Reader, row: DecisionRow) -> None:
    _follow(store, reader, row, None, row.done_note, "Demande rouverte\u202f: elle reste à faire.")


def _follow(store: Store, reader: Reader, row: DecisionRow, day: date | None, note: Any, done: str) -> bool:
    """One verb on the version the person had under the eyes; what was typed stays when it is refused."""
    try:
        follow_decision(store, reader, row.id, done_on=day, note=note, expected_version=row.version)
    except Refusal as refusal:
        st.session_state[_OUTCOME] = (False, str(refusal))
    else:
        st.session_state[_OUTCOME] = (True, done)
        return True
    return False


def _turn_to(decision_id: int | None) -> None:
    st.session_state[_ANSWERED] = decision_id


def _tell() -> None:
    """What the last click did, once."""
    went, words = st.session_state.pop(_OUTCOME, (True, ""))
    if words:
        (st.success if went else st.error)(plain(words))


def _key(row: DecisionRow, field: str) -> str:
    return f"demande_{row.id}_{field}"
