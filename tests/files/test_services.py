"""What is taken, what is refused in words, and that bytes are stored once, whole, or swept away."""

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import timedelta

import pytest
from PIL import Image

from ballast.kernel.errors import Refused
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.files import rules, services, store
from ballast.platform.files.models import File
from tests.files.factories import EXE, OLE, PDF, add, packed, picture, upload
from tests.identity.factories import NOW

pytestmark = pytest.mark.django_db


def stored(home):
    return sorted(path for path in home.rglob("*") if path.is_file())


def content(file):
    return store.path_of(file.digest).read_bytes()


def test_a_file_lies_under_its_digest_and_is_journalled(home):
    [file] = add(upload("核准批复.pdf"))

    path = home / file.digest[:2] / file.digest[2:4] / file.digest
    assert stored(home) == [path]
    assert path.read_bytes() == PDF
    assert (file.name, file.media_type, file.size) == ("核准批复.pdf", "application/pdf", len(PDF))
    entry = Entry.objects.get()
    assert (entry.code, entry.subject) == ("files.added", "north")
    assert entry.payload["digests"] == [file.digest]
    assert ChangedRow.objects.get().fields["name"] == [None, "核准批复.pdf"]


def test_the_same_bytes_are_stored_once_for_two_owners(home):
    [one], [other] = add(upload("a.pdf")), add(upload("b.pdf"), owner_key="south")

    assert one.digest == other.digest
    assert (one.name, other.name) == ("a.pdf", "b.pdf")
    assert len(stored(home)) == 1


@pytest.mark.parametrize(
    ("name", "given", "kept", "media_type"),
    [
        ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "a.docx", rules.DOCX),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", rules.XLSX),
        ("a.pptx", packed("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx", rules.PPTX),
        ("公文.ofd", packed("OFD.xml"), "公文.ofd", rules.OFD),
        ("a.jpeg", picture("JPEG"), "a.jpeg", rules.JPEG),
        ("a.png", picture("PNG"), "a.png", rules.PNG),
        ("a.webp", picture("WEBP"), "a.webp", rules.WEBP),
        ("a.csv", "项目,投资\n样例,1\n".encode(), "a.csv", rules.TEXT),
        ("a.txt", "样例项目".encode("gb18030"), "a.txt", rules.TEXT),
        # The content decides; a name with another ending gets the true one.
        ("a.xlsx", packed("word/document.xml"), "a.docx", rules.DOCX),
        ("照片.jpg", picture("PNG"), "照片.png", rules.PNG),
        ("noending", PDF, "noending.pdf", rules.PDF),
        ("../../etc/passwd.pdf", PDF, "passwd.pdf", rules.PDF),
        ("C:\\报告\u202efdp.pdf", PDF, "报告fdp.pdf", rules.PDF),
    ],
)
def test_a_kind_is_told_by_content(name, given, kept, media_type):
    [file] = add(upload(name, given))

    assert (file.name, file.media_type) == (kept, media_type.media_type)


def bomb(kind):
    """A picture whose head claims 60,000 × 60,000 points."""
    if kind == "PNG":
        head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
        chunk = b"IHDR" + head
        start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
        return start + struct.pack(">I", zlib.crc32(chunk)) + b"\0\0\0\0IDAT" + b"\0" * 8
    data = bytearray(picture("JPEG"))
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", 60_000, 60_000)
    return bytes(data)


