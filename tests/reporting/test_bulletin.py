"""The bulletin: a vice mayor repeats its sentences, so each figure and word must be right."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest

from ballast.dispatch.alerts.rules import Colour
from ballast.kernel.periods import Period
from ballast.oversight.reporting.documents import BULLETIN, bulletin, sentences, tables
from ballast.oversight.reporting.documents.samples import part, september
from ballast.oversight.reporting.rules import by_completion
from ballast.oversight.reporting.rules.loop import COUNTS, RATES, counted, share
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.services import write
from ballast.platform.identity.rules import Series

TWO_THIRDS = Decimal(200) / 3
HEADING = Heading(
    issuer="示例市重点项目建设领导小组办公室",
    mandate="经市政府同意",
    series="示重点办",
    addressees="各区（市）县人民政府，各有关单位",
    disclosure="不予公开",
    is_internal=True,
    copied_to="市委办公厅",
    contact="×××，电话：××××××××",
)


def month(**changes):
    return replace(september()[0], **changes)


def units(**rates: str):
    return by_completion([part(name, 1, "100", rate) for name, rate in rates.items()])


def test_the_sentence_on_investment_is_the_one_an_office_would_sign():
    """By hand: 2593.8 / 3186.5 = 81.39965…%, less 75 = 6.39965…; August 71.79978… − 66.66666….

    2287.9 / 3186.5 = 71.79978…%, less 66.66667 = 5.13311…; the change is 1.26653…, so 1.3.
    """
    assert sentences.investment(month()) == (
        "1—9月，全市978个重点项目完成投资2593.8亿元，"
        "占年度计划投资（3186.5亿元，7月调整后口径）的81.4%，"
        "高于时序进度（75.0%）6.4个百分点，较1—8月扩大1.3个百分点；9月当月完成投资305.9亿元。"
        "其中，127个省重点项目完成投资612.6亿元，占年度计划的109.4%，"
        "高于全省平均进度（101.1%）8.3个百分点；"
        "其余851个市重点项目完成投资1981.2亿元，占年度计划的75.4%，仅高于时序进度0.4个百分点。"
    )


def test_what_is_not_known_is_left_out_and_not_typed_in():
    """Neither an adjustment, a month before, nor the province's own rate."""
    said = sentences.investment(
        month(adjusted_on=None, before=None, provincial=part("", 127, "560.0", "612.6"))
    )

    assert "（3186.5亿元）的81.4%" in said
    assert "较1—8月" not in said
    assert "占年度计划的109.4%；其余" in said
    assert sentences.lamps(month(lamps=None, loop=None)) == ""


def test_without_any_plan_it_says_only_what_was_completed():
    said = sentences.investment(month(whole=part("", 2, "0", "3.2"), provincial=None))

    assert said == "1—9月，全市2个重点项目完成投资3.2亿元。"


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
    assert sentences.against_time(part("", 1, "100", completed), first=True) == said


def test_a_difference_is_taken_before_rounding():
    """71.72 − 66.666… = 5.053… → 5.1; the printed 71.7 − 66.7 would give 5.0."""
    august = part("", 1, "400", "286.88", time=TWO_THIRDS)

    assert sentences.against_time(august, first=True) == "高于时序进度（66.7%）5.1个百分点"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("68.6667", "78", "较1—8月扩大1.0个百分点"),
        ("68.6667", "76", "较1—8月收窄1.0个百分点"),
        ("64.6667", "72", "较1—8月扩大1.0个百分点"),
        ("64.6667", "74", "较1—8月收窄1.0个百分点"),
        ("64.6667", "76", "1—8月为低于2.0个百分点"),
        ("69.6667", "74", "1—8月为高于3.0个百分点"),
        ("67.6667", "76", "与1—8月持平"),
    ],
)
def test_it_says_whether_the_distance_grew_and_not_whether_the_number_did(before, now, said):
    """A lag of 2 points that becomes 3 has widened."""
    whole = replace_sums(now)
    told = sentences.investment(
        month(whole=whole, before=part("", 1, "100", before, time=TWO_THIRDS))
    )

    assert f"个百分点，{said}；" in told


def replace_sums(completed: str):
    whole = september()[0].whole
    return replace(whole, values={**whole.values, **part("", 1, "100", completed).values})


def test_every_sector_is_told_against_time_and_the_plan_is_named_once():
    of = [
        part("产业项目", 486, "1632.8", "1402.6"),
        part("基础设施", 171, "958.8", "761.3"),
        part("公共服务和生态环保项目", 321, "594.9", "429.9"),
    ]

    assert sentences.sectors(month(sectors=of)) == (
        "产业项目486个，完成投资1402.6亿元，占年度计划的85.9%，高于时序进度10.9个百分点；"
        "基础设施项目171个，完成投资761.3亿元，占79.4%，高于时序进度4.4个百分点；"
        "公共服务和生态环保项目321个，完成投资429.9亿元，占72.3%，低于时序进度2.7个百分点。"
    )


