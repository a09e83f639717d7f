"""« Comités », the list: those to come first, those in session, then the closed ones."""

from collections.abc import Sequence

import streamlit as st

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.model import french
from ctg_tracking.model.words import MeetingKind, MeetingState
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.choices import Choices
from ctg_tracking.screen.committee_data import Listed
from ctg_tracking.screen.html import EMPTY, Html, div, element, joined, span
from ctg_tracking.screen.pages import COMMITTEE

LIST, FOLLOW, PREPARE = "Comités", "Suites", "Préparer un comité"
"""What the page shows when no committee is asked for; in its address as « vue »."""
SAID = "comites"
"""Where the list tells what became of a committee that is no more (committee_saying)."""
MANY = 8
"""From so many committees on, the list has filters."""
_SHOWN = 60
_ALL_SHOWN = "comites_tous"
_HEADS = {
    MeetingState.PREPARED: "À venir",
    MeetingState.OPEN: "En séance",
    MeetingState.CLOSED: "Clos",
}


def choose_view(*, may_prepare: bool) -> str:
    """The list, what follows from the decisions, or the form of a new committee; kept in the address."""
    views = [LIST, FOLLOW, *([PREPARE] if may_prepare else ())]
    picked = st.segmented_control(
        "Que voir", views, default=LIST, key="vue", bind="query-params", required=True, label_visibility="collapsed"
    )
    saying.taken(SAID).draw()
    return picked if picked in views else LIST


def draw_list(rows: Sequence[Listed], choices: Choices, *, may_prepare: bool) -> None:
    """The committees this reader may see, or what to do when there is none."""
    if not rows:
        first = [frame.to(COMMITTEE, "Préparer un COPIL", vue=PREPARE)] if may_prepare else []
        frame.empty("Aucun comité préparé.", *first)
        return
    kept = _filtered(rows, choices) if len(rows) > MANY else rows
    if not kept:
        frame.empty("Aucun comité ne correspond. Effacez les filtres.")
    shown = kept if st.session_state.get(_ALL_SHOWN) else kept[:_SHOWN]
    for state, title in _HEADS.items():
        of_state = [one for one in shown if one.committee.state is state]
        if of_state:
            items = (_listed(one) for one in of_state)
            st.html(joined(element("h2", title, class_="ctg-groupe"), element("ul", *items, class_="ctg-comites")))
    if len(shown) < len(kept):
        st.button(
            f"Montrer aussi les {len(kept) - len(shown)} plus anciens",
            key="comites_plus",
            on_click=lambda: st.session_state.update({_ALL_SHOWN: True}),
        )


def named(row: CommitteeRow) -> str:
    """« Comité de pilotage du 27 novembre 2025 », for a title."""
    return f"{row.kind.label} du {french.long_day(row.held_on)}"


def about(row: CommitteeRow, choices: Choices, most: int = 3) -> str:
    """The conventions of a committee in words, the first ones when they are many."""
    labels = [choices.label_of(reference) for reference in row.references]
    rest = len(labels) - most
    return french.listed([*labels[:most], french.counted(rest, "autre convention")] if rest > 0 else labels)


def state_of(row: CommitteeRow) -> Html:
    """`► En séance`."""
    return looks.worded(row.state.look)


def _listed(one: Listed) -> Html:
    row = one.committee
    size = f"{french.counted(one.size.points, 'point')} · {french.counted(one.size.decisions, 'décision')}"
    when = " · ".join(filter(None, (row.hour, row.place)))
    return element(
        "li",
        div(
            "",
            element("b", frame.to(COMMITTEE, french.typeset(named(row)), comite=row.id)),
            " ",
            looks.origin(row.origin),
            element("p", french.typeset(row.title)) if row.title else EMPTY,
            element("p", _conventions(row)),
        ),
        div("", state_of(row), element("p", french.typeset(when)) if when else EMPTY),
        span("", size),
    )


def _conventions(row: CommitteeRow, most: int = 3) -> str:
    titles = [title for _id, _reference, title in row.conventions]
    rest = len(titles) - most
    named_ones = [*titles[:most], french.counted(rest, "autre convention")] if rest > 0 else titles
    return french.typeset(french.listed(named_ones))


def _filtered(rows: Sequence[Listed], choices: Choices) -> Sequence[Listed]:
    """The rows of the convention and the kind that are asked for; both kept in the address."""
    references = {reference for one in rows for reference in one.committee.references}
    labels = {choices.label_of(reference): reference for reference in sorted(references)}
    left, right = st.columns(2)
    convention = left.multiselect(
        "Convention", list(labels), key="convention", placeholder="Toutes", bind="query-params"
    )
    kinds = {kind.label: kind for kind in MeetingKind}
    picked = right.multiselect("Nature", list(kinds), key="nature", placeholder="Toutes", bind="query-params")
    wanted = {labels[label] for label in convention}
    of_kind = {kinds[label] for label in picked}
    return [
        one
        for one in rows
        if (not wanted or wanted & set(one.committee.references)) and (not of_kind or one.committee.kind in of_kind)
    ]
