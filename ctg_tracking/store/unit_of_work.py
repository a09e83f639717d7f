"""The unit of work: one transaction with one author, whose every tracked change becomes history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ctg_tracking.errors import Conflict, StaleVersion
from ctg_tracking.model import Reader
from ctg_tracking.store import clock
from ctg_tracking.store.bulk import Bulk
from ctg_tracking.store.engine import WRITES
from ctg_tracking.store.history import Context
from ctg_tracking.store.recorder import Recorder


@dataclass(frozen=True)
class Work:
    """What a verb writes with: the session for rows, `bulk` for many; `today` is the store's day, `now` the instant."""

    session: Session
    bulk: Bulk
    author: Reader
    now: datetime
    today: date


@contextmanager
def unit_of_work(
    engine: Engine,
    author: Reader,
    *,
    import_id: int | None = None,
    committee_id: int | None = None,
    effective_on: date | None = None,
) -> Iterator[Work]:
    """One transaction: committed at the end, undone by any exception.

    Raises StaleVersion when a row was written by somebody else since it was read, Conflict when the store stays locked.
    """
    now = clock.now()
    context = Context(author.account_id, now, effective_on, import_id, committee_id)
    with Session(engine.execution_options(**{WRITES: True}), expire_on_commit=False) as session:
        Recorder(session, context)
        try:
            yield Work(session, Bulk(session.connection(), context), author, now, clock.today(session))
            session.commit()
        except StaleDataError as error:
            raise StaleVersion("cet élément") from error
        except OperationalError as error:
            if "database is locked" not in str(error):
                raise
            raise Conflict(
                "L’enregistrement attend qu’un autre se termine\u202f: réessayez dans un instant."
            ) from error
