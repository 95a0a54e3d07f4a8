"""A month as papers tell it: from what was closed, within what the drafter may see."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.documents import BULLETIN
from ballast.platform.documents.kinds import Query
from ballast.platform.identity.rules import Role, Series, UnitKind
from ballast.projects.models import Project, StepRecord
from tests.alerts.factories import (
    AT,
    BY,
    confirm_drafts,
    decide_and_show,
    file,
    make_project,
    wan,
)
from tests.identity.factories import make_unit, make_user

pytestmark = pytest.mark.django_db

AUGUST, SEPTEMBER = Period.month(2023, 8), Period.month(2023, 9)
ON = AT.date()


@pytest.fixture
def office():
    return make_user(role=Role.PROJECT_OFFICE)


def told(viewer, period=SEPTEMBER):
    return selectors.told_month(viewer, ON, period)


def close(period):
    services.begin_closing(by=BY, at=AT, period=period)
    confirm_drafts(period.code)
    services.close(by=BY, at=AT, period=period)


def test_a_closed_month_is_told_as_it_was_closed_whatever_came_later(office):
    work = make_project(planned="100", completed="80")
    close(SEPTEMBER)
    Project.objects.filter(pk=work.pk).update(sector="基础设施")

    month = told(office)

    assert month.whole.values["completion_rate"].value == 80
    assert [one.name for one in month.sectors] == [""]
    assert len(month.seal) == 64


def test_the_month_before_counts_only_when_it_is_closed(office):
    """By hand: September 80 − 75 = 5, August 60 − 66.67 = −6.67; no rounding between."""
    work = make_project(planned="100", completed="60", period="2023-08")
    file(work, "80")
    before = told(office).before
    close(AUGUST)

    month = told(office)

    assert before is None
    assert month.before.value("lead_points") == 60 - Decimal(200) / 3
    assert selectors.told_month(office, ON, AUGUST).before is None


def test_provincial_projects_are_told_apart_and_the_rest_against_the_same_time(office):
    make_project(planned="100", completed="110", tier="PROVINCIAL")
    make_project(planned="300", completed="210", tier="CITY")

    month = told(office)

    assert (month.provincial.count, month.rest.count) == (1, 1)
    assert month.rest.value("completion_rate") == 70
    assert month.provincial.values["gap_to_province"].value is None


def test_a_district_is_told_of_its_own_projects_alone():
    north, south = make_unit(name="北区"), make_unit(name="南区")
    make_project(unit=north, completed="80")
    make_project(unit=south, completed="20")
    decide_and_show()

    month = told(make_user(role=Role.DISTRICT, unit=north))

    assert month.whole.count == 1
    assert [one.name for one in month.units[Series.AREAS]] == ["北区"]
    assert month.lamps.now[Colour.RED] == 0
    assert month.reds == []


def test_units_stand_in_their_series_the_furthest_ahead_first(office):
    slow, fast = make_unit(name="慢区"), make_unit(name="快区", kind=UnitKind.FUNCTIONAL_AREA)
    company = make_unit(name="集团", kind=UnitKind.STATE_COMPANY)
    for unit, completed in ((slow, "60"), (fast, "90"), (company, "70")):
        make_project(unit=unit, completed=completed)

    units = told(office).units

    assert [one.name for one in units[Series.AREAS]] == ["快区", "慢区"]
    assert [one.name for one in units[Series.BODIES]] == ["集团"]


def test_lamps_are_those_of_the_month_and_of_the_one_before(office):
    standing = make_project(completed="20", period="2023-08")
    better = make_project(completed="20", period="2023-08")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-08")
    file(standing, "30")
    file(better, "80")
    make_project(completed="10")
    make_project()
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-09")

    lamps = told(office).lamps

    assert (lamps.now[Colour.RED], lamps.before[Colour.RED]) == (2, 2)
    assert lamps.now[Colour.GREY] == 1
    assert lamps.red_on == 1
    assert lamps.issued_on is None


def test_lamps_that_are_not_issued_are_not_told_to_who_may_not_see_them():
    north = make_unit(name="北区")
    make_project(unit=north, completed="20")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-09")

    month = told(make_user(role=Role.DISTRICT, unit=north))

    assert month.lamps is None
    assert (month.reds, month.unfiled) == ([], [])


def test_the_lists_name_red_unstarted_and_unfiled_projects(office):
    area = make_unit(code="N", name="北区")
    red = make_project("红", unit=area, owner_name="甲公司")
    file(red, "20", problems="清关\n滞后")
    late = make_project("迟", unit=area, completed="0", plan_class="NEW_START")
    StepRecord.objects.create(
        project=late,
        code="ground_breaking",
        planned_on=date(2023, 8, 31),
        forecast_on=date(2023, 11, 10),
    )
    silent = make_project("静", unit=area, completed="50", period="2023-08")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-09")

    month = told(office)
    named = {one.name: one for one in month.reds}

    assert named["红"].reason == "清关 滞后"
    assert (named["红"].completed_yuan, named["红"].rate, named["红"].lead) == (wan("20"), 20, -55)
    [start] = month.unstarted
    assert (start.name, start.start_late) == ("迟", 30)
    assert start.start_forecast_on == date(2023, 11, 10)
    assert [(one.name, one.carried_yuan) for one in month.unfiled] == [(silent.name, wan("50"))]


def test_a_filing_sent_back_and_filed_anew_is_counted_as_corrected(office):
    once, twice = make_project(completed="80"), make_project(completed="70")
    twice.filings.update(state="RETURNED")
    file(twice, "80")
    once.filings.update(state="RETURNED")

    assert told(office).corrected == 1


def test_every_unit_that_is_ranked_has_to_receipt_the_bulletin(office):
    make_unit(code="N", is_accounting=True)
    make_unit(code="C", kind=UnitKind.STATE_COMPANY, is_accounting=True)
    make_unit(code="O")
    make_project(completed="80")

    [paper] = BULLETIN.compose(Query(period="2023-09", subjects=[""], viewer=office, on=ON))

    assert paper.addressees == ("N", "C")


def test_however_many_projects_it_asks_the_same_number_of_questions(
    office, django_assert_max_num_queries
):
    for _ in range(5):
        make_project(unit=make_unit(), completed="20")
    with transaction.atomic():
        evaluate(by=BY, at=AT, period="2023-09")

    with django_assert_max_num_queries(60):
        [paper] = BULLETIN.compose(Query(period="2023-09", subjects=[""], viewer=office, on=ON))

    assert len(paper.values["reds"]) == 5
