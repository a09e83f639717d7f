"""The store a verb works on, and the account that signs what it writes.

Everything heavy is imported at the first use: a help page needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ctg_tracking.errors import Conflict, NotFound

if TYPE_CHECKING:
    from ctg_tracking.model import Reader
    from ctg_tracking.store import Store


@contextmanager
def opened_store(*, migrated: bool = True) -> Iterator[Store]:
    """The store of the settings; raises Conflict when it does not answer, or was never created (if `migrated`)."""
    from sqlalchemy.exc import DBAPIError

    from ctg_tracking.settings import settings
    from ctg_tracking.store import Store

    store = Store.open(settings().database_url)
    try:
        if migrated:
            store.require_schema()
        else:
            store.engine.connect().close()
    except (DBAPIError, OSError) as error:
        raise Conflict(
            "La base de données ne répond pas. Vérifiez CTG_DATABASE_URL et que le serveur tourne."
        ) from error
    try:
        yield store
    finally:
        store.dispose()


def writer(store: Store, email: str | None) -> Reader:
    """The author of a write: the account named by `--author`, else the local operator's (created on demand)."""
    from ctg_tracking.follow_up.accounts import account_named, local_operator

    if email is None:
        return local_operator(store)
    found = account_named(store, email)
    if found is None:
        raise NotFound(f"Le compte « {email} »")
    return found


def reader(store: Store) -> Reader:
    """Who reads from a terminal: whoever can open the database sees all of it."""
    from ctg_tracking.follow_up.accounts import local_reader

    return local_reader(store)
