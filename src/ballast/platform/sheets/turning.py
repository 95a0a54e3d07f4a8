"""A sheet whose headings stand in the first column, turned so that they stand in a row."""

from dataclasses import dataclass

from .grids import Grid


@dataclass(frozen=True)
class Turned(Grid):
    """A transposed sheet; its cells are still named as the file has them."""

    def ref(self, row: int, column: int) -> str:
        return super().ref(column, row)


def transpose(grid: Grid) -> Grid:
    """Rows as columns and columns as rows."""
    width = grid.width
    padded = [[*row, *[""] * (width - len(row))] for row in grid.rows]
    return Turned(
        grid.sheet,
        [list(column) for column in zip(*padded, strict=True)],
        {(c, r): (left, top) for (r, c), (top, left) in grid.anchors.items()},
        grid.visible,
        grid.hidden_columns,
        grid.hidden_rows,
        frozenset((c, r) for r, c in grid.linked),
    )
