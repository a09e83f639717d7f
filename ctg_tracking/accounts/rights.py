"""Who may do what to which territory, in one table; every verb asks it about the stored row.

A reader sees the conventions of the territories granted to it, all of them with a grant on none in
particular. A pilot reports only on the actions where one of the pilots is an actor tied to its account
(or on the operations inside such an action). What a committee of several conventions asks for must be
held on the territory of each. Whatever may not be seen is « not found », so that nobody
learns by trying that a row exists.
"""

from enum import Enum
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotAllowed, NotFound
from ctg_tracking.model import (
    Action,
    Actor,
    Committee,
    Convention,
    Heading,
    Import,
    Indicator,
    Reader,
    Territory,
    action_pilot,
    committee_convention,
)
from ctg_tracking.model.words import Role


class Right(Enum):
    """What may be done; the value ends the sentence « Votre profil ne permet pas de … »."""

    READ = "consulter cette convention"
    REPORT = "rendre compte de cette action"
    EDIT_PLAN = "modifier ce plan d’actions"
    IMPORT = "charger un tableau pour ce territoire"
    MANAGE_CONVENTION = "modifier cette convention"
    HOLD_COMMITTEE = "tenir un comité"
    REOPEN_COMMITTEE = "rouvrir un comité clos"
    MANAGE_ACCOUNTS = "gérer les comptes"


_COORDINATES: Final = frozenset(
    {Right.READ, Right.REPORT, Right.EDIT_PLAN, Right.IMPORT, Right.MANAGE_CONVENTION, Right.HOLD_COMMITTEE}
)
RIGHTS: Final = {
    Role.READER: frozenset({Right.READ}),
    Role.PILOT: frozenset({Right.READ}),  # and REPORT, on its own actions: `_pilots`
    Role.COORDINATOR: _COORDINATES,
    Role.ADMINISTRATOR: _COORDINATES | {Right.REOPEN_COMMITTEE, Right.MANAGE_ACCOUNTS},
}

Owned = Convention | Heading | Action | Indicator | Import | Committee | Territory
OwnedRow = TypeVar("OwnedRow", Convention, Heading, Action, Indicator, Import, Committee, Territory)

_NAMES: Final[dict[type[Owned], str]] = {
    Convention: "Cette convention",
    Heading: "Cette partie du plan",
    Action: "Cette action",
    Indicator: "Cet indicateur",
    Import: "Cet import",
    Committee: "Ce comité",
    Territory: "Ce territoire",
}


def may(session: Session, reader: Reader, right: Right, row: Owned) -> bool:
    """Whether `reader` has `right` on a stored row: on the territory of its convention, or as a pilot of its action."""
    if all(right in _rights_on(reader, territory_id) for territory_id in _territory_ids(session, row)):
        return True
    return right is Right.REPORT and _pilots(session, reader, row)


def require(session: Session, reader: Reader, right: Right, row: Owned) -> None:
    """Raises NotFound when `reader` may not even see the row, NotAllowed when it lacks `right` on it."""
    if not may(session, reader, Right.READ, row):
        raise NotFound(_NAMES[type(row)])
    if not may(session, reader, right, row):
        raise NotAllowed(right.value)


def fetch(session: Session, reader: Reader, right: Right, entity: type[OwnedRow], row_id: int) -> OwnedRow:
    """The stored row, for a reader who has `right` on it; raises NotFound or NotAllowed."""
    row = session.get(entity, row_id)
    if row is None:
        raise NotFound(_NAMES[entity])
    require(session, reader, right, row)
    return row


def references_with(session: Session, reader: Reader, right: Right) -> frozenset[str]:
    """References of the conventions on which `reader` has `right` by one of its roles."""
    places = {grant.territory_id for grant in reader.grants if right in RIGHTS[grant.role]}
    asked = select(Convention.reference)
    if None not in places:
        asked = asked.where(Convention.territory_id.in_(sorted(place for place in places if place is not None)))
    return frozenset(session.scalars(asked)) if places else frozenset()


def require_everywhere(reader: Reader, right: Right) -> None:
    """Raises NotAllowed unless `reader` has `right` on all territories: for what belongs to none, like accounts."""
    held = {granted for grant in reader.grants if grant.territory_id is None for granted in RIGHTS[grant.role]}
    if right not in held:
        raise NotAllowed(right.value)


def _rights_on(reader: Reader, territory_id: int) -> frozenset[Right]:
    return frozenset().union(*(RIGHTS[role] for role in reader.roles_on(territory_id)))


def _territory_ids(session: Session, row: Owned) -> frozenset[int]:
    """The territory of a row; those of all its conventions for a committee."""
    if isinstance(row, Committee):
        about = (
            select(Convention.territory_id)
            .join(committee_convention, committee_convention.c.convention_id == Convention.id)
            .where(committee_convention.c.committee_id == row.id)
        )
        return frozenset((_territory_id(session, row), *session.scalars(about)))
    return frozenset((_territory_id(session, row),))


def _territory_id(session: Session, row: Owned) -> int:
    if isinstance(row, Territory):
        return row.id
    if isinstance(row, Convention | Import):
        return row.territory_id
    found = session.scalar(select(Convention.territory_id).where(Convention.id == row.convention_id))
    assert found is not None, "the foreign key holds it"
    return found


def _pilots(session: Session, reader: Reader, row: Owned) -> bool:
    action_ids = _action_ids(session, row)
    if not action_ids or not reader.has(Role.PILOT):
        return False
    own = (
        select(action_pilot.c.id)
        .join(Actor, Actor.id == action_pilot.c.actor_id)
        .where(action_pilot.c.action_id.in_(action_ids), Actor.account_id == reader.account_id)
    )
    territory_id = _territory_id(session, row)
    return Role.PILOT in reader.roles_on(territory_id) and session.scalar(own.limit(1)) is not None


def _action_ids(session: Session, row: Owned) -> tuple[int, ...]:
    """The action of a row, and the fiche around it when it is an operation."""
    if isinstance(row, Indicator):
        row_action = session.get(Action, row.action_id) if row.action_id is not None else None
        return _action_ids(session, row_action) if row_action is not None else ()
    if isinstance(row, Action):
        return tuple(action_id for action_id in (row.id, row.parent_id) if action_id is not None)
    return ()
