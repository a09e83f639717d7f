"""Facts of the conventions: end in force, share elapsed, signatories, lineage, filters, rights."""

from datetime import date

import pytest

from ctg_tracking.figures.conventions import ConventionRow, convention_rows, elapsed_share, holds
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.store import Store
from tests.factories import (
    ETAMPOIS,
    EVRY,
    GRIGNY,
    ORSAY,
    a_convention,
    a_heading,
    an_account,
    an_action,
    an_administrator,
    an_amendment,
    an_axe,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def rows(store: Store, reader: Reader, selection: Selection = ALL, as_of: date = DAY) -> list[ConventionRow]:
    with store.read() as session:
        return convention_rows(session, reader, selection, as_of)


def test_an_amendment_prolongs_from_the_day_it_is_signed(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, starts_on=date(2020, 1, 1), ends_on=date(2023, 12, 31), term_years=4)
        an_amendment(work, convention, date(2023, 6, 1), date(2024, 12, 31))
        an_amendment(work, convention, date(2023, 9, 1), None, "Un signataire de plus")
        an_amendment(work, convention, date(2024, 10, 1), date(2025, 12, 31))
    ends = {
        day: (row.ends_on, row.first_ends_on, row.in_force)
        for day in (date(2023, 5, 31), date(2023, 6, 1), date(2024, 9, 30), date(2024, 10, 1), date(2026, 1, 1))
        for row in rows(store, reader, as_of=day)
    }
    first = date(2023, 12, 31)
    assert ends == {
        date(2023, 5, 31): (first, first, True),
        date(2023, 6, 1): (date(2024, 12, 31), first, True),
        date(2024, 9, 30): (date(2024, 12, 31), first, True),
        date(2024, 10, 1): (date(2025, 12, 31), first, True),
        date(2026, 1, 1): (date(2025, 12, 31), first, False),
    }


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "as_of", "share"),
    [
        (date(2020, 1, 1), date(2024, 12, 31), date(2022, 7, 2), 0.5),
        (date(2020, 1, 1), date(2024, 12, 31), date(2019, 1, 1), 0),
        (date(2020, 1, 1), date(2024, 12, 31), date(2024, 12, 31), 1),
        (date(2020, 1, 1), date(2024, 12, 31), date(2030, 1, 1), 1),
        (date(2020, 1, 1), None, date(2022, 1, 1), None),
        (None, date(2024, 12, 31), date(2022, 1, 1), None),
    ],
)
def test_elapsed_share(starts_on: date | None, ends_on: date | None, as_of: date, share: float | None) -> None:
    assert elapsed_share(starts_on, ends_on, as_of) == (share if share is None else pytest.approx(share, abs=0.001))


START, END, SIGNED = date(2022, 1, 1), date(2026, 12, 31), date(2023, 2, 1)


@pytest.mark.parametrize(
    ("starts_on", "signed_on", "ends_on", "term", "as_of", "held"),
    [
        pytest.param(START, SIGNED, END, 5, date(2022, 6, 1), True, id="signed late, it holds from the start"),
        pytest.param(START, None, END, 5, date(2021, 12, 31), False, id="not begun"),
        pytest.param(START, None, END, 5, END, True, id="last day"),
        pytest.param(START, None, END, 5, date(2027, 1, 1), False, id="ended"),
        pytest.param(None, SIGNED, END, 5, date(2023, 2, 1), True, id="start unknown, signed"),
        pytest.param(None, SIGNED, END, 5, date(2023, 1, 31), False, id="start unknown, not yet signed"),
        pytest.param(None, None, END, 5, date(2023, 1, 31), False, id="nothing says it began"),
        pytest.param(START, None, None, 4, date(2025, 12, 31), True, id="end unknown, within its term"),
        pytest.param(START, None, None, 4, date(2026, 1, 2), False, id="end unknown, beyond its term"),
        pytest.param(START, None, None, None, date(2026, 12, 31), True, id="end and term unknown, under five years"),
        pytest.param(START, None, None, None, date(2027, 1, 2), False, id="end and term unknown, beyond five years"),
        pytest.param(date(9997, 1, 1), None, None, None, date(9998, 1, 1), True, id="the end of the calendar"),
    ],
)  # fmt: skip
def test_in_force(
    starts_on: date | None, signed_on: date | None, ends_on: date | None, term: int | None, as_of: date, held: bool
) -> None:
    assert holds(starts_on, signed_on, ends_on, term, as_of) is held


