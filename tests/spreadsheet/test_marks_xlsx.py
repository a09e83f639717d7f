"""What the values of an XLSX workbook do not say: hidden rows and columns, colours, errors, number formats."""

import io
import pickle
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as XlsxWorkbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from ctg_tracking.spreadsheet.grid import Sheet, Workbook
from ctg_tracking.spreadsheet.reading import File, read_workbook
from ctg_tracking.spreadsheet.xlsx_styles import changes_meaning, tinted
from tests.spreadsheet.parts import raw_xlsx, worksheet, xlsx_styles, zipped

THEME = (
    '<a:theme xmlns:a="urn:a"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="112233"/></a:dk2><a:lt2><a:srgbClr val="ddeeff"/></a:lt2>'
    '<a:accent1><a:srgbClr val="70AD47"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def read(content: bytes) -> Workbook:
    return read_workbook(File("plan.xlsx", content))


def only(content: bytes) -> Sheet:
    (sheet,) = read(content).sheets
    return sheet


def made(fill_in: Callable[[XlsxWorkbook], None]) -> Sheet:
    """The first sheet of a workbook written by openpyxl."""
    book, out = XlsxWorkbook(), io.BytesIO()
    fill_in(book)
    book.save(out)
    return read(out.getvalue()).sheets[0]


def painted(colour: str | Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


# -- hidden --


def test_hidden_and_filtered_rows_and_hidden_columns() -> None:
    def fill_in(book: XlsxWorkbook) -> None:
        sheet = book.worksheets[0]
        for number in range(1, 7):
            sheet.append([f"Action {number}", "", "x", "y"])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.column_dimensions["C"].width = 30

    sheet = made(fill_in)
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {1}


def test_a_row_or_a_column_of_no_size_is_hidden() -> None:
    head = '<cols><col min="2" max="3" width="0"/><col min="4" max="4" width="0.5"/></cols>'
    rows = '<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="D2"><v>1</v></c></row>'
    sheet = only(raw_xlsx(worksheet(rows, head)))
    assert sheet.hidden_rows == {0}
    assert sheet.hidden_columns == {1, 2}


def test_hidden_rows_below_the_table_are_not_told() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, 900))
    assert only(raw_xlsx(rows)).hidden_rows == frozenset()


# -- colours --


def test_colours_of_cells_blank_ones_too_inside_the_table_only() -> None:
    def fill_in(book: XlsxWorkbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Action", "2025", "2026"])
        sheet.append(["Créer un relais", "", ""])
        sheet["A1"].fill = painted("FFFFFF")
        sheet["B2"].fill = painted("FF92D050")
        sheet["F9"].fill = painted("FF0000")
        sheet["C1"].fill = PatternFill("lightUp", fgColor="FF0000")

    assert made(fill_in).fills == {(1, 1): "92D050"}


def test_theme_indexed_and_tinted_colours() -> None:
    styles = xlsx_styles(
        ("", "0"),
        ('theme="4"', "0"),
        ('theme="4" tint="0.5"', "0"),
        ('theme="3"', "0"),
        ('theme="2"', "0"),
        ('indexed="13"', "0"),
        ('indexed="64"', "0"),
        ('theme="0"', "0"),
        ('theme="1"', "0"),
        ('theme="99"', "0"),
        ('rgb="bidon"', "0"),
        ('auto="1"', "0"),
    )
    cells = "".join(f'<c r="{letter}1" s="{style}"><v>1</v></c>' for style, letter in enumerate("ABCDEFGHIJKL"))
    fills = only(raw_xlsx(f'<row r="1">{cells}</row>', styles=styles, theme=THEME)).fills
    assert {column: colour for (_, column), colour in fills.items()} == {
        1: "70AD47",
        2: "B7D8A1",
        3: "112233",
        4: "DDEEFF",
        5: "FFFF00",
        8: "101010",
    }


def test_a_palette_of_its_own() -> None:
    palette = '<colors><indexedColors><rgbColor rgb="00123456"/></indexedColors></colors>'
    styles = xlsx_styles(("", "0"), ('indexed="0"', "0"), palette=palette)
    assert only(raw_xlsx('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', styles=styles)).fills == {(0, 0): "123456"}


@pytest.mark.parametrize(
    ("colour", "tint", "seen"),
    [
        ("4472C4", "0.7999816888943144", "DAE3F3"),
        ("4472C4", "-0.249977111117893", "2F5597"),
        ("FFFFFF", "-0.1499984740745262", "D9D9D9"),
        ("000000", "0.499984740745262", "7F7F7F"),
        ("4472C4", "", "4472C4"),
        ("4472C4", "nan", "4472C4"),
        ("4472C4", "7", "4472C4"),
    ],
)
def test_tints_are_those_excel_shows(colour: str, tint: str, seen: str) -> None:
    found = tinted(colour, tint)
    gaps = [abs(int(found[place : place + 2], 16) - int(seen[place : place + 2], 16)) for place in (0, 2, 4)]
    assert max(gaps) <= 1


def test_a_row_painted_as_a_whole() -> None:
    styles = xlsx_styles(("", "0"), ('rgb="FF00FF00"', "0"), ('rgb="FFFF0000"', "0"))
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row>'
        '<row r="2" s="1" customFormat="1"><c r="A2" s="2"><v>1</v></c><c r="B2"><v>1</v></c></row>'
        '<row r="3" s="1"><c r="A3"><v>1</v></c></row>'
    )
    assert only(raw_xlsx(rows, styles=styles)).fills == {(1, 0): "FF0000", (1, 2): "00FF00", (1, 3): "00FF00"}


