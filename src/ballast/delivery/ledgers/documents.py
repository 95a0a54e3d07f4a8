"""报送通知: what the office writes to the units when a month's filing opens.

An official paper is written in Chinese whatever language its drafter's screen is in. Issuer and
mandate stay open: an office inside a commission may not instruct governments in its own name
(党政机关公文处理工作条例, articles 16 and 17).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ballast.platform.documents import services as documents

if TYPE_CHECKING:
    from ballast.delivery.progress.rules import Days
    from ballast.kernel.periods import Period

TEMPLATE = Path(__file__).parent / "papers" / "notice.docx"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a period: how many units hand in how many projects, within which days."""

    period: "Period"
    days: "Days | None"
    units: int
    projects: int

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
            f"{self.projects}个，由{self.units}个单位归口报送，具体项目见各单位报送表。"
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
        """The notice as a .docx; number, issuer, mandate and date stay open until it is signed."""
        values = {
            "issuer": "〔发文机关〕",
            "number": "〔发文机关代字〕〔　　　　〕　　号",
            "title": self.title.replace("重点项目", "\n重点项目"),
            "addressees": "各区（县）人民政府，各功能区管委会，市级有关部门，有关企业",
            "mandate": "经〔授权依据〕同意，",
            "paragraphs": list(self.paragraphs()),
            "attachment": "附件：报送表（各单位一份）",
            "date": "　　　　年　　月　　日",
            "contact": "（联系人：　　　　　　联系电话：　　　　　　）",
            "state": "草稿",
            "source": "报送期间和项目数取自系统，签发前核对",
            "disclosure": "〔公开属性〕",
        }
        return documents.render(TEMPLATE, values)

    def _amounts(self, months: str) -> str:
        if self.period.kind == "month":
            return f"当月完成投资、{months}累计完成投资"
        return f"{months}累计完成投资"

    def _window(self, days: "Days") -> str:
        return (
            f"{_day(days.opens_on)}起报送，{_day(days.shuts_on)}截止。"
            f"{_day(days.cut_off_on)}前报送的填预计到期末数，之后填实际数；"
            "先报预计数的，截止前更新为实际数。"
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
