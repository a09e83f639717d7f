"""Step 4, what only a person decides: the strategy, the rows close to a stored action, the actions no longer named."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from ctg_tracking.model import french
from ctg_tracking.screen.html import Html, element, joined, span
from ctg_tracking.screen.import_desk import Desk, show
from ctg_tracking.screen.plain import plain
from ctg_tracking.spreadsheet.preview import ActionStep, Preview
from ctg_tracking.spreadsheet.told import Alike, Proposal, Strategy, closest

Row = TypeVar("Row", ActionStep, Proposal)
_PAGE = 15
"""Rows to decide shown at a time."""
_ANSWERS: Mapping[Alike, tuple[str, str]] = {
    Alike.HEADING: ("C’est la même partie du plan", "C’est une partie nouvelle"),
    Alike.ACTION: ("C’est la même action", "C’est une action nouvelle"),
    Alike.OPERATION: ("C’est la même opération", "C’est une opération nouvelle"),
    Alike.INDICATOR: ("C’est le même indicateur", "C’est un indicateur nouveau"),
}
KEEP, DROP = "Garder telle quelle", "Abandonnée"


def choose_strategy(desk: Desk) -> None:
    """What the file does to what is already stored."""
    key = f"import_strategy_{desk.key}"
    show(key, desk.strategy)

    def said() -> None:
        desk.strategy = st.session_state[key]
        st.session_state.pop(kind_key(desk), None)  # what it changes shows first

    st.radio(
        "Que fait ce fichier à ce qui est déjà enregistré\u202f?",
        list(Strategy),
        format_func=lambda one: one.label,
        key=key,
        on_change=said,
    )


def kind_key(desk: Desk) -> str:
    """Key of the kind of rows looked at."""
    return f"import_kind_{desk.key}"


# -- rows close to a stored action --


def settle_proposals(desk: Desk, preview: Preview) -> None:
    """Rows that look like a stored action: neither written nor missing until the person says which they are."""
    proposals, told = list(preview.proposals), desk.matches
    if not proposals and not told:
        return
    st.subheader("Ces lignes ressemblent à ce qui est déjà suivi", anchor=False)
    if proposals:
        waiting = french.counted(len(proposals), "ligne attend votre réponse", "lignes attendent votre réponse")
        unwritten = french.agreed(len(proposals), "elle n’est pas écrite", "elles ne sont pas écrites")
        st.caption(f"{waiting}\u202f: tant que vous ne dites rien, {unwritten}.")
        st.button(
            f"Tout confirmer\u202f: {'c’est la même' if len(proposals) == 1 else 'ce sont les mêmes'}",
            key=f"import_match_all_{desk.key}",
            on_click=lambda: desk.matches.update(closest(proposals)),
        )
    for one in _page(proposals, f"import_proposals_{desk.key}"):
        _settle(desk, one)
    if told:
        same = sum(stored is not None for stored in told.values())
        parts = french.counted(same, "déjà suivie", "déjà suivies"), french.counted(len(told) - same, "nouvelle")
        st.caption(f"{french.counted(len(told), 'réponse donnée', 'réponses données')}\u202f: {', '.join(parts)}.")
        st.button("Revoir mes réponses", key=f"import_match_none_{desk.key}", on_click=told.clear, type="tertiary")


def _settle(desk: Desk, one: Proposal) -> None:
    key, (same, new) = f"import_match_{desk.key}_{one.place}", _ANSWERS[one.what]

    def said() -> None:
        if (words := st.session_state[key]) is not None:
            desk.matches[one.place] = one.stored_id if words == same else None

    with st.container(border=True):
        st.html(_likeness(one))
        st.segmented_control(
            plain(f"Est-ce {one.what.label} déjà suivie\u202f? ({one.title})"),
            (same, new),
            label_visibility="collapsed",
            key=key,
            on_change=said,
        )


def _likeness(one: Proposal) -> Html:
    where = f"{one.sheet}, {one.cell}" if one.sheet else one.cell
    return element(
        "p",
        joined("Dans le fichier\u202f: ", element("b", one.title), span("ctg-doux ctg-petit", f" ({where})")),
        element("br"),
        joined("Déjà suivi\u202f: ", element("b", one.stored_title)),
    )


# -- actions the file no longer names --


def settle_missing(desk: Desk, preview: Preview) -> None:
    """Stored actions missing from the file: kept, unless the person drops one and says why."""
    missing = [step for step in preview.missing if step.stored_id is not None]
    if not missing:
        return
    words = french.counted(len(missing), "action n’est plus dans le fichier", "actions ne sont plus dans le fichier")
    kept = french.agreed(len(missing), "elle est gardée", "elles sont gardées")
    unfolded = bool(desk.dropped)
    with st.expander(
        f"{words}\u202f: {kept}, sauf avis contraire", expanded=unfolded, key=f"import_missing_{desk.key}"
    ):
        st.caption("Aucune n’est jamais effacée. Une action abandonnée garde son histoire, avec le motif.")
        for step in _page(missing, f"import_missings_{desk.key}"):
            _part(desk, step)


def _part(desk: Desk, step: ActionStep) -> None:
    assert step.stored_id is not None
    stored_id = step.stored_id
    key, why = f"import_gone_{desk.key}_{stored_id}", f"import_reason_{desk.key}_{stored_id}"
    dropped = stored_id in desk.dropped
    show(key, DROP if dropped else KEEP)

    def said() -> None:
        if st.session_state[key] == DROP:
            desk.dropped.setdefault(stored_id, "")
        else:
            desk.dropped.pop(stored_id, None)

    def reasoned() -> None:
        desk.dropped[stored_id] = st.session_state[why]

    st.segmented_control(plain(step.title), (KEEP, DROP), required=True, key=key, on_change=said)
    if dropped:
        show(why, desk.dropped[stored_id])
        st.text_input("Motif de l’abandon (obligatoire)", key=why, on_change=reasoned)


def _page(rows: Sequence[Row], key: str) -> Sequence[Row]:
    if len(rows) <= _PAGE:
        return rows
    pages = -(-len(rows) // _PAGE)
    picked = st.pagination(pages, key=key)
    return rows[(picked - 1) * _PAGE : picked * _PAGE]
