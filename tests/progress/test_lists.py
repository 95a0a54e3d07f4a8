"""Each list of the city with its places and its own measure, and the class the plan froze."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import PlanYear
from ballast.delivery.progress import services
from ballast.delivery.progress.models import MonthFigure
from ballast.delivery.progress.selectors.lists import placed, years
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.http import now, today
from ballast.platform.identity.rules import Role
from ballast.projects.models import StepRecord
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
Y = today().year


def reach(project, **days):
    for code, (planned, actual) in days.items():
        StepRecord.objects.create(project=project, code=code, planned_on=planned, actual_on=actual)


@pytest.fixture
def plant():
    """In production since last year, of use to its capacity this year, and filed with output."""
    project = make_project(
        name="电池工厂", unit=make_unit(code="N", name="北区"), total_investment_yuan=wan(90000)
    )
    reach(
        project,
        ground_breaking=(date(Y - 3, 3, 1), date(Y - 3, 3, 1)),
        commissioning=(date(Y - 1, 6, 1), date(Y - 1, 6, 1)),
        full_capacity=(date(Y, 12, 1), None),
    )
    make_line(project, planned="3000", plan_class="CARRY_OVER", year=Y)
    PlanYear.objects.create(year=Y, issued_on=date(Y, 1, 1))
    filing = make_filing(
        project, "500", period=f"{Y}-01", output_yuan=wan(800), new_output_yuan=wan(120)
    )
    MonthFigure.objects.create(
        project=project, period=f"{Y}-01", filing=filing, filed_for=f"{Y}-01", state="ACCEPTED"
    )
    return project


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_list_of_output_shows_what_was_filed_and_not_the_investment(plant):
    scheme = codelists.scheme("six_lists", on=today())

    [one] = placed([plant], [scheme], today(), Y)["six_lists"]

    assert [member.code for member in one.members] == ["full_capacity"]
    assert one.measures == [("output", wan(800)), ("new_output", wan(120))]
    assert one.measured.output_for == f"{Y}-01"


def test_the_class_frozen_at_issue_stands_and_what_dates_would_give_is_said(plant):
    scheme = codelists.scheme("plan_class", on=today())
    StepRecord.objects.filter(code="commissioning").update(actual_on=None, planned_on=date(Y, 6, 1))

    [one] = placed([plant], [scheme], today(), Y)["plan_class"]

    assert [member.code for member in one.members] == ["carry_over"]
    assert one.ruled.code == "due_finish"
    assert one.measures == [("planned_investment", wan(3000))]


def test_the_project_page_says_what_each_list_measures(plant, office):
    said = text(office.get(f"/projects/{plant.number}/measures/"))

    assert "产值 800.00" in said
    assert "新增产值 120.00" in said


def test_a_list_adds_up_its_own_measure_and_leads_to_its_projects(plant, office):
    said = text(office.get("/lists/?list=six_lists&place=full_capacity"))

    assert "产值 0.08" in said
    assert "电池工厂" in said
    assert office.get("/lists/?list=nothing").status_code == 404


def test_the_workbook_of_a_list_keeps_names_as_text(plant, office):
    type(plant).objects.update(name="=1+1")

    sheet = openpyxl.load_workbook(
        BytesIO(office.get("/lists/export/?list=six_lists").getvalue())
    ).active
    row = [cell.value for cell in sheet[4]]

    assert sheet["C4"].data_type == "s"
    assert row[2] == "=1+1"
    assert row[7:9] == [800, 120]


def test_reading_a_list_takes_as_many_queries_for_many_as_for_one(
    plant, django_assert_max_num_queries
):
    others = [make_project(name=f"路{n}") for n in range(5)]
    schemes = codelists.schemes(on=today())

    with django_assert_max_num_queries(7):
        found = placed([plant, *others], schemes, today(), Y)

    assert {len(rows) for rows in found.values()} == {6}
    assert Decimal(0) not in found["six_lists"][0].measured.amounts.values()


def test_the_year_is_the_latest_with_figures_unless_another_is_asked_for(plant, office):
    """A city whose filings ended years ago shows those, not blanks of the present year."""
    make_line(plant, planned="700", plan_class="CARRY_OVER", year=Y - 2)
    PlanYear.objects.create(year=Y + 1)
    make_period(f"{Y - 2}-01")

    said = text(office.get("/lists/"))
    panel = text(office.get(f"/projects/{plant.number}/measures/"))

    assert years(today()) == [Y - 2, Y + 1, Y]
    assert f"计划年度 {Y - 2}" in said
    assert "计划投资 0.07" in said
    assert "计划投资 700.00" in panel
    assert "计划投资 0.30" in text(office.get(f"/lists/?year={Y}"))
    assert "计划投资 3,000.00" in text(office.get(f"/projects/{plant.number}/measures/?year={Y}"))
    assert office.get(f"/lists/?year={Y - 9}").status_code == 404
    assert office.get(f"/projects/{plant.number}/measures/?year=x").status_code == 404


@pytest.mark.parametrize(("address", "most"), [("/lists/", 15), ("/lists/export/", 14)])
def test_a_list_asks_as_often_for_many_projects(
    office, django_assert_max_num_queries, address, most
):
    for number in range(30):
        make_line(make_project(name=f"路{number}"), planned="10", year=Y)
    services.place(at=now(), year=Y)

    with django_assert_max_num_queries(most):
        office.get(address)
