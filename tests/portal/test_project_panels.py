"""The head of a project's page says its year in figures; its papers stand beside it."""

import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from ballast.delivery.progress.models import MonthFigure
from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.documents.models import Paper
from ballast.platform.identity.rules import Role, UnitKind
from tests.alerts.factories import AT, BY
from tests.documents.factories import make_sent_paper
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_unit(name="北区", region_code="990102")


@pytest.fixture
def project(north):
    return make_project(name="滨江路", unit=north, total_investment_yuan=wan(5000))


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def judged(project, completed="600", *, expected=None, **line):
    """September filed, counted and judged; not issued. ``expected`` by the year's end."""
    make_line(project, planned="1200", **line)
    make_period()
    make_filing(project, completed, month="50", forecast_year_yuan=wan(expected))
    recount(periods=[SEPTEMBER])
    evaluate(by=BY, at=AT, period=SEPTEMBER)


def figures(client, project):
    answer = client.get(f"/projects/{project.number}/figures/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def test_the_head_says_plan_completed_and_rate_against_time_in_points(office, project):
    judged(project)

    shown = words(figures(office, project).select_one("#year-facts"))

    assert shown == (
        "2023年度计划 0.12 亿元 截至2023年9月累计完成 0.06 亿元"
        " 完成率／较时序 50.0% −25.0 个百分点 时序进度 75.0%"
    )


def test_a_plan_that_was_adjusted_is_shown_with_what_was_issued(office, project):
    judged(project)
    MonthFigure.objects.update(original_yuan=wan(1500))

    assert "下达 0.15" in words(figures(office, project).select_one("#year-facts"))


def test_an_earlier_filing_that_has_to_serve_is_named(office, project):
    make_line(project)
    make_period("2023-08")
    make_filing(project, "500", period="2023-08")
    make_period()
    recount(periods=["2023-08", SEPTEMBER])

    assert "沿用2023年8月报送数" in words(figures(office, project).select_one("#year-facts"))


def test_a_lamp_stands_in_the_head_once_it_is_issued_and_before_only_for_who_judges(
    office, project
):
    judged(project)
    leader = make_client(make_user(role=Role.CITY_LEADER))

    assert "关注" in words(figures(office, project).select_one("#own-lamp"))
    assert figures(leader, project).select_one("#own-lamp") is None

    Evaluation.objects.update(issued_at=AT)
    assert "关注" in words(figures(leader, project).select_one("#own-lamp"))


def curve(client, project):
    return json.loads(figures(client, project).select_one("trend-curve script").text)


def test_the_curve_runs_by_the_plans_own_split(office, project):
    judged(project, monthly_yuan=[wan(50)] * 6 + [wan(150)] * 6)

    drawn = curve(office, project)

    assert drawn["planned"][5:9] == [300, 450, 600, 750]
    assert drawn["actual"][8] == 600
    assert drawn["actual"][9] is None
    assert drawn["now"] == 8


def test_a_plan_that_is_not_split_runs_by_the_calendar_and_says_so(office, project):
    judged(project)

    assert curve(office, project)["planned"][:3] == [100, 200, 300]
    assert "计划未按月分解，按时序均摊" in words(figures(office, project).select_one("#curve"))


def test_the_forecast_is_the_owners_own(office, project):
    judged(project, expected="900")

    assert curve(office, project)["forecast"][8:] == [600, 700, 800, 900]


def test_nothing_is_forecast_where_nobody_said_what_is_expected(office, project):
    judged(project)

    assert set(curve(office, project)["forecast"]) == {None}


def test_a_project_outside_the_plan_and_a_house_before_its_first_month_say_so(office, project):
    assert words(figures(office, project).select_one("#year-facts")).startswith("年度计划 —")

    make_period()
    shown = figures(office, project)

    assert "未列入2023年度计划" in words(shown.select_one("#year-facts"))
    assert shown.select_one("#curve") is None


def test_its_filer_is_led_to_this_months_form_and_nobody_else(office):
    unit = make_unit(kind=UnitKind.OWNER)
    project = make_project(unit=unit)
    make_line(project)
    make_period()
    owner = make_client(make_user(role=Role.OWNER, unit=unit))

    act = figures(owner, project).select_one("#own-acts a")

    assert act["href"] == f"/filings/{SEPTEMBER}/{project.number}/"
    assert words(act) == "填报2023年9月进展"
    assert figures(office, project).select_one("#own-acts") is None


def test_its_own_papers_are_listed_and_those_that_name_it_and_no_others(office, project, north):
    own, naming, _other = (make_sent_paper(north) for _ in range(3))
    Paper.objects.filter(pk=own.pk).update(subject=project.number)
    Paper.objects.filter(pk=naming.pk).update(words="滨江路进展滞后。")

    page = BeautifulSoup(office.get(f"/projects/{project.number}/papers/").content, "html.parser")

    found = [one["href"] for one in page.select("li a")]
    assert found == [f"/papers/{naming.pk}/", f"/papers/{own.pk}/"]


def test_a_paper_that_was_not_sent_to_ones_unit_is_not_listed(project, north):
    paper = make_sent_paper(make_unit())
    Paper.objects.filter(pk=paper.pk).update(subject=project.number)
    district = make_client(make_user(role=Role.DISTRICT, unit=north))

    answer = district.get(f"/projects/{project.number}/papers/")

    assert "尚无本项目文稿" in answer.content.decode()


def test_the_panels_take_as_many_queries_with_many_months_as_with_one(
    office, project, django_assert_max_num_queries
):
    judged(project, monthly_yuan=[Decimal(1)] * 12)
    office.get(f"/projects/{project.number}/figures/")

    with django_assert_max_num_queries(14):
        office.get(f"/projects/{project.number}/figures/")
    with django_assert_max_num_queries(9):
        office.get(f"/projects/{project.number}/papers/")
