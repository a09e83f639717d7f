"""Rows and sheets that guide the person who fills a table, rather than fill it."""

import re
from itertools import islice

from ctg_tracking.spreadsheet import columns as table_columns
from ctg_tracking.spreadsheet.grid import Row, Sheet
from ctg_tracking.spreadsheet.text import folded, key_words

_TYPES = re.compile(
    r"champ (?:texte|date|numerique|liste|binaire|libre)|texte(?: libre| court)?$|date$|nombre$"
    r"|liste(?: deroulante)?$|oui non$|facultatif|obligatoire"
)
_ADVICE = re.compile(
    r"^(?:si vos |saisissez|choisissez|indiquez|indiquer|presentez|precisez|utilisez exactement|creez sous|texte court"
    r"|ce champ ne|renseignez|reseignez|plusieurs |separez|exemple|ex )"
    r"|\bpar exemple\b|exemple tapez|format jj|jj mm aaaa|separateur virgule|choix unique"
)
_EXAMPLES = re.compile(
    r"action 1 assurer la coordination de la transition ecologique ou"
    r"|devront etre saisies directement sur la plateforme|^exemple\b|^ex\b"
)
"""The example row of ADEME's model, and rows that call themselves examples."""
_PIVOT = frozenset(("etiquettes de lignes", "etiquettes de colonnes", "row labels", "column labels"))


def is_guidance(row: Row, rank: int) -> bool:
    """Whether a row under the header tells types, gives instructions or shows an example, rather than an action."""
    if rank > 4:
        return False
    texts = [key_words(value) for value in row if isinstance(value, str) and value.strip()]
    if len(texts) < 2:
        return False
    half = len(texts) / 2
    return (
        sum(bool(_TYPES.match(text)) for text in texts) > half
        or sum(bool(_ADVICE.search(text)) for text in texts) > half
        or any(_EXAMPLES.search(text) for text in texts)
    )


def passed_over(sheet: Sheet) -> bool:
    """Whether a sheet's name, or its content, says it holds instructions, lists or a pivot table."""
    return _named(sheet.name) or _is_pivot(sheet)


def _named(name: str) -> bool:
    bare = folded(name).replace("_", " ").replace("’", "'")
    return bare in table_columns.PASSED_OVER or bare.startswith(_BEGINNINGS)


_BEGINNINGS = ("mode d'emploi", "notice d", "legende ", "lisez", "instructions ", "listes deroulantes", "parametrage ")
"""« Légende des couleurs », « Notice d’utilisation »; but « Liste des actions » is a plan."""


def _is_pivot(sheet: Sheet) -> bool:
    cells = (value for row in islice(sheet.rows, 12) for value in row if isinstance(value, str) and value)
    return any(key_words(value) in _PIVOT for value in cells)
