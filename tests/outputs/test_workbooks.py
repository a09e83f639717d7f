"""Workbooks and CSV of committees and portfolios: figures of the store, real dates, no formula."""

import csv
import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.selection import ALL
from ctg_tracking.figures.status import By, status_table
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role
from ctg_tracking.outputs.tables import committee_csv, portfolio_csv
from ctg_tracking.outputs.workbooks import committee_workbook, portfolio_workbook
from ctg_tracking.store import Store, clock
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY
from tests.factories import ORSAY, an_account, an_administrator
from tests.outputs.held import DUE, a_held_copil


@pytest.fixture
def copil(store: Store, author: Reader) -> int:
    return a_held_copil(store, author)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """Rows of a sheet by header."""
    headers = [str(cell.value) for cell in sheet[3]]
    return [dict(zip(headers, values, strict=True)) for values in sheet.iter_rows(min_row=4, values_only=True)]


def lines(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_committee_leaves_with_all_that_was_said_and_decided(store: Store, author: Reader, copil: int) -> None:
    with store.read() as session:
        book = opened(committee_workbook(session, author, copil, TODAY))
        summary = frozen_summary(session, author, copil)
        table = lines(committee_csv(session, author, copil, TODAY))
    assert book.sheetnames == [
        "Comité", "Présents", "Points", "Décisions", "Suites", "Chiffres", "Actions", "Indicateurs",
    ]  # fmt: skip
    facts = {row["Renseignement"]: row["Valeur"] for row in rows(book["Comité"])}
    told = (facts["Date"].date(), facts["Lieu"], facts["Intitulé"])
    assert told == (TODAY, "Mairie; salle 2", "non renseigné")
    present = [tuple(row.values()) for row in rows(book["Présents"])]
    assert present == [
        ("CCAS", "non renseigné", "non renseigné"),
        ("Dominique Essai", "Caf de l’Essonne", "non renseigné"),
    ]
    first, second = rows(book["Décisions"])
    assert (first["Décision"], first["Sens"], first["Porté par"]) == ("Choisir, puis ouvrir", "Poursuivre", "CCAS")
    assert first["Échéance"].date() == DUE
    assert (second["Décision"], second["Porté par"], second["Échéance"]) == ("+Noter", "non renseigné", "non renseigné")
    (earlier,) = rows(book["Suites"])
    assert earlier["Décision"] == "Visiter les lieux"
    assert earlier["Suite"].startswith("En retard de ")
    assert "Camille Essai" not in str(earlier)  # no person beside a lateness
    whole, *others = rows(book["Chiffres"])
    assert (whole["Actions"], whole["Réalisée"], whole["En retard"], whole["Part engagée (%)"]) == (
        summary.total.actions,
        summary.total.done,
        summary.total.late,
        summary.total.engaged_percent,
    )
    axes = [row["Actions"] for row in others if row["Par"] == "Axe"]
    assert axes == [row.counts.actions for row in summary.axes]
    assert [row["Opération de"] for row in rows(book["Actions"]) if row["Action"] == "Recruter"] == [
        "Ouvrir une crèche"
    ]
    rates = {row["Indicateur"]: row["Taux d’atteinte (%)"] for row in rows(book["Indicateurs"])}
    assert (rates["Places"], rates["Sans cible"]) == (50, "non calculable")
    assert [(line["Point"], line["Décision"], line["Échéance"]) for line in table] == [
        ("'=La crèche", "", ""),
        ("Divers", "", ""),
        ("", "Choisir, puis ouvrir", DUE.isoformat()),
        ("", "'+Noter", ""),
    ]


def test_no_cell_is_a_formula_and_sheets_are_ready_to_print(store: Store, author: Reader, copil: int) -> None:
    with store.write(author) as work:
        clock.mark_demonstration(work.session, TODAY)
    with store.read() as session:
        book = opened(committee_workbook(session, author, copil, TODAY))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    (point,) = [cell for cell in cells if cell.value == "=La crèche" and cell.parent.title == "Points"]
    assert point.quotePrefix
    for sheet in book:
        assert sheet["A2"].value.startswith("Démonstration · Chiffres figés au ")
        assert (sheet.freeze_panes or "").endswith("4")
        assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$3", "landscape")
        assert sheet.oddFooter.left.text == "Démonstration"  # type: ignore[union-attr]
    assert (book.properties.creator, book.properties.language) == ("ctg-tracking", "fr-FR")


def test_a_portfolio_leaves_with_its_counts_its_renewals_and_what_is_not_covered(
    store: Store, author: Reader, copil: int
) -> None:
    with store.read() as session:
        book = opened(portfolio_workbook(session, author, ALL, TODAY))
        table = lines(portfolio_csv(session, author, ALL, TODAY))
        themes = status_table(session, author, ALL, By.THEME, TODAY)
    assert book.sheetnames == [
        "Conventions", "Par thème", "Par territoire", "Par année de signature", "Échéances de renouvellement",
        "Communes non couvertes",
    ]  # fmt: skip
    evry, etampois = rows(book["Conventions"])
    assert (evry["Convention"], evry["Actions"], evry["En retard"]) == (EVRY_CTG, 4, 1)
    assert isinstance(evry["Fin"], datetime)
    assert (etampois["Convention"], etampois["Signée le"], etampois["Fin"]) == (
        ETAMPOIS_CTG,
        "non renseigné",
        "non renseigné",
    )
    assert [row["Actions"] for row in rows(book["Par thème"])] == [
        *(row.counts.actions for row in themes.rows),
        themes.total.actions,
    ]
    years = {row["Ligne"]: row["Conventions"] for row in rows(book["Par année de signature"])}
    assert (years["Non renseigné"], years["Ensemble"]) == (1, 2)
    steps = rows(book["Échéances de renouvellement"])
    assert {row["Convention"] for row in steps} == {EVRY_CTG}
    assert [row["État"] for row in steps][-2:] == ["À faire", "À venir"]
    left = {row["Commune"] for row in rows(book["Communes non couvertes"])}
    assert "Orsay" in left
    assert "Évry-Courcouronnes" not in left
    assert [(line["Convention"], line["Fin"]) for line in table] == [
        (EVRY_CTG, evry["Fin"].date().isoformat()),
        (ETAMPOIS_CTG, ""),
    ]
    assert "," in table[0]["Durée écoulée (%)"] or table[0]["Durée écoulée (%)"].isdigit()


def test_a_stranger_sees_nothing_of_it(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    copil = a_held_copil(sqlite_store, author)
    with sqlite_store.write(author) as work:
        stranger = an_account(work, Role.READER, ORSAY)
    with sqlite_store.read() as session:
        for make in (committee_workbook, committee_csv):
            with pytest.raises(NotFound):
                make(session, stranger, copil, TODAY)
        empty = opened(portfolio_workbook(session, stranger, ALL, date(TODAY.year, 1, 1)))
    assert empty["Conventions"]["A4"].value == "Aucune convention ne répond."
