"""Who to speak to about a convention: those who carry its actions, and the accounts that follow its territory.

Personal data: the caller has checked that who asks may hold its committees.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.sql import AnySelect, among, fetched
from ctg_tracking.model import Account, Action, Actor, Convention, Decision, Grant, action_partner, action_pilot
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import ActorKind, Role

Titles = Mapping[int, list[str]]


@dataclass(frozen=True)
class ContactRow:
    """Somebody named in a plan or by a decision. `kind` None: a name alone does not tell. `email`: of its account.

    `pilots` and `partners`: titles of the actions it carries or helps, operations too.
    """

    name: str
    kind: ActorKind | None
    email: str | None
    pilots: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True)
class AccountRow:
    """An account open today that may see the territory; `everywhere`: because it may see them all."""

    name: str
    email: str
    roles: tuple[Role, ...]
    everywhere: bool


@dataclass(frozen=True)
class Referent:
    """A name that the plan gives for its actions, as text: an elected referent or a coordinator."""

    name: str
    elected: bool
    actions: int


def contacts_of(session: Session, convention_id: int) -> tuple[ContactRow, ...]:
    """Actors that carry or help an action of a convention, or carry one of its decisions: most carried first."""
    pilots = _named(session, action_pilot, convention_id)
    partners = _named(session, action_partner, convention_id)
    owners = fetched(session, select(Decision.owner_id).where(Decision.convention_id == convention_id).distinct())
    ids = {*pilots, *partners, *(row[0] for row in owners if row[0] is not None)}
    rows = [
        ContactRow(name, kind, email, tuple(pilots.get(key, ())), tuple(partners.get(key, ())))
        for key, name, kind, email in _actors(session, ids)
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.pilots), -len(row.partners), sort_key(row.name))))


def accounts_of(session: Session, convention_id: int) -> tuple[AccountRow, ...]:
    """Accounts that may see a convention, those of its own territory first."""
    place = select(Convention.territory_id).where(Convention.id == convention_id).scalar_subquery()
    statement = (
        select(Account.id, Account.name, Account.email, Grant.role, Grant.territory_id)
        .join(Grant, Grant.account_id == Account.id)
        .where(Account.disabled_at.is_(None), or_(Grant.territory_id.is_(None), Grant.territory_id == place))
        .order_by(Grant.id)
    )
    held: dict[int, list[tuple[Role, bool]]] = defaultdict(list)
    known: dict[int, tuple[str, str]] = {}
    for key, name, email, role, territory_id in fetched(session, statement):
        held[key].append((role, territory_id is None))
        known[key] = (name, email)
    rows = [
        AccountRow(*known[key], tuple(dict.fromkeys(role for role, _all in roles)), all(all_ for _role, all_ in roles))
        for key, roles in held.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.everywhere, sort_key(row.name), row.email)))


def referents_of(session: Session, convention_id: int) -> tuple[Referent, ...]:
    """Elected referents, then coordinators, that the actions name; most named first."""
    found: list[Referent] = []
    for column, elected in ((Action.elected_referent, True), (Action.coordinator, False)):
        counted: dict[str, int] = defaultdict(int)
        told = select(column).where(Action.convention_id == convention_id, column.is_not(None))
        for (name,) in fetched(session, told):
            counted[name.strip()] += 1
        rows = [Referent(name, elected, count) for name, count in counted.items() if name]
        found += sorted(rows, key=lambda row: (-row.actions, sort_key(row.name)))
    return tuple(found)


def _named(session: Session, link: Table, convention_id: int) -> Titles:
    statement = (
        select(link.c.actor_id, Action.title)
        .join(Action, Action.id == link.c.action_id)
        .where(Action.convention_id == convention_id)
        .order_by(Action.position, Action.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for actor_id, title in fetched(session, statement):
        found[actor_id].append(title)
    return found


def _actors(session: Session, ids: Collection[int]) -> list[tuple[int, str, ActorKind | None, str | None]]:
    statement: AnySelect = (
        select(Actor.id, Actor.name, Actor.kind, Account.email)
        .outerjoin(Account, Account.id == Actor.account_id)
        .where(among(Actor.id, ids))
    )
    return [(row[0], row[1], row[2], row[3]) for row in fetched(session, statement)] if ids else []
