"""A unit's own workbook with what is wrong marked in it; a list where it cannot be marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from ballast.platform.sheets.marking import Line, Listing, Mark, Unmarkable
from ballast.platform.sheets.marking import marked as marked_apart
from ballast.platform.sheets.reading import WorkbookRefused
from ballast.platform.sheets.writing import COUNT, Column, Value, workbook

_MARKED = (".xlsx", ".xlsm")
_PACKED = b"PK"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one cell (``sheet!B5``), in the reader's words."""

    cell: str
    words: str
    is_doubt: bool = False

    @property
    def place(self) -> tuple[str, str]:
        sheet, _bang, cell = self.cell.rpartition("!")
        return sheet, cell

    @property
    def kind(self) -> str:
        return _("Doubt") if self.is_doubt else _("Fault")


@dataclass(frozen=True, slots=True)
class Marked:
    """What is given back, and whether it is the workbook itself."""

    filename: str
    content: bytes
    is_the_workbook: bool = False


def marked(content: bytes, filename: str, said: Sequence[Said]) -> Marked:
    """The workbook with its cells marked and a list before its sheets.

    Of a text file, an old workbook, or one that is not cut into, the list alone.
    """
    stem, ending = PurePath(filename).stem, PurePath(filename).suffix.lower()
    title = _("Issues of the import")
    notes = _("%(file)s: %(faults)d faults, %(doubts)d doubts") % {
        "file": filename,
        "faults": sum(not one.is_doubt for one in said),
        "doubts": sum(one.is_doubt for one in said),
    }
    if content.startswith(_PACKED):
        marks = [Mark(*one.place, one.words, one.is_doubt) for one in said]
        listing = Listing(
            title, title, notes, _heads(), [_line(n, one) for n, one in enumerate(said, 1)], 3
        )
        try:
            made = marked_apart(content, marks, listing, _("Ballast"))
        except (Unmarkable, WorkbookRefused):
            pass
        else:
            kept = ending if ending in _MARKED else _MARKED[0]
            return Marked(
                _("%(file)s (marked)") % {"file": stem} + kept, made, is_the_workbook=True
            )
    columns = [
        Column(head, COUNT if n == 0 else "@", width) for n, (head, width) in enumerate(_heads())
    ]
    rows: Iterator[list[Value]] = ([n, *_values(one)] for n, one in enumerate(said, 1))
    return Marked(
        _("%(file)s (issues)") % {"file": stem} + ".xlsx",
        workbook(title, notes, columns, rows),
    )


def _heads() -> list[tuple[str, int]]:
    return [
        (_("No."), 6),
        (_("Kind"), 8),
        (_("Sheet"), 18),
        (_("Cell"), 10),
        (_("What is wrong"), 90),
    ]


def _line(number: int, one: Said) -> Line:
    link = one.place if all(one.place) else None
    return Line((str(number), *_values(one)), link, one.is_doubt)


def _values(one: Said) -> tuple[str, ...]:
    return (one.kind, *one.place, one.words)
