"""Rolling lists: what a list holds in a month, and who came and went since the month before."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.oversight.reporting.selectors import rolling
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.models import Role
from ballast.projects.models import StepRecord
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import AT, SEPTEMBER, make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
AUGUST = "2023-08"


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


def step(project, code, planned, actual=None):
    StepRecord.objects.create(project=project, code=code, planned_on=planned, actual_on=actual)


@pytest.fixture
def bridge():
    """Broke ground in September, to be finished next year."""
    project = make_project(
        name="北江大桥", unit=make_unit(name="北县"), total_investment_yuan=wan(9000)
    )
    make_line(project, planned="3000")
    step(project, "real_start", date(2023, 9, 1), date(2023, 9, 12))
    step(project, "in_use", date(2024, 5, 1))
    return project


@pytest.fixture
def months(bridge):
    """August and September opened and filed."""
    for code, month in ((AUGUST, "40"), (SEPTEMBER, "60")):
        make_period(code)
        make_filing(bridge, "100", month=month, period=code)
        recount(periods=[code])


def lists_of(viewer, code):
    scheme = codelists.scheme("six_lists", on=AT.date())
    found = rolling(viewer, AT.date(), scheme, Period.from_code(code), with_lamps=True)
    return found, {one.member.code: one for one in found.lists}


def test_a_project_goes_from_list_to_list_and_is_named_on_both(office, bridge, months):
    found, of = lists_of(office, SEPTEMBER)

    assert (of["build"].count, of["start"].count, found.nowhere) == (1, 0, 0)
    assert (of["build"].total, of["build"].planned, of["build"].month) == (
        wan(9000),
        wan(3000),
        wan(60),
    )
    [came], [went] = of["build"].came, of["start"].went
    assert (came.project, [one.code for one in came.others]) == (bridge, ["start"])
    assert (went.project, [one.code for one in went.others]) == (bridge, ["build"])


def test_the_first_month_says_that_nothing_came_before_it(office, months):
    found, of = lists_of(office, AUGUST)

    assert found.before is None
    assert (of["start"].count, of["start"].came, of["start"].month) == (1, [], wan(40))


def test_a_district_counts_its_own_alone(months):
    _, of = lists_of(make_user(role=Role.DISTRICT), SEPTEMBER)

    assert {one.count for one in of.values()} == {0}


def test_the_page_and_the_workbook_say_the_same(office, months):
    client = make_client(office)
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/lists/months/", {"list": "six_lists", "period": SEPTEMBER})
    page = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)

    assert "在建 1 0.9 0.3" in page
    assert "北江大桥" in page
    assert len(asked) < 60  # both months are told anew: no table is stored here
    book = client.get("/lists/months/export/", {"list": "six_lists", "period": SEPTEMBER})
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(book))).active.values)
    assert [row[:3] for row in rows if row[0] == "在建"] == [("在建", 1, 9000)]
    assert any(row[10] == "北江大桥" and row[12] == "开工" for row in rows)


def test_what_is_not_known_is_not_found_and_before_the_first_month_the_page_says_so(office):
    client = make_client(office)

    page = client.get("/lists/months/")
    assert "尚未开启报告期" in BeautifulSoup(page.content, "html.parser").get_text(" ", strip=True)
    make_period()
    assert client.get("/lists/months/?list=nothing").status_code == 404
    assert client.get("/lists/months/?period=1999-01").status_code == 404
