"""Imports on a real store: what is written, what is not, who may, and twice the same file."""

from datetime import date

import pytest
from sqlalchemy import func, select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.model import (
    BEGINNING,
    Action,
    ActionDue,
    Change,
    Convention,
    Heading,
    Import,
    ImportFile,
    ProgressReport,
    Reader,
)
from ctg_tracking.model.words import Role, Status
from ctg_tracking.spreadsheet.text import tidy
from ctg_tracking.spreadsheet.told import Decisions, Understanding
from ctg_tracking.store import Store, clock
from tests.factories import EVRY, GRIGNY, SEVREMOINE, a_convention, an_account
from tests.follow_up.files import NEW, TWO, a_file, applied, counts
from tests.spreadsheet.workbooks import xlsx


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
