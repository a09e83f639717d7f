"""The day it is, for the store: the real one in Europe/Paris, or the pinned one of a demonstration."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.model import StoreInfo

PARIS = ZoneInfo("Europe/Paris")
DEMONSTRATION, DEMONSTRATION_DATE = "demonstration", "demonstration_date"


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def real_today() -> date:
    """Today in Europe/Paris."""
    return datetime.now(PARIS).date()


def today(session: Session) -> date:
    """The store's current day: the pinned date of a demonstration, else today in Europe/Paris."""
    return demonstration_date(session) or real_today()


def is_demonstration(session: Session) -> bool:
    """Whether the store is marked as a demonstration."""
    return _info(session, DEMONSTRATION) == "1"


def demonstration_date(session: Session) -> date | None:
    """The pinned date of a demonstration store, None in a real one."""
    pinned = _info(session, DEMONSTRATION_DATE) if is_demonstration(session) else None
    return date.fromisoformat(pinned) if pinned else None


def mark_demonstration(session: Session, on: date) -> None:
    """Mark the store as a demonstration pinned at `on`."""
    session.merge(StoreInfo(key=DEMONSTRATION, value="1"))
    session.merge(StoreInfo(key=DEMONSTRATION_DATE, value=on.isoformat()))


def _info(session: Session, key: str) -> str | None:
    return session.scalar(select(StoreInfo.value).where(StoreInfo.key == key))
