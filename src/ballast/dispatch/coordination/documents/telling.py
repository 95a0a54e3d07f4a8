"""Sentences that the papers of the loop share."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.rules.papers import Used, used
from ballast.dispatch.coordination.selectors.papers import Matter, Stage
from ballast.kernel import money
from ballast.platform.documents import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ballast.platform.documents.models import Paper
    from ballast.platform.identity.models import Unit

OFFICE = "重点办"  # as units call it; the paper's head has its whole name
_NAME, _WORDS = 60, 240


def source(matter: Matter) -> str:
    return words.source(matter.period, matter.seal)


def day(one: date, matter: Matter) -> str:
    """With its year where that is not the paper's."""
    return words.day(one) if one.year == matter.on.year else words.dated(one)


def dated(paper: "Paper", matter: Matter) -> str:
    """The day a paper was signed on."""
    return day(paper.dated, matter) if paper.dated else ""


def level(number: int) -> str:
    return f"{words.numeral(number)}级"


def names(units: "Iterable[Unit]", but: "Unit | None" = None) -> str:
    found = (unit.name for unit in units if but is None or unit.pk != but.pk)
    return "、".join(dict.fromkeys(found))


def raiser(matter: Matter, own: str) -> str:
    """Who raised it; ``own``: what the office calls itself."""
    return matter.issue.raiser.name if matter.issue.raiser else own


def project(matter: Matter) -> str:
    """What the projects are and how they stand to the plan; "" where it holds none up."""
    if matter.main is None:
        return ""
    code = f"（项目代码{matter.codes[0]}）" if matter.codes else ""
    count = len(matter.projects)
    name = f"{words.cut(matter.main.name, _NAME)}{code}{f'等{count}个项目' if count > 1 else ''}"
    if not matter.figures:
        return f"{name}未列入{matter.period.year}年度计划。"
    total = sum((one.total_investment_yuan or Decimal(0) for one in matter.projects), Decimal(0))
    whole = f"总投资{_yi(total)}，" if total else ""
    return (
        f"{name}列入{matter.period.year}年度重点项目计划，{whole}{_money(matter)}{_lead(matter)}。"
    )


def node(matter: Matter) -> str:
    """⑪安装配套 where the issue names one of the thirteen, else what was entered."""
    said = matter.issue.node
    for stop in matter.stops:
        if said in {stop.node.code, stop.node.name_zh}:
            return f"{words.circled(stop.node.number)}{stop.node.name_zh}"
    return said


def stake(matter: Matter) -> str:
    """影响⑪安装配套30天: the node and the days at stake; "" where neither was said."""
    days = matter.issue.days_at_stake
    told = f"{node(matter)}{f'{days}天' if days else ''}"
    return f"影响{told}" if told else ""


def effect(matter: Matter) -> str:
    """Node, days and the plan's money, with what every rate is a rate of."""
    parts = [stake(matter)]
    if matter.figures:
        missing = _planned(matter) - _completed(matter)
        rest = f"，未完成{_yi(missing)}" if missing > 0 else ""
        parts.append(f"涉及{_money(matter)}{rest}")
    return "；".join(filter(None, parts)) or words.UNKNOWN


def used_of(matter: Matter, stage: Stage) -> Used:
    """The working days since it came to a level."""
    return used(stage.since, stage.due_on, matter.on, matter.rests, matter.clocks.workdays)


def taken(matter: Matter, stage: Stage) -> str:
    """8个工作日，另暂停0个工作日；超期3个工作日（至10月11日）."""
    told = used_of(matter, stage)
    over = f"；超期{told.over}个工作日" if told.over else ""
    return f"{told.days}个工作日，另暂停{told.paused}个工作日{over}（至{day(matter.on, matter)}）"


def days_of(matter: Matter, stage: Stage) -> int:
    """How many working days the level allows."""
    ladder = matter.clocks.ladder(stage.since)
    return ladder.level(stage.level).days_for(matter.issue.severity)


def described(matter: Matter) -> str:
    return words.cut(" ".join(matter.issue.words.split()).rstrip("。"), _WORDS)


def _money(matter: Matter) -> str:
    planned, completed = _planned(matter), _completed(matter)
    rate = matter.values["completion_rate"].value
    share = f"（{_bare(completed)}／{_bare(planned)}）"
    told = f"，年度完成率{money.half_up(rate, 1)}%{share}" if rate is not None else ""
    to_date = matter.period.label_to_date(year=False)
    return f"年度计划投资{_yi(planned)}，{to_date}完成{_yi(completed)}{told}"


def _lead(matter: Matter) -> str:
    points = matter.values["lead_points"].value
    if points is None:
        return ""
    time = f"时序进度（{money.percent(matter.period.time_progress)}%）"
    return f"，{words.against(points, time)}"


def _planned(matter: Matter) -> Decimal:
    return sum((one.planned_yuan or Decimal(0) for one in matter.figures), Decimal(0))


def _completed(matter: Matter) -> Decimal:
    return sum((one.completed_yuan or Decimal(0) for one in matter.figures), Decimal(0))


def _bare(yuan: Decimal) -> str:
    return money.show(yuan, places=2)


def _yi(yuan: Decimal) -> str:
    return f"{_bare(yuan)}亿元"
