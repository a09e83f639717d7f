"""What the server does once before its first visitor: import everything, then put it out of the collector's sight.

Two thirds of every run were `gc.collect()` walking the hundreds of thousands of objects of pandas and Altair;
frozen, they are not walked, and the collector keeps its work on what a run leaves behind.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pkgutil import walk_packages

import ctg_tracking
from ctg_tracking.screen.session import the_store

_ROOMS = ("screen", "outputs", "follow_up", "figures")
"""What pages call; the rooms below come with them."""
_RUN_NOT_IMPORTED = "ctg_tracking.screen.router"


@asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """Lifespan of the application; raises Conflict, in French, when the store was never migrated."""
    the_store().require_schema()
    for module in walk_packages(ctg_tracking.__path__, "ctg_tracking."):
        if module.name.split(".")[1] in _ROOMS and module.name != _RUN_NOT_IMPORTED:
            import_module(module.name)
    for library in ("altair", "pandas", "pyarrow"):
        import_module(library)
    gc.collect()
    gc.freeze()
    yield
