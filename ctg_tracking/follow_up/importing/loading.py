"""The stored plan of a convention as plain records, in a fixed number of queries whatever its size."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ctg_tracking.model import (
    Action,
    ActionDue,
    Actor,
    ActorAlias,
    Convention,
    ConventionCommune,
    Heading,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Territory,
    Theme,
    action_commune,
    action_partner,
    action_pilot,
    action_theme,
    territory_member,
)
from ctg_tracking.spreadsheet.collector import collector_at_rest
from ctg_tracking.spreadsheet.stored import (
    StoredAction,
    StoredHeading,
    StoredIndicator,
    StoredPlan,
    StoredReport,
    StoredValue,
)
from ctg_tracking.spreadsheet.text import key_words, tidy

ACTION_COLUMNS = {
    "description": "description",
    "audience": "audience",
    "starts_on": "starts_on",
    "calendar_text": "calendar_text",
    "yearly": "yearly",
    "priority": "priority",
    "budget_cents": "budget_cents",
    "budget_text": "budget_text",
    "funding": "funding_text",
    "elected_referent": "elected_referent",
    "coordinator": "coordinator",
    "origin": "origin",
}
"""Field of the importer -> column of `action`."""
INDICATOR_COLUMNS = (
    "unit", "direction", "nature", "qualitative", "baseline", "baseline_on", "target", "target_text", "target_on",
    "periodicity", "source",
)  # fmt: skip
REPORT_COLUMNS = (
    "percent", "confidence", "done_text", "next_text", "blocking_text", "decision_wanted", "reason", "resumes_on",
)  # fmt: skip


@collector_at_rest()
def load_plan(session: Session, convention: Convention, today: date) -> StoredPlan:
    """The plan of a stored convention."""
    place = names_of(session, convention.territory, today)
    return StoredPlan(
        today=today,
        reference=convention.reference,
        headings=_headings(session, convention.id),
        actions=_actions(session, convention.id),
        indicators=_indicators(session, convention.id),
        reports=_reports(session, convention.id),
        values=_values(session, convention.id),
        actors=place.actors,
        themes=place.themes,
        communes=dict(place.communes) | _covered(session, convention.id),
    )


def names_of(session: Session, territory: Territory, today: date) -> StoredPlan:
    """An empty plan that knows the actors, themes and communes of a territory: what a new convention starts from."""
    actors = session.execute(select(Actor.key, Actor.name).where(Actor.territory_id == territory.id))
    aliases = session.execute(select(ActorAlias.key, Actor.name).join(Actor).where(Actor.territory_id == territory.id))
    themes = session.execute(select(Theme.key, Theme.label)).all()
    members = select(Territory.name, Territory.code).join(
        territory_member, territory_member.c.member_id == Territory.id
    )
    communes = session.execute(members.where(territory_member.c.group_id == territory.id)).all()
    return StoredPlan(
        today=today,
        actors={row.key: row.name for row in (*aliases, *actors)},
        themes={key_words(word): label for key, label in themes for word in (key, label)},
        communes=_by_name([(territory.name, territory.code), *((name, code) for name, code in communes)]),
    )


def _by_name(communes: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in communes:
        found |= {key_words(name): code, code: code}
    return found


def _covered(session: Session, convention_id: int) -> dict[str, str]:
    listed = select(Territory.name, Territory.code).join(
        ConventionCommune, ConventionCommune.territory_id == Territory.id
    )
    rows = session.execute(listed.where(ConventionCommune.convention_id == convention_id))
    return _by_name((name, code) for name, code in rows)


def _headings(session: Session, convention_id: int) -> list[StoredHeading]:
    columns = (Heading.id, Heading.parent_id, Heading.level, Heading.position, Heading.code, Heading.title)
    ordered = select(*columns).where(Heading.convention_id == convention_id)
    return [StoredHeading(*row) for row in session.execute(ordered.order_by(Heading.level, Heading.position))]


def _actions(session: Session, convention_id: int) -> list[StoredAction]:
    lists = {
        "pilots": _linked(session, convention_id, action_pilot, Actor.name, Actor.id),
        "partners": _linked(session, convention_id, action_partner, Actor.name, Actor.id),
        "themes": _linked(session, convention_id, action_theme, Theme.label, Theme.id),
        "communes": _linked(session, convention_id, action_commune, Territory.code, Territory.id),
    }
    dues: dict[int, date | None] = dict(_current_dues(session, convention_id))
    columns = [getattr(Action, column) for column in ACTION_COLUMNS.values()]
    ordered = select(Action.id, Action.heading_id, Action.parent_id, Action.code, Action.title, *columns)
    found = []
    for row in session.execute(ordered.where(Action.convention_id == convention_id).order_by(Action.position)):
        fields: dict[str, Any] = dict(zip(ACTION_COLUMNS, row[5:], strict=True))
        fields["due_on"] = dues.get(row[0])
        for name, linked in lists.items():
            fields[name] = linked.get(row[0], ())
        row_id, heading_id, parent_id, code, title = row[:5]
        found.append(StoredAction(row_id, heading_id, parent_id, code, title, fields))
    return found


def _current_dues(session: Session, convention_id: int) -> list[tuple[int, date | None]]:
    current = select(ActionDue.action_id, ActionDue.due_on).join(Action, Action.id == ActionDue.action_id)
    rows = session.execute(current.where(Action.convention_id == convention_id, ActionDue.valid_until.is_(None)))
    return [(action_id, due_on) for action_id, due_on in rows]


def _linked(session: Session, convention_id: int, links: Table, label: Any, key: Any) -> dict[int, tuple[str, ...]]:
    """Names in a list of each action, in the order they were given."""
    item = next(column for column in links.c if column.name not in ("id", "action_id"))
    rows = (
        select(links.c.action_id, label)
        .join(Action, Action.id == links.c.action_id)
        .join_from(links, key.class_, key == item)
        .where(Action.convention_id == convention_id)
        .order_by(links.c.id)
    )
    found: dict[int, list[str]] = {}
    for action_id, name in session.execute(rows):
        found.setdefault(action_id, []).append(name)
    return {action_id: tuple(names) for action_id, names in found.items()}


def _reports(session: Session, convention_id: int) -> dict[int, list[StoredReport]]:
    columns = [getattr(ProgressReport, name) for name in REPORT_COLUMNS]
    rows = (
        select(
            ProgressReport.action_id, ProgressReport.id, ProgressReport.effective_on, ProgressReport.status, *columns
        )
        .join(Action, Action.id == ProgressReport.action_id)
        .where(Action.convention_id == convention_id)
        .order_by(ProgressReport.effective_on, ProgressReport.id)
    )
    found: dict[int, list[StoredReport]] = {}
    for row in session.execute(rows):
        found.setdefault(row[0], []).append(StoredReport(*map(_as_read, row[1:])))
    return found


def _as_read(value: Any) -> Any:
    """What people typed on a screen, as a cell that says the same would be read: one space for several."""
    return tidy(value) if type(value) is str else value


def _indicators(session: Session, convention_id: int) -> list[StoredIndicator]:
    columns = [getattr(Indicator, name) for name in INDICATOR_COLUMNS]
    rows = select(Indicator.id, Indicator.heading_id, Indicator.action_id, Indicator.name, *columns)
    ordered = rows.where(Indicator.convention_id == convention_id).order_by(Indicator.position)
    return [
        StoredIndicator(row[0], row[1], row[2], row[3], dict(zip(INDICATOR_COLUMNS, row[4:], strict=True)))
        for row in session.execute(ordered)
    ]


def _values(session: Session, convention_id: int) -> dict[int, dict[date, StoredValue]]:
    """Of the values of one day, the one recorded last."""
    rows = (
        select(
            IndicatorValue.indicator_id,
            IndicatorValue.id,
            IndicatorValue.on_date,
            IndicatorValue.value,
            IndicatorValue.text,
            IndicatorValue.source,
            IndicatorValue.comment,
        )
        .join(Indicator, Indicator.id == IndicatorValue.indicator_id)
        .where(Indicator.convention_id == convention_id)
        .order_by(IndicatorValue.on_date, IndicatorValue.id)
    )
    found: dict[int, dict[date, StoredValue]] = {}
    for row in session.execute(rows):
        found.setdefault(row[0], {})[row[2]] = StoredValue(*map(_as_read, row[1:]))
    return found
