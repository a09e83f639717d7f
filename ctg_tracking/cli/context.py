"""The store a verb works on, and the account that signs what it writes."""

from collections.abc import Iterator
from contextlib import contextmanager

from ctg_tracking.errors import NotFound
from ctg_tracking.model import Reader
from ctg_tracking.settings import settings
from ctg_tracking.store import Store


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store of the settings; raises Conflict when it was never created."""
    store = Store.open(settings().database_url)
    try:
        store.require_schema()
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
