"""No write without its author, none round the history, on both databases."""

import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ctg_tracking.errors import StaleVersion, UntrackedWrite
from ctg_tracking.model import Action, Actor, Base, Change, Convention, Heading, Reader, Territory, Theme, action_theme
from ctg_tracking.store import Cell, Store
from tests.factories import an_administrator

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


@pytest.fixture
def author(store: Store) -> Reader:
    return an_administrator(store, "essai@exemple.test", "Essai")


@pytest.fixture
def action_id(store: Store, author: Reader) -> int:
    with store.write(author) as work:
        commune = work.session.scalars(select(Territory).where(Territory.code == "49301")).one()
        convention = Convention(reference="CTG-1", title="CTG", territory=commune)
        heading = Heading(convention=convention, level=1, position=1, title="Petite enfance")
        action = Action(convention=convention, heading=heading, position=1, title="Créer un RPE", touched_at=NOW)
        action.pilots = [Actor(territory=commune, name="CCAS", key="ccas")]
        work.session.add(action)
    return action.id


def changes(store: Store, entity: str) -> list[Change]:
    with store.read() as session:
        return list(session.scalars(select(Change).where(Change.entity == entity).order_by(Change.id)))


def titles(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Action.title).order_by(Action.id)))


def test_the_first_author_is_the_author_of_its_own_account(store: Store, author: Reader) -> None:
    (created,) = changes(store, "account")
    assert (created.author_id, created.entity_id) == (author.account_id, author.account_id)
    assert {key: created.after[key] for key in ("email", "name", "demonstration")} == {
        "email": "essai@exemple.test",
        "name": "Essai",
        "demonstration": False,
    }
    assert "password_hash" not in created.after


def test_a_creation_is_one_row_with_the_whole_record_and_its_lists(
    store: Store, author: Reader, action_id: int
) -> None:
    (created,) = changes(store, "action")
    assert created.field is None
    assert created.before is None
    assert created.after["title"] == "Créer un RPE"
    assert created.after["pilots"] == ["CCAS"]
    assert "touched_at" not in created.after
    assert (created.author_id, created.action_id, created.entity_id) == (author.account_id, action_id, action_id)
    assert created.convention_id == changes(store, "convention")[0].entity_id


