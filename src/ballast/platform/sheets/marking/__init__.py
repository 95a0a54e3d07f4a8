"""The very workbook that came in, with what is wrong marked where it stands.

Colours and comments are cut into its XML, so that values, formulas with their results, widths,
merged cells, pictures, charts and macros stay byte for byte what they were.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile

from ballast.platform.sheets import apart

from .cells import Place, place, relook
from .comments import comment
from .listing import Line, Listing, put_first
from .parts import Parts, sheets
from .styles import Styles
from .xml import Unmarkable

__all__ = ["NOT_CUT", "Line", "Listing", "Mark", "Unmarkable", "mark", "marked"]

FAULT, DOUBT = "FF9C9C", "FFE08A"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said at one cell of a sheet."""

    sheet: str
    cell: str
    words: str
    is_doubt: bool = False


_CHILD = f"{__name__}.child"
NOT_CUT = b"unmarkable"


def marked(content: bytes, marks: Sequence[Mark], listing: Listing, author: str) -> bytes:
    """What ``mark`` makes of the workbook, in a process of its own with bounds as for reading.

    Raises ``Unmarkable``, and ``WorkbookRefused`` when the process dies of it.
    """
    asked = {"marks": [asdict(one) for one in marks], "listing": asdict(listing), "author": author}
    with TemporaryFile() as given, TemporaryFile() as told:
        given.write(json.dumps(asked).encode() + b"\n" + content)
        given.seek(0)
        apart.run(_CHILD, given, told)
        told.seek(0)
        answer = told.read()
    if answer == NOT_CUT:
        raise Unmarkable
    return answer


def mark(content: bytes, marks: Sequence[Mark], listing: Listing, author: str) -> bytes:
    """The workbook (.xlsx, .xlsm) with its cells marked and the list before its sheets.

    A cell with a fault is red, one with doubts only amber. Raises ``Unmarkable`` where the
    package is built so unusually that it is not cut into; other errors mean it is none.
    """
    parts = Parts(content)
    styles = Styles(parts)
    grounds = styles.ground(FAULT), styles.ground(DOUBT)
    for sheet, part in sheets(parts).items():
        its = _by_place([one for one in marks if one.sheet == sheet])
        if not its:
            continue

        def look(base: int, where: Place, its: dict[Place, list[Mark]] = its) -> int:
            only_doubts = all(one.is_doubt for one in its[where])
            return styles.tinted(base, grounds[only_doubts])

        parts[part] = relook(parts[part], set(its), look)
        words = {where: "\n".join(one.words for one in said) for where, said in its.items()}
        comment(parts, part, words, author)
    put_first(parts, listing, styles, grounds)
    styles.write()
    return parts.packed()


def _by_place(marks: Sequence[Mark]) -> dict[Place, list[Mark]]:
    found: dict[Place, list[Mark]] = {}
    for one in marks:
        if where := place(one.cell):
            found.setdefault(where, []).append(one)
    return found
