"""Ledgers with a row for each project, as five kinds of offices lay them out."""

from collections.abc import Sequence
from datetime import date

from ballast.edges.demo.generator.told import YEAR, Work
from ballast.kernel.periods import Period

from .lines import Ledger, Line, in_groups, share, total, with_more
from .paper import Cell, Head, Row, numbered, table

CHINESE = "一二三四五六七八九十"
WAN_IN_YI = 10_000


def _alone(period: Period, *cells: Cell) -> list[Cell]:
    """What is told of the month alone; 1—2月 is the year so far, and nothing else."""
    return [] if period.kind == "opening" else [*cells]


def completion(ledger: Ledger) -> bytes:
    """投资完成情况表: three levels of categories with counts and sums, headings of two levels."""
    period, lines = ledger.period, ledger.lines
    month, year = period.label(year=False), period.label_to_date(year=False)
    in_month = [str(one) for one in _alone(period, f"{month}当月")]
    head: list[Head] = [
        *("序号", "项目名称", "项目代码", "年度计划投资"),
        ("完成投资", [*in_month, f"{year}累计", "占年度计划%"]),
        *("形象进度", "存在问题及需协调事项", "责任单位"),
    ]
    sums = _completion_sums(f"合计（{len(lines) + ledger.miscount}项）", lines, period)
    return table(
        *with_more(ledger, head, numbered([sums, *_completion_rows(lines, 0, period)])),
        title=f"{ledger.unit.short_name}{period.label_to_date()}重点项目投资完成情况表",
        corner=(f"编制单位：{ledger.unit.name}", "单位：万元"),
    )


MARKS = (
    lambda n: f"{CHINESE[n - 1]}、",
    lambda n: f"（{CHINESE[n - 1]}）",
    lambda n: f"{n}.",
)


def _completion_rows(lines: Sequence[Line], level: int, period: Period) -> list[Row]:
    if level == len(MARKS):
        return [_completion_row(line, period) for line in lines]
    rows: list[Row] = []
    for place, (name, members) in enumerate(in_groups(lines, level), start=1):
        label = f"{MARKS[level](place)}{name}（{len(members)}项）"
        rows.append(_completion_sums(label, members, period))
        rows += _completion_rows(members, level + 1, period)
    return rows


def _completion_sums(label: str, lines: Sequence[Line], period: Period) -> Row:
    planned, done = total(one.planned for one in lines), total(one.completed for one in lines)
    in_month = _alone(period, total(one.in_month for one in lines))
    return [None, label, None, planned, *in_month, done, share(done, planned), *[None] * 3]


def _completion_row(line: Line, period: Period) -> Row:
    done = [*_alone(period, line.in_month), line.completed, share(line.completed, line.planned)]
    said = [line.words, line.trouble, line.work.unit.name]
    return [0, line.name, line.code, line.planned, *done, *said]


def monthly(ledger: Ledger) -> bytes:
    """重点项目月报: summary rows by class, headings wrapped with their unit, notes below."""
    year = ledger.period.label_to_date(year=False).replace("—", "-")
    head: list[Head] = [
        *("序号", "项目名称", "总投资\n(万元)", f"开工至{YEAR - 1}年底累计完成投资\n(万元)"),
        *(f"{YEAR}年计划投资\n(万元)", f"{year}实际完成投资\n(万元)", "完成投资占年计划%"),
        *(f"{year}实际形象进度", "建设单位及责任人", "挂点领导", "需协调解决问题"),
    ]
    lines = ledger.lines
    count = len(lines) + ledger.miscount
    body: list[Row] = [_monthly_sums(f"合计（{count}项）", lines)]
    by_class = [
        (one, [line for line in lines if line.work.plan_class == one])
        for one in ("续建", "新开工", "竣工投产")
    ]
    present = [(one, members) for one, members in by_class if members]
    for place, (one, members) in enumerate(present):
        label = f"{CHINESE[place]}、{one}项目（{len(members)}项）"
        body += [_monthly_sums(label, members), *map(_monthly_row, members)]
    return table(
        *with_more(ledger, head, numbered(body)),
        title=f"{ledger.unit.short_name}重点项目建设情况月报表（{ledger.period.label()}）",
        notes=[
            "注：1.本表数据由各项目单位报送；2.新开工项目尚未开工的填报前期工作进展。",
            "填报人：　　　　审核人：　　　　单位负责人（签字）：",
        ],
    )


