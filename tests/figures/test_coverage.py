"""Communes and inhabitants under a convention in force."""

from datetime import date

import pytest

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.coverage import Coverage, coverage
from ctg_tracking.model import ConventionCommune, Reader
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store
from tests.factories import (
    ETAMPOIS,
    EVRY,
    GRIGNY,
    a_convention,
    a_territory,
    an_account,
    an_administrator,
    an_amendment,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def essonne(store: Store, reader: Reader, as_of: date = DAY) -> Coverage:
    with store.read() as session:
        return coverage(session, reader, "91", as_of)


def test_communes_and_inhabitants_of_communes_and_epci(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        a_convention(work, territory=EVRY)
        a_convention(work, territory=ETAMPOIS)
        a_convention(work, territory=ETAMPOIS, starts_on=date(2020, 1, 1), ends_on=date(2025, 12, 31))
        evry, etampois = a_territory(work, EVRY), a_territory(work, ETAMPOIS)
        people = (evry.population or 0) + sum(member.population or 0 for member in etampois.members)
        communes = 1 + len(etampois.members)
    found = essonne(store, reader)
    assert (found.communes, found.communes_covered, found.population_covered) == (194, communes, people)
    assert found.rate_communes == round(100 * communes / 194, 1)
    assert found.rate_population is not None
    assert found.population == sum(row.population or 0 for row in found.rows)
    assert len(found.uncovered) == 194 - communes
    names = [row.name for row in found.uncovered]
    assert names.index("Épinay-sur-Orge") < names.index("Fleury-Mérogis")
    assert "Évry-Courcouronnes" not in names


def test_a_convention_covers_while_it_is_in_force(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, territory=GRIGNY, starts_on=date(2022, 1, 1), ends_on=date(2024, 12, 31))
        an_amendment(work, convention, date(2024, 6, 1), date(2025, 12, 31))
    covered = {
        day: essonne(store, reader, day).communes_covered
        for day in (date(2021, 12, 31), date(2022, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    }
    assert covered == {date(2021, 12, 31): 0, date(2022, 1, 1): 1, date(2025, 12, 31): 1, date(2026, 1, 1): 0}


def test_the_communes_a_convention_lists_count_with_their_dates(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, territory=ETAMPOIS, communes=["91016"])
        late, gone = a_territory(work, "91001"), a_territory(work, "91035")
        convention.communes.append(ConventionCommune(territory=late, since=DAY))
        convention.communes.append(ConventionCommune(territory=gone, until=DAY))
    assert {row.code for row in essonne(store, reader).rows if row.covered} == {"91016", "91001"}
    assert {row.code for row in essonne(store, reader, date(2025, 6, 29)).rows if row.covered} == {"91016", "91035"}


def test_rights_and_a_departement_that_does_not_exist(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        a_convention(work, territory=EVRY)
        a_convention(work, territory=GRIGNY)
        neighbour = an_account(work, Role.READER, GRIGNY)
    assert {row.code for row in essonne(store, neighbour).rows if row.covered} == {GRIGNY}
    with store.read() as session:
        assert coverage(session, reader, "2a", DAY).name == "Corse-du-Sud"
        with pytest.raises(NotFound, match="Le département « 100 » est introuvable"):
            coverage(session, reader, "100", DAY)
