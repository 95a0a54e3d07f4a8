"""Small true files of each kind, and some that only pretend."""

import io
import zipfile

from PIL import Image

from ballast.platform.files import services
from ballast.platform.files.services import Upload
from tests.identity.factories import ACTOR, NOW

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + b"\0" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*names, content=b"<x/>", compress=zipfile.ZIP_STORED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:  # of 1980, not of now: both test processes must make the same bytes
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compress)
    return target.getvalue()


def picture(kind="JPEG", *, size=(8, 4), mode="RGB", **given):
    target = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(target, kind, **given)
    return target.getvalue()


def upload(name="附件.pdf", content=PDF):
    return Upload(name, io.BytesIO(content))


def add(*uploads, owner_kind="thing", owner_key="north"):
    """Files of an owner of the kind that ``tests/files/conftest.py`` answers for."""
    return services.add(
        by=ACTOR, at=NOW, owner_kind=owner_kind, owner_key=owner_key, uploads=list(uploads)
    )
