"""A unit's workbook for a month: its projects and what is known of them, and cells to fill.

The table reads in again as any ledger does. Heads and facts are locked, without a password; the
cells to fill take only figures and words that can be read. A hidden sheet keeps the version, the
period, the unit and the Ballast numbers that were handed out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ballast.delivery.ledgers.rules import NOBODY
from ballast.delivery.plans.rules import PlanClass
from ballast.kernel import money
from ballast.platform.sheets.writing import COUNT, DAY, MONEY, TEXT, Value
from ballast.platform.sheets.writing.paper import Head, Line, Paper, draw, put

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from ballast.delivery.progress.rules import Days
    from ballast.delivery.progress.selectors.handout import Due, Handout
    from ballast.kernel.periods import Period

VERSION = "1"
FILLED, GUIDE, KEYS = "报送表", "填表说明", "_ballast"
FOOT = "单位负责人：　　　　　　审核人：　　　　　　填表人：　　　　　　联系电话：　　　　　　"
_CLASSES = {
    PlanClass.NEW_START: "新开工",
    PlanClass.CARRY_OVER: "续建",
    PlanClass.DUE_FINISH: "竣工投产",
    PlanClass.PREPARATORY: "预备",
}
_TO_FILL = PatternFill("solid", fgColor="FFFFF8DC")
_LONGEST = 4_000  # signs of a text
_PERCENT = "0.##"
_AMOUNT = {"type": "decimal", "operator": "between", "formula1": 0, "formula2": 99_999_999}
_WORDS = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": _LONGEST}
_SHARE = {"type": "decimal", "operator": "between", "formula1": 0, "formula2": 100}
_DAY = {"type": "date", "operator": "between", "formula1": 36_526, "formula2": 73_050}
_EITHER = {"type": "list", "formula1": '"实际,预计"'}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: a fact that ``of`` tells, or cells to fill that take what ``takes`` says."""

    head: Head
    of: "Callable[[Due], Value] | None" = None
    takes: dict[str, Any] | None = None
    wrong: str = ""  # told to who types something else


