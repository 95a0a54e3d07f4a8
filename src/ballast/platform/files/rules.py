"""Which files are taken, and under what name they are given out: plain tables."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a photo of 50 megapixels; a decompression bomb claims more
MOST_UNPACKED = 20 * MOST_BYTES  # what a packed document may grow to
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken; the first extension is put where a name has a wrong one."""

    media_type: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."

PDF = Kind("application/pdf", (".pdf",))
DOCX = Kind(_OFFICE + "wordprocessingml.document", (".docx",))
XLSX = Kind(_OFFICE + "spreadsheetml.sheet", (".xlsx",))
PPTX = Kind(_OFFICE + "presentationml.presentation", (".pptx",))
OFD = Kind("application/ofd", (".ofd",))  # GB/T 33190, the layout format of official papers
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
PNG = Kind("image/png", (".png",))
WEBP = Kind("image/webp", (".webp",))
TEXT = Kind("text/plain", (".txt", ".csv"))

IMAGES: Mapping[str, Kind] = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}  # by Pillow's names

# The part that makes a packed file what it is, and only one of them may be there.
PACKED: Mapping[str, Kind] = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
    "OFD.xml": OFD,
}


def plain_name(name: str) -> str:
    """The name as it came in, without a folder or signs that nobody sees."""
    last = name.replace("\\", "/").split("/")[-1]
    return "".join(sign for sign in last if sign.isprintable())


def given_name(name: str, kind: Kind) -> str:
    """The name a file goes out under: as it came in, without a folder, with its true ending."""
    plain = plain_name(name)
    stem, dot, _ = plain.rpartition(".")
    if not plain.lower().endswith(kind.extensions):
        plain = (stem if dot and stem else plain) + kind.extensions[0]
    ending = plain[plain.rindex(".") :]
    return plain[: LONGEST_NAME - len(ending)].removesuffix(ending).strip(" .") + ending
