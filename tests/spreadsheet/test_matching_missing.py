"""Stored actions that the file does not name: listed, kept, or dropped with a reason."""

from dataclasses import replace
from datetime import date

import pytest

from ctg_tracking.errors import BadInput
from ctg_tracking.model.words import Status
from ctg_tracking.spreadsheet.matching import compare
from ctg_tracking.spreadsheet.preview import Preview
from ctg_tracking.spreadsheet.stored import StoredPlan, StoredReport
from ctg_tracking.spreadsheet.told import Decisions, Gone
from tests.spreadsheet.plans import TODAY, applied, stored_from
from tests.spreadsheet.workbooks import plan_of

HEADERS = ("Axe", "Objectif", "Action", "Opération")
BEFORE = stored_from(
    plan_of(
        HEADERS,
        ("Axe 1 : Enfance", "1.1 Accueillir", "Créer un relais", None),
        ("Axe 1 : Enfance", "1.1 Accueillir", "Créer un relais", "Recruter"),
        ("Axe 2 : Jeunesse", None, "Ouvrir un local", None),
    )
)
FILE = plan_of(HEADERS, ("Axe 2 : Jeunesse", None, "Ouvrir un local", None))


def missing(gone: dict[int, Gone] | None = None, stored: StoredPlan = BEFORE) -> Preview:
    return compare(FILE, stored, Decisions(missing=gone or {}))


def test_missing_actions_are_listed_with_their_axe_and_kept() -> None:
    preview = missing()
    assert [(step.stored_id, step.title, step.report) for step in preview.missing] == [
        (1, "Créer un relais", None),
        (2, "Recruter", None),
    ]
    (fiche, operation) = preview.missing
    assert fiche.heading is not None
    assert preview.axe_names[fiche.heading.stored_id or 0] == "Enfance"
    assert operation.parent is not None
    assert operation.parent.stored_id == 1
    assert preview.changes_nothing
    assert missing({1: Gone(None)}).changes_nothing


def test_a_missing_action_is_dropped_with_a_reason_once() -> None:
    preview = missing({1: Gone("Reprise par le département ")})
    report = preview.missing[0].report
    assert report is not None
    assert (report.on, report.status, report.reason) == (TODAY, Status.DROPPED, "Reprise par le département")
    assert not preview.changes_nothing
    assert preview.read == 1
    after = applied(preview, BEFORE)
    assert [one.status for one in after.reports[1]] == [Status.DROPPED]
    assert missing({1: Gone("Reprise par le département")}, after).changes_nothing


def test_what_is_already_dropped_stays_as_it_was_dropped() -> None:
    dropped = replace(
        BEFORE, reports={1: (StoredReport(4, date(2025, 1, 1), Status.DROPPED, reason="Faute de moyens"),)}
    )
    assert missing({1: Gone("Autre motif")}, dropped).changes_nothing


def test_an_action_that_the_file_names_is_not_dropped() -> None:
    assert missing({3: Gone("Par erreur")}).changes_nothing


@pytest.mark.parametrize(("row_id", "reason", "where"), [(99, "Fini", "99"), (1, "  ", "Motif d’abandon")])
def test_a_drop_of_nothing_or_for_nothing_is_refused(row_id: int, reason: str, where: str) -> None:
    with pytest.raises(BadInput, match=where):
        missing({row_id: Gone(reason)})
