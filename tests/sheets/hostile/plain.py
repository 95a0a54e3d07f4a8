"""Plain text that is none, and what else is given a workbook's name."""

import random
from collections.abc import Callable, Iterator

from tests.sheets.hostile.cases import EITHER, READ, Case, cases, mutated

BROKEN = "workbook_unreadable"
GOOD = "序号,项目名称,总投资（万元）\r\n1,东路,10\r\n2,西路,20\r\n"


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("file_is_empty", lambda: b""),
    "a blank": (EITHER, lambda: b" "),
    "a mark and nothing": (EITHER, lambda: b"\xef\xbb\xbf"),
    "line ends only": (EITHER, lambda: b"\r\n" * 1_000),
    "noughts": (BROKEN, lambda: bytes(1_000)),
    "noughts among words": (BROKEN, lambda: GOOD.encode() + b"\x00\n"),
    "control signs": (BROKEN, lambda: GOOD.encode() + b"\x1b[2J\x07\n"),
    "noise": (BROKEN, lambda: noise(10_000)),
    "20 MB of noise": (BROKEN, lambda: noise(20 * 1024 * 1024)),
    "more than 20 MB": ("workbook_too_large", lambda: b"a,b\n" * 5_300_000),
    "a line of 20 MB": ("text_undivided", lambda: b"a" * (20 * 1024 * 1024)),
    "3 million commas in a line": ("cell_far_out", lambda: b"," * 3_000_001),
    "a wide line and a million short ones": (
        "cells_too_many",
        lambda: b"," * 1_999 + b"\n" + b"a,b\n" * 1_000_000,
    ),
    "a field of 200,000 signs": ("text_undivided", lambda: b'a,"' + b"x" * 200_000 + b'"\n'),
    "an open quotation mark": (
        "text_undivided",
        lambda: (GOOD + '3,"南路,30\r\n4,北路,1').encode(),
    ),
    "words behind a quotation mark": ("text_undivided", lambda: b'a,"b"c\n'),
    "200,000 quotation marks": (EITHER, lambda: b'"' * 200_000),
    "all delimiters at once": (READ, lambda: "序号,项目名称;总投资\t单位\n1,东;10\t乙\n".encode()),
    "all line ends at once": (READ, lambda: GOOD.replace("\r\n", "\r", 1).encode() + b"3,a,1\n"),
    "a cut Chinese sign": ("encoding_unknown", lambda: GOOD.encode("gb18030") + b"\xb6"),
    "half of a sign in UTF-8": ("encoding_unknown", lambda: GOOD.encode() + b"\xe4\xb8"),
    "half of a pair": ("encoding_unknown", lambda: GOOD.encode() + b"\xed\xa0\x80"),
    "a sign longer than it need be": ("encoding_unknown", lambda: GOOD.encode() + b"\xc0\xaf"),
    "western text": ("encoding_unknown", lambda: "Name,Où\ncafé,£1\n".encode("cp1252")),
    "UTF-16": ("file_is_utf16", lambda: GOOD.encode("utf-16")),
    "UTF-16, the other way round": (
        "file_is_utf16",
        lambda: b"\xfe\xff" + GOOD.encode("utf-16-be"),
    ),
    "UTF-16 without a mark": (BROKEN, lambda: GOOD.encode("utf-16-le")),
    "UTF-32": ("file_is_utf16", lambda: GOOD.encode("utf-32")),
    "UTF-7": (EITHER, lambda: GOOD.encode("utf-7")),
    "a formula that runs a program": (
        READ,
        lambda: "序号,项目名称\n1,=cmd|'/C calc'!A0\n2,+1+1\n3,@SUM(1)\n4,\t=1\n".encode(),
    ),
    "a script": (READ, lambda: "序号,项目名称\n1,<script>alert(1)</script>\n".encode()),
    "words from right to left": (READ, lambda: "序号,项目名称\n1,\u202e东路\u200b\n".encode()),
    "quotes for a database": (READ, lambda: "序号,项目名称\n1,'; DROP TABLE x; --\n".encode()),
    "a PDF": ("file_is_pdf", lambda: b"%PDF-1.7\n" + noise(1_000)),
    "a picture": ("file_is_image", lambda: b"\x89PNG\r\n\x1a\n" + noise(1_000)),
    "a photograph": ("file_is_image", lambda: b"\xff\xd8\xff\xe0" + noise(1_000)),
    "a moving picture": ("file_is_image", lambda: b"GIF89a" + noise(1_000)),
    "a page named .xls": (
        "file_is_html",
        lambda: "<html><body><table><tr><td>东路</td></tr></table>".encode(),
    ),
    "a page in the old encoding": (
        "file_is_html",
        lambda: '<meta charset="gbk"><table><tr><td>东路</td></tr></table>'.encode("gbk"),
    ),
    "a page with its pictures": (
        "file_is_html",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>",
    ),
    "a workbook in plain XML": (
        "file_is_xml",
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ),
    "a billion laughs": (
        "file_is_xml",
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>',
    ),
    "a rich text": ("file_is_document", lambda: b"{\\rtf1\\ansi table}"),
    "an archive of another kind": ("file_is_archive", lambda: b"Rar!\x1a\x07\x01\x00" + noise(99)),
    "an archive of a third kind": ("file_is_archive", lambda: b"7z\xbc\xaf\x27\x1c" + noise(99)),
    "a packed text": ("file_is_archive", lambda: b"\x1f\x8b\x08\x00" + noise(99)),
    "a program": (BROKEN, lambda: b"\x7fELF\x02\x01\x01\x00" + noise(999)),
    "a database": (BROKEN, lambda: b"SQLite format 3\x00" + noise(999)),
    "a workbook of 1992": (
        "file_is_ancient",
        lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00" + noise(99),
    ),
    "data of another kind": (EITHER, lambda: b'{"rows": [1, 2, 3]}'),
    "a letter": (READ, lambda: "各县（市、区）人民政府：\n现将有关事项通知如下。\n".encode()),
}


def every() -> Iterator[Case]:
    yield from cases("text", MADE)
    for seed in range(12):
        yield Case(f"text: mutated {seed}", EITHER, lambda at=seed: mutated(GOOD.encode(), at))
    for seed in range(12):
        yield Case(
            f"text: mutated in GB18030 {seed}",
            EITHER,
            lambda at=seed: mutated(GOOD.encode("gb18030"), at),
        )
