"""Recording a value of an indicator, with its date and its source."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from ctg_tracking.accounts.rights import Right, fetch
from ctg_tracking.errors import BadInput, StaleVersion
from ctg_tracking.follow_up import periods
from ctg_tracking.follow_up.words import LONGEST_LINE, free_text
from ctg_tracking.model import Indicator, IndicatorValue, Reader
from ctg_tracking.spreadsheet.numbers import read_number
from ctg_tracking.store import Store, Work


@dataclass(frozen=True)
class Recorded:
    """A value as stored: `version` is the indicator's new one. `repeated`: this very value was already there."""

    value_id: int
    indicator_id: int
    version: int
    on: date
    recorded_at: datetime
    repeated: bool = False


def record_value(
    store: Store, author: Reader, indicator_id: int, value: str | float, *,
    on: date, source: str | None = None, comment: str | None = None, expected_version: int | None = None,
) -> Recorded:  # fmt: skip
    """Record `value` (a number, French text of a number, or words for a qualitative indicator) true at `on`.

    A second value of the same day corrects the first. Raises NotFound, NotAllowed, BadInput, StaleVersion.
    """
    with store.write(author, effective_on=on) as work:
        indicator = fetch(work.session, author, Right.REPORT, Indicator, indicator_id)
        row = _checked(work, indicator, value, on, source, comment)
        chain = _chain(work, indicator_id)
        if (repeated := _already(chain, row)) is not None:
            return _told(repeated, indicator, repeated=True)
        if expected_version is not None and indicator.version != expected_version:
            raise StaleVersion("cet indicateur", stored=indicator.version, expected=expected_version)
        _insert(work, indicator, chain, row)
        return _told(row, indicator)


def _checked(
    work: Work, indicator: Indicator, value: str | float, on: date, source: str | None, comment: str | None
) -> IndicatorValue:
    if on > work.today:
        raise BadInput("Date de la valeur", on.strftime("%d/%m/%Y"), f"au plus tard le {work.today:%d/%m/%Y}")
    number = None if indicator.qualitative else _number(value)
    words = free_text("Valeur", str(value), longest=LONGEST_LINE) if indicator.qualitative else None
    if indicator.qualitative and words is None:
        raise BadInput("Valeur", None, "quelques mots")
    return IndicatorValue(
        on_date=on,
        value=number,
        text=words,
        source=free_text("Source", source, longest=LONGEST_LINE),
        comment=free_text("Commentaire", comment),
        recorded_at=work.now,
        author_id=work.author.account_id,
    )


def _number(value: str | float) -> float:
    number = read_number(value).value
    if number is None:
        raise BadInput("Valeur", value, "un nombre, par exemple 1\u202f234,5")
    return number


def _chain(work: Work, indicator_id: int) -> list[IndicatorValue]:
    ordered = select(IndicatorValue).where(IndicatorValue.indicator_id == indicator_id)
    return list(work.session.scalars(ordered.order_by(IndicatorValue.on_date, IndicatorValue.id)))


def _already(chain: list[IndicatorValue], row: IndicatorValue) -> IndicatorValue | None:
    names = ("on_date", "value", "text", "source", "comment")
    that_day = [old for old in chain if old.on_date == row.on_date]
    same = that_day and all(getattr(that_day[-1], name) == getattr(row, name) for name in names)
    return that_day[-1] if same else None


def _insert(work: Work, indicator: Indicator, chain: list[IndicatorValue], row: IndicatorValue) -> None:
    placed = periods.place([(old.id, old.on_date) for old in chain], row.on_date)
    for old in chain:
        if old.id == placed.ends:
            old.until = row.on_date
    indicator.touched_at = work.now
    work.session.flush()  # one open period at a time: the former ends first
    row.indicator_id, row.until = indicator.id, placed.until
    work.session.add(row)
    work.session.flush()


def _told(row: IndicatorValue, indicator: Indicator, *, repeated: bool = False) -> Recorded:
    return Recorded(row.id, indicator.id, indicator.version, row.on_date, row.recorded_at, repeated)
