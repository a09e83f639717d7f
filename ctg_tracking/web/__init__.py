"""The door: all that knows Starlette. The gate, the sign-in pages, health, and the headers of every answer."""

from functools import partial

from starlette.middleware import Middleware

from ctg_tracking.accounts import sessions
from ctg_tracking.store import Store
from ctg_tracking.web.gate import Gate
from ctg_tracking.web.headers import Headers
from ctg_tracking.web.mishap import sorry
from ctg_tracking.web.routes import OPEN_PATHS, Door
from ctg_tracking.web.sharing import SHARED
from ctg_tracking.web.shell import FrenchShell

__all__ = ["Door", "guards", "sorry"]


def guards(store: Store, pages: frozenset[str]) -> list[Middleware]:
    """What stands before the application, outermost first; `pages` are the addresses of its screens."""
    return [
        Middleware(Headers),
        Middleware(Gate, resolve=partial(sessions.resolve, store), open_paths=OPEN_PATHS, shared=SHARED),
        Middleware(FrenchShell, pages=pages),
    ]
