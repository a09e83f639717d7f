"""The plan looked at, to take away in any form it has; several plans only in those that can hold them."""

from sqlalchemy import select
from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.accounts.rights import Right, may
from ctg_tracking.model import Convention, Reader
from ctg_tracking.screen import exports
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.plan import Plan
from ctg_tracking.store import Store

_SEVERAL = (
    "Un classeur, un diaporama ou un PDF est le plan d'une seule convention : choisissez-la dans les filtres, ou "
    "exportez le portefeuille depuis la vue d'ensemble."
)


def offer(place: DeltaGenerator, store: Store, reader: Reader, plan: Plan, asked: Asked) -> None:
    """The button, for whoever may read the plan; none when there is nothing to take away.

    Who coordinates a convention may take its hand-over pack too.
    """
    if not plan.total.actions:
        return
    conventions = [str(row.key) for row in plan.by_convention.rows]
    if len(conventions) > 1:
        offers = exports.of_plan(asked.selection, asked.as_of, alone=False)
        exports.offer(place, store, reader, offers, key="export_plan", note=_SEVERAL)
        return
    selection = asked.selection.within(conventions[0])
    offers = exports.of_plan(selection, asked.as_of, alone=True)
    if _coordinates(store, reader, conventions[0]):
        offers += exports.of_handover(conventions[0], asked.as_of)
    exports.offer(place, store, reader, offers, key="export_plan")


def _coordinates(store: Store, reader: Reader, reference: str) -> bool:
    with store.read() as session:
        convention = session.scalar(select(Convention).where(Convention.reference == reference))
        return convention is not None and may(session, reader, Right.HOLD_COMMITTEE, convention)
