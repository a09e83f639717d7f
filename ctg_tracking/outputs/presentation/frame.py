"""The empty file: 16:9, its theme, its master and its two layouts, out of python-pptx's own default file.

Arial everywhere: it is on every Windows and macOS, and Liberation Sans, of the same widths, stands for it elsewhere.
Calibri, the default, is not on every machine, and what replaces it wraps otherwise. Sizes are pixels of a slide of
1280 x 720, as for the projection: 24 px are 18 points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Opened
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu

from ctg_tracking.spreadsheet.neutral import legal

PIXEL = 9525
"""English metric units in a pixel."""
WIDTH, HEIGHT = 1280, 720
INK, SOFT, RULE, ACCENT = "14181F", "454B54", "C9CCD1", "2855F1"
SMALLEST = 24
SIZES = (36, 32, 28, SMALLEST)
"""Sizes of the text that are tried, in pixels; none is smaller."""
FONT = "Arial"
_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": SOFT, "lt2": "F0F1F3", "accent1": ACCENT, "accent2": "14A48D",
    "accent3": "67696C", "accent4": "B27EBA", "accent5": "D47A0B", "accent6": "875C4A", "hlink": ACCENT,
    "folHlink": "BF0C97",
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A place on the slide, in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height as the file counts them."""
        left, top, wide, high = (Emu(round(value * PIXEL)) for value in (self.x, self.y, self.w, self.h))
        return left, top, wide, high


def points(pixels: float) -> float:
    """A size of text in points."""
    return pixels * 0.75


TITLE, TITLE_OF_ALL = Box(64, 28, 1152, 56), Box(64, 120, 1152, 150)
SUBTITLE, SUBTITLE_OF_ALL = Box(64, 84, 1152, 36), Box(64, 274, 1152, 44)
CONTENT, CONTENT_OF_ALL = Box(64, 132, 1152, 504), Box(64, 336, 1152, 300)
NOTE, MENTION, NUMBER = Box(64, 648, 850, 60), Box(926, 648, 206, 60), Box(1136, 648, 80, 60)
FOOT = CONTENT.y + CONTENT.h
BODY, SAID_BELOW, MENTIONED, NOTED, NUMBERED = 1, 13, 14, 11, 12
"""Numbers of the placeholders: text, subtitle, « Démonstration », note at the foot, number of the slide."""


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout: its kind and number in the file, its place and the look of its text."""

    name: str
    kind: str
    index: int
    box: Box
    size: float
    bold: bool = False
    colour: str = "tx1"
    align: str = "l"
    anchor: str = "t"


_FEET = (
    Holder("Note de bas de page", "ftr", NOTED, NOTE, SMALLEST, colour="tx2", anchor="b"),
    Holder("Mention", "body", MENTIONED, MENTION, SMALLEST, bold=True, align="r", anchor="b"),
    Holder("Numéro de diapositive", "sldNum", NUMBERED, NUMBER, SMALLEST, colour="tx2", align="r", anchor="b"),
)
_OPENING = (
    Holder("Titre", "ctrTitle", 0, TITLE_OF_ALL, 56, bold=True, anchor="b"),
    Holder("Sous-titre", "subTitle", SAID_BELOW, SUBTITLE_OF_ALL, 32, colour="tx2"),
    Holder("Texte", "body", BODY, CONTENT_OF_ALL, 28),
    *_FEET,
)
_CONTENT = (
    Holder("Titre", "title", 0, TITLE, 40, bold=True, anchor="b"),
    Holder("Sous-titre", "body", SAID_BELOW, SUBTITLE, 28, colour="tx2"),
    Holder("Texte", "body", BODY, CONTENT, 28),
    *_FEET,
)


def empty_file() -> Opened:
    """A file with no slide, its first layout for the title and its second for all others."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDTH * PIXEL), Emu(HEIGHT * PIXEL)
    _sixteen_by_nine(made)
    for layout in list(made.slide_layouts)[2:]:
        made.slide_layouts.remove(layout)
    master = made.slide_master
    _theme(master)
    _fill(master, _CONTENT)
    _master_styles(master)
    for layout, name, holders in zip(made.slide_layouts, ("Titre", "Contenu"), (_OPENING, _CONTENT), strict=True):
        layout.name = name
        _fill(layout, holders)
    return made


