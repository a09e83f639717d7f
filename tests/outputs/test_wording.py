"""The words of counts and of renewals: the same on screens, slides and documents."""

from datetime import date

import pytest

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.overview import Treat
from ctg_tracking.figures.renewals import MilestoneRow
from ctg_tracking.figures.status import StatusRow
from ctg_tracking.model.words import LATE, NOT_GIVEN, Origin, Precision, Status
from ctg_tracking.outputs import wording, wording_renewals
from ctg_tracking.outputs.blocks import Marked

AS_OF = date(2025, 11, 27)


@pytest.mark.parametrize(
    ("counts", "engaged", "late", "later", "few"),
    [
        (Counts(), "0 engagée sur 0", "", "", "moins de 5 actions"),
        (Counts(6, done=1, dropped=1), "1 engagée sur 5", "", "", ""),
        (Counts(9, done=1, in_progress=3, not_started=5, late=2, not_started_later=1), "4 engagées sur 9",
         "2 en retard", " (dont 1 prévue plus tard)", ""),
    ],
)  # fmt: skip
def test_counts_are_worded(counts: Counts, engaged: str, late: str, later: str, few: str) -> None:
    told = (wording.engaged(counts), wording.late(counts), wording.later(counts), wording.few(counts))
    assert told == (engaged, late, later, few)


def test_a_legend_has_the_statuses_present_and_the_late_ones_apart() -> None:
    counts = Counts(9, done=1, not_started=5, to_specify=3, late=2, not_started_later=2)
    assert wording.legend(counts) == (
        Marked(Status.DONE.look, "Réalisée 1"),
        Marked(Status.NOT_STARTED.look, "Non démarrée 5 (dont 2 prévues plus tard)"),
        Marked(Status.TO_SPECIFY.look, "Statut à préciser 3"),
        Marked(LATE, "dont 2 en retard"),
    )
    assert wording.legend(Counts()) == ()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (StatusRow("Axe 3", "Enjeu 3", Counts(), "CTG-1"), "Enjeu 3 (sans titre dans le document)"),
        (StatusRow("Enfance", "Axe 3. Enfance : agir", Counts(), "CTG-1"), "Axe 3. Enfance\u202f: agir"),
        (StatusRow(None, NOT_GIVEN, Counts()), "Axe non renseigné"),
        (StatusRow("91228", "Évry-Courcouronnes", Counts()), "Évry-Courcouronnes"),
    ],
)
def test_rows_are_named(row: StatusRow, named: str) -> None:
    assert wording.named(row, "Axe") == named


def test_origins_are_told_once_each_and_none_in_a_real_store() -> None:
    assert wording.origins([Origin.SIMULATED, None, Origin.DOCUMENT, Origin.SIMULATED]) == "documents, simulations"
    assert wording.origins([Origin.SIMULATED]) == "simulations"
    assert wording.origins([None, None]) == ""


@pytest.mark.parametrize("treat", list(Treat))
def test_all_that_waits_has_its_words(treat: Treat) -> None:
    assert wording.treated(treat, 1) != wording.treated(treat, 2)


@pytest.mark.parametrize(
    ("signed_on", "precision", "starts_on", "years", "told"),
    [
        (date(2022, 11, 3), Precision.DAY, date(2023, 1, 1), 5, "Signée en novembre 2022, année 3 sur 5."),
        (date(2022, 1, 1), Precision.YEAR, None, 5, "Signée en 2022."),
        (None, Precision.DAY, date(2015, 1, 1), 5, "Date de signature non renseignée, année 5 sur 5."),
        (None, Precision.DAY, date(2026, 1, 1), 5, "Date de signature non renseignée."),
    ],
)
def test_a_signature_is_a_sentence(
    signed_on: date | None, precision: Precision, starts_on: date | None, years: int, told: str
) -> None:
    assert wording_renewals.signature(signed_on, precision, starts_on, years, AS_OF) == told


@pytest.mark.parametrize(
    ("months", "told"), [(14, "14\u00a0mois"), (0, "0\u00a0mois"), (-3, "échue depuis 3\u00a0mois"), (None, NOT_GIVEN)]
)
def test_what_is_left_is_told(months: int | None, told: str) -> None:
    assert wording_renewals.left(months) == told


def test_the_next_step_has_its_mark_and_its_lateness() -> None:
    class Row:
        months_left: int | None = 3
        renewed_by: str | None = None
        next_milestone: MilestoneRow | None = MilestoneRow("signature", "Signature", date(2025, 7, 27), None, True)

    late = wording_renewals.next_step(Row(), AS_OF)
    assert late == Marked(wording_renewals.LATE_STEP, "Signature · 27/07/2025, en retard de 4\u00a0mois")
    Row.renewed_by = "CTG-2"
    renewed = wording_renewals.next_step(Row(), AS_OF)
    assert renewed is not None
    assert renewed.words == "Renouvelée par CTG-2"
    Row.renewed_by = Row.next_milestone = None
    assert wording_renewals.next_step(Row(), AS_OF) is None
