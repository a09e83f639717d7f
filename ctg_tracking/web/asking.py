"""What a request says of the one who asks: where from, by which site, for which page."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

HOME = "/"
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def address(asking: HTTPConnection) -> str:
    """Network address of the one who asks, « inconnue » when the server does not know it."""
    return asking.client.host if asking.client else "inconnue"


def is_on_this_machine(asking: HTTPConnection) -> bool:
    """Whether the browser runs on the very machine of the server.

    Three proofs together: the connection comes from loopback, no proxy says it relays, and the
    name in the address bar is a local one (a page of another site cannot forge the last by DNS).
    """
    relayed = any(header in asking.headers for header in _FORWARDING)
    return not relayed and _is_loopback(address(asking)) and _host_name(asking) in _LOCAL_NAMES


def is_from_our_pages(asking: HTTPConnection) -> bool:
    """Whether a form was sent from our own pages: a browser always says where it was, when it was elsewhere."""
    site = asking.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = asking.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == asking.headers.get("host")


def is_navigation(asking: HTTPConnection) -> bool:
    """Whether a person opens a page, and not a page its own pieces."""
    mode = asking.headers.get("sec-fetch-mode")
    if mode is not None:
        return mode == "navigate"
    return "text/html" in asking.headers.get("accept", "")


def local_path(wanted: str | None) -> str:
    """A path of this application to return to after signing in; HOME for anything else.

    Refuses other sites in all their disguises (`//host`, `/\\host`, `https:`, control characters)
    and the door itself, which would turn in circles.
    """
    if not wanted or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return HOME
    if "\\" in wanted or not wanted.isprintable() or len(wanted) > 2000:
        return HOME
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path.startswith(("/connexion", "/deconnexion")):
        return HOME
    return wanted


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(asking: HTTPConnection) -> str | None:
    try:
        return urlsplit(f"//{asking.headers.get('host', '')}").hostname
    except ValueError:
        return None
