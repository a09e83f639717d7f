"""Dated notes (« Bilan 2024 »): words on a day, in the state of that day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.spreadsheet.plan import DatedNote, Given, ParsedPlan
from ctg_tracking.spreadsheet.preview import Change, Preview
from ctg_tracking.spreadsheet.stored import StoredAction, StoredPlan, StoredReport
from ctg_tracking.spreadsheet.told import Decisions, Strategy
from tests.spreadsheet.plans import TODAY, applied
from tests.spreadsheet.workbooks import plan_of

ACTION = StoredAction(7, None, None, None, "Créer un relais", {})
LINE = (
    StoredReport(1, date(2024, 3, 1), Status.IN_PROGRESS, 30, next_text="Recruter", reason=None),
    StoredReport(2, date(2025, 3, 1), Status.SUSPENDED, 40, reason="Départ", blocking_text="Poste vacant"),
)


def a_plan(*notes: tuple[date, str], **columns: Any) -> ParsedPlan:
    """One row, with the notes that columns of past years gave it."""
    plan = plan_of(("Action", "N°", *columns), ("Créer un relais", None, *columns.values()))
    told = tuple(DatedNote(on, text, "Feuil1", f"{'HIJK'[rank]}2") for rank, (on, text) in enumerate(notes))
    (action,) = plan.actions
    return replace(plan, actions=(replace(action, given={**action.given, "notes": Given(told, "H2")}),))


def stored(reports: Sequence[StoredReport] = LINE) -> StoredPlan:
    return StoredPlan(TODAY, "CTG-TEST", (), (ACTION,), reports={7: list(reports)} if reports else {})


def drafts(preview: Preview) -> list[tuple[date, Status, str | None]]:
    made = [step.draft for step in preview.reports if step.change is Change.ADDED]
    made += [step.report for step in preview.actions if step.report]
    return [(draft.on, draft.status, draft.done_text) for draft in made]


def test_a_note_of_a_past_year_takes_the_state_of_its_day() -> None:
    preview = compare(a_plan((date(2024, 12, 31), "Trois ateliers")), stored())
    (step,) = preview.reports
    assert (step.change, step.title, step.draft.sheet, step.draft.cell) == (
        Change.ADDED, "Créer un relais", "Feuil1", "H2",
    )  # fmt: skip
    draft = step.draft
    assert (draft.on, draft.status, draft.percent, draft.done_text) == (
        date(2024, 12, 31), Status.IN_PROGRESS, 30, "Trois ateliers",
    )  # fmt: skip
    assert draft.next_text == "Recruter"
    assert preview.actions[0].change is Change.UNCHANGED


def test_a_note_before_any_report_specifies_nothing() -> None:
    noted = compare(a_plan((date(2023, 12, 31), "Étude")), stored())
    assert drafts(noted) == [(date(2023, 12, 31), Status.TO_SPECIFY, "Étude")]


def test_a_note_keeps_all_that_is_in_force() -> None:
    (step,) = compare(a_plan((date(2025, 12, 31), "En attente")), stored()).reports
    assert (step.draft.reason, step.draft.blocking_text, step.draft.percent) == ("Départ", "Poste vacant", 40)


NOTES = {
    "one": a_plan((date(2024, 12, 31), "Trois ateliers")),
    "two years": a_plan((date(2024, 12, 31), "Trois ateliers"), (date(2025, 12, 31), "Six")),
    "two of one day": a_plan((date(2024, 12, 31), "Trois ateliers"), (date(2024, 12, 31), "Bon accueil")),
    "the year under way": a_plan((date(2026, 12, 31), "Local trouvé")),
    "a year to come": a_plan((date(2027, 12, 31), "Ouverture prévue")),
    "with the same status": a_plan((date(2026, 12, 31), "Local trouvé"), Statut="Suspendue"),
    "with another status": a_plan((date(2026, 12, 31), "Local trouvé"), Statut="Réalisée"),
    "with a status of a past day": a_plan(
        (date(2025, 12, 31), "Six"),
        (date(2026, 12, 31), "Local"),
        Statut="Réalisée",
        **{"Situation au": date(2026, 3, 1)},
    ),
    "with a comment": a_plan((date(2026, 12, 31), "Local trouvé"), Statut="Réalisée", Commentaire="Ouvert"),
    "a comment alone": a_plan((date(2026, 12, 31), "Local trouvé"), Commentaire="Ouvert"),
}


@pytest.mark.parametrize("case", NOTES)
@pytest.mark.parametrize("reports", [LINE, ()], ids=["reported", "never reported"])
@pytest.mark.parametrize("strategy", list(Strategy))
def test_the_same_notes_twice_change_nothing(case: str, reports: Sequence[StoredReport], strategy: Strategy) -> None:
    decisions = Decisions(strategy=strategy)
    after = applied(compare(NOTES[case], stored(reports), decisions), stored(reports))
    assert compare(NOTES[case], after, decisions).changes_nothing
    tomorrow = replace(after, today=date(2026, 7, 1))
    assert compare(NOTES[case], tomorrow, decisions).changes_nothing


@pytest.mark.parametrize("case", ["one", "two years", "two of one day", "the year under way", "a year to come"])
def test_notes_move_no_status_and_no_percent(case: str) -> None:
    after = applied(compare(NOTES[case], stored()), stored()).reports[7]
    for day in (date(2024, 6, 1), date(2024, 12, 31), date(2025, 2, 1), date(2025, 12, 31), TODAY):
        assert in_force(after, day) == in_force(LINE, day)


def in_force(reports: Sequence[StoredReport], day: date) -> tuple[Status, int | None]:
    last = [one for one in reports if one.effective_on <= day][-1]
    return last.status, last.percent


def test_notes_of_one_day_make_one_report() -> None:
    assert drafts(compare(NOTES["two of one day"], stored())) == [
        (date(2024, 12, 31), Status.IN_PROGRESS, "Trois ateliers\n\nBon accueil")
    ]


def test_a_note_of_the_year_under_way_is_dated_today_without_a_word() -> None:
    preview = compare(NOTES["the year under way"], stored())
    assert drafts(preview) == [(TODAY, Status.SUSPENDED, "Local trouvé")]
    assert preview.problems == ()


def test_a_note_of_a_year_to_come_is_dated_today_and_told() -> None:
    preview = compare(NOTES["a year to come"], stored())
    assert drafts(preview) == [(TODAY, Status.SUSPENDED, "Ouverture prévue")]
    (problem,) = preview.problems
    assert (problem.severity, problem.cell) == (Severity.WARNING, "H2")
    assert "31/12/2027" in problem.message


def test_a_note_of_the_day_of_a_status_is_said_by_its_report() -> None:
    preview = compare(NOTES["with another status"], stored())
    assert drafts(preview) == [(TODAY, Status.DONE, "Local trouvé")]


def test_a_note_after_the_day_of_a_status_takes_it() -> None:
    preview = compare(NOTES["with a status of a past day"], stored())
    assert sorted(drafts(preview)) == [
        (date(2025, 12, 31), Status.SUSPENDED, "Six"),
        (date(2026, 3, 1), Status.DONE, None),
        (TODAY, Status.DONE, "Local"),
    ]


def test_fill_only_notes_years_without_words() -> None:
    worded = (replace(LINE[0], done_text="Étude"), LINE[1])
    decisions = Decisions(strategy=Strategy.FILL)
    preview = compare(NOTES["two years"], stored(worded), decisions)
    assert drafts(preview) == [(date(2025, 12, 31), Status.SUSPENDED, "Six")]


def test_a_new_action_keeps_its_notes() -> None:
    preview = compare(NOTES["two years"], StoredPlan(TODAY))
    assert [step.change for step in preview.actions] == [Change.ADDED]
    assert [(on, text) for on, _, text in drafts(preview)] == [
        (date(2024, 12, 31), "Trois ateliers"),
        (date(2025, 12, 31), "Six"),
    ]
