"""An .xls of Excel 97 written byte by byte: a compound file that holds one stream of BIFF8 records."""

import struct
from collections.abc import Sequence

from ctg_tracking.follow_up.importing import File

_SECTOR = 512
_SMALLEST_STREAM = 4096
"""Below, a stream would live among the short sectors."""
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_DATE1904 = 0x0022
_LABEL, _NUMBER, _MERGES, _BOF, _EOF, _SHEET, _PADDING = 0x0204, 0x0203, 0x00E5, 0x0809, 0x000A, 0x0085, 0x005C


def xls(
    title: str,
    rows: Sequence[Sequence[str | float | None]],
    merges: Sequence[tuple[int, int, int, int]] = (),
    *,
    since_1904: bool = False,
) -> File:
    """A workbook of one sheet. `merges`: first row, last row, first column, last column, counted from 0."""
    cells = b"".join(
        _cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None
    )
    ranges = struct.pack("<H", len(merges)) + b"".join(struct.pack("<4H", *one) for one in merges)
    sheet = _bof(0x0010) + cells + _record(_MERGES, ranges) + _record(_EOF)
    name = title.encode("utf-16-le")
    padding = _record(_PADDING, b" " * 112) * 40 + _record(_DATE1904, struct.pack("<H", since_1904))

    def globals_(offset: int) -> bytes:
        bound = struct.pack("<IHBB", offset, 0, len(title), 1) + name
        return (
            _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + _record(_SHEET, bound) + padding + _record(_EOF)
        )

    return File("plan.xls", _compound(globals_(len(globals_(0))) + sheet))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(_LABEL, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(_NUMBER, place + struct.pack("<d", value))


def _compound(stream: bytes) -> bytes:
    """A compound file: header, one sector of allocation, one of directory, then the stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\0")
    count = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream)) + bytes(256)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, 1, 0, _SMALLEST_STREAM, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table + directory + stream.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    words = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI8s8sIII", words, len(words) + 2, kind, 1, _FREE, _FREE, child, bytes(16), 0, bytes(8), bytes(8),
        start, size, 0,
    )  # fmt: skip
