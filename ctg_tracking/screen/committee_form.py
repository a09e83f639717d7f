"""Preparing a committee, or changing what was prepared: one form, errors at their field, nothing typed lost.

What somebody else wrote meanwhile is shown field by field beside what is typed here, which stays.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ctg_tracking.errors import BadInput
from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.follow_up.committees import CommitteeDraft, Held, prepare_committee, rewrite_committee
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import NOT_GIVEN, MeetingKind, MeetingState
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.committee_data import Room, read_room
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

NEW = "nouveau"
SHORT = {MeetingKind.COPIL: "COPIL", MeetingKind.COTECH: "COTECH", MeetingKind.THEME_GROUP: "Groupe thématique"}
_FIELDS: Mapping[str, str] = {
    "kind": "Nature",
    "conventions": "Conventions",
    "held_on": "Date du comité",
    "hour": "Heure",
    "place": "Lieu",
    "title": "Intitulé",
    "note": "Note",
}
Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """A form under way: whose it is (NEW, or the id of a committee), what is stored, and what may be chosen."""

    who: str
    stored: Typed
    labels: Mapping[str, str]
    """References by the words people see."""
    frozen: bool = False

    def key(self, field: str) -> str:
        """Of a widget."""
        return f"comite_form_{self.who}_{field}"


def draw_new(store: Store, reader: Reader, choices: Choices, held: Collection[str]) -> None:
    """The form of a committee to prepare, for who may hold one about some convention."""
    labels = {one.label: one.reference for one in choices.conventions if one.reference in held}
    only = (next(iter(labels.values())),) if len(labels) == 1 else ()
    form = Form(NEW, {**_nothing(), "conventions": only}, labels)
    st.header("Préparer un comité", anchor=False)
    _draw(form)
    st.button(
        "Préparer ce comité",
        type="primary",
        key=form.key("save"),
        on_click=_prepare,
        args=(store, reader, form),
    )


def draw_change(store: Store, reader: Reader, choices: Choices, room: Room, held: Collection[str]) -> None:
    """The same form on a committee already prepared; once it is open, its kind, day and conventions stay."""
    references = {*held, *room.committee.references}
    labels = {choices.label_of(reference): reference for reference in _in_order(choices, references)}
    form = Form(str(room.id), _stored(room.committee), labels, frozen=room.committee.state is MeetingState.OPEN)
    if form.frozen:
        st.caption("La séance est ouverte\u202f: sa nature, sa date et ses conventions ne changent plus.")
    _draw(form)
    st.button("Enregistrer", type="primary", key=form.key("save"), on_click=_rewrite, args=(store, reader, room, form))


def _draw(form: Form) -> None:
    _start(form)
    outcome = saying.taken(form.key("dit"))
    outcome.draw(fields=_FIELDS.values())
    _what(form, outcome)
    _when(form, outcome)
    st.text_input(
        _FIELDS["title"], key=form.key("title"), placeholder="Facultatif", on_change="ignore", persist_state="session"
    )
    outcome.at(_FIELDS["title"])
    st.text_area(
        _FIELDS["note"], key=form.key("note"), height=90, on_change="ignore", persist_state="session",
        placeholder="Pour vous et pour le relevé\u202f; facultatif",
    )  # fmt: skip
    outcome.at(_FIELDS["note"])


def _what(form: Form, outcome: saying.Outcome) -> None:
    st.segmented_control(
        _FIELDS["kind"], list(MeetingKind), format_func=lambda kind: f"{kind.label} ({SHORT[kind]})"
        if kind is not MeetingKind.THEME_GROUP else kind.label,
        required=True, key=form.key("kind"), disabled=form.frozen, persist_state="session",
    )  # fmt: skip
    st.multiselect(
        "Conventions", list(form.labels), key=form.key("conventions"), disabled=form.frozen, persist_state="session",
        placeholder="Une ou plusieurs\u202f: tapez le début du nom", on_change="ignore",
    )  # fmt: skip
    outcome.at(_FIELDS["conventions"])


def _when(form: Form, outcome: saying.Outcome) -> None:
    day, hour, place = st.columns([1, 1, 2])
    with day:
        st.date_input(
            "Date", None, format="DD/MM/YYYY", key=form.key("held_on"), disabled=form.frozen, on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        outcome.at(_FIELDS["held_on"])
    with hour:
        st.text_input(
            "Heure", key=form.key("hour"), placeholder="14 h 30 – 16 h 30", on_change="ignore", persist_state="session",
            help="L’heure de fin donne la durée de la séance\u202f: à l’ordre du jour et dans les agendas.",
        )  # fmt: skip
        outcome.at(_FIELDS["hour"])
    with place:
        st.text_input(
            "Lieu", key=form.key("place"), placeholder="Mairie, salle du conseil", on_change="ignore",
            persist_state="session",
        )  # fmt: skip
        outcome.at(_FIELDS["place"])


# -- what is stored, shown and typed --


def _start(form: Form) -> None:
    """Show what is stored; keep what is typed, and say beside it what somebody else wrote meanwhile."""
    seen: Typed = st.session_state.setdefault(form.key("vu"), form.stored)
    typed = _typed(form) if form.key("kind") in st.session_state else None
    if typed is None or typed == seen != form.stored:
        _show(form, form.stored)
    elif typed == form.stored:
        st.session_state[form.key("vu")] = form.stored
    elif seen != form.stored:
        moved = [name for name in _FIELDS if seen[name] != form.stored[name]]
        told = " · ".join(f"{_FIELDS[name]}\u202f: {_worded(form, name, form.stored[name])}" for name in moved)
        st.warning(
            plain(f"Modifié entre-temps par une autre personne\u202f: {told}. ")
            + "Votre saisie est gardée ci-dessous\u202f; « Enregistrer » la mettra à la place."
        )
    st.session_state[form.key("base")] = form.stored


def _show(form: Form, values: Typed) -> None:
    by_reference = {reference: label for label, reference in form.labels.items()}
    for name in _FIELDS:
        value = values[name]
        if name == "conventions":
            value = [by_reference[reference] for reference in value if reference in by_reference]
        st.session_state[form.key(name)] = value
    st.session_state[form.key("vu")] = values


def _typed(form: Form) -> Typed:
    given = {name: st.session_state.get(form.key(name)) for name in _FIELDS}
    texts = {name: (given[name] or "").strip() for name in ("hour", "place", "title", "note")}
    labels = given["conventions"] or ()
    return {
        **texts,
        "kind": given["kind"] or MeetingKind.COPIL,
        "conventions": tuple(sorted(form.labels[label] for label in labels if label in form.labels)),
        "held_on": given["held_on"] if isinstance(given["held_on"], date) else None,
    }


def _stored(row: CommitteeRow) -> Typed:
    return {
        "kind": row.kind,
        "conventions": row.references,
        "held_on": row.held_on,
        "hour": row.hour or "",
        "place": row.place or "",
        "title": row.title or "",
        "note": row.note or "",
    }


def _nothing() -> Typed:
    texts = dict.fromkeys(("hour", "place", "title", "note"), "")
    return {**texts, "kind": MeetingKind.COPIL, "conventions": (), "held_on": None}


def _worded(form: Form, name: str, value: Any) -> str:
    if name == "conventions":
        by_reference = {reference: label for label, reference in form.labels.items()}
        return french.listed(by_reference.get(reference, reference) for reference in value)
    if isinstance(value, date):
        return french.long_day(value)
    return value.label if isinstance(value, MeetingKind) else value or NOT_GIVEN


def _in_order(choices: Choices, references: Collection[str]) -> Sequence[str]:
    return [one.reference for one in choices.conventions if one.reference in references]


# -- the verbs --


def _draft(form: Form) -> CommitteeDraft:
    typed = _typed(form)
    if typed["held_on"] is None:
        raise BadInput(_FIELDS["held_on"], None, "le jour où il se tient")
    return CommitteeDraft(**typed)


def _prepare(store: Store, reader: Reader, form: Form) -> None:
    def prepared() -> Held:
        return prepare_committee(store, reader, _draft(form))

    held = saying.attempt(form.key("dit"), prepared)
    if held is None:
        return
    _show(form, form.stored)
    told = "Ce comité était déjà préparé\u202f: le voici." if held.repeated else "Comité préparé."
    saying.say("comite", f"{told} Il reste à inviter et à composer l’ordre du jour.")
    st.query_params["comite"] = str(held.committee_id)


def _rewrite(store: Store, reader: Reader, room: Room, form: Form) -> None:
    def read() -> tuple[Typed, int]:
        row = read_room(store, reader, room.id, room.today).committee
        return _stored(row), row.version

    def rewritten(version: int) -> Held:
        return rewrite_committee(store, reader, room.id, _draft(form), expected_version=version)

    base = st.session_state[form.key("base")]
    if saying.attempt_on(form.key("dit"), read, base, rewritten, "Enregistré.") is not None:
        del st.session_state[form.key("vu")]
        for name in _FIELDS:
            st.session_state.pop(form.key(name), None)
