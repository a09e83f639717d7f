"""The journal of imports: who brought which file, when, how it was read, what it changed, and the file itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import NotFound
from ctg_tracking.follow_up.importing.sources import Source
from ctg_tracking.model import Account, Convention, Import, ImportFile, Reader
from ctg_tracking.spreadsheet.grid import column_letters
from ctg_tracking.spreadsheet.mapping import mapping_document
from ctg_tracking.spreadsheet.parsed import Problem
from ctg_tracking.spreadsheet.plan import FoundTable
from ctg_tracking.spreadsheet.told import Decisions, Strategy


@dataclass(frozen=True)
class Journalled:
    """One line of the journal; `author` is a name, `email` the account's.

    `convention`: its reference, kept when undoing removed the convention. `problems`: how many were told of its cells
    (at most 2,000 are kept). `kept`: whether the file can be downloaded.
    """

    import_id: int
    at: datetime
    author: str
    email: str
    file: str
    sha256: str
    convention: str
    strategy: Strategy
    read: int
    added: int
    changed: int
    unchanged: int
    missing: int
    refused: int
    problems: int
    kept: bool
    created_convention: bool
    undone_at: datetime | None


def imports(session: Session, reader: Reader, convention: str | None = None) -> Sequence[Journalled]:
    """Imports of the territories a reader sees, newest first; of one convention when its reference is given."""
    reference = func.coalesce(Convention.reference, Import.former_reference, "")
    counts = (Import.read, Import.added, Import.changed, Import.unchanged, Import.missing, Import.refused)
    rows = (
        select(
            Import.id.label("import_id"),
            Import.at,
            Account.name.label("author"),
            Account.email,
            Import.file_name.label("file"),
            Import.sha256,
            reference.label("convention"),
            Import.mapping["strategy"].as_string().label("strategy"),
            *counts,
            func.json_array_length(Import.problems).label("problems"),
            exists().where(ImportFile.import_id == Import.id, ImportFile.content.is_not(None)).label("kept"),
            Import.created_convention,
            Import.undone_at,
        )
        .join(Account, Account.id == Import.author_id)
        .outerjoin(Convention, Convention.id == Import.convention_id)
        .order_by(Import.id.desc())
    )
    if not reader.everywhere:
        rows = rows.where(Import.territory_id.in_(reader.territory_ids))
    if convention is not None:
        rows = rows.where(reference == convention)
    return [
        Journalled(**{**row, "strategy": Strategy(row["strategy"] or Strategy.KEEP)})
        for row in session.execute(rows).mappings()
    ]


def original_file(session: Session, reader: Reader, import_id: int) -> tuple[str, bytes]:
    """Name and content of the file as it was sent. Raises NotFound."""
    journal = fetch(session, reader, Right.READ, Import, import_id)
    content = session.scalar(select(ImportFile.content).where(ImportFile.import_id == import_id))
    if content is None:
        raise NotFound("Ce fichier")
    return journal.file_name, content


def mapping_of(source: Source, decisions: Decisions) -> dict[str, Any]:
    """How the file was read and what was decided of it, as the journal keeps it.

    A mapping document (`spreadsheet.mapping`), the decisions in it, and under « tables » how each table was read.
    """
    return {
        "tables": [_table(table) for table in source.plan.tables],
        **mapping_document(source.told),
        "strategy": decisions.strategy.value,
        "matches": dict(decisions.matches),
        "missing": {
            str(row_id): None if gone.reason is None else {"reason": gone.reason}
            for row_id, gone in decisions.missing.items()
        },
    }


def problem_record(problem: Problem) -> dict[str, str]:
    """A problem as the journal and the command line tell it."""
    return {
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message,
    }


def _table(table: FoundTable) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "kind": table.kind.value,
        "header_row": table.header_row,
        "columns": dict(table.columns),
        "letters": {column_letters(index): field for index, field in table.letters.items()},
        "ignored": list(table.ignored),
    }
