"""What every page shows around its content: style, title, demonstration banner, refusals, links without reloading."""

from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.errors import Refusal
from ctg_tracking.model import french
from ctg_tracking.screen.html import Html, div, element, joined, link
from ctg_tracking.screen.pages import SCREENS, Screen
from ctg_tracking.screen.plain import plain

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
_FOLLOW_LINKS = """
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const special = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    const link = event.target.closest ? event.target.closest("a.ctg-lien") : null;
    if (event.defaultPrevented || special || !link) return;
    event.preventDefault();
    setTriggerValue("followed", link.getAttribute("href"));
    window.scrollTo(0, 0);
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}
"""
_dress = st.components.v2.component("ctg_tenue", css=_STYLE, js=_FOLLOW_LINKS, isolate_styles=False)


class Day(Protocol):
    """The store's day: the default of « Situation au », pinned when the store is a demonstration."""

    @property
    def today(self) -> date:
        """The day screens start from."""
        ...

    @property
    def demonstration(self) -> bool:
        """Whether the store is a demonstration."""
        ...


def dressed() -> None:
    """Mount the style and the follower of links, once a run, before anything else."""
    _dress(key="ctg_tenue", height="content", on_followed_change=_follow)


def begin(title: str, day: Day) -> DeltaGenerator:
    """The head of a page: style, title, the label of a demonstration; gives the place of filters, beside the title."""
    dressed()
    head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="ctg_tete")
    head.title(plain(title), anchor=False, width="content")
    if day.demonstration:
        st.html(banner(day))
    return head


def tools(head: DeltaGenerator) -> DeltaGenerator:
    """A place for several tools side by side (filters, an export), beside the title."""
    return head.container(horizontal=True, vertical_alignment="bottom", width="content", key="ctg_outils")


def refused(title: str, day: Day, refusal: Refusal, then: Html) -> NoReturn:
    """A page whose subject is refused: its frame, the sentence, where to go; the run stops there."""
    begin(title, day)
    st.error(plain(str(refusal)))
    st.html(element("p", then))
    st.stop()


def banner(day: Day) -> Html:
    """The label of a demonstration store, with its pinned date."""
    told = f"situation arrêtée au {french.long_day(day.today)}, valeurs en partie simulées et signalées comme telles."
    return div("ctg-bandeau", element("b", "Démonstration"), told)


def empty(words: str, *then: Html) -> None:
    """An empty state: what there is not, and what to do next."""
    st.html(div("ctg-vide", element("p", french.typeset(words), *(joined(" ", step) for step in then))))


def to(screen: Screen, words: str, **query: object) -> Html:
    """A link to a screen of the application."""
    return link(href(screen, **query), words)


def href(screen: Screen, **query: object) -> str:
    """The address of a screen, with its query; what is None is left out."""
    asked = urlencode({key: value for key, value in query.items() if value is not None}, doseq=True)
    return f"/{screen.url_path}?{asked}" if asked else f"/{screen.url_path}"


def _follow() -> None:
    target = urlsplit(st.session_state["ctg_tenue"].followed or "")
    for screen in SCREENS:
        if not target.netloc and screen.url_path == target.path.strip("/"):
            st.switch_page(screen.path, query_params=_through_widgets(parse_qsl(target.query)))


def _through_widgets(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is left of a query once the filters already on the page have taken their part.

    Streamlit refuses to set a parameter of the address that a widget of the page being left is bound to.
    """
    left = []
    for key, value in query:
        shown = st.session_state.get(key)
        if isinstance(shown, list):
            st.session_state[key] = [told for name, told in query if name == key]
        elif isinstance(shown, str):
            st.session_state[key] = value
        else:
            left.append((key, value))
    return left
