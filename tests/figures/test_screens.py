"""What one screen needs at once: the overview, a pilot's list, an action's sheet."""

from datetime import date

import pytest

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.action_sheet import ActionSheet, action_sheet
from ctg_tracking.figures.my_actions import my_actions
from ctg_tracking.figures.overview import Overview, Treat, overview
from ctg_tracking.figures.selection import ALL, Selection
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Band, Role, Status
from ctg_tracking.store import Store
from tests.factories import (
    EVRY,
    GRIGNY,
    a_convention,
    a_due_date,
    a_report,
    a_value,
    an_account,
    an_action,
    an_actor,
    an_administrator,
    an_axe,
    an_indicator,
)

DAY = date(2025, 6, 30)


@pytest.fixture
def reader(store: Store) -> Reader:
    return an_administrator(store)


def seen(store: Store, reader: Reader, selection: Selection = ALL) -> Overview:
    with store.read() as session:
        return overview(session, reader, selection, DAY)


def test_overview_of_several_conventions_goes_by_theme(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        evry = a_convention(work, territory=EVRY, signed_on=date(2022, 5, 1), ends_on=date(2026, 6, 30))
        axe = an_axe(work, evry, "1", "Enfance")
        late = an_action(work, evry, heading=axe, due_on=date(2025, 1, 1), themes=["handicap"])
        a_report(work, late, Status.IN_PROGRESS, date(2025, 6, 1), decision_wanted="Trancher", blocking_text="Un poste")
        an_action(work, evry, heading=axe, status=Status.DONE, on=date(2025, 6, 1))
        done = an_action(work, evry, parent=late)
        a_report(work, done, Status.IN_PROGRESS, date(2025, 6, 1), decision_wanted="Trancher")
        grigny = a_convention(work, territory=GRIGNY, starts_on=date(2020, 1, 1), ends_on=date(2024, 12, 31))
        an_action(work, grigny, status=Status.DROPPED)
        a_convention(work, territory=GRIGNY, starts_on=date(2025, 6, 1), ends_on=None)
    found = seen(store, reader)
    assert (found.one, found.communes) == (False, ())
    assert (found.total.actions, found.total.engaged, found.total.countable, found.total.done) == (3, 2, 2, 1)
    assert [row.key for row in found.parts] == ["handicap", None]
    assert [row.key for row in found.territories] == [EVRY, GRIGNY]
    assert [(row.key, row.counts.actions) for row in found.signature_years] == [(2022, 2), (None, 1)]
    assert {band: count for band, count in found.bands.items() if count} == {
        Band.EXPIRED: 1, Band.UNDER_18: 1, None: 1,
    }  # fmt: skip
    assert found.to_launch == 1
    assert found.to_treat == (
        (Treat.LATE, 1), (Treat.DECISION, 1), (Treat.BLOCKED, 1), (Treat.LAUNCH, 1), (Treat.EXPIRED, 1),
    )  # fmt: skip


def test_overview_of_one_convention_goes_by_axe_and_commune(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work, "CTG-1")
        an_action(work, convention, heading=an_axe(work, convention, "1", "Enfance"))
        an_action(work, a_convention(work, "CTG-2", territory=GRIGNY))
        neighbour = an_account(work, Role.READER, GRIGNY)
    one = seen(store, reader, Selection(conventions=("CTG-1",)))
    assert (one.one, [row.key for row in one.parts], [row.key for row in one.communes]) == (True, ["Enfance"], [EVRY])
    assert seen(store, neighbour).total.actions == 1
    nothing = seen(store, neighbour, Selection(conventions=("CTG-1",)))
    assert (nothing.groups, nothing.parts, nothing.renewals, nothing.to_treat) == ((), (), (), ())


def test_a_pilot_finds_what_is_late_then_due_then_closed(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        pilot = an_account(work, Role.PILOT, EVRY)
        body = an_actor(work, EVRY, "Service jeunesse", account=pilot)
        convention = a_convention(work)
        an_action(work, convention, "undated", pilots=[body])
        an_action(work, convention, "done", pilots=[body], status=Status.DONE, due_on=date(2025, 1, 1))
        an_action(work, convention, "soon", pilots=[body, "CCAS"], due_on=date(2025, 7, 1))
        fiche = an_action(work, convention, "somebody else’s", pilots=["CCAS"], due_on=date(2025, 1, 1))
        an_action(work, convention, "late", parent=fiche, pilots=[body], due_on=date(2025, 5, 1))
        elsewhere = a_convention(work, territory=GRIGNY)
        an_action(work, elsewhere, "beyond", pilots=[an_actor(work, GRIGNY, "Moi aussi", account=pilot)])
        stranger = an_account(work, Role.PILOT, EVRY)
    with store.read() as session:
        assert [row.title for row in my_actions(session, pilot, DAY)] == ["late", "soon", "undated", "done"]
        assert my_actions(session, stranger, DAY) == []


def test_the_sheet_of_an_action(store: Store, reader: Reader) -> None:
    with store.write(reader) as work:
        convention = a_convention(work)
        action = an_action(
            work, convention, "Ouvrir", status=Status.NOT_STARTED, on=date(2024, 1, 1), due_on=date(2024, 12, 31),
            description="Un lieu", elected_referent="Une adjointe",
        )  # fmt: skip
        operation = an_action(work, convention, "Recruter", parent=action)
        a_report(work, action, Status.SUSPENDED, date(2025, 3, 1), reason="Travaux")
        a_report(work, action, Status.IN_PROGRESS, date(2025, 3, 1), percent=25)
        a_report(work, action, Status.DONE, date(2025, 9, 1))
        a_due_date(work, action, date(2025, 12, 31), since=date(2025, 2, 1))
        places = an_indicator(
            work, convention, action=action, baseline=0, target=10, targets=[(date(2025, 12, 31), 5)],
            values=[(date(2024, 12, 31), 2), (date(2025, 12, 31), 8)],
        )  # fmt: skip
        a_value(work, places, date(2024, 12, 31), 3)
        neighbour = an_account(work, Role.READER, GRIGNY)
        ids = action.id, operation.id
    with store.read() as session:
        sheet: ActionSheet = action_sheet(session, reader, ids[0], DAY)
        assert action_sheet(session, reader, ids[1], DAY).fiche == "Ouvrir"
        for who, action_id in ((neighbour, ids[0]), (reader, 10**6)):
            with pytest.raises(NotFound, match="Cette action est introuvable"):
                action_sheet(session, who, action_id, DAY)
    assert (sheet.row.status, sheet.row.percent, sheet.row.due_on) == (Status.IN_PROGRESS, 25, date(2025, 12, 31))
    assert (sheet.description, sheet.elected_referent, sheet.fiche) == ("Un lieu", "Une adjointe", None)
    assert [row.title for row in sheet.operations] == ["Recruter"]
    assert [(row.status, row.effective_on, row.replaced) for row in sheet.reports] == [
        (Status.IN_PROGRESS, date(2025, 3, 1), False),
        (Status.SUSPENDED, date(2025, 3, 1), True),
        (Status.NOT_STARTED, date(2024, 1, 1), False),
    ]
    assert [(row.due_on, row.valid_from) for row in sheet.dues] == [
        (date(2025, 12, 31), date(2025, 2, 1)),
        (date(2024, 12, 31), date(1900, 1, 1)),
    ]
    (indicator,) = sheet.indicators
    assert (indicator.row.value, indicator.row.rate, indicator.targets) == (3, 30, ((date(2025, 12, 31), 5),))
    assert [(row.value, row.replaced) for row in indicator.values] == [(2, True), (3, False)]
    assert [value for _on, value in indicator.curve] == [3]
    assert {row.action_id for row in sheet.changes} == {ids[0]}
