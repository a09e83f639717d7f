"""What the values of an ODS workbook do not say: hidden rows and columns, colours, errors, percents, merges."""

from pathlib import Path

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Merge, Sheet
from ctg_tracking.spreadsheet.reading import File, read_workbook
from tests.spreadsheet.parts import ods_cell, raw_ods

FILES = Path(__file__).parent / "files"
GREEN = (
    '<style:style style:name="vert" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#00ff00"/></style:style>'
)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    return read_workbook(File("plan.ods", content)).sheets


def table(rows: str, columns: str = "", name: str = "Plan") -> str:
    return f'<table:table table:name="{name}">{columns}{rows}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def blank(attributes: str = "") -> str:
    return f"<table:table-cell {attributes}/>"


def test_a_plan_saved_by_libreoffice() -> None:
    book = read_workbook(File("plan.ods", (FILES / "plan.ods").read_bytes()))
    plan, lists = book.sheets
    assert lists.hidden
    assert plan.merges == (Merge(0, 0, 0, 9), Merge(3, 0, 4, 0), Merge(5, 0, 7, 0))
    assert plan.hidden_rows == {6}
    assert plan.hidden_columns == {1}
    assert plan.errors == {(7, 4): "#DIV/0!", (7, 7): "#N/A"}
    assert (plan.rows[7][4], plan.rows[7][7]) == ("", "")
    assert {cell: plan.fills[cell] for cell in ((2, 0), (3, 8), (4, 5), (5, 5), (7, 9))} == {
        (2, 0): "4472C4",
        (3, 8): "92D050",
        (4, 5): "FFC000",
        (5, 5): "00B050",
        (7, 9): "D9D9D9",
    }
    assert plan.formats == {(3, 6): "0%", (4, 6): "0%", (5, 6): "0%", (7, 6): "0%", (5, 7): '0" k€"'}
    assert plan.rows[3][:5] == ["Axe 1 : Petite enfance", "1.1", *plan.rows[3][2:5]]


def test_repeated_rows_and_columns_keep_their_places() -> None:
    content = table(
        row(ods_cell("Action"), blank('table:number-columns-repeated="3"'), ods_cell("Statut"))
        + row(ods_cell("a"), attributes='table:number-rows-repeated="3"')
        + row(ods_cell("b"), attributes='table:visibility="filter"')
        + row(blank('table:number-columns-repeated="3"'), ods_cell("c", 'table:style-name="vert"'))
        + row(blank(), attributes='table:number-rows-repeated="1048000"'),
        columns='<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>',
    )
    (sheet,) = sheets(raw_ods(content, styles=GREEN))
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {2, 3}
    assert sheet.fills == {(5, 3): "00FF00"}
    assert sheet.rows[5][3] == "c"


def test_a_style_takes_the_colour_of_its_parent_and_a_column_gives_its_own() -> None:
    named = GREEN
    styles = (
        '<style:style style:name="enfant" style:family="table-cell" style:parent-style-name="vert"/>'
        '<style:style style:name="blanc" style:family="table-cell" style:parent-style-name="vert">'
        '<style:table-cell-properties fo:background-color="#ffffff"/></style:style>'
        '<style:style style:name="nu" style:family="table-cell" style:parent-style-name="vert">'
        '<style:table-cell-properties fo:background-color="transparent"/></style:style>'
    )
    cells = [ods_cell("a", f'table:style-name="{name}"') for name in ("enfant", "blanc", "nu")]
    content = table(
        row(*cells, ods_cell("d"), ods_cell("e")),
        columns='<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:default-cell-style-name="vert"/><table:table-column/>',
    )
    (sheet,) = sheets(raw_ods(content, styles=styles, named=named))
    assert sheet.fills == {(0, 0): "00FF00", (0, 3): "00FF00"}


def test_a_row_coloured_to_the_end_of_the_sheet_is_coloured_inside_the_table_only() -> None:
    content = table(
        row(ods_cell("Action"), ods_cell("Statut"))
        + row(
            ods_cell("a", 'table:style-name="vert"'),
            blank('table:style-name="vert" table:number-columns-repeated="16383"'),
        )
        + row(
            blank('table:style-name="vert" table:number-columns-repeated="16384"'),
            attributes='table:number-rows-repeated="1048574"',
        )
    )
    (sheet,) = sheets(raw_ods(content, styles=GREEN))
    assert sheet.fills == {(1, 0): "00FF00", (1, 1): "00FF00"}


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "Err:502", "#NOM?"])
def test_errors(word: str) -> None:
    attributes = 'table:formula="of:=x" calcext:value-type="error"'
    (sheet,) = sheets(raw_ods(table(row(ods_cell("Action"), ods_cell(word, attributes), ods_cell("fin")))))
    assert list(sheet.rows[0]) == ["Action", "", "fin"]
    assert sheet.errors == {(0, 1): word}


def test_the_text_of_a_formula_is_no_error() -> None:
    (sheet,) = sheets(raw_ods(table(row(ods_cell("Action"), ods_cell("En cours", 'table:formula="of:=x"')))))
    assert list(sheet.rows[0]) == ["Action", "En cours"]
    assert sheet.errors == {}


def test_a_percentage_without_style_is_told() -> None:
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45 %</text:p></table:table-cell>'
    )
    (sheet,) = sheets(raw_ods(table(row(ods_cell("Avancement")) + row(cell))))
    assert sheet.formats == {(1, 0): "0%"}


FAR_ROW = row(ods_cell("a"), attributes='table:number-rows-repeated="1048576"')
FAR_CELL = row(ods_cell("a", 'table:number-columns-repeated="16384"'))
HUGE = row(ods_cell("a", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"')


@pytest.mark.parametrize("rows", [FAR_ROW, FAR_CELL, HUGE, row(ods_cell("z")) + HUGE])
def test_content_repeated_without_end_is_refused(rows: str) -> None:
    with pytest.raises(UnreadableFile, match="démesurée"):
        sheets(raw_ods(table(rows)))


@pytest.mark.parametrize(
    "inside",
    [
        "<text:span>" * 5000 + "</text:span>" * 5000,
        "".join(f'<style:style style:name="s{number}" style:family="table-cell"/>' for number in range(100_000)),
        "<text:p>jamais refermé",
    ],
    ids=["deep", "styles", "open"],
)
def test_a_hostile_document_is_refused(inside: str) -> None:
    with pytest.raises(UnreadableFile, match="abîmé"):
        sheets(raw_ods(table(row(ods_cell("a"))), styles=inside))
