"""Plans leave from a terminal, and come back by it: exit statuses, one French sentence, no half-written file."""

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ctg_tracking import cli, settings
from ctg_tracking.follow_up.accounts import local_operator
from ctg_tracking.model.words import Status
from ctg_tracking.store import Store
from tests.committees import a_copil
from tests.factories import EVRY, ORSAY, a_convention, an_action, an_administrator, an_axe


@pytest.fixture(autouse=True)
def _two_plans(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTG_DATABASE_URL", database_url)
    settings.settings.cache_clear()
    with store.write(an_administrator(store)) as work:
        evry = a_convention(work, "CTG-EVRY", territory=EVRY, signed_on=date(2022, 5, 1))
        axe = an_axe(work, evry, "1", "Jeunesse")
        an_action(work, evry, "=Ouvrir", heading=axe, code="1", status=Status.DONE, due_on=date(2024, 1, 1))
        an_action(work, evry, "Former", heading=axe, status=Status.IN_PROGRESS, due_on=date(2024, 1, 1), pilots=["MJC"])
        an_action(work, a_convention(work, "CTG-ORSAY", territory=ORSAY), "Accueillir")


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def counts_of_reimport(capsys: pytest.CaptureFixture[str], file: Path) -> Any:
    status, out, _ = said(capsys, "import", file, "--convention", "CTG-EVRY", "--json")
    assert status == 0
    told = json.loads(out)
    return [told[key] for key in ("import_id", "added", "changed", "missing", "refused", "changes")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_exported_then_imported_nothing_changes(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"plan.{kind}"
    status, out, err = said(capsys, "export", "plan", "--format", kind, "--out", file, "--convention", "CTG-EVRY")
    assert (status, out) == (0, "")
    assert err == f"Fichier écrit\u202f: {file} (2\u00a0actions, 1\u00a0convention).\n"
    assert counts_of_reimport(capsys, file) == [None, 0, 0, 0, 0, []]


def test_another_reader_of_workbooks_sees_the_same_plan(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    said(capsys, "export", "plan", "--format", "xlsx", "--out", file, "--territory", EVRY)
    header, *rows = CalamineWorkbook.from_path(file).get_sheet_by_name("Plan d'actions").to_python()
    assert {row[header.index("Action")] for row in rows} == {"=Ouvrir", "Former"}
    assert {row[header.index("Échéance")] for row in rows} == {date(2024, 1, 1)}
    assert {row[header.index("Axe")] for row in rows} == {"Axe 1 : Jeunesse"}


def test_filters_choose_rows_and_conventions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    assert "3\u00a0actions, 2\u00a0conventions" in said(capsys, "export", "plan", "--format", "csv", "--out", file)[2]
    assert "1\u00a0action, 1\u00a0convention" in said(
        capsys, "export", "plan", "--format", "csv", "--out", file, "--pilot", "MJC", "--as-of", "2024-06-30"
    )[2]  # fmt: skip
    header, row = file.read_text(encoding="utf-8-sig").splitlines()
    assert dict(zip(header.split(";"), row.split(";"), strict=True))["En retard"] == "Oui"


def test_several_plans_do_not_make_a_workbook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    status, out, err = said(capsys, "export", "plan", "--format", "xlsx", "--out", file)
    assert (status, out, file.exists()) == (1, "", False)
    assert err.startswith("2 conventions répondent (CTG-EVRY, CTG-ORSAY)")
    assert len(err.splitlines()) == 1


def test_nothing_to_export_is_a_refusal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, err = said(
        capsys, "export", "plan", "--format", "xlsx", "--out", tmp_path / "p.xlsx", "--convention", "CTG-ABSENTE"
    )
    assert (status, out, list(tmp_path.glob("*.xlsx"))) == (1, "", [])
    assert "introuvable" in err


def test_a_place_where_nothing_can_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "absent" / "plan.csv"
    status, _, err = said(capsys, "export", "plan", "--format", "csv", "--out", file)
    assert status == 1
    assert err == "Le fichier « plan.csv » ne peut pas être écrit à cet endroit.\n"


def test_a_committee_is_named_by_its_number_when_several_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, store: Store
) -> None:
    file = tmp_path / "comite.pdf"
    asked = ("export", "committee", "--format", "pdf", "--out", file)
    status, _, err = said(capsys, *asked)
    assert (status, file.exists()) == (1, False)
    assert err.startswith("Aucun comité ne répond")
    first, second = (a_copil(store, local_operator(store), "CTG-EVRY", opened=opened) for opened in (True, False))
    status, _, err = said(capsys, *asked, "--territory", EVRY)
    assert (status, file.exists(), len(err.splitlines())) == (1, False, 1)
    assert f"{first} (COPIL du " in err
    assert f"{second} (COPIL du " in err
    for words, told in (
        (("--meeting", first), "(Le COPIL du"),
        (("--meeting", first, "--as", "deck"), "diapositives)"),
        (("--meeting", second), "diapositives)"),
    ):
        status, out, err = said(capsys, *asked, *words)
        assert (status, out) == (0, "")
        assert told in err
        assert file.read_bytes().startswith(b"%PDF")
    status, _, err = said(capsys, *asked, "--meeting", 99)
    assert (status, err) == (1, "Ce comité est introuvable, ou n’est pas accessible avec votre profil.\n")


def test_what_a_convention_holds_is_handed_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "passation.zip"
    status, _, err = said(capsys, "export", "handover", "--format", "zip", "--out", file)
    assert (status, file.exists()) == (1, False)
    assert err.startswith("2 conventions répondent (CTG-EVRY, CTG-ORSAY)")
    status, out, err = said(capsys, "export", "handover", "--format", "zip", "--out", file, "--convention", "CTG-EVRY")
    assert (status, out) == (0, "")
    assert zipfile.is_zipfile(file)


@pytest.mark.parametrize(
    "arguments",
    [
        ("registre", "--format", "xlsx", "--out", "x.xlsx"),
        ("plan", "--format", "docx", "--out", "x.docx"),
        ("committee", "--format", "pptx", "--out", "x.pptx", "--meeting", "0"),
        ("plan", "--format", "zip", "--out", "x.zip"),
        ("portfolio", "--format", "pdf", "--out", "x.pdf", "--as", "minutes"),
        ("committee", "--format", "xlsx", "--out", "x.xlsx", "--as", "minutes"),
        ("plan", "--format", "xlsx"),
        ("plan", "--out", "x.xlsx"),
        ("plan", "--format", "csv", "--out", "x.csv", "--as-of", "30/06/2026"),
    ],
)
def test_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said(capsys, "export", *arguments)
    assert (status, out, [one for one in tmp_path.iterdir() if one.name.startswith("x.")]) == (2, "", [])
    assert "Voir\u202f: ctg-tracking export --help" in err
