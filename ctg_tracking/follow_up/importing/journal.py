"""The journal of imports: who brought which file, when, what it changed, and the file itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import NotFound
from ctg_tracking.model import Account, Convention, Import, ImportFile, Reader


@dataclass(frozen=True)
class Journalled:
    """One line of the journal; `author` is a name, `email` the account's."""

    import_id: int
    at: datetime
    author: str
    email: str
    file: str
    sha256: str
    convention: str
    read: int
    added: int
    changed: int
    unchanged: int
    missing: int
    refused: int
    undone_at: datetime | None


def imports(session: Session, reader: Reader, convention: str | None = None) -> Sequence[Journalled]:
    """Imports of the conventions a reader sees, newest first; of one convention when its reference is given."""
    rows = (
        select(Import, Account.name, Account.email, Convention.reference)
        .join(Account, Account.id == Import.author_id)
        .join(Convention, Convention.id == Import.convention_id)
        .order_by(Import.id.desc())
    )
    if not reader.everywhere:
        rows = rows.where(Convention.territory_id.in_(reader.territory_ids))
    if convention is not None:
        rows = rows.where(Convention.reference == convention)
    return [
        Journalled(
            one.id, one.at, author, email, one.file_name, one.sha256, reference,
            one.read, one.added, one.changed, one.unchanged, one.missing, one.refused, one.undone_at,
        )
        for one, author, email, reference in session.execute(rows)
    ]  # fmt: skip


def original_file(session: Session, reader: Reader, import_id: int) -> tuple[str, bytes]:
    """Name and content of the file as it was sent. Raises NotFound."""
    journal = fetch(session, reader, Right.READ, Import, import_id)
    content = session.scalar(select(ImportFile.content).where(ImportFile.import_id == import_id))
    if content is None:
        raise NotFound("Ce fichier")
    return journal.file_name, content
