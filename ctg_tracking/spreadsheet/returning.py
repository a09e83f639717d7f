"""The refused rows come back as the sender's own workbook: problem cells coloured and commented, ready to be corrected.

An .xlsx keeps its formatting, formulas, merges and other sheets; any other kind of file is rebuilt as an .xlsx from its
cells. The work is done in a child process with bounded memory and time: the file is a stranger's.
"""

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from ctg_tracking.errors import Conflict
from ctg_tracking.spreadsheet.grid import Sheet, Workbook
from ctg_tracking.spreadsheet.parsed import Problem, Severity
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.spreadsheet.returned_marks import RETURNED_FILLS, Mark

TIMEOUT = 120.0
"""Seconds given to one attempt; the child's own CPU limit is shorter."""
MOST_MARKS = 5_000
"""Problems marked in one workbook, errors first; a file that has more is not corrected cell by cell."""
_ENDING = "-à-corriger"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

__all__ = ["RETURNED_FILLS", "returned", "returned_name"]


def returned(file: File, workbook: Workbook, problems: Sequence[Problem]) -> File:
    """`file` with its problems marked in place, as « nom-à-corriger.xlsx »; `workbook` is what was read of it.

    Sent back as it is, it has the same problems at the same cells; corrected, it has none. Raises Conflict when the
    file is too large to be written again.
    """
    marks = list(_marks(workbook, problems))[:MOST_MARKS]
    content = _asked("annotate", file.content, workbook.kind, (), marks) if workbook.kind == "xlsx" else None
    if content is None:
        content = _asked("rebuild", b"", workbook.kind, workbook.sheets, marks)
    if content is None:
        raise Conflict(
            f"Le fichier « {file.name} » est trop grand pour être rendu annoté\u202f: corrigez-le d’après la liste."
        )
    return File(returned_name(file.name), content)


def returned_name(name: str) -> str:
    """« plan-à-corriger.xlsx » for « plan.ods », and for itself."""
    stem = PurePath(name).stem
    return f"{stem.removesuffix(_ENDING)}{_ENDING}.xlsx"


# -- where the problems are --


def _marks(workbook: Workbook, problems: Sequence[Problem]) -> Iterator[Mark]:
    """Each problem at its cell, errors first; those of no cell of this file are left to the listing (row -1)."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for problem in sorted(problems, key=lambda one: one.severity is not Severity.ERROR):
        row, column = _spot(problem.cell) if problem.sheet in sheets else (-1, -1)
        yield Mark(
            problem.sheet,
            row,
            column,
            problem.severity is Severity.ERROR,
            problem.column,
            problem.value,
            problem.message,
            row >= 0 and _colours_tell(sheets[problem.sheet], row, column),
        )


def _spot(cell: str) -> tuple[int, int]:
    match = _CELL.fullmatch(cell)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _colours_tell(sheet: Sheet, row: int, column: int) -> bool:
    """Whether the colour of a cell may mean something: colours vary down its column, other than band by band."""
    if sheet.fills.get((row, column)) in (None, *RETURNED_FILLS):
        return False
    filled = [number for number, cells in enumerate(sheet.rows) if column < len(cells) and cells[column] != ""]
    fills = [sheet.fills.get((number, column)) for number in filled]
    bands = len(set(fills)) == 2 and all(above != below for above, below in pairwise(fills))
    return len(set(fills)) > 1 and not bands


# -- the child --


def _asked(how: str, content: bytes, kind: str, sheets: Sequence[Sheet], marks: Sequence[Mark]) -> bytes | None:
    """The workbook the child made, None when it could not."""
    plain = [
        (
            one.name, one.rows, [(m.top, m.left, m.bottom, m.right) for m in one.merges], one.hidden,
            sorted(one.hidden_rows), sorted(one.hidden_columns), dict(one.fills), dict(one.errors), dict(one.formats),
        )
        for one in sheets
    ]  # fmt: skip
    request = pickle.dumps((how, content, kind, plain, list(marks)), protocol=5)
    command = [sys.executable, "-m", "ctg_tracking.spreadsheet.annotating"]
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=TIMEOUT, check=False, env=alone)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"PK") else None
