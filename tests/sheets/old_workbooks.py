"""Old workbooks (.xls) written record by record: nothing installed writes them any more."""

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GLOBALS, WORKSHEET = 0x0005, 0x0010
REF_ERROR = b"\x02\x00\x17\x00\x00\x00\xff\xff"  # a formula's stored result


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def text(row: int, column: int, words: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(words), 1)
    return record(0x0204, head + words.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def error(row: int, column: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, 0x17, 1))


def formula(row: int, column: int, signs: bytes, result: bytes) -> bytes:
    """``signs`` is what is computed, ``result`` the eight bytes stored for it."""
    head = struct.pack("<HHH", row, column, 0) + result + struct.pack("<HIH", 0, 0, len(signs))
    return record(0x0006, head + signs)


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20))


def hidden_column(column: int) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", column, column, 2000, 0, 1, 0))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def table(rows: Sequence[Sequence[object]]) -> bytes:
    """Cells of texts and numbers; blanks are left out."""
    return b"".join(
        text(at, column, value) if isinstance(value, str) else number(at, column, float(value))
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    )


def workbook_stream(
    sheets: Mapping[str, bytes], around: bytes = b"", hidden: Sequence[str] = ()
) -> bytes:
    """The records of a workbook; ``around`` are further ones that stand before the sheets."""
    names = [(name, len(name).to_bytes(1) + b"\x01" + name.encode("utf-16-le")) for name in sheets]
    start = sum(len(part) for part in (begin(GLOBALS), around, record(0x000A)))
    start += sum(len(record(0x0085, bytes(6) + name)) for _, name in names)
    listed, bodies = b"", b""
    for name, packed in names:
        state = 1 if name in hidden else 0
        listed += record(0x0085, struct.pack("<IBB", start + len(bodies), state, 0) + packed)
        bodies += begin(WORKSHEET) + sheets[name] + record(0x000A)
    return begin(GLOBALS) + around + listed + record(0x000A) + bodies


def old_workbook(
    sheets: Mapping[str, bytes], around: bytes = b"", hidden: Sequence[str] = ()
) -> bytes:
    return compound({"Workbook": workbook_stream(sheets, around, hidden)})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams, each padded to the size from which sectors are large."""
    body, fat = b"", []

    def laid(data: bytes) -> int:
        nonlocal body
        start, count = len(fat), -(-len(data) // SECTOR)
        body += data.ljust(count * SECTOR, b"\0")
        fat.extend([*range(start + 1, start + count), END])
        return start

    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for place, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        following = place + 1 if place < len(streams) else FREE
        entries.append(_entry(name, 2, laid(data), len(data), right=following))
    directory = laid(b"".join(entries))
    tables = 1
    while tables * SECTOR // 4 < len(fat) + tables:
        tables += 1
    first = len(fat)
    fat.extend([FAT] * tables)
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, 4096)
    header += struct.pack("<IIII", END, 0, END, 0)
    header += struct.pack(f"<{tables}I", *range(first, first + tables)).ljust(436, b"\xff")
    return header + body + packed


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE
) -> bytes:
    packed = (name + "\0").encode("utf-16-le")
    head = packed.ljust(64, b"\0") + struct.pack("<HBB", len(packed), kind, 1)
    return head + struct.pack("<III16xI16xIQ", FREE, right, child, 0, start, size)
