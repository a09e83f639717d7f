"""What is looked at inside a committee, as an address says it: `axe=…&territoire=…`, and back."""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode

from ctg_tracking.errors import BadInput
from ctg_tracking.figures.picture import Part
from ctg_tracking.model.words import NOT_GIVEN
from ctg_tracking.outputs.blocks import Bar, Bars, Deck

CONVENTION, TERRITORY, YEAR, AXE, AXE_ID, COMMUNE = "convention", "territoire", "annee", "axe", "axe-id", "commune"
_NAMES = (CONVENTION, TERRITORY, YEAR, AXE, AXE_ID, COMMUNE)
_LONGEST, _MOST = 4_000, 40


def address_of(part: Part) -> str:
    """The query string of a part, empty for the whole; « non renseigné » is an empty value."""
    pairs: list[tuple[str, object]] = [
        *((CONVENTION, value) for value in part.conventions),
        *((TERRITORY, value) for value in part.territories),
        *((YEAR, "" if value is None else value) for value in part.signature_years),
        *((AXE_ID if isinstance(value, int) else AXE, value or "") for value in part.axes),
        *((COMMUNE, value) for value in part.communes),
    ]
    return urlencode(pairs)


def part_of(query: str) -> Part:
    """The part that a query string tells; other names are left alone. Raises BadInput."""
    if len(query) > _LONGEST:
        raise BadInput("Filtre", f"{query[:40]}…", "un filtre de la présentation")
    pairs = [pair for pair in _pairs(query) if pair[0] in _NAMES]

    def told(name: str) -> Iterable[str]:
        return dict.fromkeys(value for key, value in pairs if key == name)

    return Part(
        conventions=tuple(value for value in told(CONVENTION) if value),
        territories=tuple(value for value in told(TERRITORY) if value),
        signature_years=tuple(_year(value) for value in told(YEAR)),
        axes=(*(value or None for value in told(AXE)), *map(_id, told(AXE_ID))),
        communes=tuple(value for value in told(COMMUNE) if value),
    )


def named(part: Part, whole: Deck) -> str:
    """The words of a part, empty for the whole: those of the bars where each thing can be chosen, else its own."""
    known = {row.part: row.label for row in _rows(whole)}
    return ", ".join(known.get(one, NOT_GIVEN if value is None else str(value)) for one, value in _each(part))


def _rows(deck: Deck) -> Iterator[Bar]:
    for slide in deck.slides:
        for block in slide.blocks:
            if isinstance(block, Bars):
                yield from block.rows


def _each(part: Part) -> Iterator[tuple[Part, str | int | None]]:
    """Each thing that a part keeps, as the part of it alone, with what it is told by."""
    yield from ((Part(conventions=(reference,)), reference) for reference in part.conventions)
    yield from ((Part(territories=(code,)), code) for code in part.territories)
    yield from ((Part(signature_years=(year,)), year) for year in part.signature_years)
    yield from ((Part(axes=(axe,)), axe) for axe in part.axes)
    yield from ((Part(communes=(code,)), code) for code in part.communes)


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError as error:
        raise BadInput("Filtre", f"{query[:40]}…", "un filtre de la présentation") from error


def _id(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise BadInput("Axe", value[:40], "un axe de la présentation")
    return int(value)


def _year(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) == 4):
        raise BadInput("Année de signature", value[:40], "une année sur quatre chiffres")
    return int(value)
