"""The deck of a portfolio: many conventions at any date, by theme, territory and signature year, and who is late."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from ctg_tracking.errors import NotFound
from ctg_tracking.figures.coverage import Coverage, coverage
from ctg_tracking.figures.indicators import Rollup
from ctg_tracking.figures.live import pictured_conventions, report_origins
from ctg_tracking.figures.overview import Overview, Treat, overview
from ctg_tracking.figures.picture import Picture, Summary
from ctg_tracking.figures.selection import Selection
from ctg_tracking.figures.status import By, ConventionCounts, rows_of
from ctg_tracking.model import Reader, french
from ctg_tracking.model.words import LATE
from ctg_tracking.outputs import wording
from ctg_tracking.outputs.blocks import Block, Bullets, Cell, Deck, Line, Marked, Slide, SlideKind, Table, Text
from ctg_tracking.outputs.deck import head, renewal, status
from ctg_tracking.outputs.deck.fitting import fitted
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.selected import in_words
from ctg_tracking.outputs.mentions import NO_CONVENTION
from ctg_tracking.settings import settings
from ctg_tracking.store import clock

SUBTITLE = "Portefeuille de conventions"
MOST = 16
"""Conventions listed as late; the others are counted."""
DEPARTEMENTS = 8
"""Up to so many départements are told as covered."""


def portfolio_deck(session: Session, reader: Reader, selection: Selection, as_of: date) -> Deck:
    """The slides of a portfolio at `as_of`. Raises NotFound when the reader may see no convention selected."""
    shown = portfolio(session, reader, selection, as_of)
    ground = portfolio_ground(session, reader, selection, shown)
    subtitle = " · ".join(filter(None, (SUBTITLE, ground.limits)))
    covered = _covered(session, reader, selection, shown)
    slides = _slides(ground, shown, subtitle, covered)
    return Deck(
        title=head.title_of(ground),
        subtitle=subtitle,
        day=ground.day,
        as_of=as_of,
        slides=tuple(chain.from_iterable(fitted(slide, hearing=False) for slide in slides)),
        demonstration=clock.is_demonstration(session),
    )


def portfolio(session: Session, reader: Reader, selection: Selection, as_of: date) -> Overview:
    """The conventions selected, as they were at `as_of`. Raises NotFound when the reader may see none of them."""
    shown = overview(session, reader, selection, as_of)
    if not shown.renewals:
        raise NotFound(NO_CONVENTION)
    return shown


def portfolio_ground(session: Session, reader: Reader, selection: Selection, shown: Overview) -> Ground:
    """What slides of statuses are drawn from; the actions themselves are not read."""
    picture = Picture(shown.as_of, pictured_conventions(shown.renewals), (), ())
    summary = Summary(
        as_of=shown.as_of,
        frozen=False,
        total=shown.total,
        axes=shown.parts if shown.one else (),
        themes=() if shown.one else shown.parts,
        conventions=rows_of(shown.groups, By.CONVENTION),
        territories=shown.territories,
        signature_years=shown.signature_years,
        communes=shown.communes,
        mean=Rollup(None, 0, 0),
        rates={},
    )
    reported = report_origins(session, reader, selection, shown.as_of)
    limits = in_words(picture, selection)
    return Ground(picture, picture, summary, None, settings().stale_days, limits=limits, reported=reported)


def _slides(ground: Ground, shown: Overview, subtitle: str, covered: Sequence[Coverage]) -> Iterable[Slide]:
    yield head.plain(ground, subtitle)
    yield status.progress(ground)
    yield _to_treat(ground, shown)
    yield from status.statuses(ground)
    yield _late(ground, shown.groups)
    yield from renewal.renewal(ground)
    if covered:
        yield _coverage(ground, covered)


def _to_treat(ground: Ground, shown: Overview) -> Slide:
    """What waits for somebody, the most pressing first."""
    items = tuple(
        Line(f"{french.number(count)} {wording.treated(treat, count)}", LATE if treat is Treat.LATE else None)
        for treat, count in shown.to_treat
    )
    blocks: tuple[Block, ...] = (Bullets(items),) if items else (Text("Rien à traiter."),)
    return Slide("a-traiter", SlideKind.STATUS, "À traiter", blocks, status.note(ground), ground.limits)


def _late(ground: Ground, groups: Sequence[ConventionCounts]) -> Slide:
    """The conventions with the most late actions."""
    late = sorted((group for group in groups if group.counts.late), key=lambda group: -group.counts.late)
    rows = tuple(_row(group) for group in late[:MOST])
    rest = len(late) - len(rows)
    blocks: tuple[Block, ...] = (Text("Aucune action en retard."),)
    if rows:
        columns = ("Convention", "En retard", "Engagées", "Sans nouvelle")
        head_ = Text(f"{french.counted(len(late), 'convention')} sur {french.number(len(groups))}")
        table = Table("Conventions qui ont des actions en retard", columns, rows, (0.46, 0.14, 0.23, 0.17), (3,))
        more = (Text(f"et {french.counted(rest, 'autre')}, moins en retard", soft=True),) if rest else ()
        blocks = (head_, table, *more)
    return Slide("retards", SlideKind.STATUS, "Actions en retard", blocks, status.note(ground), ground.limits)


def _row(group: ConventionCounts) -> tuple[Cell, ...]:
    counts = group.counts
    return (
        french.typeset(group.title),
        Marked(LATE, french.number(counts.late)),
        wording.engaged(counts),
        french.number(counts.stale),
    )


def _covered(session: Session, reader: Reader, selection: Selection, shown: Overview) -> tuple[Coverage, ...]:
    """Coverage of the départements looked at, where nothing but the day is chosen."""
    if selection != Selection(running_at=selection.running_at):
        return ()
    codes = sorted({row.convention.departement for row in shown.renewals})
    return tuple(coverage(session, reader, code, shown.as_of) for code in codes) if len(codes) <= DEPARTEMENTS else ()


def _coverage(ground: Ground, covered: Sequence[Coverage]) -> Slide:
    columns = ("Département", "Communes couvertes", "Part", "Part des habitants")
    rows = tuple(
        (
            f"{one.name} ({one.departement})",
            f"{french.number(one.communes_covered)} sur {french.number(one.communes)}",
            french.percent(one.rate_communes),
            french.percent(one.rate_population),
        )
        for one in covered
    )
    told = Text("Communes sous une convention en vigueur, parmi les conventions que vous pouvez voir.", soft=True)
    table = Table("Communes couvertes", columns, rows, (0.34, 0.26, 0.18, 0.22), (1, 2, 3))
    return Slide("couverture", SlideKind.STATUS, "Communes couvertes", (table, told), ground.note("conventions"))
