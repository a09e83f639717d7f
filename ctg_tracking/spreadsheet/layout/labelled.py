"""Cells that name what is written beside or under them, as in a « fiche action »: « Pilote : », « Intitulé »."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.grid import Sheet, Spot, Value
from ctg_tracking.spreadsheet.labels import read_label
from ctg_tracking.spreadsheet.layout.evidence import Evidence
from ctg_tracking.spreadsheet.layout.heads import Head
from ctg_tracking.spreadsheet.layout.naming import exactly
from ctg_tracking.spreadsheet.layout.periods import timed, timed_column
from ctg_tracking.spreadsheet.text import folded, one_line

_LONGEST = 160
_HEAD, _ROWS, _COLUMNS = 60, 2_000, 12
_BANNER = re.compile(r"(?:fiches?[ -]?actions?|fiche|fa|action)\b")
_LEVELS = {"Objectif": "objective"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell that names a field: `header` is its name, `value` what the cell itself says after it, else ``""``.

    `banner`: the title of a fiche, which names its action only with what stands beside it.
    """

    spot: Spot
    field: str
    header: str
    value: Value = ""
    banner: bool = False


def labels_of(sheet: Sheet) -> Mapping[int, list[Labelled]]:
    """Labels of a sheet by row, those of its columns of labels: a column of values may hold a word or two of them.

    None at all when its head holds no such column: a table of actions may be long.
    """
    if not _columns(sheet, _found(sheet, _HEAD)):
        return {}
    found = _found(sheet, _ROWS)
    columns = _columns(sheet, found)
    rows: dict[int, list[Labelled]] = {}
    for label in found:
        if label.spot[1] in columns:
            rows.setdefault(label.spot[0], []).append(label)
    return rows


def _found(sheet: Sheet, most: int) -> list[Labelled]:
    return [
        label
        for row, cells in enumerate(islice(sheet.rows, most))
        for column, value in enumerate(cells[:_COLUMNS])
        if isinstance(value, str) and value and (label := _label(value, (row, column))) is not None
    ]


def _columns(sheet: Sheet, found: list[Labelled]) -> set[int]:
    return {column for column in {label.spot[1] for label in found} if _of_labels(sheet, found, column)}


def _of_labels(sheet: Sheet, found: list[Labelled], column: int) -> bool:
    fields = {label.field for label in found if label.spot[1] == column}
    hits = sum(label.spot[1] == column for label in found)
    last = max(label.spot[0] for label in found)
    filled = sum(row[column] != "" for row in islice(sheet.rows, last + 1))
    return len(fields) >= 2 and 2 * hits >= filled


def _label(text: str, spot: Spot) -> Labelled | None:
    line = one_line(text[: 4 * _LONGEST]).strip()
    if not line or len(text) > 4 * _LONGEST:
        return None
    field = _field(line.rstrip(" :"))
    if field is not None:
        return Labelled(spot, field, line.rstrip(" :"))
    head, colon, rest = line.partition(":")
    if colon and rest.strip() and (field := _field(head.strip())) is not None:
        return Labelled(spot, field, head.strip(), rest.strip())
    return _numbered(line, spot)


def _field(words: str) -> str | None:
    if not words or len(words) > _LONGEST:
        return None
    head = Head(words)
    column = exactly(Table.PLAN, head)
    if column is not None:
        return column.field
    when = timed(head)
    found = timed_column(Table.PLAN, 0, head, Evidence()) if when and when.word else None
    return found.field if found else None


def _numbered(line: str, spot: Spot) -> Labelled | None:
    """« Fiche action n° 3 : Créer un relais », « Axe 1 : Enfance »: a title told with its number."""
    if len(line) > _LONGEST:
        return None
    label = read_label(line)
    if label.code is None:
        return None
    if label.word is not None:
        return Labelled(spot, _LEVELS.get(label.word, "axe"), label.word, line)
    if _BANNER.match(folded(line)):
        return Labelled(spot, "title", "Fiche action", line, banner=True)
    return None
