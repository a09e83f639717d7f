"""How much each committee of a list holds, on both databases."""

from ctg_tracking.figures.committee_sizes import Size, sizes_of
from ctg_tracking.follow_up.committees import DecisionDraft, ItemDraft, add_items, decide
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, a_copil, some_plans
from tests.factories import an_administrator


def test_points_and_decisions_are_counted_apart_for_each_committee(store: Store) -> None:
    author = an_administrator(store)
    some_plans(store, author)
    full, empty = a_copil(store, author), a_copil(store, author, ETAMPOIS_CTG)
    add_items(store, author, full, [ItemDraft("Un"), ItemDraft("Deux"), ItemDraft("Trois")])
    decide(store, author, full, DecisionDraft("Oui"))
    decide(store, author, full, DecisionDraft("Non"))
    with store.read() as session:
        assert sizes_of(session, [full, empty]) == {full: Size(3, 2), empty: Size()}
        assert sizes_of(session, []) == {}
