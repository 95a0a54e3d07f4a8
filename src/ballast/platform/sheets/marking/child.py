"""``python -m ballast.platform.sheets.marking.child PARENT``: a workbook in, the marked one out.

A line of JSON says what to mark; the workbook's bytes follow it.
"""

import json
import sys
import zlib
from typing import IO
from zipfile import BadZipFile

from ballast.platform.sheets.apart import TOO_HEAVY, hold_back

from . import NOT_CUT, Line, Listing, Mark, Unmarkable, mark


def main(parent: str) -> int:
    hold_back(int(parent))
    try:
        answer(sys.stdin.buffer, sys.stdout.buffer)
    except (MemoryError, OSError):
        return TOO_HEAVY
    return 0


def answer(given: IO[bytes], out: IO[bytes]) -> None:
    """The marked workbook, or that it is not cut into."""
    asked = json.loads(given.readline())
    listing = asked["listing"]
    lines = [Line(**line) for line in listing.pop("lines")]
    marks = [Mark(**one) for one in asked["marks"]]
    try:
        out.write(mark(given.read(), marks, Listing(lines=lines, **listing), asked["author"]))
    except (Unmarkable, BadZipFile, KeyError, ValueError, RuntimeError, zlib.error):
        out.write(NOT_CUT)
    out.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
