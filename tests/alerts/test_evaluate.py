"""Deciding a month's lamps: stored with their reasons, replaced openly, never silently."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ballast.delivery.plans.models import PlanLine
from ballast.dispatch.alerts.messages import told
from ballast.dispatch.alerts.models import Evaluation, ProjectLamp
from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import NotAPeriod
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods.services import PeriodClosed
from ballast.projects.models import Project, StepRecord
from tests.identity.factories import make_unit, make_user

from .factories import AT, BY, SEPTEMBER, close, count, file, make_project

pytestmark = pytest.mark.django_db


def decide(by=BY, period=SEPTEMBER):
    return evaluate(by=by, at=AT, period=period)


def lamp_of(family, name=None):
    named = {"project__name": name} if name else {}
    return ProjectLamp.objects.get(family=family, **named)


def colours(family="project"):
    lamps = ProjectLamp.objects.filter(family=family)
    return dict(lamps.values_list("project__name", "colour"))


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
        "前期": "green",  # filed in time, and nothing else is due
        "待开工": "green",
        "已开工": "green",
        "无计划": "green",
    }
    assert evaluated.lamps == {
        Colour.RED: 1,
        Colour.YELLOW: 1,
        Colour.BLUE: 0,
        Colour.GREEN: 5,
        Colour.GREY: 1,
        Colour.DASH: 0,
    }
    assert evaluated.changed == 8


def test_each_family_has_a_lamp_of_its_own_and_none_where_it_asks_nothing():
    make_project("红", completed="44", total="499")
    make_project("待开工", plan_class="NEW_START", completed="0")
    make_project("灰")

    evaluated = decide()

    assert colours("progress") == {"红": "red", "待开工": "dash", "灰": "dash"}
    assert colours("filing") == {"红": "green", "待开工": "green", "灰": "grey"}
    assert colours("start") == {"待开工": "dash"}
    assert colours("entry") == {"待开工": "dash", "灰": "dash"}
    assert evaluated.families["filing"][Colour.GREEN] == 2


def test_entry_into_statistics_is_rated_once_the_city_records_any():
    started = make_project("已开工", total="500", completed="80")
    StepRecord.objects.create(project=started, code="ground_breaking", actual_on=date(2023, 1, 5))
    decide()
    assert lamp_of("entry").row == "not_kept"

    other = make_project("已入统", completed="80")
    Project.objects.filter(pk=other.pk).update(
        is_in_statistics=True, statistics_entry_on=date(2023, 9, 30)
    )
    decide()

    assert (lamp_of("entry", "已开工").colour, lamp_of("entry", "已入统").colour) == (
        "red",
        "green",
    )


def test_a_lamp_keeps_its_rule_the_row_and_the_figures_it_was_decided_on():
    make_project(completed="45")
    decide()

    lamp, own = lamp_of("progress"), lamp_of("project")
    assert (lamp.colour, lamp.row, lamp.rulebook.key) == ("yellow", "behind", "default-1")
    assert lamp.values == {"completed_yuan": "450000.00", "planned_yuan": "1000000.00"}
    assert (own.colour, own.row, own.shows_rate) == ("yellow", "progress", True)


def test_a_filing_of_words_without_a_figure_is_not_a_report():
    file(make_project(), None)
    decide()

    assert lamp_of("project").colour == "grey"


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
    change = ChangedRow.objects.get(entry=entry, row_id=lamp_of("progress", "甲").pk)
    assert change.fields["colour"] == ["red", "green"]
    assert change.fields["row"] == ["far_behind", "on_time"]


def test_a_project_taken_off_the_plan_loses_its_lamp_and_the_journal_says_so():
    make_project(completed="44")
    decide()
    PlanLine.objects.all().delete()
    count()

    assert decide().changed == 1

    assert not ProjectLamp.objects.exists()
    told = ChangedRow.objects.filter(entry=Entry.objects.latest("pk"))
    assert {"colour": ["red", None], "row": ["progress", None]} in [one.fields for one in told]


def test_each_month_has_lamps_of_its_own():
    project = make_project(completed="60")
    file(project, "60", period="2023-08")
    decide(period="2023-08")
    decide()

    own = ProjectLamp.objects.filter(family="project")
    assert dict(own.values_list("period", "colour")) == {
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

    make_project()
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
            "年度计划完成率81.4%，不低于时序进度（75.0%）。",
            "The year's completion rate of 81.4% is not below time progress (75.0%).",
        ),
        (
            "45.03",
            "年度计划完成率45.03%，低于时序进度（75.0%）29.97个百分点，处于10至30个百分点的黄灯区间。",
            "The year's completion rate of 45.03% is 29.97 points below time progress (75.0%), "
            "within the yellow range of 10 to 30.",
        ),
        (
            "38",
            "年度计划完成率38.0%，低于时序进度（75.0%）37.0个百分点，超过30个百分点的红灯线。",
            "The year's completion rate of 38.0% is 37.0 points below time progress (75.0%), "
            "beyond the red limit of 30.",
        ),
        (
            None,
            "本期未报送累计完成投资，不评灯。",
            "No year-to-date investment was reported for the period; not rated.",
        ),
    ],
)
def test_why_a_lamp_shows_its_colour_is_one_sentence_in_either_language(completed, zh, en):
    make_project(completed=completed)
    decide()

    with override("zh-hans"):
        assert [one.because for one in told([lamp_of("progress")])] == [zh]
    with override("en"):
        assert [one.because for one in told([lamp_of("progress")])] == [en]


def test_a_late_start_says_since_when_in_either_language():
    project = make_project(plan_class="NEW_START", completed="0")
    StepRecord.objects.create(project=project, code="ground_breaking", planned_on=date(2023, 7, 15))
    decide()

    assert lamp_of("project").row == "start"
    with override("zh-hans"):
        assert told([lamp_of("start")])[0].because == (
            "计划2023-07-15开工，连续3个月未开工，达到红灯标准（3个月）。"
        )
    with override("en"):
        assert told([lamp_of("start")])[0].because.startswith("To start on 2023-07-15; not started")


def test_a_red_lamp_stands_across_new_year_and_a_missing_report_does_not_end_its_run():
    project = make_project(completed="40", period="2023-11")
    decide(period="2023-11")
    count("2023-12")
    decide(period="2023-12")  # nothing filed
    PlanLine.objects.create(
        project=project,
        year=2024,
        plan_class="CARRY_OVER",
        planned_yuan=Decimal("1000000"),
        valid_from=date(2024, 1, 1),
    )
    file(project, "1", period="2024-03")
    decide(period="2024-03")

    runs = ProjectLamp.objects.filter(family="progress").order_by("period")
    assert list(runs.values_list("colour", "running")) == [("red", 1), ("dash", 1), ("yellow", 2)]


def test_a_closed_month_is_not_judged_again():
    make_project(completed="44")
    decide()
    close(SEPTEMBER)
    before = list(ProjectLamp.objects.values())

    with pytest.raises(PeriodClosed):
        decide()

    assert list(ProjectLamp.objects.values()) == before


def test_a_dry_run_says_what_would_turn_and_keeps_nothing():
    make_project(completed="44")

    evaluated = evaluate(by=BY, at=AT, period=SEPTEMBER, is_dry=True)

    assert (evaluated.lamps[Colour.RED], evaluated.changed) == (1, 1)
    assert not ProjectLamp.objects.exists()
    assert not Entry.objects.filter(code="alerts.lamps_evaluated").exists()