def test_many_colours_are_told_apart() -> None:
    styles = xlsx_styles(("", "0"), *((f'rgb="FF0000{number:02X}"', "0") for number in range(1, 40)))
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n}"><v>1</v></c></row>' for n in range(1, 40))
    fills = only(raw_xlsx(rows, styles=styles)).fills
    assert fills == {(number - 1, 0): f"0000{number:02X}" for number in range(1, 40)}


def test_too_many_coloured_cells_are_not_told_and_the_file_says_so() -> None:
    styles = xlsx_styles(("", "0"), ('rgb="FF00FF00"', "0"))
    cells = "".join(f'<c r="{a}{b}%d" s="1"><v>1</v></c>' for a in "AB" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = "".join(f'<row r="{n}">{cells.replace("%d", str(n))}</row>' for n in range(1, 12_001))
    book = read(raw_xlsx(rows, styles=styles))
    assert book.sheets[0].fills == {}
    assert [note for note in book.notes if "Feuille 1" in note and "couleurs" in note]


def test_broken_styles_leave_the_values() -> None:
    book = read(raw_xlsx('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', theme="<a:theme"))
    assert book.sheets[0].rows == [[1.0]]


def test_colours_are_asked_by_row_and_column() -> None:
    fills = only(raw_xlsx(ROWS, styles=STYLES)).fills
    assert fills[0, 1] == fills[1, 0] == "00FF00"
    assert (0, 0) not in fills
    assert (0, 16385) not in fills
    assert (1, -16383) not in fills
    assert sorted(fills) == [(0, 1), (1, 0)]
    assert fills == pickle.loads(pickle.dumps(fills)) == dict(fills)


# -- errors --


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#DIV/0!", "#SPILL!", "#CALC!", "#BLOCKED!", "Err:502"])
def test_errors_are_told_with_their_word_and_have_no_value(word: str) -> None:
    rows = (
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>A1/0</f><v>{word}</v></c></row>'
        f'<row r="2"><c r="A2" s="3" t="e"><v>{word}</v></c><c r="B2"><v>2</v></c></row>'
    )
    sheet = only(raw_xlsx(rows))
    assert sheet.rows == [[1.0, ""], ["", 2.0]]
    assert sheet.errors == {(0, 1): word, (1, 0): word}


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "inf"])
def test_a_number_that_is_none_is_an_error(number: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>{number}</v></c><c r="C1"><v>2</v></c></row>'
    sheet = only(raw_xlsx(rows))
    assert list(sheet.rows[0]) == [1.0, "", 2.0]
    assert sheet.errors == {(0, 1): "#NUM!"}


def test_characters_that_no_cell_shows_are_left_out() -> None:
    words = "Créer_x0001_ un_x000D_\nrelais_x0000_\u00a0!"
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>'
    assert only(raw_xlsx(rows)).rows == [["Créer un\nrelais\u00a0!"]]


# -- number formats --


def test_formats_that_change_what_a_number_says() -> None:
    custom = {170: "0&quot; k€&quot;", 171: "&quot;Axe &quot;0", 172: "#,##0.00\\ &quot;€&quot;", 173: "dd/mm/yyyy"}
    styles = xlsx_styles(
        ("", "0"), ("", "9"), ("", "10"), ("", "170"), ("", "171"), ("", "172"), ("", "173"), custom=custom
    )
    cells = "".join(f'<c r="{letter}1" s="{style}"><v>1</v></c>' for style, letter in enumerate("ABCDEFG"))
    words = '<c r="A2" s="1" t="str"><v>mot</v></c><c r="B2" s="1"/>'
    sheet = only(raw_xlsx(f'<row r="1">{cells}</row><row r="2">{words}</row>', styles=styles))
    assert sheet.formats == {(0, 1): "0%", (0, 2): "0.00%", (0, 3): '0" k€"', (0, 4): '"Axe "0'}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("0%", True),
        ("0.0%;[Red]-0.0%", True),
        ('#,##0" ETP"', True),
        ("0\\h", True),
        ('General" ans"', True),
        ("General", False),
        ("#,##0.00 [$€-40C]", False),
        ('_-* #,##0.00 "€"_-', False),
        ('dd" de "mmmm', False),
        ("[h]:mm", False),
        ("0.00E+00", False),
        ('"%"@', False),
        ("", False),
        ("0%" * 500, False),
    ],
)
def test_which_formats_change_the_meaning(code: str, changes: bool) -> None:
    assert changes_meaning(code) is changes


