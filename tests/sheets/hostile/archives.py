"""Archives that lie, swell, overlap, end too soon or hold something else."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.sheets.hostile.cases import EITHER, READ, Case, cases, mutated
from tests.sheets.packages import (
    LEDGER,
    PARTS,
    SHEET,
    archive,
    head,
    package,
    parts,
    project,
    relations_xml,
    sheet,
)

MB = 1024 * 1024
BROKEN = "workbook_unreadable"
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def good() -> bytes:
    return archive(parts(LEDGER))


def with_part(name: str, content: bytes) -> bytes:
    return archive({**parts(LEDGER), name: content})


def edited(mark: bytes, offset: int, form: str, value: int, which: int = -1) -> bytes:
    """The good workbook with one number changed, ``offset`` bytes after the mark of a record."""
    content = bytearray(good())
    places = [at for at in range(len(content)) if content.startswith(mark, at)]
    struct.pack_into(form, content, places[which] + offset, value)
    return bytes(content)


def directory_size_lies(size: int, *, packed: bool) -> bytes:
    return edited(CENTRAL, 20 if packed else 24, "<I", size)


def overlapping() -> bytes:
    """Every name of the directory points at the same bytes."""
    content = bytearray(good())
    for at in [at for at in range(len(content)) if content.startswith(CENTRAL, at)]:
        struct.pack_into("<I", content, at + 42, 0)
    return bytes(content)


def overlapping_bomb() -> bytes:
    """A thousand names for one part of 250 kB, each unpacked anew by a careless reader."""
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/a0000.xml", bytes(MB))
    content = one.getvalue()
    at = content.rfind(CENTRAL)
    entry = content[at : content.rfind(END)]
    entries = b"".join(entry.replace(b"a0000", f"a{n:04}".encode()) for n in range(1000))
    ending = struct.pack("<4sHHHHIIH", END, 0, 0, 1000, 1000, len(entries), at, 0)
    return content[:at] + entries + ending


def within_itself() -> bytes:
    """Like an archive that unpacks to itself for ever: each layer holds the one before it."""
    content = good()
    for _ in range(60):
        content = with_part("xl/embeddings/again.xlsx", content)
    return content


def nested_bomb() -> bytes:
    inner = archive({"bomb": bytes(100 * MB)})
    return with_part(
        "xl/embeddings/oleObject1.bin", archive({f"{n}.zip": inner for n in range(10)})
    )


def many_parts(count: int) -> bytes:
    return archive({**parts(LEDGER), **{f"xl/media/image{n}.png": b"" for n in range(count)}})


def locked() -> bytes:
    return edited(CENTRAL, 8, "<H", 1)


def twofold(name: str) -> bytes:
    out = io.BytesIO(good())
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, sheet(head() + project(2, "第二张脸")))
    return out.getvalue()


def renamed(before: str, after: str) -> bytes:
    return archive({after if n == before else n: c for n, c in parts(LEDGER).items()})


def with_extra(extra: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts(LEDGER).items():
            about = zipfile.ZipInfo(name)
            about.extra = extra
            packed.writestr(about, content)
    return out.getvalue()


def without(name: str) -> bytes:
    return archive({n: c for n, c in parts(LEDGER).items() if n != name})


def emptied(name: str) -> bytes:
    return archive({**parts(LEDGER), name: b""})


def noise(name: str) -> bytes:
    return archive({**parts(LEDGER), name: bytes(range(256)) * 40})


def holding(**entries: bytes) -> bytes:
    return archive(
        {name.replace("__", "/").replace("_xml", ".xml"): c for name, c in entries.items()}
    )


def opendocument() -> bytes:
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}
    )


def swollen_lie() -> bytes:
    """250 MB that the directory calls 1 kB."""
    content = bytearray(with_part("xl/sharedStrings.xml", bytes(250 * MB)))
    at = content.rfind(b"xl/sharedStrings.xml") - 46
    struct.pack_into("<I", content, at + 24, 1024)
    return bytes(content)


MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a sheet of 250 MB in 250 kB": (
        "workbook_swollen",
        lambda: with_part(SHEET, bytes(250 * MB)),
    ),
    "a picture of 250 MB in 250 kB": (
        "workbook_swollen",
        lambda: with_part("xl/media/image1.png", bytes(250 * MB)),
    ),
    "301 MB in all": ("workbook_swells", lambda: with_part("xl/a.xml", bytes(301 * MB))),
    "seven parts of 50 MB": (
        "workbook_swells",
        lambda: archive({**parts(LEDGER), **{f"xl/{n}.xml": bytes(50 * MB) for n in range(7)}}),
    ),
    "a part far larger than the directory says": (BROKEN, swollen_lie),
    "a thousand names for one part": ("workbook_swells", overlapping_bomb),
    "archives in archives": (READ, within_itself),
    "a bomb within an attachment": (READ, nested_bomb),
    "2,001 parts": ("workbook_crowded", partial(many_parts, 2_001)),
    "20,000 parts": ("workbook_crowded", partial(many_parts, 20_000)),
    "a part with a password": ("workbook_locked", locked),
    "names that all point at the same part": (BROKEN, overlapping),
    "nothing but the end": (BROKEN, lambda: END + bytes(18)),
    "only a beginning": (BROKEN, lambda: LOCAL),
    "a beginning and nothing": (BROKEN, lambda: LOCAL + bytes(1_000)),
    "bytes before it": (BROKEN, lambda: b"\x00" * 64 + good()),
    "bytes behind it": (READ, lambda: good() + b"\x00" * 64),
    "a program before it": (BROKEN, lambda: b"MZ\x90\x00" + good()),
    "two workbooks in a row": (READ, lambda: good() + good()),
    "a comment of 65,535 bytes": (READ, lambda: good()[:-2] + b"\xff\xff" + b"x" * 65_535),
    "a comment that is not there": (EITHER, partial(edited, END, 20, "<H", 65_535)),
    "an end that counts too many": (EITHER, partial(edited, END, 10, "<H", 60_000)),
    "an end that counts none": (EITHER, partial(edited, END, 10, "<H", 0)),
    "a directory too large": (EITHER, partial(edited, END, 12, "<I", 0xFFFFFF)),
    "a directory before the file": (EITHER, partial(edited, END, 16, "<I", 0)),
    "a directory behind the file": (EITHER, partial(edited, END, 16, "<I", 0xFFFFFFF0)),
    "a wrong checksum": (BROKEN, partial(edited, CENTRAL, 16, "<I", 1)),
    "a wrong checksum of the workbook": (BROKEN, partial(edited, CENTRAL, 16, "<I", 1, 2)),
    "a size of nothing": (BROKEN, partial(directory_size_lies, 0, packed=False)),
    "a size too small": (BROKEN, partial(directory_size_lies, 9, packed=False)),
    "a size too large": (READ, partial(directory_size_lies, 9_000, packed=False)),
    "a size of 4 GB": ("workbook_swells", partial(directory_size_lies, 0xFFFFFFFE, packed=False)),
    "a size told elsewhere": (
        "workbook_swells",
        partial(directory_size_lies, 0xFFFFFFFF, packed=False),
    ),
    "packed to nothing": (BROKEN, partial(directory_size_lies, 0, packed=True)),
    "packed to too little": (BROKEN, partial(directory_size_lies, 9, packed=True)),
    "packed to more than there is": (EITHER, partial(directory_size_lies, 9_000_000, packed=True)),
    "packed to 4 GB": (EITHER, partial(directory_size_lies, 0xFFFFFFFE, packed=True)),
    "a part behind the file": (BROKEN, partial(edited, CENTRAL, 42, "<I", 0xFFFFFF0)),
    "a part in the middle of another": (BROKEN, partial(edited, CENTRAL, 42, "<I", 77)),
    "a method nobody knows": (BROKEN, partial(edited, CENTRAL, 10, "<H", 99)),
    "a method that is another": (BROKEN, partial(edited, CENTRAL, 10, "<H", 12)),
    "a name longer than the file": (EITHER, partial(edited, CENTRAL, 28, "<H", 60_000)),
    "an extra longer than the file": (EITHER, partial(edited, CENTRAL, 30, "<H", 60_000)),
    "a local name longer than the file": (BROKEN, partial(edited, LOCAL, 26, "<H", 60_000)),
    "a version of the future": (EITHER, partial(edited, CENTRAL, 6, "<H", 999)),
    "sizes of 64 bits that lie": (
        EITHER,
        lambda: with_extra(struct.pack("<HHQQ", 1, 16, 2**62, 9)),
    ),
    "sizes of 64 bits cut short": (EITHER, lambda: with_extra(b"\x01\x00\x10\x00\x00")),
    "an extra of nonsense": (EITHER, lambda: with_extra(b"\xff" * 999)),
    "packed with bzip2": (READ, lambda: archive(parts(LEDGER), zipfile.ZIP_BZIP2)),
    "packed with lzma": (READ, lambda: archive(parts(LEDGER), zipfile.ZIP_LZMA)),
    "not packed": (READ, lambda: archive(parts(LEDGER), zipfile.ZIP_STORED)),
    "the same sheet twice": (BROKEN, partial(twofold, SHEET)),
    "the same sheet twice, in capitals": (BROKEN, partial(twofold, SHEET.upper())),
    "the same sheet twice, with other strokes": (
        BROKEN,
        partial(twofold, SHEET.replace("/", "\\")),
    ),
    "a sheet under another stroke": (READ, partial(renamed, SHEET, SHEET.replace("/", "\\"))),
    "a sheet in capitals": (READ, partial(renamed, SHEET, SHEET.upper())),
    "a name from the root": (BROKEN, partial(with_part, "/etc/passwd", b"root::0:0")),
    "a name that climbs": (BROKEN, partial(with_part, "../../../../etc/passwd", b"root::0:0")),
    "a name that climbs from within": (BROKEN, partial(with_part, "xl/../../passwd", b"")),
    "a name with a nought in it": (READ, partial(with_part, "xl/a\x00.xml", b"")),
    "a name of 60,000 signs": (READ, partial(with_part, "xl/" + "a" * 60_000, b"")),
    "a name of control signs": (READ, partial(with_part, "xl/\x1b[2J\r\n.xml", b"")),
    "a name of a tag": (READ, partial(with_part, "xl/<script>alert(1)</script>.xml", b"")),
    "a folder": (READ, partial(with_part, "xl/worksheets/", b"")),
    "an empty archive": (BROKEN, lambda: archive({})),
    "an archive of workbooks": ("file_is_archive", lambda: archive({"表.xlsx": good()})),
    "a Word document": ("file_is_document", lambda: holding(word__document_xml=b"")),
    "a presentation": ("file_is_slides", lambda: holding(ppt__presentation_xml=b"")),
    "an OpenDocument table": ("file_is_opendocument", opendocument),
    "a binary workbook": ("file_is_xlsb", lambda: archive({"xl/workbook.bin": b""})),
    "a relation to the web": (
        BROKEN,
        lambda: package(LEDGER, relations=relations_xml(["http://127.0.0.1/sheet1.xml"])),
    ),
    "a relation to the machine": (
        BROKEN,
        lambda: package(LEDGER, relations=relations_xml(["file:///etc/passwd"])),
    ),
    "a relation that climbs": (
        BROKEN,
        lambda: package(LEDGER, relations=relations_xml(["../../../../../etc/passwd"])),
    ),
    "a relation to the workbook itself": (
        EITHER,
        lambda: package(LEDGER, relations=relations_xml(["workbook.xml"])),
    ),
    "a relation to a folder": (BROKEN, lambda: package(LEDGER, relations=relations_xml(["."]))),
    "a relation from the root": (
        READ,
        lambda: package(LEDGER, relations=relations_xml(["/xl/worksheets/sheet1.xml"])),
    ),
    "a relation without a target": (
        BROKEN,
        lambda: package(LEDGER, relations=relations_xml([""])),
    ),
    "a thousand relations for one sheet": (
        READ,
        lambda: package(LEDGER, relations=relations_xml(["worksheets/sheet1.xml"] * 1_000)),
    ),
    "macros": (READ, lambda: package(LEDGER, macros=bytes(1_000))),
}


def every() -> Iterator[Case]:
    yield from cases("archive", MADE)
    for name in PARTS.values():
        if name in parts(LEDGER):
            yield Case(f"archive: without {name}", EITHER, partial(without, name))
            yield Case(f"archive: {name} emptied", EITHER, partial(emptied, name))
            yield Case(f"archive: noise for {name}", EITHER, partial(noise, name))
    for eighth in range(1, 8):
        yield Case(
            f"archive: {eighth}/8 of it", BROKEN, lambda at=eighth: good()[: len(good()) * at // 8]
        )
    for seed in range(24):
        yield Case(f"archive: mutated {seed}", EITHER, lambda at=seed: mutated(good(), at))
