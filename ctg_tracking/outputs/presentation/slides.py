"""Slides: each with its title, its text, its tables and charts in the order they are read, its note and its number."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Drawn

from ctg_tracking.outputs.blocks import Bars, Bullets, Curve, Deck, Shares, Slide, SlideKind
from ctg_tracking.outputs.mentions import DEMONSTRATION, NEWS, continued
from ctg_tracking.outputs.presentation.charts import draw_bars, draw_curve, draw_shares
from ctg_tracking.outputs.presentation.flow import BETWEEN, GAP, Piece, Placed, pages
from ctg_tracking.outputs.presentation.frame import (
    BODY,
    CONTENT,
    CONTENT_OF_ALL,
    FOOT,
    MENTION,
    MENTIONED,
    NOTE,
    NOTED,
    NUMBER,
    NUMBERED,
    SAID_BELOW,
    SMALLEST,
    TITLE,
    Box,
)
from ctg_tracking.outputs.presentation.measure import LINE, clamped, height, lines
from ctg_tracking.outputs.presentation.paragraphs import Paragraph, high, write
from ctg_tracking.outputs.presentation.rows import Rows
from ctg_tracking.outputs.presentation.tables import draw
from ctg_tracking.spreadsheet.neutral import legal

_TITLES = (40, 36, 32, 28, SMALLEST)
_LONGEST_TITLE = 3
"""Lines."""


def add_slide(made: Presentation, deck: Deck, slide: Slide) -> None:
    """Draw a slide, and as many « (suite) » as its words need."""
    if slide.kind is SlideKind.TITLE:
        first, after = CONTENT_OF_ALL, CONTENT
    else:
        first = after = _below(slide.title, slide.subtitle)
    blocks = [*slide.blocks, *([Bullets(slide.news, NEWS)] if slide.news else [])]
    found = pages(blocks, slide.title, first.w, first.h, after.h) or [[]]
    for number, page in enumerate(found):
        opening = slide.kind is SlideKind.TITLE and number == 0
        title = slide.title if number == 0 else continued(slide.title)
        drawn = made.slides.add_slide(made.slide_layouts[0 if opening else 1])
        _head(drawn, title, slide.subtitle, opening=opening)
        _draw(drawn, page, first if number == 0 else after)
        _feet(drawn, deck, slide)
    _speak(made.slides[-len(found)], deck, slide)


# -- head and feet --


def _below(title: str, subtitle: str) -> Box:
    """What is left under a title and its subtitle."""
    top = TITLE.y + _title(title)[1] + _subtitle(subtitle) + 14
    return replace(CONTENT, y=top, h=FOOT - top)


def _title(words: str) -> tuple[int, float]:
    """The size of a title, the largest that holds on one line, else the largest on three at most; and its height."""
    longest = continued(words)
    for most in (1, 2, _LONGEST_TITLE):
        for size in _TITLES:
            if size >= 32 - 8 * (most > 1) and lines(longest, TITLE.w, size, bold=True) <= most:
                return size, max(height(longest, TITLE.w, size, bold=True), 48)
    return SMALLEST, SMALLEST * LINE * _LONGEST_TITLE


def _subtitle(words: str) -> float:
    return height(words, TITLE.w, 28) + 4 if words else 0


def _head(drawn: Drawn, title: str, subtitle: str, *, opening: bool) -> None:
    said = _holder(drawn, SAID_BELOW)
    assert drawn.shapes.title is not None, "our layouts have a title"
    if opening:
        size = next((one for one in (56, 48, 40) if lines(title, TITLE.w, one, bold=True) <= 2), 32)
        write(drawn.shapes.title.text_frame, [Paragraph(title, size, bold=True)])
    else:
        size, tall = _title(title)
        short = clamped(title, TITLE.w / 1.1, size, _LONGEST_TITLE)
        write(drawn.shapes.title.text_frame, [Paragraph(short, size, bold=True)])
        _place(drawn.shapes.title, replace(TITLE, h=tall))
        _place(said, Box(TITLE.x, TITLE.y + tall, TITLE.w, max(_subtitle(subtitle), 1)))
    if subtitle:
        write(said.text_frame, [Paragraph(subtitle, 32 if opening else 28, soft=True)])
    else:
        _remove(said)


def _feet(drawn: Drawn, deck: Deck, slide: Slide) -> None:
    """Note, mention of the demonstration and number, last in the order of reading."""
    mention = _holder(drawn, MENTIONED)
    if deck.demonstration:
        write(mention.text_frame, [Paragraph(DEMONSTRATION, SMALLEST, bold=True, right=True)])
        _last(drawn, mention)
    else:
        _remove(mention)
    wide = NOTE.w if deck.demonstration else NOTE.w + MENTION.w
    noted = _added(drawn, "ftr", NOTED, "Note de bas de page")
    write(noted.text_frame, [Paragraph(clamped(slide.note, wide, SMALLEST, 2), SMALLEST, soft=True)])
    _place(noted, replace(NOTE, w=wide))
    number = _added(drawn, "sldNum", NUMBERED, "Numéro de diapositive")
    _place(number, NUMBER)
    field = (
        f'<a:fld {nsdecls("a")} id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang="fr-FR"/>'
        f"<a:t>{len(drawn.part.package.presentation_part.presentation.slides)}</a:t></a:fld>"
    )
    number.text_frame.paragraphs[0]._p.append(parse_xml(field))


def _speak(drawn: Drawn, deck: Deck, slide: Slide) -> None:
    """Notes of the speaker: the time given, then day and source; on a slide without a time, day and source."""
    given = [f"{slide.minutes}\u00a0min"] if slide.minutes else []
    frame = drawn.notes_slide.notes_text_frame
    assert frame is not None, "the notes of python-pptx have their text"
    told = [*given, slide.subtitle, slide.note, deck.day, *([DEMONSTRATION] if deck.demonstration else [])]
    said = list(dict.fromkeys(words for words in told if words))
    write(frame, [Paragraph(words, 16) for words in said])


# -- content --


def _draw(drawn: Drawn, page: Sequence[Placed], box: Box) -> None:
    top = box.y
    body: Shape | None = _holder(drawn, BODY)
    for textual, together in groupby(page, lambda placed: bool(placed.piece.groups)):
        run = list(together)
        if textual:
            here = Box(box.x, top, box.w, sum(placed.height for placed in run) + GAP * (len(run) - 1))
            _write(drawn, body or drawn.shapes.add_textbox(*here.emu), _one_under_the_other(run), here)
            body, top = None, top + here.h + GAP
            continue
        for placed in run:
            _draw_piece(drawn, placed.piece, Box(box.x, top, box.w, placed.height))
            top += placed.height + GAP
    if body is not None:
        _remove(body)


def _one_under_the_other(run: Sequence[Placed]) -> list[Paragraph]:
    """Texts that follow one another, in one box: read and edited as one."""
    written: list[Paragraph] = []
    for placed in run:
        first, *others = placed.piece.paragraphs
        written += [replace(first, before=first.before + GAP) if written else first, *others]
    return written


def _draw_piece(drawn: Drawn, piece: Piece, here: Box) -> None:
    if piece.figures:
        wide = (here.w - BETWEEN * (len(piece.figures) - 1)) / len(piece.figures)
        for number, paragraphs in enumerate(piece.figures):
            place = replace(here, x=here.x + number * (wide + BETWEEN), w=wide)
            _write(drawn, drawn.shapes.add_textbox(*place.emu), paragraphs, place)
    elif piece.grid:
        draw(drawn.shapes, piece.grid, here, getattr(piece.block, "caption", ""))
    elif piece.rows:
        _draw_rows(drawn, piece.rows, here)
    elif isinstance(piece.block, Curve):
        draw_curve(drawn.shapes, piece.block, here, legal(f"{piece.block.caption}. {piece.block.told}"))


def _draw_rows(drawn: Drawn, rows: Rows, here: Box) -> None:
    """The table, then its bars at the right of it, each on its line."""
    head = rows.grid.header_height
    high_row = (here.h - head) / max(len(rows.grid.rows), 1)
    draw(drawn.shapes, rows.grid, here, rows.block.caption, [high_row] * len(rows.grid.rows))
    beside = Box(here.x + here.w - rows.wide + 8, here.y + head, rows.wide - 8, here.h - head)
    if isinstance(rows.block, Bars):
        draw_bars(drawn.shapes, rows.block, beside, _bars_told(rows.block))
    elif isinstance(rows.block, Shares):
        draw_shares(drawn.shapes, rows.block, beside, _shares_told(rows.block))


def _bars_told(bars: Bars) -> str:
    """The chart in words, for those who do not see it: every row as its table says it."""
    return _as_told(bars.caption, ((row.label, " · ".join(filter(None, (row.told, row.late)))) for row in bars.rows))


def _shares_told(shares: Shares) -> str:
    return _as_told(shares.caption, ((share.label, share.told) for share in shares.shares))


def _as_told(caption: str, rows: Iterable[tuple[str, str]]) -> str:
    said = "\u202f; ".join(f"{label}\u202f: {told}" for label, told in rows)
    return legal(f"{caption}. {said}.")


# -- shapes --


def _write(drawn: Drawn, shape: Shape, paragraphs: Sequence[Paragraph], here: Box) -> None:
    write(shape.text_frame, paragraphs)
    _place(shape, replace(here, h=max(here.h, high(paragraphs, here.w))))
    _last(drawn, shape)


def _holder(drawn: Drawn, index: int) -> Shape:
    return next(one for one in drawn.placeholders if one.placeholder_format.idx == index)


def _added(drawn: Drawn, kind: str, index: int, name: str) -> Shape:
    """A placeholder of the foot, which python-pptx leaves in the layout."""
    tree = drawn.shapes._spTree
    number = max(int(value) for value in tree.xpath("//p:cNvPr/@id")) + 1
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr>'
            "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    return _holder(drawn, index)


def _place(shape: Shape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu


def _last(drawn: Drawn, shape: Shape) -> None:
    """Put a shape last in the order of reading."""
    drawn.shapes._spTree.append(shape._element)


def _remove(shape: Shape) -> None:
    shape._element.getparent().remove(shape._element)
