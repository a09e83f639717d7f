"""Actions and indicators that share the rows of one table."""

from dataclasses import replace

from ctg_tracking.spreadsheet.columns import Table
from ctg_tracking.spreadsheet.layout.corrections import Corrections
from ctg_tracking.spreadsheet.layout.heads import Region
from ctg_tracking.spreadsheet.layout.place import SURE, Place
from ctg_tracking.spreadsheet.layout.placing import place_at
from ctg_tracking.spreadsheet.layout.scoring import named_like

_MEASURES = frozenset(("baseline", "target", "unit", "value_at", "target_at", "current"))
_BOTH = frozenset(("axe", "code", "title"))
_PLAN_YIELDS = frozenset(("indicators", "audience"))
_YIELDS_TO_MEASURES = _PLAN_YIELDS | {"note_at"}
"""« Résultat 2024 » beside an indicator is its value; long texts are no value, and stay notes."""
_OF_MEASURES = frozenset(("indicator", "direction", "nature", "baseline_on", "periodicity", "source", *_MEASURES))
_NOT_ALONE = frozenset((*_BOTH, "objective", "sub_objective", "id", "origin", "axe_code", "objective_code"))


def is_plan(place: Place) -> bool:
    """Whether a table surely holds actions: it says more of them than the indicators that measure them."""
    fields = {column.field for column in place.columns if column.confidence >= SURE}
    return place.kind is Table.PLAN and ("indicators" not in fields or bool(fields - _NOT_ALONE - _PLAN_YIELDS))


def sharing(place: Place, region: Region, told: Corrections, *, plan_elsewhere: bool) -> list[Place]:
    """The table itself, or the two that share its rows: actions, and their indicators beside them.

    Where the plan is elsewhere, a table that says nothing else of actions only measures them.
    """
    if told.kind or place.kind not in (Table.PLAN, Table.INDICATORS):
        return [place]
    if place.kind is Table.INDICATORS and (plan_elsewhere or named_like(place.sheet, place.kind)):
        return [place]
    plan = place if place.kind is Table.PLAN else _as(place, region, Table.PLAN, told)
    measures = place if place.kind is Table.INDICATORS else _as(place, region, Table.INDICATORS, told)
    if plan is None or measures is None or not _measured(measures):
        return [place]
    if plan_elsewhere and not is_plan(plan):
        return [measures]
    return _shared(plan, measures) or [place]


def _as(place: Place, region: Region, kind: Table, told: Corrections) -> Place | None:
    """The same rows read as a table of another kind."""
    within = replace(region, bottom=min(region.bottom, len(place.sheet.rows)))
    other = place_at(place.sheet, within, kind, place.header, place.span, told)
    return replace(other, first=place.first, caption=place.caption) if other else None


def _measured(place: Place) -> bool:
    fields = {column.field for column in place.columns}
    return {"indicator", "title"} <= fields and bool(fields & _MEASURES)


def _shared(plan: Place, measures: Place) -> list[Place]:
    """Two tables on the same rows, each column read once; none unless some columns surely measure."""
    wanted = {c.index for c in measures.columns if c.field in _OF_MEASURES and c.confidence == SURE}
    of_plan = tuple(
        c
        for c in plan.columns
        if c.told or not (c.index in wanted and (c.field in _YIELDS_TO_MEASURES or c.confidence < SURE))
    )
    taken = {column.index for column in of_plan if column.field not in _BOTH}
    naming = {column.index for column in of_plan if column.field in _BOTH}
    of_measures = tuple(
        c for c in measures.columns if c.index not in taken and (c.index not in naming or c.field in _BOTH)
    )
    measured = any(column.field in _MEASURES for column in of_measures)  # « Objectif » is a level of the plan
    if not measured:
        return []
    ignored = tuple(header for header in plan.ignored if header in measures.ignored)
    return [
        replace(plan, columns=of_plan, ignored=ignored, shared=True),
        replace(measures, columns=of_measures, ignored=ignored, shared=True),
    ]
