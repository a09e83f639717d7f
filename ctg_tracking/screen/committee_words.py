"""How a decision reads on the screens: what was decided, who carries it, until when, how it stands."""

from datetime import date

import streamlit as st

from ctg_tracking.figures.committees import ItemRow
from ctg_tracking.figures.decisions import DecisionRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Look
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.pages import ACTION, COMMITTEE

DONE, OPEN = Look("Faite", "●", "#14A48D"), Look("Ouverte", "○", "#67696C")


def standing(row: DecisionRow, as_of: date) -> Html:
    """`▲ En retard de 4 mois`, `● Faite le 12 mars 2026`, `○ Ouverte`; what asks nothing of anybody is said as such."""
    if row.done_on is not None and row.owner is None and row.due_on is None and row.done_on == row.held_on:
        return looks.worded(DONE, "Prise en séance, rien à suivre")
    if row.done_on is not None:
        return looks.worded(DONE, f"Faite le {french.long_day(row.done_on)}")
    if row.late and row.due_on is not None:
        return looks.worded(LATE, french.late_by(row.due_on, as_of), "ctg-retard")
    return looks.worded(OPEN)


def decision(row: DecisionRow, as_of: date, *, asked_by: bool = False, subject: bool = True) -> Html:
    """A decision in a list. `asked_by`: with its committee; `subject`: with what it is about."""
    outcome = row.outcome.label if row.outcome and row.outcome.label != row.text else ""
    text = joined(f"{outcome}{french.NARROW}: " if outcome else "", french.typeset(row.text))
    about = _subject(row) if subject else EMPTY
    where = _asked_by(row) if asked_by else EMPTY
    note = element("p", f"Suite{french.NARROW}: ", french.typeset(row.done_note)) if row.done_note else EMPTY
    carried = f"Porteur{french.NARROW}: {row.owner or NOT_GIVEN} · Échéance{french.NARROW}: {french.day(row.due_on)} · "
    if row.owner is None and row.due_on is None and row.done_on is not None:
        carried = ""
    return div(
        "ctg-decision",
        element("p", element("b", text)),
        element("p", *_joined(about, where), class_="ctg-doux") if about or where else EMPTY,
        element("p", carried, standing(row, as_of)),
        note,
    )


def point(room: Room, row: ItemRow) -> Html:
    """A point with what was said and decided on it, read only."""
    said = element("p", french.typeset(row.said), class_="ctg-dit") if row.said else EMPTY
    decided = (decision(one, room.today, subject=False) for one in room.decided_on(row.id))
    told = " · ".join(filter(None, (room.where(row.convention_id), row.reason)))
    reason = element("p", french.typeset(told), class_="ctg-doux") if told else EMPTY
    return element("li", element("b", french.typeset(row.title)), reason, said, *decided)


def choose_convention(room: Room, key: str) -> None:
    """Which of its conventions something said by hand is about; nothing to choose when there is one."""
    titles = {convention_id: title for convention_id, _reference, title in room.committee.conventions}
    if len(titles) > 1:
        st.selectbox(
            "Convention", list(titles), format_func=lambda one: french.typeset(titles[one]), key=key,
            on_change="ignore", persist_state="session",
        )  # fmt: skip


def _subject(row: DecisionRow) -> Html:
    words = row.action or row.subject
    if not words:
        return EMPTY
    named = french.typeset(words)
    return frame.to(ACTION, named, action=row.action_id) if row.action_id and row.action else span("", named)


def _asked_by(row: DecisionRow) -> Html:
    """Its committee and its convention."""
    return joined(
        frame.to(COMMITTEE, row.asked_by, comite=row.committee_id), f" · {french.typeset(row.convention_title)}"
    )


def _joined(*parts: Html) -> list[Html | str]:
    told = [part for part in parts if part]
    return [one for place, part in enumerate(told) for one in ((" · ", part) if place else (part,))]
