"""Delimited text (CSV) as Excel, LibreOffice and business software write it in France: encoding and separator found.

Imported by the reading child: standard library only.
"""

import contextlib
import csv
import io
import re
from collections import Counter
from typing import Any

from ctg_tracking.spreadsheet.inspection import MAX_AREA, MAX_COLUMNS, MAX_ROWS, NotAPlanError

MAX_CELL = 1_000_000
SEPARATORS = ";\t,|"
_SEP_LINE = re.compile(r"\"?sep=([;,\t|])\"?\r?\n", re.IGNORECASE)
_SPOILT = 10
"""Accents read for one that is lost, above which a text is UTF-8 all the same: cp1252 read as UTF-8 has none."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(content: bytes) -> tuple[list[list[Any]], tuple[str, ...]]:
    """Rows of a delimited text and a note on its encoding; every cell is text, as wide as the widest row."""
    text, encoding = decoded(content)
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    rows = _rows(body, told[1] if told else delimiter(body))
    width = max((len(row) for row in rows), default=0)
    if width > MAX_COLUMNS or width * len(rows) > MAX_AREA:
        raise NotAPlanError("il compte beaucoup trop de colonnes pour un plan d’actions")
    # The line « sep=; » is a row of the sheet that Excel shows nowhere: rows keep the numbers Excel gives them.
    return [row + [""] * (width - len(row)) for row in rows], (f"Fichier texte lu en {encoding}.",)


def _rows(text: str, separator: str) -> list[list[Any]]:
    csv.field_size_limit(MAX_CELL)
    rows: list[list[Any]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([cell.strip().replace("\r\n", "\n").replace("\r", "\n") for cell in row])
            if len(rows) > MAX_ROWS:
                raise NotAPlanError(f"il compte plus de {MAX_ROWS} lignes")
    except csv.Error as error:
        raise NotAPlanError(
            "il n’est pas un texte séparé par des points-virgules, des virgules ou des tabulations"
        ) from error
    return rows


def decoded(content: bytes) -> tuple[str, str]:
    """Text and encoding by a ladder (BOM, UTF-8, cp1252): detectors get short French files wrong.

    UTF-8 spoilt at a few places (a cut, a line pasted from elsewhere) is still UTF-8: what is lost is counted.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig").upper()
    with contextlib.suppress(UnicodeDecodeError):
        return content.decode("utf-8"), "UTF-8"
    text = content.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    read = sum(1 for character in text if character > "\x7f") - lost
    if read > _SPOILT * lost:
        return text, f"UTF-8, {lost} caractère{'s' * (lost > 1)} illisible{'s' * (lost > 1)} remplacé{'s' * (lost > 1)}"
    return content.decode("cp1252", errors="replace"), "Windows-1252"


def delimiter(text: str) -> str:
    """The separator that cuts the most rows into the same number of cells; « ; » when none does."""
    best, best_score = ";", 0
    sample = text[:65536]
    for candidate in SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate))
        except csv.Error:
            continue
        score = max((count * min(width, 12) for width, count in widths.items() if width > 1), default=0)
        if score > best_score:
            best, best_score = candidate, score
    return best
