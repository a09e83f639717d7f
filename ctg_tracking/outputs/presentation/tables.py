"""Native tables: a header the voice tells, rows with their rules, numbers to the right, and no row out of the slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.table import _Cell
from pptx.util import Emu

from ctg_tracking.outputs.blocks import Cell, Marked, Steps, Table
from ctg_tracking.outputs.presentation.frame import INK, PIXEL, RULE, SMALLEST, Box
from ctg_tracking.outputs.presentation.measure import LINE, widest, width
from ctg_tracking.outputs.presentation.paragraphs import Paragraph, cut, high, write
from ctg_tracking.spreadsheet.neutral import legal

ABOVE, BESIDE = 6, 10
"""Margins of a cell, in pixels."""
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""« Aucun style, aucune grille »: rules and colours are ours, the same in every reader."""


Stack = Cell | tuple[Cell, ...]
"""What a cell holds: one thing, or several one under the other."""


@dataclass(frozen=True)
class Grid:
    """A table ready to be drawn: its header and rows of cells, the width of its columns in pixels.

    `header` empty: none. `numeric`: columns set to the right. `row_headers`: the first column heads its rows. `size`:
    that of its text, in pixels.
    """

    header: Sequence[Cell]
    rows: Sequence[Sequence[Stack]]
    widths: Sequence[float]
    numeric: Sequence[int] = ()
    row_headers: bool = False
    size: float = SMALLEST

    @property
    def header_height(self) -> float:
        """Height of the header, 0 without one."""
        return _row_height(self.header, self, bold=True) if self.header else 0

    @property
    def broken(self) -> bool:
        """Whether a word is longer than its column: its text is too large."""
        return any(
            paragraph.hang + widest(paragraph.words, self.size, bold=paragraph.bold) > wide - 2 * BESIDE
            for number, row in enumerate([self.header, *self.rows] if self.header else self.rows)
            for stack, wide in zip(row, self.widths, strict=True)
            for paragraph in _said(stack, self.size, bold=bool(self.header) and number == 0)
        )

    def heights(self) -> list[float]:
        """Least height of each row."""
        return [_row_height(row, self) for row in self.rows]


def grid_of(table: Table, room: float, size: float, tallest: float) -> Grid:
    """A table in a width; a cell that alone would be higher than `tallest` is cut."""
    shares = list(table.widths) if len(table.widths) == len(table.columns) else [1.0] * len(table.columns)
    widths = [room * share / sum(shares) for share in shares]
    return _short(Grid(table.columns, table.rows, widths, table.numeric, size=size), tallest)


def grid_of_steps(steps: Steps, room: float, size: float, tallest: float) -> Grid:
    """Steps in time: the day, the mark and the name of each, what is said of it."""
    day = max((width(legal(step.day), size) for step in steps.steps), default=0) + 2 * BESIDE + 4
    told = (room - day) * 0.4 if any(step.told for step in steps.steps) else 0
    rows = [(step.day, Marked(step.mark, step.label), *((step.told,) if told else ())) for step in steps.steps]
    widths = [day, room - day - told, *((told,) if told else ())]
    return _short(Grid((), rows, widths, row_headers=True, size=size), tallest)


def draw(shapes: SlideShapes, grid: Grid, box: Box, told: str, heights: Sequence[float] = ()) -> GraphicFrame:
    """Draw a table at the top of a box. `told`: what is said of it to those who do not see it."""
    headed = bool(grid.header)
    tall_rows = [grid.header_height] * headed + list(heights or grid.heights())
    left, top, wide, tall = replace(box, w=sum(grid.widths), h=sum(tall_rows)).emu
    drawn = shapes.add_table(len(tall_rows), len(grid.widths), left, top, wide, tall)
    table = drawn.table
    table.first_row, table.horz_banding, table.first_col = headed, False, grid.row_headers
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    for column, across in zip(table.columns, grid.widths, strict=True):
        column.width = Emu(round(across * PIXEL))
    for row, height in zip(table.rows, tall_rows, strict=True):
        row.height = Emu(round(height * PIXEL))
    all_rows = [grid.header, *grid.rows] if headed else grid.rows
    for number, cells in enumerate(all_rows):
        for index, stack in enumerate(cells):
            bold = headed and number == 0
            said = _said(stack, grid.size, bold=bold, right=index in grid.numeric)
            _fill(table.cell(number, index), said)
    drawn._element.nvGraphicFramePr.cNvPr.set("descr", legal(told))
    return drawn


def _row_height(row: Sequence[Stack], grid: Grid, *, bold: bool = False) -> float:
    cells = zip(row, grid.widths, strict=True)
    tallest = max((high(_said(cell, grid.size, bold=bold), wide - 2 * BESIDE) for cell, wide in cells), default=0)
    return max(tallest, grid.size * LINE) + 2 * ABOVE


def _short(grid: Grid, tallest: float) -> Grid:
    def shortened(cell: Stack, wide: float) -> Stack:
        if isinstance(cell, tuple):
            return cell
        (said,) = _said(cell, grid.size)
        words = cut(said, wide - 2 * BESIDE, tallest - 2 * ABOVE).words
        return replace(cell, words=words) if isinstance(cell, Marked) else words

    rows = [[shortened(cell, wide) for cell, wide in zip(row, grid.widths, strict=True)] for row in grid.rows]
    return replace(grid, rows=rows)


def _said(stack: Stack, size: float, *, bold: bool = False, right: bool = False) -> list[Paragraph]:
    if isinstance(stack, tuple):
        return [paragraph for cell in stack for paragraph in _said(cell, size, bold=bold, right=right)]
    if isinstance(stack, Marked):
        hang = size * 1.2 if stack.words else 0
        return [Paragraph(stack.words, size, bold=bold, mark=stack.look, hang=hang, right=right)]
    return [Paragraph(stack, size, bold=bold, right=right)]


def _fill(cell: _Cell, said: Sequence[Paragraph]) -> None:
    bold = said[0].bold
    write(cell.text_frame, said)
    cell.margin_left = cell.margin_right = Emu(BESIDE * PIXEL)
    cell.margin_top = cell.margin_bottom = Emu(ABOVE * PIXEL)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if bold else MSO_ANCHOR.MIDDLE
    _rule(cell, INK if bold else RULE, 19050 if bold else 9525)


def _rule(cell: _Cell, colour: str, wide: int) -> None:
    """A rule under the cell; no other."""
    style = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        style.append(parse_xml(f'<a:{side} {nsdecls("a")} w="0"><a:noFill/></a:{side}>'))
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    style.append(parse_xml(f'<a:lnB {nsdecls("a")} w="{wide}">{fill}</a:lnB>'))
