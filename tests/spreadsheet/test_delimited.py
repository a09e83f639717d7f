"""Delimited text as offices send it: encodings, separators, quoted line breaks, the line « sep=; »."""

import csv
import io

import pytest

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.delimited import read_csv
from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.reading import File, read_workbook

ROWS = [
    ["Axe", "Intitulé", "Échéance", "Budget"],
    ["Axe 1 : Été", "Créer, puis\nanimer ; un « relais »", "31/12/2026", "12 500,50 €"],
    ["Axe 2", 'Dit "le lien"', "T1 2027", ""],
]


def read(content: bytes) -> Workbook:
    return read_workbook(File("plan.csv", content))


def written(separator: str, line_end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(ROWS)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_what_was_written_is_read(encoding: str, separator: str, line_end: str) -> None:
    name = encoding.removesuffix("-bom")
    mark = "\ufeff" if encoding.endswith("-bom") else ""
    rows, _ = read_csv((mark + written(separator, line_end)).encode(name))
    assert rows == ROWS


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n'])
def test_the_line_that_tells_excel_the_separator_is_passed_over(first: str) -> None:
    text = first + "Action;Pilotes\r\nCréer un relais;Caf, Mairie, CCAS, MSA\r\nAnimer;Caf, Mairie, CCAS, MSA\r\n"
    (sheet,) = read(text.encode("cp1252")).sheets
    assert list(sheet.rows[0]) == ["Action", "Pilotes"]
    assert list(sheet.rows[1]) == ["Créer un relais", "Caf, Mairie, CCAS, MSA"]


def test_the_note_says_the_encoding() -> None:
    assert read(written(";").encode("cp1252")).notes == ("Fichier texte lu en Windows-1252.",)


def test_utf_8_spoilt_at_one_place_is_still_utf_8_and_says_so() -> None:
    content = ("Action;Échéance\n" + "Créer un relais à l’été;31/12/2026\n" * 10).encode() + b"Op\xe9ration;T1 2027\n"
    book = read(content)
    assert book.notes == ("Fichier texte lu en UTF-8, 1 caractère illisible remplacé.",)
    assert book.sheets[0].rows[1][0] == "Créer un relais à l’été"
    assert book.sheets[0].rows[11][0] == "Op\ufffdration"


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#VALEUR!", "#NOM?"])
def test_errors_that_excel_saved_as_text(word: str) -> None:
    (sheet,) = read(f"Action;Échéance;Statut\nCréer un relais;{word};En cours\n".encode()).sheets
    assert list(sheet.rows[1]) == ["Créer un relais", "", "En cours"]
    assert sheet.errors == {(1, 1): word}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"a;b\n" * 200_001, "lignes"),
        (b"a" + b";" * 5_000 + b"b\n", "colonnes"),
        (b'a;"' + b"x" * 3_000_000 + b'"\n', "séparé"),
        ((b";".join([b"a"] * 1_900) + b"\n") + b"a\n" * 100_000, "colonnes"),
    ],
    ids=["rows", "columns", "cell", "area"],
)
def test_a_text_without_end_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        read(content)


def test_blank_lines_at_the_end_and_ragged_rows() -> None:
    (sheet,) = read(b"Action;Statut;\nA;En cours;x;y\nB\n;;;;;\n\n").sheets
    assert [list(row) for row in sheet.rows] == [
        ["Action", "Statut", "", ""],
        ["A", "En cours", "x", "y"],
        ["B", "", "", ""],
    ]


def test_null_characters_are_left_out() -> None:
    text = ("Action;Statut\n" + "Créer;En cours\n" * 6_000 + "Ani\0mer;Réalisé\n").encode()
    (sheet,) = read(text).sheets
    assert list(sheet.rows[-1]) == ["Animer", "Réalisé"]
