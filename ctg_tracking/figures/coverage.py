"""Communes, and their inhabitants, under a convention in force: the coverage of a département."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.communes import covered_communes
from ctg_tracking.figures.conventions import ends_in_force, holds
from ctg_tracking.figures.counts import percent
from ctg_tracking.figures.selection import visible
from ctg_tracking.figures.sql import fetched
from ctg_tracking.model import Convention, Departement, Reader, Territory
from ctg_tracking.model.words import TerritoryKind


@dataclass(frozen=True)
class CoverageCommune:
    """A commune of the département; `population` None: unknown in the reference."""

    code: str
    name: str
    population: int | None
    covered: bool


@dataclass(frozen=True)
class Coverage:
    """Coverage of a département at `as_of` by the conventions the reader may see.

    Populations are those of the reference, of one vintage; a commune without any counts as a commune only. Rates are
    0 to 100 with one decimal, None when there is nothing to cover.
    """

    departement: str
    name: str
    as_of: date
    communes: int
    communes_covered: int
    population: int
    population_covered: int
    rows: tuple[CoverageCommune, ...]

    @property
    def rate_communes(self) -> float | None:
        """Share of the communes that are covered."""
        return percent(self.communes_covered, self.communes)

    @property
    def rate_population(self) -> float | None:
        """Share of the inhabitants that are covered."""
        return percent(self.population_covered, self.population)

    @property
    def uncovered(self) -> tuple[CoverageCommune, ...]:
        """Communes under no convention, in the order of their names."""
        return tuple(commune for commune in self.rows if not commune.covered)


def coverage(session: Session, reader: Reader, departement: str, as_of: date) -> Coverage:
    """Coverage of a département (« 91 », « 2A », « 974 »); an EPCI's convention covers its members.

    Raises NotFound when there is no such département.
    """
    code = departement.strip().upper()
    name = session.scalar(select(Departement.name).where(Departement.code == code))
    if name is None:
        raise NotFound(f"Le département « {departement} »")
    covered = _covered(session, reader, as_of)
    found = select(Territory.sort_key, Territory.code, Territory.name, Territory.population, Territory.id).where(
        Territory.departement == code, Territory.kind == TerritoryKind.COMMUNE
    )
    rows = tuple(
        CoverageCommune(commune, called, population, covered=key in covered)
        for _sort_key, commune, called, population, key in sorted(fetched(session, found), key=lambda row: row[:2])
    )
    under = [row for row in rows if row.covered]
    return Coverage(
        departement=code,
        name=name,
        as_of=as_of,
        communes=len(rows),
        communes_covered=len(under),
        population=sum(row.population or 0 for row in rows),
        population_covered=sum(row.population or 0 for row in under),
        rows=rows,
    )


def _covered(session: Session, reader: Reader, as_of: date) -> frozenset[int]:
    """Ids of the communes under a visible convention in force."""
    seen = select(Convention.id).where(visible(reader))
    ends = ends_in_force(session, seen, as_of)
    covered = covered_communes(session, seen, as_of)
    dates = select(
        Convention.id, Convention.starts_on, Convention.signed_on, Convention.ends_on, Convention.term_years
    ).where(visible(reader))
    held = (
        covered.get(key, frozenset())
        for key, starts_on, signed_on, ends_on, term_years in fetched(session, dates)
        if holds(starts_on, signed_on, ends.get(key, ends_on), term_years, as_of)
    )
    return frozenset().union(*held)
