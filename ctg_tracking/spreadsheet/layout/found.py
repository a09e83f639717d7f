"""How the tables of a file were read, column by column, and the signature of their shape."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import MappingProxyType

from ctg_tracking.spreadsheet.grid import Row, Value, column_letters
from ctg_tracking.spreadsheet.layout.place import SURE, Place
from ctg_tracking.spreadsheet.plan import FoundColumn, FoundTable
from ctg_tracking.spreadsheet.text import key_words, one_line
from ctg_tracking.spreadsheet.words import as_text

_SAMPLES = 3
_ROWS_SAMPLED = 500
_LONGEST_SAMPLE = 80


def found_table(place: Place, elsewhere: Iterable[int] = ()) -> FoundTable:
    """How a table was read; columns of `elsewhere` are told with the table that shares its rows."""
    return FoundTable(
        place.kind,
        place.sheet.name,
        place.header + 1,
        MappingProxyType({column.header: column.field for column in place.columns}),
        MappingProxyType({column.header: min(column.confidence, SURE) for column in place.columns}),
        place.ignored,
        MappingProxyType({column.index: column.field for column in place.columns}),
        tuple(_columns(place, frozenset(elsewhere))),
    )


def _columns(place: Place, elsewhere: frozenset[int]) -> Iterator[FoundColumn]:
    matched = {column.index: column for column in place.columns}
    body = place.body
    for index, header in enumerate(place.headers):
        samples = tuple(_samples(body, index))
        column = matched.get(index)
        if column is None and (index in elsewhere or not (header or samples)):
            continue
        yield FoundColumn(
            index,
            column_letters(index),
            header,
            column.field if column else None,
            column.kind if column else None,
            min(column.confidence, SURE) if column else 0,
            column.told if column else False,
            samples,
        )


def _samples(body: Sequence[Row], index: int) -> Iterator[str]:
    seen: set[Value] = {""}
    for row in islice(body, _ROWS_SAMPLED):
        value = row[index]
        if value not in seen and (text := one_line(as_text(value))):
            seen.add(value)
            yield text if len(text) <= _LONGEST_SAMPLE else f"{text[:_LONGEST_SAMPLE]}…"
            if len(seen) > _SAMPLES:
                return


def shape_of(places: Iterable[Place]) -> str:
    """Signature of the tables by their headers, without their years: that of next year's file in the same model.

    Neither the names of sheets nor their number count: one sheet per axe is one table, as many times.
    """
    tables = {tuple(sorted({_without_years(header) for header in place.headers if header})) for place in places}
    written = json.dumps(sorted(tables), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def _without_years(header: str) -> str:
    return re.sub(r"\b(?:19|20)\d\d\b", "aaaa", key_words(header))
