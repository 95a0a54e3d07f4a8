"""The monthly bulletin (通报): what it says, in the words an office signs.

A Chinese official paper is written in Chinese whatever language its drafter's screen is in, so
these words are not translated. Money in 亿元 and rates in percent, one decimal, differences taken
before rounding; every rate names its denominator where it first stands.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.rules import Colour
from ballast.kernel import money
from ballast.kernel.periods import Period
from ballast.platform.documents.kinds import Composed, Form, Kind, Query
from ballast.platform.identity.rules import Series

from . import selectors
from .rules import Figures, Sums, UnitSums, together

TEMPLATE = Path(__file__).parent / "papers" / "bulletin.docx"
NAMED = 3  # units named at either end
NOTE = "注：项目的灯取开工、投资进度、竣工、投产、入统、报送中最重的一项，各项均不适用的不评灯。"


def bulletin(query: Query) -> list[Composed]:
    """The period's bulletin on what the viewer may see on the day; a part counts in its whole."""
    period = Period.from_code(query.period)
    with_lamps = alerts.sees_lamps(query.viewer, query.on, period.code)
    lines = selectors.lines(query.viewer, query.on, period, with_lamps=with_lamps)
    once = selectors.once(lines)
    figures = together(selectors.figures(once, period).values(), period.time_progress)
    units = selectors.by_unit(once, period)
    return [composed(period, figures, areas=units[Series.AREAS], bodies=units[Series.BODIES])]


def composed(
    period: Period, figures: Figures, *, areas: Sequence[UnitSums], bodies: Sequence[UnitSums]
) -> Composed:
    """What the bulletin says.

    ``areas`` (districts and functional areas) and ``bodies`` (departments and companies) are
    each in order of completion.
    """
    return Composed(
        subject="",
        title=f"关于{period.label_to_date(year=True)}\n全市重点项目推进情况的通报",
        values={
            "progress": progress(period, figures),
            "lamps": lamps(period, figures),
            "units": "".join(
                (series("区（县）和功能区", areas), series("市级部门和有关企业", bodies))
            ),
            "note": NOTE,
            "source": f"数据取自{period.label()}未结账的报送数据，签发前以结账数据核对",
        },
    )


def sample() -> Composed:
    """A bulletin with something under every name."""
    period = Period.month(2023, 9)
    sums = Sums(978, Decimal(318_650_000_000), Decimal(259_380_000_000), period.time_progress)
    figures = Figures(
        count=sums.count,
        planned_yuan=sums.planned_yuan,
        completed_yuan=sums.completed_yuan,
        time_progress=sums.time_progress,
        lamps=dict.fromkeys(Colour, 0) | {Colour.GREEN: sums.count},
        green_behind=0,
        carried_yuan=Decimal(0),
    )
    return composed(period, figures, areas=[UnitSums("甲<乙>&丙", sums)], bodies=())


def progress(period: Period, figures: Figures) -> str:
    """The sentence on investment; without any plan it says only what was completed."""
    head = (
        f"{period.label_to_date(year=False)}，全市{figures.count}个重点项目"
        f"完成投资{money.show(figures.completed_yuan)}亿元"
    )
    if figures.completion_rate is None:
        return f"{head}。"
    return (
        f"{head}，占年度计划投资（{money.show(figures.planned_yuan)}亿元）的"
        f"{money.percent(figures.completion_rate)}%，{against_time(figures)}。"
    )


def against_time(sums: Sums) -> str:
    """高于／低于时序进度 by so many points; 持平 when the printed difference is 0.0."""
    lead = money.half_up(sums.lead_points or Decimal(0), 1)
    share = f"时序进度（{money.percent(sums.time_progress)}%）"
    if lead == 0:
        return f"与{share}持平"
    return f"{'高于' if lead > 0 else '低于'}{share}{abs(lead)}个百分点"


def lamps(period: Period, figures: Figures) -> str:
    """The lamps of the list; their counts add up to it."""
    count = figures.lamps
    near = figures.green_behind
    green = f"（其中{near}个低于时序进度）" if near else ""
    blue = f"蓝灯{count[Colour.BLUE]}个、" if count[Colour.BLUE] else ""
    return (
        f"截至{period.last}月底，亮红灯{count[Colour.RED]}个、黄灯{count[Colour.YELLOW]}个、"
        f"{blue}绿灯{count[Colour.GREEN]}个{green}，未报送{count[Colour.GREY]}个{_counted(figures)}，"
        f"不评灯{count[Colour.DASH]}个，合计{figures.count}个。"
    )


def _counted(figures: Figures) -> str:
    """What of those that filed nothing is in the completed investment all the same."""
    if not figures.lamps[Colour.GREY]:
        return ""
    if figures.carried_yuan:
        return f"（按最近一次报送计入{money.show(figures.carried_yuan)}亿元）"
    return "（完成投资未计入）"


def series(name: str, units: Sequence[UnitSums]) -> str:
    """One series of units: how many keep up, who leads, who lags. Nothing for an empty series."""
    if not units:
        return ""
    behind = [unit for unit in units if (unit.sums.lead_points or 0) < 0]
    keeping = len(units) - len(behind)
    if not behind:
        return f"{len(units)}个{name}均达到或高于时序进度，{_leading(units)}。"
    return (
        f"{len(units)}个{name}中，{keeping}个达到或高于时序进度"
        f"{'，' + _leading(units[:keeping]) if keeping else ''}；{_lagging(behind)}。"
    )


def _leading(units: Sequence[UnitSums]) -> str:
    named = units[:NAMED]
    names = "、".join(unit.name for unit in named)
    return f"{names}居前{len(named)}位" if len(named) > 1 else f"{names}居首位"


def _lagging(behind: Sequence[UnitSums]) -> str:
    named = list(reversed(behind))[:NAMED]
    names = "、".join(unit.name for unit in named)
    points = "、".join(
        str(money.half_up(abs(unit.sums.lead_points or Decimal(0)), 1)) for unit in named
    )
    many = f"{len(behind)}个低于时序进度，" if len(behind) > len(named) else ""
    each = "分别" if len(named) > 1 else ""
    return f"{many}{names}{'居后，' if many else ''}{each}低于时序进度{points}个百分点"


BULLETIN = Kind(
    code="bulletin",
    name="通报",
    form=Form.OFFICIAL,
    template=TEMPLATE,
    subjects=lambda period: [""],  # noqa: ARG005 - one a period
    compose=bulletin,
    sample=sample,
    numbered="",
)
