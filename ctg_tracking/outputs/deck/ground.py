"""What slides are drawn from: the figures of a committee, frozen once it opened, or those of a selection at a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctg_tracking.figures.committees import CommitteeRow
from ctg_tracking.figures.frozen import frozen_summary
from ctg_tracking.figures.live import live_summary
from ctg_tracking.figures.picture import (
    WHOLE,
    Part,
    Picture,
    PicturedAction,
    PicturedConvention,
    Summary,
)
from ctg_tracking.figures.since_last import MovedAction, MovedIndicator, SinceLast, picture_of, since_last
from ctg_tracking.model import Committee, Reader, french
from ctg_tracking.model.words import Origin, TerritoryKind
from ctg_tracking.outputs import wording
from ctg_tracking.settings import settings


@dataclass(frozen=True)
class Ground:
    """What is shown: the whole `picture`, what of it is looked at (`shown`), its figures, and what moved.

    It never changes once the committee is open. `since` None: nothing to compare with, as no committee is held.
    `limits`: in words, what is looked at when it is not the whole. `reported`: origins of the reports counted, when
    the actions themselves were not read.
    """

    picture: Picture
    shown: Picture
    summary: Summary
    since: SinceLast | None
    stale_days: int
    part: Part = WHOLE
    limits: str = ""
    reported: tuple[Origin, ...] | None = None

    @property
    def as_of(self) -> date:
        """The day of the figures."""
        return self.picture.as_of

    @property
    def day(self) -> str:
        """« Chiffres figés au 27 novembre 2025 », or « Situation au … » when they are those of a living plan."""
        return f"{'Chiffres figés' if self.summary.frozen else 'Situation'} au {french.long_day(self.as_of)}"

    @property
    def only(self) -> PicturedConvention | None:
        """The convention, when there is one."""
        return self.picture.conventions[0] if len(self.picture.conventions) == 1 else None

    @property
    def grouped(self) -> bool:
        """Whether communes may be compared inside the one convention."""
        return self.only is not None and self.only.territory_kind is not TerritoryKind.COMMUNE

    @cached_property
    def fiches(self) -> tuple[PicturedAction, ...]:
        """The actions looked at, operations left out."""
        return tuple(row for row in self.shown.actions if row.fiche is None)

    @cached_property
    def conventions(self) -> dict[int, PicturedConvention]:
        """Conventions by id."""
        return {row.convention_id: row for row in self.picture.conventions}

    @cached_property
    def moved(self) -> tuple[MovedAction, ...]:
        """What moved of the fiches looked at, one committee to the next."""
        inside, rows = self.picture.inside(self.part), self.since.actions if self.since else ()
        return tuple(one for one in rows if one.row.fiche is None and inside(one.row))

    @cached_property
    def measured(self) -> tuple[MovedIndicator, ...]:
        """The indicators looked at whose value is not what it was."""
        inside, rows = self.picture.inside(self.part), self.since.indicators if self.since else ()
        return tuple(one for one in rows if inside(one.after))

    @cached_property
    def origins(self) -> frozenset[Origin]:
        """Origins of the reports that are counted: none in a real store."""
        found = {row.report_origin for row in self.fiches} if self.reported is None else set(self.reported)
        return frozenset(origin for origin in found if origin)

    def place(self, convention_id: int) -> str:
        """The territory of a convention, where several are shown; nothing otherwise."""
        found = self.conventions.get(convention_id)
        return "" if self.only or found is None else found.territory

    def under(self, convention_id: int, where: str) -> str:
        """The subtitle of a slide: the territory of its convention, as above, then the part of the plan it is in."""
        return french.typeset(" · ".join(filter(None, (self.place(convention_id), where))))

    def note(self, source: str, *origins: Origin | None) -> str:
        """The foot of a slide: the day, the source, and what of it is simulated or told by documents."""
        kinds = wording.origins(origins)
        told = f"{source} ({kinds})" if kinds and "simulé" not in source else source
        return f"{self.day} · Source{french.NARROW}: {told}"


def read_ground(session: Session, reader: Reader, committee: CommitteeRow, today: date, part: Part = WHOLE) -> Ground:
    """The figures of a committee, or of a part of it: its snapshot once it opened, else the live rows at `today`.

    Raises NotFound when the reader may not see the committee.
    """
    stale_days = session.scalar(select(Committee.stale_days).where(Committee.id == committee.id))
    days = settings().stale_days if stale_days is None else stale_days
    picture = picture_of(session, reader, committee, today, days)
    if committee.frozen_on is None:
        summary = live_summary(session, reader, committee.references, today, part, days)
    else:
        summary = frozen_summary(session, reader, committee.id, part)
    since = since_last(session, reader, committee.id, today, picture)
    return Ground(picture, picture.only(part), summary, since, days, part, limits(picture, part))


def limits(picture: Picture, part: Part) -> str:
    """What is looked at, in words: « Axe 2. Petite enfance · signées en 2023 »; nothing for the whole."""
    titles = {row.reference: row.title for row in picture.conventions}
    places = {row.territory_code: row.territory for row in picture.conventions}
    communes = {code: name for row in picture.conventions for _key, code, name in row.communes}
    axes = {row.axe_id: row.axe_label for row in picture.actions}
    years = [f"signées en {year}" if year else "signature non renseignée" for year in part.signature_years]
    told = (
        *(_axe(axes.get(axe, str(axe)) if isinstance(axe, int) else axe) for axe in part.axes),
        *(titles.get(reference, reference) for reference in part.conventions),
        *(places.get(code, code) for code in part.territories),
        *(communes.get(code, code) for code in part.communes),
        *years,
    )
    return french.typeset(" · ".join(told))


def _axe(label: str | None) -> str:
    return wording.axe(label) if label else "Axe non renseigné"
