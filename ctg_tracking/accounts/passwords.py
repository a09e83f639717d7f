"""Passwords: argon2id hashes, checked at an even pace whether the account exists or not.

Parameters are those argon2-cffi recommends (RFC 9106, low-memory profile: 64 MiB, 3 passes). Length over
composition, as the ANSSI and CNIL recommendations on passwords have it: 12 characters at least.
"""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ctg_tracking.errors import Refusal

SHORTEST, LONGEST = 12, 256


class PasswordRefused(Refusal):
    """A new password that cannot be kept; says why, never what it was."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Mot de passe refusé\u202f: {why}.")


_hasher = PasswordHasher()
_AT_ONCE = BoundedSemaphore(4)  # 64 MiB each: a crowd at the door must not empty the memory


def hashed(password: str) -> str:
    """Hash to store for a new password; raises PasswordRefused when it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(f"il faut {SHORTEST} caractères au moins, {LONGEST} au plus")
    with _AT_ONCE:
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the one hashed in `stored`; None (no account, no password) takes as long to say no."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            _hasher.verify(_nobodys() if stored is None else stored, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody signs in with this")
