"""The application: Streamlit behind its gate. `ctg-tracking serve` runs it; so does `uvicorn dashboard:app`."""

from pathlib import Path

from streamlit import App
from streamlit import config as streamlit_config

from ctg_tracking import screen, web
from ctg_tracking.screen.mishap import show_mishap
from ctg_tracking.screen.pages import ADDRESSES
from ctg_tracking.screen.session import the_store
from ctg_tracking.screen.warming import warmed
from ctg_tracking.settings import APP_ROOT

# Streamlit looks for `.streamlit/config.toml` beside its main script and in the working directory. Ours lies
# beside this file, as it does for `streamlit run dashboard.py`, wherever the server is started from.
streamlit_config._main_script_path = str(APP_ROOT / "dashboard.py")

store = the_store()
door = web.Door(store)
app = App(
    Path(screen.__file__).parent / "router.py",
    routes=door.routes(),
    middleware=web.guards(store, ADDRESSES),
    lifespan=door.then_warm(warmed),
    on_script_error=show_mishap,
    exception_handlers={Exception: web.sorry},
)
