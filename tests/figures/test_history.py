"""Who changed what: newest first, within one's rights."""

import pytest

from ctg_tracking.figures.history import history_rows
from ctg_tracking.model import Action, Reader, ReaderGrant
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store
from tests.factories import EVRY, GRIGNY, a_convention, an_account, an_action, an_administrator


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def test_newest_first_by_convention_and_by_action(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        action = an_action(work, a_convention(work, "CTG-1"), "Ouvrir un lieu")
        an_action(work, a_convention(work, "CTG-2"))
    with store.write(reader) as work:
        work.session.get_one(Action, action.id).title = "Ouvrir un tiers-lieu"
    with store.read() as session:
        newest, *older = history_rows(session, reader, action_id=action.id)
        assert (newest.entity, newest.entity_id, newest.field) == ("action", action.id, "title")
        assert (newest.before, newest.after) == ("Ouvrir un lieu", "Ouvrir un tiers-lieu")
        assert (newest.author, newest.at.utcoffset() is not None) == (reader.email, True)
        assert [row.id for row in older] == sorted((row.id for row in older), reverse=True)
        of_one = history_rows(session, reader, convention="CTG-1")
        assert {row.convention_id for row in of_one} == {action.convention_id}
        assert history_rows(session, reader, convention="CTG-0") == []
        assert history_rows(session, reader, convention="CTG-1", limit=1) == [newest]
        assert history_rows(session, reader, convention="CTG-1", before_id=newest.id) == of_one[1:]


def test_each_sees_the_history_of_the_territories_granted(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        evry, grigny = a_convention(work, territory=EVRY), a_convention(work, territory=GRIGNY)
        neighbour = an_account(work, Role.COORDINATOR, GRIGNY)
    everywhere = Reader(neighbour.account_id, "", "", (ReaderGrant(Role.COORDINATOR, None),))
    with store.read() as session:
        assert {row.convention_id for row in history_rows(session, neighbour)} == {grigny.id}
        assert {row.convention_id for row in history_rows(session, everywhere)} == {evry.id, grigny.id}
        seen = {row.entity for row in history_rows(session, reader)}
    assert "account" in seen
