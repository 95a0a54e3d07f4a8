"""What a reader of the printed sheet would not see: hidden content, values from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

from .cells import is_blank, shown
from .faults import Fault, address
from .grids import Grid
from .headings import Head


def uncovered(grid: Grid) -> tuple[Grid, list[Fault]]:
    """The sheet as it is seen: what some programs leave under merged cells counts for nothing."""
    covered = [
        place
        for place, anchor in grid.anchors.items()
        if place != anchor and place[0] < len(grid.rows) and not is_blank(grid.value(*place))
    ]
    if not covered:
        return grid, []
    rows = list(grid.rows)
    for row, column in covered:
        rows[row] = [*rows[row][:column], "", *rows[row][column + 1 :]]
    doubts = [
        Fault("value_covered", grid.ref(*place), {"text": shown(grid.value(*place))[:40]})
        for place in sorted(covered)
    ]
    return replace(grid, rows=rows), doubts


def of(grid: Grid, head: Head, end: int) -> Iterator[Fault]:
    """The doubts of one table that its cells' places tell, runs of rows and columns together."""
    body = range(head.bottom + 1, end)
    places = [heading.place for heading in head.headings]
    shown = [h for h in head.headings if h.place in grid.hidden_columns]
    for heading in shown:
        if any(not is_blank(grid.value(line, heading.place)) for line in body):
            yield Fault("column_hidden", heading.cell, {"heading": heading.path[-1]})
    hidden = sorted(
        line
        for line in grid.hidden_rows
        if line in body and any(not is_blank(grid.value(line, place)) for place in places)
    )
    for first, last in _runs(hidden):
        params = {"first": first + 1, "last": last + 1}
        yield Fault("rows_hidden", grid.ref(first, places[0]), params)
    for heading in head.headings:
        lines = sorted(r for r, c in grid.linked if c == heading.place and r in body)
        for first, last in _runs(lines):
            until = address(last, heading.place)
            yield Fault("value_linked", grid.ref(first, heading.place), {"last": until})


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last."""
    start = 0
    for place, line in enumerate(lines):
        if place + 1 == len(lines) or lines[place + 1] != line + 1:
            yield lines[start], line
            start = place + 1
