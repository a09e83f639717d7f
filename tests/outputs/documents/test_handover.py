"""The pack of who takes over: complete, loaded again unchanged, and only for who may hold the committees."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from ctg_tracking.errors import NotAllowed, NotFound
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.model import Action, Actor, Reader, french
from ctg_tracking.model.words import Role
from ctg_tracking.outputs.documents import handover_pack
from ctg_tracking.outputs.documents.dossier import dossier_document
from ctg_tracking.outputs.documents.handed import read_handover
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.store import Store
from tests.committees import EVRY_CTG, TODAY, Plans, ago, some_plans
from tests.factories import EVRY, GRIGNY, an_account
from tests.outputs.documents.telling import PERSON, section, table, two_copils, words
from tests.outputs.pdf.reading import Pages


@pytest.fixture
def plans(store: Store, author: Reader) -> Plans:
    made = some_plans(store, author)
    two_copils(store, author, made)
    return made


def packed(store: Store, reader: Reader, reference: str = EVRY_CTG) -> dict[str, bytes]:
    with store.read() as session:
        content = handover_pack(session, reader, reference, TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def test_the_pack_holds_a_file_to_read_a_plan_to_load_and_a_workbook(
    store: Store, author: Reader, plans: Plans
) -> None:
    with store.write(author) as work:
        work.session.get_one(Action, plans.silent).title = "=Écouter"
        work.session.query(Actor).filter_by(name=PERSON).one().name = "@Camille Essai"
    files = packed(store, author)
    assert sorted(files) == ["LISEZ-MOI.txt", "dossier-de-passation.pdf", "passation.xlsx", "plan.xlsx"]
    assert "données personnelles" in files["LISEZ-MOI.txt"].decode("utf-8-sig")
    assert "Ce qui est en retard" in " ".join(Pages(files["dossier-de-passation.pdf"]).pages)
    plan = importing.read_one(File("plan.xlsx", files["plan.xlsx"]))
    assert importing.preview(store, author, plan, Target(reference=EVRY_CTG), Decisions()).preview.changes_nothing
    book = load_workbook(io.BytesIO(files["passation.xlsx"]))
    assert book.sheetnames == ["Contacts", "Comptes", "Décisions ouvertes", "Comités", "Historique"]
    cells = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert cells["@Camille Essai"].data_type == "s"
    assert cells["=Écouter"].data_type == "s"
    assert "Ajourner. Attendre le loyer" in cells
    assert book["Historique"].max_row > 50


def test_the_file_tells_what_is_late_open_unknown_and_whom_to_ask(store: Store, author: Reader, plans: Plans) -> None:
    with store.write(author) as work:
        coordinator = an_account(work, Role.COORDINATOR, EVRY, email="reprise@exemple.fr", name="Dominique Essai")
    with store.read() as session:
        told = read_handover(session, coordinator, EVRY_CTG, TODAY)
    document = dossier_document(told)
    late = table(section(document, "Ce qui est en retard")).rows
    assert [row[0] for row in late] == ["1. Ouvrir une crèche"]
    assert PERSON not in words(section(document, "Ce qui est en retard"))
    starting = table(section(document, "Ce qui doit commencer maintenant")).rows
    assert [row[0] for row in starting] == ["Écouter"]
    decisions = table(section(document, "Décisions encore ouvertes")).rows
    assert [(row[2], row[3]) for row in decisions] == [
        ("Écrire le règlement", "voir passation.xlsx"),
        ("Trouver un mobilier", "CCAS"),
        ("Ajourner. Attendre le loyer", PERSON),
        ("Se revoir en juin", "CCAS"),
    ]
    committees = table(section(document, "Comités")).rows
    assert [tuple(row) for row in committees] == [
        (french.day(ago(10)), "Comité de pilotage", "Clos", "3", "2"),
        (french.day(ago(200)), "Comité de pilotage", "Clos", "4", "2"),
    ]
    contacts = {row[0]: row for row in table(section(document, "Contacts")).rows}
    assert contacts[PERSON][1:4] == ("Personne", "non renseigné", "1")
    assert "Ouvrir une crèche" in words(contacts["CCAS"])
    accounts = [row[1:] for row in table(section(document, "Comptes")).rows]
    assert accounts[0] == ("reprise@exemple.fr", "Chargé·e de coopération", "ce territoire")
    unknown = words(section(document, "Ce que la base ne sait pas"))
    assert "Conseil Caf non renseigné." in unknown
    assert "action ouverte jamais renseignée" in unknown
    assert len(table(section(document, "Historique récent")).rows) == 30


def test_contacts_are_for_who_may_hold_the_committees(store: Store, author: Reader, plans: Plans) -> None:
    with store.write(author) as work:
        pilot = an_account(work, Role.PILOT, EVRY)
        reader = an_account(work, Role.READER)
        stranger = an_account(work, Role.COORDINATOR, GRIGNY)
    for refused in (pilot, reader):
        with pytest.raises(NotAllowed, match="tenir un comité"):
            packed(store, refused)
    for nobody, reference in ((stranger, EVRY_CTG), (author, "CTG-AILLEURS")):
        with pytest.raises(NotFound, match="Cette convention"):
            packed(store, nobody, reference)
