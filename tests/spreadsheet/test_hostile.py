"""Files made to harm: each is refused within seconds, in one sentence, or read without harm."""

import random
import re
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.reading import File, Reading, read_workbooks
from tests.spreadsheet.parts import MAIN, ods_cell, raw_ods, raw_xlsx, worksheet, xlsx_styles, zipped

FILES = Path(__file__).parent / "files"
SECONDS = 25
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Action</t></is></c></row>'
TABLE = f'<table:table table:name="Plan"><table:table-row>{ods_cell("Action")}</table:table-row></table:table>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_parts(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some of its parts replaced or added."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, **changed})


def lying(content: bytes, part: str, size: int) -> bytes:
    """The archive whose directory declares this size for a part."""
    changed = bytearray(content)
    name = part.encode()
    for mark, before, place in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = changed.find(name)
        while at >= 0:
            if changed[at - before : at - before + 4] == mark:
                struct.pack_into("<I", changed, at - before + place, size)
            at = changed.find(name, at + 1)
    return bytes(changed)


def with_password(content: bytes) -> bytes:
    """An old workbook whose second record says that it is encrypted."""
    begun = content.find(b"\x09\x08\x10\x00\x00\x06")
    return content[: begun + 20] + b"\x2f\x00" + content[begun + 22 :]


def shared_strings(count: int, words: str) -> bytes:
    items = f"<si><t>{words}</t></si>" * count
    return f'<sst xmlns="{MAIN}">{items}</sst>'.encode()


def strings_sheet(rows: int, columns: int) -> str:
    letters = [chr(65 + place // 26) + chr(65 + place % 26) for place in range(columns)]
    row = "".join(f'<c r="{letter}%d" t="s"><v>0</v></c>' for letter in letters)
    return "".join(f'<row r="{number}">{row.replace("%d", str(number))}</row>' for number in range(1, rows + 1))


def with_strings(sheet: str, strings: bytes) -> bytes:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="{0}/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Type="{0}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ).format("http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    return with_parts(raw_xlsx(sheet), {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": links.encode()})


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a document of entities": ("plan.ods", lambda: with_parts(raw_ods(TABLE), {"content.xml": ENTITY.encode()})),
    "entities in the styles": (
        "plan.xlsx",
        lambda: with_parts(raw_xlsx(CELL), {"xl/styles.xml": f"{ENTITY}<styleSheet>&b;</styleSheet>".encode()}),
    ),
    "entities in the theme": (
        "plan.xlsx",
        lambda: with_parts(raw_xlsx(CELL), {"xl/theme/theme1.xml": f"{ENTITY}<a:theme>&b;</a:theme>".encode()}),
    ),
    "an encoding of its own": (
        "plan.ods",
        lambda: with_parts(raw_ods(TABLE), {"content.xml": b'<?xml version="1.0" encoding="bidon"?><office:document'}),
    ),
    "utf-16": ("plan.xlsx", lambda: raw_xlsx(worksheet(CELL).encode("utf-16"))),
    "utf-16 without mark": ("plan.xlsx", lambda: raw_xlsx(worksheet(CELL).encode("utf-16-le"))),
    "one endless row": ("plan.xlsx", lambda: raw_xlsx('<row r="1">' + "<x>" + " " * 18_000_000)),
    "far reference": ("plan.xlsx", lambda: raw_xlsx(CELL + '<row r="2"><c r="AAAAAAAAAAAAAAA2"><v>1</v></c></row>')),
    "far row": ("plan.xlsx", lambda: raw_xlsx(CELL + '<row r="2"><c r="A99999999999"><v>1</v></c></row>')),
    "far by the cell alone": (
        "plan.xlsx",
        lambda: raw_xlsx(CELL + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "a string copied in each cell": (
        "plan.xlsx",
        lambda: with_strings(strings_sheet(4_000, 100), shared_strings(1, "mot " * 250_000)),
    ),
    "a size that lies": (
        "plan.xlsx",
        lambda: lying(raw_xlsx(worksheet(CELL * 1)), "xl/worksheets/sheet1.xml", 40),
    ),
    "repeated without end": (
        "plan.ods",
        lambda: raw_ods(
            TABLE.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">').replace(
                "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
            )
        ),
    ),
}
READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a million styles": (
        "plan.xlsx",
        lambda: raw_xlsx(CELL, styles="<cellXfs>" + '<xf numFmtId="9"/>' * 1_000_000 + "</cellXfs>"),
    ),
    "a million fills": (
        "plan.xlsx",
        lambda: raw_xlsx(CELL, styles="<fills>" + "<fill/>" * 1_000_000 + "</fills>"),
    ),
    "deep styles": ("plan.xlsx", lambda: raw_xlsx(CELL, styles="<fills>" + "<fill>" * 200_000)),
    "entities of a later theme": (
        "plan.xlsx",
        lambda: raw_xlsx(
            CELL, styles=xlsx_styles(("", "0")), theme=f"<!--{' ' * 5000}-->{ENTITY}<a:theme>&b;</a:theme>"
        ),
    ),
    "tags never closed": ("plan.xlsx", lambda: raw_xlsx(CELL + "<!--" + "<c " * 4_000_000 + "-->")),
    "attributes without end": (
        "plan.xlsx",
        lambda: raw_xlsx(CELL + "<!--<c r='A1' " + "s='1' " * 2_000_000 + "-->"),
    ),
    "rows never closed": ("plan.xlsx", lambda: raw_xlsx(CELL + "<!--" + '<row r="1" s="1" ' * 800_000 + "-->")),
    "columns without end": (
        "plan.xlsx",
        lambda: raw_xlsx(worksheet(CELL, "<cols>" + '<col min="1" max="99999999" hidden="1"/>' * 50_000 + "</cols>")),
    ),
    "rows of a comment": ("plan.xlsx", lambda: raw_xlsx(CELL + '<row hidden="1"/>' * 190_000)),
}


