"""What leaves, said once: the blocks of which slides, minutes and reports are made, before anybody draws them.

A builder turns figures into blocks: every number, date and sentence is settled there, in French, with its marks. A
renderer (projection, PPTX, PDF, page to share) only draws them: it counts nothing and words nothing, so that the same
figure reads the same everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from ctg_tracking.figures.counts import Counts
from ctg_tracking.figures.picture import Part
from ctg_tracking.model.words import Look


@dataclass(frozen=True)
class Marked:
    """Words with a coloured glyph before them (a status, a band, a lateness): never the colour alone."""

    look: Look
    words: str


Cell: TypeAlias = str | Marked


@dataclass(frozen=True)
class Text:
    """A paragraph. `soft`: said less loud (a source, a reserve)."""

    words: str
    mark: Look | None = None
    soft: bool = False


@dataclass(frozen=True)
class Line:
    """An item of a list: its words, its mark, and what is said of it after or below."""

    words: str
    mark: Look | None = None
    detail: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list; `title` heads it."""

    items: Sequence[Line]
    title: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure and its words: « 31 » « actions engagées sur 42 »."""

    value: str
    words: str
    mark: Look | None = None


@dataclass(frozen=True)
class Figures:
    """Two to four figures side by side, the largest thing of a slide."""

    figures: Sequence[Figure]


@dataclass(frozen=True)
class Share:
    """A share of a whole, 0 to 100, to be seen beside another: « engagées » beside the elapsed share.

    `percent` None: not known, and `told` says why.
    """

    label: str
    percent: float | None
    told: str


@dataclass(frozen=True)
class Shares:
    """Shares on one scale from 0 to 100 %, one under the other."""

    shares: Sequence[Share]
    caption: str


@dataclass(frozen=True)
class Bar:
    """A row of counted statuses. `told` at its end (« 31 engagées sur 42 »), `late` (« 5 en retard ») when there are.

    `part`: what to look at to see this row alone; None when it cannot be looked at alone.
    """

    label: str
    counts: Counts
    told: str
    late: str = ""
    part: Part | None = None


@dataclass(frozen=True)
class Bars:
    """Counted stacked bars with their legend; `total` gives the counts of the legend.

    `legend`: the statuses present, in their order, each with its count. `normalised`: every bar has the full width,
    else lengths compare: `longest` is the count of the longest of all, those of other slides among them.
    """

    caption: str
    rows: Sequence[Bar]
    total: Counts
    legend: Sequence[Marked]
    normalised: bool = False
    longest: int = 0

    def whole(self, row: Bar) -> int:
        """The count that the full width stands for, beside this row."""
        return row.counts.actions if self.normalised else max(self.longest, *(one.counts.actions for one in self.rows))


@dataclass(frozen=True)
class Table:
    """A table with its headers. `widths`: shares of the width, one a column; empty: equal.

    `numeric`: indices of the columns of numbers, set to the right.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float] = ()
    numeric: Sequence[int] = ()


@dataclass(frozen=True)
class Curve:
    """Values of an indicator over time, with the value it starts from and its target. `told`: the curve in words."""

    caption: str
    unit: str
    points: Sequence[tuple[date, float]]
    told: str
    baseline: tuple[date | None, float] | None = None
    target: tuple[date | None, float] | None = None
    targets: Sequence[tuple[date, float]] = ()


@dataclass(frozen=True)
class Step:
    """A step of a renewal: its day in words, its mark (done, to do, late), its label, what is said of it."""

    day: str
    mark: Look
    label: str
    told: str = ""


@dataclass(frozen=True)
class Steps:
    """Steps in time, one under the other."""

    caption: str
    steps: Sequence[Step]


Block: TypeAlias = Text | Bullets | Figures | Shares | Bars | Table | Curve | Steps


class SlideKind(StrEnum):
    """What a slide is for; renderers may dress each in its own way."""

    TITLE = "titre"
    RESULTS = "resultats"
    PROGRESS = "avancement"
    STATUS = "etat"
    CHANGES = "changements"
    POINT = "point"
    AXE = "axe"
    ACTION = "action"
    INDICATOR = "indicateur"
    RENEWAL = "renouvellement"
    DECISIONS = "decisions"
    ATTENDANCE = "presents"


@dataclass(frozen=True)
class Slide:
    """One idea, one screen. `key`: stable from one building to the next, fit for an address (« point-12 »).

    `note`: date and source of what is shown, at the foot. `item_id`: the point of the agenda it is about, to which
    decisions are attached; `minutes`: the time given to it. `news`: what was reported since the committee opened,
    beside frozen figures that do not move.
    """

    key: str
    kind: SlideKind
    title: str
    blocks: Sequence[Block]
    note: str
    subtitle: str = ""
    item_id: int | None = None
    minutes: int | None = None
    news: Sequence[Line] = ()


@dataclass(frozen=True)
class Deck:
    """Slides in their order. `day`: « Chiffres figés au 27 novembre 2025 » or « Situation au … ».

    `demonstration`: said on every slide when true.
    """

    title: str
    subtitle: str
    day: str
    as_of: date
    slides: Sequence[Slide]
    demonstration: bool = False


@dataclass(frozen=True)
class Section:
    """A part of a document under its heading. `level` 1 to 3; `blocks` in their order."""

    title: str
    blocks: Sequence[Block]
    level: int = 1


@dataclass(frozen=True)
class Document:
    """Pages to read: minutes, a plan, a portfolio. `facts`: (« Lieu », « Salle du conseil »), under the title.

    `foot`: date and source, on every page. `draft`: said on every page when the minutes are not closed.
    """

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    foot: str
    as_of: date
    demonstration: bool = False
    draft: bool = False
