"""Rolling lists: what a list holds in a month, and who came and went since the month before."""

from datetime import date
from io import BytesIO
from unittest.mock import patch

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.selectors import rolling, snapshots
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity.models import Role
from ballast.projects.models import StepRecord
from tests.alerts.factories import confirm_drafts
from tests.identity.factories import ACTOR, make_client, make_unit, make_user
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


def test_who_moved_over_new_year_is_told_against_december_of_the_year_before(office, bridge):
    make_line(bridge, planned="2000", year=2024)
    for code in ("2023-12", "2024-01"):
        make_period(code)
        make_filing(bridge, "100", month="50", period=code)
        recount(periods=[code])
    StepRecord.objects.filter(project=bridge, code="in_use").update(planned_on=date(2024, 12, 1))

    found, of = lists_of(office, "2024-01")

    assert found.before.code == "2023-12"
    [gone] = [one for one in of.values() if one.went]
    [come] = [one for one in of.values() if one.came]
    assert (gone.went[0].project, come.came[0].project) == (bridge, bridge)
    page = make_client(office).get("/lists/months/?period=2024-01").content.decode()
    assert "与上年度最后一个月的清单比较" in page


def close(code):
    period = Period.from_code(code)
    services.begin_closing(by=ACTOR, at=AT, period=period)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=period)


def test_the_lists_of_a_closed_month_stay_when_the_register_says_otherwise_later(office, bridge):
    make_period()
    make_filing(bridge, "100", month="60")
    close(SEPTEMBER)
    before = lists_of(office, SEPTEMBER)
    StepRecord.objects.filter(project=bridge, code="real_start").update(actual_on=None)
    StepRecord.objects.filter(project=bridge, code="in_use").update(planned_on=date(2027, 1, 1))
    bridge.refresh_from_db()
    bridge.equipment_investment_yuan = wan(77)
    bridge.save(update_fields=["equipment_investment_yuan"])

    assert lists_of(office, SEPTEMBER) == before  # told anew from what was frozen
    services.tell(at=AT)
    stored, of = lists_of(office, SEPTEMBER)

    assert stored.is_frozen
    assert of == before[1]
    assert of["build"].count == 1
    page = make_client(office).get(f"/lists/months/?period={SEPTEMBER}").content.decode()
    assert "清单归属和金额为结账数" in page


def test_what_was_frozen_of_the_lists_is_under_the_seal_of_the_month(bridge):
    make_period()
    make_filing(bridge, "100", month="60")
    close(SEPTEMBER)
    kept = selectors.kept(SEPTEMBER)
    [part] = kept.facts

    assert part["grounds"]["lists"]["six_lists"] == "build"
    assert selectors.replay(kept).is_identical
    part["grounds"]["lists"]["six_lists"] = "start"
    assert kept.digest != snapshots.sealed_as(SEPTEMBER, 1)


def test_a_month_closed_before_places_were_kept_tells_them_anew_and_says_so(office, bridge):
    make_period()
    make_filing(bridge, "100", month="60")
    with patch.object(snapshots, "stood_now", return_value={}):
        close(SEPTEMBER)

    found, of = lists_of(office, SEPTEMBER)

    assert (found.is_closed, found.is_frozen, of["build"].count) == (True, False, 1)


def test_a_list_s_number_leads_to_those_projects_of_that_month(office, bridge, months):
    make_line(make_project(name="南湖水厂"), planned="100")
    StepRecord.objects.filter(project=bridge, code="real_start").update(actual_on="2023-09-12")
    client = make_client(office)
    for code, place, other in ((SEPTEMBER, "build", "start"), (AUGUST, "start", "build")):
        page = client.get(f"/lists/months/?list=six_lists&period={code}").content.decode()
        address = f"/projects/?period={code}&amp;stood=six_lists.{place}"
        assert address in page
        assert "北江大桥" in client.get(address.replace("&amp;", "&")).content.decode()
        there = client.get(address.replace("&amp;", "&").replace(place, other)).content.decode()
        assert "北江大桥" not in there


def test_lists_of_many_projects_ask_no_more_than_those_of_few(office, months):
    services.tell(at=AT)
    client = make_client(office)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/lists/months/?period={SEPTEMBER}").status_code == 200
        return len(queries)

    asked()  # the tables are read once a process
    few = asked()
    for number in range(30):
        project = make_project(name=f"第{number}号工程")
        make_line(project)
        step(project, "real_start", date(2023, 9, 1), date(2023, 9, 2 + number % 25))
        for code in (AUGUST, SEPTEMBER):
            make_filing(project, "10", month="5", period=code)
    recount(periods=[AUGUST, SEPTEMBER])
    services.tell(at=AT)
    found, of = lists_of(office, SEPTEMBER)

    assert found.counted == 31
    assert of["build"].came_count == 31
    assert asked() == few < 25


def test_the_page_names_the_first_of_many_and_counts_all(office, months):
    for number in range(3):
        project = make_project(name=f"第{number}号工程")
        make_line(project)
        step(project, "real_start", date(2023, 9, 1), date(2023, 9, 9))
        for code in (AUGUST, SEPTEMBER):
            make_filing(project, "10", month="5", period=code)
    recount(periods=[AUGUST, SEPTEMBER])
    scheme = codelists.scheme("six_lists", on=AT.date())

    found = rolling(
        office, AT.date(), scheme, Period.from_code(SEPTEMBER), with_lamps=True, names=2
    )
    build = next(one for one in found.lists if one.member.code == "build")

    assert (build.came_count, len(build.came)) == (4, 2)