def one(name: str, content: bytes) -> tuple[Reading, float]:
    begun = time.monotonic()
    (reading,) = read_workbooks([File(name, content)])
    return reading, time.monotonic() - begun


def assert_one_sentence(reading: UnreadableFile, name: str) -> None:
    sentence = str(reading)
    assert sentence.startswith(f"Le fichier « {name} » ne peut pas être lu")
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


@pytest.mark.parametrize("case", REFUSED)
def test_refused_within_seconds(case: str) -> None:
    name, made = REFUSED[case]
    reading, seconds = one(name, made())
    assert isinstance(reading, UnreadableFile)
    assert_one_sentence(reading, name)
    assert seconds < SECONDS


def test_an_old_workbook_with_a_password_says_so() -> None:
    reading, _ = one("plan.xls", with_password((FILES / "plan.xls").read_bytes()))
    assert "mot de passe" in str(reading)


@pytest.mark.parametrize("case", READ)
def test_read_without_harm(case: str) -> None:
    name, made = READ[case]
    reading, seconds = one(name, made())
    assert isinstance(reading, Workbook), str(reading)
    assert reading.sheets[0].rows[0][0] == "Action"
    assert seconds < SECONDS


def seeds() -> dict[str, bytes]:
    """A valid workbook of each kind."""
    styles = xlsx_styles(("", "0"), ('rgb="FF00FF00"', "9"), ('theme="4" tint="0.4"', "14"))
    rows = "".join(
        f'<row r="{n}" hidden="{n % 2}"><c r="A{n}" s="1"><v>{n}</v></c><c r="B{n}" t="e" s="2"><v>#REF!</v></c></row>'
        for n in range(1, 30)
    )
    return {
        "plan.xlsx": raw_xlsx(rows, styles=styles, theme="<a:theme><a:accent1/></a:theme>"),
        "plan.ods": (FILES / "plan.ods").read_bytes(),
        "plan.xls": (FILES / "plan.xls").read_bytes(),
        "ancien.xls": (FILES / "ancien.xls").read_bytes(),
        "plan.csv": 'Action;Statut;Échéance\r\n"Créer\nun relais";En cours;31/12/2026\r\n'.encode("cp1252") * 20,
    }


@pytest.mark.parametrize("name", seeds())
def test_a_file_cut_or_garbled_anywhere_is_read_or_refused_once(name: str) -> None:
    chance, whole = random.Random(name), seeds()[name]
    files = [File(name, whole[: chance.randrange(1, len(whole))]) for _ in range(25)]
    for _ in range(75):
        garbled = bytearray(whole)
        for _ in range(chance.choice((1, 3, 40))):
            garbled[chance.randrange(len(garbled))] = chance.randrange(256)
        files.append(File(name, bytes(garbled)))
    readings = read_workbooks(files)
    assert len(readings) == len(files)
    for reading in readings:
        if isinstance(reading, UnreadableFile):
            assert_one_sentence(reading, name)
        else:
            assert all(len(row) == len(sheet.rows[0]) for sheet in reading.sheets for row in sheet.rows)


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "content.xml"])
def test_xml_garbled_inside_its_archive_is_read_or_refused_once(name: str) -> None:
    """Garbled before it is compressed: the archive is sound, the XML is not."""
    chance = random.Random(name)
    kind = "plan.ods" if name == "content.xml" else "plan.xlsx"
    whole = seeds()[kind]
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        written = archive.read(name)
    spots = [found.start() for found in re.finditer(rb'[<>"=/0-9]', written)]
    files = []
    for _ in range(60):
        garbled = bytearray(written)
        for _ in range(chance.choice((1, 2, 5))):
            garbled[chance.choice(spots)] = chance.choice(b'<>"=/09 A&')
        files.append(File(kind, with_parts(whole, {name: bytes(garbled)})))
    readings = read_workbooks(files)
    assert len(readings) == len(files)
    for reading in readings:
        if isinstance(reading, UnreadableFile):
            assert_one_sentence(reading, kind)
