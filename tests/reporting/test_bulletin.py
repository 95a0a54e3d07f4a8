"""The bulletin: a vice mayor repeats its sentences, so each figure and word must be right."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import docx
import pytest

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting import documents
from ballast.oversight.reporting.rules import Figures, Sums, UnitSums, in_order
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.services import write

SEPTEMBER = Period.month(2023, 9)
YI = Decimal(100_000_000)
HEADING = Heading(
    issuer="示例市重点项目建设领导小组办公室",
    mandate="经市政府同意",
    series="示重点办",
    addressees="各区（县）人民政府，各有关单位",
    disclosure="不予公开",
)


def sums(planned: str, completed: str, count: int = 1) -> Sums:
    return Sums(count, Decimal(planned) * YI, Decimal(completed) * YI, SEPTEMBER.time_progress)


def figures(planned: str, completed: str, lamps=None, carried="0", near=0) -> Figures:
    lamps = lamps or {Colour.GREEN: 1}
    return Figures(
        count=sum(lamps.values()),
        planned_yuan=Decimal(planned) * YI,
        completed_yuan=Decimal(completed) * YI,
        time_progress=SEPTEMBER.time_progress,
        lamps=dict.fromkeys(Colour, 0) | lamps,
        green_behind=near,
        carried_yuan=Decimal(carried) * YI,
    )


def units(**rates: str) -> Sequence[UnitSums]:
    return in_order(UnitSums(name, sums("100", rate)) for name, rate in rates.items())


def test_the_whole_paper_reads_as_an_office_would_sign_it():
    """A September by hand: 2593.8 / 3186.5 = 81.39965…%, less 75 = 6.39965… points."""
    lamps = {
        Colour.RED: 68,
        Colour.YELLOW: 168,
        Colour.GREEN: 698,
        Colour.GREY: 9,
        Colour.DASH: 35,
    }
    composed = documents.composed(
        SEPTEMBER,
        figures("3186.5", "2593.8", lamps, carried="12.34", near=100),
        areas=units(澄湾区="92.5", 高新区="90.7", 听涛区="80", 岚屏县="75", 枕石县="66.8"),
        bodies=units(市水务局="70.1", 市教育局="76.3"),
    )

    document = docx.Document(BytesIO(write(documents.BULLETIN, composed, HEADING)))
    assert [p.text for p in document.paragraphs] == [
        "示例市重点项目建设领导小组办公室文件",
        "示重点办〔　　　　〕　　号",
        "关于2023年1—9月\n全市重点项目推进情况的通报",
        "各区（县）人民政府，各有关单位：",
        "经市政府同意，现将有关情况通报如下。",
        "一、投资进度。1—9月，全市978个重点项目完成投资2593.8亿元，占年度计划投资（3186.5亿元）的"
        "81.4%，高于时序进度（75.0%）6.4个百分点。",
        "二、亮灯情况。截至9月底，亮红灯68个、黄灯168个、绿灯698个（其中100个低于时序进度），"
        "未报送9个（按最近一次报送计入12.3亿元），不评灯35个，合计978个。",
        "三、责任单位。5个区（县）和功能区中，4个达到或高于时序进度，澄湾区、高新区、听涛区居前3位；"
        "枕石县低于时序进度8.2个百分点。2个市级部门和有关企业中，1个达到或高于时序进度，市教育局居首位；"
        "市水务局低于时序进度4.9个百分点。",
        "示例市重点项目建设领导小组办公室",
        "　　　　年　　月　　日",
        "注：项目的灯取开工、投资进度、竣工、投产、入统、报送中最重的一项，各项均不适用的不评灯。",
    ]
    assert [p.text for p in document.sections[0].header.paragraphs] == [
        "草稿\t公开属性：不予公开",
        "数据取自2023年9月未结账的报送数据，签发前以结账数据核对",
    ]


@pytest.mark.parametrize(
    ("completed", "said"),
    [
        ("81.44", "高于时序进度（75.0%）6.4个百分点"),
        ("75.06", "高于时序进度（75.0%）0.1个百分点"),
        ("75.04", "与时序进度（75.0%）持平"),
        ("75", "与时序进度（75.0%）持平"),
        ("74.96", "与时序进度（75.0%）持平"),
        ("74.9", "低于时序进度（75.0%）0.1个百分点"),
    ],
)
def test_the_word_changes_with_the_sign_that_is_printed(completed, said):
    assert documents.against_time(sums("100", completed)) == said


def test_a_difference_is_taken_before_rounding():
    """August: 71.72 − 66.666… = 5.053… → 5.1; the printed 71.7 − 66.7 would give 5.0."""
    august = Sums(1, Decimal("400"), Decimal("286.88"), Fraction(8, 12))

    assert documents.against_time(august) == "高于时序进度（66.7%）5.1个百分点"


def test_without_a_plan_no_rate_is_made_up():
    assert documents.progress(SEPTEMBER, figures("0", "3.2")) == (
        "1—9月，全市1个重点项目完成投资3.2亿元。"
    )


def test_when_all_reported_nothing_is_said_of_carrying():
    said = documents.lamps(SEPTEMBER, figures("100", "80", {Colour.GREEN: 2}))

    assert said == "截至9月底，亮红灯0个、黄灯0个、绿灯2个，未报送0个，不评灯0个，合计2个。"


def test_what_was_not_reported_and_never_known_is_said_to_be_left_out():
    said = documents.lamps(SEPTEMBER, figures("100", "80", {Colour.GREEN: 2, Colour.GREY: 1}))

    assert "未报送1个（完成投资未计入）" in said


def test_blue_is_named_where_a_rulebook_gives_it():
    said = documents.lamps(SEPTEMBER, figures("100", "80", {Colour.GREEN: 2, Colour.BLUE: 3}))

    assert "黄灯0个、蓝灯3个、绿灯2个" in said


def test_a_series_in_which_all_keep_up_names_nobody_as_behind():
    said = documents.series("区（县）和功能区", units(甲区="90", 乙区="80", 丙区="76", 丁区="75"))

    assert said == "4个区（县）和功能区均达到或高于时序进度，甲区、乙区、丙区居前3位。"


def test_of_many_behind_the_last_three_are_named():
    said = documents.series("区（县）和功能区", units(甲="70", 乙="60", 丙="50", 丁="40"))

    assert said == (
        "4个区（县）和功能区中，0个达到或高于时序进度；"
        "4个低于时序进度，丁、丙、乙居后，分别低于时序进度35.0、25.0、15.0个百分点。"
    )


def test_units_of_the_same_rate_stand_by_the_size_of_their_plan_and_none_without_one():
    ordered = in_order(
        [
            UnitSums("小区", sums("10", "8")),
            UnitSums("大区", sums("100", "80")),
            UnitSums("空区", sums("0", "5")),
        ]
    )

    assert [unit.name for unit in ordered] == ["大区", "小区"]


def test_equal_figures_give_equal_bytes_so_that_a_digest_can_be_kept():
    def paper() -> bytes:
        composed = documents.composed(
            SEPTEMBER, figures("100", "80"), areas=units(甲="80"), bodies=()
        )
        return write(documents.BULLETIN, composed, HEADING)

    assert paper() == paper()
