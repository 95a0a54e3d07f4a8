"""The rows of a sheet that are its heading: title above, two or three levels, units, numbers."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .cells import is_blank, key, shown
from .grids import Grid, Void
from .headings import NAME, SEQUENCE
from .matching import Lexicon
from .months import NO_MOMENT, moment
from .units import named, stated

_DEEPEST = 5  # lines of a heading below the one with the name
_SEARCHED = 60  # rows from the top
_BROADEST = 400  # columns in which headings are looked for
_LONGEST_LINE = 300  # signs; a heading with its explanations, but no paragraph
_LONGEST_GROUP = 15  # signs of a heading that stands over others without being merged
_A_DAY = re.compile(r"20\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?")
_NUMBER_OF_COLUMN = re.compile(r"[(\[]?(?:\d{1,2}|[a-z]|[甲乙丙丁])[)\]]?(?:=.*)?")


class Rows:
    """The heading of one sheet, from its first row to its last."""

    def __init__(self, grid: Grid, row: int, lexicon: Lexicon) -> None:
        self.grid, self.lexicon = grid, lexicon
        self.left, self.right = _extent(grid, row)
        self.marks = [
            place
            for place in range(self.left, self.right + 1)
            if (column := lexicon.alone(str(grid.spread(row, place))))
            and column.key in (NAME, SEQUENCE)
        ]
        self.top = self.bottom = row
        while self.top and self._groups(self.top - 1):
            self.top -= 1
        while self.bottom - row < _DEEPEST and self._goes_on(self.bottom + 1):
            self.bottom += 1
        self._filled = self._fill()

    def paths(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every column and the headings over it, from top to bottom, a merged one once."""
        for place in range(self.left, self.right + 1):
            path = dict(line[place - self.left] for line in self._filled)
            texts = tuple(t for t in path.values() if t.strip() and not _is_unit_or_number(t))
            if texts:
                yield place, texts

    def unit_below(self, place: int) -> str:
        """The unit that stands in a row of its own under the headings."""
        for line in self._filled:
            text = key(line[place - self.left][1])
            if named(text) or text in ("%", "(%)"):
                return text
        return ""

    def _texts(self, row: int) -> dict[int, str]:
        """The row's own texts by column, within the heading's width."""
        line = self.grid.rows[row]
        within = range(self.left, min(self.right + 1, len(line)))
        return {c: str(line[c]) for c in within if not is_blank(line[c])}

    def _groups(self, row: int) -> bool:
        """A row above belongs to the heading while it groups some of its columns."""
        texts = self._texts(row)
        folded = [key(text) for text in texts.values()]
        if not texts or any(":" in t or stated(t) or _A_DAY.search(t) for t in folded):
            return False
        if any(len(text) > _LONGEST_LINE for text in folded):
            return False
        whole = self.right - self.left
        widths = {place: self._width(row, place) for place in texts}
        if len(texts) == 1 and any(
            place in self._span(row, m) for m in self.marks for place in texts
        ):
            return False  # a title narrower than its table
        if any(1 < width < whole for width in widths.values()):
            return not any(width >= whole for width in widths.values())
        if any(place in texts for place in self.marks) or any(w > 1 for w in widths.values()):
            return False
        return len(texts) > 1 or self._heads_unknown(row, next(iter(texts)))

    def _heads_unknown(self, row: int, place: int) -> bool:
        """One text over columns: 投资; one with a number only where it explains them, as 3月."""
        text, below = key(self.grid.value(row, place)), str(self.grid.spread(row + 1, place))
        explains = not any(sign.isdigit() for sign in text) or not self.lexicon.alone(below)
        return len(text) <= _LONGEST_GROUP and place < self.right and explains

    def _span(self, row: int, place: int) -> range:
        """The columns of the merged cell this one lies in."""
        first = self.grid.anchor(row, place)[1]
        return range(first, first + self._width(row, first))

    def _width(self, row: int, place: int) -> int:
        anchor = self.grid.anchor(row, place)
        width = 1
        while place + width <= self.right and self.grid.anchor(row, place + width) == anchor:
            width += 1
        return width

    def _goes_on(self, row: int) -> bool:
        """A row below belongs to the heading while it divides what stands above it."""
        if row >= len(self.grid.rows):
            return False
        texts = self._texts(row)
        hung = any(
            self.grid.anchor(row, place)[0] < row and not is_blank(self.grid.spread(row, place))
            for place in range(self.left, self.right + 1)
        )
        if not texts:
            return hung and self._is_hung_by_mark(row)
        folded = [key(text) for text in texts.values()]
        if all(_is_unit_or_number(text) for text in folded):
            return self._is_unit_row(folded) or self._is_number_row(folded)
        line = self.grid.rows[row]
        if any(mark in texts for mark in self.marks) or not all(
            isinstance(line[place], str) for place in texts
        ):
            return False
        return self._divides(row, texts, hung=hung)

    def _is_hung_by_mark(self, row: int) -> bool:
        return any(self.grid.anchor(row, mark)[0] < row for mark in self.marks) or not self.marks

    @staticmethod
    def _is_unit_row(folded: Sequence[str]) -> bool:
        return any(named(text) for text in folded)

    @staticmethod
    def _is_number_row(folded: Sequence[str]) -> bool:
        """1, 2, 3 … under the headings, not the first project."""
        numbers = [int(text) for text in folded if text.isdigit()]
        return len(folded) > 2 and all(b - a == 1 for a, b in pairwise(numbers))

    def _divides(self, row: int, texts: dict[int, str], *, hung: bool) -> bool:
        named_ = any(
            self.lexicon.alone(text) or moment((text,)) != NO_MOMENT for text in texts.values()
        )
        under = all(self._width(row - 1, self.grid.anchor(row - 1, c)[1]) > 1 for c in texts)
        return (hung and (named_ or under)) or (under and len(texts) > 1) or named_

    def _fill(self) -> list[list[tuple[tuple[int, int], str]]]:
        """The heading's cells with their anchors; a group not merged reaches to the next one."""
        grid = self.grid
        filled: list[list[tuple[tuple[int, int], str]]] = []
        for row in range(self.top, self.bottom + 1):
            line: list[tuple[tuple[int, int], str]] = []
            for place in range(self.left, self.right + 1):
                anchor = grid.anchor(row, place)
                text = _heading_text(grid.value(*anchor))
                if not text and anchor == (row, place) and self._is_reached(row, place):
                    over = filled[-1] if filled else None
                    same = over is None or over[-1 + len(line)] == over[len(line)]
                    if line and same:
                        anchor, text = line[-1]
                line.append((anchor, text))
            filled.append(line)
        return filled

    def _is_reached(self, row: int, place: int) -> bool:
        """Both this column and the one before it are divided further down."""
        if place in self.marks or place == self.left:
            return False
        below = range(row + 1, self.bottom + 1)
        return any(_own(self.grid, r, place) for r in below) and any(
            _own(self.grid, r, place - 1) for r in below
        )


