"""A file that is no template at all, or one that fetches from elsewhere."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from lxml import etree

from ballast.platform.files.rules import DOCX
from ballast.platform.files.services import FileSwells, kind_of

from .faults import NotWord, TemplateFault, TemplateTooLarge

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MOST_PARTS = 500

# Parts that hold programs or other files, and fields that fetch from elsewhere.
_PARTS = re.compile(r"(vbaproject|activex|embeddings/|oleobject|\.bin$)", re.IGNORECASE)
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON|DATABASE)\b"
)
_FAR = re.compile(rb'TargetMode\s*=\s*["\']External', re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def refuse_strangers(content: bytes) -> None:
    """Raises ``TemplateTooLarge`` and ``NotWord``."""
    if len(content) > MOST_BYTES:
        raise TemplateTooLarge
    try:
        is_word, size, parts = _looked_at(content)
    except FileSwells as swells:
        raise TemplateTooLarge from swells
    except Exception as broken:  # the libraries raise whatever a broken file brings about
        raise NotWord from broken
    if not is_word:
        raise NotWord
    if size > MOST_UNPACKED or parts > MOST_PARTS:
        raise TemplateTooLarge
    try:
        _read_all(content)
    except Exception as broken:
        raise NotWord from broken


def reaching_out(content: bytes) -> Iterator[TemplateFault]:
    """Linked files, embedded objects, fields that fetch: none of it belongs to a form of words."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            is_link = name.endswith(".rels") and _FAR.search(packed.read(name))
            if is_link or _PARTS.search(name):
                yield TemplateFault("template_reaches_out", what=name)
            elif name.startswith("word/") and name.endswith(".xml"):
                for said in _instructions(tree_of(packed.read(name))):
                    if found := _FIELDS.search(said):
                        yield TemplateFault("template_reaches_out", what=found.group())


def tree_of(part: bytes) -> Any:
    """XML without entities and without a way to the net. Raises for what declares a type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    tree = etree.fromstring(part, parser)
    if tree.getroottree().docinfo.doctype:
        raise ValueError("a document type is declared")
    return tree


def _looked_at(content: bytes) -> tuple[bool, int, int]:
    """Whether it is Word without macros, its size unpacked, and how many parts it has."""
    is_word = kind_of(BytesIO(content)) == DOCX
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        types = packed.read("[Content_Types].xml")
    is_plain = b"macroEnabled" not in types
    return is_word and is_plain, sum(one.file_size for one in parts), len(parts)


def _read_all(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                tree_of(packed.read(name))
    docx.Document(BytesIO(content))


def _instructions(tree: Any) -> Iterator[str]:
    """What Word is told to do in fields, their pieces joined as Word joins them."""
    for paragraph in tree.iter(f"{_W}p"):
        yield "".join(one.text or "" for one in paragraph.iter(f"{_W}instrText"))
    for simple in tree.iter(f"{_W}fldSimple"):
        yield simple.get(f"{_W}instr", "")
