"""Ledgers that show the months side by side, each with its ten days: a list, and forms."""

from collections.abc import Iterator

from ballast.edges.demo.generator.told import START, YEAR

from .lines import Ledger, Line, since_start, with_more
from .paper import Cell, Head, Row, forms, table

_DEKADS = ("上旬", "中旬", "下旬")


def battle(ledger: Ledger) -> bytes:
    """战役项目进度一览表: every month its ten days, their sum, and how the works stood."""
    last = ledger.period.last
    months: list[Head] = [
        (f"{month}月", [*_DEKADS, "累计", "形象进度"]) for month in range(1, last + 1)
    ]
    head: list[Head] = ["序号", "项目名称", "总投资", "年度计划投资", *months, "存在问题"]
    body = [_battle_row(line, number, last) for number, line in enumerate(ledger.filed, start=1)]
    return table(
        *with_more(ledger, head, body),
        title=f"{ledger.unit.short_name}{ledger.period.label_to_date()}重点项目战役进度一览表",
        corner=("", "单位：万元"),
    )


def _battle_row(line: Line, number: int, last: int) -> Row:
    row: list[Cell] = [number, line.name, line.work.total, line.planned]
    for month, amount in _by_month(line, last):
        row += [*_in_ten_days(amount), line.words if month == last else _words(line, month)]
    return [*row, line.trouble]


def _words(line: Line, month: int) -> str | None:
    filed = line.work.months.get(month)
    return filed.words if filed else None


def building(ledger: Ledger) -> bytes:
    """在建新开工台账: a sheet for each project, its labels, then months across."""
    sheets = [
        (f"{number}.{line.name[:20]}", *_form(line, ledger.period.last))
        for number, line in enumerate(ledger.filed, start=1)
    ]
    return forms(sheets)


def _form(line: Line, last: int) -> tuple[list[Row], list[str]]:
    work, year = line.work, f"1-{last}月"
    told = list(_by_month(line, last))
    rows: list[Row] = [
        [f"重点项目（在建、新开工）工作台账（{YEAR}年度）"],
        ["项目名称", None, line.name, None, None, None, "业主单位", None, work.owner],
        ["项目性质", None, work.plan_class, None, None, None, "建设起止年限", None, work.span],
        ["项目主要建设目标", None, work.goal],
        _pair("项目总投资额（万元）", work.total, "上年累计完成投资（万元）", work.before),
        _pair(
            *("本年计划完成投资额（万元）", line.planned),
            *(f"{year}已完成投资额（万元）", line.completed),
        ),
        ["目前形象进度", None, line.words],
        ["存在问题", None, line.trouble],
        _pair(
            *("开工累计完成投资（万元）", since_start(line)),
            *("累计产值（万元）", line.output),
        ),
        ["月份", None, *(cell for month, _ in told for cell in (f"{month}月", *[None] * 3))],
        ["旬", None, *[*_DEKADS, "小计"] * len(told)],
        ["实际完成投资额（万元）", None, *(one for _, sum_ in told for one in _in_ten_days(sum_))],
        ["业主（签名）：", *[None] * 4, "责任单位（签名）："],
    ]
    merged = [f"A{row}:B{row}" for row in range(2, 13)]
    return rows, ["A1:J1", *merged, *(f"C{row}:F{row}" for row in (2, 3, 5, 6, 9))]


def _pair(label: str, value: Cell, other: str, beside: Cell) -> Row:
    return [label, None, value, None, None, None, other, None, beside]


def _by_month(line: Line, last: int) -> Iterator[tuple[int, Cell]]:
    """What each month brought, January apart from February; None: not filed.

    What a month that was not filed had completed is told in its own column by the next ledger.
    """
    amounts: dict[int, Cell] = {}
    late = 0
    for month in reversed(range(START, last + 1)):
        filed = line.work.months.get(month)
        amounts[month] = filed.in_month if filed else late or None
        late = filed.caught_up if filed else 0
    amounts[last] = line.in_month
    opening = amounts[START]
    if isinstance(opening, int):  # 1—2月 is filed as one: two fifths are January's
        yield 1, opening * 2 // 5
        yield START, opening - opening * 2 // 5
    else:
        yield 1, None
        yield START, opening
    yield from sorted((month, amount) for month, amount in amounts.items() if month > START)


def _in_ten_days(amount: Cell) -> list[Cell]:
    """A month's amount in its ten days, and its sum."""
    if not isinstance(amount, int):
        return [None, None, None, amount]
    third = amount * 3 // 10
    return [third, third, amount - 2 * third, amount]
