"""Accounts: who may sign in or write. Each verb asks for the right to manage accounts on all territories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ctg_tracking.accounts import passwords, sessions
from ctg_tracking.accounts.rights import Right, require_everywhere
from ctg_tracking.accounts.signing_in import normalised
from ctg_tracking.errors import BadInput, Conflict, NotFound
from ctg_tracking.model import Account, Actor, Grant, Reader, ReaderGrant, Territory
from ctg_tracking.model.text import fold
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store, Work

OPERATOR: Final = Reader(
    0, "operateur@localhost", "Opérateur local", (ReaderGrant(Role.ADMINISTRATOR, territory_id=None),)
)
"""Who writes from a terminal without saying who: whoever can open the database. It never signs in on the web."""


@dataclass(frozen=True)
class GrantRow:
    """A role of an account; no territory: on all of them."""

    role: Role
    territory_code: str | None
    territory: str | None


@dataclass(frozen=True)
class AccountRow:
    """An account as lists show it; `password`: it can sign in with one."""

    email: str
    name: str
    roles: tuple[GrantRow, ...]
    password: bool
    demonstration: bool
    disabled_at: datetime | None


def local_operator(store: Store) -> Reader:
    """The local operator, whose account is made at its first write."""
    with store.read() as session:
        exists = session.get(Account, OPERATOR.account_id) is not None
    if not exists:
        with store.write(OPERATOR) as work:
            if work.session.get(Account, OPERATOR.account_id) is None:
                _insert_operator(work)
    return OPERATOR


def local_reader(_store: Store) -> Reader:
    """Who reads from a terminal: the local operator, whether its account exists or not."""
    return OPERATOR


def account_named(store: Store, email: str) -> Reader | None:
    """The account of this address as an author, None when there is none or it is disabled."""
    with store.read() as session:
        account_id = session.scalar(select(Account.id).where(Account.email == normalised(email)))
        return sessions.reader_of(session, account_id) if account_id is not None else None


def add_account(
    store: Store,
    author: Reader,
    email: str,
    name: str,
    role: Role,
    territories: Sequence[str] = (),
    *,
    demonstration: bool = False,
) -> AccountRow:
    """A new account with one role on these territories (codes), on all of them when none is told.

    It has no password yet, so it cannot sign in. Raises BadInput, Conflict when the address is taken, NotAllowed.
    """
    require_everywhere(author, Right.MANAGE_ACCOUNTS)
    with store.write(author) as work:
        account = Account(
            email=_free_address(work.session, email),
            name=_name(name),
            created_at=work.now,
            demonstration=demonstration,
        )
        places = [_territory(work.session, code) for code in dict.fromkeys(territories)]
        account.grants = [Grant(role=role, territory=place) for place in places] or [Grant(role=role)]
        work.session.add(account)
        work.session.flush()
        return _row(account)


def list_accounts(store: Store, reader: Reader) -> tuple[AccountRow, ...]:
    """Every account, by address."""
    require_everywhere(reader, Right.MANAGE_ACCOUNTS)
    with store.read() as session:
        with_grants = selectinload(Account.grants).selectinload(Grant.territory)
        return tuple(_row(account) for account in session.scalars(_BY_ADDRESS.options(with_grants)))


def disable_account(store: Store, author: Reader, email: str) -> AccountRow:
    """The account signs in no more and its sessions end; what it wrote stays in its name. Twice is no error."""
    require_everywhere(author, Right.MANAGE_ACCOUNTS)
    with store.write(author) as work:
        account = _stored(work.session, email)
        account.disabled_at = account.disabled_at or work.now
        sessions.end_all(work, account.id)
        work.session.flush()
        return _row(account)


def set_password(store: Store, author: Reader, email: str, password: str) -> AccountRow:
    """A new password; every session of the account ends. Raises PasswordRefused when it is too short."""
    require_everywhere(author, Right.MANAGE_ACCOUNTS)
    password_hash = passwords.hashed(password)
    with store.write(author) as work:
        account = _stored(work.session, email)
        account.password_hash = password_hash
        sessions.end_all(work, account.id)
        work.session.flush()
        return _row(account)


def tie_actor(store: Store, author: Reader, email: str, actor: str) -> tuple[str, ...]:
    """Says which actors of the plans the account is, by name; it reports on the actions they pilot.

    Every actor of that name on the account's territories is tied; gives the names of these territories.
    """
    require_everywhere(author, Right.MANAGE_ACCOUNTS)
    with store.write(author) as work:
        account = _stored(work.session, email)
        found = _actors(work.session, account, actor)
        for one in found:
            one.account_id = account.id
        work.session.flush()
        return tuple(one.territory.name for one in found)


_BY_ADDRESS = select(Account).order_by(Account.email)


def _insert_operator(work: Work) -> None:
    account = Account(id=OPERATOR.account_id, email=OPERATOR.email, name=OPERATOR.name, created_at=work.now)
    account.grants = [Grant(role=Role.ADMINISTRATOR)]
    work.session.add(account)


def _free_address(session: Session, email: str) -> str:
    address = normalised(email)
    before, at, after = address.partition("@")
    if (
        not (before and at and after)
        or "@" in after
        or len(address) > 254
        or not address.isprintable()
        or " " in address
    ):
        raise BadInput("Adresse e-mail", email, "une adresse comme prenom.nom@exemple.fr")
    if session.scalar(select(Account.id).where(Account.email == address)) is not None:
        raise Conflict(f"Un compte existe déjà pour « {address} ».")
    return address


def _name(name: str) -> str:
    kept = " ".join(name.split())
    if not 1 <= len(kept) <= 200:
        raise BadInput("Nom", kept[:50], "un nom de 200 caractères au plus")
    return kept


def _territory(session: Session, code: str) -> Territory:
    territory = session.scalar(select(Territory).where(Territory.code == code.strip()))
    if territory is None:
        raise BadInput("Territoire", code, "le code INSEE d’une commune ou le SIREN d’une intercommunalité")
    return territory


def _stored(session: Session, email: str) -> Account:
    account = session.scalar(select(Account).where(Account.email == normalised(email)))
    if account is None:
        raise NotFound(f"Le compte « {email} »")
    if account.id == OPERATOR.account_id:
        raise Conflict("L’opérateur local n’est pas un compte de connexion\u202f: il ne peut pas être modifié.")
    return account


def _actors(session: Session, account: Account, name: str) -> Sequence[Actor]:
    wanted = select(Actor).where(Actor.key == fold(name))
    places = {grant.territory_id for grant in account.grants}
    if None not in places:
        wanted = wanted.where(Actor.territory_id.in_(places))
    found = session.scalars(wanted.options(selectinload(Actor.territory)).order_by(Actor.id)).all()
    if not found:
        raise BadInput("Acteur", name, "le nom d’un pilote tel qu’il figure dans un plan de ses territoires")
    taken = [one for one in found if one.account_id not in (None, account.id)]
    if taken:
        raise Conflict(f"« {taken[0].name} » ({taken[0].territory.name}) est déjà rattaché à un autre compte.")
    return found


def _row(account: Account) -> AccountRow:
    roles = tuple(
        GrantRow(
            grant.role,
            grant.territory.code if grant.territory else None,
            grant.territory.name if grant.territory else None,
        )
        for grant in account.grants
    )
    return AccountRow(
        account.email,
        account.name,
        roles,
        account.password_hash is not None,
        account.demonstration,
        account.disabled_at,
    )