def candidates(grid: Grid, lexicon: Lexicon, start: int = 0) -> Iterator[int]:
    """The rows in which headings stand, those with the project's name first."""
    weaker: list[int] = []
    for row in range(start, min(len(grid.rows), start + _SEARCHED)):
        found = {
            column.key
            for value in grid.rows[row][:_BROADEST]
            if isinstance(value, str)
            and value
            and len(value) <= _LONGEST_LINE
            and (column := lexicon.alone(value))
        }
        if NAME in found:
            yield row
        elif len(found) > 2 or (len(found) > 1 and SEQUENCE in found):
            weaker.append(row)
    yield from weaker


def _extent(grid: Grid, row: int) -> tuple[int, int]:
    """The first column of a row of headings, and the last of it and the rows that divide it."""
    lines = range(row, min(row + _DEEPEST, len(grid.rows)))
    used = [[c for c in range(grid.width) if not is_blank(grid.spread(line, c))] for line in lines]
    return used[0][0], max(columns[-1] for columns in used if columns)


def _own(grid: Grid, row: int, place: int) -> bool:
    return not is_blank(grid.value(row, place))


def _heading_text(value: object) -> str:
    return "" if isinstance(value, Void) else shown(value)


def _is_unit_or_number(text: str) -> bool:
    folded = key(text)
    return (
        bool(named(folded)) or bool(_NUMBER_OF_COLUMN.fullmatch(folded)) or folded in ("%", "(%)")
    )
