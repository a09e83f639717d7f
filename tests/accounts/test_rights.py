"""Every role, each right, on its own territory and on another: one table says who may do what."""

import pytest

from ctg_tracking.accounts.rights import Right, fetch, may, references_with, require, require_everywhere
from ctg_tracking.errors import NotAllowed, NotFound
from ctg_tracking.model import Action, Convention, Reader, ReaderGrant
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_territory,
    an_account,
    an_action,
    an_actor,
    an_administrator,
    an_axe,
    an_indicator,
)

ON_ONES_OWN = {
    Role.READER: {Right.READ},
    Role.PILOT: {Right.READ},
    Role.COORDINATOR: set(Right) - {Right.MANAGE_ACCOUNTS, Right.REOPEN_COMMITTEE},
    Role.ADMINISTRATOR: set(Right),
}


@pytest.mark.parametrize("right", Right, ids=lambda right: right.name.lower())
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scope", ["own", "other", "everywhere"])
def test_who_may_do_what_where(sqlite_store: Store, role: Role, right: Right, scope: str) -> None:
    with sqlite_store.write(an_administrator(sqlite_store)) as work:
        convention = a_convention(work, territory=EVRY)
        action = an_action(work, convention)
        where = {"own": (EVRY,), "other": (GRIGNY,), "everywhere": ()}[scope]
        reader = an_account(work, role, *where)
        allowed = scope != "other" and right in ON_ONES_OWN[role]
        for row in (convention, action, convention.territory):
            assert may(work.session, reader, right, row) is allowed


@pytest.mark.parametrize("right", Right, ids=lambda right: right.name.lower())
@pytest.mark.parametrize("role", Role)
def test_what_belongs_to_no_territory_asks_for_the_right_on_all_of_them(role: Role, right: Right) -> None:
    everywhere = Reader(1, "a@exemple.fr", "A", (ReaderGrant(role, None),))
    somewhere = Reader(1, "a@exemple.fr", "A", (ReaderGrant(role, 3),))
    if right in ON_ONES_OWN[role]:
        require_everywhere(everywhere, right)
    else:
        with pytest.raises(NotAllowed):
            require_everywhere(everywhere, right)
    with pytest.raises(NotAllowed):
        require_everywhere(somewhere, right)


def test_the_conventions_of_a_right_are_those_of_the_roles_that_give_it(store: Store) -> None:
    with store.write(an_administrator(store)) as work:
        a_convention(work, "CTG-EVRY", territory=EVRY)
        a_convention(work, "CTG-GRIGNY", territory=GRIGNY)
        here, reads = an_account(work, Role.COORDINATOR, EVRY), an_account(work, Role.READER)
        everywhere = an_account(work, Role.COORDINATOR)
        held = [references_with(work.session, one, Right.HOLD_COMMITTEE) for one in (here, reads, everywhere)]
        assert held == [{"CTG-EVRY"}, frozenset(), {"CTG-EVRY", "CTG-GRIGNY"}]
        assert references_with(work.session, reads, Right.READ) == {"CTG-EVRY", "CTG-GRIGNY"}


def test_a_pilot_reports_on_its_own_actions_and_no_other(store: Store) -> None:
    with store.write(an_administrator(store)) as work:
        convention = a_convention(work, territory=EVRY)
        axe = an_axe(work, convention, "1")
        pilot = an_account(work, Role.PILOT, EVRY)
        actor = an_actor(work, EVRY, "Maison des familles", account=pilot)
        own = an_action(work, convention, heading=axe, pilots=[actor])
        inside = an_action(work, convention, heading=axe, parent=own)
        foreign = an_action(work, convention, heading=axe)
        indicators = {action: an_indicator(work, convention, action=action) for action in (own, inside, foreign)}
        session = work.session
        for action, allowed in ((own, True), (inside, True), (foreign, False)):
            assert may(session, pilot, Right.REPORT, action) is allowed
            assert may(session, pilot, Right.REPORT, indicators[action]) is allowed
            assert not may(session, pilot, Right.EDIT_PLAN, action)
        assert not may(session, pilot, Right.REPORT, axe)
        with pytest.raises(NotAllowed, match="rendre compte de cette action"):
            require(session, pilot, Right.REPORT, foreign)


def test_an_actor_s_account_that_is_no_pilot_there_does_not_report(store: Store) -> None:
    """Being named in a plan gives nothing to an account whose role is elsewhere, or is only to read."""
    with store.write(an_administrator(store)) as work:
        convention = a_convention(work, territory=EVRY)
        for role, where in ((Role.READER, EVRY), (Role.PILOT, GRIGNY)):
            account = an_account(work, role, where)
            actor = an_actor(work, EVRY, f"Acteur {role}", account=account)
            action = an_action(work, convention, pilots=[actor])
            assert not may(work.session, account, Right.REPORT, action)


def test_what_may_not_be_seen_is_not_found(store: Store) -> None:
    """The same words for a row that does not exist and for one of another territory."""
    with store.write(an_administrator(store)) as work:
        convention = a_convention(work, territory=EVRY)
        stranger = an_account(work, Role.COORDINATOR, GRIGNY)
        with pytest.raises(NotFound) as hidden:
            fetch(work.session, stranger, Right.READ, Convention, convention.id)
        with pytest.raises(NotFound) as absent:
            fetch(work.session, stranger, Right.READ, Convention, 999_999)
        assert str(hidden.value) == str(absent.value)
        with pytest.raises(NotFound, match="Cette action"):
            fetch(work.session, stranger, Right.READ, Action, 999_999)


def test_fetching_gives_the_stored_row(store: Store) -> None:
    with store.write(an_administrator(store)) as work:
        convention = a_convention(work, territory=EVRY)
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
        assert fetch(work.session, coordinator, Right.MANAGE_CONVENTION, Convention, convention.id) is convention


def test_several_grants_add_up(store: Store) -> None:
    with store.write(an_administrator(store)) as work:
        here, there = a_convention(work, territory=EVRY), a_convention(work, territory=GRIGNY)
        evry, grigny = a_territory(work, EVRY).id, a_territory(work, GRIGNY).id
        both = Reader(1, "a@exemple.fr", "A", (ReaderGrant(Role.READER, evry), ReaderGrant(Role.COORDINATOR, grigny)))
        assert not may(work.session, both, Right.EDIT_PLAN, here)
        assert may(work.session, both, Right.EDIT_PLAN, there)
