"""Minutes on the web, through the application's own gate: by a link without an account, or signed in."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.types import ASGIApp

from ctg_tracking import web
from ctg_tracking.accounts import sessions
from ctg_tracking.accounts.sessions import COOKIE
from ctg_tracking.follow_up.committees import close_committee, end_sharing, reopen_committee, share_minutes
from ctg_tracking.model import CommitteeShare, Reader, french
from ctg_tracking.model.words import LATE, Band, Role, Status
from ctg_tracking.outputs.page_blocks import tint
from ctg_tracking.outputs.wording_renewals import DONE, LATE_STEP, TO_DO
from ctg_tracking.store import Store
from ctg_tracking.web.assets import ASSETS
from ctg_tracking.web.pace import Pace
from tests.committees import TODAY, a_copil, ago, some_plans
from tests.factories import GRIGNY, an_account, an_administrator
from tests.outputs.documents.telling import two_copils
from tests.outputs.pdf.reading import Pages
from tests.web.asgi import NAVIGATION, Answer, ask

NOTHING = "Ce lien n’ouvre aucun relevé, ou n’en ouvre plus"


@pytest.fixture
def author(sqlite_store: Store) -> Reader:
    return an_administrator(sqlite_store)


@pytest.fixture
def committee(sqlite_store: Store, author: Reader) -> int:
    """A closed COPIL of Évry."""
    return two_copils(sqlite_store, author, some_plans(sqlite_store, author)).committee


@pytest.fixture
def app(sqlite_store: Store) -> ASGIApp:
    return Starlette(routes=web.Door(sqlite_store).routes(), middleware=web.guards(sqlite_store, frozenset({"/"})))


def cookie(store: Store, reader: Reader) -> dict[str, str]:
    with store.write(reader) as work:
        return {"cookie": f"{COOKIE}={sessions.begin(work, reader.account_id)}"}


def is_nothing(answer: Answer) -> bool:
    return answer.status == 404 and NOTHING in answer.text


def test_a_link_opens_the_minutes_read_only_and_nothing_else(
    sqlite_store: Store, author: Reader, committee: int, app: ASGIApp
) -> None:
    shared = share_minutes(sqlite_store, author, committee)
    page = ask(app, f"/partage/{shared.token}", headers=NAVIGATION)
    assert page.status == 200
    assert '<html lang="fr">' in page.text
    assert "Page en lecture seule, partagée par la coordination, comité clos le " in page.text
    assert f"lien valable jusqu’au {french.long_day(shared.expires_on)}" in page.text
    assert "&lt;b&gt;Divers&lt;/b&gt; &amp; ’suite’" in page.text
    assert "<form" not in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-robots-tag"].startswith("noindex")
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert 'content="noindex, nofollow, noarchive"' in page.text
    assert ask(app, f"/partage/{shared.token}", "HEAD").status == 200
    pdf = ask(app, f"/partage/{shared.token}/releve.pdf")
    assert (pdf.status, pdf.headers["content-type"], pdf.headers["cache-control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    assert pdf.headers["content-disposition"] == f'attachment; filename="releve-copil-{ago(10)}.pdf"'
    assert "Attendre le loyer" in " ".join(Pages(pdf.body).pages)
    for path in (
        f"/partage/{shared.token}/autre",
        f"/partage/{shared.token}/releve.pdf/x",
        "/partage/",
        f"/releve/{committee}",
    ):
        assert ask(app, path).status == 401, path
    for method in ("POST", "PUT", "DELETE"):
        assert ask(app, f"/partage/{shared.token}", method).status == 401


def test_a_link_that_opens_nothing_says_the_same_whatever_the_reason(
    sqlite_store: Store, author: Reader, committee: int, app: ASGIApp
) -> None:
    first = share_minutes(sqlite_store, author, committee).token
    second = share_minutes(sqlite_store, author, committee).token
    assert is_nothing(ask(app, f"/partage/{first}"))
    unknown = ask(app, "/partage/inconnu")
    assert is_nothing(unknown)
    assert is_nothing(ask(app, "/partage/inconnu/releve.pdf"))
    reopen_committee(sqlite_store, author, committee, "Une date était fausse")
    assert ask(app, f"/partage/{second}").text == unknown.text
    close_committee(sqlite_store, author, committee)
    assert ask(app, f"/partage/{second}").status == 200
    with sqlite_store.write(author) as work:
        link = work.session.scalars(select(CommitteeShare).where(CommitteeShare.ended_at.is_(None))).one()
        link.expires_on = TODAY - timedelta(1)
    assert ask(app, f"/partage/{second}").text == unknown.text
    third = share_minutes(sqlite_store, author, committee).token
    assert ask(app, f"/partage/{third}").status == 200
    end_sharing(sqlite_store, author, committee)
    gone = ask(app, f"/partage/{third}")
    assert (gone.text, gone.headers["cache-control"], gone.headers["referrer-policy"]) == (
        unknown.text, "no-store", "no-referrer"
    )  # fmt: skip


def test_who_tries_many_links_waits_and_the_others_do_not(
    sqlite_store: Store, author: Reader, committee: int, app: ASGIApp
) -> None:
    token = share_minutes(sqlite_store, author, committee).token
    for number in range(30):
        assert ask(app, f"/partage/essai{number}").status == 404
    refused = ask(app, f"/partage/{token}")
    assert (refused.status, "Trop de demandes depuis cette adresse" in refused.text) == (429, True)
    assert 0 < int(refused.headers["retry-after"]) <= 900
    assert ask(app, f"/partage/{token}", client="192.0.2.8").status == 200


def test_a_pace_forgets_with_time_and_never_grows() -> None:
    now = [0.0]
    pace = Pace(2, 60, clock=lambda: now[0])
    for _ in range(3):
        pace.count("un")
    assert pace.wait("un") == 60
    now[0] = 61
    assert pace.wait("un") == 0
    assert pace.wait("deux") == 0
    for number in range(10_050):
        pace.count(str(number))
    assert len(pace._seen) == 10_000


def test_minutes_are_read_signed_in_as_drafts_too_by_those_who_may(
    sqlite_store: Store, author: Reader, committee: int, app: ASGIApp
) -> None:
    final = ask(app, f"/releve/{committee}", headers=cookie(sqlite_store, author) | NAVIGATION)
    assert (final.status, "Relevé final." in final.text, 'href="/comites"' in final.text) == (200, True, True)
    draft = a_copil(sqlite_store, author, opened=False)
    page = ask(app, f"/releve/{draft}", headers=cookie(sqlite_store, author))
    assert page.status == 200
    assert "Projet de relevé" in page.text
    with sqlite_store.write(author) as work:
        stranger = an_account(work, Role.COORDINATOR, GRIGNY)
    for path in (f"/releve/{committee}", f"/releve/{committee}/releve.pdf", "/releve/999"):
        refused = ask(app, path, headers=cookie(sqlite_store, stranger))
        assert (refused.status, "Ce comité est introuvable" in refused.text) == (404, True)


def test_every_colour_of_a_page_has_its_rule() -> None:
    (style,) = (asset.file.read_text("utf-8") for asset in ASSETS if asset.path.endswith("releve.css"))
    looks = [*(status.look for status in Status), *(band.look for band in Band), LATE, DONE, LATE_STEP, TO_DO]
    assert {
        look.colour for look in looks if f".{tint(look)} {{ color: {look.colour}; fill: {look.colour}; }}" not in style
    } == set()
