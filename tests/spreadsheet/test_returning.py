"""A file goes back to its sender: the same workbook, problems marked in place; sent again, the same problems."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook as Xlsx
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.plan import ParsedPlan
from ctg_tracking.spreadsheet.reading import File, read_workbook
from ctg_tracking.spreadsheet.returned_marks import ERROR_FILL, LISTING, WARNING_FILL
from ctg_tracking.spreadsheet.returning import returned
from ctg_tracking.spreadsheet.understanding import understand
from tests.spreadsheet.workbooks import xlsx

HEADERS = ("Axe", "N°", "Action", "Pilotes", "Échéance", "Statut", "Budget")
GOOD = ("Axe 1 : Petite enfance", "1", "Créer un relais", "CCAS ; Caf", "31/12/2026", "En cours", 1200)
BAD = ("Axe 2 : Jeunesse", "2", "Ouvrir un local", "MJC", "31/02/2026", "En cours", "à définir")


def understood(file: File) -> ParsedPlan:
    return understand(read_workbook(file))


def sent_back(file: File) -> tuple[File, ParsedPlan]:
    book = read_workbook(file)
    plan = understand(book)
    return returned(file, book, plan.problems), plan


def opened(file: File) -> Xlsx:
    return load_workbook(io.BytesIO(file.content))


def saved(book: Xlsx, name: str = "plan.xlsx") -> File:
    content = io.BytesIO()
    book.save(content)
    return File(name, content.getvalue())


def places(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    return sorted((one.severity.value, one.cell, one.message) for one in problems)


def fill_of(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)[-6:]


def messy() -> Xlsx:
    """A workbook with a title row, merges, formulas, a comment, colours, a list, a chart and other sheets."""
    book = Xlsx()
    sheet = book.worksheets[0]
    sheet.title = "Suivi CTG"
    sheet.append(["Plan d’actions de la commune"])
    sheet.merge_cells("A1:G1")
    sheet["A1"].font = Font(bold=True, size=18, color="FFFFFFFF")
    sheet["A1"].fill = PatternFill("solid", fgColor="FF1F4E78")
    for row in (HEADERS, GOOD, BAD):
        sheet.append(list(row))
    sheet["E4"].comment = Comment("À voir avec la Caf", "Mairie")
    sheet["A6"] = "=SUM(G3:G4)"
    sheet.column_dimensions["C"].width = 61
    rule = DataValidation(type="list", formula1='"En cours,Réalisée"')
    rule.add("F3:F50")
    sheet.add_data_validation(rule)
    much = Rule("cellIs", operator="greaterThan", formula=["5000"], dxf=DifferentialStyle(font=Font(bold=True)))
    sheet.conditional_formatting.add("G3:G50", much)
    notes = book.create_sheet("Nos notes")
    notes["B2"] = '=A1&"!"'
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=7, min_row=2, max_row=4))
    notes.add_chart(chart, "D2")
    hidden = book.create_sheet("Calculs")
    hidden.sheet_state = "hidden"
    return book


def test_each_problem_is_coloured_and_commented_at_its_cell() -> None:
    back, plan = sent_back(xlsx({"Plan d'actions": [HEADERS, GOOD, BAD]}))
    sheet = opened(back)["Plan d'actions"]
    assert back.name == "plan-à-corriger.xlsx"
    assert (fill_of(sheet, "E3"), fill_of(sheet, "G3")) == (ERROR_FILL, WARNING_FILL)
    error = next(one for one in plan.problems if one.severity is Severity.ERROR)
    assert f"▲ À corriger : {error.message}" in sheet["E3"].comment.text
    assert "■ À vérifier : " in sheet["G3"].comment.text
    assert (sheet["E3"].comment.author, sheet["E3"].value) == ("ctg-tracking", "31/02/2026")
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["E3", "G3"]


def test_the_workbook_stays_the_senders_own() -> None:
    before = messy()
    back, _ = sent_back(saved(before))
    after = opened(back)
    sheet, kept = after["Suivi CTG"], before["Suivi CTG"]
    assert after.sheetnames == ["Suivi CTG", "Nos notes", "Calculs", LISTING]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:G1"]
    assert (sheet["A6"].value, after["Nos notes"]["B2"].value) == ("=SUM(G3:G4)", '=A1&"!"')
    assert (sheet["A1"].font.sz, fill_of(sheet, "A1")) == (18, "1F4E78")
    assert sheet.column_dimensions["C"].width == 61
    assert str(sheet.data_validations.dataValidation[0].sqref) == "F3:F50"
    assert len(sheet.conditional_formatting) == 1
    assert after["Calculs"].sheet_state == "hidden"
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(io.BytesIO(back.content)).namelist()
    assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in kept]


def test_a_senders_comment_is_kept_before_ours() -> None:
    back, _ = sent_back(saved(messy()))
    comment = opened(back)["Suivi CTG"]["E4"].comment
    assert comment is not None
    assert comment.text.startswith("À voir avec la Caf\n\n")
    assert "À corriger" in comment.text
    assert comment.author == "Mairie"
    again, _ = sent_back(back)
    assert opened(again)["Suivi CTG"]["E4"].comment.text == comment.text


def test_several_problems_of_a_cell_share_a_comment() -> None:
    file = xlsx({"Plan": [HEADERS, GOOD]})
    problems = [
        Problem(Severity.WARNING, "Plan", "C2", "Action", "x", "Deuxième."),
        Problem(Severity.ERROR, "Plan", "C2", "Action", "x", "Premier."),
    ]
    sheet = opened(returned(file, read_workbook(file), problems))["Plan"]
    assert sheet["C2"].comment.text.endswith("▲ À corriger : Premier.\n\n■ À vérifier : Deuxième.")
    assert fill_of(sheet, "C2") == ERROR_FILL


def test_a_problem_inside_a_merged_range_is_marked_at_its_corner() -> None:
    file = xlsx({"Plan": [HEADERS, GOOD, BAD]}, merges=["A2:A3"])
    problem = Problem(Severity.ERROR, "Plan", "A3", "Axe", "", "Un axe est attendu.")
    assert fill_of(opened(returned(file, read_workbook(file), [problem]))["Plan"], "A2") == ERROR_FILL


def test_the_listing_leads_to_each_cell_and_is_not_read_as_a_plan() -> None:
    back, plan = sent_back(saved(messy()))
    listing = opened(back)[LISTING]
    rows = [[cell.value for cell in row] for row in listing.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["▲ À corriger", "■ À vérifier"]
    assert rows[0][1:4] == ["Suivi CTG", "E4", "Échéance"]
    assert listing["C2"].hyperlink.location == "'Suivi CTG'!E4"
    assert LISTING in understood(back).sheets_ignored
    assert len(plan.problems) == len(rows)


def test_a_problem_of_no_cell_is_listed() -> None:
    file = xlsx({"Plan": [HEADERS, GOOD]})
    problem = Problem(Severity.ERROR, "Ailleurs", "", "", "", "=Une feuille manque.")
    book = opened(returned(file, read_workbook(file), [problem]))
    assert [cell.value for cell in book[LISTING][2]][1:] == ["Ailleurs", None, None, None, "=Une feuille manque."]
    assert book[LISTING]["F2"].data_type == "s"


def csv_file() -> File:
    lines = (";".join(str(cell) for cell in row) for row in (HEADERS, GOOD[:3] + GOOD[3:], BAD))
    return File("Plan 2026.csv", "\n".join(lines).replace("CCAS ; Caf", "CCAS, Caf").encode("cp1252"))


@pytest.mark.parametrize("make", [csv_file, lambda: xlsx({"Plan": [HEADERS, GOOD, BAD]}), lambda: saved(messy())])
def test_sent_again_uncorrected_it_has_the_same_problems_and_corrected_none(make: Any) -> None:
    back, plan = sent_back(make())
    again = understood(back)
    assert plan.problems
    assert places(again.problems) == places(plan.problems)
    assert [one.title for one in again.actions] == [one.title for one in plan.actions]
    twice, _ = sent_back(back)
    assert twice.name == back.name
    assert places(understood(twice).problems) == places(plan.problems)
    book = opened(twice)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "31/02/2026":
                cell.value = date(2026, 2, 28)
            elif cell.value == "à définir":
                cell.value = 500
    assert understood(saved(book)).problems == ()


def test_formulas_still_say_what_they_said() -> None:
    """Nobody has opened the returned workbook yet: its formulas hold the values they had."""
    book = Xlsx()
    sheet = book.worksheets[0]
    for row in (HEADERS, GOOD, BAD):
        sheet.append(list(row))
    sheet["C2"], sheet["G2"] = '="Créer "&"un relais & <un> lieu"', "=600*2"
    computed = with_values(saved(book), {"C2": ("str", "Créer un relais &amp; &lt;un&gt; lieu"), "G2": ("", "1200")})
    back, plan = sent_back(computed)
    assert plan.actions[0].title == "Créer un relais & <un> lieu"
    again = understood(back)
    assert [one.title for one in again.actions] == [one.title for one in plan.actions]
    assert again.actions[0].value("budget_cents") == plan.actions[0].value("budget_cents") == 120_000
    assert opened(back).worksheets[0]["G2"].value == "=600*2"


def with_values(file: File, values: dict[str, tuple[str, str]]) -> File:
    """The file as Excel saves it, formulas with what they show."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                text = body.decode()
                for cell, (kind, value) in values.items():
                    shown = f' t="{kind}"' if kind else ""
                    text, count = re.subn(
                        rf'<c r="{cell}"([^>]*)>(<f>.*?</f>)<v ?/?>(</v>)?',
                        rf'<c r="{cell}"\1{shown}>\2<v>{value}</v>',
                        text,
                    )
                    assert count == 1
                body = text.encode()
            new.writestr(entry, body)
    return File(file.name, made.getvalue())


