"""The heading of a sheet: its columns, their units, and what is wrong or unsure with it."""

from dataclasses import dataclass, replace

from . import running, units
from .categories import is_note
from .cells import is_blank, key, plain
from .faults import Fault
from .finding import Rows, candidates
from .grids import Grid
from .headings import SEQUENCE, Column, Head, Heading, Kind, Unknown
from .matching import Lexicon, Match
from .questions import Told

_TITLE_CELLS = 2
_SURELY_A_TABLE = 4  # columns known
_LOOKED_UP = 60  # rows above a heading, and from the top, in which a unit is stated
_MOST_TABLES = 100  # of one sheet; a heading beyond is a line that is told


def find_head(grid: Grid, lexicon: Lexicon, told: Told, start: int = 0) -> Head | None:
    """The heading, or None when the sheet holds no such table from row ``start`` on."""
    first: Head | None = None
    for row in candidates(grid, lexicon, start):
        head = _Finder(Rows(grid, row, lexicon), told).head()
        if len(head.headings) >= _SURELY_A_TABLE or head.at(SEQUENCE) is not None:
            return head
        if len(head.headings) > 1 and first is None:
            first = head  # unless a line of a cover was met, and the table comes below it
    return first


@dataclass(frozen=True, slots=True)
class Located:
    """A heading, and the rows its table reaches from and to, titles included."""

    head: Head
    start: int
    end: int


def tables_in(grid: Grid, lexicon: Lexicon, told: Told) -> list[Located]:
    """The tables of a sheet, one below the other."""
    found: list[Located] = []
    head, start = find_head(grid, lexicon, told), 0
    while head is not None:
        more = len(found) + 1 < _MOST_TABLES
        following = _next_head(grid, head, lexicon, told) if more else None
        end = _title_above(grid, following.top, head.bottom) if following else len(grid.rows)
        found.append(Located(head, start, end))
        head, start = following, end
    return found


def _next_head(grid: Grid, head: Head, lexicon: Lexicon, told: Told) -> Head | None:
    """The next heading with other columns; where nothing is numbered none is looked for."""
    at = head.at(SEQUENCE)
    if at is None:
        return None
    for row in range(head.bottom + 1, len(grid.rows)):
        value = grid.value(row, at)
        if not isinstance(value, str) or not value or value[:1].isdigit():
            continue
        column = lexicon.alone(value)
        if column and column.key == SEQUENCE:
            other = find_head(grid, lexicon, told, row)
            if other and [h.path for h in other.headings] != [h.path for h in head.headings]:
                return other
    return None


def _title_above(grid: Grid, row: int, floor: int) -> int:
    """The first of the lines over a heading that hold no more than a title and a unit."""
    while row > floor + 1:
        texts = [plain(value) for value in grid.rows[row - 1] if not is_blank(value)]
        if len(texts) > _TITLE_CELLS or any(is_note(text) for text in texts):
            break
        row -= 1
    return row


