"""The flat CSV: what its schema says it is, and nothing a spreadsheet would run."""

import csv
import io
import json
from pathlib import Path

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up import importing
from ctg_tracking.model import Reader
from ctg_tracking.outputs.plans import Format, plan_file
from ctg_tracking.outputs.schema import table_schema, write_schema
from ctg_tracking.spreadsheet.neutral import neutralised, restored
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.store import Store
from tests.factories import EVRY, a_convention, an_action
from tests.outputs.table_schema import errors_of

KEPT = Path(__file__).parents[2] / "data" / "template" / "schema-plan-ctg.json"


def flat(store: Store, author: Reader) -> File:
    with store.read() as session:
        return plan_file(session, author, Selection(), None, Format.CSV).file


def rows_of(file: File) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_kept_schema_is_what_the_columns_say(tmp_path: Path) -> None:
    write_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text() == KEPT.read_text()


def test_the_csv_is_valid_by_the_kept_schema(store: Store, author: Reader, plan: dict[str, int]) -> None:
    schema = json.loads(KEPT.read_text())
    made = flat(store, author)
    assert errors_of(made.content, schema) == []
    wrong = (
        made.content.replace(b"1250050", b"x").replace(b"12500,50", b"12 500,50").replace(b"2026-12-31", b"31/12/26")
    )
    assert len(errors_of(wrong, schema)) == 2


def test_the_schema_is_a_table_schema() -> None:
    schema = table_schema()
    assert len({field["name"] for field in schema["fields"]}) == len(schema["fields"])
    types = {"string", "number", "integer", "boolean", "date"}
    assert {field["type"] for field in schema["fields"]} <= types
    assert all(field["title"] and field["description"] for field in schema["fields"])


def test_the_form_is_the_one_promised(store: Store, author: Reader, plan: dict[str, int]) -> None:
    made = flat(store, author)
    assert made.content.startswith(b"\xef\xbb\xbfConvention;Code du territoire;Nom du territoire;")
    assert made.content.endswith(b"\r\n")
    rows = {row["Action"] + "/" + row["Opération"]: row for row in rows_of(made)}
    row = rows["'=Créer un relais/"]
    assert (row["Convention"], row["Code du territoire"], row["Année de signature"]) == (
        "CTG-ETAMPOIS", "200017846", "2022",
    )  # fmt: skip
    assert (row["Budget (€)"], row["Échéance"], row["Chaque année"]) == ("12500,50", "2026-12-31", "Oui")
    assert (rows["1. Ouvrir/"]["Budget (€)"], rows["1. Ouvrir/"]["Budget en toutes lettres"]) == ("", "à définir")
    assert rows["Former/Recruter"]["Avancement (%)"] == ""


def test_nothing_in_it_is_a_formula(store: Store, author: Reader, plan: dict[str, int]) -> None:
    cells = [cell for row in rows_of(flat(store, author)) for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    assert {"'@tous", "'+33", "'=attente"} <= set(cells)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-", "@x", "'=1", "''@x", "'cité'", "l’eau", "", "\tx"])
def test_a_text_neutralised_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert neutralised(text)[:1] not in ("=", "+", "-", "@", "\t")


def test_an_apostrophe_of_somebody_elses_file_is_theirs() -> None:
    (action,) = importing.read_one(File("plan.csv", b"Action;Pilote\n'=Ouvrir;CCAS\n")).plan.actions
    assert action.title == "'=Ouvrir"


def test_the_plans_of_several_conventions_do_not_come_in_as_one(
    store: Store, author: Reader, plan: dict[str, int]
) -> None:
    with store.write(author) as work:
        an_action(work, a_convention(work, "CTG-EVRY", territory=EVRY), "Ouvrir")
    with pytest.raises(UnreadableFile, match=r"il rassemble les plans de 2 conventions \(CTG-E"):
        importing.read_one(flat(store, author))