def test_colours_that_tell_statuses_stay() -> None:
    """A colour that varies down the column may be the sender's status: the mark is then an edge, not a background."""
    book = Xlsx()
    sheet = book.worksheets[0]
    for row in (HEADERS, GOOD, BAD, BAD):
        sheet.append(list(row))
    for cell, colour in (("E2", "00B050"), ("E3", "FFC000"), ("E4", "FFC000")):
        sheet[cell].fill = PatternFill("solid", fgColor=f"FF{colour}")
    back = opened(sent_back(saved(book))[0]).worksheets[0]
    assert fill_of(back, "E3") == "FFC000"
    assert str(back["E3"].border.left.color.rgb)[-6:] == "CE0B07"
    assert "À corriger" in back["E3"].comment.text


def test_our_backgrounds_are_no_status_of_the_senders() -> None:
    more = [("Axe 2 : Jeunesse", str(number), f"Former {number} jeunes", "MJC") for number in (3, 4)]
    rows = [row[:4] for row in (HEADERS, GOOD, BAD, *more)]
    file = xlsx({"Plan": rows})
    problems = [Problem(Severity.ERROR, "Plan", "C3", "Action", "", "Une autre action s’appelle ainsi.")]
    book = read_workbook(returned(file, read_workbook(file), problems))
    assert set(book.sheets[0].fills.values()) == {ERROR_FILL}
    assert understand(book).questions == ()
    coloured = opened(file)
    coloured["Plan"]["C3"].fill = PatternFill("solid", fgColor="FF00B050")
    assert understood(saved(coloured)).questions != ()


def test_a_file_openpyxl_refuses_is_rebuilt_from_its_cells() -> None:
    file = xlsx({"Plan": [HEADERS, GOOD, BAD]})
    book = read_workbook(file)
    back = returned(File("plan.xlsx", b"not a workbook any more"), book, understand(book).problems)
    assert fill_of(opened(back)["Plan"], "E3") == ERROR_FILL


def test_rebuilt_cells_keep_their_kind() -> None:
    csv = File("plan.csv", b"Action;Commentaire;Budget\nOuvrir;=1+1;12\n")
    book = read_workbook(csv)
    sheet = opened(returned(csv, book, ())).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["C2"].value == "12"
