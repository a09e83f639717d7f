"""Reference territories: all of them, once, from one vintage."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ctg_tracking.model import Departement, Territory, territory_member
from ctg_tracking.model.words import TerritoryKind
from ctg_tracking.settings import DATA
from ctg_tracking.store import Store, guard, reference
from ctg_tracking.store.engine import WRITES
from ctg_tracking.store.reference import Loaded


def load(store: Store, folder: Path) -> Loaded:
    """Load the reference of `folder` the way `db upgrade` does."""
    with store.engine.execution_options(**{WRITES: True}).begin() as connection, guard.audited(connection):
        return reference.load(connection, folder)


@pytest.fixture
def other_reference(tmp_path: Path) -> Path:
    """A copy of the reference where one commune changed its name, another its EPCI, and one is new."""
    for source in (DATA / "reference").glob("*.gz"):
        text = gzip.decompress(source.read_bytes()).decode()
        if source.name == "communes.csv.gz":
            text = text.replace("91471,Orsay,91,200056232", "91471,Orsay-sur-Yvette,91,200057859")
            text += "91999,Œuvre-l’Évêque,91,200056232,12,,\n"
        (tmp_path / source.name).write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_all_communes_and_epci_of_france_are_there(store: Store) -> None:
    with store.read() as session:
        counted = session.execute(select(Territory.kind, func.count()).group_by(Territory.kind))
        kinds = dict(counted.all())
        essonne = session.scalars(select(Territory).where(Territory.departement == "91")).all()
        departement = session.get_one(Departement, "2A").name
    assert kinds == {TerritoryKind.COMMUNE: 34_969, TerritoryKind.EPCI: 1_255}
    assert sum(territory.kind is TerritoryKind.COMMUNE for territory in essonne) == 194
    assert departement == "Corse-du-Sud"


def test_codes_stay_text_and_names_sort_in_french_order(store: Store) -> None:
    with store.read() as session:
        ain = session.scalars(select(Territory).where(Territory.code == "01001")).one()
        names = session.scalars(
            select(Territory.name)
            .where(Territory.departement == "91", Territory.kind == TerritoryKind.COMMUNE)
            .order_by(Territory.sort_key)
        ).all()
    assert (ain.name, ain.sort_key) == ("L'Abergement-Clémenciat", "l'abergement-clemenciat")
    places = [
        names.index(name)
        for name in ("Épinay-sous-Sénart", "Épinay-sur-Orge", "Étampes", "Étréchy", "Fontaine-la-Rivière")
    ]
    assert places == sorted(places)


def test_the_population_of_an_epci_is_that_of_its_members(store: Store) -> None:
    with store.read() as session:
        etampois = session.scalars(select(Territory).where(Territory.code == "200017846")).one()
        members = etampois.members
        people = sum(member.population or 0 for member in members)
    assert len(members) == 37
    assert etampois.population == people == 56_160


def test_an_epci_across_a_border_belongs_where_most_of_its_people_live(store: Store) -> None:
    with store.read() as session:
        codes = ("200059228", "247700644", "200054781")
        found = session.scalars(select(Territory).where(Territory.code.in_(codes))).all()
    assert {one.code: one.departement for one in found} == dict(zip(codes, ("91", "77", "75"), strict=True))


def test_communes_without_centre_or_population_count_too(store: Store) -> None:
    with store.read() as session:
        no_centre = session.scalar(
            select(func.count()).where(Territory.latitude.is_(None), Territory.kind == TerritoryKind.COMMUNE)
        )
        nobody = session.scalar(select(func.count()).where(Territory.population.is_(None)))
    assert (no_centre, nobody) == (101, 6)


def test_loading_twice_changes_nothing(sqlite_store: Store) -> None:
    assert load(sqlite_store, reference.REFERENCE) == Loaded(0, 0, 0)


def test_a_newer_reference_updates_and_adds_but_never_removes(store: Store, other_reference: Path) -> None:
    assert load(store, other_reference) == Loaded(0, 4, 3)  # Orsay, the new commune, and two EPCI whose people change
    assert load(store, other_reference) == Loaded(0, 0, 0)
    with store.read() as session:
        orsay = session.scalars(select(Territory).where(Territory.code == "91471")).one()
        groups = session.scalars(
            select(Territory.name)
            .join(territory_member, territory_member.c.group_id == Territory.id)
            .where(territory_member.c.member_id == orsay.id)
        ).all()
        new = session.scalars(select(Territory).where(Territory.code == "91999")).one()
    assert orsay.name == "Orsay-sur-Yvette"
    assert groups == ["CA Coeur d'Essonne Agglomération"]
    assert new.sort_key == "oeuvre-l'eveque"


def test_a_former_code_leads_to_the_present_commune() -> None:
    present = reference.present_codes()
    assert present["91222"] == "91390"
    assert "91471" not in present


def test_the_origin_and_licence_of_every_file_are_told() -> None:
    told = (DATA / "reference" / "SOURCES.md").read_text(encoding="utf-8")
    for file in (DATA / "reference").glob("*.gz"):
        assert f"`{file.name}`" in told
    assert "Licence Ouverte" in told
