"""Patterns of the tags of an XLSX sheet: rows, cells, columns.

Every repetition is bounded and stops at the next tag, so that no input makes them slow. Imported by the reading child.
"""

import re
from collections.abc import Collection

_FEW = 8
"""Up to so many styles are sought by name; more are all captured, then sorted out."""
_ATTRIBUTE = re.compile(rb"([A-Za-z:]{1,30})\s{0,9}=\s{0,9}(?:\"([^\"<]{0,400})\"|'([^'<]{0,400})')")
_CELL = rb'c r="([A-Z]{1,3})([0-9]{1,7})"'
_KIND = rb'(?: t="([a-zA-Z]{1,9})")?'


class Tags:
    """Patterns for tags of this prefix (`x:` or none); `wanted`: the cell styles that say something."""

    def __init__(self, prefix: bytes, wanted: Collection[bytes]) -> None:
        self.row_start = b"<" + prefix + b"row"
        """How a row begins."""
        begin = b"<" + re.escape(prefix)
        some = b"|".join(wanted) if len(wanted) <= _FEW else b"[0-9]{1,6}"
        formula = begin + rb"f[^<>]{0,1000}>[^<]{0,9000}(?:</" + begin[1:] + rb"f>)?"
        value = b"(?:" + formula + rb")?\s{0,99}" + begin + rb"v>([^<>]{1,40})</" + begin[1:] + rb"v>"

        self.column = re.compile(begin + rb"col\s([^<>]{1,1000})>")
        self.row = re.compile(begin + rb'row r="([0-9]{1,7})"([^<>]{0,1000})>')
        self.letters = re.compile(begin + rb'c r="([A-Z]{1,3})[0-9]{1,7}"')
        self.filled = re.compile(begin + _CELL + rb"[^<>/]{0,300}>")
        self.not_blank = re.compile(begin + rb"c [^<>/]{1,300}>")
        self.styled = re.compile(begin + _CELL + _KIND + rb' s="(' + some + rb')"' + _KIND + rb"[^<>/]{0,300}(/?)>")
        self.error = re.compile(begin + _CELL + rb'[^<>]{0,300} t="e"[^<>]{0,300}>' + value)
        self.value = re.compile(value)
        self.row_or_cell = re.compile(begin + rb"(row|c)(\s[^<>]{0,2000})?>")
        self.odd_cell = re.compile(begin + rb'c(?! r="[A-Z]{1,3}[0-9]{1,7}"[ />])[\s/>]')
        self.odd_row = re.compile(begin + rb'row(?! r="[0-9]{1,7}"[^<>]{0,1000}>)[\s/>]')
        self.odd_order = re.compile(begin + rb'c r="[A-Z0-9]{1,10}" (?![st]=")[^<>]{0,300}\bs="')


def attributes_of(text: bytes) -> dict[bytes, bytes]:
    """Attributes of a tag by name."""
    return {name: quoted or single for name, quoted, single in _ATTRIBUTE.findall(text)}


def number_of(text: bytes | None) -> int:
    """A natural number, -1 when it is none."""
    return int(text) if text and text.isdigit() and len(text) < 10 else -1


def is_zero(text: bytes | None) -> bool:
    """Whether a size is nothing."""
    return bool(text) and not (text or b"").strip(b"0.")
