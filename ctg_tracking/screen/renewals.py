"""« Renouvellements »: bands, what must start now, milestones by quarter, the time line, what is unknown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ctg_tracking.figures.renewals import MilestoneRow, RenewalRow, band_counts, renewal_rows
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Band
from ctg_tracking.outputs import wording_renewals as words
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.band_counts import band_counts as drawn_counts
from ctg_tracking.screen.charts_renewals import Quarter, quarters
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.html import EMPTY, Html, element, joined, span
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.screen.time_line import Line, Step, time_line
from ctg_tracking.store import Store

AHEAD = 7
"""Quarters shown after the present one."""
FEW = 3
"""Up to so many lapsed conventions are listed at once."""
ON_LINE = 40
"""Conventions drawn on the time line."""
IN_TABLE = 500
"""Conventions listed in the table, soonest end first; filters give the others."""


@dataclass(frozen=True)
class Renewals:
    """The renewals of the selection at a day, soonest end first."""

    as_of: date
    rows: tuple[RenewalRow, ...]

    @property
    def awaited(self) -> tuple[RenewalRow, ...]:
        """Those not renewed whose end is known, late milestones first, then soonest end."""
        open_ones = (row for row in self.rows if row.renewed_by is None and row.convention.ends_on)
        return tuple(sorted(open_ones, key=lambda row: (-words.late_steps(row.milestones), row.convention.ends_on)))

    @property
    def unknown(self) -> tuple[RenewalRow, ...]:
        """Those whose end nobody gave."""
        return tuple(row for row in self.rows if row.convention.ends_on is None)

    @property
    def expired(self) -> tuple[RenewalRow, ...]:
        """Those past their end, with no known successor."""
        return tuple(row for row in self.rows if row.band is Band.EXPIRED)

    @property
    def to_launch(self) -> tuple[RenewalRow, ...]:
        """Those whose next milestone is late or near, expired ones apart."""
        return tuple(row for row in self.awaited if row.to_launch and row.band is not Band.EXPIRED)


def read_renewals(store: Store, reader: Reader, asked: Asked) -> Renewals:
    """All that the page shows, in one session."""
    with store.read() as session:
        return Renewals(asked.as_of, tuple(renewal_rows(session, reader, asked.selection, asked.as_of)))


def draw_renewals(shown: Renewals) -> None:
    """The page under its filters."""
    if not shown.rows:
        frame.empty("Aucune convention ne correspond. Effacer les filtres.")
        return
    st.html(drawn_counts(band_counts(shown.rows)))
    _now(shown)
    if not shown.awaited:
        frame.empty("Aucune convention à renouveler n’a de date de fin connue.")
    elif len(shown.awaited) == 1:
        st.html(_one(shown.awaited[0], shown.as_of))
    else:
        _quarters(shown)
    _line(shown)
    _unknown(shown)
    _table(shown)


def next_step(row: RenewalRow, as_of: date) -> Html:
    """`▲ Évaluation présentée au COPIL · 31/12/2025`, `◊ …`; the successor once renewed."""
    told = words.next_step(row, as_of)
    if told is None:
        return EMPTY
    if row.renewed_by:
        return looks.worded(told.look, told.words)
    sign = span("ctg-glyphe", told.look.glyph, style=f"color:{told.look.colour}", aria_hidden="true")
    return joined(sign, told.words)


def _now(shown: Renewals) -> None:
    st.header("À lancer maintenant", anchor=False)
    if not shown.to_launch and not shown.expired:
        frame.empty("Aucune étape en retard ni attendue dans les 30 jours.")
        return
    launched = [_launch(row, shown.as_of) for row in shown.to_launch[:ON_LINE]]
    if len(shown.to_launch) > ON_LINE:
        launched.append(element("li", f"et {len(shown.to_launch) - ON_LINE} autres, dans le tableau"))
    st.html(joined(element("ul", *launched, class_="ctg-liste"), _all_expired(shown.expired)))


def _all_expired(rows: Sequence[RenewalRow]) -> Html:
    """Lapsed conventions, folded when there are many: a late signature is normal, up to 14 months."""
    items = element("ul", *map(_expired, rows[:IN_TABLE]), class_="ctg-liste")
    if len(rows) <= FEW:
        return items
    told = f"{len(rows)} conventions échues sans suite connue{french.NARROW}: à vérifier avec la Caf"
    return element("details", element("summary", looks.worded(LATE, told)), items, class_="ctg-plie")


def _launch(row: RenewalRow, as_of: date) -> Html:
    return element("li", element("b", row.convention.title), " ", next_step(row, as_of))


def _expired(row: RenewalRow) -> Html:
    ended = french.day(row.convention.ends_on)
    told = f"échue le {ended}, aucune suite connue{french.NARROW}: à vérifier avec la Caf"
    return element("li", element("b", row.convention.title), " ", looks.worded(LATE, told))


def _one(row: RenewalRow, as_of: date) -> Html:
    end = f"Fin le {french.long_day(row.convention.ends_on)} ({words.left(row.months_left)})."
    return element("p", f"{end} Prochaine étape{french.NARROW}: ", next_step(row, as_of))


def _quarters(shown: Renewals) -> None:
    st.header("Étapes à tenir, par trimestre", anchor=False)
    current = [row for row in shown.awaited if row.band is not Band.EXPIRED]
    counts = _counted(current, shown.as_of)
    total = sum(quarter.late + quarter.to_come for quarter in counts)
    st.vega_lite_chart(
        spec=quarters(counts), alt=f"{total} étapes de renouvellement par trimestre, les étapes en retard d’abord"
    )


def _counted(rows: Sequence[RenewalRow], as_of: date) -> list[Quarter]:
    first = _quarter_of(as_of)
    late: Counter[int] = Counter()
    ahead: Counter[int] = Counter()
    for step in (step for row in rows for step in row.milestones if step.done_on is None and step.kind != "end"):
        if step.late:
            late[first - 1 if _quarter_of(step.due_on) < first else first] += 1
        else:
            ahead[_quarter_of(step.due_on)] += 1
    past = [Quarter("Avant", late[first - 1], 0)] if late[first - 1] else []
    return [*past, *(Quarter(_named(n), late[n], ahead[n]) for n in range(first, first + AHEAD + 1))]


def _quarter_of(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _named(quarter: int) -> str:
    return f"T{quarter % 4 + 1} {quarter // 4}"


def _line(shown: Renewals) -> None:
    drawn = [row for row in shown.awaited if row.convention.starts_on][:ON_LINE]
    if not drawn:
        return
    st.header("Frise des conventions à renouveler", anchor=False)
    lines = [_on_line(row, shown.as_of) for row in drawn]
    st.html(time_line(lines, shown.as_of, caption="Conventions à renouveler, étapes en retard d’abord"))
    if len(shown.awaited) > len(drawn):
        st.caption(f"{len(drawn)} conventions sur {len(shown.awaited)}\u202f; les autres sont dans le tableau.")


def _on_line(row: RenewalRow, as_of: date) -> Line:
    convention = row.convention
    assert convention.starts_on is not None
    assert convention.ends_on is not None
    return Line(
        name=convention.territory,
        starts_on=convention.starts_on,
        ends_on=convention.ends_on,
        signed_on=convention.signed_on,
        band=row.band or Band.LATER,
        end_label=f"{words.term(convention.term_years)} · {french.day(convention.ends_on)}",
        next_label=next_step(row, as_of),
        steps=tuple(_step(step) for step in row.milestones if step.kind != "end"),
    )


def _step(step: MilestoneRow) -> Step:
    look = words.look_of(step)
    return Step(step.due_on, look, f"{step.label}, {french.day(step.due_on)} ({look.label})")


def _unknown(shown: Renewals) -> None:
    if not shown.unknown:
        return
    st.header("Date de fin non renseignée", anchor=False)
    names = (
        element("li", element("b", row.convention.title), f" · signée{french.NARROW}: {_signed(row)}")
        for row in shown.unknown
    )
    told = "Aucune échéance ne peut être calculée pour ces conventions : complétez leur date de fin."
    st.html(joined(element("p", french.typeset(told)), element("ul", *names, class_="ctg-liste")))


def _signed(row: RenewalRow) -> str:
    return french.precise(row.convention.signed_on, row.convention.signed_precision)


def _table(shown: Renewals) -> None:
    heads = ("Convention", "Signature", "Début", "Fin", "Durée", ("Reste", NUMERIC), "Situation", "Prochaine étape")
    told = f"Toutes les conventions ({len(shown.rows)})"
    with st.expander(told, on_change="rerun", key="renouvellements") as unfolded:
        if unfolded.open:
            rows = (_row(row, shown.as_of) for row in shown.rows[:IN_TABLE])
            st.html(table(heads, rows, caption="Renouvellements, fin la plus proche d’abord", scrolls=True))


def _row(row: RenewalRow, as_of: date) -> tuple[object, ...]:
    convention = row.convention
    plan = frame.to(PLAN, convention.title, territoire=convention.territory)
    band = looks.band(row.band) if row.band else NOT_GIVEN
    days = (french.day(convention.starts_on), french.day(convention.ends_on))
    lasts = (words.term(convention.term_years), words.left(row.months_left))
    return (plan, _signed(row), *days, *lasts, band, next_step(row, as_of))