def _monthly_sums(label: str, lines: Sequence[Line]) -> Row:
    planned, done = total(one.planned for one in lines), total(one.completed for one in lines)
    before, all_in = (
        total(one.work.before for one in lines),
        total(one.work.total for one in lines),
    )
    return [None, label, all_in, before, planned, done, share(done, planned), *[None] * 4]


def _monthly_row(line: Line) -> Row:
    work = line.work
    head: list[Cell] = [0, line.name, work.total, work.before, line.planned, line.completed]
    tail: list[Cell] = [share(line.completed, line.planned), line.words, work.owner]
    return [*head, *tail, _sponsor(work), line.trouble]


def _sponsor(work: Work) -> str | None:
    return next((one.person for one in work.people if one.party == "SPONSOR"), None)


def goals(ledger: Ledger) -> bytes:
    """年度目标及形象进度完成情况汇总表: in 亿元, with days of start and finish, no sums."""
    period = ledger.period
    year = period.label_to_date(year=False).replace("—", "-")
    in_month = [str(one) for one in _alone(period, "当月完成投资")]
    head: list[Head] = [
        *("序号", "项目名称", "建设地点", "建设内容及规模", "建设年限"),
        ("投资情况（亿元）", ["项目总投资", "年度计划投资"]),
        (f"{YEAR}年完成投资（亿元）", [*in_month, f"{year}累计完成投资", "完成年度投资计划%"]),
        f"{year}工程形象进度",
        ("开竣工时间", ["拟开工时间", "今年开工时间", "拟竣工时间", "今年竣工时间"]),
        *("业主单位", "需要省、市协调解决问题"),
    ]
    return table(
        *with_more(
            ledger,
            head,
            [_goals_row(line, number, period) for number, line in enumerate(ledger.lines, start=1)],
        ),
        title=f"{ledger.unit.short_name}{YEAR}年重点项目年度目标及形象进度完成情况汇总表"
        f"（截至{period.last}月底）",
        notes=[f"填报单位：{ledger.unit.name}", "联系人：　　　联系电话："],
    )


def _goals_row(line: Line, number: int, period: Period) -> Row:
    work, days = line.work, line.work.days
    in_month = _alone(period, _yi(line.in_month))
    return [
        *(number, line.name, work.address, work.content, work.span),
        *(_yi(work.total), _yi(line.planned), *in_month, _yi(line.completed), _percent(line)),
        *(line.words, f"{days.planned_start.year}年{days.planned_start.month}月"),
        *(_seen(days.started, period),),
        *(f"{days.planned_finish.year}年{days.planned_finish.month}月",),
        *(_seen(days.finished, period), work.owner, line.trouble),
    ]


def _seen(day: date | None, period: Period) -> str | None:
    """The month of a day of this year that the period has seen."""
    if day is None or day.year != YEAR or day > period.last_day:
        return None
    return f"{YEAR}年{day.month}月"


def _yi(amount: Cell) -> Cell:
    return round(amount / WAN_IN_YI, 4) if isinstance(amount, int) else amount


def _percent(line: Line) -> str | None:
    percent = share(line.completed, line.planned, 2)
    return None if percent is None else f"{percent:g}%"


