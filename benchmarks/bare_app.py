"""The bare page behind a server of its own, frozen as the application is: `python -m benchmarks.bare_app --port N`."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import uvicorn
from streamlit import App
from streamlit import config as streamlit_config

from benchmarks.servers import port_asked
from ctg_tracking.settings import APP_ROOT

# The same options as the application, its theme and its collector included.
streamlit_config._main_script_path = str(APP_ROOT / "dashboard.py")


@asynccontextmanager
async def frozen(_app: object) -> AsyncIterator[None]:
    """Import what the page needs, then put it out of the collector's sight, as the application does."""
    for library in ("altair", "pandas", "pyarrow", "ctg_tracking.model"):
        import_module(library)
    gc.collect()
    gc.freeze()
    yield


if __name__ == "__main__":
    app = App(Path(__file__).with_name("bare_page.py"), lifespan=frozen)
    uvicorn.run(app, host="127.0.0.1", port=port_asked(), log_level="warning", access_log=False)