def test_starts_and_finishes_name_what_each_rate_is_a_share_of():
    assert sentences.starts(month()) == (
        "全年计划新开工289个，累计开工182个，年度开工率63.0%（累计开工数／全年计划新开工数）。"
        "截至9月底应开工121个，已开工115个，到期开工率95.0%（到期项目中已开工数／到期应开工数）；"
        "另有67个原计划四季度开工的项目提前开工。四季度还需开工107个，其中逾期未开工7个。"
        "全年计划竣工156个，已竣工70个，年度竣工率44.9%（已竣工数／全年计划竣工数）。"
    )


def test_lamps_are_told_against_the_month_before():
    its = month().lamps
    now = its.now | {Colour.RED: 68, Colour.YELLOW: 168, Colour.GREY: 9}
    before = its.before | {Colour.RED: 75, Colour.YELLOW: 157}
    told = replace(its, now=now, before=before, red_on=54)

    assert sentences.lamps(month(lamps=told, loop=None)) == (
        "本期亮红灯68个，较上月减少7个，其中连续两个月以上红灯54个；"
        "亮黄灯168个，较上月增加11个；未按期报送9个。"
    )


def test_who_was_warned_and_what_was_solved_is_told_with_its_denominator():
    """By hand: 147 / 264 = 55.681…%."""
    assert sentences.handled(month().loop) == (
        "今年以来，累计对302个项目发出开工、促建预警提示；"
        "需协调事项264项，已推动解决147项，解决率55.7%（已销号事项／需协调事项）；"
        "在办117项中，超期37项。"
    )


def test_while_nothing_is_recorded_the_loop_says_nothing():
    none = replace(
        month().loop,
        values={code: counted(0) for code in COUNTS} | {code: share((0, 0)) for code in RATES},
        by_level={},
        by_cause=[],
        at_top=0,
    )
    warned = replace(
        none, values=none.values | {"prompted": counted(2), "prompted_start": counted(2)}
    )

    assert (sentences.handled(none), sentences.gathered(none)) == ("", "")
    assert sentences.handled(warned) == "今年以来，累计对2个项目发出开工预警提示。"
    leads = [item["lead"] for item in bulletin.composed(month(loop=none), None).values["problems"]]
    assert "（三）卡点集中。" not in leads


def test_what_holds_most_up_is_named_with_its_part_of_the_open_ones():
    """By hand: (34 + 27 + 19) / 117 = 68.376…%."""
    assert sentences.gathered(month().loop) == (
        "在办事项中，征拆净地34项、用地手续27项、管线迁改19项合计占68.4%，"
        "其中13项已提级至领导小组。"
    )
    passages = dict(sentences.passages(*september()))
    assert passages[sentences.SETTLING] == (
        "对征拆净地、用地手续两类61项问题集中会商，限期办结一级、二级协调事项。"
    )


def test_areas_name_who_leads_and_who_lags_the_furthest_behind_first():
    of = units(
        临空经济区="92.5", 栖云区="91.6", 高新区="90.7", 松涧县="72.5", 苍岭县="69.3", 石阙县="66.8"
    )

    assert sentences.areas([*of[:3], part("科学城", 1, "100", "75"), *of[3:]]) == (
        "7个单位中，4个达到或高于时序进度，临空经济区、栖云区、高新区居前3位，"
        "完成率分别为92.5%、91.6%、90.7%；石阙县、苍岭县、松涧县"
        "分别低于时序进度8.2、5.7、2.5个百分点。"
    )


def test_where_more_lag_than_are_named_it_says_how_many():
    said = sentences.bodies(units(甲="90", 乙="74", 丙="73", 丁="72", 戊="71"))

    assert said == (
        "5个单位中，1个达到或高于时序进度；"
        "4个低于时序进度，戊、丁、丙居后3位，分别低于时序进度4.0、3.0、2.0个百分点。"
    )


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({"甲": "90", "乙": "75"}, "2个单位均达到或高于时序进度。"),
        (
            {"甲": "70", "乙": "60"},
            "2个单位均低于时序进度；乙、甲分别低于时序进度15.0、5.0个百分点。",
        ),
        ({}, ""),
    ],
)
def test_units_that_all_keep_up_or_all_lag_are_told_together(rates, said):
    assert sentences.bodies(units(**rates)) == said


def test_days_are_named_once_the_warnings_went_out():
    _, until = september()

    assert sentences.reds(month(), until).startswith(
        "7个红灯项目的责任单位于10月16日前完成原因核实，10月19日前报送整改措施和每周节点；"
    )
    assert "于预警送达后2个工作日内完成" in sentences.reds(month(), None)
    assert sentences.reds(month(reds=[]), until) == ""


