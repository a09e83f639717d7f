"""What a mapping says of sheets and columns that a workbook has not: left without effect, so told."""

from collections.abc import Iterator

from ctg_tracking.spreadsheet.grid import Workbook
from ctg_tracking.spreadsheet.text import folded, key_words
from ctg_tracking.spreadsheet.told import Understanding


def unheard(workbook: Workbook, told: Understanding) -> tuple[str, ...]:
    """One French sentence for the sheets, one for the columns, that the person names and the workbook has not."""
    sheets, columns = _sheets(workbook, told), _columns(workbook, told)
    return tuple(
        f"Correspondances\u202f: {what} {', '.join(f'« {one} »' for one in names)} {_not_there(names)}."
        for what, names in (
            ("la feuille" if len(sheets) == 1 else "les feuilles", sheets),
            ("la colonne" if len(columns) == 1 else "les colonnes", columns),
        )
        if names
    )


def _not_there(names: list[str]) -> str:
    return "n’est pas dans ce fichier" if len(names) == 1 else "ne sont pas dans ce fichier"


def _sheets(workbook: Workbook, told: Understanding) -> list[str]:
    there = {folded(sheet.name) for sheet in workbook.sheets}
    return [one for one in dict.fromkeys((*told.sheets, *told.header_rows)) if folded(one) not in there]


def _columns(workbook: Workbook, told: Understanding) -> list[str]:
    """Keys that no cell spells; « Feuille!C » names a letter of a sheet that is there."""
    wanted = {key: key_words(key.rpartition("!")[2]) for key in told.columns if not _is_letter(workbook, key)}
    missing = set(wanted.values()) | {key_words(key) for key in wanted}
    for text in _texts(workbook):
        if not missing:
            break
        missing.discard(key_words(text))
    return [key for key, words in wanted.items() if words in missing and key_words(key) in missing]


def _is_letter(workbook: Workbook, key: str) -> bool:
    sheet, sign, letter = key.rpartition("!")
    there = folded(sheet) in {folded(one.name) for one in workbook.sheets}
    return bool(sign) and there and letter.strip().isalpha() and letter.strip().isupper() and len(letter.strip()) <= 3


def _texts(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook.sheets:
        for row in sheet.rows:
            yield from (value for value in row if isinstance(value, str) and value)
