"""Every export by one door: each pair that exists, those that do not, which committee, what files are called."""

import io
import zipfile
from itertools import product
from typing import Any

import pytest

from ctg_tracking.errors import Conflict, NotFound
from ctg_tracking.figures.selection import Selection
from ctg_tracking.follow_up.committees import close_committee, open_committee
from ctg_tracking.model import Reader
from ctg_tracking.model.words import MeetingKind, Role
from ctg_tracking.outputs.naming import plain
from ctg_tracking.outputs.producing import produce
from ctg_tracking.outputs.requests import FORMS, Kind, Paper, Produced, Request, What
from ctg_tracking.store import Store
from tests.committees import ETAMPOIS_CTG, EVRY_CTG, TODAY, a_copil, some_plans
from tests.factories import ETAMPOIS, EVRY, an_account, an_administrator

BEGINNINGS = {
    Kind.XLSX: b"PK", Kind.PPTX: b"PK", Kind.ZIP: b"PK", Kind.PDF: b"%PDF", Kind.CSV: b"\xef\xbb\xbf",
    Kind.ICS: b"BEGIN:VCALENDAR",
}  # fmt: skip
PAIRS = [(what, kind) for what, kinds in FORMS.items() for kind in kinds]
ABSENT = [pair for pair in product(What, Kind) if pair not in PAIRS]


@pytest.fixture
def author(sqlite_store: Store) -> Reader:
    """Who may do everything, on two plans."""
    author = an_administrator(sqlite_store)
    some_plans(sqlite_store, author)
    return author


def made(
    store: Store, reader: Reader, what: What, kind: Kind, *, shares: list[float] | None = None, **asked: Any
) -> Produced:
    """What the door gives; `shares` gathers the progress it told."""

    def tell(share: float, _words: str) -> None:
        if shares is not None:
            shares.append(share)

    with store.read() as session:
        return produce(session, reader, Request(what, kind, **asked), tell)


def test_each_export_that_exists_is_made_and_named(sqlite_store: Store, author: Reader) -> None:
    a_copil(sqlite_store, author)
    evry = Selection(conventions=(EVRY_CTG,))
    day = f"{TODAY:%Y-%m-%d}"
    names = {}
    for what, kind in PAIRS:
        shares: list[float] = []
        done = made(sqlite_store, author, what, kind, selection=evry, shares=shares)
        assert done.file.content.startswith(BEGINNINGS[kind]), (what, kind)
        assert done.held
        assert shares == sorted(shares)
        assert all(0 <= share <= 1 for share in shares)
        names[what, kind] = done.file.name
    assert names[What.PLAN, Kind.PDF] == f"plan-CTG-EVRY-{day}.pdf"
    assert names[What.PORTFOLIO, Kind.XLSX] == f"portefeuille-{day}.xlsx"
    assert names[What.COMMITTEE, Kind.PDF] == f"releve-copil-evry-courcouronnes-{day}.pdf"
    assert names[What.COMMITTEE, Kind.PPTX] == f"diaporama-copil-evry-courcouronnes-{day}.pptx"
    assert names[What.HANDOVER, Kind.ZIP] == f"passation-CTG-EVRY-{day}.zip"
    assert all(name.isascii() for name in names.values())


@pytest.mark.parametrize(("what", "kind"), ABSENT)
def test_the_others_are_refused_naming_those_that_exist(sqlite_store: Store, what: What, kind: Kind) -> None:
    with pytest.raises(Conflict) as refused:
        made(sqlite_store, an_administrator(sqlite_store), what, kind)
    assert all(str(one) in str(refused.value) for one in (kind, *FORMS[what]))


def test_a_committee_leaves_as_its_deck_then_as_its_minutes(sqlite_store: Store, author: Reader) -> None:
    committee = a_copil(sqlite_store, author, opened=False)

    def name(paper: Paper | None = None) -> str:
        return made(sqlite_store, author, What.COMMITTEE, Kind.PDF, committee_id=committee, paper=paper).file.name

    assert name().startswith("diaporama-copil-")
    with pytest.raises(Conflict, match="n’est pas encore ouvert"):
        name(Paper.MINUTES)
    open_committee(sqlite_store, author, committee)
    assert name().startswith("releve-copil-")
    assert name(Paper.DECK).startswith("diaporama-copil-")


def test_the_committee_is_found_when_only_one_answers(sqlite_store: Store, author: Reader) -> None:
    with pytest.raises(NotFound, match="Aucun comité ne répond"):
        made(sqlite_store, author, What.COMMITTEE, Kind.CSV)
    first = a_copil(sqlite_store, author, opened=False)
    second = a_copil(sqlite_store, author, EVRY_CTG, ETAMPOIS_CTG, kind=MeetingKind.COTECH, opened=False)
    alone = made(sqlite_store, author, What.COMMITTEE, Kind.CSV, selection=Selection(territories=(ETAMPOIS,)))
    assert alone.file.name == f"decisions-cotech-2-territoires-{TODAY:%Y-%m-%d}.csv"
    with pytest.raises(Conflict) as several:
        made(sqlite_store, author, What.COMMITTEE, Kind.CSV)
    assert all(f"{number} (" in str(several.value) for number in (first, second))
    assert len(str(several.value).splitlines()) == 1


def test_a_workbook_tells_its_progress_row_after_row(sqlite_store: Store, author: Reader) -> None:
    shares: list[float] = []
    made(sqlite_store, author, What.PORTFOLIO, Kind.XLSX, shares=shares)
    assert len({*shares}) > 10
    assert shares == sorted(shares)
    assert max(shares) < 1


def test_rights_are_those_of_who_asks(sqlite_store: Store, author: Reader) -> None:
    committee = a_copil(sqlite_store, author)
    with sqlite_store.write(author) as work:
        stranger = an_account(work, Role.COORDINATOR, ETAMPOIS)
    for what, kind in PAIRS:
        evry = {"selection": Selection(territories=(EVRY,))}
        asked: dict[str, Any] = {"committee_id": committee} if what is What.COMMITTEE else evry
        with pytest.raises(NotFound):
            made(sqlite_store, stranger, what, kind, **asked)


def test_what_is_about_one_convention_names_those_that_answer(sqlite_store: Store, author: Reader) -> None:
    for what, kind in ((What.PLAN, Kind.PPTX), (What.PLAN, Kind.PDF), (What.HANDOVER, Kind.ZIP)):
        with pytest.raises(Conflict, match=r"2 conventions répondent \(CTG-.*, CTG-.*\)"):
            made(sqlite_store, author, what, kind)


def test_the_pack_of_a_hand_over_opens(sqlite_store: Store, author: Reader) -> None:
    close_committee(sqlite_store, author, a_copil(sqlite_store, author))
    pack = made(sqlite_store, author, What.HANDOVER, Kind.ZIP, selection=Selection(conventions=(EVRY_CTG,)))
    with zipfile.ZipFile(io.BytesIO(pack.file.content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) >= 3


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Évry-Courcouronnes", "evry-courcouronnes"),
        ("Sèvremoine", "sevremoine"),
        ("///", "sans-nom"),
        ("œ" * 90, "oe" * 30),
    ],
)
def test_names_are_plain(words: str, name: str) -> None:
    assert plain(words) == name