def ten_days(ledger: Ledger) -> bytes:
    """旬报表 of the last ten days: what they brought, and the month and the year up to then."""
    period, lines = ledger.period, ledger.lines
    month = period.label(year=False).replace("—", "-")
    in_month = _alone(period, f"{month}下旬完成投资额", f"{month}完成投资额")
    head: list[Head] = [
        *("序号", "项目名称", "项目性质", "建设内容及规模", "总投资", "年度计划投资额"),
        *(str(one) for one in in_month),
        *(f"{period.label_to_date(year=False)}累计完成投资额", "完成率"),
        ("挂钩领导", ["市", "县"]),
        *("责任单位", "业主单位", "目前项目建设形象进度", "项目建设中存在问题"),
    ]
    sums = _ten_days_sums(f"合计（{len(lines) + ledger.miscount}项）", lines, period)
    last = period.last_day
    return table(
        *with_more(
            ledger, head, numbered([sums, *(_ten_days_row(line, period) for line in lines)])
        ),
        title=f"{ledger.unit.short_name}{YEAR}年重点项目建设进度旬报表（{period.label()}下旬）",
        corner=("", "单位：万元"),
        notes=[
            "填报单位（盖章）：　　　填报人：　　　填报时间："
            f"{last.year}年{last.month}月{last.day}日"
        ],
    )


def _ten_days_sums(label: str, lines: Sequence[Line], period: Period) -> Row:
    planned, done = total(one.planned for one in lines), total(one.completed for one in lines)
    months = total(_last_ten_days(one) for one in lines), total(one.in_month for one in lines)
    head: list[Cell] = [None, label, None, None, total(one.work.total for one in lines), planned]
    return [*head, *_alone(period, *months), done, share(done, planned), *[None] * 6]


def _ten_days_row(line: Line, period: Period) -> Row:
    work = line.work
    head: list[Cell] = [0, line.name, work.plan_class, work.content, work.total, line.planned]
    tail: list[Cell] = [_sponsor(work), None, work.unit.short_name, work.owner]
    in_month = _alone(period, _last_ten_days(line), line.in_month)
    done = [*in_month, line.completed, _percent(line)]
    return [*head, *done, *tail, line.words, line.trouble]


def _last_ten_days(line: Line) -> int | None:
    return line.in_month * 2 // 5 if isinstance(line.in_month, int) else None


def details(ledger: Ledger) -> bytes:
    """项目明细表: categories numbered 一 in the sequence column, persons under merged columns."""
    year = ledger.period.label_to_date(year=False).replace("—", "至")
    head: list[Head] = [
        *("序号", "项目名称", "项目性质", "建设内容及规模", "建设起止时间", "总投资（万元）"),
        *("至上年底累计完成投资（万元）", "本年计划投资（万元）", f"{year}完成投资（万元）"),
        *("目前形象进度", "存在问题"),
        ("项目业主单位", ["名称", "负责人"]),
        "市挂钩领导",
    ]
    body: list[Row] = []
    number = 0
    for place, (name, members) in enumerate(in_groups(ledger.lines, 1)):
        label = f"{name}（{len(members) + (ledger.miscount if place == 0 else 0)}项）"
        body.append(_details_sums(CHINESE[place], label, members))
        for line in members:
            number += 1
            body.append(_details_row(line, number))
    return table(
        *with_more(ledger, head, body),
        title=f"{ledger.unit.short_name}{YEAR}年重点项目明细表",
        notes=[f"备注：数据截至{ledger.period.last_day.month}月底。"],
    )


def _details_sums(mark: str, label: str, lines: Sequence[Line]) -> Row:
    amounts = (
        total(one.work.total for one in lines),
        total(one.work.before for one in lines),
        total(one.planned for one in lines),
        total(one.completed for one in lines),
    )
    return [mark, label, None, None, None, *amounts, *[None] * 5]


def _details_row(line: Line, number: int) -> Row:
    work = line.work
    head: list[Cell] = [number, line.name, work.plan_class, work.content, work.span, work.total]
    done: list[Cell] = [work.before, line.planned, line.completed, line.words, line.trouble]
    return [*head, *done, work.owner, "方某", _sponsor(work)]
