"""Imports on a real store: what is written, what is not, who may, twice the same file, and taking back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import File, ImportResult, Target
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.model import (
    BEGINNING,
    Action,
    ActionDue,
    Actor,
    Change,
    Convention,
    Heading,
    Import,
    ImportFile,
    Indicator,
    IndicatorValue,
    ProgressReport,
    Reader,
    Theme,
)
from ctg_tracking.model.words import Direction, Role, Status
from ctg_tracking.spreadsheet.preview import Change as Kind
from ctg_tracking.spreadsheet.text import tidy
from ctg_tracking.spreadsheet.told import Decisions, Understanding
from ctg_tracking.store import Store, clock
from tests.factories import EVRY, GRIGNY, SEVREMOINE, a_convention, an_account
from tests.spreadsheet.workbooks import xlsx

HEADERS = (
    "Axe",
    "N°",
    "Action",
    "Pilotes",
    "Échéance",
    "Statut",
    "Avancement (%)",
    "Budget (€)",
    "Thèmes",
    "Situation au",
)
TWO = (
    (
        "Axe 1 : Petite enfance",
        "1",
        "Créer un relais",
        "CCAS ; Caf",
        date(2026, 12, 31),
        "En cours",
        40,
        12500,
        "Petite enfance",
    ),
    ("Axe 2 : Jeunesse", "1", "Ouvrir un local", "MJC", None, "À venir", None, None, "Jeunesse ; Mobilité"),
)
NEW = Target(territory_code=SEVREMOINE, starts_on=date(2023, 1, 1), term_years=4, signed_on=date(2023, 2, 3))


def a_file(*rows: Sequence[Any], points: Sequence[Sequence[Any]] = (), **others: Sequence[Sequence[Any]]) -> File:
    """A workbook in the template's shape; `points` are its reports, other sheets are keywords."""
    sheets: dict[str, Sequence[Sequence[Any]]] = {"Plan d'actions": [HEADERS, *rows], **others}
    return xlsx(sheets | ({"Points d'étape": points} if points else {}))


def applied(store: Store, author: Reader, file: File, target: Target = NEW, **options: Any) -> ImportResult:
    return importing.apply(store, author, importing.read_one(file), target, **options)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    told = result.preview.counts
    return told[Kind.ADDED], told[Kind.CHANGED], told[Kind.UNCHANGED], told[Kind.MISSING]


def test_a_first_import_creates_the_convention_and_its_plan(store: Store, author: Reader) -> None:
    result = applied(store, author, a_file(*TWO))
    assert (result.convention, result.created_convention, counts(result)) == ("CTG-49301-2023", True, (2, 0, 0, 0))
    with store.read() as session:
        convention = session.scalars(select(Convention)).one()
        assert (convention.signed_on, convention.ends_on) == (date(2023, 2, 3), date(2026, 12, 31))
        axes = session.scalars(select(Heading).order_by(Heading.position)).all()
        assert [(axe.code, axe.title, axe.level) for axe in axes] == [("1", "Petite enfance", 1), ("2", "Jeunesse", 1)]
        first, second = session.scalars(select(Action).order_by(Action.position)).all()
        assert (first.title, first.code, first.heading_id, first.budget_cents) == (
            "Créer un relais",
            "1",
            axes[0].id,
            1_250_000,
        )
        assert [pilot.name for pilot in first.pilots] == ["CCAS", "Caf"]
        assert [theme.label for theme in second.themes] == ["Jeunesse", "Mobilité"]
        due = session.scalars(select(ActionDue).where(ActionDue.action_id == first.id)).one()
        assert (due.due_on, due.valid_from, due.valid_until) == (date(2026, 12, 31), BEGINNING, None)
        report = session.scalars(select(ProgressReport).where(ProgressReport.action_id == first.id)).one()
        assert (report.status, report.percent, report.effective_on) == (Status.IN_PROGRESS, 40, clock.real_today())
        assert report.import_id == result.import_id


def test_every_row_tells_where_it_comes_from(store: Store, author: Reader) -> None:
    result = applied(store, author, a_file(*TWO))
    with store.read() as session:
        rows = session.scalars(select(Change).where(Change.entity == "action").order_by(Change.id)).all()
        assert [(row.sheet, row.cell, row.import_id, row.author_id) for row in rows] == [
            ("Plan d'actions", "C2", result.import_id, author.account_id),
            ("Plan d'actions", "C3", result.import_id, author.account_id),
        ]
        report = session.scalars(select(Change).where(Change.entity == "progress_report")).first()
        assert report is not None
        assert report.cell == "F2"


