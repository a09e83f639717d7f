"""What leaves is what comes in: a plan exported, then imported, changes nothing."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import ImportResult
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.outputs.plans import Format, PlanFile, plan_file
from ctg_tracking.spreadsheet.preview import Change
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.spreadsheet.told import Decisions, Strategy
from ctg_tracking.store import Store, clock
from tests.factories import EVRY, ORSAY, a_convention, an_account, an_action
from tests.outputs.conftest import REFERENCE, Back

ONE = Selection(conventions=(REFERENCE,))


def exported(
    store: Store, who: Reader, selection: Selection = ONE, as_of: date | None = None, kind: Format = Format.XLSX
) -> PlanFile:
    with store.read() as session:
        return plan_file(session, who, selection, as_of, kind)


def opened(made: PlanFile) -> Workbook:
    return load_workbook(io.BytesIO(made.file.content))


def column(sheet: Worksheet, header: str) -> list[object]:
    index = next(cell.column for cell in sheet[1] if cell.value == header)
    return [sheet.cell(row, index).value for row in range(2, sheet.max_row + 1)]


def moved(result: ImportResult) -> list[object]:
    changes = [one for one in importing.told_changes(result.preview) if one.kind != "missing"]
    errors = [one for one in result.preview.problems if one.severity.value == "error"]
    return [*changes, *errors, *result.preview.missing]


@pytest.mark.parametrize(
    ("kind", "strategy"),
    [
        *((Format.XLSX, strategy) for strategy in Strategy),
        (Format.CSV, Strategy.KEEP),
        (Format.CSV, Strategy.FILL),
    ],
)
def test_exported_then_imported_nothing_changes(
    store: Store, author: Reader, plan: dict[str, int], back: Back, kind: Format, strategy: Strategy
) -> None:
    result = back(exported(store, author, kind=kind).file, Decisions(strategy))
    assert moved(result) == []
    assert result.preview.changes_nothing
    assert result.preview.refused == 0
    assert result.preview.counts[Change.UNCHANGED] >= len(plan)


def test_today_named_or_not_is_the_same_export(store: Store, author: Reader, plan: dict[str, int], back: Back) -> None:
    with store.read() as session:
        today = clock.today(session)
    assert back(exported(store, author, as_of=today).file).preview.changes_nothing


def test_every_sheet_holds_what_the_store_holds(store: Store, author: Reader, plan: dict[str, int]) -> None:
    made = exported(store, author)
    book = opened(made)
    assert (made.conventions, made.actions) == (1, len(plan))
    assert {sheet.title: sheet.max_row - 1 for sheet in book.worksheets[1:5]} == {
        "Plan d'actions": len(plan) + 1,  # and a heading without action
        "Indicateurs": 4,
        "Valeurs": 5,
        "Points d'étape": 6,
    }
    sheet = book["Plan d'actions"]
    assert set(column(sheet, "Axe")) == {"Enjeu 1 : Petite enfance", "Enjeu 2", None}
    assert column(sheet, "Opération").count("Recruter") == 1
    assert "Étampes ; Le Mérévillois" in column(sheet, "Communes concernées")
    assert column(book["Points d'étape"], "Origine").count("Simulé") == 1


def test_identifiers_find_the_rows_whose_titles_and_numbers_were_edited(
    store: Store, author: Reader, plan: dict[str, int], back: Back
) -> None:
    book = opened(exported(store, author))
    sheet = book["Plan d'actions"]
    headers = [cell.value for cell in sheet[1]]
    title, code, operation = (headers.index(name) + 1 for name in ("Action", "N°", "Opération"))
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, title).value and not sheet.cell(row, operation).value:
            sheet.cell(row, title).value = f"Tout autre chose {row}"
            sheet.cell(row, code).value = f"{90 + row}"
    content = io.BytesIO()
    book.save(content)
    result = back(File("plan.xlsx", content.getvalue()))
    assert [one.message for one in result.preview.problems if one.severity.value == "error"] == []
    assert result.preview.counts[Change.ADDED] == 0
    assert {one.field for one in importing.told_changes(result.preview)} == {"title", "code"}


def test_a_past_day_tells_what_was_true_then(store: Store, author: Reader, plan: dict[str, int]) -> None:
    book = opened(exported(store, author, as_of=date(2024, 10, 1)))
    sheet = book["Plan d'actions"]
    row = column(sheet, "Action").index("=Créer un relais")
    assert (column(sheet, "Statut")[row], column(sheet, "Avancement (%)")[row]) == (Status.DONE.label, 100)
    assert str(column(sheet, "Situation au")[row]).startswith("2024-09-01")
    assert len([day for day in column(book["Points d'étape"], "Date") if day]) == 4
    assert column(book["Valeurs"], "Date") == []


def test_filters_on_actions_keep_the_fiche_of_an_operation(
    store: Store, author: Reader, plan: dict[str, int], back: Back
) -> None:
    made = exported(store, author, Selection(conventions=(REFERENCE,), pilots=("MJC",)))
    book = opened(made)
    assert made.actions == 2
    assert column(book["Plan d'actions"], "Opération") == [None, "Recruter"]
    assert column(book["Indicateurs"], "Indicateur") == ["Places"]
    assert back(made.file).preview.changes_nothing


def test_who_reads_may_take_out_and_nobody_else(store: Store, author: Reader, plan: dict[str, int]) -> None:
    with store.write(author) as work:
        reader = an_account(work, Role.READER)
        stranger = an_account(work, Role.COORDINATOR, ORSAY)
    assert exported(store, reader).actions == len(plan)
    for kind in Format:
        with pytest.raises(NotFound):
            exported(store, stranger, kind=kind)


def test_a_workbook_is_the_plan_of_one_convention(store: Store, author: Reader, plan: dict[str, int]) -> None:
    with store.write(author) as work:
        an_action(work, a_convention(work, "CTG-EVRY", territory=EVRY), "Ouvrir")
    with pytest.raises(Conflict, match=r"2 conventions répondent.*CTG-ETAMPOIS.*choisissez le format CSV"):
        exported(store, author, Selection())
    both = exported(store, author, Selection(), kind=Format.CSV)
    assert (both.conventions, both.actions) == (2, len(plan) + 1)


def test_a_text_too_long_for_a_cell_is_told_and_left_to_the_csv(
    store: Store, author: Reader, plan: dict[str, int], back: Back
) -> None:
    long = "é" * 40_000
    with store.write(author) as work:
        convention = a_convention(work, "CTG-EVRY", territory=EVRY)
        an_action(work, convention, "Décrire", description=long)
    made = exported(store, author, Selection(conventions=("CTG-EVRY",)))
    assert made.notes == ("« Décrire »\u202f: un texte trop long pour une cellule n’est que dans le CSV.",)
    assert column(opened(made)["Plan d'actions"], "Description") == [None]
    csv = exported(store, author, Selection(conventions=("CTG-EVRY",)), kind=Format.CSV)
    assert long in csv.file.content.decode("utf-8-sig")
