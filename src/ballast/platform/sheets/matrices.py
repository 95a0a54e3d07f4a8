"""What a form says of nodes and of months: a name across, a matter down, or the other way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from .cells import is_blank, key, plain, shown
from .grids import Grid, Place
from .headings import Column, across_key
from .matching import Lexicon
from .months import DEKADS, MONTH, NO_MOMENT, is_whole_month, moment
from .turning import transpose

_FEWEST = 2  # names in a line that make it a matrix's head
_HEAD_LINES = 4  # rows over a 旬 in which its month may stand
_COLON = re.compile("[:：]")
_SIGNED = re.compile("签[名字章]|盖章")
_DEKAD = re.compile("([上中下])旬.{0,4}")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said: in which column, under which labels, in which cell."""

    column: Column
    labels: tuple[Place, ...]  # the first is the one to name
    value: Place
    path: tuple[str, ...]
    month: int | None = None
    dekad: int | None = None


def is_signed(text: str) -> bool:
    """Whether a cell waits for a signature or a seal."""
    return bool(_SIGNED.search(text))


class Sight:
    """A sheet as a reader of a form sees it: filled cells once, and what stands beside them."""

    def __init__(self, grid: Grid, lexicon: Lexicon) -> None:
        self.grid, self.lexicon = grid, lexicon

    @cached_property
    def turned(self) -> "Sight":
        return Sight(transpose(self.grid), self.lexicon)

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every filled cell that holds words, row by row."""
        for row, line in enumerate(self.grid.rows):
            for column, value in enumerate(line):
                if isinstance(value, str) and not is_blank(value):
                    yield (row, column), value

    def label(self, text: str) -> Column | None:
        """The column a label means; what follows a colon is its value, or a signature."""
        if is_signed(text):
            return None
        return self.lexicon.alone(_COLON.split(text, maxsplit=1)[0])

    def says_something_of_nodes(self, text: str) -> bool:
        """A node, a 旬, or what is said of them."""
        lexicon = self.lexicon
        return bool(lexicon.node(text) or lexicon.aspect(text) or moment((text,)) != NO_MOMENT)

    def text(self, place: Place) -> str:
        return shown(self.grid.spread(*place))

    def bottom(self, place: Place) -> int:
        """The last row of the cell, where it is merged downwards."""
        row, column = place
        while row + 1 < len(self.grid.rows) and self.grid.anchor(row + 1, column) == place:
            row += 1
        return row

    def right_of(self, place: Place) -> Place | None:
        """The cell beside this one, past the cells it is merged with; None at the edge."""
        row, column = place
        while column + 1 < self.grid.width and self.grid.anchor(row, column + 1) == place:
            column += 1
        return self.grid.anchor(row, column + 1) if column + 1 < self.grid.width else None

    def filled_after(self, row: int | None) -> int | None:
        """The next row in which anything stands."""
        lines = range(len(self.grid.rows) if row is None else row + 1, len(self.grid.rows))
        return next((r for r in lines if not all(map(is_blank, self.grid.rows[r]))), None)

    def left_of(self, place: Place) -> Iterator[tuple[Place, str]]:
        """What stands to the left in the row, the nearest first, a merged cell once."""
        seen = set()
        for column in range(place[1] - 1, -1, -1):
            anchor = self.grid.anchor(place[0], column)
            if anchor not in seen and (text := self.text(anchor)):
                seen.add(anchor)
                yield anchor, text

    def aspect_of(self, row: int, first: int) -> tuple[tuple[Place, ...], Column | None]:
        """What a row of a matrix says of its nodes; a line for signatures says nothing."""
        for place, text in self.left_of((row, first)):
            if not is_signed(text) and (aspect := self.lexicon.aspect(text)):
                return (place,), aspect
        return (), None

    def measure(self, text: str) -> Column | None:
        """What a row of months counts: 实际完成投资额 is that of each month."""
        if across_key(text) == MONTH:
            return None
        found = self.lexicon.match((f"本月{plain(text)}",)) or self.lexicon.match((text,))
        return found.column if found and found.column.across else None

    def months_over(self, place: Place) -> Iterator[tuple[Place, int]]:
        """The months over a 旬, the nearest first; one not merged reaches to the next."""
        for row in range(place[0] - 1, max(-1, place[0] - _HEAD_LINES), -1):
            own = (self.grid.anchor(row, place[1]), self.text((row, place[1])))
            anchor, text = own if own[1] else next(self.left_of((row, place[1])), own)
            if month := moment((text,)).month:
                yield anchor, month


def nodes_in(sight: Sight) -> list[Said]:
    """What is said of each node: the nodes in a row or in a column, as most of them stand."""
    across = list(_nodes_across(sight))
    down = [_turned(one) for one in _nodes_across(sight.turned)]
    return across if len(across) >= len(down) else down


def months_in(sight: Sight) -> list[Said]:
    """What is said of each month and 旬, these in a row or in a column."""
    across = list(_months_across(sight))
    down = [_turned(one) for one in _months_across(sight.turned)]
    return across if len(across) >= len(down) else down


def _turned(one: Said) -> Said:
    labels = tuple(place[::-1] for place in one.labels)
    return replace(one, labels=labels, value=one.value[::-1])


def _heads(
    sight: Sight, named: Callable[[str], Column | int | None]
) -> Iterator[tuple[int, list[tuple[int, Column | int]], int]]:
    """The rows with several names, each with its columns and the row at which the next begins."""
    rows: dict[int, list[tuple[int, Column | int]]] = {}
    for (row, column), text in sight.texts():
        if (meant := named(text)) is not None:
            rows.setdefault(row, []).append((column, meant))
    heads = sorted(row for row, names in rows.items() if len(names) >= _FEWEST)
    for row, end in pairwise([*heads, len(sight.grid.rows)]):
        yield row, rows[row], end


def _nodes_across(sight: Sight) -> Iterator[Said]:
    for row, nodes, end in _heads(sight, sight.lexicon.node):
        first = nodes[0][0]
        start = max(sight.bottom((row, column)) for column, _ in nodes) + 1
        for line in range(start, end if first else min(start + 1, end)):
            beside, aspect = sight.aspect_of(line, first)
            if aspect is None and first:
                continue
            for column, node in nodes:
                if isinstance(node, Column):
                    name = sight.text((row, column))
                    known = sight.lexicon.of_node(name, node, aspect)
                    path = (name, sight.text(beside[0])) if beside else (name,)
                    yield Said(known, ((row, column), *beside), (line, column), path)


def _months_across(sight: Sight) -> Iterator[Said]:
    for row, dekads, end in _heads(sight, _dekad):
        if not any(dekad for _, dekad in dekads):
            continue
        first = dekads[0][0]
        for line in range(row + 1, end):
            labels = list(sight.left_of((line, first)))
            own = next(((p, m) for p, text in labels if (m := moment((text,)).month)), None)
            measures = ((p, c) for p, text in labels if (c := sight.measure(text)))
            place, column = next(measures, (None, None))
            if place is None or column is None:
                continue
            for at, dekad in dekads:
                over = own or next(sight.months_over((row, at)), None)
                if over and isinstance(dekad, int):
                    labels_of = (place, (row, at), over[0])
                    path = (f"{over[1]}月", sight.text((row, at)), sight.text(place))
                    yield Said(column, labels_of, (line, at), path, over[1], dekad or None)


def _dekad(text: str) -> int | None:
    """1 to 3 for 上旬 to 下旬, nought for the month's own figure beside them."""
    bare = key(text)
    if found := _DEKAD.fullmatch(bare):
        return DEKADS.index(found[1]) + 1
    return 0 if is_whole_month(bare) or bare == "累计" else None
