"""Passwords: hashed, checked, refused when short."""

import pytest

from ctg_tracking.accounts.passwords import PasswordRefused, hashed, matches

GOOD = "trois petits canards"


def test_a_password_matches_its_own_hash_and_no_other() -> None:
    stored = hashed(GOOD)
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored
    assert matches(stored, GOOD)
    assert not matches(stored, GOOD + " ")
    assert not matches(stored, "")


def test_two_hashes_of_a_password_differ() -> None:
    assert hashed(GOOD) != hashed(GOOD)


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_no_hash_matches_nothing(stored: str | None) -> None:
    assert not matches(stored, GOOD)
    assert not matches(stored, "nobody signs in with this")


@pytest.mark.parametrize("password", ["", "onze signes", "x" * 257])
def test_a_password_too_short_or_too_long_is_refused_without_being_repeated(password: str) -> None:
    with pytest.raises(PasswordRefused, match="12 caractères au moins") as refused:
        hashed(password)
    assert not password or password not in str(refused.value)


def test_a_very_long_try_costs_no_hashing() -> None:
    assert not matches(hashed(GOOD), "x" * 1_000_000)
