"""The verbs on spreadsheets, as scripts may rely on them: keys, counts, exit statuses, one sentence when refused."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_tracking import cli, settings
from ctg_tracking.cli.import_run import LARGE
from ctg_tracking.store import Store
from tests.spreadsheet.workbooks import xlsx

NEW = ("--territory", "49301", "--starts", "2023-01-01", "--term", "4", "--signed", "2023-02-03")
ROWS = [
    ("Axe", "N°", "Action", "Pilotes", "Échéance", "Statut", "Couleur"),
    ("Axe 1 : Petite enfance", "1", "Créer un relais", "CCAS ; Caf", "31/12/2026", "En cours", "bleu"),
    ("Axe 2 : Jeunesse", "1", "Ouvrir un local", "MJC", "T1 2027", "À venir", None),
]
MORE = ("Axe 2 : Jeunesse", "5", "Fêter l’été", "MJC", "2027", "À venir", "vert")
BAD = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026", "Presque fini", None)
KEYS = {
    "file", "sha256", "convention", "dry_run", "import_id", "sheets", "columns", "ignored_columns", "read", "added",
    "changed", "unchanged", "missing", "refused", "problems", "changes", "questions", "proposals", "strategy",
    "remembered", "shape", "notes", "colours",
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
    assert "une ligne porte une erreur. Corrigez-la, ou importez sans l’option stricte." in err
    assert document(capsys, "imports") == {"rows": []}
    told = document(capsys, "import", bad, *NEW)
    assert [told[key] for key in ("import_id", "added", "refused")] == [1, 2, 1]
    assert [(one["severity"], one["sheet"], one["cell"], one["column"], one["value"]) for one in told["problems"]] == [
        ("error", "Plan d'actions", "E4", "Échéance", "31/02/2026"),
        ("warning", "Plan d'actions", "F4", "Statut", "Presque fini"),
    ]
    assert [(one["about"], one["what"], one["count"], one["proposed"]) for one in told["questions"]] == [
        ("status", "Presque fini", 1, None)
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


def test_what_was_taken_back_agrees_with_its_count(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    document(capsys, "import", plan, *NEW)
    alone = saved(
        plan.with_name("une.xlsx"), ROWS[0], (*ROWS[1][:2], "Créer un relais", *ROWS[1][3:5], "Réalisée", None)
    )
    document(capsys, "import", alone, "--convention", "CTG-49301-2023")
    assert "1\u00a0ligne retirée, 0\u00a0valeur remise (CTG-49301-2023)." in said(capsys, "import-undo", 2)[2]


def test_words_for_people_go_to_standard_error(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    status, out, err = said(capsys, "import", plan, *NEW)
    assert (status, out) == (0, "")
    assert "Colonnes laissées de côté\u202f: Couleur." in err
    assert "2\u00a0lignes lues, 2\u00a0ajoutées, 0\u00a0modifiée, 0\u00a0inchangée, 0\u00a0refusée" in err
    status, out, _ = said(capsys, "imports")
    assert "plan.xlsx" in out


def test_the_template_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, _ = said(capsys, "template", tmp_path / "modele.xlsx")
    assert status == 0
    assert (tmp_path / "modele.xlsx").read_bytes().startswith(b"PK")
    status, _, err = said(capsys, "template", tmp_path / "nulle-part" / "modele.xlsx")
    assert status == 1
    assert "ne peut pas être écrit" in err


def test_several_files_are_one_document_each_on_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first, second = saved(tmp_path / "a.xlsx", *ROWS), saved(tmp_path / "b.xlsx", ROWS[0], MORE)
    broken = tmp_path / "c.xlsx"
    broken.write_bytes(b"")
    status, out, err = said(capsys, "import", first, second, broken, *NEW, "--json")
    told = json.loads(out)["files"]
    assert status == 1
    assert [(one["file"], one["import_id"]) for one in told] == [("a.xlsx", 1), ("b.xlsx", 2), ("c.xlsx", None)]
    assert [one.get("added") for one in told] == [2, 1, None]
    assert told[2]["error"] == err.strip() == "Le fichier « c.xlsx » ne peut pas être lu\u202f: il est vide."


def test_several_files_go_where_they_say(capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
    document(capsys, "import", plan, *NEW)
    named = saved(tmp_path / "Suivi Sèvremoine 2026.xlsx", ROWS[0], MORE)
    unknown = saved(tmp_path / "suivi.xlsx", ROWS[0], (*MORE[:2], "Autre chose", *MORE[3:]))
    status, out, err = said(capsys, "import", named, unknown, "--json")
    told = json.loads(out)["files"]
    assert status == 1
    assert (told[0]["convention"], told[0]["added"]) == ("CTG-49301-2023", 1)
    assert told[1]["error"].startswith("Rien dans le fichier « suivi.xlsx » ne dit avec certitude")
    assert told[1]["error"].endswith("indiquez-la par --convention.")
    assert "suivi.xlsx" in err


@pytest.mark.parametrize(
    ("strategy", "changes"),
    [
        ("keep", {("due_on", "2026-12-31", "2027-01-31")}),
        ("fill", set()),
        ("replace", {("due_on", "2026-12-31", "2027-01-31"), ("pilots", ("CCAS", "Caf"), ())}),
    ],
)
def test_a_strategy(
    capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path, strategy: str, changes: set[Any]
) -> None:
    document(capsys, "import", plan, *NEW)
    again = saved(
        tmp_path / "plan2.xlsx",
        ROWS[0],
        ("Axe 1 : Petite enfance", "1", "Créer un relais", None, "31/01/2027", "En cours", None),
        ROWS[2],
    )
    told = document(capsys, "import", again, "--convention", "CTG-49301-2023", "--strategy", strategy)
    assert told["strategy"] == strategy
    found = {(one["field"], _tuple(one["before"]), _tuple(one["after"])) for one in told["changes"]}
    assert found == changes


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def test_a_close_title_waits_unless_matches_are_accepted(
    capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path
) -> None:
    document(capsys, "import", plan, *NEW)
    typo = saved(tmp_path / "plan2.xlsx", ROWS[0], (*ROWS[1][:2], "Créer un relai", *ROWS[1][3:]), ROWS[2])
    told = document(capsys, "import", typo, "--convention", "CTG-49301-2023", "--dry-run")
    assert [told[key] for key in ("added", "changed", "refused", "missing")] == [0, 0, 1, 0]
    (proposal,) = told["proposals"]
    assert (proposal["title"], proposal["stored_title"]) == ("Créer un relai", "Créer un relais")
    told = document(capsys, "import", typo, "--convention", "CTG-49301-2023", "--accept-matches")
    assert [told[key] for key in ("added", "changed", "refused", "proposals")] == [0, 1, 0, []]
    assert ("title", "Créer un relais", "Créer un relai") in {
        (one["field"], one["before"], one["after"]) for one in told["changes"]
    }


def test_matches_and_missing_rows_are_decided_in_the_mapping(
    capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path
) -> None:
    document(capsys, "import", plan, *NEW)
    short = saved(tmp_path / "plan2.xlsx", *ROWS[:2])
    told = document(capsys, "import", short, "--convention", "CTG-49301-2023", "--dry-run")
    (missing,) = told["missing_actions"]
    assert missing["action"] == "Ouvrir un local"
    mapping = tmp_path / "choix.json"
    mapping.write_text(json.dumps({"missing": {str(missing["id"]): {"reason": "Plus de local"}}}))
    document(capsys, "import", short, "--convention", "CTG-49301-2023", "--mapping", mapping)
    rows = document(capsys, "actions", "--convention", "CTG-49301-2023")["rows"]
    assert {row["title"]: row["status"] for row in rows}["Ouvrir un local"] == "dropped"


def test_a_mapping_is_remembered_saved_and_given_again(
    capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path
) -> None:
    mapping, kept = tmp_path / "mots.json", tmp_path / "lecture.json"
    mapping.write_text(json.dumps({"columns": {"Couleur": "comment"}}))
    told = document(capsys, "import", plan, *NEW, "--mapping", mapping, "--save-mapping", kept)
    assert told["remembered"] is None
    assert json.loads(kept.read_text()) == {"columns": {"Couleur": "comment"}}
    next_year = saved(tmp_path / "plan-2027.xlsx", ROWS[0], MORE)
    options = ("--convention", "CTG-49301-2023", "--dry-run")
    told = document(capsys, "import", next_year, *options)
    assert told["columns"]["Couleur"] == "comment"
    assert told["remembered"]["author_name"]
    told = document(capsys, "import", next_year, *options, "--no-remembered")
    assert (told["remembered"], told["ignored_columns"]) == (None, ["Couleur"])
    assert "Lecture reprise de l’import du" in said(capsys, "import", next_year, *options)[2]


def test_the_annotated_workbook_goes_back_to_its_sender(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad, returned = saved(tmp_path / "mauvais.xlsx", *ROWS, BAD), tmp_path / "a-corriger.xlsx"
    document(capsys, "import", bad, *NEW, "--dry-run", "--returned", returned)
    cell = openpyxl.load_workbook(returned)["Plan d'actions"]["E4"]
    assert cell.value == "31/02/2026"
    assert cell.comment is not None
    assert "ce jour n’existe pas" in cell.comment.text
    status, _, err = said(capsys, "import", bad, *NEW, "--dry-run", "--returned", tmp_path / "non" / "a.xlsx")
    assert status == 1
    assert "ne peut pas être écrit" in err


def test_the_file_as_it_was_sent_comes_back(capsys: pytest.CaptureFixture[str], plan: Path, tmp_path: Path) -> None:
    document(capsys, "import", plan, *NEW)
    assert said(capsys, "import-file", 1, tmp_path / "rendu.xlsx")[0] == 0
    assert (tmp_path / "rendu.xlsx").read_bytes() == plan.read_bytes()
    assert said(capsys, "import-file", 9, tmp_path / "rendu.xlsx")[0] == 1


def test_an_undo_tells_what_was_edited_since(capsys: pytest.CaptureFixture[str], plan: Path) -> None:
    document(capsys, "import", plan, *NEW)
    rows = document(capsys, "actions", "--convention", "CTG-49301-2023")["rows"]
    first = next(row["id"] for row in rows if row["title"] == "Créer un relais")
    assert said(capsys, "progress", first, "--status", "done")[0] == 0
    status, _, err = said(capsys, "import-undo", 1)
    assert status == 1
    assert "Créer un relais" in err
    assert "modifié depuis" in err
    assert document(capsys, "imports")["rows"][0]["undone_at"] is None


def test_reading_a_large_file_is_followed_on_a_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"Axe {n % 9}", str(n), f"Action {n} {'utile ' * (n % 40)}", None, None, None, None) for n in range(9_000)]
    large = saved(tmp_path / "grand.xlsx", ROWS[0], *rows)
    assert large.stat().st_size > LARGE
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    status, _, err = said(capsys, "import", large, *NEW, "--dry-run")
    assert status == 0
    steps = [int(one) for one in re.findall(r"\r\x1b\[K *(\d+)%", err)]
    assert steps == sorted(steps)
    assert steps[-1] == 100
