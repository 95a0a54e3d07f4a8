"""The bulletin's sentences, each from the figures of a month; empty where there is nothing to say.

Money in 亿元, rates and points with one decimal, differences taken before rounding; every rate
names its denominator where it first stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.coordination.messages import on_paper
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Loop, Month, Part, lead_change, month_yuan
from ballast.platform.documents import words

NAMED = 3  # units named at either end
# The passages that a person answers for.
SPREAD, STARTS, SETTLING = "进度分化", "确保开工", "加快解决卡点"
HONESTY = (
    "按照“谁填报、谁负责”的要求如实填报，投资数据应当有形象进度和支付凭证印证，不得虚报、迟报；"
    "统计数据依法依规由统计机构采集，各单位不得以本通报的管理数据替代或者干预统计数据。"
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Until when causes are checked, plans handed in, and works begun."""

    checked: date
    mended: date
    begun: date


def investment(month: Month) -> str:
    """How much of the plan is done, against time and the month before; then the two parts."""
    whole, span = month.whole, month.period.label_to_date(year=False)
    said = f"{span}，全市{whole.count}个重点项目完成投资{yi(whole)}亿元"
    if not whole.is_planned:
        return f"{said}。"
    plan = f"{yi(whole, 'planned_investment')}亿元{_version(month)}"
    said += f"，占年度计划投资（{plan}）的{rate(whole)}%，{against_time(whole, first=True)}"
    said += _moved(month) + _of_month(month)
    return f"{said}。{_two_parts(month)}"


def _version(month: Month) -> str:
    return f"，{month.adjusted_on.month}月调整后口径" if month.adjusted_on else ""


def _moved(month: Month) -> str:
    """较1—8月扩大1.3个百分点, of the distance from time progress."""
    change = lead_change(month)
    if change is None:
        return ""
    before = month.period.previous(opening=True).label_to_date(year=False)
    return f"，{words.moved(month.whole.value('lead_points'), change, before)}"


def _of_month(month: Month) -> str:
    """What was done in the month alone, where the month before is known."""
    yuan = month_yuan(month)
    if yuan is None:
        return ""
    return f"；{month.period.last}月当月完成投资{money.show(yuan)}亿元"


def _two_parts(month: Month) -> str:
    provincial, rest = month.provincial, month.rest
    if provincial is None:
        return ""
    said = f"其中，{provincial.count}个省重点项目完成投资{yi(provincial)}亿元"
    if provincial.is_planned:
        said += f"，占年度计划的{rate(provincial)}%{_against_province(provincial)}"
    if rest.count:
        said += f"；其余{rest.count}个市重点项目完成投资{yi(rest)}亿元"
        if rest.is_planned:
            only = "仅" if Decimal(0) < shown(lead(rest)) < 1 else ""
            said += f"，占年度计划的{rate(rest)}%，{only}{against_time(rest)}"
    return f"{said}。"


def _against_province(provincial: Part) -> str:
    """Against the province's own rate, as it was published; nothing where it was not."""
    gap = provincial.values["gap_to_province"].value
    own = provincial.values["completion_rate"].value
    if gap is None or own is None:
        return ""
    return f"，{words.against(gap, f'全省平均进度（{shown(own - gap)}%）')}"


def sectors(month: Month) -> str:
    """The sectors side by side; the plan is named once."""
    told = []
    for place, one in enumerate(month.sectors):
        said = f"{sector(one)}{one.count}个，完成投资{yi(one)}亿元"
        if one.is_planned:
            base = "占年度计划的" if place == 0 else "占"
            said += f"，{base}{rate(one)}%，{against_time(one)}"
        told.append(said)
    return f"{'；'.join(told)}。" if told else ""


def sector(one: Part) -> str:
    name = one.name or "未分类"
    return name if name.endswith("项目") else f"{name}项目"


def starts(month: Month) -> str:
    """Starts and finishes, by count."""
    return "".join((_starts(month), _finishes(month)))


def _starts(month: Month) -> str:
    whole, last = month.whole, month.period.last
    year, due = whole.values["start_rate_year"], whole.values["start_rate_due"]
    if not year.denominator:
        return ""
    planned, started = int(year.denominator), int(year.numerator or 0)
    said = (
        f"全年计划新开工{planned}个，累计开工{started}个，"
        f"年度开工率{shown(year.value)}%（累计开工数／全年计划新开工数）。"
    )
    if due.denominator:
        said += (
            f"截至{last}月底应开工{int(due.denominator)}个，已开工{int(due.numerator or 0)}个，"
            f"到期开工率{shown(due.value)}%（到期项目中已开工数／到期应开工数）"
        )
        early, rest = int(whole.value("started_early_count")), rest_of_year(month.period)
        if early:
            later = rest if rest != "年内" else "以后月份"
            said += f"；另有{early}个原计划{later}开工的项目提前开工"
        said += "。"
    left, late = planned - started, len(month.unstarted)
    if left:
        overdue = f"，其中逾期未开工{late}个" if late else ""
        said += f"{rest_of_year(month.period)}还需开工{left}个{overdue}。"
    return said