# -- written otherwise --

STYLES = xlsx_styles(("", "0"), ('rgb="FF00FF00"', "9"))
ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" s="1"/><c r="B2" t="e"><v>#REF!</v></c></row>'
    '<row r="3"><c r="A3"><v>5</v></c></row>'
)


def prefixed(rows: str) -> str:
    """The same sheet with a namespace prefix on each of its tags."""
    return worksheet(rows).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "sheet",
    [
        worksheet(ROWS),
        prefixed(ROWS),
        worksheet(ROWS.replace('"', "'")),
        worksheet(ROWS.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="1"', "")),
        worksheet(ROWS.replace('<c r="B1" s="1">', '<c s="1" r="B1">')),
        worksheet(ROWS.replace('<c r="B1" s="1">', '<c r="B1" t="n" s="1">')),
        worksheet(ROWS.replace('<c r="B1" s="1">', '<c r="B1" cm="1" s="1">')),
        worksheet(ROWS.replace("<c ", "<c\n  ").replace("<row ", "<row\n\t")),
    ],
    ids=["as Excel", "prefix", "quotes", "no reference", "style first", "type first", "other first", "spread out"],
)
def test_a_sheet_written_in_another_way_says_the_same(sheet: str) -> None:
    found = only(raw_xlsx(sheet, styles=STYLES))
    assert found.rows == [[1.0, 2.0], ["", ""], [5.0, ""]]
    assert found.hidden_rows == {1}
    assert found.errors == {(1, 1): "#REF!"}
    assert (found.fills, found.formats) == ({(0, 1): "00FF00", (1, 0): "00FF00"}, {(0, 1): "0%"})


def test_parts_named_as_excel_on_line_does() -> None:
    moved = {"workbook": "workbook22", "styles": "styles7", "sheet1": "sheet31"}
    with zipfile.ZipFile(io.BytesIO(raw_xlsx(ROWS, styles=STYLES))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    links = parts["xl/_rels/workbook.xml.rels"]
    style = '<Relationship Id="s" Type="http://x/relationships/styles" Target="/xl/styles.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = links.replace("</Relationships>", style)
    for old, new in moved.items():
        parts = {
            name.replace(f"{old}.xml", f"{new}.xml"): words.replace(f"{old}.xml", f"{new}.xml")
            for name, words in parts.items()
        }
    sheet = only(zipped(parts))
    assert sheet.rows[0] == [1.0, 2.0]
    assert sheet.fills == {(0, 1): "00FF00", (1, 0): "00FF00"}


def test_styled_blank_cells_very_far_do_not_refuse_the_file() -> None:
    rows = ROWS + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(only(raw_xlsx(rows, styles=STYLES)).rows) == 3


def test_blank_coloured_rows_count_when_a_filled_one_follows() -> None:
    blank = "".join(f'<row r="{n}" hidden="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(4, 60_000))
    last = '<row r="60000"><c r="A60000"><v>9</v></c></row>'
    with_end, without = only(raw_xlsx(ROWS + blank + last, styles=STYLES)), only(raw_xlsx(ROWS + blank, styles=STYLES))
    assert len(with_end.fills) == 2 + 2 * 59_996
    assert len(with_end.hidden_rows) == 1 + 59_996
    assert (len(without.fills), len(without.hidden_rows)) == (2, 1)


def test_each_sheet_keeps_its_own_marks() -> None:
    other = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'
    first, second = read(raw_xlsx(ROWS, other, styles=STYLES)).sheets
    assert first.hidden_rows == {1}
    assert not second.hidden_rows
    assert second.fills == {(0, 0): "00FF00"}


def test_a_sheet_of_several_megabytes_is_cut_between_rows() -> None:
    words = "t" * 3000
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}" s="1"><v>1</v></c></row>'
    sheet = only(raw_xlsx("".join(row.format(number, words) for number in range(1, 1201)), styles=STYLES))
    assert len(sheet.rows) == 1200
    assert sheet.fills == {(number, 1): "00FF00" for number in range(1200)}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 4), st.booleans()),
        min_size=1,
        max_size=40,
        unique_by=lambda cell: cell[:2],
    )
)
def test_marks_are_those_openpyxl_reads(cells: list[tuple[int, int, int, bool]]) -> None:
    colours = ["", "FF0000", "00B050", "FFC000", "4472C4"]

    def fill_in(book: XlsxWorkbook) -> None:
        sheet = book.worksheets[0]
        sheet.cell(32, 32, "coin")
        for row, column, colour, percent in cells:
            cell = sheet.cell(row + 1, column + 1, 0.5)
            cell.number_format = "0%" if percent else "General"
            if colour:
                cell.fill = painted(colours[colour])

    sheet = made(fill_in)
    assert sheet.fills == {(row, column): colours[colour] for row, column, colour, _ in cells if colour}
    assert sheet.formats == {(row, column): "0%" for row, column, _, percent in cells if percent}
