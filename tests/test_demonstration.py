"""The demonstration: what the public documents say, loaded through the importer, the rest labelled as simulated."""

import csv
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.committees import agenda_of, attendance_of, committee_rows
from ctg_tracking.figures.conventions import convention_rows
from ctg_tracking.figures.coverage import coverage
from ctg_tracking.figures.decisions import open_decisions
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.live import live_summary
from ctg_tracking.figures.renewals import band_counts, renewal_rows
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.since_last import Move, since_last
from ctg_tracking.follow_up import demonstration, importing
from ctg_tracking.follow_up.accounts import OPERATOR, local_reader
from ctg_tracking.follow_up.demonstration import DAY, DemonstrationSummary
from ctg_tracking.follow_up.portfolio import read_portfolio
from ctg_tracking.model import (
    Account,
    Action,
    Actor,
    Amendment,
    Committee,
    Convention,
    Heading,
    Import,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Milestone,
    ProgressReport,
    action_pilot,
)
from ctg_tracking.model.words import AgendaReason, MeetingState, Origin, Precision, Role, Status
from ctg_tracking.outputs.plans import Format, plan_file
from ctg_tracking.spreadsheet.parsed import Severity
from ctg_tracking.store import Store, clock
from tests.databases import Postgres
from tests.demonstration import Load, filled_template, loaded_at

FILES = demonstration.FILES
SEVREMOINE, LATITUDE = "CTG-SEVREMOINE-2023", "CTG-LATITUDE-NORD-GIRONDE-2022"
BAUGE, CAESE = "CTG-BAUGE-EN-ANJOU-2024", "CTG-CAESE-2024"


