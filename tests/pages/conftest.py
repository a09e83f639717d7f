"""Pages run through the real router by Streamlit's AppTest, for a person with a real stored session."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from streamlit.testing.v1 import AppTest

from ctg_tracking import screen
from ctg_tracking.accounts import sessions
from ctg_tracking.figures.committees import agenda_of
from ctg_tracking.follow_up.committees import (
    CommitteeDraft,
    DecisionDraft,
    Invited,
    ItemDraft,
    add_items,
    close_committee,
    decide,
    invite,
    open_committee,
    prepare_committee,
)
from ctg_tracking.model import Reader
from ctg_tracking.model.words import ActorKind, Confidence, MeetingKind, Origin, Role, Status
from ctg_tracking.screen import session
from ctg_tracking.screen.pages import Screen
from ctg_tracking.store import Store, clock
from tests.factories import (
    SEVREMOINE,
    a_convention,
    a_report,
    an_account,
    an_action,
    an_actor,
    an_administrator,
    an_axe,
    an_indicator,
)
from tests.pages import committees
from tests.pages.committees import Held

ROUTER = Path(screen.__file__).parent / "router.py"
TODAY = committees.TODAY


@dataclass(frozen=True)
class People:
    """One reader of each role on Sèvremoine; the administrator sees everything."""

    administrator: Reader
    coordinator: Reader
    pilot: Reader
    reader: Reader


@dataclass(frozen=True)
class Plan:
    """A small plan: `late` and `done` under one axe, `operation` inside `late`; an indicator of `late`."""

    reference: str
    late: int
    done: int
    operation: int
    indicator: int


class Visit(Protocol):
    """Opens a screen for a reader, with a query."""

    def __call__(self, page: Screen, reader: Reader, **query: str) -> AppTest:
        """The page after its first run."""
        ...


def html_of(app: AppTest) -> str:
    """All the markup the page shows."""
    return "\n".join(block.proto.body for block in app.get("html"))


def words_of(app: AppTest) -> str:
    """All its messages."""
    blocks = (*app.success, *app.error, *app.warning, *app.info, *app.caption, *app.markdown)
    return "\n".join(block.value for block in blocks)


@pytest.fixture
def people(sqlite_store: Store) -> People:
    """Accounts in a demonstration pinned at TODAY."""
    administrator = an_administrator(sqlite_store)
    with sqlite_store.write(administrator) as work:
        clock.mark_demonstration(work.session, TODAY)
        coordinator = an_account(work, Role.COORDINATOR, SEVREMOINE)
        pilot = an_account(work, Role.PILOT, SEVREMOINE, name="Camille Pilote")
        reader = an_account(work, Role.READER, SEVREMOINE)
        return People(administrator, coordinator, pilot, reader)


@pytest.fixture
def plan(sqlite_store: Store, people: People) -> Plan:
    """One convention of Sèvremoine, 2023-2026, with an untitled second axe."""
    with sqlite_store.write(people.administrator) as work:
        convention = a_convention(
            work, "CTG-SEV", territory=SEVREMOINE, starts_on=date(2023, 1, 1), ends_on=date(2026, 12, 31),
            signed_on=date(2023, 12, 14), term_years=4, title="CTG de Sèvremoine", level1_name="Enjeu",
            signatories=["Caf de Maine-et-Loire", "Commune de Sèvremoine"],
        )  # fmt: skip
        first, second = an_axe(work, convention, "1", "Modes de garde"), an_axe(work, convention, "2")
        pilot = an_actor(work, SEVREMOINE, "Camille Pilote", kind=ActorKind.PERSON, account=people.pilot)
        late = an_action(
            work, convention, "Créer 12 places <b>", heading=first, code="1", status=Status.IN_PROGRESS,
            on=date(2026, 5, 2), due_on=date(2026, 2, 28), pilots=[pilot], percent=50, origin=Origin.DOCUMENT,
            themes=["petite-enfance"],
        )  # fmt: skip
        a_report(
            work, late, Status.IN_PROGRESS, date(2026, 6, 1), done_text="Local trouvé.",
            decision_wanted="Valider le plan.", confidence=Confidence.SUPPORT, percent=50,
        )  # fmt: skip
        done = an_action(
            work, convention, "Ouvrir un guichet", heading=second, code="1", status=Status.DONE, on=date(2026, 1, 5),
            pilots=["CCAS"],
        )  # fmt: skip
        operation = an_action(work, convention, "Recruter", parent=late, pilots=[pilot])
        indicator = an_indicator(
            work, convention, "Places créées", action=late, unit="places", baseline=8, baseline_on=date(2023, 1, 1),
            target=24, target_on=date(2026, 12, 31), values=[(date(2025, 12, 31), 17.5)], origin=Origin.SIMULATED,
        )  # fmt: skip
        return Plan(convention.reference, late.id, done.id, operation.id, indicator.id)


@pytest.fixture
def visit(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens pages on the test's own store."""
    monkeypatch.setattr(session, "the_store", lambda: sqlite_store)

    def opened(page: Screen, reader: Reader, **query: str) -> AppTest:
        with sqlite_store.write(reader) as work:
            token = sessions.begin(work, reader.account_id)
        monkeypatch.setattr(session, "token_source", lambda: token)
        app = AppTest.from_file(str(ROUTER), default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        app.switch_page(str(page.path)).run()
        assert not app.exception, app.exception[0].value
        return app

    return opened


@pytest.fixture
def prepared(sqlite_store: Store, people: People, plan: Plan) -> Held:
    """Prepared for today, two points on its agenda, two invited."""
    author = people.coordinator
    draft = CommitteeDraft(MeetingKind.COPIL, (plan.reference,), TODAY, place="Mairie")
    committee_id = prepare_committee(sqlite_store, author, draft).committee_id
    add_items(sqlite_store, author, committee_id, [ItemDraft("Places", action_id=plan.late), ItemDraft("Divers")])
    invite(sqlite_store, author, committee_id, [Invited("Camille Essai", "Caf"), Invited("CCAS")])
    with sqlite_store.read() as session:
        late, free = agenda_of(session, committee_id)
    return Held(committee_id, late.id, free.id)


@pytest.fixture
def opened(sqlite_store: Store, people: People, prepared: Held) -> Held:
    """The same, in session."""
    open_committee(sqlite_store, people.coordinator, prepared.id)
    return prepared


@pytest.fixture
def closed(sqlite_store: Store, people: People, opened: Held) -> Held:
    """The same, closed, a decision left open."""
    draft = DecisionDraft("Trouver un local", owner="CCAS", due_on=TODAY, agenda_item_id=opened.late)
    decide(sqlite_store, people.coordinator, opened.id, draft)
    close_committee(sqlite_store, people.coordinator, opened.id)
    return opened
