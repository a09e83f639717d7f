"""Tables in HTML: read by a screen reader, legible on a phone, printed as they show."""

from collections.abc import Iterable, Sequence

from ctg_tracking.screen.html import Html, div, element

NUMERIC = "n"
"""Class of a column of numbers, set to the right."""


def table(
    heads: Sequence[str | tuple[str, str]], rows: Iterable[Sequence[object]], *, caption: str, scrolls: bool = False
) -> Html:
    """A table whose first column names the row; a head given as `(words, NUMERIC)` sets its column to the right."""
    columns = [(head, None) if isinstance(head, str) else head for head in heads]
    header = (element("th", words, scope="col", class_=kind) for words, kind in columns)
    body = (element("tr", *_cells(row, columns)) for row in rows)
    inside = element(
        "table", element("caption", caption), element("thead", element("tr", *header)), element("tbody", *body)
    )
    return div(
        "ctg-tableau ctg-defile" if scrolls else "ctg-tableau", inside, tabindex="0", role="region", aria_label=caption
    )


def _cells(row: Sequence[object], columns: Sequence[tuple[str, str | None]]) -> Iterable[Html]:
    for index, (value, (_, kind)) in enumerate(zip(row, columns, strict=True)):
        yield element("th", value, scope="row", class_=kind) if index == 0 else element("td", value, class_=kind)
