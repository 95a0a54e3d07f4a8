"""Deciding a month's lamps: stored with their reasons, replaced openly, never silently."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ballast.delivery.plans.models import PlanLine
from ballast.dispatch.alerts.messages import because
from ballast.dispatch.alerts.models import Evaluation, ProjectLamp
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import NotAPeriod
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import Project
from tests.identity.factories import make_unit, make_user

from .factories import AT, BY, SEPTEMBER, count, file, make_project

pytestmark = pytest.mark.django_db


def decide(by=BY, period=SEPTEMBER):
    return evaluate(by=by, at=AT, period=period)


def colours():
    return dict(ProjectLamp.objects.values_list("project__name", "colour"))


def test_every_project_of_the_plan_gets_one_lamp_and_the_counts_add_up():
    make_project("红", completed="44")
    make_project("黄", completed="45")
    make_project("绿", completed="75")
    make_project("灰")
    make_project("前期", plan_class="PREPARATORY", completed="0")
    make_project("待开工", plan_class="NEW_START", completed="0")
    make_project("已开工", plan_class="NEW_START", completed="80")
    make_project("无计划", planned=None, completed="5")
    make_project("明年", year=2024)

    evaluated = decide()

    assert colours() == {
        "红": "red",
        "黄": "yellow",
        "绿": "green",
        "灰": "grey",
        "前期": "dash",
        "待开工": "dash",
        "已开工": "green",
        "无计划": "dash",
    }
    assert evaluated.lamps == {
        Colour.RED: 1,
        Colour.YELLOW: 1,
        Colour.GREEN: 2,
        Colour.GREY: 1,
        Colour.DASH: 3,
    }
    assert evaluated.changed == 8


def test_a_lamp_keeps_the_row_and_the_figures_it_was_decided_on():
    make_project(completed="45")
    decide()

    lamp = ProjectLamp.objects.get()
    assert (lamp.colour, lamp.row) == ("yellow", "behind")
    assert lamp.values == {
        "completed_yuan": "450000.00",
        "planned_yuan": "1000000.00",
        "time_progress": "0.75",
        "completion_rate": "0.45",
        "lead_points": "-30",
        "rule": "yinchuan-2025",
    }


def test_a_filing_of_words_without_a_figure_is_not_a_report():
    file(make_project(), None)
    decide()

    assert ProjectLamp.objects.get().colour == "grey"


def test_deciding_again_on_the_same_figures_changes_and_journals_nothing():
    make_project(completed="45")
    decide()
    before = list(ProjectLamp.objects.values())

    assert decide().changed == 0
    assert list(ProjectLamp.objects.values()) == before
    assert Entry.objects.filter(code="alerts.lamps_evaluated").count() == 1


def test_a_corrected_figure_changes_the_lamp_and_the_journal_keeps_both_colours():
    make_project("甲", completed="44")
    make_project("乙", completed="90")
    decide()
    file(Project.objects.get(name="甲"), "80")

    assert decide().changed == 1

    entry = Entry.objects.latest("pk")
    assert (entry.code, entry.subject) == ("alerts.lamps_evaluated", SEPTEMBER)
    assert entry.payload["green"] == 2
    [change] = ChangedRow.objects.filter(entry=entry)
    assert change.fields["colour"] == ["red", "green"]
    assert change.fields["row"] == ["far_behind", "on_time"]


def test_a_project_taken_off_the_plan_loses_its_lamp_and_the_journal_says_so():
    make_project(completed="44")
    decide()
    PlanLine.objects.all().delete()
    count()

    assert decide().changed == 1

    assert not ProjectLamp.objects.exists()
    assert ChangedRow.objects.latest("pk").fields == {"colour": ["red", None]}


def test_each_month_has_lamps_of_its_own():
    project = make_project(completed="60")
    file(project, "60", period="2023-08")
    decide(period="2023-08")
    decide()

    assert dict(ProjectLamp.objects.values_list("period", "colour")) == {
        "2023-08": "green",
        "2023-09": "yellow",
    }
    assert [e.period for e in Evaluation.objects.order_by("period")] == ["2023-08", "2023-09"]


def test_a_district_decides_no_lamps_not_even_of_its_own_projects():
    north = make_unit()
    make_project("北", unit=north, completed="44")
    decide()
    PlanLine.objects.update(planned_yuan=Decimal("500000"))

    with pytest.raises(NotAllowed):
        decide(by=actor_of(make_user(role=Role.DISTRICT, unit=north)))

    assert colours() == {"北": "red"}


def test_what_is_no_period_is_refused_and_nothing_is_written():
    make_project(completed="44")

    with pytest.raises(NotAPeriod):
        decide(period="September")

    assert not ProjectLamp.objects.exists()
    assert not Evaluation.objects.exists()


def test_many_projects_take_no_more_queries_than_one():
    def queries():
        make_project(completed="44")
        with CaptureQueriesContext(connection) as captured:
            decide()
        return len(captured)

    decide()
    one = queries()
    for _ in range(30):
        make_project(completed="44")

    assert queries() == one


@pytest.mark.parametrize(
    ("completed", "zh", "en"),
    [
        (
            "81.4",
            "年度完成率81.4%，高于时序进度（75.0%）6.4个百分点。",
            "The year's completion rate of 81.4% is 6.4 points above time progress (75.0%).",
        ),
        (
            "75",
            "年度完成率75.0%，与时序进度（75.0%）持平。",
            "The year's completion rate of 75.0% is level with time progress (75.0%).",
        ),
        (
            "70",
            "年度完成率70.0%，低于时序进度（75.0%）5.0个百分点；"
            "低于不足10个百分点的，公布的规则未定颜色，按绿灯显示。",
            "The year's completion rate of 70.0% is 5.0 points below time progress (75.0%); "
            "for less than 10 points the published rule names no colour, and green is shown.",
        ),
        (
            "45.03",
            "年度完成率45.03%，低于时序进度（75.0%）29.97个百分点，在黄灯范围（10～30个百分点）内。",
            "The year's completion rate of 45.03% is 29.97 points below time progress (75.0%), "
            "within the yellow range of 10 to 30.",
        ),
        (
            "38",
            "年度完成率38.0%，低于时序进度（75.0%）37.0个百分点，超过红灯界限（30个百分点）。",
            "The year's completion rate of 38.0% is 37.0 points below time progress (75.0%), "
            "beyond the red limit of 30.",
        ),
        (
            None,
            "本期未报送累计完成投资。",
            "No year-to-date investment was reported for the period.",
        ),
    ],
)
def test_why_a_lamp_shows_its_colour_is_one_sentence_in_either_language(completed, zh, en):
    make_project(completed=completed)
    decide()
    lamp = ProjectLamp.objects.get()

    with override("zh-hans"):
        assert because(lamp.row, lamp.values) == zh
    with override("en"):
        assert because(lamp.row, lamp.values) == en
