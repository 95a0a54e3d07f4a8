"""A sweep's table to be answered in Excel, and read again with every fault named by its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ballast.dispatch.coordination.messages import KINDS, said
from ballast.dispatch.coordination.models import Duty, Sweep
from ballast.dispatch.coordination.rules import Fault, Kind, Question, Unread, read
from ballast.dispatch.coordination.rules.answers import NO, YES
from ballast.platform.sheets.reading import Grid, Void, open_workbook
from ballast.platform.sheets.writing import DAY, Column, Value, workbook

from .lists import head_of, value_of

_NOTED = 12  # choices of a question named in the notes


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of a filled table: what its cells hold, and where they stand."""

    duty_id: int
    said: Mapping[str, object]
    places: Mapping[str, str]


def to_fill(sweep: Sweep, rows: Sequence[Duty]) -> bytes:
    """The lines with what is answered of them so far. A proof is put in on the page."""
    questions = _asked(sweep)
    columns = [
        Column(_("Number"), width=14),
        Column(_("Project name") if sweep.over == "PROJECTS" else _("Unit"), width=44),
        Column(_("Responsible unit"), width=18),
        *(Column(head_of(one), _shown(one), 24, choices_of(one)) for one in questions),
    ]
    hints = _("; ").join(map(_hint, questions))
    return workbook(sweep.title, hints, columns, (_line(sweep, row) for row in rows))


def _asked(sweep: Sweep) -> list[Question]:
    return [one for one in sweep.questions if one.kind is not Kind.FILE]


def choices_of(question: Question) -> tuple[str, ...]:
    """What a cell may be chosen from."""
    if question.kind is Kind.YES_NO:
        return said(question, YES), said(question, NO)
    return question.options


def _hint(question: Question) -> str:
    choices = choices_of(question)
    how = "/".join(choices[:_NOTED]) if choices else str(KINDS[question.kind])
    must = _("required") if question.must_be_answered else _("not required")
    return _("%(question)s: %(how)s, %(must)s") % {
        "question": head_of(question),
        "how": how,
        "must": must,
    }


def _shown(question: Question) -> str:
    return {Kind.NUMBER: "General", Kind.DAY: DAY}.get(question.kind, "@")


def _line(sweep: Sweep, row: Duty) -> list[Value]:
    told = row.draft or row.values
    return [
        key_of(row),
        row.project.name if row.project else row.unit.name,
        row.unit.short_name,
        *(value_of(one, told.get(one.code, "")) for one in _asked(sweep)),
    ]


def key_of(row: Duty) -> str:
    """What a line is found again by: the project's number, or the unit's code."""
    return row.project.number if row.project else row.unit.code


def read_filled(
    content: bytes, sweep: Sweep, rows: Sequence[Duty]
) -> tuple[list[Filled], list[Fault]]:
    """What a filled table says of these lines, and all that is wrong with it.

    Columns may have moved and others may have come between: the heads tell which is which. Raises
    ``WorkbookRefused`` for what is no workbook.
    """
    book = open_workbook(content)
    found = [(grid, place) for grid in book.grids for place in [_head(grid, sweep)] if place]
    if not found:
        return [], [Fault("sheet_without_heads")]
    grid, line = found[0]
    heads = _columns(grid, line, sweep)
    missing = [one for one in _asked(sweep) if one.code not in heads]
    if missing:
        return [], [Fault("sheet_head_missing", {"words": head_of(one)}) for one in missing]
    known = {key_of(row): row for row in rows}
    key = _key_column(grid, line, set(heads.values()), known)
    if key is None:
        return [], [Fault("sheet_without_heads")]
    reading = _Reading(grid, sweep, heads, key, known)
    return list(reading.lines(line + 1)), reading.faults


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _head(grid: Grid, sweep: Sweep) -> int | None:
    """The first row that holds the head of a question."""
    heads = {_text(head_of(one)) for one in _asked(sweep)}
    rows = enumerate(grid.rows)
    return next((n for n, row in rows if heads & {_text(one) for one in row}), None)


def _columns(grid: Grid, line: int, sweep: Sweep) -> dict[str, int]:
    codes = {_text(head_of(one)): one.code for one in _asked(sweep)}
    cells = enumerate(grid.rows[line])
    return {codes[_text(head)]: n for n, head in reversed(list(cells)) if _text(head) in codes}


def _key_column(grid: Grid, line: int, taken: set[int], known: Mapping[str, Duty]) -> int | None:
    """The column in which the lines' numbers or codes stand."""
    for row in grid.rows[line + 1 :]:
        for place, value in enumerate(row):
            if place not in taken and _text(value) in known:
                return place
    return None


class _Reading:
    """A table being read; ``faults`` gathers what is wrong on the way."""

    def __init__(
        self,
        grid: Grid,
        sweep: Sweep,
        heads: Mapping[str, int],
        key: int,
        known: Mapping[str, Duty],
    ) -> None:
        self.grid, self.sweep, self.heads, self.key, self.known = grid, sweep, heads, key, known
        self.faults: list[Fault] = []
        self._seen: set[str] = set()

    def lines(self, first: int) -> Iterator[Filled]:
        for line in range(first, len(self.grid.rows)):
            said = {code: self.grid.value(line, place) for code, place in self.heads.items()}
            key = _text(self.grid.value(line, self.key))
            if not key and not any(one not in ("", None) for one in said.values()):
                continue
            if duty := self._duty(line, key):
                places = {code: self._place(line, place) for code, place in self.heads.items()}
                self._try(said, places)
                yield Filled(duty.pk, said, places)

    def _place(self, line: int, column: int) -> str:
        """C5: there is only this one sheet."""
        return self.grid.ref(line, column).rpartition("!")[2]

    def _duty(self, line: int, key: str) -> Duty | None:
        code = "sheet_line_twice" if key in self._seen else "sheet_line_unknown"
        if key in self.known and key not in self._seen:
            self._seen.add(key)
            return self.known[key]
        self.faults.append(Fault(code, {"place": self._place(line, self.key), "said": key[:40]}))
        return None

    def _try(self, said: dict[str, object], places: Mapping[str, str]) -> None:
        """Every cell that cannot be read is a fault; what it held is left out."""
        for one in _asked(self.sweep):
            place = {"place": places[one.code]}
            if isinstance(said[one.code], Void):
                self.faults.append(Fault("sheet_cell_error", place))
                said[one.code] = ""
                continue
            try:
                said[one.code] = read(one, said[one.code])
            except Unread as fault:
                self.faults.append(Fault(fault.code, {**place, "said": fault.said}))
                said[one.code] = ""
