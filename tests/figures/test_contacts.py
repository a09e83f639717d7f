"""Who to speak to about a convention, and what a committee decided of a status."""

from ctg_tracking.figures.contacts import AccountRow, ContactRow, accounts_of, contacts_of, referents_of
from ctg_tracking.figures.decided import decided_statuses
from ctg_tracking.figures.decisions import earlier_decisions
from ctg_tracking.follow_up.committees import DecisionDraft, decide, follow_decision
from ctg_tracking.follow_up.progress import Progress
from ctg_tracking.model import Account
from ctg_tracking.model.words import ActorKind, Role, Status
from ctg_tracking.store import Store
from tests.committees import EVRY_CTG, TODAY, a_copil, ago, some_plans
from tests.factories import EVRY, GRIGNY, a_convention, an_account, an_action, an_actor, an_administrator


def test_contacts_are_those_of_the_plan_its_decisions_and_its_territory(store: Store) -> None:
    author = an_administrator(store)
    with store.write(author) as work:
        convention = a_convention(work, EVRY_CTG)
        other = a_convention(work, "CTG-GRIGNY", territory=GRIGNY)
        pilot = an_account(work, Role.PILOT, EVRY, email="pilote@exemple.fr", name="Dominique Essai")
        gone = an_account(work, Role.READER, EVRY, email="parti@exemple.fr")
        work.session.get_one(Account, gone.account_id).disabled_at = work.now
        an_account(work, Role.COORDINATOR, GRIGNY)
        person = an_actor(work, EVRY, "Dominique Essai", kind=ActorKind.PERSON, account=pilot)
        first = an_action(
            work, convention, "Ouvrir", pilots=[person], partners=["MSA"], elected_referent=" Élue ", coordinator="Nous"
        )
        an_action(work, convention, "Former", pilots=[person], parent=first, elected_referent="Élue")
        an_action(work, other, "Ailleurs", pilots=["Personne d’ici"])
        convention_id = convention.id
    decide(store, author, a_copil(store, author), DecisionDraft("Écrire", owner="Mairie"))
    with store.read() as session:
        contacts = contacts_of(session, convention_id)
        accounts = accounts_of(session, convention_id)
        referents = [(one.name, one.elected, one.actions) for one in referents_of(session, convention_id)]
    assert contacts == (
        ContactRow("Dominique Essai", ActorKind.PERSON, "pilote@exemple.fr", ("Ouvrir", "Former"), ()),
        ContactRow("MSA", None, None, (), ("Ouvrir",)),
        ContactRow("Mairie", None, None, (), ()),
    )
    assert accounts == (
        AccountRow("Dominique Essai", "pilote@exemple.fr", (Role.PILOT,), everywhere=False),
        AccountRow("Responsable de l’outil", "outil@exemple.fr", (Role.ADMINISTRATOR,), everywhere=True),
    )
    assert referents == [("Élue", True, 2), ("Nous", False, 1)]


def test_a_status_decided_tells_what_it_replaced(store: Store) -> None:
    author = an_administrator(store)
    plans = some_plans(store, author)
    committee = a_copil(store, author)
    said = ((plans.late, Status.DONE), (plans.late, Status.IN_PROGRESS), (plans.silent, Status.NOT_STARTED))
    reports = []
    for action_id, status in said:
        draft = DecisionDraft(status.label, action_id=action_id, progress=Progress(status))
        report = decide(store, author, committee, draft).report
        assert report is not None
        reports.append(report.report_id)
    with store.read() as session:
        told = decided_statuses(session, reports)
        assert decided_statuses(session, ()) == {}
    assert [(told[key].before, told[key].status) for key in reports] == [
        (Status.IN_PROGRESS, Status.DONE), (Status.IN_PROGRESS, Status.IN_PROGRESS), (None, Status.NOT_STARTED),
    ]  # fmt: skip
    assert {told[key].effective_on for key in reports} == {TODAY}


def test_earlier_decisions_stand_as_they_did_that_day(store: Store) -> None:
    author = an_administrator(store)
    plans = some_plans(store, author)
    taken = decide(store, author, a_copil(store, author, on=ago(90)), DecisionDraft("Écrire", due_on=ago(30)))
    follow_decision(store, author, taken.decision_id, done_on=ago(10))
    with store.read() as session:
        for before, as_of, stood in (
            (ago(90), TODAY, []),
            (TODAY, ago(20), [(None, True)]),
            (TODAY, ago(5), [(ago(10), False)]),
        ):
            rows = earlier_decisions(session, author, before, as_of, conventions={plans.evry})
            assert [(row.done_on, row.late) for row in rows] == stood
        assert earlier_decisions(session, author, TODAY, TODAY, conventions={plans.etampois}) == []
        assert earlier_decisions(session, author, TODAY, TODAY, conventions=()) == []
