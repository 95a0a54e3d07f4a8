"""报送通知: what the office writes to the units when a month's filing opens.

A paper is written in Chinese whatever language its drafter's screen is in. Issuer and mandate
are the letterhead's: an office inside a commission may not instruct governments in its own name
(党政机关公文处理工作条例, articles 16 and 17).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ballast.delivery.ledgers.rules import NOBODY, Share
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.rules import Days
from ballast.delivery.progress.selectors.handout import Turnover, handed_units, turnover
from ballast.kernel.periods import Period
from ballast.platform.documents import selectors as documents
from ballast.platform.documents.kinds import Composed, Form, Kind, Query

if TYPE_CHECKING:
    from ballast.platform.identity.models import Unit

TEMPLATE = Path(__file__).parent / "papers" / "filing_notice.docx"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a period: which units hand in how many projects, within which days.

    ``turned``: how the projects differ from those of the period before.
    """

    period: Period
    days: Days | None
    shares: Sequence[Share]
    turned: Turnover | None = None

    @property
    def projects(self) -> int:
        return sum(one.projects for one in self.shares)

    @property
    def title(self) -> str:
        return f"关于报送{self.period.label()}重点项目推进情况的通知"

    def paragraphs(self) -> Iterator[str]:
        """The body, from the reason to what is asked."""
        months = self.period.label_to_date(year=False)
        yield (
            f"为及时、准确掌握重点项目推进情况，现就做好{self.period.label()}"
            "重点项目推进情况报送工作通知如下。"
        )
        yield (
            f"一、报送范围。列入{self.period.year}年度重点项目计划、本期应报送的项目共"
            f"{self.projects}个，由{len(self.shares)}个单位归口报送，具体项目见各单位报送表。"
            f"{self._turned()}"
        )
        yield (
            f"二、报送内容。{self._amounts(months)}、形象进度、存在问题及需协调事项。"
            "金额以万元为单位；形象进度写到具体部位和数量；"
            "问题写明卡在哪个环节、需哪个单位解决。"
        )
        yield (
            "三、报送方式。各单位核对报送表，只填浅黄色单元格，填好后导入系统或交回；"
            "不增删行列。项目名称、计划和以前月份数据有误的，另行报告，不在表内改动。"
        )
        if self.days:
            yield f"四、报送时间。{self._window(self.days)}"
        yield (
            f"{'五' if self.days else '四'}、工作要求。各单位要据实报送，"
            "由负责人审核签字并上传报送确认单；逾期未报的按未报送处理，如实反映在月度通报中。"
            "所报数据仅用于项目调度，不替代统计报表。"
        )

    def text(self) -> str:
        """The notice as it is copied into a message."""
        body = "\n".join(self.paragraphs())
        return f"{self.title}\n\n各有关单位：\n{body}\n\n附件：报送表（各单位一份）\n"

    def paper(self) -> bytes:
        """The notice as a draft in Word, under the letterhead of the day its filing opens."""
        on = self.days.opens_on if self.days else self.period.last_day
        [sheet] = documents.drafts(KIND, [self.composed()], on)
        return sheet.content

    def composed(self) -> Composed:
        """What the paper says, to the units that file."""
        rows = [
            {
                "place": place,
                "unit": one.unit,
                "file": one.filename(self.period),
                "projects": one.projects,
            }
            for place, one in enumerate(self.shares, 1)
        ]
        values: dict[str, object] = {
            "addressees": "各区（县）人民政府，各功能区管委会，市级有关部门，有关企业",
            "paragraphs": list(self.paragraphs()),
            "attachment": "附件：报送表（各单位一份）",
            "units": rows,
            "projects": self.projects,
            "source": "报送期间和项目数取自系统，签发前核对",
        }
        return Composed(
            subject="",
            title=self.title,
            values=values,
            addressees=tuple(one.code for one in self.shares if one.code),
            texts={"通知（可复制发送）": self.text()},
        )

    def _turned(self) -> str:
        """What is new since the period before; nothing where nothing is."""
        if self.turned is None:
            return ""
        counts = (("新增", self.turned.new), ("不再报送", self.turned.gone))
        said = [f"{words}{count}个" for words, count in counts if count]
        return f"与上期相比，{'，'.join(said)}。" if said else ""

    def _amounts(self, months: str) -> str:
        if self.period.kind == "month":
            return f"当月完成投资、{months}累计完成投资"
        return f"{months}累计完成投资"

    def _window(self, days: Days) -> str:
        return (
            f"{_day(days.opens_on)}起报送，{_day(days.shuts_on)}截止。"
            f"{_day(days.cut_off_on)}前报送的填预计到期末数，之后填实际数；"
            "先报预计数的，截止前更新为实际数。"
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def compose(query: Query) -> Sequence[Composed]:
    """The notice of a period to every unit that files; none before the period is opened."""
    period = Period.from_code(query.period)
    days = progress.windows_of([period.code]).get(period.code)
    units = handed_units(query.viewer, query.on, period.code)
    if days is None or not units:
        return []
    shares = [share_of(unit, count) for unit, count in units]
    return [Notice(period, days, shares, turnover(period)).composed()]


def share_of(unit: "Unit | None", projects: int) -> Share:
    """What a unit files; without one, what nobody answers for."""
    return Share(unit.code, unit.short_name, projects) if unit else Share("", NOBODY, projects)


def sample() -> Composed:
    """The notice that a template is tried on."""
    days = Days(date(2023, 9, 20), date(2023, 9, 25), date(2023, 10, 11))
    shares = [Share("LJ", "澜江区", 62), Share("JT", "市交通运输局", 24)]
    return Notice(Period.month(2023, 9), days, shares, Turnover(3, 1)).composed()


KIND = Kind(
    code="filing_notice",
    name="报送通知",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=lambda _period: ("",),
    compose=compose,
    sample=sample,
    numbered="",
)
