"""What a request tells: where it comes from, by which page, where it wants to go."""

import pytest
from starlette.requests import HTTPConnection

from ctg_tracking.web.asking import address, is_from_our_pages, is_navigation, is_on_this_machine, local_path


def asking(client: str | None = "127.0.0.1", **headers: str) -> HTTPConnection:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": told, "client": (client, 1) if client else None})


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/plan-d-actions", "/plan-d-actions"),
        ("/fiche?action=12&axe=Petite%20enfance", "/fiche?action=12&axe=Petite%20enfance"),
        ("/", "/"),
        (None, "/"),
        ("", "/"),
        ("plan-d-actions", "/"),
        ("//ailleurs.exemple", "/"),
        ("///ailleurs.exemple", "/"),
        ("/\\ailleurs.exemple", "/"),
        ("/a\\b", "/"),
        ("\\\\ailleurs.exemple", "/"),
        ("https://ailleurs.exemple/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/ailleurs.exemple", "/"),
        ("/page\r\nSet-Cookie: a=b", "/"),
        ("/connexion", "/"),
        ("/connexion?vers=/connexion", "/"),
        ("/deconnexion", "/"),
        ("/" + "x" * 3000, "/"),
    ],
)
def test_only_a_path_of_ours_is_returned_to(wanted: str | None, path: str) -> None:
    assert local_path(wanted) == path


@pytest.mark.parametrize(
    ("client", "headers", "here"),
    [
        ("127.0.0.1", {"host": "localhost:8501"}, True),
        ("127.0.0.1", {"host": "127.0.0.1"}, True),
        ("::1", {"host": "[::1]:8501"}, True),
        ("192.0.2.7", {"host": "localhost:8501"}, False),
        ("127.0.0.1", {"host": "suivi.exemple.fr"}, False),  # a name made to point at this machine
        ("127.0.0.1", {"host": "localhost.exemple.fr"}, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {"host": "["}, False),
        (None, {"host": "localhost"}, False),
        ("testclient", {"host": "localhost"}, False),
        ("127.0.0.1", {"host": "localhost", "x_forwarded_for": "192.0.2.7"}, False),
        ("127.0.0.1", {"host": "localhost", "x_forwarded_host": "suivi.exemple.fr"}, False),
        ("127.0.0.1", {"host": "localhost", "x_forwarded_proto": "https"}, False),
        ("127.0.0.1", {"host": "localhost", "x_real_ip": "127.0.0.1"}, False),
        ("127.0.0.1", {"host": "localhost", "forwarded": "for=192.0.2.7"}, False),
        ("127.0.0.1", {"host": "localhost", "via": "1.1 mandataire"}, False),
    ],
)
def test_who_sits_at_the_machine_of_the_server(client: str | None, headers: dict[str, str], here: bool) -> None:
    assert is_on_this_machine(asking(client, **headers)) is here


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "suivi.exemple.fr"}, True),  # no browser: it carries nobody's cookie
        ({"host": "suivi.exemple.fr", "origin": "https://suivi.exemple.fr"}, True),
        ({"host": "localhost:8501", "origin": "http://localhost:8501", "sec_fetch_site": "same-origin"}, True),
        ({"host": "suivi.exemple.fr", "sec_fetch_site": "none"}, True),
        ({"host": "suivi.exemple.fr", "origin": "https://ailleurs.exemple"}, False),
        ({"host": "suivi.exemple.fr", "origin": "null"}, False),
        ({"host": "localhost:8501", "origin": "http://localhost:3000"}, False),
        ({"host": "suivi.exemple.fr", "sec_fetch_site": "cross-site"}, False),
        ({"host": "suivi.exemple.fr", "sec_fetch_site": "same-site"}, False),
        ({"host": "a.fr", "origin": "https://a.fr", "sec_fetch_site": "cross-site"}, False),
    ],
)
def test_a_form_sent_from_another_site_is_told(headers: dict[str, str], ours: bool) -> None:
    assert is_from_our_pages(asking(**headers)) is ours


def test_a_person_opens_a_page_and_a_page_its_pieces() -> None:
    assert is_navigation(asking(sec_fetch_mode="navigate"))
    assert is_navigation(asking(accept="text/html,application/xhtml+xml"))
    assert not is_navigation(asking(sec_fetch_mode="cors", accept="text/html"))
    assert not is_navigation(asking(accept="*/*"))
    assert not is_navigation(asking())


def test_an_unknown_address_is_said_so() -> None:
    assert address(asking("192.0.2.7")) == "192.0.2.7"
    assert address(asking(None)) == "inconnue"