def test_the_file_and_its_reading_are_kept(store: Store, author: Reader) -> None:
    file = a_file(*TWO)
    result = applied(store, author, file)
    with store.read() as session:
        journal = session.get_one(Import, result.import_id)
        assert (journal.file_name, journal.sha256, journal.read, journal.added) == ("plan.xlsx", file.sha256, 2, 2)
        assert journal.mapping["tables"][0]["letters"]["C"] == "title"
        assert session.get_one(ImportFile, journal.id).content == file.content
        assert importing.original_file(session, author, journal.id) == ("plan.xlsx", file.content)
        assert [row.import_id for row in importing.imports(session, author)] == [journal.id]


def test_the_same_file_twice_changes_nothing(store: Store, author: Reader) -> None:
    file = a_file(*TWO)
    applied(store, author, file)
    with store.read() as session:
        before = session.scalar(select(func.count(Change.id)))
    again = applied(store, author, file)
    assert (again.import_id, counts(again)) == (None, (0, 0, 2, 0))
    with store.read() as session:
        assert session.scalar(select(func.count(Change.id))) == before


def test_texts_put_together_from_several_cells_are_the_same_twice(store: Store, author: Reader) -> None:
    file = xlsx(
        {
            "Plan": [
                ("Action", "Contexte", "Modalités", "2025", "Financeurs", "Montant € HT", "Statut"),
                ("Créer un relais", "Peu de places", "Réunir", "lancement", "Caf", 12500, "En cours depuis 2024"),
            ]
        }
    )
    applied(store, author, file)
    again = importing.preview(store, author, importing.read_one(file), NEW)
    assert list(importing.told_changes(again.preview)) == []
    with store.read() as session:
        action = session.scalars(select(Action)).one()
        report = session.scalars(select(ProgressReport)).one()
    texts = (action.description, action.funding_text, action.calendar_text, report.done_text)
    assert [tidy(text or "") for text in texts] == list(texts)  # what a cell of an export would be read as


