"""What is written from the projection: decisions, presence, exchanges; and what is refused, in one sentence."""

import json
from typing import Any

from ctg_tracking.figures.action_sheet import action_sheet
from ctg_tracking.figures.committees import agenda_of, attendance_of
from ctg_tracking.figures.decisions import DecisionRow, decisions_of
from ctg_tracking.follow_up.committees import DecisionDraft, decide
from ctg_tracking.model import french
from ctg_tracking.model.words import Outcome, Role, Status
from ctg_tracking.store import Store
from tests.committees import TODAY
from tests.web.projecting import Projected

NEXT_YEAR = TODAY.year + 1


def taken(projected: Projected) -> list[DecisionRow]:
    with projected.store.read() as session:
        return decisions_of(session, projected.author, projected.committee_id, TODAY)


def told(answer: Any) -> Any:
    return json.loads(answer.text)


def test_a_decision_is_taken_with_its_owner_its_day_and_the_status_it_changes(store: Store) -> None:
    projected = Projected(store)
    point = projected.points[0]
    said = {
        "point": point, "issue": "postpone", "texte": "Attendre le permis", "porteur": "ccas",
        "echeance": f"30 juin {NEXT_YEAR}", "statut": "postponed", "reprise": f"1er septembre {NEXT_YEAR}", "motif": "",
    }  # fmt: skip
    answer = projected.posted("/decisions", said)
    assert answer.status == 200
    assert f"pour le 30 juin {NEXT_YEAR}" in french.typeset(told(answer)["dit"]).replace("\u00a0", " ")
    (row,) = taken(projected)
    assert (row.agenda_item_id, row.outcome, row.text) == (point, Outcome.POSTPONE, "Attendre le permis")
    assert (row.owner, row.due_on and row.due_on.isoformat()) == ("CCAS", f"{NEXT_YEAR}-06-30")
    with store.read() as session:
        sheet = action_sheet(session, projected.author, projected.plans.late, TODAY)
    assert sheet.row.status is Status.POSTPONED
    (seen,) = projected.told("/seance")["decisions"]
    assert (seen["point"], seen["mot"], seen["porteur"], seen["statut"]) == (point, "Reporter", "CCAS", True)


def test_a_decision_sent_again_is_stored_once_even_after_another_one(store: Store) -> None:
    projected = Projected(store)
    said = {"point": projected.points[1], "texte": "Écrire aux familles", "porteur": "Une inconnue", "essai": 1}
    first = told(projected.posted("/decisions", said))
    decide(store, projected.author, projected.committee_id, DecisionDraft("Autre chose"))
    again = told(projected.posted("/decisions", said | {"essai": 2}))
    assert again["decision"] == first["decision"]
    assert [row.text for row in taken(projected)] == ["Écrire aux familles", "Autre chose"]


def test_a_decision_just_taken_is_changed_or_taken_back(store: Store) -> None:
    projected = Projected(store)
    first = told(projected.posted("/decisions", {"point": projected.points[1], "texte": "Un"}))
    path = f"/decisions/{first['decision']}"
    change = {"point": projected.points[1], "texte": "Deux", "version": first["version"], "essai": 1}
    second = told(projected.posted(path, change))
    assert [row.text for row in taken(projected)] == ["Deux"]
    assert told(projected.posted(path, change | {"essai": 2})) | {"dit": ""} == second | {"dit": ""}
    stale = projected.posted(path, change | {"texte": "Trois"})
    assert stale.status == 409
    assert "autre personne" in told(stale)["sentence"]
    assert projected.posted(f"{path}/retrait", {"version": second["version"]}).status == 200
    assert taken(projected) == []
    assert projected.posted(f"{path}/retrait", {}).status == 404


REFUSED: list[tuple[dict[str, object], str]] = [
    ({}, "Décision"),
    ({"texte": "Oui", "echeance": "bientôt"}, "30 juin 2027"),
    ({"texte": "Oui", "echeance": "30/06/1999"}, "Échéance"),
    ({"issue": "oublier"}, "Poursuivre"),
    ({"texte": "Oui", "statut": "envolée"}, "Nouveau statut"),
    ({"texte": "Oui", "statut": "suspended", "motif": " "}, "Motif"),
    ({"texte": "Oui", "statut": "postponed"}, "Date de reprise"),
    ({"texte": 12}, "un texte"),
    ({"texte": "Oui", "point": "un"}, "un numéro"),
    ({"texte": "x" * 5_001}, "5000 caractères"),
]