@dataclass(frozen=True)
class Loaded:
    """A store holding the demonstration, and what the load said."""

    store: Store
    load: Load

    @property
    def on_sqlite(self) -> bool:
        """Whether it is the quicker store: the other one is asked a part of what takes long."""
        return self.store.engine.dialect.name == "sqlite"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """A copy of the demonstration on each database; these tests only read it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            home = tmp_path_factory.mktemp("demonstration") / "instance"
            folder = Path(shutil.copytree(request.getfixturevalue("demo_instance"), home))
            url = f"sqlite:///{folder / 'var' / 'ctg.sqlite'}"
        else:
            server: Postgres = request.getfixturevalue("postgres")
            url, folder = stack.enter_context(server.copied(filled_template(server))), server.folder
        store = Store.open(url)
        yield Loaded(store, loaded_at(folder))
        store.dispose()


def the_convention(store: Store, reference: str) -> Convention:
    """One convention, its signatories and predecessors loaded."""
    with store.read() as session:
        found = session.scalars(select(Convention).where(Convention.reference == reference)).one()
        assert [*found.signatories, *found.predecessors]
        return found


def headings(store: Store, reference: str, level: int) -> list[tuple[str | None, str | None]]:
    """(number, title) of the headings of one level, in their order."""
    wanted = select(Heading.code, Heading.title).join(Heading.convention)
    wanted = wanted.where(Convention.reference == reference, Heading.level == level).order_by(Heading.position)
    with store.read() as session:
        return [(code, title) for code, title in session.execute(wanted)]


def actions(store: Store, reference: str) -> list[Action]:
    """Actions of one convention, in their order."""
    wanted = select(Action).join(Action.convention).where(Convention.reference == reference)
    with store.read() as session:
        return list(session.scalars(wanted.order_by(Action.position)))


def test_every_file_went_through_the_importer_without_a_problem(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        imports = session.scalars(select(Import)).all()
        authors = set(session.scalars(select(Account.email).join(Import, Import.author_id == Account.id)))
    assert loaded.load.summary == DemonstrationSummary(131, 96, 1043, 493)
    assert len(imports) == 96
    assert not any(one.problems or one.refused for one in imports)
    assert authors == {f"{who}@demonstration.example" for who in ("outil", "conseil", "cooperation")}


def test_the_progress_is_told_from_the_first_file_to_the_last(loaded: Loaded) -> None:
    assert [done for done, _, _ in loaded.load.steps] == list(range(97))
    assert {total for _, total, _ in loaded.load.steps} == {96}


def test_signatures_by_year_are_those_of_the_interviews(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        signed = session.execute(
            select(Convention.signed_on).join(Convention.territory).where(Convention.caf_id.is_not(None))
            .where(Convention.reference.not_in([LATITUDE]))
        )  # fmt: skip
        years = Counter(day.year for (day,) in signed if day)
    assert (years[2019], years[2020], years[2021]) == (2, 20, 16)
    assert years[2022] + years[2023] > 40
    assert sum(number for year, number in years.items() if year <= 2024) > 70


def test_evry_and_grigny_are_known_to_the_year_only(loaded: Loaded) -> None:
    for reference in ("CTG-EVRY-COURCOURONNES-2019", "CTG-GRIGNY-2019"):
        convention = the_convention(loaded.store, reference)
        assert (convention.signed_on, convention.signed_precision) == (date(2019, 1, 1), Precision.YEAR)
        assert convention.origin is Origin.DOCUMENT
        assert "signed_on" not in convention.simulated_fields


def test_the_msa_joined_when_the_caese_was_renewed(loaded: Loaded) -> None:
    renewed = the_convention(loaded.store, CAESE)
    first = the_convention(loaded.store, "CTG-CAESE-2020")
    assert [one.reference for one in renewed.predecessors] == ["CTG-CAESE-2020"]
    joined = {one.name: one.joined_on for one in renewed.signatories}
    assert joined["MSA Île-de-France"] == renewed.signed_on
    assert "MSA Île-de-France" not in {one.name for one in first.signatories}


def test_sevremoine_has_five_enjeux_of_which_three_are_untitled(loaded: Loaded) -> None:
    convention = the_convention(loaded.store, SEVREMOINE)
    found = headings(loaded.store, SEVREMOINE, 1)
    assert (convention.level1_name, convention.term_years, convention.signed_on) == ("Enjeu", 4, None)
    assert (convention.starts_on, convention.ends_on) == (date(2023, 1, 1), date(2026, 12, 31))
    assert [code for code, _ in found] == ["1", "2", "3", "4", "5"]
    assert [title is None for _, title in found] == [False, False, True, True, True]


def test_sevremoine_has_the_26_titles_of_the_document(loaded: Loaded) -> None:
    found = actions(loaded.store, SEVREMOINE)
    titles = [action.title for action in found]
    assert len(titles) == len(set(titles)) == 26
    assert Counter(action.heading_id for action in found).most_common(1)[0][1] == 8
    outreach = [action for action in found if action.title.startswith('Développer "l\'aller vers…"')]
    assert len({action.heading_id for action in outreach}) == 2
    assert {action.origin for action in found} == {Origin.DOCUMENT}
    assert all("simulés" in (action.description or "") for action in found)


def test_sevremoine_shows_missing_zero_worded_and_intermediate_values(loaded: Loaded) -> None:
    wanted = (
        select(Indicator.name, IndicatorValue.value, IndicatorValue.text)
        .join(Indicator.convention)
        .outerjoin(IndicatorValue, IndicatorValue.indicator_id == Indicator.id)
        .where(Convention.reference == SEVREMOINE)
    )
    with loaded.store.read() as session:
        rows = session.execute(wanted).all()
    assert any(row.value is None and row.text is None for row in rows)
    assert any(row.value == 0 for row in rows)
    assert any(row.text for row in rows)
    with loaded.store.read() as session:
        assert session.scalar(select(func.count()).select_from(IndicatorTarget)) == len(demonstration.TARGETS)


def test_latitude_nord_gironde_says_what_it_does_not_know(loaded: Loaded) -> None:
    convention = the_convention(loaded.store, LATITUDE)
    assert (convention.signed_on, convention.signed_precision) == (date(2022, 11, 1), Precision.MONTH)
    assert (convention.starts_on, convention.ends_on, convention.term_years) == (None, None, None)
    axes = headings(loaded.store, LATITUDE, 1)
    assert axes[0] == ("1", "Développer une politique en faveur de la jeunesse")
    assert len(axes) == 5
    named = [(action.code, action.origin) for action in actions(loaded.store, LATITUDE)]
    assert [code for code, _ in named] == ["1", "4", "3", "4", "6", "11"]
    assert {origin for _, origin in named} == {Origin.DOCUMENT}


def test_bauge_counts_its_enjeux_and_objectifs_without_inventing_titles(loaded: Loaded) -> None:
    convention = the_convention(loaded.store, BAUGE)
    enjeux, objectifs = headings(loaded.store, BAUGE, 1), headings(loaded.store, BAUGE, 2)
    assert (len(enjeux), len(objectifs)) == (11, 25)
    assert (sum(title is not None for _, title in enjeux), sum(title is not None for _, title in objectifs)) == (1, 3)
    assert [one.reference for one in convention.predecessors] == ["CTG-BAUGE-EN-ANJOU-2020"]
    assert (convention.term_years, len(actions(loaded.store, BAUGE))) == (5, 4)


def test_two_copil_of_sevremoine_were_held_on_the_figures_of_their_day(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        _prepared, second, first = committee_rows(session, OPERATOR)
        for row in (first, second):
            assert (row.state, row.frozen_on, row.origin) == (MeetingState.CLOSED, row.held_on, Origin.SIMULATED)
            live = live_summary(session, OPERATOR, (SEVREMOINE,), row.held_on)
            assert frozen_summary(session, OPERATOR, row.id) == replace(live, frozen=True)
        assert (first.held_on, second.held_on) == (date(2024, 11, 28), date(2025, 11, 27))
        moved = since_last(session, OPERATOR, second.id, DAY)
        still = open_decisions(session, OPERATOR, DAY)
    assert {one.move for one in moved.actions} >= {Move.DONE, Move.PAUSED, Move.DROPPED}
    assert {one.better for one in moved.indicators} == {True, None}
    assert [(row.committee_id, row.late) for row in still] == [
        (first.id, True), (second.id, True), (second.id, False)
    ]  # fmt: skip


def test_a_third_copil_is_prepared_for_the_day_of_the_demonstration(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        row, _second, first = committee_rows(session, OPERATOR)
        agenda, invited = agenda_of(session, row.id), attendance_of(session, row.id)
        chosen = {name: session.get_one(Indicator, name).name for name in row.results or ()}
    assert (row.state, row.held_on, row.origin, row.frozen_on) == (
        MeetingState.PREPARED, DAY, Origin.SIMULATED, None
    )  # fmt: skip
    assert row.hour
    assert row.place
    assert len(chosen) == 3
    assert len(invited) == 8
    assert {item.reason_code for item in agenda} >= {
        AgendaReason.OPEN_DECISION, AgendaReason.DECISION_WANTED, AgendaReason.LATE, AgendaReason.MOVED,
        AgendaReason.MILESTONE, AgendaReason.NEVER_REPORTED,
    }  # fmt: skip
    assert all(item.minutes for item in agenda)
    assert first.results is None


def test_nothing_happened_after_the_day_of_the_demonstration(loaded: Loaded) -> None:
    happened = (
        ProgressReport.effective_on, IndicatorValue.on_date, Convention.signed_on, Amendment.signed_on,
        Milestone.done_on, Committee.held_on,
    )  # fmt: skip
    with loaded.store.read() as session:
        assert clock.today(session) == DAY
        for column in happened:
            latest = session.scalar(select(func.max(column)))
            assert latest is not None
            assert latest <= DAY


def test_all_that_no_document_says_is_labelled(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        origins = Counter(session.scalars(select(Action.origin)))
        told = {*session.scalars(select(ProgressReport.origin)), *session.scalars(select(IndicatorValue.origin))}
        measured = set(session.scalars(select(Indicator.origin)))
        conventions = session.scalars(select(Convention)).all()
    assert origins == {Origin.DOCUMENT: 26 + 6 + 4, Origin.SIMULATED: 1043 - 36}
    assert told == measured == {Origin.SIMULATED}
    assert all(one.origin and one.note for one in conventions)


def test_the_portfolio_shows_every_band_and_uncovered_communes(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        renewals = renewal_rows(session, OPERATOR, Selection(), DAY)
        in_force = [row for row in convention_rows(session, OPERATOR, Selection(), DAY) if not row.successors]
        covered = coverage(session, OPERATOR, "91", DAY)
    bands = band_counts(renewals)
    assert all(number for band, number in bands.items() if band)
    assert bands[None] == 1  # Latitude Nord Gironde: no end in the document
    assert 70 <= len(in_force) <= 90
    assert 0 < covered.communes - covered.communes_covered < 30
    assert covered.communes == 194


def test_late_signatures_an_avenant_and_an_unsigned_renewal_are_there(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        conventions = session.scalars(select(Convention)).all()
        prolonged = session.scalars(select(Amendment).where(Amendment.new_ends_on.is_not(None))).all()
    delays = [(one.signed_on - one.starts_on).days for one in conventions if one.signed_on and one.starts_on]
    assert 365 < max(delays) < 430
    assert len(prolonged) == 2
    assert sum(one.signed_on is None and one.starts_on == date(2026, 1, 1) for one in conventions) == 2


def test_plans_are_rich_thin_or_never_reported(loaded: Loaded) -> None:
    reported = select(ProgressReport.id).where(ProgressReport.action_id == Action.id).exists()
    counted = select(Action.convention_id, func.count(), func.sum(func.cast(reported, Indicator.position.type)))
    with loaded.store.read() as session:
        rows = session.execute(counted.group_by(Action.convention_id)).all()
        statuses = set(session.scalars(select(ProgressReport.status)))
    assert sum(told == 0 for _, _, told in rows) >= 5
    assert sum(number <= 6 for _, number, _ in rows) >= 15
    assert statuses == set(Status) - {Status.TO_SPECIFY}


def test_one_profile_of_each_role_and_the_pilot_has_its_actions(loaded: Loaded) -> None:
    with loaded.store.read() as session:
        profiles = session.scalars(select(Account).where(Account.demonstration)).all()
        roles = Counter(role for account in profiles for role in {grant.role for grant in account.grants})
        piloted = session.scalars(
            select(Action.title)
            .join(action_pilot, action_pilot.c.action_id == Action.id)
            .join(Actor, Actor.id == action_pilot.c.actor_id)
            .join(Account, Account.id == Actor.account_id)
            .where(Account.email == demonstration.PILOT_ADDRESS)
        ).all()
    assert len(profiles) == 5
    assert not any(account.password_hash for account in profiles)
    assert roles == {Role.READER: 1, Role.PILOT: 1, Role.COORDINATOR: 2, Role.ADMINISTRATOR: 1}
    assert len(piloted) == 5


def test_a_store_that_holds_conventions_is_refused(loaded: Loaded) -> None:
    with pytest.raises(Conflict, match="131 conventions"):
        demonstration.load(loaded.store)


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every cell of a workbook, by sheet."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path)}


def test_making_the_files_again_gives_the_same_cells(tmp_path: Path) -> None:
    command = [sys.executable, str(FILES / "build.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, timeout=300)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for pattern in ("*.xlsx", "*.csv") for path in FILES.glob(pattern))
    assert (tmp_path / demonstration.PORTFOLIO).read_bytes() == (FILES / demonstration.PORTFOLIO).read_bytes()
    for name in made[::9]:
        if name.endswith(".xlsx"):
            assert cells(tmp_path / name) == cells(FILES / name), name


def test_the_file_to_correct_has_five_errors_and_a_word_to_explain() -> None:
    file = FILES / "tableau-a-corriger.xlsx"
    source = importing.read_one(importing.File(file.name, file.read_bytes()))
    assert [(problem.cell, problem.severity.value) for problem in source.plan.problems] == [
        ("G4", "error"),
        ("H6", "error"),
        ("J7", "error"),
        ("C8", "error"),
        ("G9", "error"),
        ("I5", "warning"),
    ]
    assert [(question.what, question.cell) for question in source.plan.questions] == [("Presque fini", "I5")]


def test_the_files_stay_small_and_the_pool_is_varied() -> None:
    sizes = [path.stat().st_size for path in FILES.glob("*.xlsx")]
    with (FILES / "source" / "actions.csv").open(encoding="utf-8", newline="") as text:
        pool = list(csv.DictReader(text, delimiter=";"))
    assert max(sizes) < 30_000
    assert sum(sizes) < 2_500_000
    assert len({row["title"] for row in pool}) == len(pool) >= 120
    assert len({row["theme"] for row in pool}) == 10


def test_every_plan_named_by_the_portfolio_is_there() -> None:
    named = {row.plan for row in read_portfolio(FILES / demonstration.PORTFOLIO) if row.plan}
    assert named == {path.name for path in FILES.glob("ctg-*.xlsx")}


@pytest.mark.parametrize("kind", list(Format))
def test_every_plan_leaves_and_comes_back_unchanged(loaded: Loaded, kind: Format) -> None:
    who = local_reader(loaded.store)
    with loaded.store.read() as session:
        rows = convention_rows(session, who, Selection(), DAY)
        third = session.get_bind().dialect.name == "postgresql"  # each plan leaves from one database
        held = [row.reference for row in rows if row.actions]
        plans = [one for place, one in enumerate(held) if (place % 3 == 0) is third]
        files = [plan_file(session, who, Selection(conventions=(one,)), None, kind).file for one in plans]
    assert len(plans) > 30
    for reference, source in zip(plans, importing.read(files), strict=True):
        assert isinstance(source, importing.Source), str(source)
        result = importing.preview(loaded.store, who, source, importing.Target(reference=reference))
        assert result.preview.changes_nothing, (reference, importing.told_changes(result.preview))
        assert (result.preview.refused, list(result.preview.missing)) == (0, [])
        assert [one for one in result.preview.problems if one.severity is Severity.ERROR] == []
