"""Styles of an XLSX workbook: what fill and what number format each cell style stands for.

Colours follow ECMA-376 part 1: 18.8.3 (`bgColor`, `fgColor`: rgb, indexed, theme, tint), 18.8.27 (the indexed
palette), 20.1.6.2 (the theme's colours), 18.8.30 (built-in number formats). Imported by the reading child.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_STYLES = 70_000
"""Excel allows 65,490 cell styles."""
MAX_FORMAT = 255

_PALETTE = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF",
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080",
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF",
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696",
    "003366 339966 003300 333300 993300 993366 333399 333333",
)
INDEXED = tuple(" ".join(_PALETTE).split())
_THEME_SLOTS = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_BASE = ("FFFFFF", "000000", "EEECE1", "1F497D")
_ACCENTS = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080")
_OFFICE = dict(zip(_THEME_SLOTS, _BASE + _ACCENTS, strict=True))
_RGB = re.compile("[0-9A-Fa-f]{6}")
_WORDS = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhsaj]", re.IGNORECASE)


@dataclass
class Styles:
    """`fills`: style id -> RRGGBB, white and none left out; `formats`: style id -> format that changes the meaning."""

    fills: dict[int, str] = field(default_factory=dict)
    formats: dict[int, str] = field(default_factory=dict)


class TooManyStylesError(ValueError):
    """More styles than any spreadsheet writes."""


def read_styles(styles: bytes, theme: bytes) -> Styles:
    """Styles by id; `expat.ExpatError` or `ValueError` when the parts are broken."""
    reader = _StylesReader()
    parse(styles, reader.start, reader.end)
    return reader.styles(read_theme(theme) if theme else _OFFICE)


def parse(content: bytes, start: object, end: object) -> None:
    """Run expat over a part, prefixes left out of the names; an entity declaration is an error."""
    parser = expat.ParserCreate("utf-8")

    def refused(*_: object) -> None:
        raise ValueError("entity")

    parser.EntityDeclHandler = refused
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.Parse(content, True)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def read_theme(theme: bytes) -> Mapping[str, str]:
    """RRGGBB of each slot of the theme; Office's own where it says nothing."""
    colours = dict(_OFFICE)
    slot = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal slot
        name = local(name)
        if name in colours:
            slot = name
        elif slot and name in ("srgbClr", "sysClr"):
            found = attributes.get("val" if name == "srgbClr" else "lastClr", "")
            if _RGB.fullmatch(found):
                colours[slot] = found.upper()
            slot = ""

    def end(name: str) -> None:
        nonlocal slot
        if local(name) == slot:
            slot = ""

    parse(theme, start, end)
    return colours


class _StylesReader:
    def __init__(self) -> None:
        self._path: list[str] = []
        self._palette: list[str] = []
        self._fills: list[dict[str, str] | None] = []
        self._formats: dict[int, str] = {}
        self._cells: list[tuple[int, int]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "xf" and parent == "cellXfs":
            self._cells.append((_int(attributes.get("fillId")), _int(attributes.get("numFmtId"))))
        elif name == "fill" and parent == "fills":
            self._fills.append(None)
        elif name == "patternFill" and parent == "fill" and "fills" in self._path[-4:]:
            self._solid = attributes.get("patternType") == "solid"
        elif name == "fgColor" and parent == "patternFill" and self._fills and "fills" in self._path[-4:]:
            if self._solid:
                self._fills[-1] = attributes
        elif name == "numFmt" and parent == "numFmts":
            self._formats[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "rgbColor" and parent == "indexedColors":
            self._palette.append(attributes.get("rgb", "")[-6:].upper())
        if max(len(self._cells), len(self._fills), len(self._formats), len(self._palette)) > MAX_STYLES:
            raise TooManyStylesError("styles")

    def end(self, _: str) -> None:
        self._path.pop()

    def styles(self, theme: Mapping[str, str]) -> Styles:
        colours = [fill and _colour(fill, theme, self._palette or INDEXED) for fill in self._fills]
        meant = {number: code for number, code in self._formats.items() if changes_meaning(code)}
        meant |= {9: "0%", 10: "0.00%"}
        found = Styles()
        for style, (fill, number) in enumerate(self._cells):
            colour = colours[fill] if 0 <= fill < len(colours) else None
            if colour and colour != "FFFFFF":
                found.fills[style] = colour
            if number in meant:
                found.formats[style] = meant[number]
        return found


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def _colour(said: Mapping[str, str], theme: Mapping[str, str], palette: object) -> str | None:
    """RRGGBB of a colour element, None when it says nothing certain (automatic, unknown index)."""
    colour: str | None = None
    if "rgb" in said:
        colour = said["rgb"][-6:].upper()
    elif "theme" in said:
        slot = _int(said["theme"])
        colour = theme[_THEME_SLOTS[slot]] if 0 <= slot < len(_THEME_SLOTS) else None
    elif "indexed" in said and isinstance(palette, list | tuple):
        index = _int(said["indexed"])
        colour = palette[index] if 0 <= index < len(palette) else None
    if colour is None or not _RGB.fullmatch(colour):
        return None
    return tinted(colour, said.get("tint", ""))


def tinted(colour: str, tint: str) -> str:
    """A colour made lighter (tint above 0) or darker (below), by its luminance: 18.8.19."""
    try:
        change = float(tint)
    except ValueError:
        return colour
    if not -1 <= change <= 1 or change == 0:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + change) if change < 0 else light * (1 - change) + change
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))


def changes_meaning(code: str) -> bool:
    """Whether a number format makes a number say something else: a percent, or letters written around it.

    A currency sign alone does not; a date format is no number.
    """
    if not code or len(code) > MAX_FORMAT:
        return False
    bare = _WORDS.sub("", code.replace("General", "").replace("Standard", ""))
    if _DATE_LETTERS.search(bare):
        return False
    if "%" in bare:
        return True
    return any(letter.isalpha() for quoted, escaped in _WORDS.findall(code) for letter in quoted or escaped)
