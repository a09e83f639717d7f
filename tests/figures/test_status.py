"""Counts by axe, territory, signature year… : what is counted, once or twice, and what is missing."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_tracking.figures.actions import action_rows
from ctg_tracking.figures.counts import Counts, percent, total_of
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.figures.status import By, StatusTable, status_table
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.store import Store
from tests.factories import (
    ETAMPOIS,
    EVRY,
    GRIGNY,
    a_convention,
    a_heading,
    an_account,
    an_action,
    an_actor,
    an_administrator,
    an_axe,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def table(store: Store, reader: Reader, by: By, selection: Selection = ALL, as_of: date = DAY) -> StatusTable:
    with store.read() as session:
        return status_table(session, reader, selection, by, as_of)


def numbers(shown: StatusTable) -> list[tuple[object, int]]:
    return [(row.key, row.counts.actions) for row in shown.rows]


def test_each_status_has_its_count_and_dropped_is_out_of_the_shares(store: Store, reader: Reader) -> None:
    reported = (Status.DONE, Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED, Status.DROPPED, Status.SUSPENDED)
    with store.write(reader) as work:
        convention = a_convention(work)
        for status in (*reported, Status.POSTPONED, None):
            an_action(work, convention, status=status, on=date(2025, 6, 1), due_on=date(2025, 6, 29))
    total = table(store, reader, By.CONVENTION).total
    assert total == Counts(
        actions=8, done=2, in_progress=1, not_started=1, suspended=1, postponed=1, dropped=1, to_specify=1,
        late=5, stale=1, never_reported=1, not_started_later=0,
    )  # fmt: skip
    assert (total.countable, total.engaged) == (7, 3)
    assert (total.engaged_percent, total.completion_percent) == (42.9, 28.6)


def test_nothing_to_complete_has_no_share(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        an_action(work, a_convention(work), status=Status.DROPPED, on=date(2025, 1, 1))
    total = table(store, reader, By.AXE).total
    assert (total.actions, total.engaged_percent, total.completion_percent) == (1, None, None)


def test_an_empty_store_counts_nothing(store: Store, reader: Reader) -> None:
    for by in By:
        shown = table(store, reader, by)
        assert (shown.rows, shown.total) == ((), Counts())


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(1, 16, 6.3), (1, 3, 33.3), (2, 3, 66.7), (0, 5, 0.0), (0, 0, None)]
)
def test_shares_round_halves_up_and_zero_is_a_value(part: int, whole: int, shown: float | None) -> None:
    assert percent(part, whole) == shown


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_groups_add_up(sizes: list[int]) -> None:
    groups = [Counts(actions=size, done=size // 2) for size in sizes]
    assert total_of(groups) == sum(groups[1:], groups[0])
    assert total_of([]) == Counts()


def test_operations_count_within_their_fiche(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        fiche = an_action(work, convention, pilots=["CCAS"], themes=["handicap"])
        an_action(work, convention, parent=fiche, pilots=["Mission locale"])
        an_action(work, convention, parent=fiche)
    for by in set(By) - {By.PILOT}:
        assert [row.counts.actions for row in table(store, reader, by).rows] == [1], by
    shown = table(store, reader, By.PILOT)
    assert numbers(shown) == [("CCAS", 1), ("Mission locale", 1), (None, 1)]
    assert shown.total.actions == 1


def test_an_action_in_two_themes_counts_in_both_and_once_in_the_total(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        an_action(work, convention, themes=["handicap", "petite-enfance"])
        an_action(work, convention, themes=["handicap"])
        an_action(work, convention)
    shown = table(store, reader, By.THEME)
    assert [(row.key, row.label, row.counts.actions) for row in shown.rows] == [
        ("petite-enfance", "Petite enfance", 1),
        ("handicap", "Handicap", 2),
        (None, "non renseigné", 1),
    ]
    assert shown.total.actions == 3


def test_an_axe_gathers_its_objectives_in_plan_order_and_may_lack_a_title(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, "CTG-A", level1_name="Enjeu")
        tenth, second = an_axe(work, convention, "10", "Logement"), an_axe(work, convention, "2", "Enfance")
        third = an_axe(work, convention, "3")
        objective = a_heading(work, convention, "2.1", "Accueillir", parent=second)
        below = a_heading(work, convention, "2.1.1", "Former", parent=objective)
        for heading in (tenth, second, objective, below, third, None):
            an_action(work, convention, heading=heading)
    shown = table(store, reader, By.AXE)
    assert [(row.key, row.label, row.counts.actions, row.convention) for row in shown.rows] == [
        ("Enfance", "Enjeu 2. Enfance", 3, "CTG-A"),
        ("Enjeu 3", "Enjeu 3", 1, "CTG-A"),
        ("Logement", "Enjeu 10. Logement", 1, "CTG-A"),
        (None, "non renseigné", 1, None),
    ]
    assert shown.total.actions == 6


def test_axes_of_two_conventions_stay_apart(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for reference in ("CTG-B", "CTG-A"):
            convention = a_convention(work, reference)
            an_action(work, convention, heading=an_axe(work, convention, "1", "Enfance"))
    shown = table(store, reader, By.AXE)
    assert [(row.convention, row.key) for row in shown.rows] == [("CTG-A", "Enfance"), ("CTG-B", "Enfance")]


def test_by_what_the_convention_says(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        signed = ((EVRY, date(2020, 12, 31), 4), (EVRY, date(2021, 1, 1), 5), (GRIGNY, None, None))
        for number, (territory, signed_on, term) in enumerate(signed, 1):
            convention = a_convention(
                work,
                f"CTG-{number}",
                territory=territory,
                signed_on=signed_on,
                term_years=term,
                title=f"Titre {number}",
            )
            for _ in range(number):
                an_action(work, convention)
    assert numbers(table(store, reader, By.SIGNATURE_YEAR)) == [(2020, 1), (2021, 2), (None, 3)]
    assert numbers(table(store, reader, By.TERM)) == [(4, 1), (5, 2), (None, 3)]
    territories = table(store, reader, By.TERRITORY)
    assert numbers(territories) == [(EVRY, 3), (GRIGNY, 3)]
    assert [row.label for row in territories.rows] == ["Évry-Courcouronnes", "Grigny"]
    conventions = table(store, reader, By.CONVENTION)
    assert sorted((row.key, row.label) for row in conventions.rows) == [(f"CTG-{n}", f"Titre {n}") for n in (1, 2, 3)]
    assert territories.total.actions == conventions.total.actions == 6


def test_by_status_in_the_order_of_the_vocabulary(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        for status in (None, Status.NOT_STARTED, Status.DONE, Status.DONE):
            an_action(work, convention, status=status, on=date(2025, 1, 1))
    assert numbers(table(store, reader, By.STATUS)) == [("done", 2), ("not_started", 1), ("to_specify", 1)]


def test_namesakes_of_two_territories_are_two_pilots(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (GRIGNY, EVRY):
            an_action(work, a_convention(work, territory=territory), pilots=["CCAS", "École"])
    rows = table(store, reader, By.PILOT).rows
    assert [(row.key, row.place) for row in rows] == [
        ("CCAS", EVRY), ("CCAS", GRIGNY), ("École", EVRY), ("École", GRIGNY),
    ]  # fmt: skip


def test_an_action_serves_the_communes_it_names_or_all_that_are_covered(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, territory=ETAMPOIS)
        an_action(work, convention, communes=["91223"])
        an_action(work, convention)
        narrow = a_convention(work, territory=ETAMPOIS, communes=["91016"])
        an_action(work, narrow)
    rows = {row.key: row.counts.actions for row in table(store, reader, By.COMMUNE).rows}
    assert len(rows) == 37
    assert (rows["91223"], rows["91016"], rows["91001"]) == (2, 2, 1)
    assert table(store, reader, By.COMMUNE).total.actions == 3


@pytest.mark.parametrize(
    ("selection", "titles"),
    [
        (Selection(conventions=("CTG-EVRY",)), ["rpe", "lieu", "navette"]),
        (Selection(territories=(GRIGNY,)), ["sport"]),
        (Selection(signature_years=(2020,)), ["sport"]),
        (Selection(signature_years=(None,)), ["rpe", "lieu", "navette"]),
        (Selection(signature_years=(1999, 0)), []),
        (Selection(terms=(4,)), ["sport"]),
        (Selection(terms=(4, None)), ["rpe", "lieu", "navette", "sport"]),
        (Selection(axes=("PETITE ENFANCE",)), ["rpe"]),
        (Selection(axes=("enfance",)), ["lieu"]),
        (Selection(axes=("petite",)), ["rpe"]),
        (Selection(axes=("1",)), ["rpe", "sport"]),
        (Selection(axes=("axe 1",)), ["rpe", "sport"]),
        (Selection(axes=("enjeu 1",)), ["rpe"]),
        (Selection(axes=("Enjeu 1 : Petite enfance",)), ["rpe"]),
        (Selection(axes=("Axe 1. Petite enfance",)), ["rpe"]),
        (Selection(axes=("2", "petite enfance")), ["rpe", "lieu"]),
        (Selection(axes=(None,)), ["navette"]),
        (Selection(axes=("9",)), []),
        (Selection(themes=("petite-enfance",)), ["rpe"]),
        (Selection(themes=("PARENTALITE",)), ["rpe", "lieu"]),
        (Selection(themes=("acces aux",)), ["sport"]),
        (Selection(themes=(None,)), ["navette"]),
        (Selection(pilots=("ccas",)), ["rpe", "sport"]),
        (Selection(pilots=("mission",)), ["lieu"]),
        (Selection(pilots=(None, "mission locale")), ["lieu", "navette"]),
        (Selection(statuses=(Status.DONE,)), ["rpe"]),
        (Selection(statuses=(Status.TO_SPECIFY,)), ["navette", "sport"]),
        (Selection(communes=(GRIGNY,)), ["lieu", "sport"]),
        (Selection(communes=(EVRY,)), ["rpe", "navette"]),
        (Selection(axes=("axe 1",), themes=("parentalité",), statuses=(Status.DONE,)), ["rpe"]),
    ],
)
def test_filters_forgive_accents_and_case(
    store: Store, reader: Reader, selection: Selection, titles: Sequence[str]
) -> None:
    with store.write(reader) as work:
        evry = a_convention(work, "CTG-EVRY", level1_name="Enjeu")
        first, second = an_axe(work, evry, "1", "Petite enfance"), an_axe(work, evry, "2", "Enfance")
        an_action(
            work, evry, "rpe", heading=first, themes=["petite-enfance", "parentalite"], pilots=["CCAS"],
            status=Status.DONE, on=date(2025, 2, 1),
        )  # fmt: skip
        objective = a_heading(work, evry, "2.1", "Accueillir", second)
        an_action(
            work, evry, "lieu", heading=objective, themes=["parentalite"], pilots=["Mission locale", "École"],
            status=Status.IN_PROGRESS, communes=[GRIGNY],
        )  # fmt: skip
        an_action(work, evry, "navette", status=None)
        grigny = a_convention(work, "CTG-GRIGNY", territory=GRIGNY, signed_on=date(2020, 6, 1), term_years=4)
        other = an_axe(work, grigny, "1", "Sports et loisirs")
        an_action(work, grigny, "sport", heading=other, themes=["acces-aux-droits"], pilots=["C.C.A.S.", "CCAS"])
    shown = table(store, reader, By.CONVENTION, selection)
    assert shown.total.actions == len(titles)
    with store.read() as session:
        assert {row.title for row in action_rows(session, reader, selection, DAY)} == set(titles)


def test_a_reader_sees_the_territories_granted_and_nothing_else(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (EVRY, GRIGNY):
            convention = a_convention(work, territory=territory, signed_on=date(2022, 1, 1), term_years=5)
            an_action(
                work, convention, heading=an_axe(work, convention, "1", "Enfance"), pilots=["CCAS"], themes=["handicap"]
            )
        neighbour = an_account(work, Role.COORDINATOR, GRIGNY)
        stranger = an_account(work, Role.READER, ETAMPOIS)
    for by in By:
        assert table(store, neighbour, by).total.actions == 1, by
        assert sum(row.counts.actions for row in table(store, neighbour, by).rows) == 1, by
        assert table(store, stranger, by).rows == (), by
    assert numbers(table(store, neighbour, By.TERRITORY)) == [(GRIGNY, 1)]
    assert table(store, neighbour, By.TERRITORY, Selection(territories=(EVRY,))).total.actions == 0


def test_the_names_beyond_ones_rights_do_not_weigh_on_a_filter(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        an_action(work, a_convention(work, territory=EVRY), pilots=["CCAS"])
        an_action(work, a_convention(work, territory=GRIGNY), pilots=["CCAS de Grigny"])
        neighbour = an_account(work, Role.READER, GRIGNY)
        an_actor(work, GRIGNY, "CCAS")
    assert table(store, neighbour, By.PILOT, Selection(pilots=("ccas",))).total.actions == 1
