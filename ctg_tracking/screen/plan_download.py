"""The plan looked at, to take away: the workbook it can come back in, or one CSV of several plans.

The file is made when the button is pressed, not at each run; its rights are those of the person who presses it.
"""

from collections.abc import Callable
from datetime import date

from streamlit.delta_generator import DeltaGenerator

from ctg_tracking.figures.selection import Selection
from ctg_tracking.model import Reader
from ctg_tracking.outputs.plans import Format, plan_file
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.plan import Plan
from ctg_tracking.store import Store

_MIMES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
}


def offer(place: DeltaGenerator, store: Store, reader: Reader, plan: Plan, asked: Asked) -> None:
    """The button, for whoever may read the plan; none when there is nothing to take away."""
    conventions = [row.key for row in plan.by_convention.rows]
    if not plan.total.actions:
        return
    alone = len(conventions) == 1
    kind = Format.XLSX if alone else Format.CSV
    selection = asked.selection.within(str(conventions[0])) if alone else asked.selection
    place.download_button(
        "Télécharger ce plan (Excel)" if alone else "Télécharger ces plans (CSV)",
        content_of(store, reader, selection, asked.as_of, kind),
        file_name=f"plan-{conventions[0] if alone else 'conventions'}-{asked.as_of:%Y-%m-%d}.{kind}",
        mime=_MIMES[kind],
        on_click="ignore",
        key="telecharger_plan",
    )


def content_of(store: Store, reader: Reader, selection: Selection, as_of: date, kind: Format) -> Callable[[], bytes]:
    """What makes the file once it is wanted."""

    def made() -> bytes:
        with store.read() as session:
            return plan_file(session, reader, selection, as_of, kind).file.content

    return made
