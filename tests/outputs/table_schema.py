"""A reader of Table Schema made from the specification alone (specs.frictionlessdata.io), for what our schema uses."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_INTEGER = re.compile(r"-?[0-9]+")


def errors_of(content: bytes, schema: Mapping[str, Any]) -> list[str]:
    """What a CSV has that its schema forbids, one line each; empty when it is valid."""
    dialect = schema["dialect"]
    text = content.decode(dialect["encoding"])
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        strict=True,
    )
    header, *rows = list(reader)
    names = [field["name"] for field in schema["fields"]]
    if header != names:
        return [f"headers {header} are not {names}"]
    found = [f"row {number} has {len(row)} cells" for number, row in enumerate(rows, 2) if len(row) != len(names)]
    for index, field in enumerate(schema["fields"]):
        cells = [None if row[index] in schema["missingValues"] else row[index] for row in rows]
        found += [f"{field['name']}: {error}" for error in _errors_of_field(field, cells)]
    keys = Counter(tuple(row[names.index(name)] for name in schema["primaryKey"]) for row in rows)
    return found + [f"primary key {key} is there {count} times" for key, count in keys.items() if count > 1]


def _errors_of_field(field: Mapping[str, Any], cells: Sequence[str | None]) -> Iterator[str]:
    constraints = field.get("constraints", {})
    if constraints.get("required") and None in cells:
        yield "a cell is missing"
    told = [cell for cell in cells if cell is not None]
    if constraints.get("unique") and len(set(told)) < len(told):
        yield "a value is not unique"
    for cell in told:
        try:
            value = _cast(field, cell)
        except ValueError:
            yield f"« {cell} » is no {field['type']}"
            continue
        yield from _broken(constraints, cell, value)


def _cast(field: Mapping[str, Any], cell: str) -> Any:
    if field["type"] == "date":
        return _day(cell)
    if field["type"] == "number":
        return float(_matched(_NUMBER, cell.replace(field.get("decimalChar", "."), ".")))
    if field["type"] == "integer":
        return int(_matched(_INTEGER, cell))
    if field["type"] == "boolean":
        return {**dict.fromkeys(field["trueValues"], True), **dict.fromkeys(field["falseValues"], False)}.get(cell) or (
            _false(cell, field["falseValues"])
        )
    return cell


def _day(cell: str) -> date:
    return date.fromisoformat(_matched(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), cell))


def _false(cell: str, words: Sequence[str]) -> bool:
    if cell not in words:
        raise ValueError(cell)
    return False


def _matched(pattern: re.Pattern[str], cell: str) -> str:
    if pattern.fullmatch(cell) is None:
        raise ValueError(cell)
    return cell


def _broken(constraints: Mapping[str, Any], cell: str, value: Any) -> Iterator[str]:
    if "enum" in constraints and value not in constraints["enum"]:
        yield f"« {cell} » is not one of {constraints['enum']}"
    if "pattern" in constraints and re.fullmatch(constraints["pattern"], cell) is None:
        yield f"« {cell} » does not match"
    if "minimum" in constraints and value < constraints["minimum"]:
        yield f"« {cell} » is too small"
    if "maximum" in constraints and value > constraints["maximum"]:
        yield f"« {cell} » is too large"
