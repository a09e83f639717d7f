"""Rows and columns that the sender had hidden: read like the others, and told."""

from collections.abc import Sequence

from ctg_tracking.spreadsheet.grid import column_letters
from ctg_tracking.spreadsheet.layout import Place
from ctg_tracking.spreadsheet.sink import Sink
from ctg_tracking.spreadsheet.table_rows import where

_NAMED = 10
"""How many rows are named before the others are only counted."""


def tell_hidden(place: Place, rows: Sequence[int], sink: Sink) -> None:
    """A note of the hidden rows that were read, and of the hidden columns."""
    hidden = [row for row in rows if row in place.sheet.hidden_rows]
    if hidden:
        lines = (
            "1 ligne masquée est lue aussi" if len(hidden) == 1 else f"{len(hidden)} lignes masquées sont lues aussi"
        )
        sink.notes.append(f"{where(place.sheet)}{lines}\u202f: {_listed([str(row + 1) for row in hidden])}.")
    columns = [column for column in place.columns if column.index in place.sheet.hidden_columns]
    if columns:
        names = [f"« {one.header or column_letters(one.index)} »" for one in columns]
        lines = (
            "1 colonne masquée est lue aussi" if len(names) == 1 else f"{len(names)} colonnes masquées sont lues aussi"
        )
        sink.notes.append(f"{where(place.sheet)}{lines}\u202f: {_listed(names)}.")


def _listed(names: Sequence[str]) -> str:
    """« 12, 13 et 20 »; beyond ten, « … et 7 autres »."""
    shown = list(names[:_NAMED])
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} et {rest} autre{'s' if rest > 1 else ''}"
    return " et ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
