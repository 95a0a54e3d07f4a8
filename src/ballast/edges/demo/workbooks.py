"""The workbooks an office would send: the year's plan, and a month's figures."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import count, groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ballast.kernel.periods import Period
from ballast.platform.documents.services import same_bytes

from .city import AREAS, BODIES, NAME, OFFICE
from .works import YEAR, Work

# Heading, its second level, width in characters. An equal first level is merged.
Heading = tuple[str, str, int]
# One row without its number, which only a project has.
Cells = list[str | int | float | None]

PLAN: tuple[Heading, ...] = (
    ("序号", "", 6),
    ("项目名称", "", 40),
    ("项目代码", "", 27),
    ("建设内容及规模", "", 44),
    ("建设年限", "", 11),
    ("总投资", "", 12),
    (f"{YEAR}年计划", "年度计划投资", 13),
    (f"{YEAR}年计划", "形象进度目标", 32),
    ("计划类别", "", 10),
    ("责任主体", "项目业主", 28),
    ("责任主体", "责任单位", 24),
)
CHINESE = "一二三四五六七八九十"
ORDINAL: tuple[Callable[[int], str], ...] = (
    lambda n: f"{_chinese(n)}、",
    lambda n: f"（{_chinese(n)}）",
    lambda n: f"{n}.",
)
THIN = Side(style="thin", color="999999")


def plan(works: Sequence[Work]) -> bytes:
    """The plan of the year: three levels of categories, each row with its count and sums."""
    rows: list[Cells] = [_plan_sums(f"合计（{len(works)}项）", works), *_plan_rows(works, level=0)]
    return _workbook(f"{NAME}{YEAR}年重点项目投资计划表", PLAN, rows)


def month(works: Sequence[Work], period: Period) -> bytes:
    """A month's figures by responsible unit; what was not reported is left blank."""
    rows: list[Cells] = [_month_sums(f"合计（{len(works)}项）", works)]
    for place, unit in enumerate((*AREAS, *BODIES), start=1):
        members = [work for work in works if work.unit == unit]
        label = f"{_chinese(place)}、{unit.short_name}（{len(members)}项）"
        rows += [_month_sums(label, members), *map(_month_row, members)]
    title = f"{NAME}{period.label_to_date()}重点项目投资完成情况表"
    return _workbook(title, _month_headings(period), rows)


def _month_headings(period: Period) -> tuple[Heading, ...]:
    return (
        ("序号", "", 6),
        ("项目名称", "", 40),
        ("项目代码", "", 27),
        ("年度计划投资", "", 13),
        ("完成投资", f"{period.label(year=False)}当月", 12),
        ("完成投资", f"{period.label_to_date(year=False)}累计", 12),
        ("完成投资", "占年度计划%", 12),
        ("形象进度", "", 32),
        ("存在问题及需协调事项", "", 36),
        ("责任单位", "", 24),
    )


def _plan_rows(works: Sequence[Work], level: int) -> list[Cells]:
    if level == len(ORDINAL):
        return [_plan_row(work) for work in works]
    rows: list[Cells] = []
    groups = groupby(works, key=lambda work: work.path[level])
    for place, (name, group) in enumerate(groups, start=1):
        members = list(group)
        label = f"{ORDINAL[level](place)}{name}（{len(members)}项）"
        rows += [_plan_sums(label, members), *_plan_rows(members, level + 1)]
    return rows


def _plan_sums(label: str, works: Sequence[Work]) -> Cells:
    total, planned = _sum(w.total for w in works), _sum(w.planned for w in works)
    return [label, None, None, None, total, planned, None, None, None, None]


def _plan_row(w: Work) -> Cells:
    head: Cells = [w.name, w.code, w.content, w.span, w.total, w.planned]
    return [*head, w.goal, w.plan_class, w.owner, w.unit.name]


def _month_sums(label: str, works: Sequence[Work]) -> Cells:
    planned = _sum(w.planned for w in works)
    completed = _sum(w.completed for w in works)
    share = round(completed / planned * 100, 1) if planned else None
    in_month = _sum(w.in_month for w in works)
    return [label, None, planned, in_month, completed, share, None, None, None]


def _month_row(w: Work) -> Cells:
    share = round((w.completed or 0) / w.planned * 100, 1) if w.planned else None
    figures: Cells = [w.planned, w.in_month, w.completed, None if w.completed is None else share]
    words: Cells = [w.visible_progress or None, w.trouble or None, w.unit.name]
    return [w.name, w.code, *figures, *words]


def _sum(amounts: Iterable[int | None]) -> int:
    return sum(amount or 0 for amount in amounts)


def _chinese(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens - 1]}十"
    return head + (CHINESE[ones - 1] if ones else "")


def _workbook(title: str, headings: Sequence[Heading], rows: Iterable[Cells]) -> bytes:
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a worksheet")
    sheet.title = f"{YEAR}年"
    width = len(headings)
    sheet.append([title])
    sheet.append([f"编制单位：{OFFICE.name}", *[None] * (width - 2), "单位：万元"])
    sheet.append([first for first, _, _ in headings])
    sheet.append([second or None for _, second, _ in headings])
    numbers = count(1)
    for row in rows:
        code = row[1]
        sheet.append([next(numbers) if code else None, *row])
    _merge(sheet, headings)
    _dress(sheet, headings)
    out = BytesIO()
    book.save(out)
    return same_bytes(out.getvalue())


def _merge(sheet: Worksheet, headings: Sequence[Heading]) -> None:
    """One cell for the title, one for each heading over its second level."""
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(headings))
    column = 1
    for _, group in groupby(headings, key=lambda heading: heading[0]):
        members = list(group)
        last = column + len(members) - 1
        end = 3 if members[0][1] else 4
        sheet.merge_cells(start_row=3, end_row=end, start_column=column, end_column=last)
        column = last + 1


def _dress(sheet: Worksheet, headings: Sequence[Heading]) -> None:
    for place, (_, _, chars) in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = chars
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A1"].alignment = Alignment(horizontal="center")
    line = Border(THIN, THIN, THIN, THIN)
    for number, cells in enumerate(sheet.iter_rows(min_row=3, max_col=len(headings)), start=3):
        heading = number <= 4
        for cell in cells:
            cell.border = line
            cell.alignment = Alignment(
                horizontal="center" if heading else None, vertical="center", wrap_text=True
            )
            if heading or cells[0].value is None:
                cell.font = Font(name="黑体", size=10)
    sheet.freeze_panes = "C5"
