"""Our own flat CSV, come back: its texts are as they were before they left, and it is the plan of one convention."""

from dataclasses import replace

from ctg_tracking.errors import UnreadableFile
from ctg_tracking.spreadsheet.grid import Row, Sheet, Workbook
from ctg_tracking.spreadsheet.neutral import restored_rows

CONVENTION = "Convention"
"""Header of the column that names the convention of each row."""
_OURS = (CONVENTION, "Identifiant", "Action")


def received(workbook: Workbook) -> Workbook:
    """A file as read; when it is one of ours in the flat form, its texts are as they were before they left.

    Raises UnreadableFile when it holds the plans of several conventions: an import is for one.
    """
    return replace(workbook, sheets=tuple(_restored(workbook.file, sheet) for sheet in workbook.sheets))


def _restored(file: str, sheet: Sheet) -> Sheet:
    headers: Row = sheet.rows[0] if sheet.rows else ()
    if not all(header in headers for header in _OURS):
        return sheet
    place = list(headers).index(CONVENTION)
    named = dict.fromkeys(str(row[place]) for row in sheet.rows[1:] if row[place] != "")
    if len(named) > 1:
        few = ", ".join(list(named)[:3]) + ("…" if len(named) > 3 else "")
        raise UnreadableFile(
            file,
            f"il rassemble les plans de {len(named)} conventions ({few}), et un import n’en concerne qu’une\u202f; "
            "gardez les lignes d’une seule, ou exportez-la seule",
        )
    return replace(sheet, rows=restored_rows(sheet.rows))
