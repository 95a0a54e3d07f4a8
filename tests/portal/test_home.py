"""The landing page: what waits for each role, with the way there, and calm where nothing does."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from ballast.delivery.ledgers.models import Import
from ballast.delivery.progress.models import TotalsSheet, Window
from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.models import Evaluation, ProjectLamp, WarningStep
from ballast.platform.audit.services import record, seal
from ballast.platform.identity.models import Role
from ballast.platform.identity.services.people import PeopleInvited
from ballast.projects.models import Responsibility
from tests.alerts.months import make_issued
from tests.documents.factories import make_sent_paper
from tests.identity.factories import ACTOR, make_client, make_unit, make_user
from tests.ledgers.factories import make_import
from tests.progress.city import LONG_AGO, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period
from tests.progress.month import bring_to, set_window
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def city():
    return make_city()


def due(city, count=1, unit=None):
    found = [make_project(unit=unit or city.owner) for _ in range(count)]
    for project in found:
        make_line(project)
    return found


def open_month(*, shuts=3):
    make_period()
    set_window(SEPTEMBER, shuts=shuts)
    recount(periods={SEPTEMBER})


def lines(user):
    """What the page offers: words → (count, address)."""
    soup = BeautifulSoup(make_client(user).get("/").content, "html.parser")
    return {
        " ".join(one.select_one(".agenda__words").find(string=True).split()): (
            one.select_one(".agenda__count").get_text(),
            one["href"],
        )
        for one in soup.select(".agenda__line")
    }


def text(user):
    soup = BeautifulSoup(make_client(user).get("/").content, "html.parser")
    return " ".join(soup.select_one("main").get_text(" ").split())


def test_an_owner_sees_what_is_to_be_filed_drafts_and_what_came_back(city):
    _, draft, back = due(city, 3)
    make_filing(draft, state="DRAFT")
    make_filing(back, state="RETURNED")
    open_month()

    base = f"/filings/?period={SEPTEMBER}&state="
    assert lines(city.owner_user) == {
        "Sent back: file anew": ("1", f"{base}RETURNED"),
        "Drafts to hand in": ("1", f"{base}DRAFT"),
        "To be filed": ("1", f"{base}NOT_REPORTED"),
    }


def test_the_days_left_stand_beside_what_is_due(city):
    due(city)
    open_month(shuts=3)

    assert "3 days left" in text(city.owner_user)


def test_what_is_overdue_says_so(city):
    due(city)
    open_month(shuts=-1)

    assert "overdue" in text(city.owner_user)


def test_a_window_that_has_not_opened_asks_for_nothing_yet(city):
    due(city)
    open_month()
    Window.objects.update(
        opens_on=timezone.localdate() + timedelta(days=1),
        cut_off_on=timezone.localdate() + timedelta(days=2),
    )

    assert lines(city.owner_user) == {}


def test_a_unit_sees_what_the_office_entered_for_it(city):
    [project] = due(city)
    make_filing(project, is_on_behalf=True, answer="WAITING")
    open_month()

    found = lines(city.owner_user)["Entered on behalf: confirm or dispute"]

    assert found == ("1", f"/filings/?period={SEPTEMBER}")


def test_a_district_sees_its_turn_who_has_not_filed_and_the_sheet_to_sign(city):
    make_submitted(city, count=2, completed="900", month="120")
    due(city, unit=city.north)
    open_month()
    TotalsSheet.objects.create(
        period=SEPTEMBER, revision=1, unit=city.north, version=1, totals={}, digest="x",
        made_at=datetime.now(UTC), made_by="tests",
    )  # fmt: skip

    found = lines(city.north_user)

    assert found["Filings to review"] == ("2", f"/review/?period={SEPTEMBER}")
    assert found["Units that have not filed"][0] == "1"
    assert found["Totals sheets to sign"] == ("1", f"/review/totals/?period={SEPTEMBER}")


def test_the_office_sees_drafts_to_judge_then_that_they_can_be_issued(city):
    project = make_project(unit=city.north)
    make_issued(project)
    Evaluation.objects.update(issued_at=None)
    WarningStep.objects.update(state="draft", colour="red")
    make_period(state="closing")

    found = lines(city.office_user)
    assert found["Drafts to judge"] == ("1", f"/warnings/?period={SEPTEMBER}&state=draft")
    assert "Judged: issue them" not in found

    WarningStep.objects.update(state="confirmed")
    assert lines(city.office_user)["Judged: issue them"][0] == "1"


def test_the_office_sees_what_a_unit_disputes_and_imports_that_wait(city):
    [project] = due(city)
    make_filing(project, is_on_behalf=True, answer="DISPUTED", answer_reason="偏大",
                answered_at=datetime.now(UTC))  # fmt: skip
    open_month()
    make_import(unit=city.owner)
    waiting = Import.objects.filter(state__in=["ASKING", "READY"]).count()

    found = lines(city.office_user)

    assert found["Disputed by the unit"][0] == "1"
    assert found.get("Imports to decide", ("0", ""))[0] == str(waiting)


def test_the_office_is_told_that_a_window_has_shut_and_that_a_month_can_be_closed(city):
    due(city)
    open_month(shuts=-1)
    assert lines(city.office_user)["Begin closing"] == ("1", f"/periods/{SEPTEMBER}/")

    bring_to(SEPTEMBER, "closing")
    assert lines(city.office_user)["Close"] == ("1", f"/periods/{SEPTEMBER}/")


def test_a_unit_sees_the_paper_it_has_to_sign_for(city):
    make_sent_paper(city.north)

    assert lines(city.north_user)["To sign for"] == ("1", "/papers/?tab=waiting")
    assert "To sign for" not in lines(city.south_user)


def test_a_leader_sees_the_sponsored_projects_that_are_red_of_how_many(city):
    leader = make_user(role=Role.CITY_LEADER, name="张明")
    red, green = due(city, 2, unit=city.north)
    for project in (red, green):
        Responsibility.objects.create(
            project=project, party="SPONSOR", person="张明", user=leader, valid_from=LONG_AGO
        )
    make_issued(red)
    for project, colour in ((red, "red"), (green, "green")):
        step = WarningStep.objects.get()
        ProjectLamp.objects.update_or_create(
            project=project, period=step.period, family="project",
            defaults={"colour": colour, "values": {}, "running": 1, "shows_rate": False, "rulebook": Evaluation.objects.get().rulebook},
        )  # fmt: skip

    found = lines(leader)["My sponsored projects in red"]

    assert found == ("1", f"/projects/?period={SEPTEMBER}&who=sponsored&lamp=red")
    assert "of 2" in text(leader)


def test_warnings_of_ones_own_projects_stand_there_once_issued(city):
    make_issued(make_project(unit=city.north))

    assert lines(city.north_user)["Warnings of my projects"][0] == "1"
    assert "Warnings of my projects" not in lines(city.south_user)


def test_administrators_see_what_theirs_is_and_nothing_of_projects(city):
    make_submitted(city, completed="900")
    open_month()
    make_user()  # without a role
    ending = make_user(role=Role.DISTRICT, until=timezone.localdate() + timedelta(days=5))
    empty = make_unit(code="EMPTY")
    system = make_user(role=Role.SYSTEM_ADMINISTRATOR, unit=city.north)
    security = make_user(role=Role.SECURITY_ADMINISTRATOR, unit=city.north)

    assert set(lines(system)) == {"Units without anybody"}
    assert lines(security)["People without a role"][0] == "1"
    assert lines(security)["Roles that end soon"][0] == "1"
    assert ending.assignments.get().unit != empty


def test_the_audit_administrator_sees_entries_that_nobody_sealed(city):
    auditor = make_user(role=Role.AUDIT_ADMINISTRATOR, unit=city.north)
    old = datetime.now(UTC) - timedelta(hours=1)
    record(PeopleInvited(subject="x", usernames=("x",)), by=ACTOR, at=old)

    assert "Journal entries not sealed yet" in lines(auditor)

    while seal(at=datetime.now(UTC)):
        pass
    assert lines(auditor) == {}


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.INVESTMENT_PROMOTER, Role.CITY_LEADER])
def test_where_nothing_waits_the_page_is_calm_and_says_what_comes_next(city, role):
    due(city)
    open_month(shuts=3)

    said = text(make_user(role=role, unit=make_unit()))

    assert "Nothing waits for you." in said
    assert "Next: " in said


def test_a_city_without_any_month_says_which_comes_first(city):
    assert "Filing opens" in text(city.north_user)


def test_a_house_that_stopped_filing_long_ago_shows_the_days_of_its_last_month(city):
    due(city)
    make_period()
    recount(periods={SEPTEMBER})
    bring_to(SEPTEMBER, "closed")

    said = text(city.north_user)

    assert "2023-10-11" in said
    assert "Next: " not in said


def test_the_strip_of_days_marks_what_is_past(city):
    due(city)
    open_month(shuts=3)

    soup = BeautifulSoup(make_client(city.north_user).get("/").content, "html.parser")

    assert soup.select(".day--ahead .day__words")[-1].get_text() == "Last day to file in time"


@pytest.mark.parametrize("who", ["office_user", "north_user", "owner_user", "group_user"])
def test_the_page_asks_as_often_for_many_projects(city, who):
    make_submitted(city, count=1, completed="900", month="120", owner=True)
    due(city, 1)
    open_month()
    few = asked(getattr(city, who))
    for project in due(city, 12):
        make_filing(project, state="DRAFT")
    recount(periods={SEPTEMBER})

    assert asked(getattr(city, who)) == few
    assert few <= 34


def asked(user):
    client = make_client(user)
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    return len(captured)


def test_the_bar_leads_here_first(city):
    soup = BeautifulSoup(make_client(city.office_user).get("/").content, "html.parser")

    first = soup.select_one(".top__nav a")
    assert (first["href"], first["aria-current"]) == ("/", "page")
