"""Tables in HTML: read by a screen reader, legible on a phone, printed as they show."""

from collections.abc import Iterable, Sequence

from ctg_tracking.screen.html import Html, div, element

NUMERIC = "n"
"""Class of a column of numbers, set to the right."""


def table(
    heads: Sequence[str | tuple[str, str]],
    rows: Iterable[Sequence[object]],
    *,
    caption: str,
    of: str = "",
    scrolls: bool = False,
    cards: bool = False,
) -> Html:
    """A table whose first column names the row; a head given as `(words, NUMERIC)` sets its column to the right.

    `of`: what a table is about, said to a screen reader when a page has several of one caption.
    `cards`: on a phone each row is a card, where the words of its column stand before each value.
    """
    columns = [(head, None) if isinstance(head, str) else head for head in heads]
    header = (element("th", words, scope="col", class_=kind) for words, kind in columns)
    body = (element("tr", *(_card if cards else _cells)(row, columns), role="row" if cards else None) for row in rows)
    inside = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *header)),
        element("tbody", *body, role="rowgroup" if cards else None),
        role="table" if cards else None,  # said again: what is drawn as a card is no table row to a browser
    )
    kinds = " ".join(["ctg-tableau", *["ctg-defile"] * scrolls, *["ctg-en-cartes"] * cards])
    return div(kinds, inside, tabindex="0", role="region", aria_label=f"{caption}, {of}" if of else caption)


def _cells(row: Sequence[object], columns: Sequence[tuple[str, str | None]]) -> Iterable[Html]:
    for index, (value, (_, kind)) in enumerate(zip(row, columns, strict=True)):
        yield element("th", value, scope="row", class_=kind) if index == 0 else element("td", value, class_=kind)


def _card(row: Sequence[object], columns: Sequence[tuple[str, str | None]]) -> Iterable[Html]:
    for index, (value, (words, kind)) in enumerate(zip(row, columns, strict=True)):
        if index == 0:
            yield element("th", value, scope="row", class_=kind, role="rowheader")
        else:
            shown = value if value in ("", None) else element("span", value)
            yield element("td", shown, class_=kind, role="cell", data_titre=words)
