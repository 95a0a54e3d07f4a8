"""``python -m ballast.platform.sheets.child PARENT [ENCODING]``: bytes in, what they say out.

What a stranger sent is parsed in a process of its own (``apart``). It imports no Django, so that
it starts at once.
"""

import sys
from typing import IO

from . import wire
from .apart import TOO_HEAVY, hold_back
from .biff import look_through
from .containers import COMPOUND, ZIP
from .faults import WorkbookRefused
from .grids import Container
from .package import unpack
from .parsing import put_sheets
from .texts import SHEET, read_text


def main(parent: str, encoding: str = "") -> int:
    hold_back(int(parent))
    try:
        answer(sys.stdin.buffer.read(), encoding, sys.stdout.buffer)
    except (MemoryError, OSError):  # the latter for an answer larger than allowed
        return TOO_HEAVY
    return 0


def answer(content: bytes, encoding: str, out: IO[bytes]) -> None:
    """What the bytes say, or why they say nothing."""
    try:
        if content.startswith(ZIP):
            _put_package(content, out)
        elif content.startswith(COMPOUND):
            _put_compound(content, out)
        else:
            _put_text(content, encoding, out)
    except WorkbookRefused as refused:
        wire.put_refusal(refused, out)
    out.flush()


def _put_package(content: bytes, out: IO[bytes]) -> None:
    package = unpack(content)
    wire.put({"container": Container.XLSX, "has_macros": package.has_macros}, out)
    put_sheets(package.content, package.marks, out)


def _put_compound(content: bytes, out: IO[bytes]) -> None:
    marks = look_through(content)
    wire.put({"container": Container.XLS}, out)
    put_sheets(content, marks, out)


def _put_text(content: bytes, encoding: str, out: IO[bytes]) -> None:
    text = read_text(content, encoding)
    about = {"container": Container.CSV, "encoding": text.encoding}
    wire.put(about | {"faults": wire.plain(text.faults)}, out)
    wire.put({"sheet": SHEET, "rows": text.rows}, out)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
