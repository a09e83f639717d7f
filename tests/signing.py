"""Signing somebody in where there is no browser: a real token of a real session, in place of the cookie's."""

import pytest

from ctg_tracking.accounts import sessions
from ctg_tracking.model import Reader
from ctg_tracking.screen import session
from ctg_tracking.store import Store


def signed_in_as(monkeypatch: pytest.MonkeyPatch, store: Store, reader: Reader) -> str:
    """From now on the screens of this test run on `store`, for `reader`; gives the token, to be ended by a test."""
    with store.write(reader) as work:
        token = sessions.begin(work, reader.account_id)
    monkeypatch.setattr(session, "the_store", lambda: store)
    monkeypatch.setattr(session, "token_source", lambda: token)
    return token
