"""Each figure against hand-written SQL for the same answer, on one store."""

import gc
from collections.abc import Iterator

from sqlalchemy import select

from benchmarks.listings import LISTINGS
from benchmarks.measuring import Measure, alternately, at_most
from benchmarks.tables import TABLES
from benchmarks.whole import OVERVIEW
from ctg_tracking.model import Account, Reader, ReaderGrant
from ctg_tracking.model.words import Role
from ctg_tracking.store import Store, clock

COMPARISONS = (*TABLES, *LISTINGS, OVERVIEW)
LIMIT = 1.5


def measure_figures(store: Store, size: str, *, samples: int) -> Iterator[Measure]:
    """A measure per figure; `size` says what the store holds."""
    gc.collect()
    gc.freeze()
    with store.read() as session:
        reader = _reader(session.scalars(select(Account).order_by(Account.id)).first())
        as_of = clock.today(session)
        for comparison in COMPARISONS:
            same = comparison.agree(session, reader, as_of)
            ours, by_hand = alternately(
                lambda asked=comparison: asked.ask(session, reader, as_of),  # type: ignore[misc]
                lambda asked=comparison: asked.ask_by_hand(session, as_of),  # type: ignore[misc]
                samples=samples,
            )
            ratio = ours.p50 / by_hand.p50
            goal = at_most(ratio, LIMIT, "le SQL écrit à la main")
            yield Measure(f"Chiffres, {size}", comparison.name, ours, by_hand, (goal,), same)


def _reader(account: Account | None) -> Reader:
    """Somebody who sees everything."""
    assert account is not None
    return Reader(account.id, account.email, account.name, (ReaderGrant(Role.ADMINISTRATOR, None),))
