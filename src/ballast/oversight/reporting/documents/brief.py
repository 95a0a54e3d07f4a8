"""专报: one page for a city leader, and the short message that announces it.

Figures are those of ``selectors.told_month``. What may worry a leader, and what is asked of one,
is chosen by rule, never by hand: ``docs/rules/papers.md``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.coordination.messages import on_paper
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.rules import Month
from ballast.oversight.reporting.selectors import Leader
from ballast.platform.documents import words
from ballast.platform.documents.kinds import ISSUE, Composed, Form, Kind, Query
from ballast.platform.identity.rules import Series

from .samples import september
from .sentences import lead, rate, sector, shown

TEMPLATE = Path(__file__).parent.parent / "papers" / "leader_brief.docx"
LONGEST_MESSAGE = 120  # signs of a short message
WORRIES, ASKED, NAMED = 3, 3, 3
_THINGS = ("", "一", "两", "三")
_NAME = 40  # signs of a project's name in a list of them
_SHORT = {
    Colour.RED: "红",
    Colour.YELLOW: "黄",
    Colour.BLUE: "蓝",
    Colour.GREEN: "绿",
    Colour.GREY: "未报送",
    Colour.DASH: "不评灯",
}


def subjects(period: str) -> Sequence[str]:
    """The city's leaders at the period's end, by their sign-in names."""
    return selectors.leaders(Period.from_code(period).last_day)


def compose(query: Query) -> list[Composed]:
    """A brief for each of these leaders, on what its drafter may see."""
    period = Period.from_code(query.period)
    leaders = selectors.told_leaders(query.viewer, query.on, period, query.subjects)
    if not leaders:
        return []
    month = selectors.told_month(query.viewer, query.on, period)
    return [composed(month, _reader(one), one) for one in leaders]


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom a brief goes, as it stands on the paper and in a message."""

    key: str
    title: str  # ×××副市长
    called: str  # ×市长


def composed(month: Month, reader: Reader, leader: Leader | None = None) -> Composed:
    """What the brief of a month says to a reader."""
    sponsored = leader if leader and leader.count else None
    worries = list(_worries(month))[:WORRIES]
    return Composed(
        subject=reader.key,
        title=f"重点项目专报（{month.period.label_to_date()}，报{reader.title}）",
        values={
            "reader": reader.title,
            "sentence": sentence(month),
            "worries_head": f"{words.numeral(len(worries))}个担心" if worries else "",
            "worries": "；".join(
                f"{words.circled(place)}{one}" for place, one in enumerate(worries, 1)
            ),
            "matters_head": _asked_head(leader),
            "matters": _asked(leader),
            "sponsored_head": f"您包保的{sponsored.count}个项目" if sponsored else "",
            "sponsored": own_projects(sponsored) if sponsored else "",
            "source": words.source(month.period, month.seal),
        },
        texts={"短信": message(month, reader)},
    )


def sentence(month: Month) -> str:
    """The month in one sentence: how it stands, and on what that rests."""
    whole, span = month.whole, month.period.label_to_date(year=False)
    if not whole.is_planned:
        return f"{span}完成投资{money.show(whole.value('completed_investment'))}亿元。"
    said = f"{span}完成年度计划{rate(whole)}%，{_pace(lead(whole))}"
    provincial, rest = month.provincial, month.rest
    if provincial is None or not (provincial.is_planned and rest.is_planned):
        return f"{said}。"
    if shown(lead(provincial)) > shown(lead(whole)) > 0:
        only = "仅" if 0 < shown(lead(rest)) < 1 else ""
        return (
            f"{said}，但主要靠{provincial.count}个省重点（{rate(provincial)}%）拉动，"
            f"其余{rest.count}个{only}{_pace(lead(rest), '')}。"
        )
    return (
        f"{said}；其中{provincial.count}个省重点完成{rate(provincial)}%，"
        f"其余{rest.count}个完成{rate(rest)}%。"
    )


def _pace(points: Decimal, what: str = "时序", unit: str = "个百分点") -> str:
    """快于时序6.4个百分点, 仅快0.4个百分点, 与时序持平."""
    by = shown(points)
    if by == 0:
        return "与时序持平"
    than = f"于{what}" if what else ""
    return f"{'快' if by > 0 else '慢'}{than}{abs(by)}{unit}"


