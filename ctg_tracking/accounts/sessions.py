"""Web sessions: a random token in the browser, its hash in the store, a row to delete to end it.

A session ends after twelve hours without use, seven days after it began, when its account is
disabled, when its password changes, or when the person signs out. Roles are never kept in it:
they are read again each time it is resolved.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.orm import Session

from ctg_tracking.errors import Conflict
from ctg_tracking.model import Account, Grant, Reader, ReaderGrant, WebSession
from ctg_tracking.store import Store, Work, clock

COOKIE: Final = "ctg_session"
IDLE: Final = timedelta(hours=12)
LIFETIME: Final = timedelta(days=7)
LONGEST_TOKEN: Final = 64
_NOTED_EVERY: Final = timedelta(minutes=10)


def begin(work: Work, account_id: int) -> str:
    """A new session of an account, in the caller's transaction; the token to hand to the browser, kept nowhere."""
    token = secrets.token_urlsafe(32)
    work.session.execute(delete(WebSession).where(_is_over(work.now)))
    work.session.add(
        WebSession(
            token_hash=_hash(token),
            account_id=account_id,
            created_at=work.now,
            seen_at=work.now,
            expires_at=work.now + LIFETIME,
        )
    )
    return token


def resolve(store: Store, token: str | None, now: datetime | None = None) -> Reader | None:
    """Who holds this token, with the roles of this very moment; None when it opens nothing."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    now = now or clock.now()
    with store.read() as session:
        found = _found(session, _hash(token))
    if found is None or found.expires_at <= now or found.seen_at + IDLE <= now:
        return None
    if found.seen_at + _NOTED_EVERY <= now:
        _note_use(store, found.reader, _hash(token), now)
    return found.reader


def end(store: Store, token: str) -> None:
    """Signs out: the token opens nothing any more. An unknown token is no error."""
    reader = resolve(store, token)
    if reader is not None:
        with store.write(reader) as work:
            work.session.execute(delete(WebSession).where(WebSession.token_hash == _hash(token)))


def end_all(work: Work, account_id: int) -> None:
    """Ends every session of an account, in the caller's transaction."""
    work.session.execute(delete(WebSession).where(WebSession.account_id == account_id))


def reader_of(session: Session, account_id: int) -> Reader | None:
    """The account as a Reader, with its roles; None when there is none or it is disabled."""
    rows = session.execute(_ACCOUNT_ROWS.where(Account.id == account_id)).all()
    return _reader(rows) if rows else None


class _Found(NamedTuple):
    seen_at: datetime
    expires_at: datetime
    reader: Reader


_READER_COLUMNS = (Account.id, Account.email, Account.name, Grant.role, Grant.territory_id)
_ACCOUNT_ROWS = (
    select(*_READER_COLUMNS)
    .select_from(Account)
    .outerjoin(Grant, Grant.account_id == Account.id)
    .where(Account.disabled_at.is_(None))
    .order_by(Grant.id)
)
_SESSION_ROWS = _ACCOUNT_ROWS.add_columns(WebSession.seen_at, WebSession.expires_at).join(
    WebSession, WebSession.account_id == Account.id
)


def _found(session: Session, token_hash: str) -> _Found | None:
    rows = session.execute(_SESSION_ROWS.where(WebSession.token_hash == token_hash)).all()
    return _Found(rows[0].seen_at, rows[0].expires_at, _reader(rows)) if rows else None


def _reader(rows: Sequence[Row[*tuple[Any, ...]]]) -> Reader:
    first = rows[0]
    grants = tuple(ReaderGrant(row.role, row.territory_id) for row in rows if row.role is not None)
    return Reader(first.id, first.email, first.name, grants)


def _is_over(now: datetime) -> ColumnElement[bool]:
    return (WebSession.expires_at <= now) | (WebSession.seen_at <= now - IDLE)


def _note_use(store: Store, reader: Reader, token_hash: str, now: datetime) -> None:
    """Moves the idle limit; when the store is busy it will be moved next time, and the person waits for nothing."""
    try:
        with store.write(reader) as work:
            noted = update(WebSession).where(WebSession.token_hash == token_hash)
            work.session.execute(noted.values(seen_at=now))
    except Conflict:
        return


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