def test_a_preview_writes_nothing_and_tells_before_and_after(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    moved = ("Axe 1 : Petite enfance", "1", "Créer un relais", "CCAS", date(2027, 6, 30), "Réalisée", 100, None)
    result = importing.preview(store, author, importing.read_one(a_file(moved)), NEW)
    told = {
        change.field: (change.before, change.after, change.cell) for change in importing.told_changes(result.preview)
    }
    assert told == {
        "pilots": (("CCAS", "Caf"), ("CCAS",), "D2"),
        "due_on": (date(2026, 12, 31), date(2027, 6, 30), "E2"),
        "status": (Status.IN_PROGRESS, Status.DONE, "F2"),
        "percent": (40, 100, "G2"),
        None: ("Ouvrir un local", None, None),
    }
    with store.read() as session:
        assert session.scalar(select(func.count(Import.id))) == 1


def test_blanks_never_erase_and_a_changed_due_date_holds_from_today(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    moved = ("Axe 1 : Petite enfance", "1", "Créer un relais", None, date(2027, 6, 30), None, None, None)
    result = applied(store, author, a_file(moved, TWO[1]))
    assert counts(result) == (0, 1, 1, 0)
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        assert ([pilot.name for pilot in action.pilots], action.budget_cents, action.version) == (
            ["CCAS", "Caf"],
            1_250_000,
            2,
        )
        dues = session.scalars(select(ActionDue).where(ActionDue.action_id == action.id).order_by(ActionDue.id)).all()
        today = clock.real_today()
        assert [(due.due_on, due.valid_from, due.valid_until) for due in dues] == [
            (date(2026, 12, 31), BEGINNING, today),
            (date(2027, 6, 30), today, None),
        ]
        moved_field = session.scalars(
            select(Change).where(Change.field == "due_on", Change.entity == "action_due")
        ).all()
        assert moved_field == []


def test_an_existing_convention_of_the_same_territory_and_start_is_used(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        convention = a_convention(work, "CTG-SEVREMOINE-2023", territory=SEVREMOINE, starts_on=date(2023, 1, 1))
        assert convention.id
    assert applied(store, author, a_file(*TWO)).convention == "CTG-SEVREMOINE-2023"


def test_renumbered_and_moved_rows_are_found_again(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    renumbered = (
        ("Axe 1 : Petite enfance", "3", "Créer un relais"),
        ("Axe 1 : Petite enfance", "4", "Ouvrir un local"),
    )
    result = applied(store, author, a_file(*renumbered))
    assert counts(result) == (0, 2, 0, 0)
    with store.read() as session:
        actions = session.scalars(select(Action).order_by(Action.position)).all()
        assert [(action.code, action.heading.title if action.heading else None) for action in actions] == [
            ("3", "Petite enfance"),
            ("4", "Petite enfance"),
        ]


def test_a_corrected_title_keeps_its_action_once_the_person_says_so(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    file = a_file(("Axe 1 : Petite enfance", "1", "Créer un relai petite enfance"), TWO[1])
    asked = applied(store, author, file)
    assert (asked.import_id, counts(asked)) == (None, (0, 0, 1, 0))
    (proposal,) = asked.preview.proposals
    result = applied(store, author, file, decisions=Decisions(matches={proposal.place: proposal.stored_id}))
    assert counts(result) == (0, 1, 1, 0)
    with store.read() as session:
        journal = session.get_one(Import, result.import_id)
        assert journal.mapping["matches"] == {proposal.place: proposal.stored_id}


def test_one_title_under_two_axes_is_two_actions(store: Store, author: Reader) -> None:
    rows = [(f"Enjeu {number}", None, "Développer l’aller vers", None, None, "En cours") for number in (3, 5)]
    assert counts(applied(store, author, a_file(*rows))) == (2, 0, 0, 0)
    assert counts(applied(store, author, a_file(*rows))) == (0, 0, 2, 0)
    with store.read() as session:
        assert session.scalars(select(Convention)).one().level1_name == "Enjeu"
        assert session.scalar(select(func.count(Action.id))) == 2


def test_missing_rows_are_told_and_kept(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    result = applied(store, author, a_file(TWO[0]))
    assert counts(result) == (0, 0, 1, 1)
    with store.read() as session:
        assert session.scalar(select(func.count(Action.id))) == 2


def test_an_error_refuses_its_row_only(store: Store, author: Reader) -> None:
    bad = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026", "Presque fini")
    result = applied(store, author, a_file(*TWO, bad))
    assert (counts(result), result.preview.refused, result.preview.read) == ((2, 0, 0, 0), 1, 3)
    assert [(one.cell, one.value) for one in result.preview.problems] == [("E4", "31/02/2026"), ("F4", "Presque fini")]


def test_strict_refuses_the_whole_file(store: Store, author: Reader) -> None:
    bad = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026")
    with pytest.raises(Conflict, match="une ligne porte une erreur"):
        applied(store, author, a_file(*TWO, bad), strict=True)
    with store.read() as session:
        assert session.scalar(select(func.count(Convention.id))) == 0


def test_a_refused_row_is_not_missing(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    broken = (*TWO[1][:4], "31/02/2026")
    assert counts(applied(store, author, a_file(TWO[0], broken))) == (0, 0, 1, 0)


def test_the_person_says_what_a_status_and_a_column_mean(store: Store, author: Reader) -> None:
    file = xlsx({"Suivi": [("Bloc", "Ce qu’on fait", "Où on en est"), ("A", "Créer un relais", "Presque fini")]})
    told = Understanding(
        {"Bloc": "axe", "Ce qu’on fait": "title", "Où on en est": "status"}, {"presque fini": Status.IN_PROGRESS}
    )
    source = importing.read_one(file, told)
    assert counts(importing.apply(store, author, source, NEW)) == (1, 0, 0, 0)
    with store.read() as session:
        assert session.scalars(select(ProgressReport.status)).one() is Status.IN_PROGRESS


# -- reports, indicators, values --

REPORTS = ("Axe", "N°", "Action", "Date", "Statut", "Avancement (%)", "Ce qui a avancé")


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


INDICATORS = (
    "Axe",
    "N°",
    "Action",
    "Indicateur",
    "Unité",
    "Sens",
    "Valeur de départ",
    "Cible",
    "Date cible",
    "Valeur 2024",
    "Valeur 2025",
)
VALUES = ("Indicateur", "N°", "Axe", "Date", "Valeur", "Source")


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


# -- rights --


def test_rights_are_those_of_the_stored_convention(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        a_convention(work, "CTG-EVRY", territory=EVRY)
        elsewhere = an_account(work, Role.COORDINATOR, GRIGNY)
        pilot = an_account(work, Role.PILOT, EVRY)
        coordinator = an_account(work, Role.COORDINATOR, EVRY)
    source = importing.read_one(a_file(*TWO))
    target = Target(reference="CTG-EVRY")
    for verb in (importing.preview, importing.apply):
        with pytest.raises(NotFound):
            verb(store, elsewhere, source, target)
        with pytest.raises(NotAllowed):
            verb(store, pilot, source, target)
        with pytest.raises(NotFound):
            verb(store, author, source, Target(reference="CTG-NULLE-PART"))
        with pytest.raises(BadInput):
            verb(store, author, source, Target(territory_code="00000", starts_on=date(2023, 1, 1), term_years=4))
    result = importing.apply(store, coordinator, source, target)
    assert result.import_id is not None
    with store.read() as session:
        assert importing.imports(session, elsewhere) == []
        with pytest.raises(NotFound):
            importing.original_file(session, elsewhere, result.import_id)
    with pytest.raises(NotFound):
        importing.undo(store, elsewhere, result.import_id)
    with pytest.raises(NotAllowed):
        importing.undo(store, pilot, result.import_id)


# -- taking back --


def everything(store: Store) -> dict[str, int | None]:
    kinds = (Heading, Action, ActionDue, ProgressReport, Indicator, IndicatorValue, Actor, Theme)
    with store.read() as session:
        return {kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) for kind in kinds}


def full_file(**changes: Any) -> File:
    told = {
        "title": "Créer un relais",
        "pilots": "CCAS ; Caf",
        "due": date(2026, 12, 31),
        "status": "En cours",
    } | changes
    named = ("Axe 1 : Petite enfance", "1", told["title"], told["pilots"])
    first = (*named, told["due"], told["status"], 40, 12500, "Petite enfance")
    return a_file(
        first,
        TWO[1],
        Indicateurs=[
            INDICATORS,
            ("Axe 1", "1", None, "Places créées", "places", None, 0, 20, None, changes.get("value", 5)),
        ],
    )


def same_first_action(store: Store) -> Decisions:
    """The first row of the plan is the first stored action, whatever its title."""
    with store.read() as session:
        action_id = session.scalars(select(Action.id).order_by(Action.position)).first()
    return Decisions(matches={"Plan d'actions!C2": action_id})


def test_an_undone_first_import_leaves_nothing_of_its_plan(store: Store, author: Reader) -> None:
    before = everything(store)
    result = applied(store, author, full_file())
    assert result.import_id is not None
    undone = importing.undo(store, author, result.import_id)
    assert (undone.removed, undone.restored, undone.removed_convention) == (15, 0, True)
    assert everything(store) == before
    with store.read() as session:
        assert session.scalar(select(func.count(Convention.id))) == 0
        (line,) = importing.imports(session, author, "CTG-49301-2023")
        assert (line.import_id, line.undone_at is not None) == (result.import_id, True)
        assert importing.original_file(session, author, result.import_id)[0] == "plan.xlsx"
    with pytest.raises(Conflict, match="déjà été repris"):
        importing.undo(store, author, result.import_id)


def test_an_undone_change_puts_everything_back(store: Store, author: Reader) -> None:
    applied(store, author, full_file())
    before = everything(store)
    changed = full_file(
        title="Créer un relais petite enfance", pilots="MJC", due=date(2028, 1, 1), status="Réalisée", value=7
    )
    second = applied(store, author, changed, decisions=same_first_action(store))
    assert second.import_id is not None
    importing.undo(store, author, second.import_id)
    assert everything(store) == before
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        assert (action.title, [pilot.name for pilot in action.pilots]) == ("Créer un relais", ["CCAS", "Caf"])
        due = session.scalars(select(ActionDue).where(ActionDue.action_id == action.id)).one()
        assert (due.due_on, due.valid_until) == (date(2026, 12, 31), None)
        report = session.scalars(select(ProgressReport).where(ProgressReport.action_id == action.id)).one()
        assert (report.status, report.until) == (Status.IN_PROGRESS, None)
        value = session.scalars(select(IndicatorValue)).one()
        assert (value.value, value.until) == (5, None)
    assert counts(applied(store, author, full_file())) == (0, 0, 4, 0)


def test_an_undo_never_tramples_what_was_edited_since(store: Store, author: Reader) -> None:
    first = applied(store, author, full_file())
    retitled = full_file(title="Créer un relais petite enfance")
    second = applied(store, author, retitled, decisions=same_first_action(store))
    assert first.import_id is not None
    assert second.import_id is not None
    before = everything(store)
    with pytest.raises(
        Conflict, match=r"intitulé, Créer un relais → Créer un relais petite enfance \(le .*Responsable"
    ):
        importing.undo(store, author, first.import_id)
    assert everything(store) == before
    importing.undo(store, author, second.import_id)
    importing.undo(store, author, first.import_id)
    assert everything(store)["action"] == 0


def test_a_report_made_since_holds_the_action_it_is_about(store: Store, author: Reader) -> None:
    result = applied(store, author, full_file())
    assert result.import_id is not None
    with store.read() as session:
        action_id = session.scalars(select(Action.id).order_by(Action.position)).first()
    assert action_id is not None
    report_progress(store, author, action_id, Progress(Status.DONE))
    with pytest.raises(Conflict, match="point d’étape"):
        importing.undo(store, author, result.import_id)
