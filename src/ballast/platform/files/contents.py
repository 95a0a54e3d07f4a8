"""What a file is by what it holds: one of the kinds taken, whole, and nothing else besides."""

import re
import warnings
import zipfile
from pathlib import PurePosixPath
from typing import IO

from PIL import Image, ImageOps

from ballast.kernel.errors import Refused

from .rules import IMAGES, MOST_PIXELS, MOST_UNPACKED, PACKED, PDF, TEXT, Kind


class KindNotTaken(Refused):
    """Not one of the kinds that are taken, or two kinds in one."""

    code = "file_kind_not_taken"


class FileBroken(Refused):
    """It claims to be a kind that is taken, but cannot be read as one."""

    code = "file_broken"


class FileSwells(Refused):
    """Unpacked it would be far larger than a document or a photo is."""

    code = "file_swells"


QUALITY = 88  # a photo drawn anew loses nothing that a person would see
_HEAD = 16
_TAIL = 1024
_PACKED_END = b"PK\x05\x06"
_PACKED_END_BYTES = 22
# Text that a browser or a shell would take for something to run.
_ACTIVE = re.compile(rb"^\s*<|^#!|<\s*(script|html|svg|iframe|!doctype|\?xml|\?php)", re.IGNORECASE)
_PICTURES = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


def kind_of(file: IO[bytes]) -> Kind:
    """The kind of a file. Raises ``KindNotTaken``, ``FileBroken``, ``FileSwells``."""
    file.seek(0)
    head = file.read(_HEAD)
    for name, sign in _PICTURES.items():
        if sign.match(head):
            return _picture(file, name)
    if head.startswith(b"%PDF-"):
        return _pdf(file)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return _text(file)


def redraw(file: IO[bytes], kind: Kind, target: IO[bytes]) -> None:
    """Draw a picture anew, upright, into ``target``: what else the file held stays behind.

    Raises ``FileBroken``.
    """
    [name] = [name for name, one in IMAGES.items() if one == kind]
    file.seek(0)
    try:
        with Image.open(file, formats=[name]) as picture:
            upright = ImageOps.exif_transpose(picture)
            if name == "JPEG":
                upright = upright.convert("L" if upright.mode == "L" else "RGB")
            elif upright.has_transparency_data:
                upright = upright.convert("RGBA")
            elif upright.mode == "P":
                upright = upright.convert("RGB")
            clean = Image.new(upright.mode, upright.size)
            clean.paste(upright)
            clean.save(target, name, quality=QUALITY)
    except (OSError, ValueError, SyntaxError) as error:
        raise FileBroken from error


def _picture(file: IO[bytes], name: str) -> Kind:
    """Reads the head only: a picture that claims too many points is never unpacked."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=[name]) as picture:
                width, height = picture.size
    except Image.DecompressionBombError as bomb:
        raise FileSwells from bomb
    except (OSError, ValueError, SyntaxError) as error:
        raise FileBroken from error
    if width * height > MOST_PIXELS:
        raise FileSwells
    return IMAGES[name]


def _pdf(file: IO[bytes]) -> Kind:
    tail = _tail(file)
    if b"%%EOF" not in tail:
        raise FileBroken
    if _PACKED_END in tail:
        raise KindNotTaken
    return PDF


def _packed(file: IO[bytes]) -> Kind:
    # A packed file ends with its list and nothing after it, or it is two files in one.
    if _tail(file)[-_PACKED_END_BYTES:][:4] != _PACKED_END:
        raise KindNotTaken
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileBroken from error
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileSwells
    names = {part.filename for part in parts}
    found = [kind for name, kind in PACKED.items() if name in names]
    # Macros run, encrypted parts cannot be looked into, and a climbing path leaves its folder.
    odd = any(
        part.flag_bits & 1
        or PurePosixPath(part.filename).is_absolute()
        or ".." in PurePosixPath(part.filename).parts
        or part.filename.lower().endswith((".bin.exe", "vbaproject.bin", ".exe", ".dll", ".js"))
        for part in parts
    )
    if len(found) != 1 or odd:
        raise KindNotTaken
    return found[0]


def _text(file: IO[bytes]) -> Kind:
    file.seek(0)
    content = file.read()
    if b"\0" in content or _ACTIVE.search(content.removeprefix(b"\xef\xbb\xbf")):
        raise KindNotTaken
    for encoding in ("utf-8", "gb18030"):
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(sign.isprintable() or sign in "\r\n\t\ufeff\u3000\xa0" for sign in decoded):
            return TEXT
    raise KindNotTaken


def _tail(file: IO[bytes]) -> bytes:
    end = file.seek(0, 2)
    file.seek(max(0, end - _TAIL))
    return file.read()
