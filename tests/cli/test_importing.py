"""The verbs on spreadsheets, as scripts may rely on them: keys, counts, exit statuses, one sentence when refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from ctg_tracking import cli, settings
from ctg_tracking.store import Store
from tests.spreadsheet.workbooks import xlsx

NEW = ("--territory", "49301", "--starts", "2023-01-01", "--term", "4", "--signed", "2023-02-03")
ROWS = [
    ("Axe", "N°", "Action", "Pilotes", "Échéance", "Statut", "Couleur"),
    ("Axe 1 : Petite enfance", "1", "Créer un relais", "CCAS ; Caf", "31/12/2026", "En cours", "bleu"),
    ("Axe 2 : Jeunesse", "1", "Ouvrir un local", "MJC", "T1 2027", "À venir", None),
]
BAD = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026", "Presque fini", None)
KEYS = {
    "file", "sha256", "convention", "dry_run", "import_id", "sheets", "columns", "ignored_columns", "read", "added",
    "changed", "unchanged", "missing", "refused", "problems", "changes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _its_own_store(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CTG_DATABASE_URL", database_url)
    settings.settings.cache_clear()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return saved(tmp_path / "plan.xlsx", *ROWS)


def saved(path: Path, *rows: Any) -> Path:
    path.write_bytes(xlsx({"Plan d'actions": rows}).content)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def document(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    status, out, err = said(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_an_import_tells_what_it_did(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    told = document(capsys, "import", plan, *NEW)
    assert set(told) >= KEYS
    assert (told["file"], told["convention"], told["import_id"]) == ("plan.xlsx", "CTG-49301-2023", 1)
    assert [told[key] for key in ("read", "added", "changed", "unchanged", "missing", "refused")] == [2, 2, 0, 0, 0, 0]
    assert told["sheets"] == ["Plan d'actions"]
    assert told["columns"]["Échéance"] == "due_on"
    assert told["ignored_columns"] == ["Couleur"]
    assert {(one["kind"], one["action"]) for one in told["changes"]} == {
        ("added", "Créer un relais"),
        ("added", "Ouvrir un local"),
    }


def test_the_same_file_again_changes_nothing(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    document(capsys, "import", plan, *NEW)
    told = document(capsys, "import", plan, "--convention", "CTG-49301-2023")
    assert [told[key] for key in ("import_id", "added", "changed", "unchanged", "changes")] == [None, 0, 0, 2, []]


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    told = document(capsys, "import", plan, *NEW, "--dry-run")
    assert [told[key] for key in ("dry_run", "import_id", "added")] == [True, None, 2]
    assert document(capsys, "imports") == {"rows": []}


def test_an_error_refuses_its_row_and_strict_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = saved(tmp_path / "mauvais.xlsx", *ROWS, BAD)
    status, out, err = said(capsys, "import", bad, *NEW, "--strict", "--json")
    told = json.loads(out)
    assert (status, told["import_id"], told["refused"]) == (1, None, 1)
    assert "une ligne porte une erreur" in err
    assert document(capsys, "imports") == {"rows": []}
    told = document(capsys, "import", bad, *NEW)
    assert [told[key] for key in ("import_id", "added", "refused")] == [1, 2, 1]
    assert [(one["severity"], one["sheet"], one["cell"], one["column"], one["value"]) for one in told["problems"]] == [
        ("error", "Plan d'actions", "E4", "Échéance", "31/02/2026"),
        ("error", "Plan d'actions", "F4", "Statut", "Presque fini"),
    ]


def test_a_mapping_says_what_words_mean(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = saved(tmp_path / "mauvais.xlsx", *ROWS, (*BAD[:4], None, *BAD[5:]))
    mapping = tmp_path / "mots.json"
    mapping.write_text(
        json.dumps({"columns": {"Couleur": None, "Pilotes": "partners"}, "statuses": {"Presque fini": "in_progress"}})
    )
    told = document(capsys, "import", bad, *NEW, "--mapping", mapping)
    assert [told[key] for key in ("added", "refused", "problems")] == [3, 0, []]
    assert told["columns"]["Pilotes"] == "partners"
    mapping.write_text('{"columns": {"Couleur": "couleur"}}')
    status, _, err = said(capsys, "import", bad, *NEW, "--mapping", mapping)
    assert status == 1
    assert "« couleur » n’est pas accepté" in err


def test_an_unreadable_file_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "plan.xlsx"
    broken.write_bytes(b"")
    status, out, err = said(capsys, "import", broken, *NEW, "--json")
    assert (status, out) == (1, "")
    assert err.strip() == "Le fichier « plan.xlsx » ne peut pas être lu\u202f: il est vide."


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--territory", "49301"),
        ("--convention", "CTG-49301-2023", "--territory", "49301"),
        (*NEW, "--term", "9"),
        ("--territory", "49301", "--starts", "01/01/2023", "--term", "4"),
    ],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], plan: Path, options: tuple[str, ...]) -> None:
    status, out, err = said(capsys, "import", plan, *options)
    assert (status, out) == (2, "")
    assert err


def test_a_file_or_convention_that_is_not_there(capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
    assert said(capsys, "import", tmp_path / "absent.xlsx", *NEW)[0] == 2
    status, _, err = said(capsys, "import", plan, "--convention", "CTG-NULLE-PART")
    assert status == 1
    assert "introuvable" in err


def test_the_journal_and_the_undo(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    document(capsys, "import", plan, *NEW)
    (row,) = document(capsys, "imports")["rows"]
    assert set(row) >= {"import_id", "at", "author", "file", "sha256", "convention", "added", "changed", "undone_at"}
    assert (row["import_id"], row["file"], row["added"], row["undone_at"]) == (1, "plan.xlsx", 2, None)
    assert "@" in row["author"]
    status, _, err = said(capsys, "import-undo", 1)
    assert status == 0
    assert "repris" in err
    assert document(capsys, "imports")["rows"][0]["undone_at"] is not None
    assert said(capsys, "import-undo", 1)[0] == 1
    assert said(capsys, "import-undo", 7)[0] == 1


def test_words_for_people_go_to_standard_error(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    status, out, err = said(capsys, "import", plan, *NEW)
    assert (status, out) == (0, "")
    assert "Colonnes laissées de côté\u202f: Couleur." in err
    assert "2 lignes lues, 2 ajoutées" in err
    status, out, _ = said(capsys, "imports")
    assert "plan.xlsx" in out


def test_the_template_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, _ = said(capsys, "template", tmp_path / "modele.xlsx")
    assert status == 0
    assert (tmp_path / "modele.xlsx").read_bytes().startswith(b"PK")
    status, _, err = said(capsys, "template", tmp_path / "nulle-part" / "modele.xlsx")
    assert status == 1
    assert "ne peut pas être écrit" in err