def _finishes(month: Month) -> str:
    year = month.whole.values["finish_rate_year"]
    if not year.denominator:
        return ""
    return (
        f"全年计划竣工{int(year.denominator)}个，已竣工{int(year.numerator or 0)}个，"
        f"年度竣工率{shown(year.value)}%（已竣工数／全年计划竣工数）。"
    )


def rest_of_year(period: Period) -> str:
    """What is left of the year, as an office calls it."""
    return {6: "下半年", 9: "四季度"}.get(period.last, "年内")


def lamps(month: Month) -> str:
    """How many stand red and yellow, and against a month ago; then what the loop came to."""
    its = month.lamps
    if its is None:
        return handled(month.loop)
    red = f"本期亮红灯{its.now[Colour.RED]}个{_than_before(month, Colour.RED)}"
    if its.red_on:
        red += f"，其中连续两个月以上红灯{its.red_on}个"
    return (
        f"{red}；亮黄灯{its.now[Colour.YELLOW]}个{_than_before(month, Colour.YELLOW)}；"
        f"未按期报送{its.now[Colour.GREY]}个。{handled(month.loop)}"
    )


def _than_before(month: Month, colour: Colour) -> str:
    if month.lamps is None or month.lamps.before is None:
        return ""
    more = month.lamps.now[colour] - month.lamps.before[colour]
    return f"，较上月{words.turned(more)}" if more else "，与上月持平"


def handled(loop: Loop | None) -> str:
    """Who was warned this year, and what became of the matters that need coordination."""
    if loop is None:
        return ""
    said = [_prompted(loop), _solved(loop), _left(loop)]
    told = "；".join(one for one in said if one)
    return f"今年以来，{told}。" if told else ""


def _prompted(loop: Loop) -> str:
    kinds = {"prompted_start": "开工", "prompted_promotion": "促建"}
    named = "、".join(word for code, word in kinds.items() if loop.count(code))
    return f"累计对{loop.count('prompted')}个项目发出{named}预警提示" if named else ""


def _solved(loop: Loop) -> str:
    if not loop.is_begun:
        return ""
    return (
        f"需协调事项{loop.count('matters')}项，已推动解决{loop.count('solved')}项，"
        f"解决率{shown(loop.values['solving_rate'].value)}%（已销号事项／需协调事项）"
    )


def _left(loop: Loop) -> str:
    if not loop.count("open"):
        return ""
    late = f"中，超期{loop.count('overdue')}项" if loop.count("overdue") else "，均未超期"
    return f"在办{loop.count('open')}项{late}"


def gathered(loop: Loop | None) -> str:
    """What most of the open matters come from, as a share of all that are open."""
    if loop is None or not loop.count("open"):
        return ""
    named = loop.by_cause[:NAMED]
    causes = "、".join(f"{on_paper(cause)}{count}项" for cause, count in named)
    together = shown(Decimal(100) * sum(count for _, count in named) / loop.count("open"))
    share = f"合计占{together}%" if len(named) > 1 else f"占{together}%"
    risen = f"，其中{loop.at_top}项已提级至领导小组" if loop.at_top else ""
    return f"在办事项中，{causes}{share}{risen}。"


def areas(units: Sequence[Part]) -> str:
    """Districts and functional areas: who leads and who lags."""
    return _series(units, leading=True)


def bodies(units: Sequence[Part]) -> str:
    """Departments and companies: who lags."""
    return _series(units, leading=False)


def _series(units: Sequence[Part], *, leading: bool) -> str:
    if not units:
        return ""
    behind = [one for one in units if shown(lead(one)) < 0]
    keeping = units[: len(units) - len(behind)]
    if not behind:
        said = f"{len(units)}个单位均达到或高于时序进度"
    elif not keeping:
        said = f"{len(units)}个单位均低于时序进度"
    else:
        said = f"{len(units)}个单位中，{len(keeping)}个达到或高于时序进度"
    if leading and keeping:
        said += f"，{_first(keeping)}"
    return f"{said}；{_last(behind)}。" if behind else f"{said}。"


