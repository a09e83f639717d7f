"""What imports remember and tell: mappings by shape, decisions, the journal, several files, whose file it is."""

from datetime import date

import pytest
from sqlalchemy import func, select

from ctg_tracking.errors import BadInput, Conflict, NotAllowed, NotFound
from ctg_tracking.follow_up import importing
from ctg_tracking.follow_up.importing import ImportResult, Target
from ctg_tracking.model import Action, Change, Convention, Import, ImportMapping, ProgressReport, Reader
from ctg_tracking.model.words import Role, Status
from ctg_tracking.spreadsheet.told import Decisions, Gone, Strategy, Understanding
from ctg_tracking.store import Store
from tests.factories import EVRY, GRIGNY, SEVREMOINE, a_convention, an_account
from tests.follow_up.files import HEADERS, NEW, TWO, a_file, applied, counts
from tests.spreadsheet.workbooks import Rows, xlsx

OURS = (("Bloc", "Ce qu’on fait", "Où on en est"), ("A", "Créer un relais", "Presque fini"))
TOLD = Understanding(
    {"Bloc": "axe", "Ce qu’on fait": "title", "Où on en est": "status"}, {"Presque fini": Status.IN_PROGRESS}
)


LONG = "Reprise " * 100


def a_shape(rows: Rows = OURS, name: str = "plan.xlsx") -> importing.File:
    return xlsx({"Suivi": rows}, name=name)


# -- what was said of a file --


def test_what_was_said_is_proposed_for_the_next_file_of_the_same_shape(store: Store, author: Reader) -> None:
    source = importing.read_one(a_shape(), TOLD)
    assert importing.remembered(store, author, source, NEW) is None
    result = importing.apply(store, author, source, NEW)
    following = importing.read_one(a_shape([*OURS, ("B", "Ouvrir un local", "Presque fini")], "plan 2027.xlsx"), TOLD)
    kept = importing.remembered(store, author, following, Target(reference=result.convention))
    assert kept is not None
    assert (kept.told, kept.author_name) == (TOLD, author.name)
    assert importing.understood(following, kept.told).plan.actions[1].value("status") is Status.IN_PROGRESS
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Change).where(Change.entity == "import_mapping")) == 0


def test_the_last_said_replaces_the_former(store: Store, author: Reader) -> None:
    for status, title in ((Status.IN_PROGRESS, "Créer un relais"), (Status.DONE, "Ouvrir un local")):
        told = Understanding(TOLD.columns, {"Presque fini": status})
        source = importing.read_one(a_shape([OURS[0], ("A", title, "Presque fini")]), told)
        importing.apply(store, author, source, NEW)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(ImportMapping)) == 1
    kept = importing.remembered(store, author, importing.read_one(a_shape(), TOLD), NEW)
    assert kept is not None
    assert kept.told.statuses == {"Presque fini": Status.DONE}


def test_another_shape_another_territory_and_nothing_said_remember_nothing(store: Store, author: Reader) -> None:
    importing.apply(store, author, importing.read_one(a_shape(), TOLD), NEW)
    other = importing.read_one(a_file(*TWO))
    assert importing.remembered(store, author, other, NEW) is None
    importing.apply(store, author, other, NEW)
    assert importing.remembered(store, author, other, NEW) is None
    elsewhere = Target(territory_code=GRIGNY, starts_on=date(2023, 1, 1), term_years=4)
    assert importing.remembered(store, author, importing.read_one(a_shape(), TOLD), elsewhere) is None


def test_nobody_reads_the_memory_of_a_territory_of_others(store: Store, author: Reader) -> None:
    source = importing.read_one(a_shape(), TOLD)
    result = importing.apply(store, author, source, NEW)
    with store.write(author) as work:
        elsewhere, reader = an_account(work, Role.COORDINATOR, GRIGNY), an_account(work, Role.READER, SEVREMOINE)
    with pytest.raises(NotFound):
        importing.remembered(store, elsewhere, source, Target(reference=result.convention))
    with pytest.raises(NotAllowed):
        importing.remembered(store, reader, source, Target(reference=result.convention))


# -- decisions --


