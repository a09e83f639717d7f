"""« Renouvellements »: bands, what must start now, milestones by quarter, the time line, what is unknown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ctg_tracking.figures.renewals import MilestoneRow, RenewalRow, band_counts, renewal_rows
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE, NOT_GIVEN, Band, Look
from ctg_tracking.screen import frame, looks
from ctg_tracking.screen.band_counts import band_counts as drawn_counts
from ctg_tracking.screen.charts_renewals import Quarter, quarters
from ctg_tracking.screen.filters import Asked
from ctg_tracking.screen.html import EMPTY, Html, element, joined, span
from ctg_tracking.screen.pages import PLAN
from ctg_tracking.screen.tables import NUMERIC, table
from ctg_tracking.screen.time_line import DONE, LATE_STEP, TO_DO, Line, Step, time_line
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
        return tuple(sorted(open_ones, key=lambda row: (-late_steps(row), row.convention.ends_on)))

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


def late_steps(row: RenewalRow) -> int:
    """How many milestones are late, the end itself apart."""
    return sum(1 for step in row.milestones if step.late and step.kind != "end")


def next_step(row: RenewalRow, as_of: date) -> Html:
    """`▲ Évaluation présentée au COPIL · 31/12/2025`, `◊ …`; nothing once renewed."""
    step = row.next_milestone
    if row.renewed_by or step is None:
        return looks.worded(Band.RENEWED.look, f"Renouvelée par {row.renewed_by}") if row.renewed_by else EMPTY
    mark = LATE_STEP if step.late else TO_DO
    sign = span("ctg-glyphe", mark.glyph, style=f"color:{mark.colour}", aria_hidden="true")
    late = f", {french.late_by(step.due_on, as_of).lower()}" if step.late else ""
    return joined(sign, f"{step.label} · {french.day(step.due_on)}{late}")


def signature_in_words(row: RenewalRow, as_of: date) -> str:
    """`Signée en novembre 2022, année 3 sur 5.`: what stands for a chart of one bar."""
    signed = row.convention.signed_on
    head = f"Signée en {french.month(signed)}" if signed else f"Date de signature {NOT_GIVEN}"
    return f"{head}{_year_of_term(row, as_of)}."


def _year_of_term(row: RenewalRow, as_of: date) -> str:
    """`, année 3 sur 5`, counted from the start; nothing before it or when the term is unknown."""
    start, years = row.convention.starts_on, row.convention.term_years
    if start is None or years is None or as_of < start:
        return ""
    passed = as_of.year - start.year - ((as_of.month, as_of.day) < (start.month, start.day))
    return f", année {min(passed + 1, years)} sur {years}"


def term(row: RenewalRow) -> str:
    """`5 ans`, or « durée non renseignée »."""
    years = row.convention.term_years
    return french.counted(years, "an") if years else f"durée {NOT_GIVEN}"


def left(row: RenewalRow) -> str:
    """`14 mois`, `échue depuis 3 mois`."""
    months = row.months_left
    if months is None:
        return NOT_GIVEN
    return f"{months}\u00a0mois" if months >= 0 else f"échue depuis {-months}\u00a0mois"


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
    words = (
        f"Fin le {french.long_day(row.convention.ends_on)} ({left(row)}). Prochaine étape{french.NARROW}: ",
        next_step(row, as_of),
    )
    return element("p", *words)


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
        end_label=f"{term(row)} · {french.day(convention.ends_on)}",
        next_label=next_step(row, as_of),
        steps=tuple(_step(step) for step in row.milestones if step.kind != "end"),
    )


def look_of(step: MilestoneRow) -> Look:
    """◆ done, ▲ late, ◊ to do."""
    if step.done_on:
        return DONE
    return LATE_STEP if step.late else TO_DO


def _step(step: MilestoneRow) -> Step:
    look = look_of(step)
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
    return (plan, _signed(row), *days, term(row), left(row), band, next_step(row, as_of))
