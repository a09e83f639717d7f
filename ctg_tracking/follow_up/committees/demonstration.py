"""The COPIL of Sèvremoine, simulated by the verbs that people use: two were held, the third is prepared.

The first two froze the figures of their own day. The third is held on the day of the demonstration, so that it may be
opened and projected. Who is invited is told by bodies and functions, never by names; nothing decided blames a body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import select

from ctg_tracking.figures.committees import agenda_of, attendance_of
from ctg_tracking.follow_up.committees.agenda import fill_agenda
from ctg_tracking.follow_up.committees.closing import close_committee
from ctg_tracking.follow_up.committees.deciding import DecisionDraft, decide
from ctg_tracking.follow_up.committees.following import follow_decision
from ctg_tracking.follow_up.committees.opening import open_committee, tick
from ctg_tracking.follow_up.committees.preparing import CommitteeDraft, Invited, invite, prepare_committee
from ctg_tracking.follow_up.committees.showing import choose_shown
from ctg_tracking.model import Convention, Indicator, Reader
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
INVITED_NEXT: Final = (
    Invited("Élue déléguée à la famille", "Commune de Sèvremoine"),
    Invited("Direction des services à la population", "Commune de Sèvremoine"),
    Invited("Coordination CTG", "Commune de Sèvremoine"),
    Invited("Conseil en développement territorial", "Caf de Maine-et-Loire"),
    Invited("Vice-présidence du conseil d’administration", "Caf de Maine-et-Loire"),
    *INVITED[2:],
)
RESULTS: Final = ("Places privées ouvertes", "Écoles accueillant des TPS", "Participants aux cafés numériques")
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


def hold_committees(store: Store, author: Reader, today: date) -> tuple[int, ...]:
    """Hold both, in their order, and prepare the one of `today`; gives their ids."""
    held = tuple(_hold(store, author, copil) for copil in COPILS)
    return (*held, _prepare_the_next(store, author, today))


def _prepare_the_next(store: Store, author: Reader, today: date) -> int:
    committee_id = _prepare(store, author, today, "14\u00a0h\u00a030", INVITED_NEXT)
    with store.read() as session:
        found = session.execute(
            select(Indicator.name, Indicator.id).join(Indicator.convention).where(Convention.reference == REFERENCE)
        )
        ids = {row.name: row.id for row in found}
    choose_shown(store, author, committee_id, results=[ids[name] for name in RESULTS], actions=None, indicators=None)
    return committee_id


def _prepare(store: Store, author: Reader, held_on: date, hour: str, invited: Sequence[Invited]) -> int:
    draft = CommitteeDraft(
        MeetingKind.COPIL,
        (REFERENCE,),
        held_on,
        hour=hour,
        place="Mairie de Sèvremoine",
        note="Comité simulé pour la démonstration.",
        origin=Origin.SIMULATED,
    )
    committee_id = prepare_committee(store, author, draft).committee_id
    invite(store, author, committee_id, invited)
    fill_agenda(store, author, committee_id)
    return committee_id


def _hold(store: Store, author: Reader, copil: _Copil) -> int:
    committee_id = _prepare(store, author, copil.held_on, "10\u00a0h", INVITED)
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
