"""Indicators: the value in force on a day, corrections, filters, rights, means with their coverage."""

from datetime import date

import pytest

from ctg_tracking.figures.indicators import (
    IndicatorRow,
    Rollup,
    indicator_rollup,
    indicator_rows,
    rollup_by_axe,
    rollup_by_convention,
)
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Direction, Role, Status
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_value,
    an_account,
    an_action,
    an_administrator,
    an_axe,
    an_indicator,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def rows(store: Store, reader: Reader, selection: Selection = ALL, as_of: date = DAY) -> list[IndicatorRow]:
    with store.read() as session:
        return indicator_rows(session, reader, selection, as_of)


def test_the_value_of_a_day_is_the_one_in_force_then(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        places = an_indicator(
            work, a_convention(work), baseline=10, target=30, source="Caf",
            values=[(date(2023, 12, 31), 15), (date(2024, 12, 31), 20)],
        )  # fmt: skip
        a_value(work, places, date(2023, 12, 31), 14, source="ALSH", comment="corrigée")
        a_value(work, places, date(2022, 12, 31), 0)
    seen = {
        day: (row.value, row.value_on, row.value_source, row.rate, row.rate_raw, row.reason)
        for day in (date(2022, 12, 30), date(2023, 12, 30), date(2024, 6, 1), date(2024, 12, 31))
        for row in rows(store, reader, as_of=day)
    }
    assert seen == {
        date(2022, 12, 30): (None, None, None, None, None, "non calculable\u202f: aucune valeur"),
        date(2023, 12, 30): (0, date(2022, 12, 31), None, 0, -50, "recul"),
        date(2024, 6, 1): (14, date(2023, 12, 31), "ALSH", 20, 20, None),
        date(2024, 12, 31): (20, date(2024, 12, 31), None, 50, 50, None),
    }


def test_words_of_a_qualitative_indicator(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        an_indicator(work, a_convention(work), qualitative=True, values=[(date(2024, 1, 1), "Réseau installé")])
    (row,) = rows(store, reader)
    assert (row.text, row.value, row.rate) == ("Réseau installé", None, None)


def test_order_of_the_plan_and_where_each_belongs(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        second, first = an_axe(work, convention, "2", "Enfance"), an_axe(work, convention, "1", "Parentalité")
        fiche = an_action(work, convention, "Ouvrir", heading=second)
        an_indicator(work, convention, "de la convention")
        an_indicator(work, convention, "de l’action", action=fiche)
        an_indicator(work, convention, "de l’opération", action=an_action(work, convention, "Former", parent=fiche))
        an_indicator(work, convention, "de l’axe", heading=first)
    assert [(row.name, row.action, row.axe, row.heading_id is not None) for row in rows(store, reader)] == [
        ("de l’axe", None, "Parentalité", True),
        ("de l’action", "Ouvrir", "Enfance", True),
        ("de l’opération", "Former", "Enfance", True),
        ("de la convention", None, None, False),
    ]


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (
            Selection(axes=("enfance",)),
            (
                "action",
                "axe",
            ),
        ),
        (Selection(axes=(None,)), ("convention",)),
        (
            Selection(axes=(None, "enfance")),
            (
                "action",
                "axe",
                "convention",
            ),
        ),
        (Selection(themes=("handicap",)), ("action",)),
        (Selection(pilots=("ccas",)), ("action",)),
        (Selection(statuses=(Status.DONE,)), ("action",)),
        (Selection(statuses=(Status.DROPPED,)), ()),
        (Selection(axes=("enfance",), themes=("logement",)), ()),
        (Selection(territories=(GRIGNY,)), ()),
    ],
)
def test_filters(store: Store, reader: Reader, selection: Selection, names: tuple[str, ...]) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        axe = an_axe(work, convention, "1", "Enfance")
        action = an_action(
            work, convention, heading=axe, themes=["handicap"], pilots=["CCAS"], status=Status.DONE, on=date(2025, 1, 1)
        )
        an_indicator(work, convention, "action", action=action)
        an_indicator(work, convention, "axe", heading=axe)
        an_indicator(work, convention, "convention")
    assert {row.name for row in rows(store, reader, selection)} == set(names)


def test_means_tell_how_many_could_be_computed(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        one, other = a_convention(work), a_convention(work, territory=GRIGNY)
        axe = an_axe(work, one, "1", "Enfance")
        on = date(2024, 1, 1)
        an_indicator(work, one, heading=axe, baseline=0, target=10, values=[(on, 15)])
        an_indicator(work, one, action=an_action(work, one, heading=axe), baseline=0, target=3, values=[(on, 1)])
        an_indicator(work, one, baseline=0, target=10)
        an_indicator(work, other, direction=Direction.DOWN, target=10, values=[(on, 15)])
        neighbour = an_account(work, Role.READER, GRIGNY)
    with store.read() as session:
        assert indicator_rollup(session, reader, ALL, DAY) == Rollup(66.7, 2, 4)
        assert rollup_by_axe(session, reader, ALL, DAY) == {axe.id: Rollup(66.7, 2, 2), None: Rollup(None, 0, 2)}
        assert rollup_by_convention(session, reader, ALL, DAY) == {
            one.id: Rollup(66.7, 2, 3), other.id: Rollup(None, 0, 1),
        }  # fmt: skip
        assert indicator_rollup(session, reader, Selection(territories=("91174",)), DAY) == Rollup(None, 0, 0)
        assert indicator_rollup(session, neighbour, ALL, DAY) == Rollup(None, 0, 1)


def test_a_reader_sees_the_indicators_of_the_territories_granted(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (EVRY, GRIGNY):
            an_indicator(work, a_convention(work, territory=territory), f"de {territory}")
        neighbour = an_account(work, Role.PILOT, GRIGNY)
    assert [row.name for row in rows(store, neighbour)] == [f"de {GRIGNY}"]
