"""The picture of today: what a committee that is not open yet looks at, and what is frozen when it opens."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from ctg_tracking.figures.action_sheet import IndicatorSheet, indicator_sheets
from ctg_tracking.figures.actions import ActionRow, action_rows
from ctg_tracking.figures.asked import asked
from ctg_tracking.figures.covered import covered_communes
from ctg_tracking.figures.facts import FICHES
from ctg_tracking.figures.indicators import indicator_rollup, indicator_rows, rollup_by_axe
from ctg_tracking.figures.picture import (
    WHOLE,
    Part,
    Picture,
    PicturedAction,
    PicturedConvention,
    PicturedIndicator,
    Summary,
)
from ctg_tracking.figures.renewals import RenewalRow, RenewalState, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import Column, Condition, among, fetched
from ctg_tracking.figures.states import ActionState, ConventionState, IndicatorState
from ctg_tracking.figures.status import By, by_axe, by_commune, by_convention, by_theme, rows_of, scope_of
from ctg_tracking.model import (
    Action,
    Actor,
    ProgressReport,
    Reader,
    Territory,
    Theme,
    action_commune,
    action_pilot,
    action_theme,
)
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import ActorKind, Origin

Named = Mapping[int, tuple[tuple[Any, ...], ...]]
_NOTHING: tuple[tuple[Any, ...], ...] = ()


def live_picture(
    session: Session, reader: Reader, references: Sequence[str], as_of: date, stale_days: int | None = None
) -> Picture:
    """What these conventions (references) look like at `as_of`; those the reader may not see are left out."""
    return selected_picture(session, reader, within(references), as_of, stale_days)


def selected_picture(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Picture:
    """What a selection looks like at `as_of`; an operation whose fiche is not selected is left out."""
    renewals = renewal_rows(session, reader, selection, as_of)
    ids = {row.convention.id for row in renewals}
    actions = _actions(session, action_rows(session, reader, selection, as_of, stale_days=stale_days), ids)
    sheets = indicator_sheets(session, indicator_rows(session, reader, selection, as_of), as_of)
    return Picture(
        as_of,
        pictured_conventions(renewals, _covered(session, reader, selection, as_of)),
        actions,
        _indicators(sheets, actions),
    )


def live_summary(
    session: Session,
    reader: Reader,
    references: Sequence[str],
    as_of: date,
    part: Part = WHOLE,
    stale_days: int | None = None,
) -> Summary:
    """The figures of these conventions at `as_of`, or of a part of them."""
    return selected_summary(session, reader, within(references, part), as_of, stale_days)


def selected_summary(
    session: Session, reader: Reader, selection: Selection, as_of: date, stale_days: int | None = None
) -> Summary:
    """The figures of a selection at `as_of`."""
    scope = scope_of(session, reader, selection, as_of, stale_days)
    groups = by_convention(scope)
    return Summary(
        as_of=as_of,
        frozen=False,
        total=scope.total(),
        axes=by_axe(scope),
        themes=by_theme(scope),
        conventions=rows_of(groups, By.CONVENTION),
        territories=rows_of(groups, By.TERRITORY),
        signature_years=rows_of(groups, By.SIGNATURE_YEAR),
        communes=by_commune(scope),
        mean=indicator_rollup(session, reader, selection, as_of),
        rates=dict(rollup_by_axe(session, reader, selection, as_of)),
    )


def within(references: Sequence[str], part: Part = WHOLE) -> Selection:
    """The selection of these conventions, or of a part of them."""
    kept = tuple(reference for reference in references if not part.conventions or reference in part.conventions)
    return Selection(
        conventions=kept or ("",),  # no convention has an empty reference; an empty filter would let all through
        territories=part.territories,
        signature_years=part.signature_years,
        axes=part.axes,
        communes=part.communes,
    )


def report_origins(session: Session, reader: Reader, selection: Selection, as_of: date) -> tuple[Origin, ...]:
    """Origins of the reports in force that a selection counts: none in a real store."""
    question = asked(session, reader, selection, as_of)
    origin = ProgressReport.origin
    told = question.facts.select(origin).where(*question.on_actions, FICHES, origin.is_not(None)).distinct()
    return tuple(sorted(row[0] for row in fetched(session, told)))


# -- conventions --


def pictured_conventions(
    renewals: Iterable[RenewalRow], covered: Named | None = None
) -> tuple[PicturedConvention, ...]:
    """Conventions in the order of their territories and starts; `covered`: their communes by id, when they are read."""
    ordered = sorted(renewals, key=_order)
    return tuple(_convention(position, row, covered or {}) for position, row in enumerate(ordered))


def _order(renewal: RenewalRow) -> tuple[str, str, date, str]:
    row = renewal.convention
    return (sort_key(row.territory), row.territory_code, row.starts_on or date.max, row.reference)


def _convention(position: int, renewal: RenewalRow, covered: Named) -> PicturedConvention:
    row = renewal.convention
    return PicturedConvention(
        **_held(row, ConventionState),
        **_held(renewal, RenewalState),
        convention_id=row.id,
        position=position,
        communes=covered.get(row.id, _NOTHING),
    )


def _covered(session: Session, reader: Reader, selection: Selection, as_of: date) -> Named:
    """The communes that each convention covers, in French order."""
    found = covered_communes(session, asked(session, reader, selection, as_of))
    ids = set().union(*found.values())
    names = select(Territory.id, Territory.sort_key, Territory.code, Territory.name).where(among(Territory.id, ids))
    named = {row[0]: tuple(row[1:]) for row in fetched(session, names)} if ids else {}
    return {owner: tuple(sorted(named[commune] for commune in communes)) for owner, communes in found.items()}


# -- actions --


def _actions(session: Session, rows: Sequence[ActionRow], conventions: Collection[int]) -> tuple[PicturedAction, ...]:
    known = {row.id for row in rows}
    rows = [row for row in rows if row.parent_id is None or row.parent_id in known]
    places = {row.id: position for position, row in enumerate(rows)}
    bodies = _named(session, action_pilot, "actor_id", (Actor.name,), conventions, Actor.kind == ActorKind.ORGANISATION)
    themes = _named(session, action_theme, "theme_id", (Theme.position, Theme.key, Theme.label), conventions)
    place = (Territory.sort_key, Territory.code, Territory.name)
    communes = _named(session, action_commune, "territory_id", place, conventions)
    return tuple(
        PicturedAction(
            **_held(row, ActionState),
            action_id=row.id,
            key=row.id,
            position=position,
            fiche=None if row.parent_id is None else places[row.parent_id],
            bodies=tuple(name for (name,) in bodies.get(row.id, _NOTHING)),
            themes=themes.get(row.id, _NOTHING),
            communes=communes.get(row.id, _NOTHING),
        )
        for position, row in enumerate(rows)
    )


def _named(
    session: Session, link: Table, item: str, names: tuple[Column, ...], conventions: Collection[int],
    *only: Condition,
) -> Named:  # fmt: skip
    """What the actions of these conventions list, by action, in the order it was named."""
    owner = names[0].class_
    statement = (
        select(link.c.action_id, *names)
        .join(owner, owner.id == link.c[item])
        .join(Action, Action.id == link.c.action_id)
        .where(among(Action.convention_id, conventions), *only)
        .order_by(link.c.id)
    )
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for action_id, *name in fetched(session, statement) if conventions else ():
        found[action_id].append(tuple(name))
    return {action_id: tuple(listed) for action_id, listed in found.items()}


# -- indicators --


def _indicators(sheets: Iterable[IndicatorSheet], actions: Iterable[PicturedAction]) -> tuple[PicturedIndicator, ...]:
    places = {row.key: row.position for row in actions}
    return tuple(
        PicturedIndicator(
            **_held(sheet.row, IndicatorState),
            indicator_id=sheet.row.id,
            key=sheet.row.id,
            position=position,
            action=None if sheet.row.action_id is None else places.get(sheet.row.action_id),
            action_title=sheet.row.action,
            curve=sheet.curve,
            targets=sheet.targets,
        )
        for position, sheet in enumerate(sheets)
    )


def _held(row: object, state: type) -> dict[str, Any]:
    """The fields of a state, as a row holds them."""
    return {name: getattr(row, name) for name in _names(state)}


@cache
def _names(state: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(state))
