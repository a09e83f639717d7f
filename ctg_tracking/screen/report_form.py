"""The report form of a pilot: four statuses at hand, two questions, the rest folded; what is typed is never lost.

The write is one call made in the button's callback, from plain values: a second click can kill the run but not cut the
write in two, and saying twice the same thing is one report.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from ctg_tracking.errors import Refusal, StaleVersion
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import Confidence, Status
from ctg_tracking.screen.plain import plain
from ctg_tracking.screen.sheet import latest_words
from ctg_tracking.screen.sheet_data import Sheet
from ctg_tracking.store import Store

AT_HAND = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.SUSPENDED)
OTHERS = (Status.POSTPONED, Status.DROPPED, Status.TO_SPECIFY)
STEPS = (0, 25, 50, 75, 100)

_OTHER = "Autre…"
_TYPED = ("done", "blocking", "next", "decision", "reason")
_FIELDS = (*_TYPED, "status", "other", "percent", "confidence", "resumes_on", "on")


@dataclass(frozen=True)
class Start:
    """What the form starts from: the action, its version as shown, its present status, and the day.

    `latest`: the last report in words, shown beside what is typed when somebody else wrote meanwhile.
    """

    action_id: int
    version: int
    status: Status
    today: date
    latest: str


def start_of(sheet: Sheet, today: date) -> Start:
    """The form of the action of a sheet."""
    return Start(sheet.action.id, sheet.action.version, sheet.action.status, today, latest_words(sheet))


def report_form(store: Store, author: Reader, start: Start) -> None:
    """Draw the form of an action and its outcome; call it for who may report, the verb checks again."""
    seen = st.session_state.setdefault(_key(start, "seen"), start.version)
    if seen != start.version and not _typed(start):
        st.session_state[_key(start, "seen")] = seen = start.version
    with st.container(border=True, key="ctg_point"):
        st.header("Faire le point", anchor=False)
        _outcome(start, seen)
        status = _status(start)
        _questions(start, status)
        with st.expander("Plus de détails\u202f: avancement, confiance, prochaine étape, décision attendue"):
            _details(start)
        arguments = (store, author, start, status)
        st.button("Enregistrer", type="primary", key=_key(start, "save"), on_click=_save, args=arguments)


def _status(start: Start) -> Status:
    current = start.status.label if start.status in AT_HAND else _OTHER
    options = {**{status.label: f"{status.look.glyph} {status.label}" for status in AT_HAND}, _OTHER: _OTHER}
    picked = st.segmented_control(
        "Où en est l’action\u202f?", list(options), default=current, format_func=options.__getitem__,
        key=_key(start, "status"), required=True,
    )  # fmt: skip
    by_label = {status.label: status for status in AT_HAND}
    if picked in by_label:
        return by_label[picked]
    index = OTHERS.index(start.status) if start.status in OTHERS else 0
    return st.selectbox(
        "Autre statut", OTHERS, index=index, format_func=lambda status: f"{status.look.glyph} {status.label}",
        key=_key(start, "other"),
    )  # fmt: skip


def _questions(start: Start, status: Status) -> None:
    if status.needs_reason:
        st.text_input(f"Motif (obligatoire pour « {status.label} »)", key=_key(start, "reason"))
    if status.needs_resumption:
        st.date_input(
            "Date de reprise (obligatoire)",
            None,
            format="DD/MM/YYYY",
            min_value=start.today,
            key=_key(start, "resumes_on"),
        )
    st.text_area("Qu’est-ce qui a avancé\u202f?", key=_key(start, "done"), height=90)
    st.text_area(
        "Besoin d’un appui\u202f?",
        key=_key(start, "blocking"),
        height=70,
        placeholder="Ce qui bloque, ce qu’il faudrait",
    )


def _details(start: Start) -> None:
    st.segmented_control(
        "Avancement", STEPS, format_func=lambda step: french.percent(step), key=_key(start, "percent"), default=None
    )
    st.segmented_control(
        "L’objectif sera-t-il atteint à l’échéance\u202f?", list(Confidence), format_func=lambda one: one.label,
        key=_key(start, "confidence"), default=None,
    )  # fmt: skip
    st.text_area("Prochaine étape", key=_key(start, "next"), height=70)
    st.text_area("Décision attendue du comité", key=_key(start, "decision"), height=70)
    st.date_input("Date du point", start.today, format="DD/MM/YYYY", max_value=start.today, key=_key(start, "on"))


def _save(store: Store, author: Reader, start: Start, status: Status) -> None:
    """One verb, then what to show; the version is the one the person had under the eyes."""
    said = _said(start, status)
    seen = st.session_state.get(_key(start, "seen"), start.version)
    try:
        done = report_progress(store, author, start.action_id, said, expected_version=seen)
    except StaleVersion as stale:
        outcome, seen = ("stale", str(stale)), stale.stored or seen
    except Refusal as refusal:
        outcome = ("refused", str(refusal))
    else:
        outcome, seen = ("saved", french.clock(done.recorded_at)), done.version
        for field in _FIELDS:
            st.session_state.pop(_key(start, field), None)
    st.session_state[_key(start, "outcome")] = outcome
    st.session_state[_key(start, "seen")] = seen


def _said(start: Start, status: Status) -> Progress:
    given = {field: st.session_state.get(_key(start, field)) for field in _FIELDS}
    return Progress(
        status=status,
        percent=given["percent"],
        confidence=given["confidence"],
        done=given["done"],
        next=given["next"],
        blocking=given["blocking"],
        decision_wanted=given["decision"],
        reason=given["reason"] if status.needs_reason else None,
        resumes_on=given["resumes_on"] if status.needs_resumption else None,
        on=given["on"],
    )


def _outcome(start: Start, seen: int) -> None:
    """What the last click did; and, when somebody else wrote meanwhile, both versions: theirs here, ours below."""
    kind, words = st.session_state.pop(_key(start, "outcome"), ("", ""))
    if kind == "saved":
        st.success(f"Enregistré à {words}.")
    elif kind:
        st.error(plain(words))
    if kind == "stale" or seen != start.version:
        st.warning(
            f"Point enregistré entre-temps\u202f: {plain(start.latest)}. "
            "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » l’ajoutera à la suite."
        )


def _typed(start: Start) -> bool:
    return any(st.session_state.get(_key(start, field)) for field in _TYPED)


def _key(start: Start, field: str) -> str:
    return f"point_{start.action_id}_{field}"
