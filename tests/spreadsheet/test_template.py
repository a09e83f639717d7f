"""The import workbook: what the code writes is what the repository holds, and what it holds is read back."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.follow_up.importing import File
from ctg_tracking.model.words import Priority, Status
from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.reading import read_workbook
from ctg_tracking.spreadsheet.template import template_columns, workbook_bytes, write_template
from ctg_tracking.spreadsheet.understanding import understand

KEPT = Path(__file__).parents[2] / "data" / "template" / "modele-import-ctg.xlsx"


def contents(book: Workbook) -> object:
    """Cells, lists, hints, widths and protection of a workbook: all that the person who fills it meets."""
    return [
        (
            sheet.title,
            [[cell.value for cell in row] for row in sheet.iter_rows()],
            [(str(rule.sqref), rule.formula1, rule.prompt) for rule in sheet.data_validations.dataValidation],
            {letter: column.width for letter, column in sheet.column_dimensions.items()},
            sheet.freeze_panes,
            sheet.protection.sheet,
        )
        for sheet in book.worksheets
    ]


def test_the_kept_workbook_is_what_the_code_writes(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    assert contents(load_workbook(tmp_path / "t.xlsx")) == contents(load_workbook(KEPT))


def test_every_list_has_its_words_in_the_sheet_of_lists() -> None:
    book = load_workbook(KEPT)
    plan = book["Plan d'actions"]
    status = 1 + [column.field for column in template_columns(Table.PLAN)].index("status")
    rule = next(one for one in plan.data_validations.dataValidation if plan.cell(2, status).coordinate in one.sqref)
    sheet, _, place = str(rule.formula1).rpartition("!")
    words = [row[0].value for row in book[sheet.strip("'")][place.replace("$", "")]]
    assert words == [one.label for one in Status]


def test_an_empty_template_says_where_to_begin() -> None:
    with pytest.raises(UnreadableFile, match=r"ne contient encore aucune action.*ligne 2"):
        understand(read_workbook(File(KEPT.name, KEPT.read_bytes())))


def test_each_column_of_the_template_is_understood_as_itself() -> None:
    for kind in Table:
        rows = {
            kind: [
                {
                    "title": "Ouvrir un lieu",
                    "indicator": "Places",
                    "on_date": date(2025, 1, 1),
                    "value": 3,
                    "status": Status.DONE,
                }
            ]
        }
        plan = understand(read_workbook(File("t.xlsx", workbook_bytes(rows))))
        table = next(table for table in plan.tables if table.kind is kind)
        assert list(table.columns.values()) == [column.field for column in template_columns(kind)]
        assert table.ignored == ()


def test_what_is_written_is_read_back() -> None:
    row = {
        "axe": "Axe 1 : Petite enfance", "code": "1.2", "title": "=Ouvrir un lieu", "pilots": ("CCAS", "Caf"),
        "priority": Priority.HIGH, "starts_on": date(2025, 1, 1), "due_on": date(2026, 12, 31), "yearly": True,
        "budget": 12500.5, "status": Status.IN_PROGRESS, "percent": 40, "comment": "-> lancé",
    }  # fmt: skip
    (action,) = understand(read_workbook(File("t.xlsx", workbook_bytes({Table.PLAN: [row]})))).actions
    assert (action.code, action.title) == ("1.2", "=Ouvrir un lieu")
    assert [one.name for one in action.value("pilots")] == ["CCAS", "Caf"]
    assert action.value("due_on") == date(2026, 12, 31)
    assert action.value("budget_cents") == 1_250_050
    assert (action.value("yearly"), action.value("priority"), action.value("percent")) == (True, Priority.HIGH, 40)
    assert (action.value("status"), action.value("comment")) == (Status.IN_PROGRESS, "-> lancé")


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    book = load_workbook(BytesIO(workbook_bytes({Table.PLAN: [{"title": "=1+1"}]})))
    title = 1 + [column.field for column in template_columns(Table.PLAN)].index("title")
    assert book["Plan d'actions"].cell(2, title).data_type == "s"


def filled() -> Workbook:
    """The workbook with two actions, as an export writes it."""
    rows = [{"id": f"A{number}-0a0a", "title": f"Ouvrir {number}", "percent": number} for number in (1, 2)]
    return load_workbook(BytesIO(workbook_bytes({Table.PLAN: rows})))


def test_headers_alone_are_locked_and_without_a_password() -> None:
    book = filled()
    sheet = book["Plan d'actions"]
    assert all(one.protection.sheet and one.protection.password is None for one in book.worksheets)
    assert all(cell.protection.locked for cell in sheet[1])
    assert not any(cell.protection.locked for row in sheet.iter_rows(min_row=2) for cell in row if cell.value)
    columns = sheet.column_dimensions.values()
    assert not any(column.protection.locked for column in columns)
    assert max(column.max or 0 for column in columns) == 16_384


def test_rows_may_be_sorted_filtered_inserted_and_deleted() -> None:
    """In the file, an attribute that is true forbids; Excel also wants every cell of the row unlocked."""
    protection = filled()["Plan d'actions"].protection
    allowed = ("sort", "autoFilter", "insertRows", "deleteRows", "formatColumns", "formatRows", "formatCells")
    assert [name for name in allowed if getattr(protection, name)] == []
    assert protection.insertColumns


def test_an_identifier_refuses_to_be_typed_over() -> None:
    sheet = filled()["Plan d'actions"]
    (rule,) = [one for one in sheet.data_validations.dataValidation if "A2" in one.sqref]
    assert (rule.type, rule.formula1, rule.errorStyle or "stop", rule.showErrorMessage) == (
        "custom",
        "1=0",
        "stop",
        True,
    )
    assert sheet["A2"].fill.fgColor.rgb == "FFF0F1F3"


def test_lists_reach_beyond_the_rows_of_a_large_plan() -> None:
    rows = [{"title": f"Ouvrir {number}"} for number in range(2_100)]
    book = load_workbook(BytesIO(workbook_bytes({Table.PLAN: rows})))
    rules = book["Plan d'actions"].data_validations.dataValidation
    assert {str(rule.sqref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for rule in rules} == {"2600"}


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-", "@x", "_x0041_ y", "'=x", "l’eau"])
def test_whatever_it_begins_with_a_text_is_read_back(text: str) -> None:
    content = workbook_bytes({Table.PLAN: [{"title": "Ouvrir", "description": text}]})
    (action,) = understand(read_workbook(File("t.xlsx", content))).actions
    assert action.value("description") == text
    cells = [cell for row in load_workbook(BytesIO(content))["Plan d'actions"].iter_rows(min_row=2) for cell in row]
    assert [cell.quotePrefix for cell in cells if cell.value == text] in ([text[0] in "=+-@"], [])


def test_control_characters_do_not_break_the_file() -> None:
    content = workbook_bytes({Table.PLAN: [{"title": "Ouvrir\x00 un\x1f lieu"}]})
    (action,) = understand(read_workbook(File("t.xlsx", content))).actions
    assert action.title == "Ouvrir un lieu"


def test_a_percent_of_one_is_not_the_whole() -> None:
    content = workbook_bytes({Table.PLAN: [{"title": "Ouvrir", "percent": 1}, {"title": "Former", "percent": 0}]})
    actions = understand(read_workbook(File("t.xlsx", content))).actions
    assert [action.value("percent") for action in actions] == [1, 0]


def test_names_that_splitting_would_cut_are_kept_whole() -> None:
    names = ("Le Relais, petite enfance", "Caf / MSA", "Direction enfance", "L’Escale")
    content = workbook_bytes({Table.PLAN: [{"title": "Ouvrir", "pilots": names}]})
    (action,) = understand(read_workbook(File("t.xlsx", content))).actions
    assert tuple(one.name for one in action.value("pilots")) == names
