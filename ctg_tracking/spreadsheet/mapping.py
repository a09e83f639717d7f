"""The mapping document: what the person says of a file and decides of its import, as JSON.

``{"columns": {header: field or null}, "statuses": {word: status}, "colours": {"RRGGBB": status},
"sheets": {sheet: kind or null}, "header_rows": {sheet: row from 1}, "strategy": "keep|fill|replace",
"matches": {"Feuille!C12": id or null}, "missing": {id: null or {"reason": "…"}}}``; every key may be left out.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from ctg_tracking.errors import BadInput
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.columns import TABLES, YEARLY, Table
from ctg_tracking.spreadsheet.told import Decisions, Gone, Strategy, Understanding

Key = TypeVar("Key")
Said = TypeVar("Said")

FIELDS = frozenset(column.field for tables in (TABLES, YEARLY) for columns in tables.values() for column in columns)
"""Every field a column may be told to be."""

_OF_THE_FILE = ("columns", "statuses", "colours", "sheets", "header_rows")
_OF_THE_IMPORT = ("strategy", "matches", "missing")
_LAST_ROW = 1_048_576


def read_mapping(told: Any) -> Understanding:
    """What a mapping document says of the file. Raises BadInput, naming what is wrong and what was expected."""
    document = _document(told)
    return Understanding(
        _each(document, "columns", _header, _field),
        _each(document, "statuses", _word, _status),
        _each(document, "colours", _colour, _status),
        _each(document, "sheets", _word, _kind),
        _each(document, "header_rows", _word, _row),
    )


def read_decisions(told: Any) -> Decisions:
    """What a mapping document decides of one import. Raises BadInput, naming what is wrong and what was expected."""
    document = _document(told)
    return Decisions(
        _strategy(document.get("strategy", Strategy.KEEP)),
        _each(document, "matches", _place, _stored),
        _each(document, "missing", _identifier, _gone),
    )


def mapping_document(told: Understanding) -> dict[str, Any]:
    """The document that `read_mapping` reads back; what was not said is left out."""
    said: dict[str, dict[str, Any]] = {
        "columns": dict(told.columns),
        "statuses": {word: status.value for word, status in told.statuses.items()},
        "colours": {colour: status.value for colour, status in told.colours.items()},
        "sheets": {sheet: kind and kind.value for sheet, kind in told.sheets.items()},
        "header_rows": dict(told.header_rows),
    }
    return {name: part for name, part in said.items() if part}


def _document(told: Any) -> Mapping[str, Any]:
    names = (*_OF_THE_FILE, *_OF_THE_IMPORT)
    expected = f"un objet JSON dont les clés sont parmi\u202f: {', '.join(names)}"
    if not isinstance(told, dict):
        raise BadInput("Correspondances", told, expected)
    for name in told:
        if name not in names:
            raise BadInput("Correspondances", name, expected)
    return told


def _each(
    document: Mapping[str, Any], name: str, key: Callable[[str, Any], Key], said: Callable[[str, Any], Said]
) -> Mapping[Key, Said]:
    part = document.get(name, {})
    if not isinstance(part, dict):
        raise BadInput(f"Correspondances, « {name} »", part, "un objet JSON")
    return MappingProxyType({key(name, one): said(f"{_ABOUT[name]} « {one} »", told) for one, told in part.items()})


_ABOUT = MappingProxyType(
    {
        "columns": "Colonne",
        "statuses": "Statut",
        "colours": "Couleur",
        "sheets": "Feuille",
        "header_rows": "Ligne d’en-têtes de la feuille",
        "matches": "Ligne",
        "missing": "Action absente",
    }
)


def _word(_name: str, key: Any) -> str:
    return str(key)


def _header(_name: str, key: Any) -> str:
    if not str(key).strip():
        raise BadInput("Correspondances, « columns »", key, "un en-tête, « Feuille!En-tête » ou « Feuille!C »")
    return str(key)


def _colour(_name: str, key: Any) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", str(key)):
        raise BadInput("Correspondances, « colours »", key, "une couleur écrite RRGGBB, par exemple FFC000")
    return str(key).upper()


def _place(_name: str, key: Any) -> str:
    if not re.search(r"![A-Z]{1,3}[1-9]\d*(?:#\w+)?$", str(key)):
        raise BadInput("Correspondances, « matches »", key, "une cellule écrite « Feuille!C12 »")
    return str(key)


def _identifier(_name: str, key: Any) -> int:
    if not re.fullmatch(r"[1-9]\d{0,17}", str(key)):
        raise BadInput("Correspondances, « missing »", key, "le numéro d’une action enregistrée")
    return int(key)


def _field(where: str, told: Any) -> str | None:
    if told is None or (isinstance(told, str) and told in FIELDS):
        return told
    raise BadInput(where, told, f"un de ces champs, ou null\u202f: {', '.join(sorted(FIELDS))}")


def _status(where: str, told: Any) -> Status:
    try:
        return Status(told)
    except ValueError:
        raise BadInput(where, told, f"un de ces statuts\u202f: {', '.join(one.value for one in Status)}") from None


def _kind(where: str, told: Any) -> Table | None:
    try:
        return None if told is None else Table(told)
    except ValueError:
        kinds = ", ".join(one.value for one in Table)
        raise BadInput(where, told, f"ce que la feuille contient ({kinds}), ou null pour la laisser") from None


def _row(where: str, told: Any) -> int:
    if isinstance(told, int) and not isinstance(told, bool) and 1 <= told <= _LAST_ROW:
        return told
    raise BadInput(where, told, "un numéro de ligne, à partir de 1")


def _strategy(told: Any) -> Strategy:
    try:
        return Strategy(told)
    except ValueError:
        raise BadInput("Stratégie", told, ", ".join(one.value for one in Strategy)) from None


def _stored(where: str, told: Any) -> int | None:
    if told is None or (isinstance(told, int) and not isinstance(told, bool) and told > 0):
        return told
    raise BadInput(where, told, "le numéro de l’action enregistrée, ou null pour une action nouvelle")


def _gone(where: str, told: Any) -> Gone:
    if told is None:
        return Gone()
    reason = told.get("reason") if isinstance(told, dict) and set(told) <= {"reason"} else None
    if isinstance(reason, str) and reason.strip():
        return Gone(reason.strip())
    raise BadInput(where, told, 'null pour la garder, ou {"reason": "…"} pour l’abandonner avec un motif')
