"""周调度通报: a week's tasks by unit, what was not done and why, what is carried over and ahead.

A paper is written in Chinese whatever language its drafter's screen is in. Its subject is the
week's code, its period the month of the week's Friday.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from ballast.delivery.schedule import selectors
from ballast.delivery.schedule.models import MonthNode, TaskReport, WeekTask
from ballast.delivery.schedule.rules import Tally, TaskState, Week
from ballast.delivery.schedule.selectors import BULLETIN, Weekly
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query

TEMPLATE = Path(__file__).parent / "papers" / "weekly_bulletin.docx"
RULE = (
    "排序规则：按周任务完成率（已完成项／应完成项）从高到低；完成率相同的，应完成项多的在前；"
    "仍相同的，逾时报送少的在前。"
)
_NAME, _WHAT, _WHY = 40, 60, 60  # signs
_FIRST = 3  # units named at either end
_OFTEN, _BRIEF = 5, 30  # tasks carried over again and again that the text names, and signs of each

Row = dict[str, str]


def subjects(period: str) -> Sequence[str]:
    """The weeks whose Friday lies in a month and in which anything stands."""
    day, found = Period.from_code(period).last_day.replace(day=1), []
    week = Week.of(day)
    while f"{week.friday:%Y-%m}" <= period:
        if f"{week.friday:%Y-%m}" == period and not selectors.without_tasks(week):
            found.append(week.code)
        week = week.later()
    return found


def compose(query: Query) -> Sequence[Composed]:
    """The bulletin of each of these weeks, of the projects the drafter sees."""
    weeks = [Week.from_code(code) for code in query.subjects]
    found = [selectors.weekly(query.viewer, week, query.on) for week in weeks]
    return [_composed(one) for one in found if one.tasks]


def _composed(one: Weekly) -> Composed:
    units = dict.fromkeys(row.unit.code for row in [*one.tasks, *one.ahead])
    span = _span(one.week)
    return Composed(
        subject=one.week.code,
        title=f"关于{one.week.year}年第{one.week.number}周重点项目\n调度情况的通报",
        values={
            "opening": f"现将本周（{span}）全市重点项目周任务完成情况通报如下。",
            "overall": _overall(one),
            "standing": _standing(one),
            "undone_text": _undone_text(one),
            "danger_text": _danger_text(one),
            "ahead_text": _ahead_text(one),
            "corrected_text": _corrected_text(one.corrected),
            "rule": RULE,
            "units": [
                _line(str(line.place), line.unit.short_name, line.tally) for line in one.lines
            ],
            "total": _line("", "合计", one.tally),
            "undone": [_undone(place, row) for place, row in enumerate(_not_done(one), 1)],
            "danger": list(_danger(one)),
            "ahead": [_ahead(place, row) for place, row in enumerate(one.ahead, 1)],
            "attached": list(_attached(one)),
            "snapshot": (
                f"数据取自截至{words.dated(one.closes_on)}12时的周任务报送，逾时报送和更正单独注明"
            ),
        },
        addressees=tuple(units),
    )


def _overall(one: Weekly) -> str:
    told = one.tally
    projects = len({row.project_id for row in one.tasks})
    parts = [
        f"本周应完成周任务{told.due}项，涉及{len(one.lines)}个责任单位、{projects}个项目；"
        f"已完成{told.done}项，完成率{_percent(told.share)}（已完成项／应完成项）；"
        f"未完成{told.undone}项，未报送{told.unfiled}项"
    ]
    if told.late:
        parts.append(f"；已报送的任务中逾时报送{told.late}项")
    if told.carried:
        parts.append(f"；应完成任务中由以前周次顺延{told.carried}项")
    return "".join([*parts, "。"])


def _standing(one: Weekly) -> str:
    """The first and the last in the published order; all of them where there are few."""
    full = [line for line in one.lines if line.tally.share == 1]
    short = [line for line in one.lines if line.tally.share != 1]
    said = []
    if full:
        named = "、".join(line.unit.short_name for line in full[:_FIRST])
        more = f"等{len(full)}个单位" if len(full) > _FIRST else ""
        said.append(f"{named}{more}全部完成")
    if short:
        last = list(reversed(short))[:_FIRST]
        named = "、".join(
            f"{line.unit.short_name}（{line.tally.done}/{line.tally.due}）" for line in last
        )
        said.append(f"完成率靠后的是{named}")
    return f"{'；'.join(said)}（附件1）。"


def _undone_text(one: Weekly) -> str:
    rows = _not_done(one)
    if not rows:
        return "本周应完成的任务全部完成。"
    text = f"未完成和未报送的{len(rows)}项任务及原因见附件2。"
    if not one.often:
        return f"{text}没有连续顺延2次以上的任务。"
    named = "；".join(
        f"{row.unit.short_name}“{words.cut(row.project.name, _NAME)}”"
        f"{words.cut(row.what, _BRIEF)}（已顺延{row.times}次"
        + (
            f"，原因：{words.cut(row.reason.rstrip('。'), _BRIEF)}）"
            if row.reason
            else "），本周未报送"
        )
        for row in one.often[:_OFTEN]
    )
    more = "，其余见附件2" if len(one.often) > _OFTEN else ""
    return f"{text}连续顺延2次以上的{len(one.often)}项：{named}{more}。"


def _danger_text(one: Weekly) -> str:
    behind = sum(days < 0 for _, days in one.in_danger)
    if not one.in_danger:
        return "本月月节点中没有逾期和7日内到期未达到的。"
    near = len(one.in_danger) - behind
    return f"本月月节点已逾期{behind}个，7日内到期尚未达到{near}个（附件3）。"


def _ahead_text(one: Weekly) -> str:
    if not one.ahead:
        return "下周任务尚未报送，请各单位尽快报送。"
    carried = sum(row.times > 0 for row in one.ahead)
    text = f"下周共安排周任务{len(one.ahead)}项"
    return f"{text}{f'，其中顺延{carried}项' if carried else ''}（附件4）。"


def _corrected_text(rows: Sequence[TaskReport]) -> str:
    """What was mended after earlier bulletins were signed; their figures stay."""
    if not rows:
        return ""
    said = {TaskState.DONE: "已完成", TaskState.UNDONE: "未完成"}
    named = "；".join(
        f"{row.task.unit.short_name}第{Week(row.task.week).number}周"
        f"“{words.cut(row.task.what, _WHAT)}”更正为{said[TaskState(row.state)]}"
        for row in rows
    )
    return f"以前各期更正{len(rows)}项：{named}。原通报数据不作改动。"


def _not_done(one: Weekly) -> list[WeekTask]:
    """In the order of the units, then those carried over most often."""
    place = {line.unit.code: line.place for line in one.lines}
    rows = [row for row in one.tasks if row.state != TaskState.DONE]
    return sorted(rows, key=lambda row: (place[row.unit.code], -row.times, row.project.number))


def _line(place: str, name: str, told: Tally) -> Row:
    return {
        "place": place,
        "name": name,
        "due": str(told.due),
        "done": str(told.done),
        "undone": str(told.undone),
        "unfiled": str(told.unfiled),
        "late": str(told.late),
        "carried": str(told.carried),
        "rate": _percent(told.share),
    }


def _named(place: int, row: MonthNode | WeekTask) -> Row:
    return {
        "place": str(place),
        "unit": row.unit.short_name,
        "name": words.cut(row.project.name, _NAME),
        "what": words.cut(row.what, _WHAT),
        "person": row.person or words.UNKNOWN,
        "due": words.day(row.due_on),
    }


def _undone(place: int, row: WeekTask) -> Row:
    is_open = row.state == TaskState.OPEN
    return {
        **_named(place, row),
        "why": "未报送" if is_open else words.cut(row.reason, _WHY),
        "new": words.day(row.new_due_on) if row.new_due_on else words.UNKNOWN,
        "times": str(row.times) if row.times else words.UNKNOWN,
    }


def _danger(one: Weekly) -> Iterator[Row]:
    for place, (node, days) in enumerate(one.in_danger, 1):
        yield {
            **_named(place, node),
            "left": _left(days),
        }


def _left(days: int) -> str:
    if days == 0:
        return "当日到期"
    return f"已逾期{-days}天" if days < 0 else f"还有{days}天"


def _ahead(place: int, row: WeekTask) -> Row:
    return {
        **_named(place, row),
        "times": f"第{row.times}次顺延" if row.times else words.UNKNOWN,
    }


def _attached(one: Weekly) -> Iterator[Row]:
    names = (
        "责任单位周任务完成情况表",
        f"未完成和未报送任务清单（{len(_not_done(one))}项）",
        f"月节点预警清单（{len(one.in_danger)}个）",
        f"下周任务清单（{len(one.ahead)}项）",
    )
    for place, name in enumerate(names, 1):
        yield {"head": "附件：" if place == 1 else "　　　", "text": f"{place}．{name}"}


def _span(week: Week) -> str:
    return f"{words.day(week.monday)}—{words.day(week.monday + timedelta(days=6))}"


def _percent(share: Decimal | None) -> str:
    """50.0%."""
    return words.UNKNOWN if share is None else f"{money.percent(share)}%"


def sample() -> Composed:
    """The specimen that a template is tried on."""
    week = Week(date(2023, 9, 25))
    task = {
        "place": "1",
        "unit": "石阙县",
        "name": "石阙县城区供水管网改造工程",
        "what": "完成3号泵房主体结构",
        "person": "×××",
        "due": "9月28日",
    }
    return Composed(
        subject=week.code,
        title="关于2023年第39周重点项目\n调度情况的通报",
        values={
            "opening": "现将本周（9月25日—10月1日）全市重点项目周任务完成情况通报如下。",
            "overall": (
                "本周应完成周任务206项，涉及35个责任单位、198个项目；已完成171项，"
                "完成率83.0%（已完成项／应完成项）；未完成26项，未报送9项；已报送的任务中逾时报送4项。"
            ),
            "standing": "临空经济区、高新区全部完成；完成率靠后的是石阙县（2/6）（附件1）。",
            "undone_text": "未完成和未报送的35项任务及原因见附件2。没有连续顺延2次以上的任务。",
            "danger_text": "本月月节点已逾期2个，7日内到期尚未达到5个（附件3）。",
            "ahead_text": "下周共安排周任务210项，其中顺延26项（附件4）。",
            "corrected_text": "以前各期更正1项：澜江区第38周“完成桩基检测”更正为已完成。",
            "rule": RULE,
            "units": [
                {
                    "place": "1",
                    "name": "临空经济区",
                    "due": "8",
                    "done": "8",
                    "undone": "0",
                    "unfiled": "0",
                    "late": "0",
                    "carried": "1",
                    "rate": "100.0%",
                }
            ],
            "total": {
                "place": "",
                "name": "合计",
                "due": "206",
                "done": "171",
                "undone": "26",
                "unfiled": "9",
                "late": "4",
                "carried": "26",
                "rate": "83.0%",
            },
            "undone": [{**task, "why": "雨天停工4天", "new": "10月8日", "times": "2"}],
            "danger": [{**task, "left": "已逾期3天"}],
            "ahead": [{**task, "times": "第3次顺延"}],
            "attached": [{"head": "附件：", "text": "1．责任单位周任务完成情况表"}],
            "snapshot": "数据取自2023年9月28日12时截止的周任务报送",
        },
        addressees=("SQ",),
    )


KIND = Kind(
    code=BULLETIN,
    name="周调度通报",
    form=Form.OFFICIAL,
    template=TEMPLATE,
    subjects=subjects,
    compose=compose,
    sample=sample,
    numbered="周调度",
)