def _first(keeping: Sequence[Part]) -> str:
    named = keeping[:NAMED]
    names, rates = _names(named), "、".join(f"{rate(one)}%" for one in named)
    if len(named) == 1:
        return f"{names}居首位，完成率为{rates}"
    return f"{names}居前{len(named)}位，完成率分别为{rates}"


def _last(behind: Sequence[Part]) -> str:
    """The furthest behind first; how many there are, where not all are named."""
    named = list(reversed(behind))[:NAMED]
    points = "、".join(str(abs(shown(lead(one)))) for one in named)
    each = "分别" if len(named) > 1 else ""
    below = f"{each}低于时序进度{points}个百分点"
    if len(behind) > len(named):
        return f"{len(behind)}个低于时序进度，{_names(named)}居后{len(named)}位，{below}"
    return f"{_names(named)}{below}"


def _names(units: Sequence[Part]) -> str:
    return "、".join(one.name for one in units)


def unstarted(month: Month) -> str:
    late = len(month.unstarted)
    return f"{late}个项目已到计划开工时间尚未开工（附件3）。" if late else ""


def filing(month: Month) -> str:
    """Who filed nothing, and whose figures had to be filed anew."""
    said = []
    if month.unfiled:
        said.append(f"{len(month.unfiled)}个项目未按期报送（附件4）")
    if month.corrected:
        said.append(f"{month.corrected}个项目数据经退回后更正")
    return f"{'，'.join(said)}。" if said else ""


def reds(month: Month, until: Deadlines | None) -> str:
    """What the units of red projects have to do, and until when."""
    count = len(month.reds)
    if not count:
        return ""
    checked = f"于{words.day(until.checked)}前" if until else "于预警送达后2个工作日内"
    mended = f"{words.day(until.mended)}前" if until else "5个工作日内"
    said = f"{count}个红灯项目的责任单位{checked}完成原因核实，{mended}报送整改措施和每周节点"
    if month.lamps and month.lamps.red_on:
        said += f"；连续两个月以上红灯的{month.lamps.red_on}个项目，由包保领导现场调度"
    return f"{said}。"


def passages(month: Month, until: Deadlines | None) -> Iterator[tuple[str, str]]:
    """Drafts of what a person has to answer for."""
    if spread := _spread(month):
        yield SPREAD, spread
    year = month.whole.values["start_rate_year"]
    left = int((year.denominator or 0) - (year.numerator or 0))
    if left:
        late = len(month.unstarted)
        by = f"{words.day(until.begun)}前" if until else "限期"
        overdue = f"，逾期未开工的{late}个项目于{by}开工或说明原因" if late and until else ""
        yield STARTS, f"对{left}个待开工项目逐一明确开工时间{overdue}。"
    if settling := _settling(month.loop):
        yield SETTLING, settling


def _settling(loop: Loop | None) -> str:
    """What the two causes that hold most up come to."""
    if loop is None or not loop.by_cause:
        return ""
    named = loop.by_cause[:2]
    causes = "、".join(on_paper(cause) for cause, _ in named)
    kinds = "两类" if len(named) > 1 else ""
    count = sum(count for _, count in named)
    return f"对{causes}{kinds}{count}项问题集中会商，限期办结一级、二级协调事项。"


def _spread(month: Month) -> str:
    """Whether the rest would keep up without the provincial projects, and which sectors lag."""
    said = []
    if month.provincial is not None and month.rest.is_planned:
        over = shown(lead(month.rest))
        word = "低于" if over < 0 else "仅略高于" if over < 1 else "高于"
        said.append(f"剔除省重点项目后，其余项目{word}时序")
    lagging = [sector(one) for one in month.sectors if shown(lead(one)) < 0]
    if lagging:
        said.append(f"{'、'.join(lagging)}已落后于时序")
    return f"{'，'.join(said)}。" if said else ""


def against_time(part: Part, *, first: bool = False) -> str:
    """高于时序进度（75.0%）6.4个百分点; what time progress is, only the ``first`` time."""
    share = f"（{shown(part.value('time_progress'))}%）" if first else ""
    return words.against(lead(part), f"时序进度{share}")


def lead(part: Part) -> Decimal:
    return part.value("lead_points")


def rate(part: Part) -> Decimal:
    return shown(part.value("completion_rate"))


def yi(part: Part, code: str = "completed_investment") -> str:
    return money.show(part.value(code))


def shown(value: Decimal | None) -> Decimal:
    """With the one decimal that papers print."""
    return money.half_up(value or Decimal(0), 1)
