"""Signing in: an account and its password, or a profile of the demonstration; a session token comes out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts import passwords, sessions
from ctg_tracking.accounts.throttle import Throttle
from ctg_tracking.errors import NotFound, Refusal
from ctg_tracking.model import Account, Grant, Territory
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store, clock


class WrongCredentials(Refusal):
    """The same words whether the account is unknown, disabled, without password, or the password wrong."""

    def __init__(self) -> None:
        super().__init__("Adresse e-mail ou mot de passe incorrect.")


@dataclass(frozen=True)
class Profile:
    """A demonstration account as the sign-in page offers it: `places` are territory names, none for all of them.

    `key` names it in addresses and tests: its role, « coordinator », then « coordinator-2 » for a second one.
    """

    account_id: int
    key: str
    name: str
    role: Role
    places: tuple[str, ...]

    @property
    def scope(self) -> str:
        """Where it may look, in a few words."""
        if not self.places:
            return "Toutes les conventions"
        if len(self.places) <= 2:
            return " et ".join(self.places)
        return f"{self.places[0]} et {len(self.places) - 1} autres territoires"


def normalised(email: str) -> str:
    """An address as accounts keep it."""
    return email.strip().lower()


def sign_in(store: Store, throttle: Throttle, email: str, password: str, address: str) -> str:
    """Token of a new session; raises WrongCredentials or TooManyAttempts."""
    now, email = clock.now(), normalised(email)
    throttle.check(email, address, now)
    account_id = _whose_password(store, email, password)
    if account_id is None:
        throttle.failed(email, address, now)
        raise WrongCredentials
    throttle.succeeded(email, address)
    return _begin(store, account_id)


def profiles(session: Session) -> list[Profile]:
    """The demonstration's profiles in the order of roles, narrowest first; none in a store that is no demonstration."""
    if not clock.is_demonstration(session):
        return []
    rows = session.execute(
        select(Account.id, Account.name, Grant.role, Territory.name.label("place"))
        .join(Grant, Grant.account_id == Account.id)
        .outerjoin(Territory, Territory.id == Grant.territory_id)
        .where(Account.demonstration, Account.disabled_at.is_(None))
        .order_by(Account.id, Grant.id)
    ).all()
    return _keyed(_gathered(rows))


def sign_in_as(store: Store, key: str) -> str:
    """Token of a session of a demonstration profile, without password; raises NotFound for any other account.

    The caller makes sure that the person sits at the machine of the server.
    """
    with store.read() as session:
        offered = {profile.key: profile.account_id for profile in profiles(session)}
    if key not in offered:
        raise NotFound("Ce profil de démonstration")
    return _begin(store, offered[key])


def _gathered(rows: Iterable[Any]) -> list[Profile]:
    """One profile an account, of its widest role, in the order of roles."""
    found: dict[int, Profile] = {}
    for row in rows:
        before = found.get(row.id, Profile(row.id, "", row.name, row.role, ()))
        places = (*before.places, row.place) if row.place else before.places
        found[row.id] = replace(before, role=max(before.role, row.role, key=_rank), places=places)
    return sorted(found.values(), key=lambda profile: _rank(profile.role))


def _keyed(found: Iterable[Profile]) -> list[Profile]:
    seen: Counter[Role] = Counter()
    keyed = []
    for profile in found:
        seen[profile.role] += 1
        nth = f"-{seen[profile.role]}" if seen[profile.role] > 1 else ""
        keyed.append(replace(profile, key=profile.role.value + nth))
    return keyed


def _rank(role: Role) -> int:
    return list(Role).index(role)


def _whose_password(store: Store, email: str, password: str) -> int | None:
    with store.read() as session:
        account = session.scalar(select(Account).where(Account.email == email, Account.disabled_at.is_(None)))
    found = passwords.matches(account.password_hash if account else None, password)
    return account.id if account is not None and found else None


def _begin(store: Store, account_id: int) -> str:
    with store.read() as session:
        reader = sessions.reader_of(session, account_id)
    if reader is None:
        raise WrongCredentials
    with store.write(reader) as work:
        return sessions.begin(work, account_id)
