"""Minutes tell what was said, decided and done since, on the figures of the day; drafts say that they are."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.committees import committee_rows
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.decisions import open_decisions
from ctg_tracking.follow_up.accounts import local_reader
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    Invited,
    ItemDraft,
    add_items,
    close_committee,
    follow_decision,
    invite,
    prepare_committee,
    reopen_committee,
)
from ctg_tracking.model import Action, Reader, french
from ctg_tracking.model.words import LATE, MeetingKind, Role, Status
from ctg_tracking.outputs.blocks import Bars, Bullets, Document, Figures, Marked, Steps
from ctg_tracking.outputs.documents import minutes_document
from ctg_tracking.outputs.page import document_page
from ctg_tracking.outputs.pdf import document_pdf
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import GRIGNY, a_report, an_account
from tests.outputs.documents.telling import PERSON, Held, section, table, two_copils, words


@pytest.fixture
def held(store: Store, author: Reader, plans: Plans) -> Held:
    return two_copils(store, author, plans)


def minutes(store: Store, reader: Reader, committee_id: int) -> Document:
    with store.read() as session:
        return minutes_document(session, reader, committee_id, TODAY)


def lists(document: Document, title: str) -> dict[str, list[str]]:
    """The lists of a section: title -> items."""
    blocks = (block for block in section(document, title).blocks if isinstance(block, Bullets))
    return {block.title: [item.words for item in block.items] for block in blocks}


def test_minutes_say_who_came_and_what_was_said_and_decided(store: Store, author: Reader, held: Held) -> None:
    document = minutes(store, author, held.committee)
    facts = dict(document.facts)
    assert (document.title, document.draft, facts["Nature"]) == ("Relevé de décisions", False, "Comité de pilotage")
    assert (facts["Présence"], facts["Lieu"]) == ("1\u00a0présent sur 3\u00a0invités", "non renseigné")
    assert facts["Signataires"] == "Caf de l’Essonne et Évry-Courcouronnes"
    assert facts["État"].startswith("Clos le ")
    assert lists(document, "Présence") == {
        "Présents": [f"{PERSON}, CCAS"], "Excusés ou absents": ["MSA"], "Présence non renseignée": ["Dominique Essai"],
    }  # fmt: skip
    told = words(section(document, "1. Ouvrir une crèche"))
    assert "Pourquoi ce point\u202f: En retard de 1 mois" in told
    assert "Échanges\u202f: Le lieu convient.\nLe loyer reste à dire." in told
    assert f"Ajourner. Attendre le loyer\nPorté par\u202f: {PERSON} · pour le {french.long_day(TODAY)}" in told
    assert "statut de l’action changé\u202f: «\u00a0En cours\u00a0» devient «\u00a0Suspendue\u00a0»" in told
    assert "Poursuivre\nActé, sans suite attendue" in words(section(document, "2. Recruter"))
    assert "Aucune décision prise sur ce point." in words(section(document, "3. "))
    assert "Se revoir en juin" in words(section(document, "Autres décisions"))


def test_the_record_lists_every_decision_with_who_and_when(store: Store, author: Reader, held: Held) -> None:
    rows = table(section(minutes(store, author, held.committee), "Relevé de décisions")).rows
    assert [tuple(row) for row in rows] == [
        ("1", "Ouvrir une crèche", "Ajourner. Attendre le loyer", PERSON, french.day(TODAY)),
        ("2", "Recruter", "Poursuivre", "sans suite attendue", ""),
        ("3", "sans sujet précis", "Se revoir en juin", "CCAS", "sans échéance"),
    ]


def test_what_earlier_committees_asked_is_followed_and_no_person_is_named_late(
    store: Store, author: Reader, held: Held
) -> None:
    told = section(minutes(store, author, held.committee), "Suites des comités précédents")
    done, late, opened = table(told).rows
    assert words(told.blocks[0]) == (
        "1\u00a0décision faite depuis le dernier comité, 2\u00a0encore ouvertes, dont 1 en retard."
    )
    assert (done[1], words(done[4]).splitlines()[-1]) == (
        "Visiter trois lieux", f"Faite le {french.day(ago(140))}\u202f: Lieux visités"
    )  # fmt: skip
    assert isinstance(late[4], Marked)
    assert (late[1], late[4].look) == ("Écrire le règlement", LATE)
    assert late[2] == f"désigné au relevé du {french.day(ago(200))}"
    assert isinstance(opened[4], Marked)
    assert (opened[1], opened[2], opened[4].words) == ("Trouver un mobilier", "CCAS", "Encore ouverte")


def test_figures_are_those_frozen_and_nothing_done_later_moves_the_minutes(
    store: Store, author: Reader, plans: Plans, held: Held
) -> None:
    before = minutes(store, author, held.committee)
    figures = section(before, f"Chiffres figés au {french.long_day(ago(10))}")
    (shown,) = (block for block in figures.blocks if isinstance(block, Figures))
    assert [figure.value for figure in shown.figures] == ["2", "1", "1"]
    bars = [block for part in before.sections for block in part.blocks if isinstance(block, Bars)]
    assert bars[0].total == Counts(
        actions=4, done=1, in_progress=1, dropped=1, to_specify=1, late=1, stale=1, never_reported=1
    )
    assert any(isinstance(block, Steps) for block in section(before, "Renouvellement").blocks)
    assert "Depuis le dernier comité" in words(before)
    with store.write(author) as work:
        late = work.session.get_one(Action, plans.late)
        late.title = "Tout autre chose"
        a_report(work, late, Status.DONE, TODAY)
    assert minutes(store, author, held.committee) == before


def test_lateness_names_no_person(store: Store, author: Reader, held: Held) -> None:
    document = minutes(store, author, held.committee)
    named = [part.title for part in document.sections if PERSON in words(part)]
    assert named == ["Présence", "1. Ouvrir une crèche", "Relevé de décisions"]


def test_a_draft_says_so_until_it_is_closed_and_again_once_reopened(store: Store, author: Reader, plans: Plans) -> None:
    held = two_copils(store, author, plans, closed=False)
    draft = minutes(store, author, held.committee)
    assert (draft.draft, draft.title) == (True, "Projet de relevé de décisions")
    close_committee(store, author, held.committee)
    assert not minutes(store, author, held.committee).draft
    reopen_committee(store, author, held.committee, "Une date était fausse")
    again = minutes(store, author, held.committee)
    assert again.draft
    assert dict(again.facts)["Réouverture"].endswith("\u202f: Une date était fausse")


def test_a_prepared_committee_has_its_agenda_and_the_figures_of_today(
    store: Store, author: Reader, plans: Plans
) -> None:
    draft = CommitteeDraft(
        MeetingKind.COTECH, (EVRY_CTG, ETAMPOIS_CTG), TODAY, hour="14 h", place="Mairie", note="À lire"
    )
    committee = prepare_committee(store, author, draft).committee_id
    invite(store, author, committee, [Invited("MSA")])
    add_items(store, author, committee, [ItemDraft("Écouter", action_id=plans.silent)])
    document = minutes(store, author, committee)
    facts = dict(document.facts)
    assert (document.draft, facts["Présence"], facts["Note"]) == (True, "1\u00a0invité", "À lire")
    assert facts["Date"] == f"{french.long_day(TODAY)}, 14 h"
    assert facts["Conventions"].count(" et ") == 1
    assert facts["État"].startswith("En préparation")
    assert section(document, f"Situation au {french.long_day(TODAY)}").blocks
    assert "Aucune décision prise" not in words(document)
    assert "Évry-Courcouronnes" in words(section(document, "1. Écouter"))


def test_minutes_are_for_those_who_may_see_every_convention(store: Store, author: Reader, held: Held) -> None:
    with store.write(author) as work:
        stranger = an_account(work, Role.READER, GRIGNY)
    with pytest.raises(NotFound, match="Ce comité"):
        minutes(store, stranger, held.committee)


def test_following_a_decision_later_does_not_rewrite_what_the_committee_heard(
    store: Store, author: Reader, plans: Plans
) -> None:
    first = two_copils(store, author, plans)
    before = minutes(store, author, first.committee)
    with store.read() as session:
        (late,) = (row for row in open_decisions(session, author, TODAY) if row.text == "Écrire le règlement")
    follow_decision(store, author, late.id, done_on=ago(3), note="Écrit")
    assert minutes(store, author, first.committee) == before
    later = minutes(store, author, a_copil(store, author, kind=MeetingKind.COTECH))
    assert "\u202f: Écrit" in words(section(later, "Suites"))


def test_the_demonstration_s_minutes_are_read_on_a_page_and_printed(demo_instance: Path, tmp_path: Path) -> None:
    home = shutil.copytree(demo_instance, tmp_path / "demo")
    store = Store.open(f"sqlite:///{home / 'var' / 'ctg.sqlite'}")
    reader = local_reader(store)
    with store.read() as session:
        rows = committee_rows(session, reader, convention="CTG-SEVREMOINE-2023")
        (copil,) = (row for row in rows if row.held_on == date(2025, 11, 27))
        document = minutes_document(session, reader, copil.id, TODAY)
    assert document.demonstration
    assert len(table(section(document, "Relevé de décisions")).rows) == 3
    assert len(table(section(document, "Suites")).rows) == 2
    assert "Données de démonstration" in document_page(document)
    assert document_pdf(document).startswith(b"%PDF")
    store.dispose()