def _worries(month: Month) -> Iterator[str]:
    """What may worry a leader, the heaviest first; a nought worries nobody."""
    long = [one for one in month.reds if one.months > 1]
    if named := long or month.reds:
        planned = sum((one.planned_yuan or Decimal(0) for one in named), Decimal(0))
        red = "连续两个月红灯" if long else "亮红灯"
        yield f"{len(named)}个项目{red}，涉及年度计划投资{money.show(planned)}亿元"
    if month.unstarted:
        yield f"{len(month.unstarted)}个项目应开未开"
    lagging = min(month.sectors, key=lead, default=None)
    if lagging and lagging.is_planned and shown(lead(lagging)) < 0:
        yield f"{sector(lagging)}低于时序{abs(shown(lead(lagging)))}个百分点"
    units = [one for series in Series for one in month.units[series] if shown(lead(one)) < 0]
    if units:
        last = min(units, key=lead)
        yield f"{len(units)}个责任单位低于时序，{last.name}低{abs(shown(lead(last)))}个百分点"
    if month.unfiled:
        yield f"{len(month.unfiled)}个项目未按期报送"


def _asked_head(leader: Leader | None) -> str:
    count = len(leader.matters[:ASKED]) if leader else 0
    return f"请您协调{_THINGS[count]}件事" if count else ""


def _asked(leader: Leader | None) -> str:
    """What lies with headquarters about projects that the leader sponsors, longest there first."""
    told = leader.matters[:ASKED] if leader else ()
    return "；".join(
        f"{words.circled(place)}{words.cut(one.title, _NAME)}（{on_paper(one.cause)}，"
        f"{words.day(one.due_on)}前）"
        for place, one in enumerate(told, 1)
    )


def own_projects(own: Leader) -> str:
    """How the projects stand that the leader sponsors; the red ones by name."""
    said = "、".join(f"{_SHORT[one]}{count}" for one, count in own.lamps.items() if count)
    if not own.reds:
        return f"{said or '本期尚未评灯'}。"
    names = "、".join(words.cut(name, _NAME) for name in own.reds[:NAMED])
    more = f"等{len(own.reds)}个" if len(own.reds) > NAMED else ""
    return f"{said}，红灯项目{names}{more}。"


def message(month: Month, reader: Reader) -> str:
    """The short message, of 120 signs at most.

    What is too long goes in this order: what was not started, how the red ones moved, that the
    brief was sent; the first sentence and who writes stay.
    """
    parts = _parts(month, reader)
    for rank in (3, 2, 1, 0):
        said = "".join(text for text, kept in parts if kept <= rank)
        if len(said) <= LONGEST_MESSAGE:
            return said
    return words.cut(said, LONGEST_MESSAGE)


def _parts(month: Month, reader: Reader) -> list[tuple[str, int]]:
    """The message in pieces, each with how soon it may go: the higher, the sooner."""
    whole, span = month.whole, month.period.label_to_date(year=False)
    parts = [(f"{reader.called}：{span}重点项目", 0)]
    if whole.is_planned:
        parts.append((f"完成{rate(whole)}%，{_pace(lead(whole), unit='个点')}", 0))
    else:
        parts.append((f"完成投资{money.show(whole.value('completed_investment'))}亿元", 0))
    if month.lamps:
        red, before = month.lamps.now[Colour.RED], month.lamps.before
        parts.append((f"；红灯{red}个", 0))
        if before:
            moved = words.turned(red - before[Colour.RED], up="增", down="减", unit="")
            parts.append((f"（{moved}）", 2))
    if month.unstarted:
        parts.append((f"{'，' if month.lamps else '；'}应开未开{len(month.unstarted)}个", 3))
    return [*parts, ("；专报已送", 1), ("。市重点办", 0)]


_COMPOUND = re.compile("欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|司空|长孙|宇文|东方")
_PERSON = re.compile(r"[\u4e00-\u9fff×]{2,4}")


def _reader(leader: Leader) -> Reader:
    """×××副市长 on the paper, ×市长 in a message; without a post by the name alone."""
    name, post = leader.user.name, leader.post
    if not post or not _PERSON.fullmatch(name):
        return Reader(leader.user.username, f"{name}{post}", name)
    family = found[0] if (found := _COMPOUND.match(name)) else name[0]
    short = re.sub("^(常务)?副", "", post.split("、")[-1])
    return Reader(leader.user.username, f"{name}{post}", f"{family}{short}")


def sample() -> Composed:
    """A brief with something under every name."""
    month, _ = september()
    made = composed(month, Reader("leader", "×××副市长", "×市长"))
    own = {
        "sponsored_head": "您包保的5个项目",
        "sponsored": "红1、黄1、绿3，红灯项目澜江区新能源动力电池产业园（一期）。",
    }
    return Composed(
        subject=made.subject, title=made.title, values={**made.values, **own}, texts=made.texts
    )


LEADER_BRIEF = Kind(
    code="leader_brief",
    name="专报",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=subjects,
    compose=compose,
    sample=sample,
    numbered=ISSUE,
)
