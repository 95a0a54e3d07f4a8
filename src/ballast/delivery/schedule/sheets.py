"""Week tasks as a workbook: as the pages show them, and to be filed in Excel."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from ballast.delivery.schedule.messages import TASK_STATES, VERDICTS
from ballast.delivery.schedule.models import WeekTask
from ballast.delivery.schedule.rules import Week
from ballast.delivery.schedule.selectors import Weekly
from ballast.kernel.errors import Fault
from ballast.platform.sheets.reading import Grid, Void, open_workbook
from ballast.platform.sheets.writing import COUNT, DAY, SHARE, Column, Value, workbook


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of a filled table: of which task, what is said by field, and where it stands."""

    task_id: int
    said: Mapping[str, str]
    place: str


def tasks(title: str, notes: str, rows: Iterable[WeekTask]) -> bytes:
    """Every task of a week with what came of it."""
    columns = [
        *_about(),
        Column(_("State")),
        Column(_("Why it is not done"), width=40),
        Column(_("Until when instead"), DAY),
        Column(_("Filed by"), width=20),
        Column(_("Filed after noon"), width=10),
    ]
    return workbook(title, notes, columns, map(_line, rows))


def units(title: str, notes: str, found: Weekly) -> bytes:
    """A week by unit, in the published order."""
    columns = [
        Column(_("Order"), COUNT, 8),
        Column(_("Responsible unit"), width=24),
        *(
            Column(head, COUNT)
            for head in (
                _("To be done"),
                _("Done"),
                _("Not done"),
                _("Not filed"),
                _("Filed after noon"),
                _("Put off"),
            )
        ),
        Column(_("Done of due"), SHARE),
    ]
    rows: list[list[Value]] = [
        [
            line.place,
            line.unit.short_name,
            line.tally.due,
            line.tally.done,
            line.tally.undone,
            line.tally.unfiled,
            line.tally.late,
            line.tally.carried,
            line.tally.share,
        ]
        for line in found.lines
    ]
    return workbook(title, notes, columns, rows)


def to_fill(title: str, rows: Iterable[WeekTask]) -> bytes:
    """Those of a week that a unit files, to be filled in."""
    choices = tuple(str(one) for one in VERDICTS.values())
    answers = [
        Column(_heads()["verdict"], "@", 14, choices),
        Column(_heads()["reason"], "@", 44),
        Column(_heads()["new_due_on"], DAY, 16),
    ]
    notes = _(
        "Say of each task whether it is done; of one that is not why, and until when instead."
    )
    return workbook(title, notes, [*_about(), *answers], (_unfiled(one) for one in rows))


def read_filled(content: bytes, rows: Iterable[WeekTask]) -> tuple[list[Filled], list[Fault]]:
    """What a filled table says of these tasks, and all that is wrong with it.

    Columns may have moved: the heads tell which is which. Raises ``WorkbookRefused`` for what is
    no workbook.
    """
    known = {key_of(one): one.pk for one in rows}
    for grid in open_workbook(content).grids:
        for line, cells in enumerate(grid.rows):
            places = {_text(cell): n for n, cell in reversed(list(enumerate(cells)))}
            wanted = {name: places.get(head) for name, head in _heads().items()}
            if None not in wanted.values() and _("Task") in places:
                columns = {name: place for name, place in wanted.items() if place is not None}
                reading = _Reading(grid, columns, places[_("Task")], known)
                return list(reading.lines(line + 1)), reading.faults
    return [], [Fault("schedule_sheet_without_heads")]


def key_of(one: WeekTask) -> str:
    """What a line is found again by."""
    return f"{Week(one.week).code}-{one.pk}"


def _about() -> list[Column]:
    return [
        Column(_("Task"), width=16),
        Column(_("Responsible unit"), width=18),
        Column(_("Number"), width=14),
        Column(_("Project name"), width=40),
        Column(_("What is to be done"), width=44),
        Column(_("Person"), width=12),
        Column(_("Due on"), DAY),
        Column(_("Put off"), COUNT, 10),
    ]


def _told(one: WeekTask) -> list[Value]:
    return [
        key_of(one),
        one.unit.short_name,
        one.project.number,
        one.project.name,
        one.what,
        one.person or None,
        one.due_on,
        one.times or None,
    ]


def _line(one: WeekTask) -> Sequence[Value]:
    return [
        *_told(one),
        str(TASK_STATES[one.state]),
        one.reason or None,
        one.new_due_on,
        one.filed_by or None,
        _("yes") if one.is_late else None,
    ]


def _unfiled(one: WeekTask) -> Sequence[Value]:
    return [*_told(one), *(None for _head in _heads())]


def _heads() -> dict[str, str]:
    return {
        "verdict": _("Done or not"),
        "reason": _("Why it is not done"),
        "new_due_on": _("Until when instead"),
    }


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


class _Reading:
    """A table being read; ``faults`` gathers what is wrong on the way."""

    def __init__(
        self, grid: Grid, columns: Mapping[str, int], key: int, known: Mapping[str, int]
    ) -> None:
        self.grid, self.columns, self.key, self.known = grid, columns, key, known
        self.faults: list[Fault] = []
        self._seen: set[str] = set()
        self._codes = {str(words): code for code, words in VERDICTS.items()}

    def lines(self, first: int) -> Iterator[Filled]:
        for line in range(first, len(self.grid.rows)):
            said = {name: self._said(line, name) for name in self.columns}
            if any(said.values()) and (pk := self._task(line)):
                yield Filled(pk, said, self._place(line, self.key))

    def _place(self, line: int, column: int) -> str:
        return self.grid.ref(line, column).rpartition("!")[2]

    def _task(self, line: int) -> int | None:
        key = _text(self.grid.value(line, self.key))
        twice = key in self._seen
        if key in self.known and not twice:
            self._seen.add(key)
            return self.known[key]
        code = "schedule_sheet_line_twice" if twice else "schedule_sheet_line_unknown"
        self._fault(code, line, self.key, key)
        return None

    def _fault(self, code: str, line: int, column: int, said: str) -> None:
        place = self._place(line, column)
        self.faults.append(Fault(code, {"place": place, "said": said[:40]}))

    def _said(self, line: int, name: str) -> str:
        """What a cell says: the verdict as its code, a day as it is written in ISO 8601."""
        column = self.columns[name]
        cell = self.grid.value(line, column)
        if isinstance(cell, Void):
            self._fault(f"schedule_sheet_{_KINDS[name]}", line, column, "#")
            return ""
        text = _day_text(cell) if name == "new_due_on" else str(cell or "").strip()
        if not text:
            return ""
        if name == "verdict" and text not in self._codes:
            self._fault("schedule_sheet_verdict", line, column, text)
        if name == "new_due_on" and not _is_day(text):
            self._fault("schedule_sheet_day", line, column, text)
        return self._codes.get(text, "") if name == "verdict" else text


_KINDS = {"verdict": "verdict", "reason": "day", "new_due_on": "day"}


def _day_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell or "").strip().replace("/", "-").replace(".", "-")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