def test_what_cannot_be_stored_is_refused_in_a_sentence(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store)
    point = projected.points[0]
    for said, sentence in REFUSED:
        refused = projected.posted("/decisions", {"point": point} | said)
        assert refused.status == 422, said
        assert sentence in told(refused)["sentence"]
    assert taken(projected) == []


def test_what_does_not_come_from_our_pages_is_refused(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store)
    said = {"texte": "Oui"}
    assert projected.posted("/decisions", said, headers={"content-type": "text/plain"}).status == 403
    assert projected.posted("/decisions", said, headers={"origin": "https://ailleurs.exemple"}).status == 403
    assert projected.posted("/decisions", said, headers={"sec-fetch-site": "cross-site"}).status == 403
    for body in (b"{", b"[]", b"[" * 30_000, b"\xff", b'{"texte": "' + b"a" * 70_000 + b'"}'):
        assert projected.posted("/decisions", body).status == 422
    assert projected.posted("/decisions", said, cookie={}).status == 401
    other = projected.posted("/decisions", said | {"compte": projected.author.account_id + 1})
    assert (other.status, "un autre compte" in other.text) == (403, True)
    assert taken(projected) == []


def test_only_those_who_may_hold_it_write(store: Store) -> None:
    projected = Projected(store)
    reader, writer = projected.reader(), projected.reader(role=Role.COORDINATOR)
    point = projected.points[1]
    posts = {
        "/decisions": {"texte": "Oui"},
        "/presence": {"presence": {}},
        "/echanges": {"point": point, "texte": "Dit"},
        "/ouverture": {},
    }
    for path, said in posts.items():
        refused = projected.posted(path, said, projected.cookie(reader))
        assert refused.status == 403, path
        assert "Votre profil ne permet pas" in told(refused)["sentence"]
        assert projected.posted(path, said, projected.cookie(writer)).status == 200, path


def test_presence_is_ticked_at_once(store: Store) -> None:
    projected = Projected(store)
    first, second = (one["id"] for one in projected.told("/seance")["presents"])
    said = {"presence": {str(first): True, str(second): False}}
    assert projected.posted("/presence", said).status == 200
    assert projected.posted("/presence", said).status == 200
    with store.read() as session:
        assert [row.present for row in attendance_of(session, projected.committee_id)] == [True, False]
    for wrong in ({"presence": [first]}, {"presence": {"un": True}}, {"presence": {str(first): "oui"}}, {}):
        assert projected.posted("/presence", wrong).status == 422
    assert projected.posted("/presence", {"presence": {"999999": True}}).status == 404


def test_two_people_who_write_on_a_point_both_keep_their_text(store: Store) -> None:
    projected = Projected(store)
    point = projected.points[0]
    assert projected.posted("/echanges", {"point": point, "texte": "Un", "avant": ""}).status == 200
    assert projected.posted("/echanges", {"point": point, "texte": "Un", "avant": ""}).status == 200
    refused = projected.posted("/echanges", {"point": point, "texte": "Deux", "avant": ""})
    assert (refused.status, told(refused)["stocke"]) == (409, "Un")
    assert projected.posted("/echanges", {"point": point, "texte": "Un\nDeux", "avant": "Un"}).status == 200
    with store.read() as session:
        assert agenda_of(session, projected.committee_id)[0].said == "Un\nDeux"
    assert projected.posted("/echanges", {"texte": "Sans point"}).status == 422


def test_nothing_is_decided_before_the_opening(sqlite_store: Store) -> None:
    projected = Projected(sqlite_store, opened=False)
    refused = projected.posted("/decisions", {"texte": "Oui"})
    assert refused.status == 409
    assert "n’est pas encore ouvert" in told(refused)["sentence"]
