"""A plan with what makes files go wrong, and what a file says of itself once back."""

from collections.abc import Callable
from datetime import date

import pytest

from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import ImportResult, Source, Target
from ctg_tracking.model import Reader
from ctg_tracking.model.words import Confidence, Direction, Origin, Priority, Status
from ctg_tracking.spreadsheet.reading import File
from ctg_tracking.spreadsheet.told import Decisions
from ctg_tracking.store import Store
from tests.factories import (
    ETAMPOIS,
    a_convention,
    a_heading,
    a_report,
    an_action,
    an_axe,
    an_indicator,
)

REFERENCE = "CTG-ETAMPOIS"
Back = Callable[..., ImportResult]


@pytest.fixture
def plan(store: Store, author: Reader) -> dict[str, int]:
    """Ids of the actions of a plan that has twins, bare headings, formulas, quotes, zeros and silences."""
    with store.write(author) as work:
        convention = a_convention(
            work, REFERENCE, territory=ETAMPOIS, level1_name="Enjeu", signed_on=date(2022, 11, 3), term_years=5
        )
        first, empty = an_axe(work, convention, "1", "Petite enfance"), an_axe(work, convention, "2")
        one = a_heading(work, convention, "1.1", "Accueillir", first)
        two = a_heading(work, convention, "1.2", "Former", first)
        a_heading(work, convention, None, "Sans action", empty)
        a = an_action(
            work, convention, "=Créer un relais", heading=one, code="1", status=Status.IN_PROGRESS, percent=1,
            on=date(2024, 3, 1), due_on=date(2026, 12, 31), starts_on=date(2024, 1, 1),
            pilots=["CCAS", "Direction, enfance et Jeunesse", "L’Escale"], partners=["Caf / Département"],
            themes=["petite-enfance", "parentalite"], communes=["91223", "91390"], priority=Priority.HIGH,
            budget_cents=1_250_050, funding_text="Caf\nCommune ; Région", yearly=True, description="- un\n- deux",
            calendar_text="2025", audience="@tous", coordinator="+33", elected_referent="-x", origin=Origin.DOCUMENT,
        )  # fmt: skip
        a_report(work, a, Status.DONE, date(2024, 9, 1), done_text="+ 12 places", percent=100)
        a_report(
            work, a, Status.SUSPENDED, date(2025, 1, 15), reason="=attente", blocking_text="'cité'", percent=0,
            confidence=Confidence.SUPPORT, next_text="a  b\r\n\tc\u202f!", decision_wanted="@copil",
            origin=Origin.SIMULATED,
        )  # fmt: skip
        b = an_action(work, convention, "Former", heading=two, code="2", status=Status.TO_SPECIFY)
        twin = an_action(work, convention, "Former", heading=two, status=Status.POSTPONED, on=date(2025, 2, 2))
        alone = an_action(work, convention, "1. Ouvrir", budget_text="à définir")
        operation = an_action(
            work, convention, "Recruter", parent=twin, code="a", status=Status.DONE, pilots=["MJC"],
            due_on=date(2025, 1, 1),
        )  # fmt: skip
        an_indicator(
            work, convention, "Places", action=a, unit="places", baseline=0, target=24.5, target_on=date(2026, 12, 31),
            values=[(date(2024, 12, 31), 0.0), (date(2025, 12, 31), 17.25)], origin=Origin.SIMULATED,
        )  # fmt: skip
        an_indicator(work, convention, "Places", action=operation, direction=Direction.DOWN, baseline=3, target=1)
        an_indicator(
            work, convention, "Avis", heading=first, qualitative=True, target_text="mieux",
            values=[(date(2025, 1, 1), "=bien"), (date(2025, 2, 1), "12")],
        )  # fmt: skip
        an_indicator(work, convention, "Couverture", values=[(date(2025, 5, 1), -3.5)])
        return {"a": a.id, "b": b.id, "twin": twin.id, "alone": alone.id, "operation": operation.id}


@pytest.fixture
def back(store: Store, author: Reader) -> Back:
    """What importing a file in the convention would do."""

    def previewed(file: File, decisions: Decisions | None = None) -> ImportResult:
        source: Source = importing.read_one(file)
        return importing.preview(store, author, source, Target(reference=REFERENCE), decisions or Decisions())

    return previewed
