"""The first slide: what, about which conventions, signed by whom, when and where."""

from collections.abc import Iterable, Sequence

from ctg_tracking.figures.committees import CommitteeRow, ItemRow
from ctg_tracking.model import french
from ctg_tracking.model.words import NOT_GIVEN, Origin
from ctg_tracking.outputs.blocks import Block, Slide, SlideKind, Text
from ctg_tracking.outputs.deck.ground import Ground

NAMED = 6
"""Territories named when a committee is about several conventions."""


def title_of(ground: Ground) -> str:
    """The title of the one convention, or how many there are."""
    if ground.only:
        return french.typeset(ground.only.title)
    return f"{french.counted(len(ground.picture.conventions), 'convention')} territoriales globales"


def first(ground: Ground, committee: CommitteeRow, agenda: Sequence[ItemRow]) -> Slide:
    """The first slide of a committee."""
    blocks: tuple[Block, ...] = (Text(when(committee)), *_about(ground), *_planned(agenda))
    return Slide("titre", SlideKind.TITLE, title_of(ground), blocks, ground.note("conventions", *_origins(ground)),
                 " · ".join(filter(None, (kind(committee), ground.limits))))  # fmt: skip


def plain(ground: Ground, subtitle: str) -> Slide:
    """The first slide of what is shown outside a committee."""
    blocks: tuple[Block, ...] = (Text(ground.day), *_about(ground))
    return Slide(
        "titre", SlideKind.TITLE, title_of(ground), blocks, ground.note("conventions", *_origins(ground)), subtitle
    )


def kind(committee: CommitteeRow) -> str:
    """« Comité de pilotage », with its own title when it has one."""
    return french.typeset(f"{committee.kind.label} : {committee.title}" if committee.title else committee.kind.label)


def when(committee: CommitteeRow) -> str:
    """« 27 novembre 2025, 10 h · Mairie de Sèvremoine »."""
    day = french.long_day(committee.held_on)
    hour = f"{day}, {committee.hour}" if committee.hour else day
    return french.typeset(f"{hour} · {committee.place or f'lieu {NOT_GIVEN}'}")


def _about(ground: Ground) -> Iterable[Text]:
    if ground.only:
        signed = french.listed(ground.only.signatories) if ground.only.signatories else f"{NOT_GIVEN}s"
        yield Text(french.typeset(f"Signataires : {signed}"))
        return
    names = list(dict.fromkeys(row.territory for row in ground.picture.conventions))
    rest = len(names) - NAMED
    shown = [*names[:NAMED], french.counted(rest, "autre")] if rest > 0 else names
    if names:
        yield Text(french.typeset(f"{french.counted(len(names), 'territoire')} : {french.listed(shown)}"))


def _planned(agenda: Sequence[ItemRow]) -> Iterable[Text]:
    if agenda:
        minutes = sum(item.minutes or 0 for item in agenda)
        time = f", {minutes}\u00a0min" if minutes else ""
        yield Text(f"{french.counted(len(agenda), 'point')} à l’ordre du jour{time}")


def _origins(ground: Ground) -> Iterable[Origin | None]:
    return (row.origin for row in ground.picture.conventions)
