"""Plans for the tests of committees: a commune and an intercommunality, with something of everything."""

from dataclasses import dataclass
from datetime import date, timedelta

from ctg_tracking.follow_up.committees import CommitteeDraft, open_committee, prepare_committee
from ctg_tracking.model import Reader
from ctg_tracking.model.words import ActorKind, Confidence, Direction, MeetingKind, Status
from ctg_tracking.store import Store, clock
from tests.factories import (
    ETAMPOIS,
    EVRY,
    a_convention,
    a_heading,
    a_milestone,
    a_report,
    an_action,
    an_actor,
    an_axe,
    an_indicator,
)

TODAY = clock.real_today()
EVRY_CTG, ETAMPOIS_CTG = "CTG-EVRY", "CTG-ETAMPOIS"


@dataclass(frozen=True)
class Plans:
    """Ids of what the tests look at."""

    late: int
    done: int
    operation: int
    silent: int
    places: int
    evry: int
    etampois: int


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days)


def some_plans(store: Store, author: Reader) -> Plans:
    """Two conventions: axes titled or not, operations, themes, communes, bodies, and indicators of every kind."""
    with store.write(author) as work:
        evry = a_convention(
            work, EVRY_CTG, territory=EVRY, signed_on=ago(900), starts_on=ago(950), ends_on=TODAY + timedelta(200),
            signatories=["Caf de l’Essonne", "Évry-Courcouronnes"],
        )  # fmt: skip
        a_milestone(work, evry, "evaluation_launched", done_on=ago(30))
        first = an_axe(work, evry, "2", "Petite enfance")
        second = an_axe(work, evry, "10")
        under = a_heading(work, evry, "2.1", "Accueil", parent=first)
        body = an_actor(work, EVRY, "CCAS", kind=ActorKind.ORGANISATION)
        person = an_actor(work, EVRY, "Camille Essai", kind=ActorKind.PERSON)
        late = an_action(
            work, evry, "Ouvrir une crèche", heading=under, due_on=ago(40), pilots=[body, person],
            themes=["petite-enfance", "handicap"], code="1",
        )  # fmt: skip
        a_report(
            work, late, Status.IN_PROGRESS, ago(60), percent=50, confidence=Confidence.SUPPORT, done_text="Lieu trouvé",
            blocking_text="Un poste à pourvoir", decision_wanted="Choisir le gestionnaire",
        )  # fmt: skip
        operation = an_action(work, evry, "Recruter", parent=late, status=Status.NOT_STARTED, on=ago(60))
        done = an_action(work, evry, "Former", heading=first, status=Status.DONE, on=ago(10), due_on=ago(5), code="2")
        an_action(work, evry, "Renoncer", heading=second, status=Status.DROPPED, on=ago(400))
        silent = an_action(work, evry, "Écouter", communes=[EVRY], due_on=TODAY + timedelta(90))
        places = an_indicator(
            work, evry, "Places", action=late, baseline=10, target=40, unit="places",
            values=[(ago(800), 12), (ago(400), 20), (ago(20), 25)], targets=[(ago(100), 30)],
        )  # fmt: skip
        an_indicator(
            work, evry, "Délai", heading=first, direction=Direction.DOWN, baseline=9, target=3, values=[(ago(9), 8)]
        )
        an_indicator(work, evry, "Ressenti", qualitative=True, values=[(ago(50), "Bon accueil")])
        an_indicator(work, evry, "Sans cible", heading=second, values=[(ago(50), 0)])
        etampois = a_convention(
            work, ETAMPOIS_CTG, territory=ETAMPOIS, starts_on=ago(300), ends_on=None, term_years=5, signed_on=None
        )
        axe = an_axe(work, etampois, "1", "Petite enfance")
        an_action(work, etampois, heading=axe, status=Status.SUSPENDED, on=ago(250), themes=["handicap"])
        an_action(work, etampois, status=Status.IN_PROGRESS, on=ago(20), yearly=True)
        return Plans(late.id, done.id, operation.id, silent.id, places.id, evry.id, etampois.id)


def a_copil(
    store: Store,
    author: Reader,
    *references: str,
    on: date = TODAY,
    kind: MeetingKind = MeetingKind.COPIL,
    opened: bool = True,
) -> int:
    """A committee on these conventions (Évry’s unless told), open unless told."""
    held = prepare_committee(store, author, CommitteeDraft(kind, references or (EVRY_CTG,), on))
    if opened:
        open_committee(store, author, held.committee_id)
    return held.committee_id
