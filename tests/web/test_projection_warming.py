"""A committee being held is drawn before anybody asks; what cannot be is only said in the log."""

from pathlib import Path

import pytest

from ctg_tracking.figures.picture import WHOLE
from ctg_tracking.follow_up.committees.closing import close_committee
from ctg_tracking.store import Store
from ctg_tracking.web.projection.rendered import Decks
from ctg_tracking.web.projection.warming import warm
from tests.web.projecting import Projected


def _shown(decks: Decks, projected: Projected) -> str:
    """Print of what a person sees of the whole committee."""
    return decks.rendered(projected.author, decks.asked(projected.author, projected.committee_id), WHOLE).print


def test_a_committee_being_held_is_drawn_as_its_readers_will_see_it(store: Store) -> None:
    projected, decks = Projected(store), Decks(store)
    shown = _shown(Decks(store), projected)
    assert decks.former(shown) is None
    warm(decks).join()
    assert decks.former(shown) is not None
    assert _shown(decks, projected) == shown


def test_a_closed_one_waits_until_it_is_asked_for(sqlite_store: Store) -> None:
    projected, decks = Projected(sqlite_store), Decks(sqlite_store)
    close_committee(sqlite_store, projected.author, projected.committee_id)
    warm(decks).join()
    assert decks.former(_shown(Decks(sqlite_store), projected)) is None


def test_a_store_that_cannot_be_read_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    never_migrated = Store.open(f"sqlite:///{tmp_path / 'ctg.sqlite'}")
    warm(Decks(never_migrated)).join()
    never_migrated.dispose()
    assert "could not be drawn in advance" in caplog.text
