"""The compound file that holds an .xls workbook ([MS-CFB]): one of its streams, read within the bounds of the file.

Imported by the reading child: standard library only.
"""

import struct
from array import array

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_MINI_SECTOR = 64


def stream(content: bytes, *names: str) -> bytes:
    """The first stream so named, empty when there is none; `ValueError` or `struct.error` when the file is broken."""
    if len(content) < 512:
        raise ValueError("header")
    return _Compound(content).stream(tuple(name.lower() for name in names))


class _Compound:
    def __init__(self, content: bytes) -> None:
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in (9, 12):
            raise ValueError("sector size")
        (self._directory,) = struct.unpack_from("<I", content, 48)
        self._cutoff, mini_start, _, more, more_count = struct.unpack_from("<5I", content, 56)
        self._sector = 1 << shift
        self._most = len(content) // self._sector + 1
        self._fat = self._table(self._fat_sectors(more, more_count))
        self._mini_fat = self._table(self._chain(mini_start))

    def _fat_sectors(self, more: int, more_count: int) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        for _ in range(min(more_count, self._most)):
            if more >= _END:
                break
            numbers = array("I", self._at(more))
            sectors += numbers[:-1]
            more = numbers[-1]
        return [sector for sector in sectors if sector < _END][: self._most]

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        found = self._content[start : start + self._sector]
        if len(found) % 4 or not found:
            raise ValueError("sector")
        return found

    def _table(self, sectors: list[int]) -> "array[int]":
        return array("I", b"".join(map(self._at, sectors)))

    def _chain(self, sector: int) -> list[int]:
        chain: list[int] = []
        while sector < _END:
            chain.append(sector)
            if len(chain) > self._most or sector >= len(self._fat):
                raise ValueError("chain")
            sector = self._fat[sector]
        return chain

    def _read(self, first: int, size: int) -> bytes:
        wide = self._sector
        return b"".join(self._content[(at + 1) * wide : (at + 2) * wide] for at in self._chain(first))[:size]

    def stream(self, names: tuple[str, ...]) -> bytes:
        entries = self._read(self._directory, len(self._content))
        mini = b""
        found: dict[str, tuple[int, int]] = {}
        for place in range(0, len(entries) - 127, 128):
            entry = entries[place : place + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
            first, size = struct.unpack_from("<II", entry, 116)
            if kind == 5:
                mini = self._read(first, size) if first < _END else b""
            elif kind == 2:
                found.setdefault(name, (first, size))
        for name in names:
            if name in found:
                first, size = found[name]
                return self._read(first, size) if size >= self._cutoff else self._small(mini, first, size)
        return b""

    def _small(self, mini: bytes, first: int, size: int) -> bytes:
        parts: list[bytes] = []
        while first < _END:
            parts.append(mini[first * _MINI_SECTOR : (first + 1) * _MINI_SECTOR])
            if len(parts) > len(self._mini_fat) or first >= len(self._mini_fat):
                raise ValueError("chain")
            first = self._mini_fat[first]
        return b"".join(parts)[:size]
