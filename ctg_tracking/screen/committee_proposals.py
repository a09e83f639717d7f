"""The points that the figures propose, each with its reason, by group; ticked, they join the agenda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ctg_tracking.figures.agenda import Proposal, propose_agenda
from ctg_tracking.figures.committees import pulse
from ctg_tracking.follow_up.committees import ItemDraft, add_items
from ctg_tracking.follow_up.committees.agenda import missing_from
from ctg_tracking.model import Committee, Reader, french
from ctg_tracking.model.words import AgendaReason
from ctg_tracking.screen import committee_saying as saying
from ctg_tracking.screen.committee_data import Room
from ctg_tracking.screen.plain import plain
from ctg_tracking.store import Store

_SHOWN = 12
"""Proposals of a group that are drawn before the others are asked for."""


@dataclass(frozen=True)
class Proposed:
    """The proposals for a committee, in their order, and the places of those already on the agenda."""

    proposals: Sequence[Proposal]
    there: frozenset[int]

    @property
    def groups(self) -> Mapping[AgendaReason, list[int]]:
        """Places of the proposals by the first of their reasons, in the order they come."""
        found: dict[AgendaReason, list[int]] = {}
        for place, proposal in enumerate(self.proposals):
            found.setdefault(proposal.reason_code, []).append(place)
        return found


def draw_proposals(store: Store, reader: Reader, room: Room) -> None:
    """The groups, folded; those already on the agenda are told as such."""
    proposed = _read(store, reader, room)
    left = len(proposed.proposals) - len(proposed.there)
    st.header("Ce que les chiffres proposent", anchor=False)
    if not proposed.proposals:
        st.caption("Rien\u202f: aucune action en retard, bloquée ou jamais renseignée, aucune décision ouverte.")
        return
    if not left:
        st.caption("Tout ce que les chiffres proposent est déjà à l’ordre du jour.")
    else:
        told = french.counted(left, "point proposé", "points proposés")
        there = f", {len(proposed.there)} déjà à l’ordre du jour" if proposed.there else ""
        st.caption(f"{told}{there}. Cochez ceux à ajouter.")
    ticked: list[int] = []
    for reason, places in proposed.groups.items():
        with st.expander(f"{reason.label} ({len(places)})", key=_key(room, reason.value)):
            ticked += _group(room, proposed, reason, places)
    st.button(
        f"Ajouter {french.counted(len(ticked), 'point coché', 'points cochés')}"
        if ticked
        else "Ajouter les points cochés",
        key=_key(room, "ajouter"),
        disabled=not ticked,
        on_click=_add,
        args=(store, reader, room, [proposed.proposals[place] for place in ticked]),
    )


def _group(room: Room, proposed: Proposed, reason: AgendaReason, places: Sequence[int]) -> list[int]:
    titles = {convention_id: title for convention_id, _reference, title in room.committee.conventions}
    more = _key(room, f"plus_{reason.value}")
    shown = places if st.session_state.get(more) else places[:_SHOWN]
    ticked = []
    for place in shown:
        proposal = proposed.proposals[place]
        where = f" ({titles[proposal.convention_id]})" if len(titles) > 1 else ""
        words = f"**{plain(french.typeset(proposal.title + where))}** — {plain(proposal.reason)}"
        if place in proposed.there:
            st.checkbox(f"{words} *(déjà à l’ordre du jour)*", True, key=_of(room, proposal, "la"), disabled=True)
        elif st.checkbox(words, key=_of(room, proposal, "coche")):
            ticked.append(place)
    if len(shown) < len(places):
        st.button(
            f"Montrer aussi {french.counted(len(places) - len(shown), 'autre')}",
            key=_key(room, f"suite_{reason.value}"),
            on_click=lambda: st.session_state.update({more: True}),
        )
    return ticked


def _read(store: Store, reader: Reader, room: Room) -> Proposed:
    """The proposals, made anew when something of the committee or of its conventions was written since."""
    with store.read() as session:
        stamp = (pulse(session, reader, room.id), room.today)
        kept: tuple[object, Proposed] | None = st.session_state.get(_key(room, "lus"))
        if kept is not None and kept[0] == stamp:
            return kept[1]
        row = room.committee
        day = row.frozen_on or min(row.held_on, room.today)
        proposals = propose_agenda(session, reader, row.references, row.kind, day)
        new = {id(one) for one in missing_from(session.get_one(Committee, room.id), proposals)}
    there = frozenset(place for place, one in enumerate(proposals) if id(one) not in new)
    proposed = Proposed(proposals, there)
    st.session_state[_key(room, "lus")] = stamp, proposed
    return proposed


def _add(store: Store, reader: Reader, room: Room, chosen: Sequence[Proposal]) -> None:
    drafts = [ItemDraft.of(proposal) for proposal in chosen]
    done = f"{french.counted(len(drafts), 'point ajouté', 'points ajoutés')} à la fin de l’ordre du jour."
    if saying.attempt(f"comite_odj_{room.id}_dit", lambda: add_items(store, reader, room.id, drafts), done) is not None:
        for proposal in chosen:
            st.session_state.pop(_of(room, proposal, "coche"), None)


def _of(room: Room, proposal: Proposal, what: str) -> str:
    """Key of the tick of a proposal: what it is about, not its place, which moves."""
    about = (proposal.convention_id, proposal.action_id, proposal.decision_id, proposal.milestone or proposal.title)
    return _key(room, f"{what}_{'_'.join(map(str, about))}")


def _key(room: Room, field: str) -> str:
    return f"comite_propositions_{room.id}_{field}"
