"""What must start now: neither begun nor late, its start come or its due day near."""

from datetime import timedelta

from ctg_tracking.figures.live import live_picture
from ctg_tracking.figures.starting import to_start
from ctg_tracking.model.words import Status
from ctg_tracking.store import Store
from tests.committees import TODAY, ago
from tests.factories import a_convention, an_action, an_administrator


def test_what_must_start_now_is_neither_begun_nor_late(sqlite_store: Store) -> None:
    author = an_administrator(sqlite_store)
    near, far = TODAY + timedelta(90), TODAY + timedelta(91)
    with sqlite_store.write(author) as work:
        convention = a_convention(work, "CTG-EVRY")
        an_action(work, convention, "Début venu", status=Status.NOT_STARTED, starts_on=TODAY, due_on=far)
        an_action(work, convention, "Bientôt due", due_on=near)
        fiche = an_action(work, convention, "Trop loin", status=Status.NOT_STARTED, due_on=far)
        an_action(work, convention, "Sans date", status=Status.NOT_STARTED)
        an_action(work, convention, "Début à venir", status=Status.NOT_STARTED, starts_on=TODAY + timedelta(1))
        an_action(work, convention, "En retard", status=Status.NOT_STARTED, due_on=ago(1))
        an_action(work, convention, "Commencée", status=Status.IN_PROGRESS, due_on=near)
        an_action(work, convention, "Opération", parent=fiche, status=Status.NOT_STARTED, due_on=near)
    with sqlite_store.read() as session:
        picture = live_picture(session, author, ("CTG-EVRY",), TODAY)
    fiches = [row for row in picture.actions if row.fiche is None]
    assert [row.title for row in to_start(fiches, TODAY)] == ["Bientôt due", "Début venu"]
