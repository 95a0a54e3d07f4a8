"""The old compound file: a small file system of sectors in which .xls and locked workbooks lie."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEADER = 512  # bytes
_ENTRY = 128
_SMALL = 64  # bytes of a sector of small streams
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers are signs: the end of a chain, a free sector
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound file opened; names are in small letters."""

    content: bytes
    sector: int  # bytes
    fat: tuple[int, ...]
    small_fat: tuple[int, ...]
    small: bytes
    cutoff: int  # smaller streams lie in sectors of their own
    entries: Mapping[str, tuple[int, int]]  # first sector, size

    def read(self, name: str) -> bytes:
        start, size = self.entries[name]
        if size < self.cutoff:
            chain = _chain(self.small_fat, start)
            parts = (self.small[at * _SMALL : (at + 1) * _SMALL] for at in chain)
            return b"".join(parts)[:size]
        return _joined(self.content, self.sector, self.fat, start)[:size]


def open_compound(content: bytes) -> Compound:
    """Raises ``ValueError``, ``IndexError``, ``struct.error`` when it does not hang together."""
    sector = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    (directory,) = struct.unpack_from("<I", content, 48)
    cutoff, small_start = struct.unpack_from("<II", content, 56)
    fat = tuple(
        number
        for place in _fat_sectors(content, sector)
        for number in _numbers(_at(content, sector, place))
    )
    entries: dict[str, tuple[int, int]] = {}
    root = (0, 0)
    listing = _joined(content, sector, fat, directory)
    for place in range(0, len(listing) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", listing, place + 64)
        start, size = struct.unpack_from("<II", listing, place + 116)
        name = listing[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le")
        if kind == _ROOT:
            root = (start, size)
        elif kind == _STREAM:
            entries.setdefault(name.lower(), (start, size))
    small_fat = _numbers(_joined(content, sector, fat, small_start))
    small = _joined(content, sector, fat, root[0])[: root[1]]
    return Compound(content, sector, fat, small_fat, small, cutoff, entries)


def _fat_sectors(content: bytes, sector: int) -> Iterator[int]:
    """Where the table of sectors lies: 109 places in the header, more in a chain of sectors."""
    first, count = struct.unpack_from("<II", content, 68)
    places = list(struct.unpack_from("<109I", content, 76))
    for _ in range(min(count, len(content) // sector) + 1):
        yield from (place for place in places if place < _LAST_SECTOR)
        if first >= _LAST_SECTOR:
            return
        *places, first = _numbers(_at(content, sector, first))


def _joined(content: bytes, sector: int, fat: tuple[int, ...], start: int) -> bytes:
    return b"".join(_at(content, sector, place) for place in _chain(fat, start))


def _chain(fat: tuple[int, ...], start: int) -> Iterator[int]:
    """Each sector of a chain; none may bite its own tail."""
    left = len(fat)
    while start < _LAST_SECTOR:
        if not left:
            raise ValueError(start)
        yield start
        start, left = fat[start], left - 1


def _at(content: bytes, sector: int, place: int) -> bytes:
    start = max(_HEADER, sector) + place * sector
    return content[start : start + sector]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
