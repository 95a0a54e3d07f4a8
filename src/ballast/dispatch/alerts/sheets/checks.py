"""Checks as a workbook: as the desk shows them, and to be answered in Excel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ballast.dispatch.alerts.messages import VERDICTS
from ballast.dispatch.alerts.messages.checked import Checked
from ballast.dispatch.coordination.messages import CAUSES
from ballast.kernel.errors import Fault
from ballast.platform.sheets.reading import Grid, Void, open_workbook
from ballast.platform.sheets.writing import DAY, Column, Value, workbook
from ballast.platform.ui.templatetags.figures import period as period_name
from ballast.platform.ui.templatetags.ui import LAMPS


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of a filled table: of which check, what is said by field, and where it stands."""

    check_id: int
    said: Mapping[str, str]
    place: str


def checks(title: str, notes: str, rows: Iterable[Checked]) -> bytes:
    """What the desk shows, every row of it."""
    columns = [
        *_about(),
        Column(_("State"), width=18),
        Column(_("Kind of cause"), width=16),
        Column(_("How it stands and why"), width=50),
        Column(_("What the city is to settle"), width=50),
        Column(_("Matter"), width=14),
        Column(_("Checked by"), width=20),
        Column(_("Checked on"), DAY),
    ]
    return workbook(title, notes, columns, map(_line, rows))


def to_fill(title: str, rows: Iterable[Checked], units: Sequence[str]) -> bytes:
    """Those that wait for an answer. A proof is put in on the page."""
    choices = _choices(units)
    answers = [Column(head, "@", 30, tuple(choices[code])) for code, head in _heads().items()]
    columns = [*_about(), *answers]
    notes = _(
        "Choose the verdict; of a true one the cause. Leave what is to be settled empty where your"
        " unit settles it itself."
    )
    return workbook(title, notes, columns, (_unanswered(one) for one in rows))


def read_filled(
    content: bytes, rows: Iterable[Checked], units: Mapping[str, str]
) -> tuple[list[Filled], list[Fault]]:
    """What a filled table says of these checks, and all that is wrong with it.

    ``units``: codes by short name. Columns may have moved: the heads tell which is which. Raises
    ``WorkbookRefused`` for what is no workbook.
    """
    known = {key_of(one): one.check.pk for one in rows}
    for grid in open_workbook(content).grids:
        for line, cells in enumerate(grid.rows):
            places = {_text(cell): n for n, cell in reversed(list(enumerate(cells)))}
            wanted = {code: places.get(head) for code, head in _heads().items()}
            if None not in wanted.values() and _("Check") in places:
                columns = {code: place for code, place in wanted.items() if place is not None}
                reading = _Reading(grid, columns, places[_("Check")], known, units)
                return list(reading.lines(line + 1)), reading.faults
    return [], [Fault("check_sheet_without_heads")]


def key_of(one: Checked) -> str:
    """What a line is found again by."""
    return f"{one.project.number} {one.check.period} {one.family}"


def _about() -> list[Column]:
    return [
        Column(_("Check"), width=30),
        Column(_("Project name"), width=44),
        Column(_("Responsible unit"), width=18),
        Column(_("Period"), width=14),
        Column(_("Lamp"), width=8),
        Column(_("Warning"), width=60),
        Column(_("Due on"), DAY),
    ]


def _told(one: Checked) -> list[Value]:
    return [
        key_of(one),
        one.project.name,
        one.check.unit.short_name,
        period_name(one.check.period),
        str(LAMPS[one.colour]) if one.colour else None,
        one.sentence,
        one.check.due_on,
    ]


def _line(one: Checked) -> Sequence[Value]:
    row = one.check
    return [
        *_told(one),
        one.state,
        one.cause,
        row.words,
        row.asks,
        row.issue.number if row.issue else None,
        row.answered_by,
        row.answered_on,
    ]


def _heads() -> dict[str, str]:
    return {
        "verdict": _("True or wrong"),
        "cause": _("Kind of cause"),
        "words": _("How it stands and why"),
        "asks": _("What the city is to settle"),
        "lead": _("Who shall lead"),
    }


def _choices(units: Sequence[str]) -> dict[str, Sequence[str]]:
    return {
        "verdict": [str(one) for one in VERDICTS.values()],
        "cause": [str(one) for one in CAUSES.values()],
        "words": (),
        "asks": (),
        "lead": units,
    }


def _unanswered(one: Checked) -> Sequence[Value]:
    return [*_told(one), *(None for _head in _heads())]


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


class _Reading:
    """A table being read; ``faults`` gathers what is wrong on the way."""

    def __init__(
        self,
        grid: Grid,
        columns: Mapping[str, int],
        key: int,
        known: Mapping[str, int],
        units: Mapping[str, str],
    ) -> None:
        self.grid, self.columns, self.key, self.known = grid, columns, key, known
        self.faults: list[Fault] = []
        self._codes = {
            "verdict": {str(words): code for code, words in VERDICTS.items()},
            "cause": {str(words): str(code) for code, words in CAUSES.items()},
            "lead": units,
        }
        self._seen: set[str] = set()

    def lines(self, first: int) -> Iterator[Filled]:
        for line in range(first, len(self.grid.rows)):
            cells = {code: self.grid.value(line, place) for code, place in self.columns.items()}
            said = {code: self._said(line, code, cell) for code, cell in cells.items()}
            if any(said.values()) and (pk := self._check(line)):
                yield Filled(pk, said, self._place(line, self.key))

    def _place(self, line: int, column: int) -> str:
        return self.grid.ref(line, column).rpartition("!")[2]

    def _check(self, line: int) -> int | None:
        key = _text(self.grid.value(line, self.key))
        code = "check_sheet_line_twice" if key in self._seen else "check_sheet_line_unknown"
        if key in self.known and key not in self._seen:
            self._seen.add(key)
            return self.known[key]
        self.faults.append(Fault(code, {"place": self._place(line, self.key), "said": key[:40]}))
        return None

    def _said(self, line: int, field: str, cell: object) -> str:
        """What a cell says, a choice as its code; what cannot be read is a fault."""
        place = {"place": self._place(line, self.columns[field])}
        if isinstance(cell, Void):
            self.faults.append(Fault("sheet_cell_error", place))
            return ""
        text = str(cell).strip() if cell is not None else ""
        codes = self._codes.get(field)
        if codes is None or not text:
            return text
        if text not in codes:
            self.faults.append(Fault(f"check_sheet_{field}", {**place, "said": text[:40]}))
        return codes.get(text, "")
