"""« Vue d'ensemble »: what is read once, then drawn: headlines, what to do, status, renewals, territories, years."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from ctg_tracking.figures.counts import Counts, total_of
from ctg_tracking.figures.renewals import RenewalRow, band_counts, renewal_rows
from ctg_tracking.figures.status import (
    ConventionCounts,
    StatusRow,
    by_axe,
    by_commune,
    by_convention,
    by_theme,
    scope_of,
)
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE, Band, Status, TerritoryKind
from ctg_tracking.screen import band_counts as bands
from ctg_tracking.screen import frame, status_bars
from ctg_tracking.screen.filters import Asked, clear
from ctg_tracking.screen.headlines import Headline, headlines
from ctg_tracking.screen.html import Html, div, element, joined, link, span
from ctg_tracking.screen.pages import IMPORTS, PLAN, RENEWALS
from ctg_tracking.screen.plan import LATE_ONES, SILENT
from ctg_tracking.store import Store

_TO_LAUNCH = ("renouvellement à lancer", "renouvellements à lancer")


@dataclass(frozen=True)
class Overview:
    """Everything the page shows. `parts`: axes of the one convention, else themes; `communes`: inside an EPCI's."""

    as_of: date
    groups: tuple[ConventionCounts, ...]
    parts: tuple[StatusRow, ...]
    communes: tuple[StatusRow, ...]
    renewals: tuple[RenewalRow, ...]
    total: Counts

    @property
    def to_launch(self) -> int:
        """Renewals whose next milestone is late or near."""
        return sum(1 for row in self.renewals if row.to_launch and row.band is not Band.EXPIRED)

    @property
    def expired(self) -> int:
        """Conventions past their end with no known successor."""
        return sum(1 for row in self.renewals if row.band is Band.EXPIRED)


def read_overview(store: Store, reader: Reader, asked: Asked) -> Overview:
    """All the figures of the page, in one session."""
    with store.read() as session:
        scope = scope_of(session, reader, asked.selection, asked.as_of)
        groups = by_convention(scope)
        wide = asked.only is not None and asked.only.kind is not TerritoryKind.COMMUNE
        return Overview(
            as_of=asked.as_of,
            groups=groups,
            parts=by_axe(scope) if asked.only else by_theme(scope),
            communes=by_commune(scope) if wide else (),
            renewals=tuple(renewal_rows(session, reader, asked.selection, asked.as_of)),
            total=total_of(group.counts for group in groups),
        )


def draw_head(shown: Overview, asked: Asked) -> None:
    """The first screen: scope, headlines, what to do, status bars, bands; the empty state otherwise."""
    if not shown.total.actions:
        _empty(asked)
        return
    total = shown.total
    title = "Par axe" if asked.only else "Par thème"
    caption = f"État des actions {title.lower()}, au {french.day(shown.as_of)}"
    rows = [status_bars.bar(status_bars.named(row, title.removeprefix("Par ")), row.counts) for row in shown.parts]
    st.html(joined(
        element("p", _scope(shown, asked), class_="ctg-portee"),
        headlines(_headlines(shown)),
        div(
            "ctg-duo",
            div("", element("h2", title), status_bars.status_bars(rows, total, caption=caption)),
            element(
                "aside",
                *(element("h2", "À traiter"), _to_do(shown)),
                *(element("h2", "Renouvellements"), bands.band_counts(band_counts(shown.renewals))),
            ),
        ),
    ))  # fmt: skip


def _scope(shown: Overview, asked: Asked) -> str:
    day = f"Situation au {french.long_day(shown.as_of)}"
    if asked.only:
        return f"{asked.only.label} · {day}"
    territories = len({group.territory_code for group in shown.groups})
    conventions = french.counted(len(shown.groups), "convention")
    return f"{conventions} de {french.counted(territories, 'territoire')} · {day}"


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
        Headline(french.number(total.late), "en retard", look=LATE, href=frame.href(PLAN, montrer=LATE_ONES)),
        Headline(french.number(total.stale), "sans nouvelle depuis 6 mois", href=frame.href(PLAN, montrer=SILENT)),
        Headline(french.number(launch), french.agreed(launch, *_TO_LAUNCH), href=frame.href(RENEWALS)),
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
    total, to_say = shown.total, Status.TO_SPECIFY.label
    expired = ("convention échue, à vérifier avec la Caf", "conventions échues, à vérifier avec la Caf")
    items = (
        (total.late, ("action en retard", "actions en retard"), frame.href(PLAN, montrer=LATE_ONES)),
        (total.stale, ("action sans nouvelle", "actions sans nouvelle"), frame.href(PLAN, montrer=SILENT)),
        (total.to_specify, ("statut à préciser", "statuts à préciser"), frame.href(PLAN, statut=to_say)),
        (shown.to_launch, _TO_LAUNCH, frame.href(RENEWALS)),
        (shown.expired, expired, frame.href(RENEWALS)),
    )
    lines = [
        element("li", element("b", french.number(count)), link(href, french.agreed(count, *words)))
        for count, words, href in items
        if count
    ]
    return element("ul", *lines, class_="ctg-faire") if lines else element("p", "Rien à traiter.")


def _empty(asked: Asked) -> None:
    if asked.filters:
        frame.empty("Aucune action ne correspond.")
        st.button("Effacer les filtres", on_click=clear)
    else:
        told = "Aucune action. Importez le tableau de la commune ou créez une première action."
        frame.empty(told, frame.to(IMPORTS, "Importer un tableau"))