def sign(made: Opened, title: str, subject: str, at: datetime) -> None:
    """Title, subject and language of the file; its author is the application, never a person."""
    told = made.core_properties
    told.title, told.subject, told.language = legal(title)[:255], legal(subject)[:255], "fr-FR"
    told.author = told.last_modified_by = "ctg-tracking"
    told.created = told.modified = at
    told.keywords = told.comments = told.category = ""
    told.revision = 1


def _sixteen_by_nine(made: Opened) -> None:
    """Drop what tells of the former shape: the word 4:3, a printer, a miniature."""
    size = made.element.find(qn("p:sldSz"))
    if size is not None:
        size.attrib.pop("type", None)
    for element in made.element.iter(qn("a:defRPr")):
        element.set("lang", "fr-FR")
    for part in (made.part, made.part.package):
        for key, relation in list(part._rels.items()):
            if relation.reltype in (RT.PRINTER_SETTINGS, RT.THUMBNAIL):
                part.drop_rel(key) if part is made.part else part._rels.pop(key)


def _theme(master: SlideMaster) -> None:
    part = master.part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", "CTG")
    for name, value in _COLOURS.items():
        colour = theme.find(f".//{qn(f'a:{name}')}")
        assert colour is not None, "a theme has its twelve colours"
        colour[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{value}"/>')]
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}//{qn('a:latin')}"):
        latin.set("typeface", FONT)
    part._blob = serialize_part_xml(theme)


def _fill(sheet: SlideMaster | SlideLayout, holders: Sequence[Holder]) -> None:
    """Its placeholders, in the order they are read."""
    tree = sheet.shapes._spTree
    for shape in list(tree.iterchildren(qn("p:sp"))):
        tree.remove(shape)
    on_master = isinstance(sheet, SlideMaster)
    for number, holder in enumerate(holders, 2):
        if not on_master or holder.index not in (MENTIONED, SAID_BELOW):
            tree.append(_holder(number, holder))


def _holder(number: int, holder: Holder) -> Any:
    left, top, wide, high = holder.box.emu
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{holder.name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_kind(holder)}</p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{holder.anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{_levels(holder)}</a:lstStyle>"
        f"<a:p>{_prompt(holder)}</a:p></p:txBody></p:sp>"
    )


def _kind(holder: Holder) -> str:
    return f'<p:ph type="{holder.kind}"' + (f' idx="{holder.index}"' if holder.index else "") + "/>"


def _levels(holder: Holder) -> str:
    look = (
        f'<a:defRPr lang="fr-FR" sz="{round(points(holder.size) * 100)}" b="{int(holder.bold)}">'
        f'<a:solidFill><a:schemeClr val="{holder.colour}"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:defRPr>'
    )
    space = '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
    return f'<a:lvl1pPr marL="0" indent="0" algn="{holder.align}">{space}{look}</a:lvl1pPr>'


def _prompt(holder: Holder) -> str:
    if holder.kind == "sldNum":
        return (
            '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="fr-FR"/>'
            '<a:t>‹N°›</a:t></a:fld><a:endParaRPr lang="fr-FR"/>'
        )
    words = "" if holder.kind == "ftr" else f'<a:r><a:rPr lang="fr-FR"/><a:t>{holder.name}</a:t></a:r>'
    return f'{words}<a:endParaRPr lang="fr-FR"/>'


def _master_styles(master: SlideMaster) -> None:
    """No text smaller than 24 px, even at the deepest level of a list somebody adds."""
    for element in master.element.iter(qn("a:defRPr")):
        element.set("lang", "fr-FR")
        element.set("sz", str(max(int(element.get("sz", "0")), round(points(SMALLEST) * 100))))