def encrypted():
    data = bytearray(packed("word/document.xml"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-" + b"0" * rules.MOST_BYTES, "file_too_large"),
        (EXE, "file_kind_not_taken"),
        (OLE, "file_kind_not_taken"),
        (b"\x7fELF" + b"\0" * 60, "file_kind_not_taken"),
        (b"GIF89a" + b"\0" * 60, "file_kind_not_taken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_kind_not_taken"),
        (b"\xef\xbb\xbf  <!doctype html><p>", "file_kind_not_taken"),
        (b"name\n<script>alert(1)</script>", "file_kind_not_taken"),
        (b"#!/bin/sh\nrm -rf /", "file_kind_not_taken"),
        (b"\x1b[2J", "file_kind_not_taken"),
        (packed("a.txt"), "file_kind_not_taken"),
        (packed("word/document.xml", "xl/workbook.xml"), "file_kind_not_taken"),
        (packed("word/document.xml", "word/vbaProject.bin"), "file_kind_not_taken"),
        (packed("word/document.xml", "../../up"), "file_kind_not_taken"),
        (packed("word/document.xml") + EXE, "file_kind_not_taken"),
        (packed("word/document.xml")[:60], "file_kind_not_taken"),
        (encrypted(), "file_kind_not_taken"),
        (PDF + packed("word/document.xml"), "file_kind_not_taken"),
        (b"%PDF-1.7\n%%EOF" + packed("a"), "file_kind_not_taken"),
        (PDF[:20], "file_broken"),
        (picture("JPEG")[:200], "file_broken"),
        (picture("PNG")[:40], "file_broken"),
        (bomb("PNG"), "file_swells"),
        (bomb("JPEG"), "file_swells"),
    ],
)
def test_a_refused_file_leaves_nothing(home, given, code):
    with pytest.raises(Refused) as refusal:
        add(upload("好.pdf"), upload("坏.pdf", given))

    assert refusal.value.code == code
    assert refusal.value.params == {"name": "坏.pdf"}
    assert not File.objects.exists()
    assert not Entry.objects.exists()
    services.sweep(at=NOW)
    assert stored(home) == []


def test_a_packed_bomb_is_refused_by_what_it_claims():
    given = packed("word/document.xml", content=b"\0" * 1000, compress=zipfile.ZIP_DEFLATED)
    place = given.index(b"PK\x01\x02") + 24
    lying = given[:place] + struct.pack("<I", 3_000_000_000) + given[place + 4 :]

    with pytest.raises(services.FileSwells):
        add(upload("a.docx", lying))


def test_a_photo_loses_where_it_was_taken_and_keeps_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825)[2] = (25.0, 16.0, 0.0)
    given = picture("JPEG", size=(8, 4), exif=exif, comment=b"secret")

    [file] = add(upload("现场.jpg", given))

    with Image.open(io.BytesIO(content(file))) as kept:
        assert kept.size == (4, 8)
        assert dict(kept.getexif()) == {}
        assert b"secret" not in content(file)


def test_what_hangs_behind_a_picture_stays_behind():
    [file] = add(upload("a.png", picture("PNG") + packed("evil.txt") + EXE))

    assert b"evil" not in content(file)
    assert b"PK" not in content(file)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "P"), ("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "1"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_every_usual_picture_can_be_drawn_anew(kind, mode):
    [file] = add(upload("a", picture(kind, mode=mode)))

    with Image.open(io.BytesIO(content(file))) as kept:
        assert (kept.format, kept.size) == (kind, (8, 4))


def test_nobody_answers_for_an_unknown_owner_so_nothing_is_taken(home):
    with pytest.raises(services.OwnerUnknown):
        add(upload(), owner_kind="stranger")

    assert not home.exists()


def test_the_sweep_removes_only_what_no_row_names(home):
    [file] = add(upload())
    orphan = home / "ab" / "cd" / ("abcd" + "0" * 60)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"left")
    half = home / "incoming" / "half"
    half.write_bytes(b"half")
    fresh = home / "incoming" / "fresh"
    fresh.write_bytes(b"being received")
    os.utime(half, (0, (NOW - timedelta(days=2)).timestamp()))
    os.utime(fresh, (0, NOW.timestamp()))

    assert services.sweep(at=NOW) == 2

    assert stored(home) == sorted([store.path_of(file.digest), fresh])


_KILLED = """
import os, sys, io
from pathlib import Path
from django.conf import settings
settings.configure(MEDIA_ROOT=Path(sys.argv[1]))
from ballast.platform.files import store
with store.scratch() as file:
    file.write(b"bytes without a row")
    store.settle(file)
    os.kill(os.getpid(), 9)
"""


def test_a_process_killed_between_bytes_and_row_leaves_only_an_orphan_for_the_sweep(home):
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )

    assert killed.returncode == -9
    [left] = stored(home)
    assert left.read_bytes() == b"bytes without a row"
    assert services.sweep(at=NOW) == 1
    assert stored(home) == []


def test_bytes_are_never_read_by_another_account(home):
    [file] = add(upload())

    assert store.path_of(file.digest).stat().st_mode & 0o077 == 0
