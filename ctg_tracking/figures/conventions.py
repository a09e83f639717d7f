"""One row per convention, with what was in force at a day: its end, its signatories, its share elapsed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session, aliased

from ctg_tracking.figures.facts import Facts
from ctg_tracking.figures.months import add_months
from ctg_tracking.figures.selection import Selection, action_conditions, convention_conditions
from ctg_tracking.figures.sql import AnySelect, Condition, among
from ctg_tracking.model import (
    Action,
    Amendment,
    Caf,
    Convention,
    Heading,
    Reader,
    Signatory,
    Territory,
    convention_predecessor,
)
from ctg_tracking.model.words import Origin, Precision, TerritoryKind

LONGEST_TERM = 5
"""Years: no CTG lasts longer, so one whose end nobody gave is not held to be in force beyond."""


@dataclass(frozen=True)
class ConventionRow:
    """A convention at `as_of`. `ends_on`: the end in force that day, after the amendments signed by then.

    `first_ends_on`: the end first agreed. `elapsed`: share of the term gone, 0 to 1, None when a date is unknown.
    `in_force`: see `holds`. `signatories`: those that had joined. `successors`: those known by then, from their
    signature or start (always, when neither is known); a convention that has one is renewed. Both lineages are
    references. `axes` and `actions` are numbers, of fiches for the latter.
    """

    id: int
    version: int
    reference: str
    title: str
    territory_id: int
    territory_code: str
    territory: str
    territory_kind: TerritoryKind
    departement: str
    sector: str | None
    population: int | None
    signed_on: date | None
    signed_precision: Precision
    starts_on: date | None
    first_ends_on: date | None
    ends_on: date | None
    term_years: int | None
    caf: str | None
    adviser: str | None
    level1_name: str
    level2_name: str
    level3_name: str
    note: str | None
    origin: Origin | None
    simulated_fields: tuple[str, ...]
    in_force: bool
    elapsed: float | None
    signatories: tuple[str, ...]
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
    conditions = selected_conventions(session, reader, selection, as_of)
    found = sorted(session.execute(_described().where(*conditions)), key=_order)
    ids = {row.id for row in found}
    ends = ends_in_force(session, ids, as_of)
    signatories = _signatories(session, ids, as_of)
    before, after = _predecessors(session, ids), successors(session, ids, as_of)
    axes, actions = _numbers(session, ids)
    return [
        _row(row, ends.get(row.id, row.first_ends_on), as_of,
             signatories=signatories.get(row.id, ()), predecessors=before.get(row.id, ()),
             successors=after.get(row.id, ()), axes=axes.get(row.id, 0), actions=actions.get(row.id, 0))
        for row in found
    ]  # fmt: skip


def selected_conventions(session: Session, reader: Reader, selection: Selection, as_of: date) -> Sequence[Condition]:
    """Conditions on Convention: rights and filters, those on actions through the actions the convention has."""
    conditions = convention_conditions(reader, selection)
    if not selection.on_actions:
        return conditions
    facts = Facts(as_of)
    having = facts.select(Action.convention_id).where(*action_conditions(session, reader, selection, as_of))
    if selection.statuses:
        having = having.where(facts.status.in_(selection.statuses))
    return (*conditions, Convention.id.in_(having))


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


def ends_in_force(session: Session, convention_ids: Iterable[int], as_of: date) -> Mapping[int, date]:
    """New end of the conventions amended by `as_of`: the one of the latest amendment signed by then that gives one."""
    statement = (
        select(Amendment.convention_id, Amendment.new_ends_on)
        .where(
            among(Amendment.convention_id, convention_ids),
            Amendment.new_ends_on.is_not(None),
            Amendment.signed_on <= as_of,
        )
        .order_by(Amendment.signed_on, Amendment.number)
    )
    return {row[0]: row[1] for row in session.execute(statement) if row[1]}


def successors(session: Session, convention_ids: Iterable[int], as_of: date) -> Mapping[int, tuple[str, ...]]:
    """References of the conventions that replace these, known by `as_of` from their signature or their start.

    A successor of which neither date is known counts at any day: nothing says when it came.
    """
    dates = (Convention.signed_on, Convention.starts_on)
    known = or_(*(day <= as_of for day in dates), *[_all_unknown(dates)])
    old = convention_predecessor.c.predecessor_id
    statement = (
        select(old, Convention.starts_on, Convention.reference)
        .join(Convention, Convention.id == convention_predecessor.c.convention_id)
        .where(among(old, convention_ids), known)
    )
    return _by_start(session.execute(statement))


def _all_unknown(dates: Sequence[Any]) -> Condition:
    return func.coalesce(*dates).is_(None)


def _predecessors(session: Session, convention_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    old = aliased(Convention)
    new = convention_predecessor.c.convention_id
    statement = (
        select(new, old.starts_on, old.reference)
        .join(old, old.id == convention_predecessor.c.predecessor_id)
        .where(among(new, convention_ids))
    )
    return _by_start(session.execute(statement))


def _signatories(session: Session, convention_ids: Iterable[int], as_of: date) -> Mapping[int, tuple[str, ...]]:
    statement = (
        select(Signatory.convention_id, Signatory.name)
        .where(
            among(Signatory.convention_id, convention_ids),
            or_(Signatory.joined_on.is_(None), Signatory.joined_on <= as_of),
        )
        .order_by(Signatory.id)
    )
    return _gathered(session.execute(statement))


def _numbers(session: Session, ids: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Numbers of axes and of fiches by convention."""
    ids = list(ids)
    axes = (
        select(Heading.convention_id, func.count())
        .where(among(Heading.convention_id, ids), Heading.level == 1)
        .group_by(Heading.convention_id)
    )
    actions = (
        select(Action.convention_id, func.count())
        .where(among(Action.convention_id, ids), Action.parent_id.is_(None))
        .group_by(Action.convention_id)
    )
    return {row[0]: row[1] for row in session.execute(axes)}, {row[0]: row[1] for row in session.execute(actions)}