class _Finder:
    def __init__(self, rows: Rows, told: Told) -> None:
        self.rows, self.told = rows, told
        self.grid, self.lexicon = rows.grid, rows.lexicon
        self.found: dict[str, tuple[Match, Heading]] = {}
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []
        self.elsewhere: dict[str, str] = {}  # columns that name another year
        self.unknown: list[Unknown] = []
        self.doubled: list[Unknown] = []

    def head(self) -> Head:
        stated = self._stated()
        paths = dict(self.rows.paths())
        for place, path in paths.items():
            if match := self.lexicon.match(path):
                self._take(place, path, match, stated)
            else:
                self._leave(place, path)
        self._share_unit()
        self._settle_running()
        form, known = self.lexicon.form, self._columns()
        self.faults += [
            Fault("column_of_other_year", cell, {"year": form.year})
            for wanted, cell in self.elsewhere.items()
            if wanted not in known
        ]
        lacking = tuple(c.aliases[0] for c in form.columns if c.required and c.key not in known)
        if lacking:
            where = self.grid.ref(self.rows.bottom, self.rows.left)
            self.faults.append(Fault("columns_missing", where, {"columns": "、".join(lacking)}))
        return Head(
            self.rows.top,
            self.rows.bottom,
            tuple(heading for _, heading in self.found.values()),
            tuple(self.faults),
            tuple(self.unknown),
            tuple(self.doubled),
            lacking,
            tuple(paths.values()),
            tuple(self.doubts),
        )

    def _share_unit(self) -> None:
        """Columns without a unit have the one that all others state; with a doubt."""
        without = {fault.cell: fault for fault in self.faults if fault.code == "unit_missing"}
        amounts = [h for _, h in self.found.values() if h.column.kind is Kind.MONEY]
        shared = {(h.unit, h.currency) for h in amounts if h.cell not in without}
        if len(shared) != 1:
            return
        unit, currency = next(iter(shared))
        for key_, (match, heading) in self.found.items():
            if fault := without.get(heading.cell):
                self.found[key_] = match, replace(heading, unit=unit, currency=currency)
                self.faults.remove(fault)
                self.doubts.append(Fault("unit_shared", heading.cell, fault.params))

    def _settle_running(self) -> None:
        headings = [heading for _, heading in self.found.values()]
        to_month = self.lexicon.to_month()
        settled = list(
            running.settle(self.grid, self.rows.bottom, headings, self.unknown, to_month)
        )
        for column, heading in settled:
            self.unknown.remove(column)
            self.found.setdefault(heading.key, (Match(heading.column, 0), heading))

    def _columns(self) -> set[str]:
        return {heading.column.key for _, heading in self.found.values()}

    def _take(
        self, place: int, path: tuple[str, ...], match: Match, stated: units.Unit | None
    ) -> None:
        cell = self.grid.ref(self.rows.bottom, place)
        at = match.moment
        heading = Heading(
            match.column, place, cell, path, month=at.month, dekad=at.dekad if at.month else None
        )
        known = self.found.get(heading.key)
        if known and match.column.many:
            heading = replace(heading, column=self._again(match.column))
        elif known and known[0].rank >= match.rank:
            if known[0].rank == match.rank and known[1].path != path:
                params = {"heading": path[-1], "first": known[1].cell}
                self.faults.append(Fault("column_twice", cell, params))
                self.doubled.append(Unknown(place, cell, path))
            return
        if match.column.kind is Kind.MONEY:
            heading = self._measured(heading, stated)
        self.found[heading.key] = match, heading

    def _again(self, column: Column) -> Column:
        """The same column under a key of its own."""
        count = sum(key.partition("#")[0] == column.key for key in self.found)
        return replace(column, key=f"{column.key}#{count + 1}")

    def _measured(self, heading: Heading, stated: units.Unit | None) -> Heading:
        """The heading with its unit: told of it, its own, told of the sheet, stated for it."""
        unit = self._own_unit(heading) or units.named(key(self.told.units.get("", ""))) or stated
        if unit is None:
            params = {"heading": heading.path[-1]}
            self.faults.append(Fault("unit_missing", heading.cell, params))
        elif unit.currency != self.told.currency:
            params = {"heading": heading.path[-1], "currency": unit.currency}
            self.faults.append(Fault("currency_foreign", heading.cell, params))
        if unit is None:
            return heading
        return replace(heading, unit=unit.worth, currency=unit.currency)

    def _own_unit(self, heading: Heading) -> units.Unit | None:
        if told := self.told.unit_of(heading.path):
            return units.named(key(told))
        own = (units.in_heading(key(part)) for part in reversed(heading.path))
        below = units.named(self.rows.unit_below(heading.place))
        return next((unit for unit in own if unit), None) or below

    def _leave(self, place: int, path: tuple[str, ...]) -> None:
        if self.lexicon.is_none(path):
            return
        cell = self.grid.ref(self.rows.bottom, place)
        if other := self.lexicon.in_other_year(path):
            self.elsewhere.setdefault(other.key, cell)
        self.unknown.append(Unknown(place, cell, path))

    def _stated(self) -> units.Unit | None:
        """The unit stated in the body's first row (a row of its own), or nearest above it."""
        bottom = self.rows.bottom + 2
        near, top = range(max(0, bottom - _LOOKED_UP), bottom), range(min(bottom, _LOOKED_UP))
        for row in (*reversed(near), *reversed(top)):
            for value in self.grid.rows[row] if row < len(self.grid.rows) else ():
                if isinstance(value, str) and value and (unit := units.stated(key(value))):
                    return unit
        return None