def test_a_change_is_one_row_per_field_and_raises_the_version(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        action = work.session.get_one(Action, action_id)
        before = action.version
        action.title, action.starts_on, action.touched_at = "Ouvrir un RPE", date(2026, 2, 1), work.now
    rows = changes(store, "action")[1:]
    assert {(row.field, row.before, row.after) for row in rows} == {
        ("title", "Créer un RPE", "Ouvrir un RPE"),
        ("starts_on", None, "2026-02-01"),
    }
    with store.read() as session:
        assert session.get_one(Action, action_id).version == before + 1


def test_a_list_is_recorded_on_its_owner_and_raises_its_version(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        action = work.session.get_one(Action, action_id)
        before = action.version
        action.themes = list(work.session.scalars(select(Theme).order_by(Theme.position).limit(2)))
    row = changes(store, "action")[-1]
    assert (row.field, row.before, row.after) == ("themes", [], ["Petite enfance", "Enfance"])
    with store.read() as session:
        assert session.get_one(Action, action_id).version == before + 1


def test_a_deletion_is_one_row_with_what_was_there(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        work.session.delete(work.session.get_one(Action, action_id))
    row = changes(store, "action")[-1]
    assert row.after is None
    assert (row.before["title"], row.before["pilots"]) == ("Créer un RPE", ["CCAS"])
    assert titles(store) == []


def test_a_failed_block_writes_nothing(store: Store, author: Reader, action_id: int) -> None:
    def fail() -> None:
        with store.write(author) as work:
            work.session.get_one(Action, action_id).title = "Perdu"
            work.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert titles(store) == ["Créer un RPE"]
    assert len(changes(store, "action")) == 1


@pytest.mark.parametrize("way", [
    lambda s, i: s.execute(update(Action).values(title="x")),
    lambda s, i: s.execute(delete(Action)),
    lambda s, i: s.execute(update(Base.metadata.tables["action"]).values(title="x")),
    lambda s, i: s.execute(insert(Base.metadata.tables["theme"]).values(key="k", label="l", position=11)),
    lambda s, i: s.execute(insert(Theme), [{"key": "k", "label": "l", "position": 11}]),
    lambda s, i: s.execute(insert(action_theme).values(action_id=i, theme_id=1)),
    lambda s, i: s.execute(text("UPDATE action SET title = 'x'")),
    lambda s, i: s.execute(text("/* SELECT */ update  action SET title = 'x'")),
    lambda s, i: s.execute(text('WITH t AS (SELECT 1) UPDATE "action" SET title = \'x\'')),
    lambda s, i: s.connection().exec_driver_sql("DELETE FROM action"),
    lambda s, i: s.execute(text("DELETE FROM change")),
    lambda s, i: s.execute(text("ALTER TABLE action DROP COLUMN description")),
    lambda s, i: s.query(Action).update({"title": "x"}),
    lambda s, i: s.query(Action).delete(),
    lambda s, i: s.bulk_update_mappings(Action, [{"id": i, "title": "x", "version": 1}]),
    lambda s, i: s.bulk_insert_mappings(Theme, [{"key": "k", "label": "l", "position": 11}]),
    lambda s, i: s.bulk_save_objects([Theme(key="k", label="l", position=11)]),
], ids=lambda way: "")  # fmt: skip
@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_every_way_round_the_history_is_refused(
    store: Store, author: Reader, action_id: int, way: object, writing: bool
) -> None:
    def go_round(session: Session) -> None:
        with pytest.raises(UntrackedWrite):
            way(session, action_id)  # type: ignore[operator]
        session.rollback()

    if writing:
        with store.write(author) as work:
            go_round(work.session)
    else:
        with store.read() as session:
            go_round(session)
    assert titles(store) == ["Créer un RPE"]


def test_a_reading_session_flushes_nothing(store: Store, action_id: int) -> None:
    with store.read() as session:
        session.get_one(Action, action_id).title = "x"
        with pytest.raises(UntrackedWrite):
            session.flush()
        session.rollback()
    assert titles(store) == ["Créer un RPE"]


def test_the_window_of_a_flush_closes_even_when_it_fails(store: Store, author: Reader, action_id: int) -> None:
    with store.write(author) as work:
        work.session.add(Theme(key="petite-enfance", label="double", position=11))
        with pytest.raises(IntegrityError):
            work.session.flush()
        work.session.rollback()
        with pytest.raises(UntrackedWrite):
            work.session.execute(update(Action).values(title="x"))
        work.session.rollback()


def test_of_two_threads_on_the_same_version_the_second_is_refused(store: Store, author: Reader, action_id: int) -> None:
    start, outcomes = threading.Barrier(2), []

    def write(title: str) -> None:
        with store.read() as session:
            seen = session.get_one(Action, action_id)
        start.wait()
        try:
            with store.write(author) as work:
                mine = work.session.merge(seen, load=False)
                mine.title = title
            outcomes.append("written")
        except StaleVersion:
            outcomes.append("refused")

    threads = [threading.Thread(target=write, args=(title,)) for title in ("Premier", "Second")]
    [thread.start() for thread in threads]  # type: ignore[func-returns-value]
    [thread.join() for thread in threads]  # type: ignore[func-returns-value]
    assert sorted(outcomes) == ["refused", "written"]
    assert len([row for row in changes(store, "action") if row.field == "title"]) == 1


class TestBulk:
    def test_inserts_with_history_lists_and_cells(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            convention = work.session.get_one(Action, action_id).convention_id
            actor = work.session.scalars(select(Actor.id)).one()
            rows = [
                {"convention_id": convention, "position": n, "title": f"A{n}", "touched_at": NOW, "pilots": [actor]}
                for n in (2, 3)
            ]
            ids = work.bulk.insert(Action, rows, {0: Cell("Plan", "F7")})
        created = changes(store, "action")[1:]
        assert [(row.entity_id, row.after["title"], row.after["pilots"]) for row in created] == [
            (ids[0], "A2", ["CCAS"]),
            (ids[1], "A3", ["CCAS"]),
        ]
        assert [(row.sheet, row.cell) for row in created] == [("Plan", "F7"), (None, None)]
        assert {(row.convention_id, row.action_id) for row in created} == {(convention, i) for i in ids}
        with store.read() as session:
            assert [p.name for p in session.get_one(Action, ids[1]).pilots] == ["CCAS"]

    def test_updates_only_what_moves_and_raises_the_version(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            theme = work.session.scalars(select(Theme.id).where(Theme.key == "logement")).one()
            work.bulk.update(
                Action,
                [{"id": action_id, "title": "Créer un RPE", "code": "1.1", "themes": [theme], "pilots": []}],
                {(action_id, "code"): Cell("Plan", "E4")},
            )
        rows = {row.field: row for row in changes(store, "action")[1:]}
        assert {key: (row.before, row.after) for key, row in rows.items()} == {
            "code": (None, "1.1"),
            "themes": ([], ["Logement"]),
            "pilots": (["CCAS"], []),
        }
        assert (rows["code"].cell, rows["themes"].cell) == ("E4", None)
        with store.read() as session:
            action = session.get_one(Action, action_id)
            assert (action.version, action.pilots, action.code) == (2, [], "1.1")

    def test_deletes_with_the_whole_record(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            work.bulk.delete(Action, [action_id])
        assert changes(store, "action")[-1].before["pilots"] == ["CCAS"]
        assert titles(store) == []

    def test_a_deleted_row_comes_back_under_its_id(self, store: Store, author: Reader, action_id: int) -> None:
        with store.write(author) as work:
            convention = work.session.get_one(Action, action_id).convention_id
            work.session.expunge_all()
            work.bulk.delete(Action, [action_id])
            work.bulk.insert(
                Action, [{"id": action_id, "convention_id": convention, "position": 1, "title": "R", "touched_at": NOW}]
            )
        assert titles(store) == ["R"]

    def test_any_words_are_stored_as_they_are(self, store: Store, author: Reader, action_id: int) -> None:
        words = ["a\tb\nc\\d", "\\N", "« l’œuvre » \u202f€ 😀", '{"a": 1}', "'; DROP TABLE action; --", "a\r\nb"]
        with store.write(author) as work:
            convention = work.session.get_one(Action, action_id).convention_id
            rows = [
                {"convention_id": convention, "position": 1, "title": word, "description": word, "touched_at": NOW}
                for word in words
            ]
            work.bulk.insert(Action, rows, {0: Cell("Feuille\t1", "B2", {"title": "B2", "description": "C2"})})
        assert titles(store)[1:] == words
        created = changes(store, "action")[1:]
        assert [row.after["description"] for row in created] == words
        assert (created[0].sheet, created[0].cells) == ("Feuille\t1", {"title": "B2", "description": "C2"})
        assert [row.cells for row in created[1:]] == [None] * 5
        with store.read() as session:
            stored = session.get_one(Action, created[0].entity_id)
            assert (stored.touched_at, stored.yearly, stored.budget_cents) == (NOW, False, None)

    @pytest.mark.usefixtures("action_id")
    def test_a_broken_rule_of_the_database_writes_nothing(self, store: Store, author: Reader) -> None:
        convention = changes(store, "convention")[0].entity_id
        rows = [
            {"convention_id": convention, "position": 1, "title": title, "touched_at": NOW} for title in ("Bon", "")
        ]
        with pytest.raises(IntegrityError), store.write(author) as work:
            work.bulk.insert(Action, rows)
        assert titles(store) == ["Créer un RPE"]
        assert len(changes(store, "action")) == 1