def _described() -> AnySelect:
    return (
        select(
            Convention.id,
            Convention.version,
            Convention.reference,
            Convention.title,
            Convention.territory_id,
            Territory.code.label("territory_code"),
            Territory.name.label("territory"),
            Territory.kind.label("territory_kind"),
            Territory.departement,
            Territory.sector,
            Territory.population,
            Convention.signed_on,
            Convention.signed_precision,
            Convention.starts_on,
            Convention.ends_on.label("first_ends_on"),
            Convention.term_years,
            Caf.name.label("caf"),
            Convention.adviser,
            Convention.level1_name,
            Convention.level2_name,
            Convention.level3_name,
            Convention.note,
            Convention.origin,
            Convention.simulated_fields,
            Territory.sort_key,
        )
        .join(Territory, Territory.id == Convention.territory_id)
        .outerjoin(Caf, Caf.id == Convention.caf_id)
    )


def _order(row: Row[*tuple[Any, ...]]) -> Any:
    """Sorted here, because two databases do not sort text alike."""
    return (row.sort_key, row.territory_code, row.starts_on or date.max, row.reference)


def _row(row: Row[*tuple[Any, ...]], ends_on: date | None, as_of: date, **counted: Any) -> ConventionRow:
    told = row._asdict()
    del told["sort_key"]
    told["simulated_fields"] = tuple(told["simulated_fields"] or ())
    return ConventionRow(
        **told,
        **counted,
        ends_on=ends_on,
        in_force=holds(row.starts_on, row.signed_on, ends_on, row.term_years, as_of),
        elapsed=elapsed_share(row.starts_on, ends_on, as_of),
    )


def _by_start(rows: Iterable[Any]) -> Mapping[int, tuple[str, ...]]:
    ordered = sorted(rows, key=lambda row: (row[0], row[1] or date.max, row[2]))
    return _gathered((owner, reference) for owner, _starts_on, reference in ordered)


def _gathered(pairs: Iterable[Any]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for owner, name in pairs:
        found[owner].append(name)
    return {owner: tuple(names) for owner, names in found.items()}
