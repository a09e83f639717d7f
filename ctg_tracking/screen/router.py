"""The script of every run: who is looking, the menu, then the page. Kept cheap: it runs each time.

Every screen has an address for everyone, so that a link never ends in Streamlit's English « Page not found »: the
menu shows those of the reader's roles, and the others say so. `/` leads to the first screen of the menu.
"""

from pathlib import Path

import streamlit as st

from ctg_tracking.errors import NotAllowed
from ctg_tracking.screen.pages import SCREENS, Screen, menu_of
from ctg_tracking.screen.session import show_account, signed_in

st.set_page_config(page_icon=str(Path(__file__).parent / "static" / "icone.png"), layout="wide")

reader = signed_in()
menu = menu_of(reader)


def address(screen: Screen) -> st.Page:
    """The screen as Streamlit knows it."""
    return st.Page(
        screen.path,
        title=screen.title,
        url_path=screen.url_path,
        visibility="visible" if screen in menu else "hidden",
    )


def arrive() -> None:
    """What `/` shows: the reader's first screen, under its own address."""
    st.switch_page(addresses[menu[0]], query_params=st.query_params.to_dict())


addresses = {screen: address(screen) for screen in (*menu, *(screen for screen in SCREENS if screen not in menu))}
sections: dict[str, list[st.Page]] = {}
for screen, page in addresses.items():
    sections.setdefault(screen.section, []).append(page)
sections[menu[0].section].append(st.Page(arrive, title="Accueil", default=True, visibility="hidden"))
chosen = st.navigation(sections)
show_account(reader)

if any(page is chosen and not screen.is_for(reader) for screen, page in addresses.items()):
    st.title(chosen.title)
    st.error(str(NotAllowed("consulter cette page")))
    st.stop()
chosen.run()