def test_what_a_person_answers_for_stays_a_marked_draft_until_taken_on():
    paper = bulletin.sample()

    assert paper.passages["进度分化"] == "剔除省重点项目后，其余项目仅略高于时序。"
    assert paper.passages["确保开工"] == (
        "对107个待开工项目逐一明确开工时间，逾期未开工的7个项目于10月25日前开工或说明原因。"
    )
    draft = text_of(write(BULLETIN, paper, HEADING))
    taken = text_of(write(BULLETIN, paper, HEADING, taken=frozenset(paper.passages)))
    assert "（一）进度分化。〔人〕剔除省重点项目后" in draft
    assert "（二）确保四季度开工。〔人〕对107个待开工项目" in draft
    assert "〔人〕" not in taken


def text_of(paper: bytes) -> list[str]:
    return "\n".join(one.text for one in docx.Document(BytesIO(paper)).paragraphs)


def test_paragraphs_are_counted_without_a_gap_where_one_has_nothing_to_say():
    told = bulletin.composed(month(unstarted=[], lamps=None, loop=None), None)

    assert [one["lead"] for one in told.values["overall"]] == [
        "（一）投资进度。",
        "（二）分领域进度。",
        "（三）开工竣工。",
    ]
    assert [one["lead"] for one in told.values["problems"]] == [
        "（一）进度分化。",
        "（二）报送质量不高。",
    ]


def test_the_table_of_units_has_both_series_their_sums_and_the_whole_first():
    of = {
        Series.AREAS: units(甲区="90", 乙县="70"),
        Series.BODIES: units(市水务局="70.1"),
    }

    rows = tables.units(month(whole=part("", 3, "300", "230.1"), units=of))

    assert [tuple(row.values()) for row in rows] == [
        ("", "合计", "3", "300.0", "230.1", "76.7", "+1.7"),
        ("", "一、区（市）县和功能区（2个）", "2", "200.0", "160.0", "80.0", "+5.0"),
        ("1", "甲区", "1", "100.0", "90.0", "90.0", "+15.0"),
        ("2", "乙县", "1", "100.0", "70.0", "70.0", "−5.0"),
        ("", "二、市级部门和有关企业（1个）", "1", "100.0", "70.1", "70.1", "−4.9"),
        ("1", "市水务局", "1", "100.0", "70.1", "70.1", "−4.9"),
    ]


def test_units_of_the_same_rate_stand_by_the_size_of_their_plan_and_none_without_one():
    found = by_completion(
        [part("小", 1, "10", "8"), part("无", 1, "0", "1"), part("大", 1, "20", "16")]
    )

    assert [one.name for one in found] == ["大", "小"]


def test_a_note_stands_below_the_table_only_where_printed_parts_do_not_add_up():
    def rounding(*completed: str) -> str:
        of = {
            Series.AREAS: units(**dict(zip("甲乙丙", completed, strict=False))),
            Series.BODIES: [],
        }
        whole = part("", 3, str(100 * len(completed)), str(sum(map(Decimal, completed))))
        return tables.rounding(
            month(whole=whole, units=of, sectors=[], provincial=None, rest=whole)
        )

    assert rounding("10.1", "20.2") == ""
    assert rounding("10.04", "20.04", "30.04") == tables.NOTE  # 10.0 + 20.0 + 30.0 ≠ 60.1


def test_an_empty_list_says_so_in_its_table():
    paper = bulletin.composed(month(reds=[], unstarted=[], unfiled=[]), None)

    found = docx.Document(BytesIO(write(BULLETIN, paper, HEADING))).tables

    assert [one.rows[1].cells[0].text for one in found[1:4]] == ["本期无"] * 3
    assert len(found[1].rows) == 2


def test_nothing_in_it_says_how_much_money_would_turn_a_lamp():
    paper = write(BULLETIN, bulletin.sample(), HEADING)
    document = docx.Document(BytesIO(paper))
    words = text_of(paper) + "".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )

    assert not re.search(r"(再|还需|仍需|尚需)完成(投资)?[\d.]+", words)
    assert "转绿" not in words


def test_it_says_what_its_figures_were_taken_from():
    closed, open_ = (bulletin.composed(month(seal=seal), None) for seal in ("3f2a1b9cdd", ""))

    assert closed.values["snapshot"] == "数据快照 2023-09／3f2a1b9c"
    assert "未结账" in open_.values["snapshot"]


def test_names_with_signs_of_markup_and_very_long_ones_survive():
    red = september()[0].reds[0]
    long = "甲<乙>&丙" * 500
    paper = bulletin.composed(month(reds=[replace(red, name=long)]), None)

    document = docx.Document(BytesIO(write(BULLETIN, paper, HEADING)))

    assert document.tables[1].rows[1].cells[1].text == long


def test_equal_figures_give_equal_bytes_so_that_a_digest_can_be_kept():
    assert write(BULLETIN, bulletin.sample(), HEADING) == write(
        BULLETIN, bulletin.sample(), HEADING
    )


def test_a_first_month_of_the_year_has_no_month_alone():
    opening = Period.opening(2024)

    said = sentences.investment(month(period=opening, before=None, adjusted_on=date(2024, 2, 1)))

    assert "当月" not in said
    assert said.startswith("1—2月，全市978个")