def test_signatories_are_those_that_had_joined(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        a_convention(work, signatories=["Caf de l’Essonne", ("MSA", date(2024, 1, 1)), "La commune"])
    before, after = rows(store, reader, as_of=date(2023, 12, 31)), rows(store, reader, as_of=date(2024, 1, 1))
    assert before[0].signatories == ("Caf de l’Essonne", "La commune")
    assert after[0].signatories == ("Caf de l’Essonne", "MSA", "La commune")


def test_lineage_several_conventions_may_end_in_one(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        old = [a_convention(work, f"CTG-{code}", territory=code, starts_on=date(2019, 1, 1)) for code in (GRIGNY, EVRY)]
        a_convention(work, "CTG-EPCI", territory=ETAMPOIS, predecessors=old, signed_on=date(2024, 3, 1))
    seen = {row.reference: (row.predecessors, row.successors) for row in rows(store, reader)}
    assert seen == {
        "CTG-91228": ((), ("CTG-EPCI",)),
        "CTG-91286": ((), ("CTG-EPCI",)),
        "CTG-EPCI": (("CTG-91228", "CTG-91286"), ()),
    }


@pytest.mark.parametrize(
    ("starts_on", "signed_on", "known"),
    [
        (date(2025, 7, 1), date(2025, 6, 30), True),
        (date(2025, 6, 30), date(2026, 5, 1), True),
        (date(2025, 7, 1), date(2025, 7, 1), False),
        (date(2025, 7, 1), None, False),
        (None, date(2025, 7, 1), False),
        (None, None, True),
    ],
)
def test_a_successor_counts_from_its_signature_or_start(
    store: Store, reader: Reader, starts_on: date | None, signed_on: date | None, known: bool
) -> None:
    with store.write(reader) as work:
        old = a_convention(work, "CTG-1", starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
        a_convention(work, "CTG-2", starts_on=starts_on, ends_on=None, signed_on=signed_on, predecessors=[old])
    seen = {row.reference: row.successors for row in rows(store, reader)}
    assert seen["CTG-1"] == (("CTG-2",) if known else ())


@pytest.mark.parametrize(
    ("day", "running"),
    [(date(2023, 12, 31), ["A", "B"]), (date(2024, 1, 1), ["B", "NEXT"]), (date(2026, 1, 1), ["B", "NEXT"])],
)
def test_running_leaves_out_what_a_started_successor_replaced(
    store: Store, reader: Reader, day: date, running: list[str]
) -> None:
    """Signed early, the successor replaces nothing before its start; an expired convention nobody replaced stays."""
    with store.write(reader) as work:
        old = a_convention(work, "A", territory=EVRY, starts_on=date(2020, 1, 1), ends_on=date(2023, 12, 31))
        a_convention(work, "B", territory=GRIGNY, starts_on=date(2019, 1, 1), ends_on=date(2022, 12, 31))
        a_convention(
            work, "NEXT", territory=EVRY, starts_on=date(2024, 1, 1), ends_on=date(2028, 12, 31),
            signed_on=date(2023, 10, 1), predecessors=[old],
        )  # fmt: skip
    found = {row.reference for row in rows(store, reader, Selection(running_at=day), day)}
    assert sorted(found - ({"NEXT"} if day < date(2024, 1, 1) else set())) == running


def test_numbers_order_and_signature_year(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        orsay = a_convention(work, "CTG-O", territory=ORSAY, signed_on=date(2023, 2, 1), starts_on=date(2022, 1, 1))
        axe = an_axe(work, orsay, "1", "Enfance")
        a_heading(work, orsay, "1.1", "Accueillir", axe)
        fiche = an_action(work, orsay, heading=axe)
        an_action(work, orsay, parent=fiche)
        a_convention(work, "CTG-E2", territory=EVRY, starts_on=None)
        a_convention(work, "CTG-E1", territory=EVRY, starts_on=date(2020, 1, 1))
    seen = [(row.reference, row.axes, row.actions, row.signature_year) for row in rows(store, reader)]
    assert seen == [("CTG-E1", 0, 0, None), ("CTG-E2", 0, 0, None), ("CTG-O", 1, 1, 2023)]


def test_a_filter_on_actions_keeps_the_conventions_that_have_one(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        an_action(work, a_convention(work, "CTG-1"), themes=["handicap"], status=Status.DONE)
        an_action(work, a_convention(work, "CTG-2"))
    assert [row.reference for row in rows(store, reader, Selection(themes=("handicap",)))] == ["CTG-1"]
    assert [row.reference for row in rows(store, reader, Selection(statuses=(Status.DONE,)))] == ["CTG-1"]
    assert [row.reference for row in rows(store, reader, Selection(themes=(None,)))] == ["CTG-2"]


def test_a_reader_sees_the_territories_granted(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        for territory in (EVRY, GRIGNY, ORSAY):
            a_convention(work, f"CTG-{territory}", territory=territory)
        neighbour = an_account(work, Role.READER, GRIGNY, ORSAY)
    assert [row.reference for row in rows(store, neighbour)] == [f"CTG-{GRIGNY}", f"CTG-{ORSAY}"]
    assert rows(store, neighbour, Selection(conventions=(f"CTG-{EVRY}",))) == []
