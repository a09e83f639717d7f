"""What is reported while a committee is open: told beside what was frozen, and only that."""

from datetime import timedelta

from sqlalchemy import event

from ctg_tracking.figures.committees import pulse, the_committee
from ctg_tracking.figures.news import News, news_since
from ctg_tracking.follow_up import committees
from ctg_tracking.follow_up.committees import DecisionDraft
from ctg_tracking.follow_up.progress import Progress, report_progress
from ctg_tracking.follow_up.values import record_value
from ctg_tracking.model import Action, Reader
from ctg_tracking.model.words import Status
from ctg_tracking.store import Store, clock
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, Plans, a_copil, ago
from tests.factories import a_report


def news(store: Store, author: Reader, committee_id: int) -> tuple[News, ...]:
    with store.read() as session:
        return news_since(session, the_committee(session, author, committee_id))


def test_what_is_reported_meanwhile_is_told_once_as_last_said(store: Store, author: Reader, plans: Plans) -> None:
    prepared = a_copil(store, author, on=ago(1), opened=False)
    committee_id = a_copil(store, author)
    assert (news(store, author, prepared), news(store, author, committee_id)) == ((), ())
    report_progress(store, author, plans.silent, Progress(Status.SUSPENDED, reason="Un départ"))
    report_progress(store, author, plans.silent, Progress(Status.IN_PROGRESS, done="Une place de plus\u00a0!"))
    report_progress(store, author, plans.late, Progress(Status.DONE, on=ago(90)))
    record_value(store, author, plans.places, 31, on=TODAY)
    record_value(store, author, plans.places, 13, on=ago(600))
    committees.decide(
        store, author, committee_id, DecisionDraft("Arrêter", action_id=plans.done, progress=Progress(Status.DONE))
    )
    told = news(store, author, committee_id)
    assert [(one.title, one.before, one.after, one.decided) for one in told] == [
        ("Former", Status.DONE, Status.DONE, True),
        ("Places", None, None, False),
        ("Ouvrir une crèche", None, None, False),
        ("Écouter", Status.TO_SPECIFY, Status.IN_PROGRESS, False),
    ]
    decided, measured, backdated, reported = (one.words.replace("\u00a0", " ") for one in told)
    assert decided == "Point d’étape"
    assert (measured[:13], measured[-15:]) == ("31 places au ", "(25 auparavant)")
    assert (backdated[:17], backdated[-6:]) == ("Point d’étape du ", "ajouté")
    assert reported == "Passe de « Statut à préciser » à « En cours »\u202f: Une place de plus\u202f!"
    assert (told[1].action_id, told[1].indicator_id, told[3].action_id) == (plans.late, plans.places, plans.silent)
    committees.close_committee(store, author, committee_id)
    report_progress(store, author, plans.silent, Progress(Status.DONE))
    assert news(store, author, committee_id) == told


def test_what_a_room_polls_costs_a_statement_or_two(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, EVRY_CTG, ETAMPOIS_CTG)
    report_progress(store, author, plans.late, Progress(Status.DONE))
    asked: list[str] = []
    with store.read() as session:
        row = the_committee(session, author, committee_id)
        event.listen(session.connection(), "before_cursor_execute", lambda *told: asked.append(told[2]))
        pulse(session, author, committee_id)
        assert len(asked) == 1
        assert len(news_since(session, row)) == 1
        assert len(asked) == 3


def test_a_meeting_told_afterwards_or_never_closed_tells_one_day(store: Store, author: Reader, plans: Plans) -> None:
    committee_id = a_copil(store, author, on=ago(3), opened=False)
    at = clock.now() - timedelta(3)
    committees.open_committee(store, author, committee_id, at=at)
    with store.write(author) as work:
        action = work.session.get_one(Action, plans.silent)
        a_report(work, action, Status.IN_PROGRESS, ago(3), recorded_at=at + timedelta(hours=2), done_text="x" * 900)
    report_progress(store, author, plans.late, Progress(Status.DONE))
    committees.decide(
        store, author, committee_id, DecisionDraft("Oui", action_id=plans.operation, progress=Progress(Status.DONE))
    )
    told = news(store, author, committee_id)
    assert [(one.title, one.decided) for one in told] == [("Recruter", True), ("Écouter", False)]
    assert len(told[1].words) < 300
