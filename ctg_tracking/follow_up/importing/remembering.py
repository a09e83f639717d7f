"""What a person said of a file, kept for the next file of the same shape on the same territory."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ctg_tracking.errors import BadInput
from ctg_tracking.follow_up.importing.sources import Source
from ctg_tracking.follow_up.importing.targets import Target, found
from ctg_tracking.model import Account, ImportMapping, Reader
from ctg_tracking.spreadsheet.mapping import mapping_document, read_mapping
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class Remembered:
    """What was said of the last file of this shape, when (aware, UTC) and by whom."""

    told: Understanding
    at: datetime
    author_name: str


def remembered(store: Store, author: Reader, source: Source, target: Target) -> Remembered | None:
    """What was last said of a file of the same shape on this territory, None when nothing was.

    Raises BadInput, NotFound, NotAllowed.
    """
    with store.read() as session:
        _, territory = found(session, author, target)
        kept = session.execute(
            select(ImportMapping.told, ImportMapping.at, Account.name)
            .join(Account, Account.id == ImportMapping.author_id)
            .where(ImportMapping.territory_id == territory.id, ImportMapping.shape == source.plan.shape)
        ).one_or_none()
    if kept is None:
        return None
    try:
        return Remembered(read_mapping(kept.told), kept.at, kept.name)
    except BadInput:  # said to a former version, of a field that is no more
        return None


def remember(work: Work, territory_id: int, source: Source) -> None:
    """Keep what was said of an applied file, in place of what was said of the last one of its shape."""
    if source.told.empty or not source.plan.shape:
        return
    kept = ImportMapping(
        territory_id=territory_id,
        shape=source.plan.shape,
        told=mapping_document(source.told),
        author_id=work.author.account_id,
        at=work.now,
    )
    work.session.merge(kept)
