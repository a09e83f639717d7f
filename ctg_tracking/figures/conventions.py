"""One row per convention, with what was in force at a day: its end, its signatories, its share elapsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.facts import FICHES
from ctg_tracking.figures.lineage import gathered, predecessors, successors
from ctg_tracking.figures.months import add_months
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.sql import AnyRow, AnySelect, Condition, fetched
from ctg_tracking.figures.states import ConventionState
from ctg_tracking.model import (
    Action,
    Amendment,
    Caf,
    Convention,
    Heading,
    Reader,
    Signatory,
    Territory,
)

LONGEST_TERM = 5
"""Years: no CTG lasts longer, so one whose end nobody gave is not held to be in force beyond."""


@dataclass(frozen=True)
class ConventionRow(ConventionState):
    """A convention of the store, at `as_of`. `first_ends_on`: the end first agreed. `in_force`: see `holds`.

    `successors`: those known by then, from their signature or start (always, when neither is known); a convention that
    has one is renewed. Both lineages are references. `axes` and `actions` are numbers, of fiches for the latter.
    """

    id: int
    version: int
    territory_id: int
    departement: str
    sector: str | None
    first_ends_on: date | None
    caf: str | None
    adviser: str | None
    level2_name: str
    level3_name: str
    note: str | None
    in_force: bool
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    axes: int
    actions: int

    @property
    def signature_year(self) -> int | None:
        """Year of the signature, which may follow the start by up to 14 months; never used for deadlines."""
        return self.signed_on.year if self.signed_on else None


def convention_rows(session: Session, reader: Reader, selection: Selection, as_of: date) -> list[ConventionRow]:
    """Conventions this reader may see and has selected, in the order of their territories and starts.

    A filter that bears on actions keeps the conventions that have such an action.
    """
    return rows_asked(session, asked(session, reader, selection, as_of))


def rows_asked(session: Session, question: Asked) -> list[ConventionRow]:
    """Conventions that answer a question, in the order of their territories and starts."""
    found = sorted(fetched(session, _statement(question)), key=_order)
    if not found:
        return []
    ends = ends_in_force(session, question)
    signatories = gathered(fetched(session, _signatories(question)))
    before, after = predecessors(session, question), successors(session, question)
    numbers = {(row[0], row[1]): row[2] for row in fetched(session, _numbers(question))}
    return [
        _row(row, ends.get(key, row[_FIRST_ENDS_ON]), question.as_of, signatories.get(key, ()),
             before.get(key, ()), after.get(key, ()), numbers.get((key, _AXES), 0), numbers.get((key, _ACTIONS), 0))
        for row, key in ((row, row[_ID]) for row in found)
    ]  # fmt: skip


def elapsed_share(starts_on: date | None, ends_on: date | None, as_of: date) -> float | None:
    """Share of [start, end] gone at `as_of`, 0 to 1; None when a date is unknown."""
    if starts_on is None or ends_on is None:
        return None
    return min(max((as_of - starts_on) / (ends_on - starts_on), 0.0), 1.0)


def holds(
    starts_on: date | None, signed_on: date | None, ends_on: date | None, term_years: int | None, as_of: date
) -> bool:
    """Whether a convention is in force at `as_of`, from its start to its last day included.

    A start nobody gave is the signature's; with neither, nothing says that it ever began. An end nobody gave is that
    of its term, or of the longest a CTG may have.
    """
    begun = starts_on or signed_on
    if begun is None or begun > as_of:
        return False
    return as_of <= (ends_on or add_months(begun, 12 * (term_years or LONGEST_TERM)))


def ends_in_force(session: Session, question: Asked) -> Mapping[int, date]:
    """New end of those of the conventions asked for that are amended by that day.

    It is that of the latest amendment signed by then that gives one.
    """
    return {row[0]: row[1] for row in fetched(session, _ends(question))}


@lru_cache(maxsize=PREPARED)
def _ends(question: Asked) -> AnySelect:
    return (
        select(Amendment.convention_id, Amendment.new_ends_on)
        .where(Amendment.convention_id.in_(question.conventions), prolongs(question.as_of))
        .order_by(*AMENDMENTS_IN_ORDER)
    )


def prolongs(as_of: date) -> Condition:
    """Amendments that give a new end and are signed by `as_of`; the last in order holds."""
    return and_(Amendment.new_ends_on.is_not(None), Amendment.signed_on <= as_of)


AMENDMENTS_IN_ORDER = (Amendment.signed_on, Amendment.number)


@lru_cache(maxsize=PREPARED)
def _signatories(question: Asked) -> AnySelect:
    joined = or_(Signatory.joined_on.is_(None), Signatory.joined_on <= question.as_of)
    return (
        select(Signatory.convention_id, Signatory.name)
        .where(Signatory.convention_id.in_(question.conventions), joined)
        .order_by(Signatory.id)
    )


_AXES, _ACTIONS = "axes", "actions"


@lru_cache(maxsize=PREPARED)
def _numbers(question: Asked) -> CompoundSelect[int, str, int]:
    """(convention, what, how many) of its axes, then of its fiches."""
    axes = select(Heading.convention_id, literal(_AXES), func.count()).where(
        Heading.convention_id.in_(question.conventions), Heading.level == 1
    )
    actions = select(Action.convention_id, literal(_ACTIONS), func.count()).where(
        Action.convention_id.in_(question.conventions), FICHES
    )
    return union_all(axes.group_by(Heading.convention_id), actions.group_by(Action.convention_id))


_REFERENCE, _TERRITORY_CODE, _SIGNED_ON, _STARTS_ON, _TERM = 0, 3, 7, 9, 10
_ID, _FIRST_ENDS_ON, _SIMULATED, _SORT_KEY = 12, 17, 23, 24


@lru_cache(maxsize=PREPARED)
def _statement(question: Asked) -> AnySelect:
    """The fields of ConventionRow in their order, but for those worked out or counted; then what sorts them."""
    return (
        select(
            Convention.reference,
            Convention.title,
            Convention.level1_name,
            Territory.code,
            Territory.name,
            Territory.kind,
            Territory.population,
            Convention.signed_on,
            Convention.signed_precision,
            Convention.starts_on,
            Convention.term_years,
            Convention.origin,
            Convention.id,
            Convention.version,
            Convention.territory_id,
            Territory.departement,
            Territory.sector,
            Convention.ends_on,
            Caf.name,
            Convention.adviser,
            Convention.level2_name,
            Convention.level3_name,
            Convention.note,
            Convention.simulated_fields,
            Territory.sort_key,
        )
        .join(Territory, Territory.id == Convention.territory_id)
        .outerjoin(Caf, Caf.id == Convention.caf_id)
        .where(*question.on_chosen)
    )


def _order(row: AnyRow) -> Any:
    """Sorted here, because two databases do not sort text alike."""
    return (row[_SORT_KEY], row[_TERRITORY_CODE], row[_STARTS_ON] or date.max, row[_REFERENCE])


def _row(row: AnyRow, ends_on: date | None, as_of: date, signatories: tuple[str, ...], *counted: Any) -> ConventionRow:
    starts_on = row[_STARTS_ON]
    fields = [
        *row[:_ID],
        tuple(row[_SIMULATED] or ()),
        ends_on,
        elapsed_share(starts_on, ends_on, as_of),
        signatories,
        *row[_ID:_SIMULATED],
        holds(starts_on, row[_SIGNED_ON], ends_on, row[_TERM], as_of),
        *counted,
    ]
    return ConventionRow(*fields)
