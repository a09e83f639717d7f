"""Communes, and their inhabitants, under a convention in force: the coverage of a département."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.communes import held
from ctg_tracking.figures.conventions import ends_in_force, holds
from ctg_tracking.figures.counts import percent
from ctg_tracking.figures.selection import ALL
from ctg_tracking.figures.sql import AnySelect, fetched
from ctg_tracking.model import Convention, ConventionCommune, Departement, Reader, Territory, territory_member
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
    found = sorted(fetched(session, _communes(code)), key=lambda row: row[:2])
    if not found:
        raise NotFound(f"Le département « {departement} »")
    covered = _covered(session, asked(session, reader, ALL, as_of), code)
    rows = tuple(CoverageCommune(row[1], row[2], row[3], row[4] in covered) for row in found)
    under = [row for row in rows if row.covered]
    return Coverage(
        departement=code,
        name=found[0][-1],
        as_of=as_of,
        communes=len(rows),
        communes_covered=len(under),
        population=sum(row.population or 0 for row in rows),
        population_covered=sum(row.population or 0 for row in under),
        rows=rows,
    )


def _covered(session: Session, question: Asked, departement: str) -> frozenset[int]:
    """Ids of the communes of the département under a visible convention in force."""
    ends = ends_in_force(session, question)
    return frozenset(
        commune_id
        for commune_id, key, starts_on, signed_on, ends_on, term_years in fetched(
            session, _conventions(question, departement)
        )
        if holds(starts_on, signed_on, ends.get(key, ends_on), term_years, question.as_of)
    )


@lru_cache(maxsize=PREPARED)
def _conventions(question: Asked, departement: str) -> CompoundSelect[*tuple[Any, ...]]:
    """(commune, convention and its dates), read from the communes: those told, then its own, then its EPCI's."""
    dates = (
        Territory.id,
        Convention.id,
        Convention.starts_on,
        Convention.signed_on,
        Convention.ends_on,
        Convention.term_years,
    )
    here = (Territory.departement == departement, Territory.kind == TerritoryKind.COMMUNE, *question.on_conventions)
    whole = Convention.id.not_in(select(ConventionCommune.convention_id))
    told = (
        select(*dates)
        .join(ConventionCommune, ConventionCommune.territory_id == Territory.id)
        .join(Convention, Convention.id == ConventionCommune.convention_id)
        .where(*here, held(question.as_of))
    )
    itself = select(*dates).join(Convention, Convention.territory_id == Territory.id).where(*here, whole)
    group = (
        select(*dates)
        .join(territory_member, territory_member.c.member_id == Territory.id)
        .join(Convention, Convention.territory_id == territory_member.c.group_id)
        .where(*here, whole)
    )
    return union_all(told, itself, group)


@lru_cache(maxsize=PREPARED)
def _communes(departement: str) -> AnySelect:
    columns = (Territory.sort_key, Territory.code, Territory.name, Territory.population, Territory.id, Departement.name)
    return (
        select(*columns)
        .join(Departement, Departement.code == Territory.departement)
        .where(Territory.departement == departement, Territory.kind == TerritoryKind.COMMUNE)
    )
