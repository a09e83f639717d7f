"""What is chosen to be shown, what is noted on a point, and the link that shares the minutes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound, Refusal, StaleText, StaleVersion
from ctg_tracking.figures.committees import agenda_of, committee_rows, owners_of, pulse, the_committee
from ctg_tracking.figures.sharing import guest_of, share_of, shared_committee
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import Invited, ItemDraft
from ctg_tracking.follow_up.values import record_value
from ctg_tracking.model import Change, CommitteeShare, Indicator, IndicatorValue, Reader
from ctg_tracking.model.words import ActorKind, Role
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import EVRY, GRIGNY, an_account


def indicators(store: Store) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(Indicator.id).order_by(Indicator.id)))


def a_point(store: Store, author: Reader, committee_id: int) -> int:
    committees.add_items(store, author, committee_id, [ItemDraft("La crèche")])
    with store.read() as session:
        return agenda_of(session, committee_id)[-1].id


# -- what is shown --


def test_what_is_shown_is_kept_in_its_order(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    first, second, third, _last = indicators(store)
    held = committees.choose_shown(
        store, author, committee_id, results=[third, first, third], actions=[plans.silent, plans.late], indicators=[],
        expected_version=1,
    )  # fmt: skip
    with store.read() as session:
        row = the_committee(session, author, committee_id)
        recorded = session.scalars(select(Change.after).where(Change.field == "results")).all()
    assert (row.results, row.shown_actions, row.shown_indicators) == ((third, first), (plans.silent, plans.late), ())
    assert (row.version, recorded) == (held.version, [[third, first]])
    chosen: dict[str, Any] = {"results": [third, first], "actions": [plans.silent, plans.late], "indicators": []}
    assert committees.choose_shown(store, author, committee_id, **chosen).repeated
    committees.open_committee(store, author, committee_id)
    committees.choose_shown(store, author, committee_id, results=[second], actions=None, indicators=[first])
    with store.read() as session:
        (row,) = committee_rows(session, author)
    assert (row.results, row.shown_actions, row.shown_indicators) == ((second,), None, (first,))
    with pytest.raises(StaleVersion):
        committees.choose_shown(
            store, author, committee_id, results=None, actions=None, indicators=None, expected_version=1
        )


def test_the_next_committee_shows_again_what_was_chosen_and_is_still_followed(
    store: Store, author: Reader, plans: Plans
) -> None:
    committee_id = a_copil(store, author, on=ago(1))
    first, second, *_others = indicators(store)
    committees.choose_shown(
        store, author, committee_id, results=[second, first], actions=[plans.late], indicators=[second]
    )
    with store.write(author) as work:
        for value in work.session.scalars(select(IndicatorValue).where(IndicatorValue.indicator_id == second)):
            work.session.delete(value)
        work.session.delete(work.session.get_one(Indicator, second))
    held = committees.prepare_next(store, author, committee_id, TODAY + timedelta(1))
    with store.read() as session:
        row = the_committee(session, author, held.committee_id)
    assert (row.results, row.shown_actions, row.shown_indicators) == ((first,), None, None)


@pytest.mark.parametrize("opened", [False, True])
def test_only_what_the_committee_looks_at_is_shown(store: Store, author: Reader, plans: Plans, opened: bool) -> None:
    committee_id = a_copil(store, author, ETAMPOIS_CTG, opened=opened)
    nothing = {"results": None, "actions": None, "indicators": None}
    elsewhere: list[tuple[dict[str, Any], type[Refusal], str]] = [
        ({**nothing, "results": [plans.places]}, NotFound, "Cet indicateur"),
        ({**nothing, "indicators": [plans.places]}, NotFound, "Cet indicateur"),
        ({**nothing, "actions": [plans.late]}, NotFound, "Cette action"),
        ({**nothing, "results": [1, 2, 3, 4]}, BadInput, "Résultats à montrer.*3 au plus"),
        ({**nothing, "actions": list(range(25))}, BadInput, "Actions à montrer.*24 au plus"),
    ]
    for chosen, refusal, sentence in elsewhere:
        with pytest.raises(refusal, match=sentence):
            committees.choose_shown(store, author, committee_id, **chosen)
    with store.read() as session:
        assert the_committee(session, author, committee_id).results is None


# -- what is said --


def test_of_two_notes_on_a_point_neither_is_lost(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    item_id = a_point(store, author, committee_id)
    with pytest.raises(Conflict, match="n’est pas encore ouvert"):
        committees.note_item(store, author, committee_id, item_id, "Un local", before=None)
    committees.open_committee(store, author, committee_id)
    first = committees.note_item(store, author, committee_id, item_id, " Un local ", before=None)
    assert committees.note_item(store, author, committee_id, item_id, "Un local", before=None).repeated
    with pytest.raises(StaleText, match="La crèche") as refused:
        committees.note_item(store, author, committee_id, item_id, "Un budget", before="")
    assert (refused.value.stored_text, refused.value.given) == ("Un local", "Un budget")
    second = committees.note_item(store, author, committee_id, item_id, "Un local\net un budget", before="Un local")
    assert second.version > first.version
    with store.read() as session:
        assert agenda_of(session, committee_id)[0].said == "Un local\net un budget"
    with pytest.raises(Conflict, match="Des échanges sont notés"):
        committees.remove_item(store, author, committee_id, item_id)
    committees.note_item(store, author, committee_id, item_id, "", before="Un local\net un budget")
    committees.remove_item(store, author, committee_id, item_id)
    with pytest.raises(NotFound):
        committees.note_item(store, author, committee_id, item_id, "Trop tard", before=None)


def test_what_is_polled_moves_with_values_notes_and_ticks(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    committees.invite(store, author, committee_id, [Invited("MSA")])
    item_id = a_point(store, author, committee_id)
    committees.open_committee(store, author, committee_id)
    with store.write(author) as work:
        elsewhere = an_account(work, Role.READER, GRIGNY)

    def now() -> str:
        with store.read() as session:
            return pulse(session, author, committee_id)

    told = [now()]
    record_value(store, author, plans.places, 31, on=TODAY)
    told.append(now())
    committees.note_item(store, author, committee_id, item_id, "Un local", before=None)
    told.append(now())
    committees.tick(store, author, committee_id, {1: True})
    told.append(now())
    assert len(set(told)) == 4
    assert now() == told[-1]
    with store.read() as session, pytest.raises(NotFound):
        pulse(session, elsewhere, committee_id)


def test_who_may_carry_a_decision(store: Store, author: Reader, plans: Plans) -> None:
    evry, etampois = a_copil(store, author), a_copil(store, author, ETAMPOIS_CTG)
    with store.read() as session:
        owners = owners_of(session, author, evry)
        assert [row[1:] for row in owners] == [("Camille Essai", ActorKind.PERSON), ("CCAS", ActorKind.ORGANISATION)]
        assert owners_of(session, author, etampois) == ()


# -- the link --


def test_a_link_opens_the_minutes_while_they_are_closed(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG)
    other = a_copil(store, author, on=ago(9))
    with pytest.raises(Conflict, match="clôturez-le d’abord"):
        committees.share_minutes(store, author, committee_id)
    committees.close_committee(store, author, committee_id)
    former = committees.share_minutes(store, author, committee_id)
    shared = committees.share_minutes(store, author, committee_id)
    assert shared.expires_on == TODAY + timedelta(90)

    def opened(token: str, days: int = 0) -> int | None:
        with store.read() as session:
            return shared_committee(session, token, TODAY + timedelta(days))

    assert [opened(token) for token in (shared.token, former.token, "", "?", "é" * 70)] == [committee_id, *[None] * 4]
    assert (opened(shared.token, 90), opened(shared.token, 91)) == (committee_id, None)
    committees.reopen_committee(store, author, committee_id, "Un oubli")
    assert opened(shared.token) is None
    committees.close_committee(store, author, committee_id)
    assert opened(shared.token) == committee_id
    with store.read() as session:
        guest, row = guest_of(session, committee_id), share_of(session, author, committee_id)
        assert the_committee(session, guest, committee_id).id == committee_id
        with pytest.raises(NotFound):
            the_committee(session, Reader(0, "", "", guest.grants[1:]), committee_id)
        assert (row and row.created_by, row and row.valid(TODAY)) == (author.name, True)
        assert share_of(session, author, other) is None
        with pytest.raises(NotFound):
            guest_of(session, 10**6)
    assert committees.end_sharing(store, author, committee_id)
    assert not committees.end_sharing(store, author, committee_id)
    assert opened(shared.token) is None


def test_who_may_not_hold_a_committee_shares_nothing_and_no_token_is_kept(
    store: Store, author: Reader, plans: Plans
) -> None:
    committee_id = a_copil(store, author)
    committees.close_committee(store, author, committee_id)
    with store.write(author) as work:
        reader, elsewhere = an_account(work, Role.READER, EVRY), an_account(work, Role.COORDINATOR, GRIGNY)
    for who, refusal in ((reader, NotAllowed), (elsewhere, NotFound)):
        with pytest.raises(refusal):
            committees.share_minutes(store, who, committee_id)
        with pytest.raises(refusal):
            committees.end_sharing(store, who, committee_id)
    token = committees.share_minutes(store, author, committee_id).token
    with store.read() as session:
        kept = session.scalars(select(CommitteeShare.token_hash)).one()
        (told,) = session.scalars(select(Change.after).where(Change.entity == "committee_share"))
    assert token not in kept
    assert token not in str(told)
    assert kept not in str(told)
