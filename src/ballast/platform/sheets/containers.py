"""What a file is by its content, when it is no workbook: said in words that tell what to do."""

from .faults import WorkbookRefused

ZIP = b"PK"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .doc and all that is locked by a password

_SIGNATURES = (
    (b"%PDF", "file_is_pdf"),
    (b"\x89PNG", "file_is_image"),
    (b"\xff\xd8\xff", "file_is_image"),
    (b"GIF8", "file_is_image"),
    (b"BM", "file_is_image"),
    (b"II*\x00", "file_is_image"),
    (b"MM\x00*", "file_is_image"),
    (b"{\\rtf", "file_is_document"),
    (b"Rar!", "file_is_archive"),
    (b"7z\xbc\xaf\x27\x1c", "file_is_archive"),
    (b"\x1f\x8b", "file_is_archive"),
    (b"\x09\x00\x04\x00", "file_is_ancient"),  # Excel 2, 3 and 4: records without a container
    (b"\x09\x02\x06\x00", "file_is_ancient"),
    (b"\x09\x04\x06\x00", "file_is_ancient"),
    (b"\xff\xfe", "file_is_utf16"),
    (b"\xfe\xff", "file_is_utf16"),
)
_MARKUP = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "file_is_xml"),
    (b"<html", "file_is_html"),
    (b"<!doctype html", "file_is_html"),
    (b"<table", "file_is_html"),
    (b"mime-version:", "file_is_html"),
    (b"<?xml", "file_is_xml"),
)
_LOOKED_AT = 4_096  # bytes
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\r\f")

# The parts by which a zip archive shows what it is.
_PARTS = (
    ("xl/workbook.bin", "file_is_xlsb"),
    ("word/document.xml", "file_is_document"),
    ("ppt/presentation.xml", "file_is_slides"),
    ("content.xml", "file_is_opendocument"),
)
# The streams by which a compound file shows what it is.
_STREAMS = (
    ("encryptedpackage", "workbook_locked"),
    ("worddocument", "file_is_document"),
    ("powerpoint document", "file_is_slides"),
)


def insist_on_text(content: bytes) -> None:
    """Neither archive nor compound file: a table in plain text, or ``WorkbookRefused``."""
    for signature, code in _SIGNATURES:
        if content.startswith(signature) and (code != "file_is_image" or _is_binary(content)):
            raise WorkbookRefused(code)
    start = content[:_LOOKED_AT].lower()
    for sign, code in _MARKUP:
        if sign in start and start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"mime")):
            raise WorkbookRefused(code)
    if _is_binary(content):
        raise WorkbookRefused("workbook_unreadable")


def archive_without_workbook(names: frozenset[str]) -> WorkbookRefused:
    """Why a zip archive of these parts, in small letters, is no workbook."""
    return WorkbookRefused(
        _named(names, _PARTS, "file_is_archive" if names else "workbook_unreadable")
    )


def compound_without_workbook(names: frozenset[str]) -> WorkbookRefused:
    """Why a compound file of these streams, in small letters, is no workbook."""
    return WorkbookRefused(_named(names, _STREAMS, "workbook_unreadable"))


def _named(names: frozenset[str], known: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((code for name, code in known if name in names), otherwise)


def _is_binary(content: bytes) -> bool:
    return not _BINARY.isdisjoint(content)
