"""The weekly bulletin: what it says, in which order, and what a correction does afterwards."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from ballast.delivery.schedule import selectors, services
from ballast.delivery.schedule.documents import KIND, subjects
from ballast.delivery.schedule.models import TaskReport
from ballast.delivery.schedule.services import ScheduleRefused
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.models import Paper
from ballast.platform.identity.models import Role
from tests.documents.papers import said, signed
from tests.identity.factories import ACTOR, make_unit, make_user
from tests.projects.factories import make_project
from tests.schedule.factories import (
    FRIDAY,
    WEEK,
    done,
    file,
    make_node,
    make_task,
    moment,
    undone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


@pytest.fixture
def north():
    return make_project(name="北江大桥", unit=make_unit(code="N", name="北县"))


@pytest.fixture
def south():
    return make_project(name="南湖水厂", unit=make_unit(code="S", name="南县"))


def composed(office, week=WEEK, on=FRIDAY):
    asked = Query(period=f"{week.friday:%Y-%m}", subjects=[week.code], viewer=office, on=on)
    [paper] = KIND.compose(asked)
    return paper


def test_a_bulletin_counts_names_and_orders_as_the_rule_says(office, north, south):
    first = make_task(north, person="张三")
    make_node(north, what="主塔封顶", due_on=date(2024, 6, 12))
    second, third = make_task(south), make_task(south, what="铺设管网")
    file(undone(first), done(second), at=moment(7, 11))
    make_task(north, week=WEEK.later(), carried_from=first.pk, at=moment(7, 11))

    paper = composed(office)
    words = said(signed(KIND, paper))

    assert "关于2024年第23周重点项目" in words
    assert "应完成周任务3项，涉及2个责任单位、2个项目；已完成1项，完成率33.3%" in words
    assert "未完成1项，未报送1项" in words
    assert [row["name"] for row in paper.values["units"]] == ["南县", "北县"]
    assert "完成率靠后的是北县（0/1）、南县（1/2）" in words
    whys = [(row["what"], row["why"]) for row in paper.values["undone"]]
    assert whys == [(third.what, "未报送"), ("浇筑3号墩", "连日降雨停工")]
    assert "7日内到期尚未达到1个" in words
    assert "下周共安排周任务1项，其中顺延1项" in words
    assert sorted(paper.addressees) == ["N", "S"]
    assert "六、更正情况" not in words


def test_what_is_carried_over_twice_is_named_with_its_reason(office, north):
    task = make_task(north)
    for week in (WEEK.later(), WEEK.later(2)):
        at = moment(week.monday.day)
        file(undone(task, new_due_on=week.friday), at=at)
        task = make_task(north, week=week, carried_from=task.pk, at=at)

    words = said(signed(KIND, composed(office, WEEK.later(2), date(2024, 6, 21))))

    assert "连续顺延2次以上的1项：北县“北江大桥”浇筑3号墩（已顺延2次）" in words


def test_the_sums_above_the_units_are_those_of_the_text(office, north, south):
    first, second, _ = make_task(north), make_task(south), make_task(south, what="铺设管网")
    file(done(first), undone(second), at=moment(7, 11))

    paper = composed(office)
    tables = docx.Document(BytesIO(signed(KIND, paper))).tables
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]

    assert rows[1] == ["", "合计", "3", "1", "1", "1", "0", "0", "33.3%"]
    assert [row[1] for row in rows[2:]] == ["北县", "南县"]
    whole = [sum(int(row[place]) for row in rows[2:]) for place in range(2, 8)]
    assert [str(one) for one in whole] == rows[1][2:8]


def test_a_bulletin_drafted_before_it_had_sums_is_still_written(office, north):
    make_task(north)
    paper = composed(office)
    without = {name: one for name, one in paper.values.items() if name != "total"}

    words = said(signed(KIND, replace(paper, values=without)))

    assert "责任单位周任务完成情况表" in words
    assert "合计" not in words


def test_nothing_is_signed_on_a_page_that_says_nothing(office, north):
    """From the end of the text to the date each paragraph stays with the next."""
    make_task(north)
    told = docx.Document(BytesIO(signed(KIND, composed(office)))).paragraphs
    texts = [one.text for one in told]
    text, date = texts.index("五、下周任务") + 1, texts.index("2023年10月12日")

    assert all(one.paragraph_format.keep_with_next for one in told[text:date])


def test_only_a_few_of_the_often_carried_are_named_and_the_list_has_all(office, north):
    tasks = [make_task(north, what=f"第{number}项") for number in range(7)]
    for week in (WEEK.later(), WEEK.later(2)):
        at = moment(week.monday.day)
        file(*(undone(one, new_due_on=week.friday) for one in tasks), at=at)
        tasks = [
            make_task(north, what=one.what, week=week, carried_from=one.pk, at=at) for one in tasks
        ]

    paper = composed(office, WEEK.later(2), date(2024, 6, 21))

    assert "连续顺延2次以上的7项" in paper.values["undone_text"]
    assert paper.values["undone_text"].count("已顺延2次") == 5
    assert paper.values["undone_text"].endswith("，其余见附件2。")
    assert len(paper.values["undone"]) == 7


def test_after_signing_the_figures_stay_and_a_correction_stands_in_the_next(office, north):
    task = make_task(north)
    file(undone(task), at=moment(7, 11))
    paper = services.draft_bulletin(by=ACTOR, at=moment(7, 13), viewer=office, week=WEEK)
    Paper.objects.filter(pk=paper.pk).update(
        state="signed", number="示重点办周调度〔2024〕1号", dated=date(2024, 6, 11)
    )

    with pytest.raises(ScheduleRefused) as refusal:
        services.take_back(by=ACTOR, at=moment(11), ids=[task.pk])
    assert [fault.code for fault in refusal.value.faults] == ["schedule_bulletin_out"]
    file(done(task), at=moment(11))
    make_task(north, what="又一项", week=WEEK.later(), at=moment(11))

    assert TaskReport.objects.filter(is_correction=True).count() == 1
    next_week = composed(office, WEEK.later(), date(2024, 6, 14))
    assert (
        "以前各期更正1项：北县第23周“浇筑3号墩”更正为已完成" in next_week.values["corrected_text"]
    )
    assert Paper.objects.get().values["units"][0]["undone"] == "1"


def test_on_the_day_of_the_bulletin_it_is_drafted_once_and_signed_by_nobody(office, north):
    make_task(north)

    assert services.draft_due(at=moment(9)) == []
    [paper] = services.draft_due(at=moment(10))
    assert services.draft_due(at=moment(10)) == []
    assert (paper.subject, paper.state) == (WEEK.code, "draft")
    assert selectors.bulletin_of(WEEK) == paper
    assert subjects("2024-06") == [WEEK.code]
    assert subjects("2024-05") == []