def test_an_action_missing_from_the_file_is_dropped_when_the_person_says_why(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    with store.read() as session:
        kept, dropped = session.scalars(select(Action.id).order_by(Action.position)).all()
    decisions = Decisions(missing={dropped: Gone("Financement non obtenu.")})
    result = applied(store, author, a_file(TWO[0]), decisions=decisions)
    assert result.import_id is not None
    with store.read() as session:
        report = session.scalars(select(ProgressReport).order_by(ProgressReport.id.desc())).first()
        assert report is not None
        assert (report.action_id, report.status, report.reason, report.import_id) == (
            dropped, Status.DROPPED, "Financement non obtenu.", result.import_id,
        )  # fmt: skip
        told = session.scalars(select(Change).where(Change.entity_id == report.id, Change.entity == "progress_report"))
        assert [(one.sheet, one.cell, one.import_id) for one in told] == [(None, None, result.import_id)]
        assert session.get_one(Import, result.import_id).mapping["missing"] == {
            str(dropped): {"reason": "Financement non obtenu."}
        }
        assert session.get_one(Action, dropped).version == 2
    importing.undo(store, author, result.import_id)
    with store.read() as session:
        open_reports = session.scalars(select(ProgressReport).where(ProgressReport.until.is_(None)))
        assert {report.action_id: report.status for report in open_reports} == {
            kept: Status.IN_PROGRESS, dropped: Status.NOT_STARTED,
        }  # fmt: skip


def test_replacing_erases_with_the_blank_cell_as_origin_and_comes_back(store: Store, author: Reader) -> None:
    applied(store, author, a_file(*TWO))
    blank = (*TWO[0][:3], None, None, *TWO[0][5:7], None, None)
    result = applied(store, author, a_file(blank, TWO[1]), decisions=Decisions(strategy=Strategy.REPLACE))
    assert result.import_id is not None
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        assert (action.budget_cents, action.pilots, action.themes) == (None, [], [])
        rows = session.scalars(select(Change).where(Change.import_id == result.import_id, Change.entity == "action"))
        assert {row.field: row.cell for row in rows} == {"budget_cents": "H2", "pilots": "D2", "themes": "I2"}
        assert importing.imports(session, author)[0].strategy is Strategy.REPLACE
    importing.undo(store, author, result.import_id)
    with store.read() as session:
        action = session.scalars(select(Action).order_by(Action.position)).first()
        assert action is not None
        assert (action.budget_cents, [one.name for one in action.pilots]) == (1_250_000, ["CCAS", "Caf"])
    assert counts(applied(store, author, a_file(*TWO))) == (0, 0, 2, 0)


# -- several files --


def test_files_are_applied_one_by_one_and_a_refusal_stops_nothing(store: Store, author: Reader) -> None:
    bad = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026")
    elsewhere = Target(territory_code=GRIGNY, starts_on=date(2023, 1, 1), term_years=4)
    steps: list[tuple[float, str]] = []
    done = importing.apply_many(
        store,
        author,
        [
            (importing.read_one(a_file(*TWO)), NEW, Decisions()),
            (importing.read_one(a_file(*TWO, bad)), elsewhere, Decisions()),
            (importing.read_one(a_file(*TWO)), Target(territory_code="00000", starts_on=date(2023, 1, 1)), Decisions()),
            (importing.read_one(a_file(*TWO)), elsewhere, Decisions()),
        ],
        strict=True,
        progress=lambda share, step: steps.append((share, step)),
    )
    assert [type(one) for one in done] == [ImportResult, Conflict, BadInput, ImportResult]
    with store.read() as session:
        assert len(importing.imports(session, author)) == 2
        assert session.scalar(select(func.count(Action.id))) == 4
    assert [share for share, _ in steps] == sorted(share for share, _ in steps)
    assert steps[-1] == (1.0, "plan.xlsx\u202f: Import enregistré")


def test_reading_and_applying_tell_how_far_they_are(store: Store, author: Reader) -> None:
    reading: list[tuple[float, str]] = []
    applying: list[tuple[float, str]] = []
    source = importing.read_one(a_file(*TWO), progress=lambda share, step: reading.append((share, step)))
    importing.apply(store, author, source, NEW, progress=lambda share, step: applying.append((share, step)))
    for told in (reading, applying):
        assert [share for share, _ in told] == sorted(share for share, _ in told)
        assert told[-1][0] == 1.0
        assert all(step for _, step in told)


# -- the journal --


def test_the_journal_tells_how_each_file_was_read_and_what_was_told(store: Store, author: Reader) -> None:
    bad = ("Axe 2 : Jeunesse", "2", "Créer un conseil", None, "31/02/2026")
    applied(store, author, a_file(*TWO, bad), decisions=Decisions(strategy=Strategy.FILL))
    with store.read() as session:
        (line,) = importing.imports(session, author)
    assert (line.strategy, line.problems, line.refused, line.kept, line.created_convention) == (
        Strategy.FILL, 1, 1, True, True,
    )  # fmt: skip


def test_a_name_no_database_takes_does_not_keep_a_file_out(store: Store, author: Reader) -> None:
    file = importing.File("plan \udce9t\0e.xlsx", a_file(*TWO).content)
    applied(store, author, file)
    with store.read() as session:
        assert importing.imports(session, author)[0].file == "plan ?te.xlsx"


# -- whose file it is --


@pytest.fixture
def two_conventions(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        a_convention(work, "CTG-EVRY", territory=EVRY, starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31))
        a_convention(work, "CTG-GRIGNY", territory=GRIGNY, starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31))
        a_convention(work, "CTG-OLD", territory=SEVREMOINE, starts_on=date(2015, 1, 1), ends_on=date(2018, 12, 31))


