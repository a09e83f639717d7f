"""Communes, and their inhabitants, under a convention in force: the coverage of a département."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import CompoundSelect, and_, select, union_all
from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.asked import PREPARED, Asked, asked
from ctg_tracking.figures.communes import held
from ctg_tracking.figures.conventions import AMENDMENTS_IN_ORDER, holds, prolongs
from ctg_tracking.figures.counts import percent
from ctg_tracking.figures.selection import ALL
from ctg_tracking.figures.sql import AnySelect, fetched
from ctg_tracking.model import (
    Amendment,
    Convention,
    ConventionCommune,
    Departement,
    Reader,
    Territory,
    territory_member,
)
from ctg_tracking.model.words import TerritoryKind


class CoverageCommune(NamedTuple):
    """A commune of the département; `population` None: unknown in the reference. A tuple: they come by the hundred."""

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
    found = sorted(map(tuple, fetched(session, _communes(code))))
    if not found:
        raise NotFound(f"Le département « {departement} »")
    covered = _covered(session, asked(session, reader, ALL, as_of), code)
    rows = tuple(
        CoverageCommune(insee, name, people, commune_id in covered) for _, insee, commune_id, name, people, _ in found
    )
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
    running = _running(session, question)
    pairs = fetched(session, _pairs(question, departement))
    return frozenset(commune_id for commune_id, convention_id in pairs if convention_id in running)


def _running(session: Session, question: Asked) -> frozenset[int]:
    """Ids of the visible conventions that are in force that day."""
    told = {row[0]: row for row in fetched(session, _dates(question))}  # of several amendments the last in order holds
    return frozenset(
        key
        for key, starts_on, signed_on, term_years, ends_on, new_ends_on in told.values()
        if holds(starts_on, signed_on, new_ends_on or ends_on, term_years, question.as_of)
    )


@lru_cache(maxsize=PREPARED)
def _dates(question: Asked) -> AnySelect:
    """Dates of each convention, once per amendment that prolongs it: one statement, as this figure is asked often."""
    dates = (Convention.starts_on, Convention.signed_on, Convention.term_years, Convention.ends_on)
    amended = and_(Amendment.convention_id == Convention.id, prolongs(question.as_of))
    return (
        select(Convention.id, *dates, Amendment.new_ends_on)
        .outerjoin(Amendment, amended)
        .where(*question.on_conventions)
        .order_by(*AMENDMENTS_IN_ORDER)
    )


@lru_cache(maxsize=PREPARED)
def _pairs(question: Asked, departement: str) -> CompoundSelect[int, int]:
    """(commune, convention), read from the communes: those told, then its own, then its EPCI's."""
    pair = (Territory.id, Convention.id)
    here = (Territory.departement == departement, Territory.kind == TerritoryKind.COMMUNE, *question.on_conventions)
    whole = Convention.id.not_in(select(ConventionCommune.convention_id))
    told = (
        select(*pair)
        .join(ConventionCommune, ConventionCommune.territory_id == Territory.id)
        .join(Convention, Convention.id == ConventionCommune.convention_id)
        .where(*here, held(question.as_of))
    )
    itself = select(*pair).join(Convention, Convention.territory_id == Territory.id).where(*here, whole)
    group = (
        select(*pair)
        .join(territory_member, territory_member.c.member_id == Territory.id)
        .join(Convention, Convention.territory_id == territory_member.c.group_id)
        .where(*here, whole)
    )
    return union_all(told, itself, group)


@lru_cache(maxsize=PREPARED)
def _communes(departement: str) -> AnySelect:
    columns = (Territory.sort_key, Territory.code, Territory.id, Territory.name, Territory.population, Departement.name)
    return (
        select(*columns)
        .join(Departement, Departement.code == Territory.departement)
        .where(Territory.departement == departement, Territory.kind == TerritoryKind.COMMUNE)
    )
