"""Step 3, the questions only a person can answer: what a word, a colour or a cross says of the status."""

from collections.abc import Sequence

import streamlit as st

from ctg_tracking.model import french
from ctg_tracking.model.words import Status
from ctg_tracking.screen.html import EMPTY, Html, element, joined, span
from ctg_tracking.screen.import_colours import colour_words
from ctg_tracking.screen.import_desk import Desk, show
from ctg_tracking.screen.plain import plain
from ctg_tracking.spreadsheet.told import Asked, Question

_UNSAID = ""
_UNANSWERED = "Pas encore dit (le statut reste inconnu)"


def ask(desk: Desk) -> None:
    """Every question on a file, answered or not; a proposal is shown, and taken only when the person says so."""
    questions = list(desk.questions.values())
    if not questions:
        return
    waiting = unanswered(desk)
    words = french.counted(len(waiting), "question sur les statuts", "questions sur les statuts")
    st.markdown(f"**{words}**" if waiting else "**Les statuts, tels que vous les avez expliqués**")
    for one in questions:
        _ask(desk, one)
    proposed = [one for one in waiting if one.proposed is not None]
    if proposed:
        accept = french.counted(len(proposed), "proposition")
        st.button(f"Accepter {accept}", key=f"import_accept_{desk.key}", on_click=lambda: _accept(desk, proposed))


def unanswered(desk: Desk) -> list[Question]:
    """The questions that wait for an answer."""
    return [one for one in desk.questions.values() if answer(desk, one) is None]


def answer(desk: Desk, question: Question) -> Status | None:
    """What was said of it, None when nothing was."""
    answers = desk.told.colours if question.about is Asked.COLOUR else desk.told.statuses
    return answers.get(question.what)


def _ask(desk: Desk, question: Question) -> None:
    key = f"import_question_{desk.key}_{question.about}_{question.what}"
    show(key, str(answer(desk, question) or _UNSAID))
    words, choice = st.columns([3, 2], vertical_alignment="center")
    words.html(_words(question))
    choice.selectbox(
        plain(french.typeset(f"{_what(question)} veut dire")),
        [_UNSAID, *map(str, Status)],
        format_func=lambda said: Status(said).label if said else _UNANSWERED,
        key=key,
        on_change=lambda: _say(desk, question, _status(st.session_state[key])),
    )


def _status(said: str) -> Status | None:
    return Status(said) if said else None


def _words(question: Question) -> Html:
    swatch = EMPTY
    if question.about is Asked.COLOUR:
        swatch = span("ctg-pastille", style=f"background:#{question.what}", aria_hidden="true")
    count = french.counted(question.count, "ligne")
    where = f"{question.sheet}, {question.cell}" if question.sheet else question.cell
    example = f", par exemple « {question.example} » ({where})" if question.example else f" ({where})"
    proposal = f" Proposé : {question.proposed.label}." if question.proposed else ""
    said = joined(
        swatch,
        element("b", french.typeset(_what(question))),
        french.typeset(f" : {count}{example}."),
        element("small", french.typeset(proposal)),
    )
    return element("p", said, class_="ctg-question")


def _what(question: Question) -> str:
    match question.about:
        case Asked.COLOUR:
            return f"La couleur {colour_words(question.what)}"
        case Asked.CROSS:
            return f"Une croix dans la colonne « {question.what} »"
        case Asked.STATUS:
            return f"Le mot « {question.what} »"


def _say(desk: Desk, question: Question, status: Status | None) -> None:
    part = "colours" if question.about is Asked.COLOUR else "statuses"
    if status is None:
        desk.say_less(part, question.what)
    else:
        desk.say_more(part, question.what, status)


def _accept(desk: Desk, questions: Sequence[Question]) -> None:
    for one in questions:
        _say(desk, one, one.proposed)
