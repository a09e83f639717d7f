"""The two COPIL of Sèvremoine, simulated: prepared, opened, decided and closed by the verbs that people use.

Each froze the figures of its own day. Who came is told by bodies, never by persons; nothing decided blames a body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from ctg_tracking.figures.committees import agenda_of, attendance_of
from ctg_tracking.follow_up.committees.agenda import fill_agenda
from ctg_tracking.follow_up.committees.closing import close_committee
from ctg_tracking.follow_up.committees.deciding import DecisionDraft, decide, follow_decision
from ctg_tracking.follow_up.committees.opening import open_committee, tick
from ctg_tracking.follow_up.committees.preparing import CommitteeDraft, Invited, invite, prepare_committee
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind, Origin, Outcome
from ctg_tracking.store import Store, clock

REFERENCE: Final = "CTG-SEVREMOINE-2023"
INVITED: Final = (
    Invited("Commune de Sèvremoine"),
    Invited("Caf de Maine-et-Loire"),
    Invited("MSA de Maine-et-Loire"),
    Invited("Service petite enfance de Sèvremoine"),
    Invited("Centre social de Sèvremoine"),
)
ABSENT: Final = "MSA de Maine-et-Loire"


EARLY, COORDINATION = "Service petite enfance de Sèvremoine", "Coordination CTG de Sèvremoine"


@dataclass(frozen=True)
class _Taken:
    """A decision on the point whose title begins so, and the day it was said done."""

    point: str
    text: str
    outcome: Outcome
    owner: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class _Copil:
    held_on: date
    decisions: Sequence[_Taken]


_FIRST = (
    _Taken(
        "Formaliser les actions du Projet Éducatif", "Présenter un calendrier révisé au prochain comité",
        Outcome.CONTINUE, COORDINATION, date(2025, 6, 30), date(2025, 6, 12),
    ),
    _Taken(
        "2\u00a0actions jamais renseignées", "Recueillir un premier point d’étape sur chaque action",
        Outcome.CONTINUE, COORDINATION, date(2025, 9, 30),
    ),
)  # fmt: skip
_SECOND = (
    _Taken(
        "Développer", "Essayer une présence le samedi pendant un trimestre, puis en rendre compte",
        Outcome.CONTINUE, COORDINATION, date(2026, 3, 31), date(2026, 3, 20),
    ),
    _Taken(
        "Étendre des Lieux d", "Proposer deux lieux pour la troisième ouverture",
        Outcome.ADJOURN, EARLY, date(2026, 5, 29),
    ),
    _Taken(
        "Faciliter l", "Rencontrer les porteurs de projet avant de confirmer le local",
        Outcome.REDIRECT, EARLY, date(2026, 9, 30),
    ),
)  # fmt: skip
COPILS: Final = (_Copil(date(2024, 11, 28), _FIRST), _Copil(date(2025, 11, 27), _SECOND))


def hold_committees(store: Store, author: Reader) -> tuple[int, ...]:
    """Hold both, in their order; gives their ids."""
    return tuple(_hold(store, author, copil) for copil in COPILS)


def _hold(store: Store, author: Reader, copil: _Copil) -> int:
    draft = CommitteeDraft(
        MeetingKind.COPIL,
        (REFERENCE,),
        copil.held_on,
        hour="10\u00a0h",
        place="Mairie de Sèvremoine",
        note="Comité simulé pour la démonstration.",
        origin=Origin.SIMULATED,
    )
    committee_id = prepare_committee(store, author, draft).committee_id
    invite(store, author, committee_id, INVITED)
    fill_agenda(store, author, committee_id)
    open_committee(store, author, committee_id, at=_hour(copil.held_on, 9))
    tick(store, author, committee_id, _presence(store, committee_id))
    for taken in copil.decisions:
        _take(store, author, committee_id, taken)
    close_committee(store, author, committee_id, at=_hour(copil.held_on, 11))
    return committee_id


def _take(store: Store, author: Reader, committee_id: int, taken: _Taken) -> None:
    with store.read() as session:
        point = next(item.id for item in agenda_of(session, committee_id) if item.title.startswith(taken.point))
    draft = DecisionDraft(taken.text, taken.outcome, owner=taken.owner, due_on=taken.due_on, agenda_item_id=point)
    decision_id = decide(store, author, committee_id, draft).decision_id
    if taken.done_on is not None:
        follow_decision(store, author, decision_id, done_on=taken.done_on)


def _hour(day: date, hour: int) -> datetime:
    """That hour of that day, and never after now: a machine’s clock may be late."""
    return min(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), clock.now())


def _presence(store: Store, committee_id: int) -> dict[int, bool | None]:
    with store.read() as session:
        return {row.id: row.name != ABSENT for row in attendance_of(session, committee_id)}
