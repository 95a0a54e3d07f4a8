"""Bars of the opening of workbooks."""

import zipfile

from ballast.platform.sheets.reading import open_workbook
from bench.bars import stopwatch
from tests.sheets.packages import archive, parts, row, sheet, text


def open_100000() -> float:
    """100,000 rows of 20 columns, five of them words, from the bytes to the grid."""
    words = ("第{n}号产业园区配套基础设施项目", "新建道路{n}米", "城投集团", "续建", "主体施工")
    lines = (
        row(
            n,
            "".join(text(f"{'ABCDE'[at]}{n}", word.format(n=n)) for at, word in enumerate(words))
            + "".join(f'<c r="{letter}{n}"><v>{n}.25</v></c>' for letter in "FGHIJKLMNOPQRST"),
        )
        for n in range(1, 100_001)
    )
    content = archive(parts(sheet("".join(lines))), zipfile.ZIP_DEFLATED)
    with stopwatch() as watch:
        (grid,) = open_workbook(content).grids
    if (len(grid.rows), grid.width) != (100_000, 20):
        raise AssertionError(f"{len(grid.rows)} rows of {grid.width} columns were opened")
    return watch.seconds
