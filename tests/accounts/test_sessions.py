"""Web sessions: what a token opens, and all that makes it open nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.signing_in import WrongCredentials, profiles, sign_in, sign_in_as
from ctg_tracking.accounts.throttle import Throttle, TooManyAttempts
from ctg_tracking.errors import NotFound
from ctg_tracking.follow_up.accounts import disable_account, set_password
from ctg_tracking.model import Account, Change, Grant, Reader, ReaderGrant, WebSession
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store, clock
from tests.factories import EVRY, GRIGNY, a_territory, an_account, an_administrator

PASSWORD = "trois petits canards"
HERE = "192.0.2.1"


@pytest.fixture
def administrator(store: Store) -> Reader:
    return an_administrator(store)


@pytest.fixture
def camille(store: Store, administrator: Reader) -> Reader:
    with store.write(administrator) as work:
        made = an_account(work, Role.COORDINATOR, EVRY, email="camille@exemple.fr")
    set_password(store, administrator, made.email, PASSWORD)
    return made


def entered(store: Store, email: str = "camille@exemple.fr", password: str = PASSWORD) -> str:
    return sign_in(store, Throttle(), email, password, HERE)


def test_a_token_opens_its_account_with_its_roles(store: Store, camille: Reader) -> None:
    assert sessions.resolve(store, entered(store)) == camille


@pytest.mark.parametrize("email", ["camille@exemple.fr", "  Camille@Exemple.FR "])
def test_the_address_is_forgiven_its_case_and_spaces(store: Store, camille: Reader, email: str) -> None:
    assert sessions.resolve(store, entered(store, email)) == camille


def test_only_the_hash_of_a_token_is_kept(store: Store, camille: Reader) -> None:
    token = entered(store)
    with store.read() as session:
        (kept,) = session.scalars(select(WebSession)).all()
        assert token not in (kept.token_hash, str(kept.__dict__))
        assert len(token) >= 43  # 32 random bytes
        assert sessions.resolve(store, kept.token_hash) is None


@pytest.mark.parametrize("token", [None, "", "x", "é", "\x00", "x" * 10_000])
def test_anything_else_opens_nothing(store: Store, camille: Reader, token: str | None) -> None:
    entered(store)
    assert sessions.resolve(store, token) is None


def test_roles_are_those_of_this_very_moment(store: Store, administrator: Reader, camille: Reader) -> None:
    token = entered(store)
    with store.write(administrator) as work:
        grant = work.session.scalars(select(Grant).where(Grant.account_id == camille.account_id)).one()
        grant.role, grant.territory = Role.READER, a_territory(work, GRIGNY)
        grigny = grant.territory.id
    found = sessions.resolve(store, token)
    assert found is not None
    assert found.grants == (ReaderGrant(Role.READER, grigny),)


def test_a_session_ends_after_twelve_hours_without_use(store: Store, camille: Reader) -> None:
    token, now = entered(store), clock.now()
    assert sessions.resolve(store, token, now + timedelta(hours=12, seconds=-5))
    assert sessions.resolve(store, token, now + timedelta(hours=23))
    assert sessions.resolve(store, token, now + timedelta(hours=36)) is None


def test_a_session_ends_after_seven_days_even_in_use(store: Store, camille: Reader) -> None:
    token, now = entered(store), clock.now()
    for hours in range(0, 7 * 24, 11):
        assert sessions.resolve(store, token, now + timedelta(hours=hours))
    assert sessions.resolve(store, token, now + timedelta(days=7, seconds=5)) is None


def test_signing_out_ends_one_session_and_leaves_the_others(store: Store, camille: Reader) -> None:
    here, elsewhere = entered(store), entered(store)
    sessions.end(store, here)
    sessions.end(store, here)
    assert sessions.resolve(store, here) is None
    assert sessions.resolve(store, elsewhere)


def test_a_disabled_account_is_out_at_once(store: Store, administrator: Reader, camille: Reader) -> None:
    token = entered(store)
    disable_account(store, administrator, camille.email)
    assert sessions.resolve(store, token) is None
    with pytest.raises(WrongCredentials):
        entered(store)


def test_a_new_password_ends_every_session(store: Store, administrator: Reader, camille: Reader) -> None:
    token = entered(store)
    set_password(store, administrator, camille.email, "quatre autres canards")
    assert sessions.resolve(store, token) is None
    with pytest.raises(WrongCredentials):
        entered(store)
    assert sessions.resolve(store, entered(store, password="quatre autres canards"))


def test_over_sessions_are_swept_at_the_next_sign_in(store: Store, administrator: Reader, camille: Reader) -> None:
    entered(store)
    with store.write(administrator) as work:
        work.session.scalars(select(WebSession)).one().expires_at = work.now
    entered(store)
    with store.read() as session:
        assert len(session.scalars(select(WebSession)).all()) == 1


def test_an_unknown_account_a_wrong_password_and_none_at_all_say_the_same(
    store: Store, administrator: Reader, camille: Reader
) -> None:
    said = set()
    for email, password in (
        (camille.email, "ce n’est pas lui"),
        ("personne@exemple.fr", PASSWORD),
        (administrator.email, PASSWORD),  # an account without password
        ("", ""),
    ):
        with pytest.raises(WrongCredentials) as refused:
            entered(store, email, password)
        said.add(str(refused.value))
    assert said == {"Adresse e-mail ou mot de passe incorrect."}


def test_guessing_is_slowed_down_even_with_the_right_password_at_last(store: Store, camille: Reader) -> None:
    counted = Throttle()
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            sign_in(store, counted, camille.email, "ce n’est pas lui", HERE)
    with pytest.raises(TooManyAttempts):
        sign_in(store, counted, camille.email, PASSWORD, HERE)
    assert sign_in(store, counted, camille.email, PASSWORD, "192.0.2.9")


def test_no_secret_enters_the_history(store: Store, camille: Reader) -> None:
    token = entered(store)
    with store.read() as session:
        stored = session.get_one(Account, camille.account_id).password_hash
        told = " ".join(f"{change.field} {change.before} {change.after}" for change in session.scalars(select(Change)))
    assert stored is not None
    assert not [secret for secret in (stored, token, "argon2", "password_hash", "token_hash") if secret in told]


def demonstration(store: Store, administrator: Reader) -> None:
    with store.write(administrator) as work:
        clock.mark_demonstration(work.session, clock.real_today())
        an_account(work, Role.COORDINATOR, EVRY, GRIGNY, name="Conseil", demonstration=True)
        an_account(work, Role.READER, name="Lecture", demonstration=True)
        an_account(work, Role.COORDINATOR, name="Coopération", demonstration=True)
        an_account(work, Role.ADMINISTRATOR, name="Un vrai compte")


def test_the_profiles_of_a_demonstration(store: Store, administrator: Reader) -> None:
    demonstration(store, administrator)
    with store.read() as session:
        offered = profiles(session)
    assert [(one.key, one.name, one.places) for one in offered] == [
        ("reader", "Lecture", ()),
        ("coordinator", "Conseil", ("Évry-Courcouronnes", "Grigny")),
        ("coordinator-2", "Coopération", ()),
    ]


def test_a_profile_enters_without_password(store: Store, administrator: Reader) -> None:
    demonstration(store, administrator)
    found = sessions.resolve(store, sign_in_as(store, "coordinator"))
    assert found is not None
    assert found.name == "Conseil"


@pytest.mark.parametrize("key", ["", "administrator", "coordinator-3", "0"])
def test_what_is_no_profile_does_not_enter(store: Store, administrator: Reader, key: str) -> None:
    demonstration(store, administrator)
    with pytest.raises(NotFound):
        sign_in_as(store, key)


def test_a_store_that_is_no_demonstration_offers_nothing(store: Store, administrator: Reader) -> None:
    with store.write(administrator) as work:
        an_account(work, Role.READER, demonstration=True)
    with store.read() as session:
        assert profiles(session) == []
    with pytest.raises(NotFound):
        sign_in_as(store, "reader")
