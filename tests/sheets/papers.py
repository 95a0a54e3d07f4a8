"""Sheets as rows of values, without a file around them."""

from collections.abc import Sequence

from openpyxl.utils.cell import range_boundaries

from ballast.platform.sheets.reading import Book, Column, Container, Form, Grid, Kind, read

SEQUENCE = Column("sequence", ("序号",))
NAME = Column("name", ("项目名称", "Project name"), required=True)
OWNER = Column("owner", ("项目业主", "建设单位", "Owner"), longest=200)
UNIT = Column("unit", ("责任单位",))
TOTAL = Column("total", ("总投资", "项目总投资", "Total investment"), Kind.MONEY)
PLANNED = Column("planned", ("年度计划投资", "年计划投资", "年度计划"), Kind.MONEY)
COMPLETED = Column("completed", ("1-n月完成投资", "年度累计完成投资"), Kind.MONEY, across=True)
IN_MONTH = Column(
    "in_month", ("当月完成投资", "n月完成投资", "n月", "n月完成"), Kind.MONEY, across=True
)
MONTH_PLAN = Column("month_plan", ("n月计划", "n月计划投资"), Kind.MONEY, across=True)
PROGRESS = Column("visible_progress", ("形象进度", "n月形象进度"), across=True)
SHARE = Column("share", ("完成比例",), Kind.PERCENT, share_of=("completed", "planned"))
STARTS = Column("starts", ("计划开工时间", "开工时间"), Kind.DAY)
YEARS = Column("years", ("建设年限", "建设起止年限"), Kind.YEARS)
CODE = Column("code", ("项目代码",), Kind.CODE)
AREA = Column("area", ("用地面积",), Kind.NUMBER)

COLUMNS = (
    *(SEQUENCE, NAME, OWNER, UNIT, TOTAL, PLANNED, COMPLETED, IN_MONTH, MONTH_PLAN),
    *(PROGRESS, SHARE, STARTS, YEARS, CODE, AREA),
)


def grid(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), sheet="表", **also) -> Grid:
    anchors = {}
    for cells in merged:
        left, top, right, bottom = range_boundaries(cells)
        for row in range(top - 1, bottom):
            for column in range(left - 1, right):
                anchors[row, column] = top - 1, left - 1
    return Grid(sheet, [list(row) for row in rows], anchors, **also)


def reading_of(*grids: Grid, year=2023, columns=COLUMNS, told=None):
    return read(Book(grids, Container.XLSX), Form(columns, year), told)


def said(reading):
    """The one table's rows."""
    (table,) = reading.tables
    return [dict(row.values) for row in table.rows]


def codes(faults):
    return [(fault.code, fault.cell.partition("!")[2]) for fault in faults]
