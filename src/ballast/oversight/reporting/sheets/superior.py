"""A month's figures in the layouts of superiors, as workbooks that also read in again.

They are papers, written in Chinese whatever language the screen is in. Amounts in 万元 with all
their digits. Which columns a layout has: ``docs/reference/superior-layouts.md``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import count, groupby

from openpyxl import Workbook

from ballast.delivery.plans.rules import PlanClass
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Layout
from ballast.oversight.reporting.selectors import Upward, UpwardRow
from ballast.platform.sheets.writing import COUNT, MONEY, Value
from ballast.platform.sheets.writing.paper import Head, Line, Paper, draw
from ballast.projects.rules import Tier

FOOT = (
    "单位负责人：　　　　　　审核人：　　　　　　填表人："
    "　　　　　　联系电话：　　　　　　填报日期：　　　年　　月　　日"
)
CLASSES = {
    PlanClass.NEW_START: "新开工",
    PlanClass.CARRY_OVER: "续建",
    PlanClass.DUE_FINISH: "竣工投产",
    PlanClass.PREPARATORY: "预备",
}
_TIERS = {
    Tier.NATIONAL: "国家级",
    Tier.PROVINCIAL: "省级",
    Tier.CITY: "市级",
    Tier.DISTRICT: "区县级",
}
_NUMERALS = "零一二三四五六七八九"
_PERCENT = "0.0"
_NONE_SAID = "未分类"
_BUILDING, _PREPARING = "在建", "预备"
_DEEPEST = 3  # levels of groups
_ORDINALS: Sequence[Callable[[int], str]] = (
    lambda place: f"{_numeral(place)}、",
    lambda place: f"（{_numeral(place)}）",
    lambda place: f"{place}.",
)


@dataclass(frozen=True, slots=True)
class Tell:
    """A column of a layout: what it says of a project; ``sums`` what it says of many."""

    head: Head
    of: Callable[[UpwardRow], Value]
    sums: Callable[[Sequence[UpwardRow]], Value] | None = None


@dataclass(frozen=True, slots=True)
class _Design:
    """A layout: its title, its columns after number and name, and how its rows are grouped.

    Rows stand below the parts of their sector; with ``by_standing`` below its first part, and
    there, as in the total, 在建 apart from 预备.
    """

    title: str
    tells: Callable[[Period], Sequence[Tell]]
    by_standing: bool = False

    def path(self, row: UpwardRow) -> tuple[str, ...]:
        """The groups in which a row stands, the highest first."""
        parts = tuple(filter(None, str(row.fields["sector"]).split("/", _DEEPEST - 1)))
        if not self.by_standing:
            return parts or (_NONE_SAID,)
        return (parts[0] if parts else _NONE_SAID, _standing(row))


def superior(layout: Layout, upward: Upward) -> tuple[str, bytes]:
    """The file's name and the workbook."""
    design, period = _DESIGNS[layout], upward.period
    tells = design.tells(period)
    said = {
        "month": period.label(),
        "to_date": period.label_to_date(),
        "year": f"{period.year}年",
    }
    title = design.title.format(**said)
    heads = [Head(("序号",), 6, COUNT), Head(("项目名称",), 36), *(tell.head for tell in tells)]
    state = "" if upward.is_closed else "（未结账数据）"
    paper = Paper(
        title=title,
        left=f"填报单位：重点项目办公室　　截至{period.year}年{period.last}月底{state}",
        right="单位：万元",
        heads=heads,
        lines=list(_lines(design, tells, upward.rows)),
        foot=FOOT,
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    draw(book.create_sheet("汇总表"), paper)
    out = BytesIO()
    book.save(out)
    return f"{title}.xlsx", out.getvalue()


def _lines(design: _Design, tells: Sequence[Tell], rows: Sequence[UpwardRow]) -> Iterator[Line]:
    """The total, then each group with its count and sums over its projects."""
    yield _sum("合计", rows, tells)
    if design.by_standing:
        for place, name in enumerate((_BUILDING, _PREPARING)):
            if its := [row for row in rows if _standing(row) == name]:
                yield _sum(f"{'' if place else '其中：'}{name}重点项目", its, tells)
    placed = sorted(((design.path(row), row) for row in rows), key=lambda one: _order(one[0]))
    numbers = count(1)
    yield from _group(placed, 0, tells, numbers)


def _group(
    placed: Sequence[tuple[tuple[str, ...], UpwardRow]],
    level: int,
    tells: Sequence[Tell],
    numbers: Iterator[int],
) -> Iterator[Line]:
    """The rows of one group, and the groups in it, each under its own line."""
    for row in (row for path, row in placed if len(path) == level):
        yield Line([next(numbers), row.fields["name"], *(tell.of(row) for tell in tells)])
    deeper = [one for one in placed if len(one[0]) > level]
    parts = groupby(deeper, key=lambda one: one[0][level])
    for place, (name, its) in enumerate(parts, 1):
        inner = list(its)
        yield _sum(_ORDINALS[level](place) + name, [row for _, row in inner], tells)
        yield from _group(inner, level + 1, tells, numbers)


def _sum(name: str, rows: Sequence[UpwardRow], tells: Sequence[Tell]) -> Line:
    sums = [tell.sums(rows) if tell.sums else None for tell in tells]
    return Line([None, f"{name}（{len(rows)}项）", *sums], is_bold=True)


def _standing(row: UpwardRow) -> str:
    return _PREPARING if row.fields["plan_class"] == PlanClass.PREPARATORY else _BUILDING


def _order(path: tuple[str, ...]) -> tuple[object, ...]:
    """What belongs to no group comes last."""
    return path[0] == _NONE_SAID, path


def _numeral(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")


def _class(row: UpwardRow) -> str:
    said = row.fields["plan_class"]
    return CLASSES[PlanClass(said)] if said else _NONE_SAID


def _text(words: str | tuple[str, ...], of: Callable[[UpwardRow], Value], width: int = 16) -> Tell:
    return Tell(Head((words,) if isinstance(words, str) else words, width), of)


def _money(words: str, of: Callable[[UpwardRow], Decimal | None]) -> Tell:
    def sums(rows: Sequence[UpwardRow]) -> Value:
        known = [amount for row in rows if (amount := of(row)) is not None]
        return _wan(sum(known, Decimal(0))) if known else None

    return Tell(Head((words,), 13, MONEY), lambda row: _wan(of(row)), sums)


def _field(words: str, name: str) -> Tell:
    return _money(words, lambda row: row.fields[name])


def _rate(words: str) -> Tell:
    """Completed over planned, in per cent; of many, both summed first."""

    def sums(rows: Sequence[UpwardRow]) -> Value:
        done = [row.fields["completed_yuan"] or Decimal(0) for row in rows]
        planned = [row.fields["planned_yuan"] or Decimal(0) for row in rows]
        return _share(money.ratio(sum(done, Decimal(0)), sum(planned, Decimal(0))))

    return Tell(Head((words,), 9, _PERCENT), lambda row: _share(row.rate), sums)


def _share(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else money.half_up(rate * 100, 1)


def _wan(yuan: Decimal | None) -> Decimal | None:
    return None if yuan is None else money.in_unit(yuan, money.Unit.WAN)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月" if day else ""


def _monthly(period: Period) -> Sequence[Tell]:
    months = period.label_to_date(year=False)
    return [
        _field("总投资（万元）", "total_investment_yuan"),
        _money("开工至上一年度底累计完成投资（万元）", lambda row: row.before_year_yuan),
        _field("年计划投资（万元）", "planned_yuan"),
        _field(f"{months}实际完成投资（万元）", "completed_yuan"),
        _rate("完成投资占年计划%"),
        _text(f"{months}实际形象进度", lambda row: row.fields["visible_progress"], 40),
        _text("建设单位及责任人", lambda row: str(row.owner), 24),
        _text("挂点领导", lambda row: row.sponsor.person, 10),
    ]


def _goals(period: Period) -> Sequence[Tell]:
    months = period.label_to_date(year=False)
    in_year = period.year

    def this_year(day: date | None) -> str:
        return _day(day) if day and day.year == in_year else ""

    return [
        _text("建设地点", lambda row: row.place),
        _text("建设内容及规模", lambda row: row.content, 30),
        _text("建设年限", lambda row: row.span, 11),
        _field("项目总投资", "total_investment_yuan"),
        _field("开工累计完成投资", "since_start_yuan"),
        _field("年度计划投资", "planned_yuan"),
        _field("当月完成投资", "month_yuan"),
        _field(f"{months}累计完成投资", "completed_yuan"),
        _rate("完成年度投资计划%"),
        _text(f"{months}工程形象进度", lambda row: row.fields["visible_progress"], 36),
        _text("拟开工时间", lambda row: _day(row.planned_on[0]), 11),
        _text("今年开工时间", lambda row: this_year(row.reached_on[0]), 11),
        _text("拟竣工时间", lambda row: _day(row.planned_on[1]), 11),
        _text("今年竣工时间", lambda row: this_year(row.reached_on[1]), 11),
        _text("分级管理项目（考核类、跟踪服务类）", lambda _: None, 11),
        _text("省级或市级重点项目", lambda row: _TIERS.get(row.fields["tier"], ""), 10),
        _text("分部门或分县（市、区）项目", lambda row: row.fields["unit_name"], 14),
        _text("业主、法人（责任）单位及负责人", lambda row: str(row.owner), 22),
        _text("需要省、市协调解决问题", lambda row: row.problems, 26),
        _text("项目挂（点）领导", lambda row: row.sponsor.person, 10),
    ]


def _detail(period: Period) -> Sequence[Tell]:
    owner, unit = "项目业主单位", "市或县挂钩责任单位"
    return [
        _text("项目性质", _class, 9),
        _text("建设内容及规模", lambda row: row.content, 30),
        _text("建设起止时间", lambda row: row.span, 11),
        _field("总投资（万元）", "total_investment_yuan"),
        _money("至上年底累计完成投资（万元）", lambda row: row.before_year_yuan),
        _field("本年计划投资（万元）", "planned_yuan"),
        _field(f"{period.label_to_date(year=False)}完成投资（万元）", "completed_yuan"),
        _text(f"后{12 - period.last}个月项目进度关键节点的安排", lambda row: row.goal, 30),
        _text((owner, "名称"), lambda row: row.owner.body, 20),
        _text((owner, "负责人"), lambda row: row.owner.person, 10),
        _text((owner, "联系人"), lambda _: None, 10),
        _text((owner, "电话"), lambda row: row.owner.phone, 14),
        _text((unit, "名称"), lambda row: row.unit.body, 16),
        _text((unit, "责任人"), lambda row: row.unit.person, 10),
        _text((unit, "联络人"), lambda _: None, 10),
        _text((unit, "电话"), lambda row: row.unit.phone, 14),
        _text("市挂钩领导", lambda row: row.sponsor.person, 10),
    ]


def _five_year(_: Period) -> Sequence[Tell]:
    return [
        _text("建设内容及规模", lambda row: row.content, 30),
        _text("建设起止年限", lambda row: row.span, 11),
        _field("项目总投资（万元）", "total_investment_yuan"),
        _money("上一五年完成投资（万元）", lambda row: row.five_years.before_yuan),
        _money("本五年规划投资（万元）", lambda row: row.five_years.planned_yuan),
        _text("当年项目进展情况", lambda row: row.fields["visible_progress"], 40),
        _text("五年工作目标", lambda row: row.five_years.goal, 30),
        _text("业主（责任）单位", lambda row: row.owner.body, 22),
    ]


_DESIGNS: Mapping[Layout, _Design] = {
    Layout.MONTHLY: _Design("{month}重点项目月报表", _monthly, by_standing=True),
    Layout.GOALS: _Design("{to_date}重点项目年度目标及形象进度完成情况汇总表", _goals),
    Layout.DETAIL: _Design("{year}重点项目年度明细表", _detail),
    Layout.FIVE_YEAR: _Design("五年规划重点项目汇总表", _five_year),
}
