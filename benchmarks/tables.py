"""The tables of counts (actions by axe, by territory…), beside their statements."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any

from benchmarks.comparison import ALL, Answers, Comparison, Statement
from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.status import By, Key, StatusRow, StatusTable, status_table
from ctg_tracking.model.words import NOT_GIVEN, Status

SHARED = (By.THEME, By.PILOT, By.COMMUNE)
"""Tables where an action may be in two rows, so that the total is a statement of its own."""
_WIDTH = len(fields(Counts))
_TOTAL = Statement("status_total")

Described = Callable[[Sequence[Any]], tuple[Key, str, str | None, str | None]]
"""Key, label, convention and place of a row, from its columns before the counts."""

_DESCRIBED: dict[By, Described] = {
    By.AXE: lambda row: (row[0], row[1], row[2], None),
    By.PILOT: lambda row: (row[0], row[1], None, row[2]),
    By.STATUS: lambda row: (row[0], Status(row[0]).label, None, None),
    By.TERM: lambda row: (row[0], f"{row[0]} ans", None, None),
    By.SIGNATURE_YEAR: lambda row: (row[0], str(row[0]), None, None),
}


def _plain(row: Sequence[Any]) -> tuple[Key, str, str | None, str | None]:
    return row[0], row[1], None, None


def _table(by: By) -> Comparison:
    name = Statement(f"status_{by.value.replace('-', '_')}")
    return Comparison(
        f"status --by {by.value}",
        lambda session, reader, as_of: status_table(session, reader, ALL, by, as_of),
        (name, _TOTAL) if by in SHARED else (name,),
        lambda answers: _built(by, answers),
        _comparable,
    )


def _built(by: By, answers: Answers) -> tuple[list[StatusRow], Counts]:
    rows = [_row(row, _DESCRIBED.get(by, _plain)) for row in answers[0]]
    if len(answers) > 1:
        return rows, Counts(*answers[1][0])
    columns = zip(*(row[-_WIDTH:] for row in answers[0]), strict=True)
    return rows, Counts(*(int(sum(column)) for column in columns))


def _row(row: Sequence[Any], described: Described) -> StatusRow:
    counts = Counts(*map(int, row[-_WIDTH:]))
    if row[0] is None:
        return StatusRow(None, NOT_GIVEN, counts)
    key, label, convention, place = described(row)
    return StatusRow(key, label, counts, convention, place)


def _comparable(answer: StatusTable | tuple[list[StatusRow], Counts]) -> Sequence[Any]:
    if isinstance(answer, StatusTable):
        return [*(replace(row, axe_id=None) for row in answer.rows), answer.total]  # an id is no answer
    return [*answer[0], answer[1]]


TABLES = tuple(_table(by) for by in By)
