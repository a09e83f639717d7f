"""What was reported while a committee was open: shown beside the frozen figures, which it does not change.

Two statements, one for the reports and one for the values, each by the index of the moments they were recorded at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import and_, select, union
from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.sql import AnyRow, AnySelect, Column, Condition, among, fetched
from ctg_tracking.model import (
    Action,
    ActionSnapshot,
    Indicator,
    IndicatorSnapshot,
    IndicatorValue,
    ProgressReport,
    french,
)
from ctg_tracking.model.words import Status

AT_MOST: Final = 200
"""Reports, or values, that are told: the newest. A file imported during a meeting may bring thousands."""
LASTS: Final = timedelta(hours=24)
"""A meeting that nobody closed, or that is reopened months later, tells a day of news, from its opening."""
_LONGEST: Final = 240


@dataclass(frozen=True)
class News:
    """What was last said of an action, or of an indicator, while a committee was open. No person is named.

    `before`: the status that was frozen, `after` the one reported; both None for an indicator, and for a report on a
    day before the one already known; `before` None: the action was added since. `decided`: by this committee.
    `words`: a sentence of at most 300 letters or so. `action_id` of an indicator: its action, None when it has none.
    """

    action_id: int | None
    indicator_id: int | None
    title: str
    at: datetime
    before: Status | None
    after: Status | None
    words: str
    decided: bool
    convention_id: int


def news_since(session: Session, committee: CommitteeRow) -> tuple[News, ...]:
    """What was recorded on the committee's conventions since it opened and until it closed, the newest first.

    An action or an indicator comes once, as last told. Nothing before it opens. The caller has checked who may see it.
    """
    if committee.opened_at is None:
        return ()
    reported = map(_of_report, _last(fetched(session, _reports(committee))))
    measured = map(_of_value, _last(fetched(session, _values(committee))))
    return tuple(sorted((*reported, *measured), key=lambda news: news.at, reverse=True))


def _reports(committee: CommitteeRow) -> AnySelect:
    """Rows: action, recorded at, day, title, convention, then what `_of_report` reads."""
    report, frozen = ProgressReport, ActionSnapshot
    same = and_(frozen.committee_id == committee.id, frozen.action_id == report.action_id)
    decided = select(report.id).where(report.committee_id == committee.id)
    meanwhile = select(report.id).where(_meanwhile(report.recorded_at, committee))
    return (
        select(
            report.action_id, report.recorded_at, report.effective_on, Action.title, Action.convention_id,
            report.status, report.percent, report.done_text, report.blocking_text, report.decision_wanted,
            report.committee_id.is_not_distinct_from(committee.id), frozen.status, frozen.last_report_on,
        )
        .join(Action, Action.id == report.action_id)
        .outerjoin(frozen, same)
        .where(
            among(Action.convention_id, _about(committee)),
            report.id.in_(union(decided, meanwhile)),  # « or » would search neither index
        )
        .order_by(report.recorded_at.desc(), report.id.desc())
        .limit(AT_MOST)
    )  # fmt: skip


def _values(committee: CommitteeRow) -> AnySelect:
    """Rows: indicator, recorded at, day, name, convention, then what `_of_value` reads."""
    value, frozen = IndicatorValue, IndicatorSnapshot
    same = and_(frozen.committee_id == committee.id, frozen.indicator_id == value.indicator_id)
    return (
        select(
            value.indicator_id, value.recorded_at, value.on_date, Indicator.name, Indicator.convention_id,
            Indicator.action_id, Indicator.unit, value.value, value.text, frozen.value, frozen.text, frozen.value_on,
        )
        .join(Indicator, Indicator.id == value.indicator_id)
        .outerjoin(frozen, same)
        .where(
            among(Indicator.convention_id, _about(committee)),
            _meanwhile(value.recorded_at, committee),
        )
        .order_by(value.recorded_at.desc(), value.id.desc())
        .limit(AT_MOST)
    )  # fmt: skip


def _about(committee: CommitteeRow) -> list[int]:
    return [convention_id for convention_id, _reference, _title in committee.conventions]


def _meanwhile(recorded_at: Column, committee: CommitteeRow) -> Condition:
    assert committee.opened_at is not None, "news are of a committee that opened"
    end = committee.opened_at + LASTS
    return recorded_at.between(committee.opened_at, min(end, committee.closed_at or end))


def _last(rows: Iterable[AnyRow]) -> Iterable[AnyRow]:
    """Of each subject (the first column), the row of the latest day; of a day, the last recorded."""
    kept: dict[int, AnyRow] = {}
    for row in rows:  # the newest first
        known = kept.get(row[0])
        if known is None or row[2] > known[2]:
            kept[row[0]] = row
    return kept.values()


def _of_report(row: AnyRow) -> News:
    action_id, at, on, title, convention_id, after, percent, *texts, decided, before, known_on = row
    said = next((text for text in texts if text), None)
    if known_on is not None and on < known_on:
        before = after = None
    words = _cut(french.typeset(f"{_headline(before, after, on, percent)} : {said}" if said else
                                _headline(before, after, on, percent)))  # fmt: skip
    return News(action_id, None, title, at, before, after, words, bool(decided), convention_id)


def _headline(before: Status | None, after: Status | None, on: date, percent: int | None) -> str:
    if after is None:
        return f"Point d’étape du {french.long_day(on)} ajouté"
    if before is None:
        return after.label
    if before is not after:
        return f"Passe de « {before.label} » à « {after.label} »"
    return "Point d’étape" if percent is None else f"Point d’étape, {french.percent(percent)}"


def _of_value(row: AnyRow) -> News:
    indicator_id, at, on, name, convention_id, action_id, unit, value, text, was, was_text, known_on = row
    told = french.typeset(f"{_quantity(value, text, unit)} au {french.long_day(on)}")
    if known_on is not None and on >= known_on and (was, was_text) != (value, text):
        told = f"{told} ({_quantity(was, was_text, None)} auparavant)"
    return News(action_id, indicator_id, name, at, None, None, _cut(told), False, convention_id)


def _quantity(value: float | None, text: str | None, unit: str | None) -> str:
    if value is None:
        return f"«\u00a0{text}\u00a0»"
    return f"{french.number(value)}\u00a0{unit}" if unit else french.number(value)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
