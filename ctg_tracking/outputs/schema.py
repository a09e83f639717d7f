"""The Table Schema (Frictionless, https://specs.frictionlessdata.io/table-schema/) of the flat CSV form.

Generated from the one table of columns; data/template/schema-plan-ctg.json is what `write_schema` writes.
"""

import json
from pathlib import Path
from typing import Any

from ctg_tracking.outputs.flat_csv import flat_columns
from ctg_tracking.spreadsheet.columns import Column, Kind

_REQUIRED = frozenset(("convention", "territory_code", "territory", "id", "title", "late"))
_DATES = (Kind.DATE, Kind.START, Kind.DUE)
_CHOSEN = (Kind.STATUS, Kind.CHOICE)


def table_schema() -> dict[str, Any]:
    """The schema as a JSON document: names are the headers of the file."""
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": "plan-ctg",
        "title": "Plan d’actions d’une convention territoriale globale, à plat",
        "description": (
            "Une ligne par action et par opération, précédée de sa convention. Un texte qui commence par = + - ou @ "
            "est précédé d’une apostrophe, pour n’être jamais pris pour une formule."
        ),
        "dialect": {
            "delimiter": ";",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "encoding": "utf-8-sig",
        },
        "fields": [_field(column) for column in flat_columns()],
        "missingValues": [""],
        "primaryKey": ["Identifiant"],
    }


def write_schema(path: Path) -> None:
    """Write the schema at `path`."""
    path.write_text(json.dumps(table_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.header, "title": column.header, "description": column.hint} | _typed(column)
    constraints = _constraints(column)
    return described | ({"constraints": constraints} if constraints else {})


def _typed(column: Column) -> dict[str, Any]:
    if column.kind in _DATES:
        return {"type": "date", "format": "default"}
    if column.kind is Kind.MONEY:
        return {"type": "number", "decimalChar": ","}
    if column.kind in (Kind.PERCENT, Kind.NUMBER):
        return {"type": "integer"}
    if column.kind is Kind.YES_NO:
        return {"type": "boolean", "trueValues": ["Oui"], "falseValues": ["Non"]}
    return {"type": "string", "format": "default"}


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.field in _REQUIRED else {}
    if column.kind in _CHOSEN:
        found["enum"] = list(column.choices)
    elif column.kind is Kind.PERCENT:
        found |= {"minimum": 0, "maximum": 100}
    elif column.kind is Kind.MONEY:
        found["minimum"] = 0
    elif column.kind is Kind.ID:
        found |= {"unique": True, "pattern": "A[0-9]+-[0-9a-f]{4}"}
    elif column.field == "territory_code":
        found["pattern"] = "[0-9][0-9AB][0-9]{3}|[0-9]{9}"
    elif column.field == "term_years":
        found |= {"minimum": 1, "maximum": 5}
    return found
