"""Sheets of one project: labels with the value beside or below, then its nodes and its months."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import units
from .body import Body
from .categories import is_note
from .cells import is_blank, key, plain, shown
from .faults import Fault
from .grids import Grid, Place
from .headings import NAME, SEQUENCE, Column, Head, Heading, Kind
from .matching import Lexicon
from .matrices import Said, Sight, is_signed, months_in, nodes_in
from .questions import Told
from .tables import Row
from .values import Cells, Value

_SEARCHED = 30  # rows from the top for the name
_LONGEST = 200  # rows: a form of one project is no longer
_COLON = re.compile(r"[:：]")
_WITH_UNIT = re.compile(r"(?P<number>[^\d]{0,2}[\d.,，]+)\s*(?P<unit>[^\d\s.,，]+)")


def card_in(grid: Grid, lexicon: Lexicon) -> Body | None:
    """The one project of a sheet as a body of one row, or None where the sheet is no such form."""
    if not 1 < len(grid.rows) <= _LONGEST:
        return None
    sight = Sight(grid, lexicon)
    name = next(_names(sight), None)
    if name is None:
        return None
    said = [*nodes_in(sight), *months_in(sight)]
    below = [one.value[0] for one in said if one.value[0] > name[0]]
    labels = _Labels(sight, {place for one in said for place in (*one.labels, one.value)})
    tells_more = said or len(labels.known) > 1  # a cover names its subject and nothing else
    if not tells_more or not labels.are_a_form(name, min(below, default=None)):
        return None
    return _Card(sight, lexicon.told, [*labels.pairs(), *said]).body(name)


def _names(sight: Sight) -> Iterator[Place]:
    for place, text in sight.texts():
        if place[0] < _SEARCHED and (column := sight.label(text)) and column.key == NAME:
            yield place


class _Labels:
    """The labels of a form, and where the value of each stands."""

    def __init__(self, sight: Sight, taken: set[Place]) -> None:
        self.sight, self.grid = sight, sight.grid
        self.known: dict[Place, Column] = {
            place: column
            for place, text in sight.texts()
            if place not in taken and (column := sight.label(text)) and column.key != SEQUENCE
        }
        self.rows_below = {
            row for row, column in self.known if self.sight.right_of((row, column)) in self.known
        }

    def are_a_form(self, name: Place, matrix: int | None) -> bool:
        """Whether this is no table: labels under the name, or one line of values and then nodes."""
        if ":" in key(self.grid.value(*name)) and self._value_within(name):
            return True
        if name[0] in self.rows_below:
            values = self._row_under(name)
            return matrix is not None and values is not None and self._is_alone(values)
        beside = self._beside(name)
        if beside is None or beside in self.known or self._has_second(beside):
            return False
        under = [c.key for (r, at), c in self.known.items() if at == name[1] and r > name[0]]
        bottom = self.sight.bottom(name)
        return any(one != NAME for one in under) or (matrix or 0) > bottom + 1

    def _has_second(self, value: Place) -> bool:
        """Another name follows: this is a table whose headings stand in a column."""
        after = self.sight.right_of(value)
        return after is not None and after not in self.known and bool(self.sight.text(after))

    def _is_alone(self, values: int) -> bool:
        """After one line of values come labels or names again, no second line."""
        after = self.sight.filled_after(values)
        return after is not None and any(
            self.sight.says_something_of_nodes(text) or (row, column) in self.known
            for (row, column), text in self.sight.texts()
            if row == after
        )

    def pairs(self) -> Iterator[Said]:
        """Each label with its value's place; the first of two labels with one meaning counts."""
        found: set[str] = set()
        for place, column in self.known.items():
            value = self._value(place)
            if column.key in found or value is None:
                continue
            found.add(column.key)
            yield Said(column, (place,), value, (shown(self.grid.value(*place)),))

    def _value(self, place: Place) -> Place | None:
        if self._value_within(place):
            return place
        if place[0] in self.rows_below:
            row = self._row_under(place)
            return None if row is None else (row, place[1])
        beside = self._beside(place)
        return None if beside in self.known else beside

    def _beside(self, place: Place) -> Place | None:
        """The next filled cell of the row; where none is, the one beside it."""
        first = after = self.sight.right_of(place)
        while after is not None and not self.sight.text(after):
            after = self.sight.right_of(after)
        return after or first

    def _value_within(self, place: Place) -> str:
        """项目名称：滨江路工程 says both in one cell."""
        parts = _COLON.split(shown(self.grid.value(*place)), maxsplit=1)
        return parts[1].strip() if len(parts) == 2 else ""

    def _row_under(self, place: Place) -> int | None:
        row = self.sight.bottom(place) + 1
        return row if row < len(self.grid.rows) and (row, place[1]) not in self.known else None


