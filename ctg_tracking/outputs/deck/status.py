"""Slides of progress and of statuses: engaged first, then by axe or theme, by commune or territory, by signature year.

A chart of one bar becomes a sentence; each bar says what to look at to see it alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ctg_tracking.figures.picture import Part, PicturedConvention
from ctg_tracking.figures.status import StatusRow
from ctg_tracking.model import french
from ctg_tracking.model.words import LATE, NOT_GIVEN
from ctg_tracking.outputs import wording, wording_renewals
from ctg_tracking.outputs.blocks import Bar, Bars, Block, Figure, Figures, Share, Shares, Slide, SlideKind, Text
from ctg_tracking.outputs.deck.ground import Ground
from ctg_tracking.outputs.deck.measuring import clipped, label_room

NO_ACTION = "Aucune action. Importez le tableau de la commune ou créez une première action."
MOST_BARS = 14
"""Beyond, the rows most late are drawn, and a sentence tells the others."""
KEPT = 4
"""Rows drawn when there are too many: one slide of them."""
SOURCE = "points d’étape"


def progress(ground: Ground) -> Slide:
    """Engaged, done and late beside the elapsed share of the convention."""
    return Slide("avancement", SlideKind.PROGRESS, "Avancement", tuple(_progress(ground)), note(ground), ground.limits)


def statuses(ground: Ground) -> Iterable[Slide]:
    """By axe inside one convention, by theme across several; then by place; then by signature year across several."""
    if not ground.summary.total.actions:
        return
    if ground.only:
        level = ground.only.level1_name
        yield _slide(ground, "axes", f"Par {level.lower()}", ground.summary.axes, f"{level} {NOT_GIVEN}", _of_axe)
    else:
        yield _slide(ground, "themes", "Par thème", ground.summary.themes, f"Thème {NOT_GIVEN}", None)
        yield _slide(
            ground,
            "territoires",
            "Par territoire",
            ground.summary.territories,
            f"Territoire {NOT_GIVEN}",
            _of_territory,
        )
    if ground.grouped and ground.summary.communes:
        yield _communes(ground)
    if not ground.only:
        yield _years(ground)


def note(ground: Ground) -> str:
    """The foot of a slide of statuses, with the origins of the reports they come from."""
    return ground.note(SOURCE, *ground.origins)


# -- progress --


def _progress(ground: Ground) -> Iterable[Block]:
    total = ground.summary.total
    if not total.actions:
        yield Text(NO_ACTION)
        return
    engaged = french.agreed(total.engaged, "action engagée", "actions engagées")
    figures = [
        Figure(french.number(total.engaged), f"{engaged} sur {french.number(total.countable)}"),
        Figure(french.number(total.done), french.agreed(total.done, "réalisée")),
        Figure(french.number(total.late), "en retard", LATE if total.late else None),
    ]
    yield Figures(tuple(figures))
    caption = "Part des actions engagées et réalisées"
    yield Shares(tuple(_shares(ground)), f"{caption}, et de la durée écoulée" if ground.only else caption)
    if told := _silences(ground):
        yield Text(told)
    yield Text(_term(ground), soft=True)


def _shares(ground: Ground) -> Iterable[Share]:
    total = ground.summary.total
    for label, count, share in (
        ("Engagées", total.engaged, total.engaged_percent),
        ("Réalisées", total.done, total.completion_percent),
    ):
        few = wording.few(total)
        told = f"{french.number(count)} sur {french.number(total.countable)}"
        yield Share(label, None, f"{told} ({few})") if few else Share(label, share, f"{french.percent(share)} · {told}")
    if ground.only:
        yield _elapsed(ground.only)


def _elapsed(convention: PicturedConvention) -> Share:
    if convention.elapsed is None:
        missing = "Date de fin" if convention.ends_on is None else "Date de début"
        return Share("Durée écoulée", None, f"{missing} {NOT_GIVEN}e")
    percent = float(round(100 * convention.elapsed))
    return Share("Durée écoulée", percent, f"{french.percent(percent)} · fin le {french.long_day(convention.ends_on)}")


def _silences(ground: Ground) -> str:
    """Of the open actions, those nobody told of for long, and those nobody ever told of."""
    total = ground.summary.total
    long = french.days_long(ground.stale_days)
    told = (
        f"{french.counted(total.stale, 'action')} sans nouvelle depuis {long}" if total.stale else "",
        f"{french.number(total.never_reported)} jamais {french.agreed(total.never_reported, 'renseignée')}"
        if total.never_reported
        else "",
    )
    return ", dont ".join(filter(None, told)) if total.stale >= total.never_reported else " · ".join(filter(None, told))


def _term(ground: Ground) -> str:
    if ground.only:
        row = ground.only
        return wording_renewals.signature(
            row.signed_on, row.signed_precision, row.starts_on, row.term_years, ground.as_of
        )
    shares = [row.elapsed for row in ground.shown.conventions if row.elapsed is not None]
    unknown = len(ground.shown.conventions) - len(shares)
    more = f"{french.counted(unknown, 'convention')} sans date connue" if unknown else ""
    if not shares:
        return f"Durée écoulée {NOT_GIVEN}e{french.NARROW}: {more}."
    ends = " à ".join(french.percent(round(100 * share)) for share in sorted({min(shares), max(shares)}))
    told = f"Durée écoulée selon la convention{french.NARROW}: {'de ' if ' à ' in ends else ''}{ends}"
    return f"{told} ({more})." if more else f"{told}."


# -- bars --

Looked = Callable[[Part, StatusRow], Part | None]


def _of_axe(part: Part, row: StatusRow) -> Part:
    """By its id: two axes may bear the same name."""
    return replace(part, axes=(row.axe_id,))


def _of_territory(part: Part, row: StatusRow) -> Part:
    return replace(part, territories=(str(row.key),))


def _of_commune(part: Part, row: StatusRow) -> Part | None:
    """None: actions that serve no known commune are not looked at alone."""
    return None if row.key is None else replace(part, communes=(str(row.key),))


def _of_year(part: Part, row: StatusRow) -> Part:
    return replace(part, signature_years=(row.key if isinstance(row.key, int) else None,))


def _slide(
    ground: Ground, key: str, title: str, rows: Sequence[StatusRow], missing: str, looked: Looked | None
) -> Slide:
    blocks = tuple(_compared(ground, title, rows, missing, looked))
    return Slide(key, SlideKind.STATUS, f"État des actions {title.lower()}", blocks, note(ground), ground.limits)


def _compared(
    ground: Ground, title: str, rows: Sequence[StatusRow], missing: str, looked: Looked | None
) -> Iterable[Block]:
    if len(rows) == 1:
        row = rows[0]
        yield Text(f"{_named(row, missing)}{french.NARROW}: {_sentence(row)}.")
        return
    shown = _most_telling(rows)
    yield bars(ground, f"État des actions {title.lower()}", [_bar(ground.part, row, missing, looked) for row in shown])
    if others := [row for row in rows if row not in shown]:
        less = min(row.counts.late for row in shown) > max(row.counts.late for row in others)
        told = f"et {french.counted(len(others), 'autre')}"
        yield Text(f"{told}, moins en retard" if less else told, soft=True)


def bars(ground: Ground, caption: str, rows: Sequence[Bar], *, normalised: bool = False) -> Bars:
    """Bars under the legend of all that is looked at, on one scale however many slides they take."""
    total, room = ground.summary.total, label_room(rows)
    drawn = tuple(replace(row, label=clipped(row.label, room)) for row in rows)
    longest = max((row.counts.actions for row in rows), default=0)
    return Bars(caption, drawn, total, wording.legend(total), normalised, longest)


def _bar(part: Part, row: StatusRow, missing: str, looked: Looked | None, more: str = "") -> Bar:
    return Bar(
        f"{_named(row, missing)}{more}",
        row.counts,
        wording.engaged(row.counts),
        wording.late(row.counts),
        looked(part, row) if looked else None,
    )


def _named(row: StatusRow, missing: str) -> str:
    return missing if row.key is None else wording.named(row)


def _sentence(row: StatusRow) -> str:
    told = (wording.engaged(row.counts), french.counted(row.counts.done, "réalisée"), wording.late(row.counts))
    return ", ".join(filter(None, told))


def _most_telling(rows: Sequence[StatusRow]) -> Sequence[StatusRow]:
    """All the rows, or those most late, then those of most actions, when they are too many; in their order."""
    if len(rows) <= MOST_BARS:
        return rows

    def rank(index: int) -> tuple[int, int, int]:
        return (-rows[index].counts.late, -rows[index].counts.actions, index)

    return [rows[index] for index in sorted(sorted(range(len(rows)), key=rank)[:KEPT])]


def _communes(ground: Ground) -> Slide:
    rows = ground.summary.communes
    title = "Par commune"
    if len(rows) > 1 and len({row.counts for row in rows}) == 1:
        told = f"Les mêmes actions servent les {len(rows)} communes{french.NARROW}: {_sentence(rows[0])}."
        blocks: tuple[Block, ...] = (Text(told),)
    else:
        blocks = tuple(_compared(ground, title, rows, f"Commune {NOT_GIVEN}e", _of_commune))
    return Slide("communes", SlideKind.STATUS, f"État des actions {title.lower()}", blocks, note(ground), ground.limits)


def _years(ground: Ground) -> Slide:
    rows = ground.summary.signature_years
    counted = Counter(row.signed_on.year if row.signed_on else None for row in ground.shown.conventions)
    title = "État des actions par année de signature"
    if len(rows) == 1:
        blocks: tuple[Block, ...] = (Text(_one_year(rows[0], counted)),)
    else:
        drawn = [
            _bar(ground.part, row, f"Signature {NOT_GIVEN}e", _of_year, _conventions(row, counted)) for row in rows
        ]
        blocks = (bars(ground, f"{title}, en parts", drawn, normalised=True),)
    return Slide("signatures", SlideKind.STATUS, title, blocks, note(ground), ground.limits)


def _conventions(row: StatusRow, counted: Counter[int | None]) -> str:
    count = counted[row.key if isinstance(row.key, int) else None]
    return f" · {french.counted(count, 'convention')}"


def _one_year(row: StatusRow, counted: Counter[int | None]) -> str:
    count = french.counted(sum(counted.values()), "convention")
    signed = f"signées en {row.label}" if row.key is not None else f"dont la date de signature est {NOT_GIVEN}e"
    return f"{count} {signed}{french.NARROW}: {_sentence(row)}."
