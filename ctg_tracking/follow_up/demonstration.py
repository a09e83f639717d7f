"""The demonstration: real territories, what public documents say of their conventions, and a simulated follow-up.

Everything comes from `data/demo/` (README.md there tells document from simulation): the conventions from
`portefeuille.csv`, the plans from workbooks that go through the importer like anybody's. The store is marked and its
day pinned at `DAY`, so that the screens tell the same story whenever they are opened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from ctg_tracking.errors import Conflict, UnreadableFile
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.accounts import account_named, add_account, local_operator, tie_actor
from ctg_tracking.follow_up.committees.demonstration import hold_committees
from ctg_tracking.follow_up.conventions import add_amendment, add_convention
from ctg_tracking.follow_up.portfolio import PortfolioRow, read_portfolio
from ctg_tracking.model import (
    Action,
    Base,
    Convention,
    Import,
    Indicator,
    IndicatorTarget,
    Milestone,
    Reader,
    Territory,
)
from ctg_tracking.model.words import Role
from ctg_tracking.settings import DATA
from ctg_tracking.store import Store, Work, clock

DAY: Final = date(2026, 6, 30)
FILES: Final = DATA / "demo"
PORTFOLIO, SEVREMOINE, ESSONNE = "portefeuille.csv", "49301", "Caf de l’Essonne"
DOMAIN: Final = "demonstration.example"
PILOT_ADDRESS: Final = f"pilote@{DOMAIN}"
PILOT: Final = "Service petite enfance de Sèvremoine"
TARGETS: Final = (
    ("Assistants maternels formés dans l’année", date(2024, 12, 31), 25.0),
    ("Jeunes rencontrés hors des structures", date(2024, 12, 31), 80.0),
)
"""Intermediate targets of Sèvremoine, simulated: the workbook has a column for the final one only."""

Progress = Callable[[int, int, str], None]
"""Told after each step: steps done, steps in all, what was done (French)."""


@dataclass(frozen=True)
class DemonstrationSummary:
    """What the load created."""

    conventions: int
    files: int
    actions: int
    indicators: int


@dataclass(frozen=True)
class _Profiles:
    """The authors of the demonstration's imports."""

    tool: Reader
    adviser: Reader
    coordinator: Reader

    def of(self, row: PortfolioRow) -> Reader:
        """Who would import the plan of this convention."""
        if row.draft.territory_code == SEVREMOINE:
            return self.coordinator
        return self.adviser if row.draft.caf == ESSONNE else self.tool


def silent(_done: int, _total: int, _words: str) -> None:
    """Progress told to nobody."""


def load(store: Store, progress: Progress = silent, folder: Path = FILES) -> DemonstrationSummary:
    """Load the demonstration into a store without conventions. Raises Conflict when it holds some."""
    _refuse_a_store_in_use(store)
    rows = read_portfolio(folder / PORTFOLIO)
    operator = local_operator(store)
    with store.write(operator) as work:
        clock.mark_demonstration(work.session, DAY)
    profiles = _add_profiles(store, operator, rows)
    _add_conventions(store, profiles.tool, rows)
    _import_plans(store, profiles, [row for row in rows if row.plan], progress, folder)
    _add_targets(store, profiles.coordinator)
    hold_committees(store, profiles.coordinator, DAY)
    tie_actor(store, operator, PILOT_ADDRESS, PILOT)
    return _summary(store)


def _import_plans(
    store: Store, profiles: _Profiles, rows: Sequence[PortfolioRow], progress: Progress, folder: Path
) -> None:
    """Every workbook through the importer, all or nothing for each: these files hold no error."""
    files = [importing.File(name, (folder / name).read_bytes()) for name in (row.plan or "" for row in rows)]
    progress(0, len(rows), "Lecture des tableaux")
    for done, (row, source) in enumerate(zip(rows, importing.read(files), strict=True), 1):
        if isinstance(source, UnreadableFile):
            raise source
        importing.apply(store, profiles.of(row), source, importing.Target(reference=row.reference), strict=True)
        progress(done, len(rows), row.draft.title or row.reference)


def _add_conventions(store: Store, author: Reader, rows: Sequence[PortfolioRow]) -> None:
    with store.write(author) as work:
        for row in rows:
            _add(work, row)


def _summary(store: Store) -> DemonstrationSummary:
    with store.read() as session:

        def number(entity: type[Base]) -> int:
            return session.scalar(select(func.count()).select_from(entity)) or 0

        return DemonstrationSummary(number(Convention), number(Import), number(Action), number(Indicator))


def _refuse_a_store_in_use(store: Store) -> None:
    store.require_schema()
    with store.read() as session:
        held = session.scalar(select(func.count()).select_from(Convention)) or 0
    if held:
        raise Conflict(
            f"Cette base contient déjà {held} convention{'s' if held > 1 else ''}\u202f: la démonstration ne se charge "
            "que dans une base vide. Choisissez-en une autre avec CTG_DATABASE_URL."
        )


def _add_profiles(store: Store, operator: Reader, rows: Sequence[PortfolioRow]) -> _Profiles:
    """One profile of each role, without password; names are functions, never persons."""
    essonne = [row.draft.territory_code for row in rows if row.draft.caf == ESSONNE]

    def add(address: str, name: str, role: Role, *territories: str) -> Reader:
        add_account(store, operator, address, name, role, territories, demonstration=True)
        reader = account_named(store, address)
        assert reader is not None
        return reader

    add(f"lecture@{DOMAIN}", "Lecture seule", Role.READER)
    add(PILOT_ADDRESS, "Pilote d’action", Role.PILOT, SEVREMOINE)
    return _Profiles(
        coordinator=add(f"cooperation@{DOMAIN}", "Chargé·e de coopération", Role.COORDINATOR, SEVREMOINE),
        adviser=add(f"conseil@{DOMAIN}", "Conseiller·ère Caf", Role.COORDINATOR, *essonne),
        tool=add(f"outil@{DOMAIN}", "Responsable de l’outil", Role.ADMINISTRATOR),
    )


def _add(work: Work, row: PortfolioRow) -> None:
    convention = add_convention(work, row.draft)
    convention.territory.sector = row.sector
    for told in row.amendments:
        add_amendment(convention, signed_on=told.signed_on, new_ends_on=told.new_ends_on, purpose=told.purpose)
    work.session.add_all(Milestone(convention_id=convention.id, kind=kind, done_on=day) for kind, day in row.milestones)


def _add_targets(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        for name, day, target in TARGETS:
            wanted = select(Indicator).join(Indicator.convention).join(Convention.territory)
            indicator = work.session.scalars(wanted.where(Territory.code == SEVREMOINE, Indicator.name == name)).one()
            indicator.touched_at = work.now
            work.session.add(IndicatorTarget(indicator_id=indicator.id, on_date=day, target=target))