ROWS: Rows = (HEADERS, *TWO)


@pytest.mark.usefixtures("two_conventions")
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (xlsx({"Plan": ROWS}, name="Plan_actions-GRIGNY_2024.xlsx"), "CTG-GRIGNY"),
        (xlsx({"Évry Courcouronnes": ROWS}), "CTG-EVRY"),
        (xlsx({"Plan": (("Convention territoriale de Grigny",), *ROWS)}), "CTG-GRIGNY"),
        (xlsx({"Plan": ROWS}, name="CTG-EVRY export.xlsx"), "CTG-EVRY"),
        (xlsx({"Grigny": ROWS}, name="evry-courcouronnes.xlsx"), "CTG-EVRY"),
        (xlsx({"Plan": ROWS}, name="Grigny et Évry-Courcouronnes.xlsx"), None),
        (xlsx({"Plan": ROWS}, name="Grignyssois.xlsx"), None),
        (xlsx({"Plan": ROWS}, name="Sèvremoine.xlsx"), None),
        (xlsx({"Plan": (HEADERS, ("Axe 1", "1", "Ouvrir un relais à Grigny"))}), None),
    ],
)
def test_a_file_speaks_of_one_running_convention_or_of_none(
    store: Store, author: Reader, file: importing.File, expected: str | None
) -> None:
    with store.read() as session:
        proposed = importing.proposed_target(session, author, importing.read_one(file))
    assert (proposed and proposed.reference) == expected


@pytest.mark.usefixtures("two_conventions")
def test_only_what_a_person_may_import_for_is_proposed(store: Store, author: Reader) -> None:
    source = importing.read_one(xlsx({"Plan": ROWS}, name="Grigny.xlsx"))
    with store.write(author) as work:
        others = [an_account(work, Role.COORDINATOR, EVRY), an_account(work, Role.READER, GRIGNY)]
        own = an_account(work, Role.COORDINATOR, GRIGNY)
    with store.read() as session:
        assert [importing.proposed_target(session, one, source) for one in others] == [None, None]
        assert importing.proposed_target(session, own, source) == Target(reference="CTG-GRIGNY")


# -- a convention that came with its file --


def test_a_convention_somebody_worked_on_since_stays(store: Store, author: Reader) -> None:
    result = applied(store, author, a_file(*TWO))
    assert result.import_id is not None
    assert importing.edits_since(store, author, result.import_id) == []
    with store.write(author) as work:
        work.session.scalars(select(Convention)).one().adviser = "Conseillère"
    (edit,) = importing.edits_since(store, author, result.import_id)
    assert (edit.what, edit.before, edit.now, edit.author) == (
        "conseiller Caf", "non renseigné", "Conseillère", author.name,
    )  # fmt: skip
    with pytest.raises(Conflict, match="Conseillère"):
        importing.undo(store, author, result.import_id)


def test_the_edits_since_are_told_ten_at_a_time(store: Store, author: Reader) -> None:
    rows = [("Axe 1", str(number), f"Action n° {number}", "CCAS") for number in range(1, 15)]
    result = applied(store, author, a_file(*rows))
    assert result.import_id is not None
    with store.write(author) as work:
        for action in work.session.scalars(select(Action)):
            action.description, action.touched_at = LONG, work.now
    edits = importing.edits_since(store, author, result.import_id)
    assert {edit.about for edit in edits} == {f"« Action n° {number} »" for number in range(1, 15)}
    assert {(edit.what, edit.before, edit.now) for edit in edits} == {("description", "non renseigné", LONG)}
    with pytest.raises(Conflict, match="et 4 autres") as refusal:
        importing.undo(store, author, result.import_id)
    assert str(refusal.value).count("non renseigné → Reprise Reprise") == 10
    assert len(str(refusal.value)) < 2_000


def test_who_added_something_since_is_named(store: Store, author: Reader) -> None:
    first = applied(store, author, a_file(TWO[0]))
    assert first.import_id is not None
    second = applied(store, author, a_file(*TWO))
    assert second.import_id is not None
    told = [str(one) for one in importing.edits_since(store, author, first.import_id)]
    assert any(one.startswith("« Ouvrir un local »\u202f: une action s’y rattache (le ") for one in told)
    assert all(author.name in one for one in told)
    importing.undo(store, author, second.import_id)
    assert importing.edits_since(store, author, first.import_id) == []
    importing.undo(store, author, first.import_id)
    with store.read() as session:
        assert session.scalar(select(func.count(Convention.id))) == 0
        assert [line.convention for line in importing.imports(session, author)] == ["CTG-49301-2023"] * 2


def test_an_undone_import_has_no_edits_to_tell(store: Store, author: Reader) -> None:
    result = applied(store, author, a_file(*TWO))
    assert result.import_id is not None
    importing.undo(store, author, result.import_id)
    assert importing.edits_since(store, author, result.import_id) == []
    again = applied(store, author, a_file(*TWO))
    assert again.created_convention
