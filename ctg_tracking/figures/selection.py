"""What a reader looks at: filters as people give them, and the conditions on conventions that carry the rights."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Label, false, func, or_, select, true
from sqlalchemy.orm import aliased

from ctg_tracking.figures.sql import AnySelect, Column, Condition
from ctg_tracking.model import Convention, Reader, Territory, convention_predecessor
from ctg_tracking.model.words import Status


@dataclass(frozen=True)
class Selection:
    """Filters; within one, any value matches; an empty one lets all through; None means « non renseigné ».

    conventions: references. territories: codes of the conventions' territories. communes: codes of communes served.
    `running_at`: leave out the conventions that a successor has replaced by that day.
    axes: title, code, label (« Axe 3 ») or id. themes: key or label. pilots: name. statuses: those at `as_of`.
    """

    conventions: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    signature_years: tuple[int | None, ...] = ()
    axes: tuple[str | int | None, ...] = ()
    themes: tuple[str | None, ...] = ()
    terms: tuple[int | None, ...] = ()
    pilots: tuple[str | None, ...] = ()
    statuses: tuple[Status, ...] = ()
    communes: tuple[str, ...] = ()
    running_at: date | None = None

    @property
    def on_actions(self) -> bool:
        """Whether some filter bears on actions, beyond their convention."""
        return bool(self.axes or self.themes or self.pilots or self.statuses or self.communes)

    def within(self, reference: str) -> "Selection":
        """The same filters inside one convention."""
        return replace(self, conventions=(reference,))


ALL = Selection()


def visible(reader: Reader) -> Condition:
    """Condition on Convention: those this reader may see, of the territories granted or all."""
    if reader.everywhere:
        return true()
    return Convention.territory_id.in_(sorted(reader.territory_ids))


def convention_conditions(reader: Reader, selection: Selection) -> tuple[Condition, ...]:
    """Conditions on Convention: rights first, then the filters that bear on conventions."""
    conditions = [visible(reader)]
    if selection.conventions:
        conditions.append(Convention.reference.in_(selection.conventions))
    if selection.territories:
        places = select(Territory.id).where(Territory.code.in_(selection.territories))
        conditions.append(Convention.territory_id.in_(places))
    if selection.signature_years:
        conditions.append(or_(*(within_year(Convention.signed_on, year) for year in selection.signature_years)))
    if selection.terms:
        conditions.append(or_(*(Convention.term_years.is_not_distinct_from(term) for term in selection.terms)))
    if selection.running_at is not None:
        conditions.append(Convention.id.not_in(_replaced_by(selection.running_at)))
    return tuple(conditions)


def _replaced_by(day: date) -> AnySelect:
    """Ids of the conventions a successor has replaced by `day`: it has started, or is signed when no start is known."""
    successor = aliased(Convention)
    return (
        select(convention_predecessor.c.predecessor_id)
        .join(successor, successor.id == convention_predecessor.c.convention_id)
        .where(func.coalesce(successor.starts_on, successor.signed_on) <= day)
    )


def replaced_on() -> Label[date]:
    """Column of a SELECT on Convention: the day a successor replaced it (its start, else its signature), or NULL."""
    successor = aliased(Convention)
    begun = func.min(func.coalesce(successor.starts_on, successor.signed_on))
    return (
        select(begun)
        .select_from(convention_predecessor)
        .join(successor, successor.id == convention_predecessor.c.convention_id)
        .where(convention_predecessor.c.predecessor_id == Convention.id)
        .correlate(Convention)
        .scalar_subquery()
        .label("replaced_on")
    )


def within_year(day: Column, year: int | None) -> Condition:
    """Condition: a day is of this year, or is not given when the year is None."""
    if year is None:
        return day.is_(None)
    if not date.min.year <= year <= date.max.year:
        return false()
    return day.between(date(year, 1, 1), date(year, 12, 31))
