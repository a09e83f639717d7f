"""The agenda of a committee: filled from the figures, rearranged, trimmed, and what it refuses."""

from datetime import timedelta

import pytest

from ctg_tracking.errors import BadInput, Conflict, NotFound, Refusal
from ctg_tracking.figures.committees import agenda_of
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import CommitteeDraft, ItemDraft
from ctg_tracking.follow_up.committees.agenda import AT_MOST
from ctg_tracking.model import Reader
from ctg_tracking.model.words import AgendaReason, MeetingKind, Status
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import a_convention, an_action


def titles(store: Store, committee_id: int) -> list[str]:
    with store.read() as session:
        return [item.title for item in agenda_of(session, committee_id)]


def item_ids(store: Store, committee_id: int) -> list[int]:
    with store.read() as session:
        return [item.id for item in agenda_of(session, committee_id)]


def test_the_agenda_is_filled_rearranged_and_trimmed(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    filled = committees.fill_agenda(store, author, committee_id)
    assert titles(store, committee_id) == [
        "Ouvrir une crèche", "Renouvellement de la convention\u202f: Évaluation présentée au COPIL", "Écouter",
    ]  # fmt: skip
    assert committees.fill_agenda(store, author, committee_id).repeated
    committees.add_items(
        store, author, committee_id, [ItemDraft("Divers", minutes=15)], expected_version=filled.version
    )
    first, second, third, last = item_ids(store, committee_id)
    committees.rearrange(store, author, committee_id, [last, third, first, second])
    committees.change_item(store, author, committee_id, third, title="Écouter les familles", reason="Vu", minutes=5)
    committees.remove_item(store, author, committee_id, second)
    assert titles(store, committee_id) == ["Divers", "Écouter les familles", "Ouvrir une crèche"]
    with store.read() as session:
        assert [(item.position, item.minutes) for item in agenda_of(session, committee_id)] == [
            (1, 15),
            (2, 5),
            (3, 10),
        ]
        crèche = agenda_of(session, committee_id)[2]
    assert (crèche.reason_code, crèche.action_id) == (AgendaReason.DECISION_WANTED, plans.late)
    assert crèche.reason == (
        "Décision attendue\u202f: Choisir le gestionnaire · En retard de 1\u00a0mois · "
        "Blocage signalé\u202f: Un poste à pourvoir · Appui nécessaire"
    )


@pytest.mark.parametrize(("draft", "sentence"), [
    (ItemDraft(" "), "Point de l’ordre du jour.*quelques mots"),
    (ItemDraft("x" * 501), "au plus 500"),
    (ItemDraft("Point", minutes=0), "Durée du point"),
    (ItemDraft("Point", minutes=601), "Durée du point"),
    (ItemDraft("Point", milestone="fête"), "Étape du renouvellement"),
    (ItemDraft("Point", action_id=10**6), "L’objet du point"),
])  # fmt: skip
def test_a_point_that_cannot_be_added(
    store: Store, author: Reader, plans: Plans, draft: ItemDraft, sentence: str
) -> None:
    committee_id = a_copil(store, author, opened=False)
    with pytest.raises(Refusal, match=sentence):
        committees.add_items(store, author, committee_id, [ItemDraft("Bon"), draft])
    assert titles(store, committee_id) == []


def test_a_point_is_about_the_conventions_of_the_committee(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, ETAMPOIS_CTG, opened=False)
    for draft in (ItemDraft("P", action_id=plans.late), ItemDraft("P", indicator_id=plans.places),
                  ItemDraft("P", convention_id=plans.evry)):  # fmt: skip
        with pytest.raises(NotFound, match="L’objet du point « P »"):
            committees.add_items(store, author, committee_id, [draft])
    both = CommitteeDraft(MeetingKind.COPIL, (EVRY_CTG, ETAMPOIS_CTG), TODAY)
    committees.rewrite_committee(store, author, committee_id, both)
    committees.add_items(store, author, committee_id, [ItemDraft("P", action_id=plans.late)])
    with pytest.raises(Conflict, match=r"« P ».*porte sur une convention retirée"):
        committees.rewrite_committee(
            store, author, committee_id, CommitteeDraft(MeetingKind.COPIL, (ETAMPOIS_CTG,), TODAY)
        )


def test_every_point_is_told_once_when_rearranged(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    committees.add_items(store, author, committee_id, [ItemDraft("A"), ItemDraft("B")])
    first, second = item_ids(store, committee_id)
    for wrong in ([first], [first, first], [first, second, 10**6]):
        with pytest.raises(BadInput, match="chaque point, une seule fois"):
            committees.rearrange(store, author, committee_id, wrong)


def test_an_agenda_is_filled_with_what_a_meeting_can_hold(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        convention = a_convention(work, EVRY_CTG, ends_on=TODAY + timedelta(900))
        for number in range(AT_MOST + 5):
            an_action(work, convention, f"A{number}", status=Status.IN_PROGRESS, on=ago(9), due_on=ago(number + 1))
    committee_id = a_copil(store, author, opened=False)
    committees.fill_agenda(store, author, committee_id)
    assert titles(store, committee_id) == [f"A{number}" for number in range(AT_MOST + 4, 4, -1)]
    assert committees.fill_agenda(store, author, committee_id).repeated
