"""The figures of an open committee are those of the day it opened, and stay so whatever changes after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.committees import the_committee
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.live import live_picture, live_summary
from ctg_tracking.figures.picture import WHOLE, Part, Picture, Summary
from ctg_tracking.figures.since_last import picture_of
from ctg_tracking.follow_up.committees import open_committee
from ctg_tracking.model import Action, ActionDue, Actor, Convention, Heading, Indicator, Reader
from ctg_tracking.model.words import NOT_GIVEN, Role, Status
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago, some_plans
from tests.factories import (
    ETAMPOIS,
    EVRY,
    GRIGNY,
    a_convention,
    a_due_date,
    a_report,
    a_value,
    an_account,
    an_action,
    an_administrator,
    an_axe,
    an_indicator,
)

BOTH = (EVRY_CTG, ETAMPOIS_CTG)
ETAMPES, ANGERVILLE = "91223", "91016"


def frozen(store: Store, reader: Reader, committee_id: int, part: Part = WHOLE) -> Summary:
    with store.read() as session:
        return frozen_summary(session, reader, committee_id, part)


def pictured(store: Store, reader: Reader, committee_id: int) -> Picture:
    with store.read() as session:
        return picture_of(session, reader, the_committee(session, reader, committee_id), TODAY)


PARTS = [
    WHOLE,
    Part(conventions=(EVRY_CTG,)),
    Part(conventions=("CTG-ELSEWHERE",)),
    Part(territories=(EVRY,)),
    Part(signature_years=(ago(900).year,)),
    Part(signature_years=(None,)),
    Part(axes=("Petite enfance",)),
    Part(axes=("Axe 10",)),
    Part(axes=("Axe 10", None)),
    Part(axes=(None,), territories=(EVRY,)),
    Part(communes=(EVRY,)),
    Part(communes=(GRIGNY,)),
    Part(communes=(EVRY, GRIGNY), axes=("Petite enfance",)),
    Part(communes=(ETAMPES,)),
]


@pytest.mark.parametrize("day", [0, 30, 200], ids=["today", "a month ago", "before most of it"])
@pytest.mark.parametrize("references", [(EVRY_CTG,), BOTH], ids=["one", "several"])
def test_frozen_figures_are_the_live_ones_of_the_day(
    store: Store, author: Reader, plans: Plans, references: tuple[str, ...], day: int
) -> None:
    with store.read() as session:
        picture = live_picture(session, author, references, ago(day))
        live = [live_summary(session, author, references, ago(day), part) for part in PARTS]
    committee_id = a_copil(store, author, *references, on=ago(day))
    assert pictured(store, author, committee_id) == picture
    for part, expected in zip(PARTS, live, strict=True):
        assert frozen(store, author, committee_id, part) == replace(expected, frozen=True), part


def test_a_picture_holds_what_a_slide_says(store: Store, author: Reader, plans: Plans) -> None:
    picture = pictured(store, author, a_copil(store, author, *BOTH))
    late = next(row for row in picture.actions if row.key == plans.late)
    assert (late.title, late.axe_label, late.objective, late.code) == (
        "Ouvrir une crèche", "Axe 2. Petite enfance", "Accueil", "1"
    )  # fmt: skip
    assert (late.late, late.percent, late.last_report_on, late.decision_wanted) == (
        True, 50, ago(60), "Choisir le gestionnaire"
    )  # fmt: skip
    assert late.bodies == ("CCAS",), "no person is frozen"
    assert [theme[1] for theme in late.themes] == ["petite-enfance", "handicap"]
    operation = next(row for row in picture.actions if row.key == plans.operation)
    assert operation.fiche == late.position
    places = next(row for row in picture.indicators if row.key == plans.places)
    assert places.curve == ((ago(800), 12.0), (ago(400), 20.0), (ago(20), 25.0))
    assert (places.targets, places.rate, places.action) == (((ago(100), 30.0),), 50.0, late.position)
    evry = next(row for row in picture.conventions if row.reference == EVRY_CTG)
    assert (evry.signatories, evry.next_milestone and evry.next_milestone.kind) == (
        ("Caf de l’Essonne", "Évry-Courcouronnes"), "evaluation_presented"
    )  # fmt: skip
    assert [row.title for row in picture.to_decide] == ["Ouvrir une crèche"]
    assert [row.title for row in picture.late] == ["Ouvrir une crèche"]


def test_nothing_done_after_changes_what_was_frozen(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, *BOTH, on=TODAY - timedelta(1))
    before = frozen(store, author, committee_id), pictured(store, author, committee_id)
    with store.write(author) as work:
        session = work.session
        late = session.get_one(Action, plans.late)
        late.title, late.heading_id, late.communes, late.themes, late.pilots = "Autre", None, [], [], []
        a_report(work, late, Status.DONE, TODAY)
        a_due_date(work, late, None, since=TODAY)
        indicator = session.get_one(Indicator, plans.places)
        a_value(work, indicator, TODAY, 40)
        a_value(work, indicator, ago(20), 26)
        indicator.name, indicator.target = "Autre", 99.0
        for row in (*session.query(Heading), *session.query(Convention)):
            row.title = "Autre"
        for actor in session.query(Actor):
            actor.name = "Autre"
        an_action(work, session.get_one(Convention, plans.evry))
    assert (frozen(store, author, committee_id), pictured(store, author, committee_id)) == before


def test_an_action_removed_since_stays_in_the_snapshot(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author)
    before = frozen(store, author, committee_id)
    with store.write(author) as work:
        dues = select(ActionDue.id).where(ActionDue.action_id == plans.silent)
        work.bulk.delete(ActionDue, list(work.session.scalars(dues)))
        work.bulk.delete(Action, [plans.silent])
    assert frozen(store, author, committee_id) == before
    row = next(row for row in pictured(store, author, committee_id).actions if row.key == plans.silent)
    assert (row.action_id, row.title) == (None, "Écouter")


def test_a_committee_is_seen_by_those_who_see_all_its_conventions(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, *BOTH)
    with store.write(author) as work:
        one = an_account(work, Role.READER, EVRY)
        none = an_account(work, Role.READER, GRIGNY)
        both = an_account(work, Role.READER, EVRY, "200017846")
    for reader in (one, none):
        with pytest.raises(NotFound, match="Ce comité"):
            frozen(store, reader, committee_id)
    assert frozen(store, both, committee_id).total.actions == 6


def test_a_committee_that_is_not_open_has_no_frozen_figures(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, opened=False)
    with pytest.raises(Conflict, match=r"Le COPIL du .* n’est pas encore ouvert.* ne sont pas figés"):
        frozen(store, author, committee_id)
    assert pictured(store, author, committee_id).as_of == TODAY


def statements(store: Store, verb: Callable[[], object]) -> int:
    """How many statements a verb sends."""
    sent: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(store.engine, "before_cursor_execute", count)
    verb()
    event.remove(store.engine, "before_cursor_execute", count)
    return len(sent)


def test_a_portfolio_opens_and_is_read_in_as_many_statements_as_one_convention(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    with sqlite_store.write(author) as work:
        for number in range(20):
            convention = a_convention(work, f"CTG-{number}", territory=GRIGNY)
            an_action(work, convention, status=Status.DONE)
    references = [BOTH, (*BOTH, *(f"CTG-{number}" for number in range(20)))]
    ids = [a_copil(sqlite_store, author, *some, opened=False) for some in references]
    opening = [statements(sqlite_store, partial(open_committee, sqlite_store, author, one)) for one in ids]
    reading = [statements(sqlite_store, partial(frozen, sqlite_store, author, one)) for one in ids]
    assert opening[0] == opening[1] < 60
    assert reading[0] == reading[1] < 16


def test_a_convention_without_a_plan_freezes_too(store: Store, author: Reader) -> None:
    with store.write(author) as work:
        a_convention(work, EVRY_CTG, ends_on=None, starts_on=None)
    summary = frozen(store, author, a_copil(store, author, on=date(2025, 1, 1)))
    assert (summary.total.actions, summary.axes, summary.communes, summary.mean.mean) == (0, (), (), None)


def test_a_commune_is_looked_at_alone(store: Store, author: Reader) -> None:
    """Of an operation and of an indicator, the communes are those of the fiche; an action without any serves all."""
    with store.write(author) as work:
        convention = a_convention(work, "CTG-PLACES", territory=ETAMPOIS, communes=[ETAMPES, ANGERVILLE])
        here = an_action(work, convention, "Ici", communes=[ETAMPES], status=Status.DONE, on=ago(2))
        under = an_action(work, convention, "Opération", parent=here, status=Status.IN_PROGRESS, on=ago(2))
        there = an_action(work, convention, "Là", communes=[ANGERVILLE])
        everywhere = an_action(work, convention, "Partout")
        apart = an_action(work, convention, "Opération ailleurs", parent=everywhere, communes=[ANGERVILLE])
        for action, value in ((under, 5), (there, 3), (apart, 1), (None, 9)):
            an_indicator(work, convention, action=action, baseline=0, target=10, values=[(ago(2), value)])
    parts = [Part(communes=codes) for codes in ((ETAMPES,), (ANGERVILLE,), (GRIGNY,), (ETAMPES, ANGERVILLE))]
    with store.read() as session:
        whole = live_picture(session, author, ("CTG-PLACES",), TODAY)
        live = [live_summary(session, author, ("CTG-PLACES",), TODAY, part) for part in parts]
    committee_id = a_copil(store, author, "CTG-PLACES")
    for part, expected in zip(parts, live, strict=True):
        assert frozen(store, author, committee_id, part) == replace(expected, frozen=True), part
    assert [(one.total.actions, one.mean.mean, one.mean.indicators) for one in live] == [
        (2, 50.0, 1), (2, 20.0, 2), (0, None, 0), (3, 30.0, 3)
    ]  # fmt: skip
    shown = [[row.title for row in whole.only(part).actions] for part in parts]
    assert shown[0] == ["Ici", "Opération", "Partout"]
    assert shown[1:3] == [["Là", "Partout", "Opération ailleurs"], []]
    assert [len(whole.only(part).indicators) for part in parts] == [1, 2, 0, 3]


def test_two_axes_of_the_same_name_are_looked_at_apart(store: Store, author: Reader) -> None:
    """By their ids; their name keeps both, and « non renseigné » neither."""
    with store.write(author) as work:
        convention = a_convention(work, "CTG-TWINS", territory=ETAMPOIS)
        first, second = (an_axe(work, convention, "1", "Enfance") for _ in range(2))
        here = an_action(work, convention, "Ici", heading=first, status=Status.DONE, on=ago(2))
        there = an_action(work, convention, "Là", heading=second)
        an_action(work, convention, "Opération", parent=there)
        an_action(work, convention, "Nulle part")
        for action, value in ((here, 5), (there, 3), (None, 9)):
            an_indicator(work, convention, action=action, baseline=0, target=10, values=[(ago(2), value)])
        ids = first.id, second.id
    expected = [
        ((ids[0],), ["Ici"], (1, 1, 50.0)),
        ((ids[1],), ["Là", "Opération"], (1, 0, 30.0)),
        ((ids[1], None), ["Là", "Opération", "Nulle part"], (2, 0, 60.0)),
        (("Enfance",), ["Ici", "Là", "Opération"], (2, 1, 40.0)),
        ((None,), ["Nulle part"], (1, 0, 90.0)),
        ((0,), [], (0, 0, None)),
    ]
    parts = [Part(axes=axes) for axes, _titles, _figures in expected]
    with store.read() as session:
        live = [live_summary(session, author, ("CTG-TWINS",), TODAY, part) for part in parts]
    committee_id = a_copil(store, author, "CTG-TWINS")
    whole = pictured(store, author, committee_id)
    assert [row.label for row in frozen(store, author, committee_id).axes] == ["Axe 1. Enfance"] * 2 + [NOT_GIVEN]
    for part, alone, (_axes, titles, figures) in zip(parts, live, expected, strict=True):
        assert frozen(store, author, committee_id, part) == replace(alone, frozen=True), part
        assert [row.title for row in whole.only(part).actions] == titles
        assert (alone.total.actions, alone.total.done, alone.mean.mean) == figures
