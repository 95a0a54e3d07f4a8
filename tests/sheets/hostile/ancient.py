"""Old workbooks whose sectors run in rings and whose records lie."""

import struct
from collections.abc import Callable, Iterator
from functools import partial

from tests.sheets import old_workbooks as old
from tests.sheets.hostile.cases import EITHER, READ, Case, cases, mutated

BROKEN = "workbook_unreadable"
ROWS = [["序号", "项目名称", "总投资（万元）"], [1, "东路", 10], [2, "西路", 20]]
TABLE = old.table(ROWS)
HEADER = 512


def good() -> bytes:
    return old.old_workbook({"表": TABLE})


def edited(offset: int, form: str, value: int) -> bytes:
    content = bytearray(good())
    struct.pack_into(form, content, offset, value)
    return bytes(content)


def linked(sector: int, to: int) -> bytes:
    """The table of sectors says that ``to`` follows ``sector``."""
    content = bytearray(good())
    (table,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, HEADER + table * HEADER + sector * 4, to)
    return bytes(content)


def with_records(*records: bytes) -> bytes:
    return old.old_workbook({"表": TABLE + b"".join(records)})


def with_globals(*records: bytes) -> bytes:
    return old.old_workbook({"表": TABLE}, b"".join(records))


def streaming(stream: bytes) -> bytes:
    return old.compound({"Workbook": stream})


def starting_at(offset: int) -> bytes:
    """The list of sheets says that the first one starts elsewhere."""
    stream = bytearray(old.workbook_stream({"表": TABLE}))
    at = stream.find(struct.pack("<H", 0x0085))
    struct.pack_into("<I", stream, at + 4, offset)
    return streaming(bytes(stream))


MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "as it should be": (READ, good),
    "nothing behind the sign": (BROKEN, lambda: good()[:8]),
    "noughts behind the sign": (BROKEN, lambda: good()[:8] + bytes(5_000)),
    "ones behind the sign": (BROKEN, lambda: good()[:8] + b"\xff" * 5_000),
    "only a header": (BROKEN, lambda: good()[:HEADER]),
    "no streams": (BROKEN, lambda: old.compound({})),
    "a stream nobody knows": (BROKEN, lambda: old.compound({"Something": b""})),
    "a workbook with a password": (
        "workbook_locked",
        lambda: old.compound({"EncryptionInfo": b"", "EncryptedPackage": bytes(9_000)}),
    ),
    "an old workbook with a password": (
        "workbook_locked",
        lambda: with_globals(old.record(0x002F, bytes(54))),
    ),
    "a Word document": ("file_is_document", lambda: old.compound({"WordDocument": b""})),
    "a presentation": ("file_is_slides", lambda: old.compound({"PowerPoint Document": b""})),
    "sectors of one byte": (BROKEN, partial(edited, 30, "<H", 0)),
    "sectors of 2 GB": (BROKEN, partial(edited, 30, "<H", 31)),
    "sectors of 4 kB": (EITHER, partial(edited, 30, "<H", 12)),
    "small sectors of 2 GB": (EITHER, partial(edited, 32, "<H", 31)),
    "a directory nowhere": (BROKEN, partial(edited, 48, "<I", 0x7FFFFFFF)),
    "a directory that is missing": (BROKEN, partial(edited, 48, "<I", old.END)),
    "everything small": (EITHER, partial(edited, 56, "<I", 0xFFFFFFFF)),
    "small sectors nowhere": (EITHER, partial(edited, 60, "<I", 0x7FFFFFFF)),
    "a table that goes on nowhere": (EITHER, partial(edited, 68, "<I", 0x7FFFFFF)),
    "a table that goes on for ever": (EITHER, partial(edited, 72, "<I", 0xFFFFFFFF)),
    "a table nowhere": (BROKEN, partial(edited, 76, "<I", 0x7FFFFFFF)),
    "4 billion tables": (EITHER, partial(edited, 44, "<I", 0xFFFFFFFF)),
    "a ring of one sector": (BROKEN, partial(linked, 0, 0)),
    "a ring of two sectors": (BROKEN, partial(linked, 1, 0)),
    "a directory in a ring": (BROKEN, partial(linked, 8, 8)),
    "a stream that goes on nowhere": (EITHER, partial(linked, 3, 0x7FFFFFFF)),
    "a stream cut short": (EITHER, partial(linked, 0, old.END)),
    "a value in the last cell": (
        "cell_far_out",
        lambda: with_records(old.number(65_535, 255, 1.0)),
    ),
    "a value behind the last cell": (
        "cell_far_out",
        lambda: with_records(old.number(65_535, 65_535, 1.0)),
    ),
    "a row of values behind the last cell": (
        "cell_far_out",
        lambda: with_records(old.record(0x00BD, b"\xff\xff\xff\xff" + bytes(6) + b"\xff\xff")),
    ),
    "a row of values cut short": (EITHER, lambda: with_records(old.record(0x00BD, b"\x01"))),
    "a record longer than the file": (EITHER, lambda: with_records(b"\x03\x02\xff\xff")),
    "100,000 records of nothing": (READ, lambda: with_records(old.record(0x0999) * 100_000)),
    "records cut short": (
        EITHER,
        lambda: with_records(
            *(old.record(kind) for kind in (0x06, 0x7D, 0x85, 0x203, 0x205, 0x208))
        ),
    ),
    "a text longer than its record": (
        EITHER,
        lambda: with_records(old.record(0x0204, b"\x05\x00\x00\x00\x00\x00\xff\x7f\x01ab")),
    ),
    "a shared text that is not there": (
        EITHER,
        lambda: with_records(old.record(0x00FD, b"\x05\x00\x00\x00\x00\x00\xff\xff\xff\x7f")),
    ),
    "4 billion shared texts": (EITHER, lambda: with_globals(old.record(0x00FC, b"\xff" * 8))),
    "a shared text without end": (
        EITHER,
        lambda: with_globals(
            old.record(0x00FC, b"\x01\0\0\0\x01\0\0\0\xff\xff\x0d" + b"\xff" * 40)
        ),
    ),
    "an error nobody knows": (
        EITHER,
        lambda: with_records(old.record(0x0205, b"\x05\x00\x00\x00\x00\x00\xee\x01")),
    ),
    "a formula of nonsense": (
        READ,
        lambda: with_records(old.formula(5, 0, bytes(range(256)), bytes(8))),
    ),
    "a formula longer than its record": (
        EITHER,
        lambda: with_records(
            old.record(0x0006, bytes(20) + b"\xff\xff\x5a\x01\x00"),
        ),
    ),
    "a formula from a workbook that is not there": (
        READ,
        lambda: with_records(old.formula(5, 0, b"\x5a\xff\xff" + bytes(4), bytes(8))),
    ),
    "a number that is none": (READ, lambda: with_records(old.number(5, 0, float("nan")))),
    "a number without end": (READ, lambda: with_records(old.number(5, 0, float("-inf")))),
    "the whole sheet merged": (READ, lambda: with_records(old.merged(0, 65_535, 0, 255))),
    "a range the wrong way round": (EITHER, lambda: with_records(old.merged(9, 1, 9, 1))),
    "60,000 ranges in a record of one": (
        EITHER,
        lambda: with_records(old.record(0x00E5, b"\x60\xea" + bytes(8))),
    ),
    "columns the wrong way round": (
        READ,
        lambda: with_records(
            old.record(0x007D, b"\x09\x00\x01\x00" + bytes(4) + b"\x01\x00\x00\x00")
        ),
    ),
    "a sheet at the beginning": (EITHER, partial(starting_at, 0)),
    "a sheet in the middle of a record": (EITHER, partial(starting_at, 9)),
    "a sheet behind the file": (EITHER, partial(starting_at, 0x7FFFFFFF)),
    "no end of the globals": (
        EITHER,
        lambda: streaming(old.begin(old.GLOBALS) + old.record(0x0999) * 900),
    ),
    "beginnings without ends": (EITHER, lambda: streaming(old.begin(old.GLOBALS) * 500)),
    "an end without a beginning": (EITHER, lambda: streaming(old.record(0x000A) * 500)),
    "no records": (EITHER, lambda: streaming(b"")),
    "a sheet name longer than its record": (
        EITHER,
        lambda: with_globals(old.record(0x0085, bytes(6) + b"\xff\x01a")),
    ),
    "1,001 sheets": (
        "sheets_too_many",
        lambda: with_globals(old.record(0x0085, bytes(6) + b"\x01\x00a") * 1_001),
    ),
    "an encoding nobody knows": (EITHER, lambda: with_globals(old.record(0x0042, b"\xff\xff"))),
    "references that lie": (READ, lambda: with_globals(old.record(0x0017, b"\xff\xff\x01"))),
    "a version of 1995": (
        EITHER,
        lambda: streaming(
            old.workbook_stream({"表": TABLE}).replace(b"\x00\x06\x05\x00", b"\x00\x05\x05\x00")
        ),
    ),
}


def every() -> Iterator[Case]:
    yield from cases("old", MADE)
    for eighth in range(1, 8):
        yield Case(
            f"old: {eighth}/8 of it", EITHER, lambda at=eighth: good()[: len(good()) * at // 8]
        )
    for seed in range(24):
        yield Case(f"old: mutated {seed}", EITHER, lambda at=seed: mutated(good(), at))
