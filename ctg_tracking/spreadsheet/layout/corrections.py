"""What the person said of one sheet: its kind, its header row, and the columns by letter or by header."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ctg_tracking.spreadsheet.columns import TABLES, YEARLY, Column, Table
from ctg_tracking.spreadsheet.grid import Sheet
from ctg_tracking.spreadsheet.text import folded, key_words
from ctg_tracking.spreadsheet.told import Understanding

Told = Mapping[str, str | None]
_LETTER = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Fields told by column (counted from 0) and by folded header, None to leave aside; `header` counted from 0.

    `kind`: the table the sheet holds, read even when it is hidden or named like a notice; `aside`: leave it.
    `statuses`: stems of words the person gave a status.
    """

    letters: Mapping[int, str | None]
    headers: Told
    statuses: frozenset[str] = frozenset()
    kind: Table | None = None
    aside: bool = False
    header: int | None = None

    def said(self, index: int, *headers: str) -> tuple[bool, str | None]:
        """Whether something was said of a column, and what: by its letter first, else by one of its headers."""
        if index in self.letters:
            return True, self.letters[index]
        for header in headers:
            if header and key_words(header) in self.headers:
                return True, self.headers[key_words(header)]
        return False, None

    def column(self, kind: Table, index: int, *headers: str) -> tuple[bool, Column | None]:
        """Whether a column was told, and the column it was told to be: None to leave it aside.

        A field that this kind of table has not is said of another table.
        """
        told, field = self.said(index, *headers)
        column = field_column(kind, field) if field else None
        return (told and (field is None or column is not None)), column


def field_column(kind: Table, field: str) -> Column | None:
    """The column of a field in a kind of table."""
    return next((column for column in (*TABLES[kind], *YEARLY[kind]) if column.field == field), None)


def corrections(told: Understanding, sheet: Sheet) -> Corrections:
    """What was said of this sheet; « Feuille!C » and « Feuille!En-tête » win over a bare header.

    What follows the « ! » is a letter when the sheet has such a column, else a header.
    """
    name, width = folded(sheet.name), len(sheet.rows[0]) if sheet.rows else 0
    letters: dict[int, str | None] = {}
    own: dict[str, str | None] = {}
    bare: dict[str, str | None] = {}
    for key, field in told.columns.items():
        rest = _of_sheet(key, name)
        if rest is None:
            bare[key_words(key)] = field
        elif (index := _index(rest)) is not None and index < width:
            letters[index] = field
        else:
            own[key_words(rest)] = field
    sheets = {folded(one): kind for one, kind in told.sheets.items()}
    rows = {folded(one): row for one, row in told.header_rows.items()}
    return Corrections(
        MappingProxyType(letters),
        MappingProxyType(bare | own),
        frozenset(told.told),
        sheets.get(name),
        name in sheets and sheets[name] is None,
        rows[name] - 1 if name in rows else None,
    )


def _of_sheet(key: str, name: str) -> str | None:
    """What a key says after the name of this sheet, None when it names no sheet or another one."""
    for place, sign in enumerate(key):
        if sign == "!" and folded(key[:place]) == name and key[place + 1 :].strip():
            return key[place + 1 :].strip()
    return None


def _index(letters: str) -> int | None:
    if not _LETTER.fullmatch(letters):
        return None
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
