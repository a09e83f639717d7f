"""Paragraphs: what texts, lists, figures and steps are drawn with, how high they are, and how they are written.

Words are real text, in French for the voice that reads them; a mark is its glyph in its colour before the words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from ctg_tracking.model.words import Look
from ctg_tracking.outputs.blocks import Bullets, Figure, Line, Marked, Text
from ctg_tracking.outputs.presentation.frame import INK, PIXEL, SMALLEST, SOFT, points
from ctg_tracking.outputs.presentation.measure import LINE, clamped, height, lines, width
from ctg_tracking.spreadsheet.neutral import legal

FIGURE = 72
"""Size of a figure, in pixels; never under `_LEAST_FIGURE`."""
_LEAST_FIGURE = 48
_BULLET = "•"
_BETWEEN = "   "
"""Between the words of a legend."""
_INDENT = 1.25
"""Room of a bullet or a glyph before the words, in sizes of the text."""


@dataclass(frozen=True)
class Paragraph:
    """Words at a size in pixels. `mark`: glyph and colour before them; `lead`: a bullet or a number there instead.

    `hang`: pixels kept at the left for the glyph or the lead; `before`: pixels of space above. `parts`: words that have
    each a mark of their own, in place of `words`.
    """

    words: str
    size: float
    bold: bool = False
    soft: bool = False
    mark: Look | None = None
    lead: str = ""
    hang: float = 0
    before: float = 0
    right: bool = False
    parts: Sequence[Marked] = ()

    def high(self, room: float) -> float:
        """Height once wrapped in `room` pixels, its space included."""
        return self.before + height(self.said, room - self.hang, self.size, bold=self.bold)

    @property
    def said(self) -> str:
        """All that is written on its lines."""
        if self.parts:
            return _BETWEEN.join(legal(f"{part.look.glyph}\u00a0{whole(part.words)}") for part in self.parts)
        if self.mark and not self.hang:
            return legal(f"{self.mark.glyph}\u00a0{self.words}" if self.words else self.mark.glyph)
        return legal(self.words)


def whole(words: str) -> str:
    """Words that are not parted at the end of a line."""
    return words.replace(" ", "\u00a0")


def high(paragraphs: Iterable[Paragraph], room: float) -> float:
    """Height of paragraphs, one under the other."""
    return sum(one.high(room) for one in paragraphs)


def cut(paragraph: Paragraph, room: float, most: float) -> Paragraph:
    """A paragraph that would not hold in a whole page, cut to what does."""
    allowed = max(int((most - paragraph.before) / (paragraph.size * LINE)), 1)
    words = legal(paragraph.words)
    if lines(paragraph.said, room - paragraph.hang, paragraph.size, bold=paragraph.bold) <= allowed:
        return paragraph
    return replace(paragraph, words=clamped(words, (room - paragraph.hang) / 1.08, paragraph.size, allowed))


# -- what a block says, as paragraphs --


def of_text(text: Text, size: float) -> list[Paragraph]:
    """A text, line by line."""
    hang = size * _INDENT if text.mark else 0
    said = [line for line in text.words.splitlines() if line.strip()]
    return [
        Paragraph(line, size, soft=text.soft, mark=None if number else text.mark, hang=hang, before=size * 0.3)
        for number, line in enumerate(said)
    ]


def of_bullets(bullets: Bullets, size: float, first: int = 1) -> list[list[Paragraph]]:
    """The title, then each item with its detail: what must not be parted. `first`: number of the first item."""
    groups = [
        _item(line, f"{number}." if bullets.numbered else _BULLET, size)
        for number, line in enumerate(bullets.items, first)
    ]
    if bullets.title:
        titled = Paragraph(bullets.title, size, bold=True, before=size * 0.3)
        groups = [[titled, *(groups[0] if groups else ())], *groups[1:]]
    return groups


def of_figures(figures: Sequence[Figure], room: float, size: float) -> list[list[Paragraph]]:
    """Figures as large as their boxes allow, all of one size, each with its words under it."""
    told = [f"{one.mark.glyph}\u00a0{one.value}" if one.mark else one.value for one in figures]
    widest = max((width(legal(words), FIGURE, bold=True) for words in told), default=room)
    value = min(max(int(FIGURE * room / widest), _LEAST_FIGURE), FIGURE) if widest else FIGURE
    return [
        [Paragraph(one.value, value, bold=True, mark=one.mark), Paragraph(one.words, size, before=4)] for one in figures
    ]


def _item(line: Line, bullet: str, size: float) -> list[Paragraph]:
    hang = size * (_INDENT if len(bullet) < 3 else 1.8)
    said = Paragraph(line.words, size, mark=line.mark, lead="" if line.mark else bullet, hang=hang, before=size * 0.4)
    if not line.detail:
        return [said]
    return [said, Paragraph(line.detail, max(size - 4, SMALLEST), soft=True, hang=hang, before=2)]


# -- writing --


def write(frame: TextFrame, paragraphs: Sequence[Paragraph]) -> None:
    """Write paragraphs in a frame of text, which keeps its size."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for paragraph, written in zip(paragraphs, _empty(frame), strict=False):
        _write(written, paragraph)


def _empty(frame: TextFrame) -> Iterator[_Paragraph]:
    yield frame.paragraphs[0]
    while True:
        yield frame.add_paragraph()


def _write(written: _Paragraph, paragraph: Paragraph) -> None:
    written.line_spacing = 1.0
    written.space_before, written.space_after = Pt(points(paragraph.before)), Pt(0)
    if paragraph.right:
        written.alignment = PP_ALIGN.RIGHT
    if paragraph.hang:
        _hang(written, paragraph)
    if paragraph.lead:
        _run(written, f"{paragraph.lead}\t", paragraph)
    if paragraph.mark:
        ending = "\t" if paragraph.hang else "\u00a0" if paragraph.words else ""
        _run(written, f"{paragraph.mark.glyph}{ending}", paragraph, colour=paragraph.mark.colour)
    for number, part in enumerate(paragraph.parts):
        _run(written, f"{_BETWEEN if number else ''}{part.look.glyph}\u00a0", paragraph, colour=part.look.colour)
        _run(written, whole(part.words), paragraph)
    if not paragraph.parts:
        _run(written, paragraph.words, paragraph)


def _hang(written: _Paragraph, paragraph: Paragraph) -> None:
    """What hangs is at the left, the words after a tab, their other lines under them."""
    style = written._p.get_or_add_pPr()
    style.set("marL", str(round(paragraph.hang * PIXEL)))
    style.set("indent", str(-round(paragraph.hang * PIXEL) if paragraph.lead or paragraph.mark else 0))


def _run(written: _Paragraph, words: str, paragraph: Paragraph, colour: str = "") -> None:
    run = written.add_run()
    run.text = legal(words).replace("\n", " ").replace("\r", " ")
    font = run.font
    font.size, font.bold = Pt(points(paragraph.size)), paragraph.bold
    font.language_id = MSO_LANGUAGE_ID.FRENCH
    font.color.rgb = RGBColor.from_string(colour.removeprefix("#") or (SOFT if paragraph.soft else INK))
