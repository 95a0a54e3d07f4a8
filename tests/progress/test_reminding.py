"""催报: who has not filed is pressed, once, by name, and the desk knows how often."""

from threading import Barrier, Thread

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.utils import translation

from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.services import ReminderRefused, recount, remind
from ballast.platform.audit.models import Entry
from ballast.platform.identity.services import NotAllowed
from ballast.platform.notices.models import Notice
from ballast.platform.periods.services import PeriodClosed
from ballast.projects.models import Project, Responsibility
from ballast.projects.services import OutOfReach
from tests.identity.factories import make_client, make_unit
from tests.progress.city import AT, LONG_AGO, make_city
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period
from tests.projects.factories import make_project
from tests.support.jobs import run_all

pytestmark = pytest.mark.django_db

URL = f"/review/not-reported/remind/?period={SEPTEMBER}"
LIST = f"/review/not-reported/?period={SEPTEMBER}"


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def city():
    return make_city()


def open_month(city, *names, unit=None, state="open"):
    found = [make_project(name=name, unit=unit or city.owner) for name in names]
    for project in found:
        make_line(project)
    Responsibility.objects.update(valid_from=LONG_AGO)
    make_period(state=state)
    recount(periods={SEPTEMBER})
    return found


def pressed(by, *projects, at=AT):
    return remind(by=by, at=at, period=SEPTEMBER, project_ids=[one.pk for one in projects])


def traces():
    duties = Duty.objects.order_by("pk").values_list("reminded_times", "reminded_by")
    return list(duties), Entry.objects.filter(code="progress.reminded").count()


def test_many_are_pressed_by_one_entry_and_each_person_by_one_notice(city):
    projects = open_month(city, "甲路", "乙路", "丙路", "丁路")

    pressed(city.office_by, *projects)
    run_all()

    notice = Notice.objects.get(kind="filing_reminder")
    assert notice.user == city.owner_user
    assert notice.params == {
        "period": SEPTEMBER,
        "day": "2023-10-11",
        "by": "office",
        "count": "4",
        "projects": "丙路、丁路、甲路、…",
    }
    assert traces() == ([(1, "office")] * 4, 1)


def test_who_was_pressed_again_is_told_again(city):
    [project] = open_month(city, "甲路")

    pressed(city.office_by, project)
    pressed(city.group_by, project)
    run_all()

    assert traces() == ([(2, "group")], 2)
    assert Notice.objects.filter(kind="filing_reminder").count() == 2


def test_what_was_filed_meanwhile_is_named_and_nobody_is_pressed(city):
    owed, done = open_month(city, "甲路", "乙路")
    make_filing(done, state="SUBMITTED")
    recount(periods={SEPTEMBER})
    before = traces()

    with pytest.raises(ReminderRefused) as refusal:
        pressed(city.office_by, owed, done)

    assert [(one.code, one.project) for one in refusal.value.faults] == [("reminder_filed", "乙路")]
    assert traces() == before


def test_what_is_not_due_is_named(city):
    open_month(city, "甲路")
    other = make_project(name="外路", unit=city.owner)

    with pytest.raises(ReminderRefused) as refusal:
        pressed(city.office_by, other)

    assert [one.code for one in refusal.value.faults] == ["reminder_not_due"]


@pytest.mark.parametrize("state", ["closing", "closed"])
def test_for_a_period_that_takes_no_filings_nobody_is_pressed(city, state):
    [project] = open_month(city, "甲路", state=state)

    with pytest.raises(PeriodClosed):
        pressed(city.office_by, project)

    assert traces() == ([(0, "")], 0)


def test_another_district_presses_nobody_here(city):
    [project] = open_month(city, "甲路", unit=city.north)

    with pytest.raises(OutOfReach):
        pressed(city.south_by, project)


def test_who_does_not_review_presses_nobody(city):
    [project] = open_month(city, "甲路")

    with pytest.raises(NotAllowed):
        pressed(city.owner_by, project)


def test_pressing_asks_as_often_for_many(city, django_assert_max_num_queries):
    projects = open_month(city, *(f"{number}号路" for number in range(30)))

    with django_assert_max_num_queries(20):
        pressed(city.office_by, *projects)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_are_both_counted(city):
    [project] = open_month(city, "甲路")
    start = Barrier(2)

    def run(by):
        start.wait()
        pressed(by, project)
        connection.close()

    threads = [Thread(target=run, args=[by]) for by in (city.office_by, city.group_by)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [(times, _)], entries = traces()
    assert (times, entries) == (2, 2)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_one_is_pressed_with_one_click_and_the_row_says_so(city):
    [project] = open_month(city, "甲路")
    client = make_client(city.office_user)

    page = client.post(URL, {"one": project.pk}, follow=True)

    assert "Reminded of 1 project." in soup(page).get_text()
    assert "Once," in soup(page).select_one(".reminded").get_text()


def test_all_are_pressed_after_a_look_at_whom_that_is(city):
    open_month(city, "甲路", "乙路")
    client = make_client(city.office_user)

    look = soup(client.post(URL, {"all": "1"}))
    assert Duty.objects.filter(reminded_times=0).count() == 2
    assert "路桥公司: 2" in look.get_text()
    seen = look.select_one("input[name=seen]")["value"]
    client.post(URL, {"all": "1", "seen": seen})

    assert Duty.objects.filter(reminded_times=1).count() == 2


def test_a_list_that_changed_since_the_look_is_looked_at_again(city):
    _, done = open_month(city, "甲路", "乙路")
    client = make_client(city.office_user)
    seen = soup(client.post(URL, {"all": "1"})).select_one("input[name=seen]")["value"]
    make_filing(done, state="SUBMITTED")
    recount(periods={SEPTEMBER})

    again = client.post(URL, {"all": "1", "seen": seen})

    assert "The list has changed" in soup(again).get_text()
    assert Duty.objects.filter(reminded_times=0).count() == 2


def test_the_look_says_whom_no_notice_reaches(city):
    open_month(city, "甲路", unit=make_unit(name="无人单位"))

    look = soup(make_client(city.office_user).post(URL, {"all": "1"}))

    assert "甲路" in look.select_one(".confirming__ahead + ul").get_text()


def test_nothing_ticked_presses_nobody(city):
    open_month(city, "甲路")

    page = make_client(city.office_user).post(URL, {}, follow=True)

    assert "Tick the projects first." in soup(page).get_text()


def test_a_period_that_closes_offers_no_reminder(city):
    open_month(city, "甲路", state="closing")

    page = soup(make_client(city.office_user).get(LIST))

    assert page.select("#reminding") == []
    assert Project.objects.count() == 1
