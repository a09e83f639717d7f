"""« Mes actions »: what committees ask of a pilot, then its cards, late ones first, made for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import streamlit as st

from ctg_tracking.figures.actions import ActionRow
from ctg_tracking.figures.decisions import answered_by, asked_of
from ctg_tracking.figures.my_actions import my_actions
from ctg_tracking.follow_up.committees import followed_by
from ctg_tracking.model import Reader, french
from ctg_tracking.screen import frame, looks, plan_tree
from ctg_tracking.screen.asked import Asked, draw_asked, heading
from ctg_tracking.screen.frame import href
from ctg_tracking.screen.html import Html, element, joined, span
from ctg_tracking.screen.pages import ACTION, PLAN
from ctg_tracking.store import Store

ANSWERED_FOR: Final = timedelta(days=90)
"""How long a request said done stays on the list of who carried it, to be read again or reopened."""


@dataclass(frozen=True)
class Mine:
    """What this account pilots, the most pressing first, and what committees ask of it."""

    actions: tuple[ActionRow, ...]
    asked: Asked


def read_my_actions(store: Store, reader: Reader, as_of: date) -> Mine:
    """The list of this account."""
    with store.read() as session:
        still = tuple(asked_of(session, reader, as_of))
        done = tuple(answered_by(session, reader, as_of, as_of - ANSWERED_FOR))
        asked = Asked(as_of, still, done, followed_by(session, reader, (*still, *done)))
        return Mine(tuple(my_actions(session, reader, as_of)), asked)


def draw_my_actions(store: Store, reader: Reader, mine: Mine) -> None:
    """What committees ask, then what is open as cards; what is closed folded below."""
    if mine.asked:
        st.header(heading(mine.asked.still), anchor=False)
        draw_asked(store, reader, mine.asked)
        st.header("Vos actions", anchor=False)
    _draw_actions(mine.actions, mine.asked.as_of)


def _draw_actions(rows: Sequence[ActionRow], as_of: date) -> None:
    if not rows:
        told = "Aucune action ne vous est confiée. Demandez à la coopération de vous nommer pilote."
        frame.empty(told, frame.to(PLAN, "Voir le plan d’actions"))
        return
    awaited = [row for row in rows if not row.status.closed]
    closed = [row for row in rows if row.status.closed]
    if awaited:
        st.html(joined(element("p", _summary(awaited), class_="ctg-portee"), _cards(awaited, as_of)))
    else:
        frame.empty("Rien à renseigner. Toutes vos actions sont closes.")
    if closed:
        told = french.counted(len(closed), "action close", "actions closes")
        st.html(element("details", element("summary", told), _cards(closed, as_of), class_="ctg-plie"))


def _summary(rows: Sequence[ActionRow]) -> str:
    late = sum(row.late for row in rows)
    silent = sum(row.stale for row in rows)
    parts = [french.counted(len(rows), "action à suivre", "actions à suivre")]
    parts += [f"{late} en retard"] if late else []
    parts += [f"{silent} {looks.silent()}"] if silent else []
    return ", ".join(parts)


def _cards(rows: Sequence[ActionRow], as_of: date) -> Html:
    return element("ul", *(_card(row, as_of) for row in rows), class_="ctg-cartes")


def _card(row: ActionRow, as_of: date) -> Html:
    where = " · ".join(part for part in (row.axe_label, *(row.communes or (row.territory,))) if part)
    inside = (
        element("b", french.typeset(row.title)),
        span("ctg-doux ctg-petit", french.typeset(where)),
        span("", plan_tree.state(row)),
        span("ctg-carte-pied", _due(row, as_of), span("ctg-doux", plan_tree.last_report(row, as_of))),
    )
    card = element("a", *inside, href=href(ACTION, action=row.id), target="_self", class_="ctg-carte ctg-lien")
    return element("li", card, class_="ctg-carte-urgente" if row.late else None)


def _due(row: ActionRow, as_of: date) -> Html:
    if row.late:
        return looks.late(row.due_on, as_of)
    return (
        span("", f"Échéance {french.day_and_month(row.due_on, as_of)}") if row.due_on else span("", plan_tree.due(row))
    )
