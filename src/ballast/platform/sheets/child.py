"""``python -m ballast.platform.sheets.child PARENT [ENCODING]``: bytes in, what they say out.

What a stranger sent is parsed in a process of its own, which has little memory and little time
and does not outlive its parent: whatever happens to it, the server lives. It imports no Django,
so that it starts at once.
"""

import resource
import sys
from typing import IO

from ballast.kernel import lifeline

from . import wire
from .biff import look_through
from .containers import COMPOUND, ZIP
from .faults import WorkbookRefused
from .grids import Container
from .package import unpack
from .parsing import put_sheets
from .texts import read_text

MEMORY = 1024**3  # bytes of address space
SECONDS = 30  # of the processor, and on the wall
LARGEST_ANSWER = 256 * 1024**2  # bytes
TOO_HEAVY = 3  # exit status


def main(parent: str, encoding: str = "") -> int:
    lifeline.hold(int(parent))
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
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
    rows, used = read_text(content, encoding)
    wire.put({"container": Container.CSV, "encoding": used}, out)
    wire.put({"sheet": "CSV", "rows": rows}, out)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
