"""Who is looking: the signed-in reader, resolved from its token again at every run.

The gate let the websocket in once; a session ended since, an account disabled or a role taken away shows at the
next run, which is why each page asks here and keeps nothing.
"""

from collections.abc import Callable
from functools import cache
from html import escape
from typing import NoReturn

import streamlit as st

from ctg_tracking.accounts import sessions
from ctg_tracking.model import Reader
from ctg_tracking.settings import settings
from ctg_tracking.store import Store

_WHO = "_account_id"
_SIGN_OUT = '<a href="/deconnexion" target="_self" style="color: inherit">Se déconnecter</a>'


@cache
def the_store() -> Store:
    """The store of this process, opened once; its sessions never cross a `st.*` call."""
    return Store.open(settings().database_url)


def cookie_token() -> str | None:
    """Token of the browser that opened the websocket."""
    token = st.context.cookies.get(sessions.COOKIE)
    return token if isinstance(token, str) else None  # under AppTest there is no browser, but an object that is no text


token_source: Callable[[], str | None] = cookie_token
"""Where the token is taken. Tests, which have no browser, put here a real token of a stored session."""


def signed_in() -> Reader:
    """The reader of this run; without a valid session the run stops on a sentence and a link."""
    reader = sessions.resolve(the_store(), token_source())
    if reader is None:
        _say_it_is_over()
    _forget_the_former_one(reader)
    if not reader.grants:
        _stop_on("Votre compte n’a encore aucun rôle. Demandez à la personne responsable de l’outil.")
    return reader


def show_account(reader: Reader) -> None:
    """Who is signed in, and the way out, at the foot of the menu."""
    labels = dict.fromkeys(grant.role.label for grant in reader.grants if grant.role.label != reader.name)
    roles = f"<br><small>{', '.join(labels)}</small>" if labels else ""
    with st.sidebar:
        st.html(f"<p>{escape(reader.name)}{roles}<br>{_SIGN_OUT}</p>")


def _say_it_is_over() -> NoReturn:
    st.session_state.clear()
    st.warning("Votre session est terminée.")
    st.html('<a href="/connexion" target="_self" style="color: inherit">Se connecter de nouveau</a>')
    st.stop()


def _stop_on(sentence: str) -> NoReturn:
    st.warning(sentence)
    st.html(_SIGN_OUT)
    st.stop()


def _forget_the_former_one(reader: Reader) -> None:
    """A tab that comes back under another account must not keep what the first one typed or chose."""
    if st.session_state.get(_WHO, reader.account_id) != reader.account_id:
        st.session_state.clear()
    st.session_state[_WHO] = reader.account_id
