"""What a file says beside the actions: dated reports, indicators and their values."""

from datetime import date

from sqlalchemy import select

from ctg_tracking.follow_up.importing import File
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import Action, Indicator, IndicatorValue, ProgressReport, Reader
from ctg_tracking.model.words import Direction, Status
from ctg_tracking.store import Store, clock
from tests.follow_up.files import INDICATORS, REPORTS, TWO, VALUES, a_file, applied, counts


def test_dated_reports_are_chained_before_the_status_of_today(store: Store, author: Reader) -> None:
    points = [
        REPORTS,
        ("Axe 1", "1", None, date(2024, 6, 30), "En cours", 20, "Recrutement"),
        ("Axe 1", "1", None, date(2023, 6, 30), "À venir", None, None),
    ]
    file = a_file(TWO[0], points=points)
    assert counts(applied(store, author, file)) == (3, 0, 0, 0)
    assert counts(applied(store, author, file)) == (0, 0, 3, 0)
    with store.read() as session:
        rows = session.scalars(select(ProgressReport).order_by(ProgressReport.effective_on)).all()
        assert [(row.status, row.effective_on, row.until) for row in rows] == [
            (Status.NOT_STARTED, date(2023, 6, 30), date(2024, 6, 30)),
            (Status.IN_PROGRESS, date(2024, 6, 30), clock.real_today()),
            (Status.IN_PROGRESS, clock.real_today(), None),
        ]


def test_a_status_already_in_force_on_its_day_adds_nothing(store: Store, author: Reader) -> None:
    row = (*TWO[0], date(2024, 6, 30))
    applied(store, author, a_file(row))
    with store.read() as session:
        action_id = session.scalars(select(Action.id)).one()
    report_progress(store, author, action_id, Progress(Status.DONE))
    assert counts(applied(store, author, a_file(row))) == (0, 0, 1, 0)


def test_a_report_of_tomorrow_or_of_no_action_is_refused(store: Store, author: Reader) -> None:
    points = [
        REPORTS,
        ("Axe 1", "1", None, date(2099, 1, 1), "En cours"),
        ("Axe 9", "7", "Rien", date(2024, 1, 1), "En cours"),
    ]
    result = applied(store, author, a_file(TWO[0], points=points))
    assert result.preview.refused == 2
    assert {problem.cell for problem in result.preview.problems} == {"E2", "E3"}


def test_a_lacking_reason_is_a_warning(store: Store, author: Reader) -> None:
    result = applied(store, author, a_file(("Axe 1", "1", "Créer un relais", None, None, "Suspendue")))
    assert (counts(result), result.preview.refused) == ((1, 0, 0, 0), 0)
    assert "motif" in result.preview.problems[0].message


def test_indicators_and_values(store: Store, author: Reader) -> None:
    file = a_file(
        *TWO,
        Indicateurs=[
            INDICATORS,
            ("Axe 1", "1", None, "Places créées", "places", None, 0, 20, date(2026, 12, 31), 5, 0),
            ("Axe 2", None, None, "Délai d’attente", "jours", None, 40, 10, None, None, None),
            (None, None, None, "Satisfaction des familles", None, None, None, "Bonne", None, "moyenne", None),
        ],
        Valeurs=[VALUES, ("Délai d’attente", None, None, date(2025, 6, 30), "32,5", "CCAS")],
    )
    assert counts(applied(store, author, file)) == (9, 0, 0, 0)
    assert counts(applied(store, author, file)) == (0, 0, 9, 0)
    with store.read() as session:
        places, delay, opinion = session.scalars(select(Indicator).order_by(Indicator.position)).all()
        assert (places.direction, places.baseline, places.target, places.action_id is not None) == (
            Direction.UP,
            0,
            20,
            True,
        )
        assert (delay.direction, delay.action_id, delay.heading_id is not None) == (Direction.DOWN, None, True)
        assert (opinion.qualitative, opinion.target_text, opinion.heading_id) == (True, "Bonne", None)
        rows = session.scalars(
            select(IndicatorValue).where(IndicatorValue.indicator_id == places.id).order_by(IndicatorValue.on_date)
        ).all()
        assert [(row.value, row.on_date, row.until) for row in rows] == [
            (5, date(2024, 12, 31), date(2025, 12, 31)),
            (0, date(2025, 12, 31), None),
        ]


def test_a_corrected_value_replaces_the_former_of_its_day(store: Store, author: Reader) -> None:
    def file(value: float) -> File:
        return a_file(
            TWO[0],
            Indicateurs=[INDICATORS, ("Axe 1", "1", None, "Places créées")],
            Valeurs=[VALUES, ("Places créées", None, None, date(2024, 12, 31), value)],
        )

    applied(store, author, file(5))
    result = applied(store, author, file(6))
    assert counts(result) == (0, 1, 2, 0)
    with store.read() as session:
        rows = session.scalars(select(IndicatorValue).order_by(IndicatorValue.id)).all()
        assert [(row.value, row.until) for row in rows] == [(5, date(2024, 12, 31)), (6, None)]


def test_a_target_against_its_direction_is_refused(store: Store, author: Reader) -> None:
    rows = [INDICATORS, ("Axe 1", "1", None, "Places créées", None, "À la hausse", 20, 5)]
    result = applied(store, author, a_file(TWO[0], Indicateurs=rows))
    assert result.preview.refused == 1
    assert "contredit" in result.preview.problems[0].message
