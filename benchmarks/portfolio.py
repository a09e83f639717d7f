"""Which conventions a generated portfolio holds: real territories, terms of 4 or 5 years, renewals, late signatures.

Everything about one territory is drawn from a generator seeded by (seed, its code), so that a portfolio of 80 is the
beginning of one of 3,500 and the size of the units of work changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.errors import BadInput
from ctg_tracking.model import Territory, territory_member
from ctg_tracking.model.words import TerritoryKind

FIRST_DEPARTEMENT = "91"
SMALL = 2_000
"""Communes with fewer people sign their own convention only once all the others have."""
RENEWED_SHARE = 0.25
START_YEARS = (2021, 2022, 2023, 2024, 2025, 2026)
START_WEIGHTS = (3, 5, 7, 5, 4, 3)
LONGEST_SIGNATURE_DELAY = 14 * 30


@dataclass(frozen=True)
class Place:
    """A territory of the reference as the generator needs it; `members` are store ids of communes."""

    id: int
    code: str
    name: str
    kind: TerritoryKind
    departement: str
    population: int
    members: tuple[int, ...]


@dataclass(frozen=True)
class Slot:
    """One convention to write; `predecessor` is the number of the slot it renews. Dates may be unknown (None)."""

    number: int
    place: Place
    seed: str
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    term_years: int | None
    predecessor: int | None

    @property
    def reference(self) -> str:
        """Human key of the convention, unique in the portfolio."""
        return f"CTG-{self.place.departement}-{self.number + 1:05d}"


def places(session: Session) -> list[Place]:
    """Territories in the order in which they sign: the Essonne first, the small communes of everywhere last."""
    members: dict[int, list[int]] = {}
    for group, member in session.execute(select(territory_member).order_by(territory_member.c.member_id)):
        members.setdefault(group, []).append(member)
    columns = (Territory.id, Territory.code, Territory.name, Territory.kind, Territory.departement)
    rows = session.execute(select(*columns, Territory.population))
    found = [
        Place(*row[:5], population=row.population or 0, members=tuple(members.get(row.id, ())))
        for row in rows
        if row.kind in (TerritoryKind.COMMUNE, TerritoryKind.EPCI)
    ]
    return sorted(found, key=_order)


def slots(territories: Sequence[Place], count: int, seed: int) -> Iterator[Slot]:
    """The first `count` conventions of the portfolio; raises BadInput when the territories do not suffice."""
    number = 0
    for place in territories:
        for slot in _of_one(place, number, f"{seed}/{place.code}"):
            if number == count:
                return
            yield slot
            number += 1
    if number < count:
        raise BadInput("--conventions", count, f"au plus {number}, une ou deux par territoire de la référence")


def _order(place: Place) -> tuple[bool, bool, str, int, str]:
    small = place.kind is TerritoryKind.COMMUNE and place.population < SMALL
    return small, place.departement != FIRST_DEPARTEMENT, place.departement, -place.population, place.code


def _of_one(place: Place, number: int, seed: str) -> Iterator[Slot]:
    """The convention of a territory, or the former one and the one that renewed it."""
    random = Random(seed)
    if random.random() < RENEWED_SHARE:
        former = _slot(random, place, number, f"{seed}/0", year=random.choice((2019, 2020, 2021)), term=4)
        yield former
        assert former.ends_on is not None
        yield _slot(random, place, number + 1, f"{seed}/1", year=former.ends_on.year + 1, predecessor=number)
    else:
        year = random.choices(START_YEARS, START_WEIGHTS)[0]
        slot = _slot(random, place, number, f"{seed}/0", year=year)
        yield _with_unknowns(slot) if random.random() < 0.03 else slot


def _slot(
    random: Random,
    place: Place,
    number: int,
    seed: str,
    *,
    year: int,
    term: int | None = None,
    predecessor: int | None = None,
) -> Slot:
    term = term or random.choices((4, 5), (3, 2))[0]
    starts_on = date(year, 1, 1)
    late = random.random() < 0.4
    delay = random.randrange(LONGEST_SIGNATURE_DELAY) if late else -random.randrange(90)
    ends_on = date(year + term - 1, 12, 31)
    return Slot(number, place, seed, starts_on, ends_on, starts_on + timedelta(delay), term, predecessor)


def _with_unknowns(slot: Slot) -> Slot:
    """A convention of which only the signature is known: start, end and term are not given."""
    return Slot(slot.number, slot.place, slot.seed, None, None, slot.signed_on, None, slot.predecessor)
