"""Who is told of filings and windows: those whom it concerns, once, and nobody else."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.progress import tasks
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services import recount, send_back, tell_of_windows
from ballast.delivery.progress.services.filing import FilingsEnteredFor
from ballast.platform.audit import services as audit
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Change
from ballast.platform.identity.models import Role
from ballast.platform.notices.models import Notice
from ballast.projects.models import Responsibility
from tests.identity.factories import ACTOR, make_user
from tests.progress.city import AT, LONG_AGO, answers_for, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period
from tests.projects.factories import make_project
from tests.support.jobs import run_all

pytestmark = pytest.mark.django_db

CHINA = ZoneInfo("Asia/Shanghai")
OPENED = datetime(2023, 9, 20, 8, 30, tzinfo=CHINA)  # the window runs to 11 October
NEAR = datetime(2023, 10, 8, 8, 30, tzinfo=CHINA)
SHUT = datetime(2023, 10, 12, 8, 30, tzinfo=CHINA)


@pytest.fixture
def city():
    return make_city()


def told(kind):
    """Who was told what, in the order of their names for signing in."""
    rows = Notice.objects.filter(kind=kind).order_by("user__username", "about")
    return [(row.user.username, row.params) for row in rows.select_related("user")]


def owed(city, count=1):
    """Projects of the owner, under the north, that are due for September."""
    found = []
    for _ in range(count):
        project = make_project(unit=city.owner)
        make_line(project)
        found.append(project)
    Responsibility.objects.update(valid_from=LONG_AGO)
    return found


def test_who_filed_is_told_that_it_came_back_and_why(city):
    [filing] = make_submitted(city, completed="900", filed_by_id=city.owner_user.pk)
    make_period()

    send_back(by=city.north_by, at=AT, filing_ids=[filing.pk], reason="本月数偏大")
    run_all()

    notice = Notice.objects.get()
    assert (notice.user, notice.made_at) == (city.owner_user, AT)
    assert notice.link == f"/filings/{SEPTEMBER}/{filing.project.number}/"
    assert notice.params["reason"] == "本月数偏大"


def test_what_a_job_filed_comes_back_to_the_people_of_its_unit(city):
    [filing] = make_submitted(city, completed="900", unit=city.owner)
    make_period()

    send_back(by=city.office_by, at=AT, filing_ids=[filing.pk], reason="本月数偏大")
    run_all()

    assert [name for name, _ in told("filing_returned")] == ["owner"]


def entered(filings):
    changes = [
        Change("progress_filing", one.pk, {"state": ("DRAFT", "ACCEPTED")}) for one in filings
    ]
    event = FilingsEnteredFor(subject=SEPTEMBER, periods=(SEPTEMBER,), numbers=())
    return event, audit.record(event, by=ACTOR, at=AT, changes=changes)


def test_a_unit_is_told_once_how_many_were_entered_for_it(city):
    filings = [
        make_filing(project, is_on_behalf=True, answer="WAITING") for project in owed(city, 3)
    ]
    event, entry = entered(filings)

    tasks.tell_entered_for(event=event, entry_id=entry)
    tasks.tell_entered_for(event=event, entry_id=entry)

    [(name, params)] = told("filing_entered_for")
    assert (name, params["count"], params["unit"]) == ("owner", "3", "路桥公司")


def test_nobody_is_told_of_what_the_unit_has_answered_already(city):
    [project] = owed(city)
    filing = make_filing(project, is_on_behalf=True, answer="CONFIRMED")
    event, entry = entered([filing])

    tasks.tell_entered_for(event=event, entry_id=entry)

    assert not Notice.objects.exists()


def test_an_open_window_is_told_to_those_who_file_in_it_once(city):
    owed(city, 2)
    make_period()
    recount(periods={SEPTEMBER})

    assert tell_of_windows(at=OPENED) == 1
    assert tell_of_windows(at=OPENED + timedelta(days=1)) == 0

    assert told("month_opened") == [("owner", {"period": SEPTEMBER, "day": "2023-10-11"})]


def test_a_near_deadline_is_told_with_what_is_still_owed(city):
    done, _ = owed(city, 2)
    make_period()
    make_filing(done, state="SUBMITTED")
    recount(periods={SEPTEMBER})

    tell_of_windows(at=NEAR)

    [(name, params)] = told("window_shuts")
    assert (name, params["count"]) == ("owner", "1")


def test_who_has_handed_everything_in_is_not_pressed(city):
    [done] = owed(city)
    make_period()
    make_filing(done, state="SUBMITTED")
    recount(periods={SEPTEMBER})

    assert tell_of_windows(at=NEAR) == 0


@pytest.mark.parametrize("at", [OPENED - timedelta(days=1), SHUT])
def test_before_a_window_opens_and_after_it_shuts_nobody_is_told(city, at):
    owed(city)
    make_period()
    recount(periods={SEPTEMBER})

    assert tell_of_windows(at=at) == 0


def test_a_period_that_closes_is_no_longer_filed(city):
    owed(city)
    make_period(state="closing")
    recount(periods={SEPTEMBER})

    assert tell_of_windows(at=NEAR) == 0


def test_the_owner_is_told_beside_the_responsible_unit_but_no_mere_reader(city):
    project = make_project(unit=city.group)
    make_line(project)
    answers_for(project, "OWNER", city.owner)
    Responsibility.objects.update(valid_from=LONG_AGO)
    make_user(role=Role.INSPECTOR, unit=city.owner, username="reader")
    make_period()
    recount(periods={SEPTEMBER})

    tell_of_windows(at=OPENED)

    assert [name for name, _ in told("month_opened")] == ["group", "owner"]


def test_telling_asks_as_often_for_many_projects(city, django_assert_max_num_queries):
    owed(city, 30)
    make_period()
    recount(periods={SEPTEMBER})

    with django_assert_max_num_queries(5):
        tell_of_windows(at=NEAR)

    assert Filing.objects.count() == 0
    assert not Entry.objects.filter(code__startswith="notices").exists()