class _Card:
    """What is said, read cell by cell into one row."""

    def __init__(self, sight: Sight, told: Told, said: Sequence[Said]) -> None:
        self.sight, self.grid, self.told, self.said = sight, sight.grid, told, said
        self.faults: list[Fault] = []
        self.stated = next(filter(None, (units.stated(key(t)) for _, t in sight.texts())), None)
        own = {unit for one in said if (unit := self._own_unit(one))}
        self.shared = next(iter(own)) if len(own) == 1 else None

    def body(self, name: Place) -> Body:
        headings = {one: self._heading(one) for one in self.said}
        top = min(one.labels[0][0] for one in self.said)
        head = Head(
            top, top, tuple(headings.values()), (), paths=tuple(one.path for one in headings)
        )
        body = Body(self.grid, head, Cells(self.grid), 0, len(self.grid.rows))
        values: dict[str, Value] = {}
        places: dict[str, str] = {}
        for one, heading in headings.items():
            raw, measured = self._raw(one, heading)
            value = body.cells.alone(raw, measured, one.value)
            if value is not None and heading.key not in values:
                values[heading.key], places[heading.key] = value, self.grid.ref(*one.value)
        body.is_form = True
        body.rows.append(Row(name[0] + 1, None, values, places))
        body.head = replace(head, faults=tuple(self.faults), doubts=tuple(self._unknown(top)))
        return body

    def _unknown(self, top: int) -> Iterator[Fault]:
        """Words that nobody knows with something beside them: what is said there is not read."""
        taken: set[Place | None] = {p for one in self.said for p in (*one.labels, one.value)}
        heads = {p[0] for one in self.said if len(one.labels) > 1 for p in one.labels}
        for place, text in self.sight.texts():
            if place[0] < top or place[0] in heads or place in taken:
                continue
            if self._means_something(text):
                continue
            beside = self.sight.right_of(place)
            value = self.sight.text(beside) if beside else ""
            if not value or beside in taken or self._means_something(value):
                continue
            taken.add(beside)
            params = {"text": shown(text)[:40], "value": value[:40]}
            yield Fault("label_unknown", self.grid.ref(*place), params)

    def _means_something(self, text: str) -> bool:
        """A label, a node, a unit, or a note: known, whether or not its value was taken."""
        sight = self.sight
        return bool(
            sight.label(text)
            or sight.says_something_of_nodes(text)
            or units.stated(key(text))
            or is_note(plain(text))
            or is_signed(text)
        )

    def _heading(self, one: Said) -> Heading:
        cell = self.grid.ref(*one.labels[0])
        return Heading(one.column, one.value[1], cell, one.path, month=one.month, dekad=one.dekad)

    def _raw(self, one: Said, heading: Heading) -> tuple[object, Heading]:
        """The value without its label and its unit, and the heading with that unit."""
        value = self.grid.value(*one.value)
        if one.value == one.labels[0]:
            value = _COLON.split(shown(value), maxsplit=1)[1].strip()
        if heading.column.kind is not Kind.MONEY or is_blank(value):
            return value, heading
        written = _WITH_UNIT.fullmatch(shown(value)) if isinstance(value, str) else None
        unit = units.named(key(written["unit"])) if written else None
        if written and unit:
            value = written["number"]
        return value, self._measured(heading, unit or self._unit(one))

    def _unit(self, one: Said) -> units.Unit | None:
        if told := self.told.unit_of(one.path):
            return units.named(key(told))
        return self._own_unit(one) or self.stated or self.shared

    @staticmethod
    def _own_unit(one: Said) -> units.Unit | None:
        own = (units.in_heading(key(part)) for part in reversed(one.path))
        return next(filter(None, own), None)

    def _measured(self, heading: Heading, unit: units.Unit | None) -> Heading:
        params: dict[str, object] = {"heading": heading.path[-1]}
        if unit is None:
            self.faults.append(Fault("unit_missing", heading.cell, params))
            return heading
        if unit.currency != self.told.currency:
            params["currency"] = unit.currency
            self.faults.append(Fault("currency_foreign", heading.cell, params))
        return replace(heading, unit=unit.worth, currency=unit.currency)
