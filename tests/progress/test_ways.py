"""The page on which the office says through which hands a filing goes, and in which days."""

from datetime import date

import pytest

from ballast.delivery.progress.models import ReviewStep, WindowRule
from ballast.delivery.progress.rules.chain import Step
from ballast.delivery.progress.rules.codes import Level
from ballast.delivery.progress.selectors import window_rule
from ballast.delivery.progress.selectors.reviewers import chain
from ballast.platform.audit.models import Entry
from tests.identity.factories import make_client, make_user
from tests.progress.city import make_city

pytestmark = pytest.mark.django_db
DAY = date(2030, 1, 1)


@pytest.fixture
def office():
    return make_client(make_city().office_user)


def test_the_office_lets_the_departments_read_before_the_districts(office):
    places = {"GROUP": 0, "DEPARTMENT": 1, "DISTRICT": 2, "OFFICE": 3}

    answer = office.post("/review/ways/", {"what": "chain", "since": DAY, **places})

    assert answer.status_code == 302
    assert chain(DAY) == (
        Step(1, Level.DEPARTMENT),
        Step(2, Level.DISTRICT),
        Step(3, Level.OFFICE),
    )


def test_a_chain_that_does_not_end_with_the_office_is_refused_in_words(office):
    places = {"GROUP": 1, "DEPARTMENT": 1, "DISTRICT": 3, "OFFICE": 2}

    answer = office.post("/review/ways/", {"what": "chain", "since": DAY, **places})

    assert answer.status_code == 422
    assert "重点办" in answer.content.decode()
    assert not ReviewStep.objects.exists()


CALENDAR = {
    "opens_day": 18,
    "cut_off_day": 0,
    "december_cut_off_day": 20,
    "shuts_after_workdays": 3,
    "opening_together": "on",
}


def test_another_filing_calendar_holds_from_its_day_on(office):
    answer = office.post("/review/ways/", {"what": "calendar", "since": DAY, **CALENDAR})

    assert answer.status_code == 302
    rule = window_rule(DAY)
    assert (rule.opens_day, rule.cut_off_day, rule.shuts_after_workdays) == (18, 0, 3)
    assert (rule.quarterly_classes, rule.opening_together) == ([], True)
    assert window_rule(date(2029, 12, 31)).opens_day == 20
    assert Entry.objects.filter(code="progress.calendar_set", subject="2030-01-01").count() == 1

    office.post("/review/ways/", {"what": "calendar", "since": DAY, **CALENDAR})
    assert Entry.objects.filter(code="progress.calendar_set").count() == 1


def test_an_impossible_day_is_refused_at_its_field_and_nothing_is_written(office):
    wrong = CALENDAR | {"opens_day": 31}

    answer = office.post("/review/ways/", {"what": "calendar", "since": DAY, **wrong})

    assert answer.status_code == 422
    assert not WindowRule.objects.filter(valid_from=DAY).exists()


def test_who_only_reviews_does_not_set_the_ways():
    district = make_client(make_user())

    assert district.get("/review/ways/").status_code == 403
