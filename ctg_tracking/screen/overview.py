"""« Vue d'ensemble »: the first screen: scope, headlines, what to do, status, renewals."""

from collections.abc import Mapping

import streamlit as st

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.overview import Overview, Treat, overview
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE, Status
from ctg_tracking.outputs import wording
from ctg_tracking.screen import frame, looks, plan, status_bars
from ctg_tracking.screen.band_counts import band_counts
from ctg_tracking.screen.filters import Asked, clear
from ctg_tracking.screen.headlines import Headline, headlines
from ctg_tracking.screen.html import Html, div, element, joined, link, span
from ctg_tracking.screen.pages import IMPORTS, PLAN, RENEWALS
from ctg_tracking.store import Store

AT_MOST = 5
"""Links under « À traiter »."""

_WHERE: Mapping[Treat, str] = {
    Treat.LATE: frame.href(PLAN, montrer=plan.LATE_ONES),
    Treat.DECISION: frame.href(PLAN, montrer=plan.TO_DECIDE),
    Treat.BLOCKED: frame.href(PLAN, montrer=plan.BLOCKED),
    Treat.LAUNCH: frame.href(RENEWALS),
    Treat.STALE: frame.href(PLAN, montrer=plan.SILENT),
    Treat.NEVER_REPORTED: frame.href(PLAN, statut=Status.TO_SPECIFY.label),
    Treat.EXPIRED: frame.href(RENEWALS),
}


def read_overview(store: Store, reader: Reader, asked: Asked) -> Overview:
    """All the figures of the page, in one session."""
    with store.read() as session:
        return overview(session, reader, asked.selection, asked.as_of)


def draw_head(shown: Overview, asked: Asked) -> None:
    """The first screen: scope, headlines, what to do, status bars, bands; the empty state otherwise."""
    if not shown.total.actions:
        _empty(asked)
        return
    total = shown.total
    title = "Par axe" if asked.only else "Par thème"
    caption = f"État des actions {title.lower()}, au {french.day(shown.as_of)}"
    rows = [status_bars.bar(wording.named(row, title.removeprefix("Par ")), row.counts) for row in shown.parts]
    st.html(joined(
        element("p", _scope(shown, asked), class_="ctg-portee"),
        headlines(_headlines(shown)),
        div(
            "ctg-duo",
            div("", element("h2", title), status_bars.status_bars(rows, total, caption=caption)),
            element(
                "aside",
                *(element("h2", "À traiter"), _to_do(shown)),
                *(element("h2", "Renouvellements"), band_counts(shown.bands)),
            ),
        ),
    ))  # fmt: skip


def _scope(shown: Overview, asked: Asked) -> str:
    day = f"Situation au {french.long_day(shown.as_of)}"
    if asked.only:
        return f"{asked.only.label} · {day}"
    territories = len({row.convention.territory_code for row in shown.renewals})
    conventions = french.counted(len(shown.renewals), "convention")
    running = " en cours" if asked.of_running else ""
    return f"{conventions}{running} de {french.counted(territories, 'territoire')} · {day}"


def _headlines(shown: Overview) -> list[Headline]:
    total, launch = shown.total, shown.to_launch
    engaged = french.agreed(total.engaged, "action engagée", "actions engagées")
    return [
        Headline(
            figure=french.number(total.engaged),
            words=f"{engaged}, dont {french.counted(total.done, 'réalisée')}",
            of=f"sur {french.number(total.countable)}",
            href=frame.href(PLAN),
            under=_share(total),
        ),
        Headline(french.number(total.late), "en retard", look=LATE, href=frame.href(PLAN, montrer=plan.LATE_ONES)),
        Headline(french.number(total.stale), looks.silent(), href=frame.href(PLAN, montrer=plan.SILENT)),
        Headline(french.number(launch), wording.treated(Treat.LAUNCH, launch), href=frame.href(RENEWALS)),
    ]


def _share(total: Counts) -> Html:
    """Done then in progress, over all that can be done: a thin bar under the headline."""
    whole = max(total.countable, 1)
    parts = ((Status.DONE.look.colour, total.done), (Status.IN_PROGRESS.look.colour, total.in_progress))
    fills = (
        span("", style=f"width:{100 * count / whole:.2f}%;background:{colour}") for colour, count in parts if count
    )
    return div("ctg-barre", *fills, aria_hidden="true")


def _to_do(shown: Overview) -> Html:
    """The five most pressing, each with how many and where to treat it."""
    lines = [
        element("li", element("b", french.number(count)), link(_WHERE[treat], wording.treated(treat, count)))
        for treat, count in shown.to_treat[:AT_MOST]
    ]
    return element("ul", *lines, class_="ctg-faire") if lines else element("p", "Rien à traiter.")


def _empty(asked: Asked) -> None:
    if asked.filters:
        frame.empty("Aucune action ne correspond.")
        st.button("Effacer les filtres", on_click=clear)
    else:
        told = "Aucune action. Importez le tableau de la commune ou créez une première action."
        frame.empty(told, frame.to(IMPORTS, "Importer un tableau"))
