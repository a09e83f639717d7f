"""The writing child: ``python -m ctg_tracking.spreadsheet.annotating`` marks problems in a sender's workbook.

It bounds its own memory and CPU, then writes the marked workbook on standard output; whatever fails, it leaves with a
status and the parent tries otherwise. Neither pandas, streamlit nor sqlalchemy is imported here.
"""

import io
import pickle
import sys
import warnings
from collections.abc import Sequence
from typing import Any

from ctg_tracking.spreadsheet.returned_marks import Mark

MEMORY = 1_500_000_000
CPU_SECONDS = 90


def bound() -> None:
    """Cap the memory and the CPU of this process; nothing to do where the system has no such limit (Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def annotated(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The sender's own workbook with `marks`; what it shows of its formulas is kept.

    The reading child has opened it before, and refused it if it was hostile.
    """
    from openpyxl import load_workbook

    from ctg_tracking.spreadsheet.marking import mark
    from ctg_tracking.spreadsheet.shown_values import with_shown_values

    book = load_workbook(io.BytesIO(content), rich_text=True)
    mark(book, marks)
    saved = io.BytesIO()
    book.save(saved)
    return with_shown_values(content, saved.getvalue())


def rebuilt(sheets: Sequence[Any], marks: Sequence[Mark]) -> bytes:
    """A workbook of the same cells, from any kind of file, with `marks`."""
    from ctg_tracking.spreadsheet.marking import mark
    from ctg_tracking.spreadsheet.rebuilding import FIRST_SHEET, rebuild

    book = rebuild(sheets)
    mark(book, marks, unnamed=FIRST_SHEET)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def main() -> int:
    """Read the request, write the workbook."""
    how, content, _, sheets, marks = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent
    bound()
    warnings.simplefilter("ignore")  # openpyxl tells there what it leaves out; nobody reads it
    made = annotated(content, marks) if how == "annotate" else rebuilt(sheets, marks)
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
