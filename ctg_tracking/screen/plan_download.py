"""The plan looked at, to take away in any form it has; several plans only in those that can hold them."""

from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.model import Reader
from ctg_tracking.screen import exports
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.plan import Plan
from ctg_tracking.store import Store

_SEVERAL = (
    "Un classeur, un diaporama ou un PDF est le plan d'une seule convention : choisissez-la dans les filtres, ou "
    "exportez le portefeuille depuis la vue d'ensemble."
)


def offer(place: DeltaGenerator, store: Store, reader: Reader, plan: Plan, asked: Asked) -> None:
    """The button, for whoever may read the plan; none when there is nothing to take away."""
    if not plan.total.actions:
        return
    conventions = [str(row.key) for row in plan.by_convention.rows]
    alone = len(conventions) == 1
    selection = asked.selection.within(conventions[0]) if alone else asked.selection
    offers = exports.of_plan(selection, asked.as_of, alone=alone)
    exports.offer(place, store, reader, offers, key="export_plan", note="" if alone else _SEVERAL)