def template(handout: "Handout", period: "Period", days: "Days | None") -> bytes:
    """One unit's workbook for a period; ``days`` are its window."""
    columns = list(_columns(period))
    paper = Paper(
        title=f"{period.label()}重点项目推进情况报送表",
        left=_told(handout, days),
        right="单位：万元",
        heads=[Head(("序号",), 6, COUNT), *(column.head for column in columns)],
        lines=[
            Line([number, *(column.of(due) if column.of else None for column in columns)])
            for number, due in enumerate(handout.due, 1)
        ],
        foot=FOOT,
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(FILLED)
    draw(sheet, paper)
    _open_to_fill(sheet, columns, paper)
    _guide(book.create_sheet(GUIDE), period, days)
    _keys(book.create_sheet(KEYS), handout, period, paper)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _told(handout: "Handout", days: "Days | None") -> str:
    """Whose it is, how much it holds, and by when it is handed in."""
    planned = [one.before.planned_yuan for one in handout.due]
    total = sum((amount for amount in planned if amount is not None), Decimal(0))
    told = [
        f"填报单位：{handout.unit.name if handout.unit else NOBODY}",
        f"项目数：{len(handout.due)}个，年度计划投资合计{money.show(total, money.Unit.WAN)}万元",
    ]
    if days:
        told.append(f"报送截止：{days.shuts_on:%Y-%m-%d}")
    return "　　".join(told)


def _columns(period: "Period") -> Iterator[_Column]:
    yield from _FACTS
    if period.kind == "month":
        yield _to_fill("当月完成投资", 13, MONEY, _AMOUNT)
    months = period.label_to_date(year=False)
    yield _to_fill(f"{months}累计完成投资", 13, MONEY, _AMOUNT)
    yield _to_fill("形象进度", 40, TEXT, _WORDS)
    yield _to_fill("形象进度%", 9, _PERCENT, _SHARE)
    yield _to_fill("实际开工时间", 12, DAY, _DAY, lambda due: due.broken_on)
    yield _to_fill("实际竣工时间", 12, DAY, _DAY, lambda due: due.finished_on)
    yield _to_fill("存在问题及需协调事项", 30, TEXT, _WORDS)
    yield _to_fill("全年预计完成投资", 13, MONEY, _AMOUNT)
    yield _to_fill("填报口径", 9, TEXT, _EITHER)


def _fact(words: str, width: int, of: "Callable[[Due], Value]", shown: str = TEXT) -> _Column:
    return _Column(Head((words,), width, shown), of)


def _to_fill(
    words: str,
    width: int,
    shown: str,
    takes: dict[str, Any],
    of: "Callable[[Due], Value] | None" = None,
) -> _Column:
    return _Column(Head((words,), width, shown), of, takes, _WRONG[takes["type"], shown])


_WRONG = {
    ("decimal", MONEY): "请填写以万元为单位的数字，不带文字。",
    ("decimal", _PERCENT): "请填写0至100之间的数字，不带百分号。",
    ("textLength", TEXT): f"不超过{_LONGEST}字。",
    ("date", DAY): "请填写日期，如2023-9-18。",
    ("list", TEXT): "请从“实际”“预计”中选择。",
}


def _unit_of(due: "Due") -> Value:
    unit = due.project.responsible_unit
    return unit.short_name if unit else None


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else money.in_unit(yuan, money.Unit.WAN)


_FACTS = (
    _fact("压舱石编号", 11, lambda due: due.project.number),
    _fact("项目名称", 34, lambda due: due.project.name),
    _fact("项目业主", 20, lambda due: due.project.owner_name or None),
    _fact("责任单位", 12, _unit_of),
    _fact(
        "计划类别",
        9,
        lambda due: _CLASSES[PlanClass(due.plan_class)] if due.plan_class else None,
    ),
    _fact("项目总投资", 13, lambda due: _wan(due.before.total_investment_yuan), MONEY),
    _fact("年度计划投资", 13, lambda due: _wan(due.before.planned_yuan), MONEY),
    _fact("上期累计完成投资", 13, lambda due: _wan(due.before.base_yuan), MONEY),
    _fact("上期形象进度", 30, lambda due: due.before.visible_progress or None),
)


def _open_to_fill(sheet: "Worksheet", columns: Sequence[_Column], paper: Paper) -> None:
    """Unlock what is to be filled, let it take what can be read, and lock the rest."""
    last = paper.first_row + len(paper.lines) - 1
    for place, column in enumerate(columns, 2):
        if column.takes is None or last < paper.first_row:
            continue
        letter = get_column_letter(place)
        rule = DataValidation(
            **column.takes, allow_blank=True, showErrorMessage=True, error=column.wrong
        )
        rule.errorTitle = column.head.path[-1]
        rule.add(f"{letter}{paper.first_row}:{letter}{last}")
        sheet.add_data_validation(rule)
        for row in range(paper.first_row, last + 1):
            cell = sheet.cell(row, place)
            cell.fill, cell.protection = _TO_FILL, Protection(locked=False)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # may be widened


def _guide(sheet: "Worksheet", period: "Period", days: "Days | None") -> None:
    """How it is filled, on a sheet of its own."""
    sheet.column_dimensions["A"].width = 96
    for row, words in enumerate(guide(period, days), 1):
        cell = sheet.cell(row, 1)
        put(cell, words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(name="黑体", size=16)
    sheet.protection.sheet = True


def guide(period: "Period", days: "Days | None") -> Iterator[str]:
    """The rules of filling, each a paragraph."""
    months = period.label_to_date(year=False)
    yield f"{period.label()}报送表填表说明"
    yield "1. 只填浅黄色单元格；表头、编号、项目名称等已锁定，请勿增删行列、改动工作表名称。"
    yield (
        f"2. 金额单位为万元，可带小数。“{months}累计完成投资”从1月1日起算；"
        "“上期累计完成投资”是上一期计入的数，仅供对照。"
    )
    if period.kind == "month":
        yield "3. 当月数、累计数可以只填一个，另一个按上期累计数推算；两个都填的，须相符。"
    else:
        yield "3. 1月、2月合并报送，只填累计数。"
    yield "4. 没有进展的项目，累计数照填上期数；整行留空视为未报送，不会改动已报内容。"
    if days:
        yield (
            f"5. {days.cut_off_on:%Y年%-m月%-d日}前报送的，口径为“预计”（预计到期末），"
            "之后为“实际”；口径留空的由系统按报送日期认定。"
        )
    else:
        yield "5. 口径留空的由系统按报送日期认定为“预计”或“实际”。"
    yield (
        "6. 实际开工、竣工的，填写实际日期（已登记的照列）；未开工、未竣工的留空，不填计划日期。"
    )
    yield (
        "7. 形象进度写到具体部位和数量，如“完成桥墩15座、占60%”；"
        "存在问题写明卡在哪个环节、需哪个单位解决。"
    )
    yield "8. 更正以前月份的数据、调整项目名称和计划，不在本表填写，请另行报告。"
    yield (
        "9. 填好后按原文件格式（.xlsx）导入系统或交回，不需要另存为其他格式。"
        "本表为调度管理数据，不作统计用途。"
    )


def _keys(sheet: "Worksheet", handout: "Handout", period: "Period", paper: Paper) -> None:
    """What a program needs to know the sheet again; no person is to see it."""
    sheet.sheet_state = "veryHidden"
    sheet.append(["template", VERSION])
    sheet.append(["period", period.code])
    sheet.append(["unit", handout.code])
    for row, due in enumerate(handout.due, paper.first_row):
        sheet.append([row, due.project.number])
