"""The figures of a committee that opened, from its snapshot alone: nothing that changed since is in them.

A few statements on the rows frozen for this committee; the counts are those of figures.counts, by the same columns.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.attainment import one_decimal
from ctg_tracking.figures.committees import the_committee
from ctg_tracking.figures.counts import Counts, count_columns, counts_of, total_of
from ctg_tracking.figures.indicators import Rollup
from ctg_tracking.figures.picture import WHOLE, Part, Summary
from ctg_tracking.figures.selection import within_year
from ctg_tracking.figures.sql import AnyRow, AnySelect, Column, Condition, fetched
from ctg_tracking.figures.status import By, ConventionCounts, StatusRow, rows_of
from ctg_tracking.model import ActionSnapshot, ConventionSnapshot, IndicatorSnapshot, Reader
from ctg_tracking.model.text import sort_key
from ctg_tracking.model.words import NOT_GIVEN


@dataclass(frozen=True)
class Frozen:
    """The snapshot of a committee, or a part of it: the session that reads it, and the day it froze."""

    session: Session
    committee_id: int
    as_of: date
    part: Part

    def total(self) -> Counts:
        """Counts of all the fiches, each once."""
        return counts_of(fetched(self.session, self._counted())[0])

    def by_axe(self) -> tuple[StatusRow, ...]:
        """A row per axe, convention after convention, in the order of the plans; those under no axe last."""
        axe = (ActionSnapshot.axe_id, ActionSnapshot.axe, ActionSnapshot.axe_label, ConventionSnapshot.reference)
        statement = self._counted(*axe).group_by(*axe).order_by(func.min(ActionSnapshot.position))
        found = fetched(self.session, statement)
        named = [row for row in found if row[0] is not None]
        rows = [StatusRow(row[1], row[2], counts_of(row), row[3], axe_id=row[0]) for row in named]
        return (*rows, *_missing([counts_of(row) for row in found if row[0] is None]))

    def by_theme(self) -> tuple[StatusRow, ...]:
        """A row per theme, in the national order; an action in two themes counts in both."""
        merged: dict[tuple[int, str, str], list[Counts]] = defaultdict(list)
        none = []
        for themes, counts in self._by_list(ActionSnapshot.themes):
            none += [] if themes else [counts]
            for theme in themes:
                merged[theme].append(counts)
        rows = [StatusRow(theme[1], theme[2], total_of(merged[theme])) for theme in sorted(merged)]
        return (*rows, *_missing(none))

    def by_convention(self) -> tuple[ConventionCounts, ...]:
        """Counts of each convention that has actions, in the order of their territories and starts."""
        keys = (
            ConventionSnapshot.position,
            ConventionSnapshot.reference,
            ConventionSnapshot.title,
            ConventionSnapshot.territory_code,
            ConventionSnapshot.territory,
            ConventionSnapshot.signed_on,
            ConventionSnapshot.term_years,
        )
        found = fetched(self.session, self._counted(*keys).group_by(*keys).order_by(ConventionSnapshot.position))
        return tuple(ConventionCounts(*[*row[1:5], sort_key(row[4]), row[5], row[6], counts_of(row)]) for row in found)

    def by_commune(self) -> tuple[StatusRow, ...]:
        """A row per commune served; an action that names none serves all that its convention covers."""
        covered = self._covered()
        merged: dict[tuple[str, str, str], list[Counts]] = defaultdict(list)
        uncovered = []
        for communes, counts, convention_id in self._by_list(ActionSnapshot.communes, ActionSnapshot.convention_id):
            places = communes or covered[convention_id]
            uncovered += [] if places else [counts]
            for place in places:
                merged[place].append(counts)
        rows = [StatusRow(place[1], place[2], total_of(merged[place])) for place in sorted(merged)]
        return (*rows, *_missing(uncovered))

    def mean(self) -> Rollup:
        """Mean of the rates of the indicators."""
        return _rollup(fetched(self.session, self._averaged())[0])

    def rates(self) -> dict[int | None, Rollup]:
        """Mean of the rates by axe; None: under no axe."""
        axe = IndicatorSnapshot.axe_id
        return {row[0]: _rollup(row) for row in fetched(self.session, self._averaged(axe).group_by(axe))}

    # -- statements --

    def _counted(self, *keys: Column) -> AnySelect:
        """Select of `keys` and the counts of the fiches looked at; to be grouped."""
        statement = select(*keys, *count_columns(ActionSnapshot.__table__.c)).select_from(ActionSnapshot)
        return self._limited(statement, ActionSnapshot).where(ActionSnapshot.fiche.is_(None))

    def _averaged(self, *keys: Column) -> AnySelect:
        rate = IndicatorSnapshot.rate
        statement = select(*keys, func.avg(rate), func.count(rate), func.count()).select_from(IndicatorSnapshot)
        return self._limited(statement, IndicatorSnapshot)

    def _limited(self, statement: AnySelect, of: type[ActionSnapshot | IndicatorSnapshot]) -> AnySelect:
        same = and_(
            ConventionSnapshot.committee_id == of.committee_id, ConventionSnapshot.convention_id == of.convention_id
        )
        asked = (
            of.committee_id == self.committee_id,
            *self._on_conventions(),
            *self._on_axes(of),
            *self._on_places(of),
        )
        return statement.join(ConventionSnapshot, same).where(*asked)

    def _on_conventions(self) -> Iterable[Condition]:
        if self.part.conventions:
            yield ConventionSnapshot.reference.in_(self.part.conventions)
        if self.part.territories:
            yield ConventionSnapshot.territory_code.in_(self.part.territories)
        if self.part.signature_years:
            yield or_(*(within_year(ConventionSnapshot.signed_on, year) for year in self.part.signature_years))

    def _on_axes(self, of: type[ActionSnapshot | IndicatorSnapshot]) -> Iterable[Condition]:
        if self.part.axes:
            named = [axe for axe in self.part.axes if isinstance(axe, str)]
            ids = [axe for axe in self.part.axes if isinstance(axe, int)]
            none = [of.axe_id.is_(None)] if None in self.part.axes else []
            yield or_(of.axe.in_(named), of.axe_label.in_(named), of.axe_id.in_(ids), *none)

    def _on_places(self, of: type[ActionSnapshot | IndicatorSnapshot]) -> Iterable[Condition]:
        """Rows that serve one of the communes looked at; an indicator follows its action, one of no action is none."""
        if self.part.communes and of is ActionSnapshot:
            yield self._serving(_listed(ActionSnapshot.communes), ConventionSnapshot.communes)
        elif self.part.communes:
            yield IndicatorSnapshot.action.in_(self._serving_actions())

    def _serving_actions(self) -> AnySelect:
        """Positions of the actions that serve one of the communes looked at, operations as their fiches."""
        own, fiche, convention = aliased(ActionSnapshot), aliased(ActionSnapshot), aliased(ConventionSnapshot)
        above = and_(fiche.committee_id == own.committee_id, fiche.position == own.fiche)
        within = and_(convention.committee_id == own.committee_id, convention.convention_id == own.convention_id)
        named = case(
            (_listed(own.communes) == _NONE, func.coalesce(_listed(fiche.communes), _NONE)), else_=_listed(own.communes)
        )
        served = self._serving(named, convention.communes)
        statement: AnySelect = select(own.position).outerjoin(fiche, above).join(convention, within)
        return statement.where(own.committee_id == self.committee_id, served)

    def _serving(self, listed: ColumnElement[str], covered: Column) -> Condition:
        """Whether the places listed, or all that are covered when none is, hold a commune looked at."""
        places = case((listed == _NONE, _listed(covered)), else_=listed)
        return or_(*(places.contains(json.dumps(code), autoescape=True) for code in self.part.communes))

    def _by_list(self, listed: Column, *keys: Column) -> Iterable[tuple[Any, ...]]:
        """(items, counts, keys…) of the fiches that list the same items."""
        words = _listed(listed)
        for row in fetched(self.session, self._counted(words, *keys).group_by(words, *keys)):
            yield (tuple(map(tuple, json.loads(row[0]))), counts_of(row), *row[1 : len(keys) + 1])

    def _covered(self) -> dict[int, tuple[tuple[str, str, str], ...]]:
        wanted = select(ConventionSnapshot.convention_id, ConventionSnapshot.communes)
        found = fetched(self.session, wanted.where(ConventionSnapshot.committee_id == self.committee_id))
        return {row[0]: tuple(map(tuple, row[1])) for row in found}


_NONE = "[]"
"""A list that holds nothing, as JSON."""


def _listed(items: Column) -> ColumnElement[str]:
    """A list of a snapshot as the text of its JSON."""
    return cast(items, String)


def frozen_of(session: Session, reader: Reader, committee_id: int, part: Part = WHOLE) -> Frozen:
    """The snapshot of a committee. Raises NotFound when the reader may not see it, Conflict when it never opened."""
    committee = the_committee(session, reader, committee_id)
    if committee.frozen_on is None:
        raise Conflict(f"{committee.named} n’est pas encore ouvert\u202f: ses chiffres ne sont pas figés.")
    return Frozen(session, committee_id, committee.frozen_on, part)


def frozen_summary(session: Session, reader: Reader, committee_id: int, part: Part = WHOLE) -> Summary:
    """The figures frozen when a committee opened, or those of a part of it."""
    frozen = frozen_of(session, reader, committee_id, part)
    groups = frozen.by_convention()
    return Summary(
        as_of=frozen.as_of,
        frozen=True,
        total=frozen.total(),
        axes=frozen.by_axe(),
        themes=frozen.by_theme(),
        conventions=rows_of(groups, By.CONVENTION),
        territories=rows_of(groups, By.TERRITORY),
        signature_years=rows_of(groups, By.SIGNATURE_YEAR),
        communes=frozen.by_commune(),
        mean=frozen.mean(),
        rates=frozen.rates(),
    )


def _missing(counts: Sequence[Counts]) -> tuple[StatusRow, ...]:
    return (StatusRow(None, NOT_GIVEN, total_of(counts)),) if counts else ()


def _rollup(row: AnyRow) -> Rollup:
    mean, computable, indicators = row[-3:]
    return Rollup(one_decimal(mean), computable, indicators)
