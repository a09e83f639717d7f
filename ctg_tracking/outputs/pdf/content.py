"""Blocks as plain data for the typst templates: every text made printable, every length a share. No markup.

The templates read this as JSON: a text stays a text, whatever signs it holds.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from ctg_tracking.model.words import LATE, Look
from ctg_tracking.outputs.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Curve,
    Figures,
    Line,
    Marked,
    Share,
    Shares,
    Steps,
    Table,
    Text,
)
from ctg_tracking.outputs.pdf import curves
from ctg_tracking.outputs.pdf.ink import Ink
from ctg_tracking.outputs.wording import STATUS_ORDER

Data = dict[str, Any]

LONG_LABEL = 200
"""Beyond that many signs, what is normally kept on one page may be cut between two."""
LONG_HEADER = 120
"""Beyond, the header of a column is cut: it is repeated on every page."""
ROW_LINES = 18
"""A row of a table is kept whole on a page up to about that many lines."""


def block_data(block: Block, ink: Ink, line: int) -> Data:
    """`block` as its template reads it; `line` is about how many signs the width of the page holds."""
    match block:
        case Text():
            return {"is": "text", "words": ink(block.words), "soft": block.soft, "mark": _mark(block.mark, ink)}
        case Bullets():
            items = [line_data(item, ink) for item in block.items]
            return {"is": "bullets", "title": titled(block.title, ink), "numbered": block.numbered, "items": items}
        case Figures():
            figures = [
                {"value": titled(each.value, ink), "words": ink(each.words), "mark": _mark(each.mark, ink)}
                for each in block.figures
            ]
            return {"is": "figures", "figures": figures}
        case Shares():
            return _shares(block, ink)
        case Bars():
            return _bars(block, ink)
        case Table():
            return _table(block, ink, line)
        case Curve():
            return _curve(block, ink)
        case Steps():
            return _steps(block, ink)


def line_data(line: Line, ink: Ink) -> Data:
    """An item of a list."""
    return {"words": ink(line.words), "mark": _mark(line.mark, ink), "detail": ink(line.detail)}


def titled(words: str, ink: Ink) -> str:
    """`words` on one line."""
    return ink(words).replace("\n", " ")


def shortened(words: str, most: int) -> str:
    """`words`, cut with « … » beyond `most` signs."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _mark(look: Look | None, ink: Ink) -> Data | None:
    return None if look is None else {"glyph": ink(look.glyph), "colour": look.colour}


def _shares(block: Shares, ink: Ink) -> Data:
    return {"is": "shares", "caption": titled(block.caption, ink), "rows": [_share(each, ink) for each in block.shares]}


def _share(share: Share, ink: Ink) -> Data:
    label, told = titled(share.label, ink), ink(share.told)
    known = None if share.percent is None else min(max(share.percent, 0.0), 100.0)
    return {"label": label, "told": told, "percent": known, "alt": spoken(label, told)}


def _bars(block: Bars, ink: Ink) -> Data:
    rows = [_bar(bar, block.whole(bar), ink) for bar in block.rows]
    legend = [_marked(each, ink) for each in block.legend]
    return {"is": "bars", "caption": titled(block.caption, ink), "legend": legend, "rows": rows}


def _bar(bar: Bar, whole: int, ink: Ink) -> Data:
    parts = [(status.look, bar.counts.of(status)) for status in STATUS_ORDER if bar.counts.of(status)]
    label, told, late = titled(bar.label, ink), ink(bar.told), ink(bar.late)
    counted = ", ".join(f"{look.label} {count}" for look, count in parts)
    return {
        "label": label,
        "told": told,
        "late": late,
        "mark": _mark(LATE, ink),
        "share": 100 * bar.counts.actions / whole if whole else 0,
        "parts": [{"glyph": ink(look.glyph), "colour": look.colour, "count": count} for look, count in parts],
        "alt": spoken(label, "\u202f; ".join(filter(None, (told, late, counted)))),
        "long": len(label) + len(told) + len(late) > LONG_LABEL,
    }


def _table(block: Table, ink: Ink, line: int) -> Data:
    columns = [shortened(titled(name, ink), LONG_HEADER) for name in block.columns]
    rows = [[_cell(cell, ink) for cell in _squared(row, len(columns))] for row in block.rows]
    widths = list(block.widths) if len(block.widths) == len(columns) else [1.0] * len(columns)
    lengths = [[len(cell["words"]) for cell in row] for row in rows]
    shares = _fitted(widths, columns, rows, line)
    return {
        "is": "table",
        "caption": titled(block.caption, ink),
        "columns": columns,
        "rows": rows,
        "widths": shares,
        "numeric": sorted(set(block.numeric)),
        "whole": [
            all(length <= ROW_LINES * line * share for length, share in zip(row, shares, strict=True))
            for row in lengths
        ],
    }


def _squared(row: Sequence[Cell], width: int) -> Sequence[Cell]:
    """`row` with as many cells as there are columns."""
    return (*row[:width], *("" for _ in range(width - len(row))))


def _cell(cell: Cell, ink: Ink) -> Data:
    return _marked(cell, ink) if isinstance(cell, Marked) else {"words": ink(cell), "mark": None}


def _marked(cell: Marked, ink: Ink) -> Data:
    return {"words": ink(cell.words), "mark": _mark(cell.look, ink)}


def _fitted(widths: Sequence[float], columns: Sequence[str], rows: Sequence[Sequence[Data]], line: int) -> list[float]:
    """Shares of the width, none too narrow for the longest thing that does not hyphenate (a date, a number)."""
    total = sum(max(width, 0.0) for width in widths) or 1.0
    wanted = [max(width, 0.0) / total for width in widths]
    least = [
        min((_unbroken(name, (row[index]["words"] for row in rows)) + 2) / line, 1 / len(columns))
        for index, name in enumerate(columns)
    ]
    grown = [max(want, need) for want, need in zip(wanted, least, strict=True)]
    over, slack = sum(grown) - 1, sum(grow - need for grow, need in zip(grown, least, strict=True))
    if over <= 0 or not slack:
        return grown
    return [grow - over * (grow - need) / slack for grow, need in zip(grown, least, strict=True)]


def _unbroken(name: str, cells: Iterable[str]) -> int:
    """The longest word of the header or with a digit, to stay whole; a long word of letters may be hyphenated."""
    heads = (min(len(word) + 1, 15) for word in name.split(" "))
    words = {word for text in cells for word in text.split(" ")}
    return max(*heads, *(len(word) if any(map(str.isdigit, word)) else min(len(word), 13) for word in words), 0)


def _curve(block: Curve, ink: Ink) -> Data:
    geometry = curves.drawn(block)
    caption, told = titled(block.caption, ink), ink(block.told)
    return {
        "is": "curve",
        "caption": caption,
        "unit": titled(block.unit, ink),
        "told": told,
        "alt": told or caption,
    } | geometry


def _steps(block: Steps, ink: Ink) -> Data:
    steps = [
        {
            "day": titled(step.day, ink),
            "mark": _mark(step.mark, ink),
            "label": ink(step.label),
            "told": ink(step.told),
        }
        for step in block.steps
    ]
    return {"is": "steps", "caption": titled(block.caption, ink), "steps": steps}


def spoken(label: str, words: str) -> str:
    """What is read aloud of a drawing: its label, then its words."""
    return f"{label}\u202f: {words}" if label and words else label or words
