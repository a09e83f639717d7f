"""Who is looking: each page asks again at each run, by itself and through the router."""

from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from ctg_tracking.accounts import sessions
from ctg_tracking.follow_up.accounts import disable_account
from ctg_tracking.model import Grant, Reader, ReaderGrant
from ctg_tracking.model.words import Role
from ctg_tracking.screen import session
from ctg_tracking.screen.pages import ADDRESSES, IMPORTS, MY_ACTIONS, OVERVIEW, SCREENS, Screen, menu_of
from ctg_tracking.store import Store, Work
from tests.factories import EVRY, an_account, an_administrator
from tests.signing import signed_in_as

SECONDS = 30
OVER = "Votre session est terminée."


def whoami() -> None:
    """A page: only what every page does first."""
    import streamlit as st

    from ctg_tracking.screen.session import signed_in

    reader = signed_in()
    st.title(f"{reader.name}, {', '.join(grant.role for grant in reader.grants)}")
    st.text_input("Une saisie", key="typed")


def running() -> AppTest:
    return AppTest.from_function(whoami, default_timeout=SECONDS).run()


@pytest.fixture
def administrator(sqlite_store: Store) -> Reader:
    return an_administrator(sqlite_store)


def account(store: Store, administrator: Reader, role: Role = Role.COORDINATOR, *where: str, **fields: str) -> Reader:
    with store.write(administrator) as work:
        return an_account(work, role, *where, **fields)


def the_grant(work: Work, reader: Reader) -> Grant:
    return work.session.scalars(select(Grant).where(Grant.account_id == reader.account_id)).one()


def test_a_page_knows_who_is_looking(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    signed_in_as(monkeypatch, sqlite_store, account(sqlite_store, administrator, name="Camille Essai"))
    page = running()
    assert [title.value for title in page.title] == ["Camille Essai, coordinator"]


@pytest.mark.parametrize("token", [None, "", "un faux jeton"])
def test_without_a_session_a_page_shows_nothing_but_the_way_in(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, token: str | None
) -> None:
    monkeypatch.setattr(session, "the_store", lambda: sqlite_store)
    monkeypatch.setattr(session, "token_source", lambda: token)
    page = running()
    assert not page.title
    assert [warning.value for warning in page.warning] == [OVER]


def test_without_a_browser_there_is_no_token(monkeypatch: pytest.MonkeyPatch, sqlite_store: Store) -> None:
    """The token comes from the cookie of the websocket, and from nowhere a browser could write to later."""
    monkeypatch.setattr(session, "the_store", lambda: sqlite_store)
    page = AppTest.from_function(whoami, default_timeout=SECONDS)
    page.session_state["token"] = "x"
    page.query_params[sessions.COOKIE] = "x"
    assert [warning.value for warning in page.run().warning] == [OVER]


def test_a_session_ended_meanwhile_stops_the_next_run(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    token = signed_in_as(monkeypatch, sqlite_store, account(sqlite_store, administrator))
    page = running()
    page.text_input(key="typed").input("un secret").run()
    sessions.end(sqlite_store, token)
    page.run()
    assert [warning.value for warning in page.warning] == [OVER]
    assert "typed" not in page.session_state


def test_a_disabled_account_is_stopped_too(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    reader = account(sqlite_store, administrator)
    signed_in_as(monkeypatch, sqlite_store, reader)
    page = running()
    disable_account(sqlite_store, administrator, reader.email)
    assert page.run().warning


def test_roles_are_read_again_at_each_run(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    reader = account(sqlite_store, administrator, name="Camille")
    signed_in_as(monkeypatch, sqlite_store, reader)
    page = running()
    with sqlite_store.write(administrator) as work:
        the_grant(work, reader).role = Role.READER
    assert [title.value for title in page.run().title] == ["Camille, reader"]
    with sqlite_store.write(administrator) as work:
        work.session.delete(the_grant(work, reader))
    page.run()
    assert not page.title
    assert "aucun rôle" in page.warning[0].value


def test_a_tab_that_changes_hands_forgets_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    signed_in_as(monkeypatch, sqlite_store, account(sqlite_store, administrator))
    page = running()
    page.session_state["draft"] = "la saisie de l’une"
    page.run()
    assert page.session_state["draft"]
    signed_in_as(monkeypatch, sqlite_store, account(sqlite_store, administrator, name="L’autre"))
    page.run()
    assert "draft" not in page.session_state
    assert page.title[0].value.startswith("L’autre")


# -- the register of screens --


def menu(*roles: Role) -> list[Screen]:
    reader = Reader(1, "a@exemple.fr", "A", tuple(ReaderGrant(role, None) for role in roles))
    return list(menu_of(reader))


def test_a_pilot_arrives_on_its_actions_and_the_others_on_the_overview() -> None:
    assert menu(Role.PILOT)[0] is MY_ACTIONS
    for role in (Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR):
        assert menu(role)[0] is OVERVIEW
        assert MY_ACTIONS not in menu(role)
    assert menu(Role.COORDINATOR, Role.PILOT)[0] is MY_ACTIONS


def test_imports_are_for_those_who_may_import() -> None:
    assert [role for role in Role if IMPORTS in menu(role)] == [Role.COORDINATOR, Role.ADMINISTRATOR]


def test_every_screen_has_its_script_and_its_own_address() -> None:
    assert not [screen.file for screen in SCREENS if not screen.path.is_file()]
    assert len(ADDRESSES) == len(SCREENS) + 1
    assert all(address.isascii() and address == address.lower() for address in ADDRESSES)


ROUTER = Path(session.__file__).with_name("router.py")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.url_path)
def test_a_page_opened_without_a_session_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, screen: Screen
) -> None:
    """Even run by itself, without the router: each page asks."""
    monkeypatch.setattr(session, "the_store", lambda: sqlite_store)
    page = AppTest.from_file(str(screen.path), default_timeout=SECONDS).run()
    assert not page.exception
    assert [warning.value for warning in page.warning] == [OVER]
    assert not page.title


def test_a_screen_of_another_role_says_so(
    monkeypatch: pytest.MonkeyPatch, sqlite_store: Store, administrator: Reader
) -> None:
    signed_in_as(monkeypatch, sqlite_store, account(sqlite_store, administrator, Role.READER, EVRY))
    page = AppTest.from_file(str(ROUTER), default_timeout=SECONDS).run()
    page.switch_page(str(IMPORTS.path)).run()
    assert [error.value for error in page.error] == ["Votre profil ne permet pas de consulter cette page."]
