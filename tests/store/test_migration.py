"""Migrations upgrade, check clean and downgrade, on both databases; what a store holds passes through them."""

from datetime import date

import pytest
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import CheckConstraint, inspect, text

from ctg_tracking.errors import Conflict
from ctg_tracking.figures.committees import agenda_of, the_committee
from ctg_tracking.figures.decisions import decisions_of
from ctg_tracking.follow_up import committees, importing
from ctg_tracking.follow_up.importing import Target
from ctg_tracking.model import Base
from ctg_tracking.model.words import MeetingState
from ctg_tracking.spreadsheet.told import Understanding
from ctg_tracking.store import Store, guard, migration
from ctg_tracking.store.engine import WRITES
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, a_copil, some_plans
from tests.factories import SEVREMOINE, an_administrator
from tests.spreadsheet.workbooks import xlsx


def test_the_newest_schema_is_the_model(store: Store) -> None:
    migration.check(store.engine)


def test_down_to_nothing_and_up_again(store: Store) -> None:
    migration.downgrade(store.engine)
    assert [name for name in inspect(store.engine).get_table_names() if name != "alembic_version"] == []
    store.upgrade()
    migration.check(store.engine)
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM theme")) == 10


def test_upgrading_twice_changes_nothing(store: Store) -> None:
    with store.read() as session:
        before = session.scalar(text("SELECT count(*) FROM territory"))
    store.upgrade()
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM territory")) == before > 36_000


def test_an_unknown_version_is_refused(store: Store) -> None:
    with pytest.raises(CommandError):
        migration.upgrade(store.engine, "9999")


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store: Store) -> None:
    with store.engine.execution_options(**{WRITES: True}).begin() as connection, guard.audited(connection):
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Conflict, match=r"plus récente de l’outil \(schéma 9999"):
        store.upgrade()
    with pytest.raises(Conflict, match="plus récente"):
        store.require_schema()
    assert migration.version(store.engine) == "9999"


def test_the_database_itself_holds_the_constraints(store: Store) -> None:
    tables = inspect(store.engine)
    for table in tables.get_table_names():
        if table != "alembic_version":
            assert tables.get_pk_constraint(table)["name"] == f"pk_{table}"
    names = {check["name"] for check in tables.get_check_constraints("indicator")}
    assert {"ck_indicator_direction_agrees_with_target", "ck_indicator_one_owner", "ck_indicator_direction"} <= names


def test_a_store_of_another_version_is_refused(store: Store) -> None:
    assert ScriptDirectory.from_config(migration.config()).get_current_head() == migration.NEWEST
    store.require_schema()
    migration.downgrade(store.engine, "0001")
    with pytest.raises(Conflict, match="autre version"):
        store.require_schema()
    migration.downgrade(store.engine)
    migration.upgrade(store.engine)
    store.require_schema()


def imported(store: Store) -> list[tuple[object, ...]]:
    """What both schemas say of the imports and of their history."""
    said = (
        'SELECT i.id, i.file_name, i.added, i.convention_id, count(c.id) FROM "import" i'
        " JOIN change c ON c.import_id = i.id JOIN import_file f ON f.import_id = i.id"
        " GROUP BY i.id, i.file_name, i.added, i.convention_id ORDER BY i.id"
    )
    with store.read() as session:
        return [tuple(row) for row in session.execute(text(said))]


def test_imports_go_down_to_the_first_schema_and_come_back(store: Store) -> None:
    author = an_administrator(store)
    told = Understanding({"Ce qu’on fait": "title"})
    ids = []
    for start in (2019, 2023):
        file = xlsx({"Plan": [("Axe", "Ce qu’on fait"), ("1", "Créer un relais")]}, name=f"plan {start}.xlsx")
        target = Target(territory_code=SEVREMOINE, starts_on=date(start, 1, 1), term_years=4)
        ids.append(importing.apply(store, author, importing.read_one(file, told), target).import_id)
    before = imported(store)
    migration.downgrade(store.engine, "0001")
    assert imported(store) == before
    migration.upgrade(store.engine)
    migration.check(store.engine)
    assert imported(store) == before
    with store.read() as session:
        assert [line.import_id for line in importing.imports(session, author)] == ids[::-1]
        assert session.scalar(text("SELECT count(*) FROM import_mapping")) == 0
    assert ids[0] is not None
    assert importing.undo(store, author, ids[0]).convention == "CTG-49301-2019"


def test_an_import_without_convention_keeps_its_history_in_the_first_schema(store: Store) -> None:
    author = an_administrator(store)
    file = xlsx({"Plan": [("Axe", "Action", "Statut"), ("1", "Créer un relais", "En cours")]})
    target = Target(territory_code=SEVREMOINE, starts_on=date(2023, 1, 1), term_years=4)
    import_id = importing.apply(store, author, importing.read_one(file), target).import_id
    assert import_id is not None
    importing.undo(store, author, import_id)
    with store.read() as session:
        rows = session.scalar(text("SELECT count(*) FROM change"))
    migration.downgrade(store.engine, "0001")
    migration.upgrade(store.engine)
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM change")) == rows
        assert importing.imports(session, author) == []


def test_committees_of_the_former_schema_find_their_conventions_again(store: Store) -> None:
    author = an_administrator(store)
    plans = some_plans(store, author)
    committee_id = a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG)
    committees.add_items(store, author, committee_id, [committees.ItemDraft("La crèche", action_id=plans.late)])
    committees.decide(store, author, committee_id, committees.DecisionDraft("Oui", action_id=plans.late))
    migration.downgrade(store.engine, "0002")
    store.upgrade()
    with store.read() as session:
        row = the_committee(session, author, committee_id)
        (item,), (decision,) = (
            agenda_of(session, committee_id), decisions_of(session, author, committee_id, TODAY)
        )  # fmt: skip
    first = min(EVRY_CTG, ETAMPOIS_CTG)
    assert (row.references, row.state, row.frozen_on) == ((first,), MeetingState.PREPARED, None)
    assert (item.title, item.action_id) == ("La crèche", plans.late)
    assert (decision.text, decision.convention) == ("Oui", first)
    assert committees.open_committee(store, author, committee_id).frozen_on == TODAY


def test_vocabularies_are_held_by_the_database_as_the_model_says(store: Store) -> None:
    tables = inspect(store.engine)
    for table in Base.metadata.sorted_tables:
        told = {str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)}
        assert {check["name"] for check in tables.get_check_constraints(table.name)} == told, table.name
