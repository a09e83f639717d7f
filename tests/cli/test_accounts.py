"""Accounts from a terminal, on a real store."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from ctg_tracking import cli
from ctg_tracking.accounts import passwords, sessions
from ctg_tracking.follow_up.accounts import OPERATOR, account_named, local_operator
from ctg_tracking.model import Account, Actor, Change
from ctg_tracking.settings import settings
from ctg_tracking.store import Store
from tests.factories import EVRY, GRIGNY, a_convention, an_action, an_actor

PASSWORD = "trois petits canards"


class Terminal:
    """Runs command lines on one store; gives status, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def __call__(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = cli.run(words)
        out, err = self.capsys.readouterr()
        return status, out, err


@pytest.fixture
def terminal(
    database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Terminal]:
    monkeypatch.setenv("CTG_DATABASE_URL", database_url)
    settings.cache_clear()
    yield Terminal(capsys, monkeypatch)
    settings.cache_clear()


def added(terminal: Terminal, email: str = "ana@exemple.fr", role: str = "pilot", *territories: str) -> None:
    places = [word for code in territories for word in ("--territory", code)]
    assert terminal("account", "add", email, "--name", "Ana Essai", "--role", role, *places)[0] == 0


def listed(terminal: Terminal) -> list[dict[str, object]]:
    status, out, err = terminal("account", "list", "--json")
    assert (status, err) == (0, "")
    rows: list[dict[str, object]] = json.loads(out)["rows"]
    return rows


def test_an_account_is_added_with_its_territories(terminal: Terminal) -> None:
    added(terminal, "Ana@Exemple.fr", "coordinator", EVRY, GRIGNY, EVRY)
    assert listed(terminal)[0] == {
        "email": "ana@exemple.fr",
        "name": "Ana Essai",
        "roles": [
            {"role": "coordinator", "territory_code": EVRY, "territory": "Évry-Courcouronnes"},
            {"role": "coordinator", "territory_code": GRIGNY, "territory": "Grigny"},
        ],
        "password": False,
        "demonstration": False,
        "disabled_at": None,
    }


def test_without_territory_the_role_holds_everywhere(terminal: Terminal) -> None:
    added(terminal, role="reader")
    assert listed(terminal)[0]["roles"] == [{"role": "reader", "territory_code": None, "territory": None}]


def test_the_list_is_readable_without_json(terminal: Terminal) -> None:
    added(terminal, "ana@exemple.fr", "pilot", EVRY)
    _, out, _ = terminal("account", "list")
    assert "ana@exemple.fr\tAna Essai\tPilote d’action, Évry-Courcouronnes (sans mot de passe)" in out


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("ana@exemple.fr", "--name", "A", "--role", "reader"), 1, "Un compte existe déjà pour « ana@exemple.fr »."),
        (("pas-une-adresse", "--name", "A", "--role", "reader"), 1, "Adresse e-mail\u202f: « pas-une-adresse »"),
        (("b@exemple.fr", "--name", " ", "--role", "reader"), 1, "Nom\u202f: rien n’a été saisi"),
        (("b@exemple.fr", "--name", "B", "--role", "reader", "--territory", "00000"), 1, "Territoire\u202f: « 00000 »"),
        (("b@exemple.fr", "--name", "B", "--role", "chef"), 2, "valeurs possibles\u202f: reader, pilot"),
        (("b@exemple.fr", "--name", "B"), 2, "Il manque l’option --role."),
        (("b@exemple.fr", "--name", "B", "--role", "reader", "--author", "x@y.fr"), 1, "Le compte « x@y.fr »"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(
    terminal: Terminal, words: tuple[str, ...], status: int, sentence: str
) -> None:
    added(terminal)
    before = listed(terminal)
    refused, out, err = terminal("account", "add", *words)
    assert (refused, out) == (status, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert listed(terminal) == before


def test_a_password_is_read_from_the_standard_input(terminal: Terminal, store: Store) -> None:
    added(terminal)
    status, out, err = terminal("account", "password", "ana@exemple.fr", typed=f"{PASSWORD}\n")
    assert (status, out) == (0, "")
    assert PASSWORD not in err
    with store.read() as session:
        stored = session.scalars(select(Account.password_hash).where(Account.email == "ana@exemple.fr")).one()
    assert passwords.matches(stored, PASSWORD)


def test_a_short_password_is_refused(terminal: Terminal) -> None:
    added(terminal)
    assert terminal("account", "password", "ana@exemple.fr", typed="court\n") == (
        1,
        "",
        "Mot de passe refusé\u202f: il faut 12 caractères au moins, 256 au plus.\n",
    )
    assert listed(terminal)[0]["password"] is False


def test_a_password_is_never_an_argument(terminal: Terminal) -> None:
    added(terminal)
    status, _, err = terminal("account", "password", "ana@exemple.fr", PASSWORD)
    assert status == 2
    assert "en trop" in err


def test_disabling_is_told_and_may_be_repeated(terminal: Terminal) -> None:
    added(terminal)
    assert terminal("account", "disable", "ana@exemple.fr") == (0, "", "Compte fermé\u202f: ana@exemple.fr.\n")
    first = listed(terminal)[0]["disabled_at"]
    assert first is not None
    assert terminal("account", "disable", "ANA@exemple.fr")[0] == 0
    assert listed(terminal)[0]["disabled_at"] == first


def test_a_disabled_account_signs_nothing(terminal: Terminal) -> None:
    added(terminal, role="administrator")
    terminal("account", "disable", "ana@exemple.fr")
    status, _, err = terminal("account", "disable", "ana@exemple.fr", "--author", "ana@exemple.fr")
    assert status == 1
    assert "ana@exemple.fr" in err


def test_an_unknown_account_is_refused(terminal: Terminal) -> None:
    for words in (("disable", "x@exemple.fr"), ("password", "x@exemple.fr"), ("link", "x@exemple.fr", "Ana")):
        status, _, err = terminal("account", *words, typed=f"{PASSWORD}\n")
        assert status == 1
        assert "x@exemple.fr" in err


def test_only_who_manages_accounts_adds_one(terminal: Terminal) -> None:
    added(terminal, role="coordinator")
    words = ("account", "add", "b@exemple.fr", "--name", "B", "--role", "reader", "--author", "ana@exemple.fr")
    assert terminal(*words) == (1, "", "Votre profil ne permet pas de gérer les comptes.\n")


def test_the_author_of_a_write_is_in_its_history(terminal: Terminal, store: Store) -> None:
    added(terminal, "chef@exemple.fr", "administrator")
    words = ("account", "add", "b@exemple.fr", "--name", "B", "--role", "reader", "--author", "chef@exemple.fr")
    assert terminal(*words)[0] == 0
    with store.read() as session:
        accounts = select(Change).where(Change.entity == "account", Change.field.is_(None)).order_by(Change.id)
        assert [(change.author.email, change.after["email"]) for change in session.scalars(accounts)] == [
            (OPERATOR.email, OPERATOR.email),
            (OPERATOR.email, "chef@exemple.fr"),
            ("chef@exemple.fr", "b@exemple.fr"),
        ]


def test_the_local_operator_is_made_once_and_never_signs_in(terminal: Terminal, store: Store) -> None:
    assert local_operator(store) == local_operator(store) == account_named(store, OPERATOR.email)
    for words in (("password", OPERATOR.email), ("disable", OPERATOR.email)):
        assert terminal("account", *words, typed=f"{PASSWORD}\n")[0] == 1
    with store.read() as session:
        assert sessions.reader_of(session, OPERATOR.account_id) == OPERATOR


def test_a_pilot_is_tied_to_the_actors_of_its_name(terminal: Terminal, store: Store) -> None:
    with store.write(local_operator(store)) as work:
        convention = a_convention(work, territory=EVRY)
        here, there = an_actor(work, EVRY, "Maison de l’Enfance"), an_actor(work, GRIGNY, "Maison de l’Enfance")
        an_action(work, convention, pilots=[here])
        ids = here.id, there.id
    added(terminal, "ana@exemple.fr", "pilot", EVRY)
    status, _, err = terminal("account", "link", "ana@exemple.fr", "maison de l'enfance")
    assert status == 0
    assert "Évry-Courcouronnes" in err
    with store.read() as session:
        ana = session.scalars(select(Account.id).where(Account.email == "ana@exemple.fr")).one()
        assert [session.get_one(Actor, one).account_id for one in ids] == [ana, None]
    added(terminal, "bo@exemple.fr", "pilot", EVRY)
    assert "déjà rattaché" in terminal("account", "link", "bo@exemple.fr", "Maison de l’Enfance")[2]
    assert "n’est pas accepté" in terminal("account", "link", "bo@exemple.fr", "Personne")[2]


def test_a_store_that_does_not_exist_yet_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = Terminal(capsys, monkeypatch)("account", "list", "--json")
    assert (status, out) == (1, "")
    assert "ctg-tracking db upgrade" in err


def test_a_database_that_does_not_answer_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CTG_DATABASE_URL", "postgresql+psycopg://personne@127.0.0.1:9/rien?connect_timeout=2")
    settings.cache_clear()
    status, out, err = Terminal(capsys, monkeypatch)("account", "list")
    assert (status, out) == (1, "")
    assert err.startswith("La base de données ne répond pas")
