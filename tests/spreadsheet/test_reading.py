"""Strangers' files: each kind is read, and what is hostile or broken gets one sentence within seconds."""

import csv
import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.follow_up.importing import File, read
from ctg_tracking.spreadsheet.grid import Merge, Workbook, cell_name, column_letters
from ctg_tracking.spreadsheet.reading import read_workbook, read_workbooks
from tests.spreadsheet.workbooks import xlsx

PLAN = [("Axe", "Action", "Échéance"), ("Axe 1 : Été", "Créer un relais", date(2026, 12, 31))]
SECONDS = 20


def content_of(file: File) -> bytes:
    return file.content


def repacked(**changes: bytes | None) -> bytes:
    """A good workbook with some of its parts replaced (None: removed); `__` in a name is a slash."""
    out = io.BytesIO()
    renamed = {name.replace("__", "/"): part for name, part in changes.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content_of(xlsx({"Plan": PLAN})))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            if name not in renamed:
                bad.writestr(name, good.read(name))
        for name, part in renamed.items():
            if part is not None:
                bad.writestr(name, part)
    return out.getvalue()


def sheet_xml(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<?xml version="1.0"?><worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def far_cell() -> bytes:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return repacked(**{"xl__worksheets__sheet1.xml": sheet_xml(rows)})


def hidden_far_cell() -> bytes:
    """The same behind a namespace prefix the look does not foresee: the child's own limits hold."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = b'<row r="1"><c r = "A1"><v>1</v></c></row><row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>'
    return repacked(
        **{
            "xl__worksheets__sheet1.xml": b'<worksheet xmlns="'
            + space
            + b'"><sheetData>'
            + rows
            + b"</sheetData></worksheet>"
        }
    )


def bomb() -> bytes:
    return repacked(**{"xl__sharedStrings.xml": b"<sst><si><t>" + b"a" * 60_000_000 + b"</t></si></sst>"})


def enormous() -> bytes:
    """An archive whose directory declares 2 GB for one part."""
    content = bytearray(repacked())
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, 2_000_000_000)
    return bytes(content)


def many_entries() -> bytes:
    return repacked(**{f"xl__media__image{number}.png": b"" for number in range(5_200)})


def entities() -> bytes:
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>'
    evil = sheet_xml(rows).replace(
        b"<worksheet", b'<!DOCTYPE x [<!ENTITY lol SYSTEM "file:///etc/hostname">]><worksheet'
    )
    return repacked(**{"xl__worksheets__sheet1.xml": evil})


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def word_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


GOOD = xlsx({"Plan": PLAN}).content
HOSTILE: dict[str, tuple[str, Any]] = {
    "empty": ("plan.xlsx", b""),
    "blank": ("plan.csv", b"  \r\n "),
    "cell very far": ("plan.xlsx", far_cell()),
    "cell very far, disguised": ("plan.xlsx", hidden_far_cell()),
    "zip bomb": ("plan.xlsx", bomb()),
    "declares two gigabytes": ("plan.xlsx", enormous()),
    "thousands of entries": ("plan.xlsx", many_entries()),
    "entities": ("plan.xlsx", entities()),
    "truncated": ("plan.xlsx", GOOD[: len(GOOD) // 2]),
    "cut at its end": ("plan.xlsx", GOOD[:-30]),
    "garbled inside": ("plan.xlsx", GOOD[:600] + bytes(400) + GOOD[1000:]),
    "no sheet inside": ("plan.xlsx", repacked(**{"xl__worksheets__sheet1.xml": None})),
    "no workbook inside": ("plan.xlsx", repacked(**{"xl__workbook.xml": None})),
    "web page": ("plan.xls", b"\n<!DOCTYPE html><html><table><tr><td>Action</td></tr></table></html>"),
    "xml": ("plan.xlsx", b'<?xml version="1.0"?><Workbook/>'),
    "picture": ("plan.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "photograph": ("plan.ods", b"\xff\xd8\xff\xe0" + bytes(100)),
    "pdf": ("plan.xlsx", b"%PDF-1.7 " + bytes(100)),
    "text document": ("plan.xlsx", word_document()),
    "password": ("plan.xlsx", locked()),
    "broken xls": ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    "noise": ("plan.xlsx", bytes(range(256)) * 20),
    "binary csv": ("plan.csv", b"Action;Statut\n" + bytes(200)),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_broken_file_gets_one_sentence_within_seconds(case: str) -> None:
    name, content = HOSTILE[case]
    begun = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(File(name, content))
    sentence = str(refused.value)
    assert time.monotonic() - begun < SECONDS
    assert sentence.startswith(f"Le fichier « {name} » ne peut pas être lu")
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


@pytest.mark.parametrize(
    ("case", "word"),
    [
        ("empty", "vide"),
        ("cell very far", "XFD1048576"),
        ("zip bomb", "anormale"),
        ("web page", "page web"),
        ("picture", "image"),
        ("pdf", "PDF"),
        ("password", "mot de passe"),
        ("truncated", "incomplet"),
        ("entities", "XML"),
    ],
)
def test_the_sentence_says_what_is_wrong(case: str, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        read_workbook(File(*HOSTILE[case]))


def test_a_file_that_kills_the_child_refuses_itself_alone() -> None:
    good = File("bon.xlsx", GOOD)
    first, second, third = read_workbooks([good, File(*HOSTILE["cell very far, disguised"]), good])
    assert isinstance(first, Workbook)
    assert isinstance(second, UnreadableFile)
    assert isinstance(third, Workbook)


def test_a_child_that_is_too_slow_is_stopped() -> None:
    (reading,) = read_workbooks([File("plan.xlsx", GOOD)], timeout=-0.999)
    assert "arrêtée" in str(reading)


def test_the_child_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'streamlit', 'sqlalchemy', 'openpyxl', 'altair'}"
    rooms = ", ".join(f"ctg_tracking.spreadsheet.{room}" for room in ("child", "xlsx", "ods_marks", "xls_marks"))
    code = f"import sys, {rooms}, python_calamine; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- what is read --


def test_a_workbook_keeps_its_cells_where_they_are() -> None:
    book = read_workbook(xlsx({"Plan": [[], ["", "Axe", "Action"], ["", "Axe 1", date(2026, 1, 1)]]}, merges=["B3:B4"]))
    (sheet,) = book.sheets
    assert sheet.rows[2][2] == date(2026, 1, 1)
    assert sheet.merges == (Merge(2, 1, 3, 1),)
    assert (book.kind, len(book.sha256)) == ("xlsx", 64)


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_names_of_cells(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert cell_name(11, number) == f"{letters}12"


def delimited(delimiter: str, rows: Sequence[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


TEXT_ROWS = [
    ("Axe", "Intitulé", "Échéance"),
    ("Axe 1 : Été", "Créer, puis\nanimer ; un relais", "31/12/2026"),
    ("Axe 2", "Œuvrer", "T1 2027"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimited_text(encoding: str, delimiter: str) -> None:
    content = delimited(delimiter, TEXT_ROWS).encode(encoding)
    (sheet,) = read_workbook(File("plan.csv", content)).sheets
    assert [tuple(row) for row in sheet.rows] == [tuple(cell.strip() for cell in row) for row in TEXT_ROWS]


def test_a_title_above_a_csv_does_not_hide_its_separator() -> None:
    content = ("Convention territoriale globale\n\n" + delimited(";", TEXT_ROWS)).encode()
    (sheet,) = read_workbook(File("plan.csv", content)).sheets
    assert list(sheet.rows[2]) == ["Axe", "Intitulé", "Échéance"]


def test_a_csv_named_xls_is_read() -> None:
    assert read_workbook(File("export.xls", delimited("\t", TEXT_ROWS).encode("cp1252"))).kind == "csv"


def test_several_files_in_one_go() -> None:
    good, bad = read([xlsx({"Plan": PLAN}), File("vide.xlsx", b"")])
    assert not isinstance(good, UnreadableFile)
    assert len(good.plan.actions) == 1
    assert isinstance(bad, UnreadableFile)


def test_an_open_document_is_read() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    table = "".join(
        row.format("".join(cell.format(word) for word in line))
        for line in (("Axe", "Action"), ("Axe 1", "Créer un relais"))
    )
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:spreadsheet><table:table table:name="Plan">{table}</table:table></office:spreadsheet>'
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        archive.writestr("content.xml", content)
    (source,) = read([File("plan.ods", out.getvalue())])
    assert not isinstance(source, UnreadableFile)
    assert [action.title for action in source.plan.actions] == ["Créer un relais"]
