"""The views one looks at each day, and the filters beyond a line's own words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress.models import Place
from ballast.platform.audit.models import Entry
from ballast.platform.codelists.selectors import lifecycle
from ballast.platform.identity.rules import Role, UnitKind
from ballast.platform.identity.services import actor_of
from ballast.projects.models import ListPlace, Project, Responsibility, Star, StepRecord
from ballast.projects.services import OutOfReach, star, unstar
from tests.alerts.factories import AT, SEPTEMBER, make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.portal.test_projects import URL, decide, names, soup, text, told

pytestmark = pytest.mark.django_db

COUNTS = f"{URL}counts/"


@pytest.fixture
def office_user():
    return make_user(role=Role.PROJECT_OFFICE)


@pytest.fixture
def office(office_user):
    return make_client(office_user)


def step(project, code, **days):
    StepRecord.objects.create(project=project, code=code, **days)


@pytest.fixture
def month():
    """甲 starts in September as planned; 乙 was to in August and did not; 丙 finishes in December."""
    north = make_unit(code="N", name="北区")
    first = make_project("甲", unit=north, plan_class="NEW_START", tier="PROVINCIAL")
    step(first, "ground_breaking", planned_on=date(2023, 9, 20))
    step(first, "real_start", planned_on=date(2023, 5, 1), actual_on=date(2023, 9, 21))
    second = make_project("乙", completed="10", plan_class="NEW_START")
    step(second, "real_start", forecast_on=date(2023, 8, 31))
    third = make_project("丙", completed="80", plan_class="DUE_FINISH", owner_name="江城路桥公司")
    step(third, "commissioning", planned_on=date(2023, 12, 1))
    decide()
    return {one.name: one for one in Project.objects.all()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("due=start-month", {"甲"}),
        ("due=start-quarter", {"甲", "乙"}),
        ("due=start-year", {"甲", "乙"}),
        ("due=unstarted", {"乙"}),
        ("due=finish-month", set()),
        ("due=finish-year", {"丙"}),
        ("due=unfinished", set()),
        ("owner=路桥", {"丙"}),
        ("due=sometime&who=nobody", {"甲", "乙", "丙"}),
    ],
)
def test_dates_and_owner_find_their_projects(office, month, query, found):
    assert set(names(office.get(f"{URL}?{query}"))) == found


def test_a_view_of_days_shows_the_days(office, month):
    href = soup(office.get(URL)).select_one("a:has([data-count=start-month])")["href"]
    row = told(office.get(href), "甲")

    assert (row["计划开工"], row["开工日期"]) == ("2023-09-20", "2023-09-21")


def test_sponsor_and_node_are_columns_to_choose(office, month):
    Responsibility.objects.create(
        project=month["甲"],
        party="SPONSOR",
        person="周明",
        post="副市长",
        valid_from=date(2023, 1, 1),
    )
    Place.objects.create(year=2023, scheme="node", member="main_works", project=month["甲"])

    row = told(office.get(f"{URL}?cols=sponsor,node"), "甲")

    assert (row["包保领导"], row["所处环节"]) == ("副市长 周明", "主体完工")


def test_a_day_is_taken_by_the_template_of_the_project(office, month):
    """A building is finished when it is accepted, not when it is in use."""
    assert lifecycle(on=AT.date()).templates["building"].finish == "acceptance"
    Project.objects.filter(pk=month["丙"].pk).update(template="building")

    assert names(office.get(f"{URL}?due=finish-year")) == []


def test_people_lists_nodes_and_gaps_narrow_the_list(office, month):
    Responsibility.objects.create(
        project=month["甲"], party="SPONSOR", person="周明", valid_from=date(2023, 1, 1)
    )
    ListPlace.objects.create(
        project=month["乙"], list_name="市标杆项目", valid_from=date(2023, 1, 1)
    )
    for scheme, member in (("node", "main_works"), ("six_gaps", "due_not_finished")):
        Place.objects.create(year=2023, scheme=scheme, member=member, project=month["丙"])

    assert names(office.get(f"{URL}?sponsor=周明")) == ["甲"]
    assert names(office.get(f"{URL}?list=市标杆项目")) == ["乙"]
    assert names(office.get(f"{URL}?node=main_works")) == ["丙"]
    assert names(office.get(f"{URL}?gap=due_not_finished")) == ["丙"]
    assert names(office.get(f"{URL}?gap=any")) == ["丙"]
    assert names(office.get(f"{URL}?gap=signed_not_landed")) == []
    assert names(office.get(f"{URL}?only={month['乙'].number}")) == ["乙"]


def test_projects_of_a_unit_below_count_for_its_accounting_unit(office, month):
    city = make_unit(code="TB", name="交通局", is_accounting=True)
    company = make_unit(code="LQ", under=city, name="路桥公司")
    make_project("丁", unit=company, completed="10")
    decide()

    assert names(office.get(f"{URL}?counts=TB")) == ["丁"]
    assert names(office.get(f"{URL}?unit=TB")) == []


def test_the_seldom_filters_are_shown_when_asked_for_and_counted_when_they_narrow(office, month):
    closed, opened = office.get(f"{URL}?tier=PROVINCIAL"), office.get(f"{URL}?more=open")

    assert not soup(closed).select("#filter-tier")
    assert soup(closed).select_one(".filters__fold").get_text(" ", strip=True) == "更多条件 1"
    assert soup(closed).select_one("form.filters [type=hidden][name=tier]")["value"] == "PROVINCIAL"
    assert soup(opened).select("#filter-tier, #filter-sponsor, #filter-node, #filter-list")
    assert not soup(opened).select("form.filters [type=hidden][name=tier]")


def test_every_filter_in_force_is_said_and_can_be_taken_away_alone_or_all_at_once(office, month):
    page = soup(office.get(f"{URL}?tier=PROVINCIAL&lamp=red&q=甲&due=start-month&sort=name"))

    chips = {one.contents[0].strip(): one["href"] for one in page.select(".chip")}
    assert set(chips) == {
        "开竣工：本月应开工",
        "项目级别：省重点项目",
        "亮灯：滞后",
        "名称或编号含“甲”",
    }
    assert "tier" not in chips["项目级别：省重点项目"]
    assert "due=start-month" in chips["项目级别：省重点项目"]
    cleared = page.select(".chips a")[-1]["href"]
    assert cleared == f"{URL}?period=2023-09&sort=name"


def test_filters_that_find_nothing_are_named_and_can_be_cleared(office, month):
    page = office.get(f"{URL}?due=finish-month")

    assert "没有符合条件的项目" in text(page)
    assert "开竣工：本月应竣工" in soup(page).select_one(".nothing--more").text


def test_each_view_says_how_many_projects_it_shows(office, month):
    counts = office.get(f"{COUNTS}?period={SEPTEMBER}").json()
    page = soup(office.get(URL))

    assert counts["all"] == 3
    assert (counts["start-month"], counts["unstarted"], counts["provincial"]) == (1, 1, 1)
    links = {
        one.select_one("[data-count]")["data-count"]: one
        for one in page.select(".views a:has([data-count])")
    }
    assert links.keys() == counts.keys()
    for code, link in links.items():
        assert len(names(office.get(link["href"]))) == counts[code], code
    assert links["all"]["aria-current"] == "page"


def test_counts_take_the_same_few_queries_however_many_projects(office, month):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            office.get(f"{COUNTS}?period={SEPTEMBER}")
        return len(queries)

    before = asked()
    for _ in range(5):
        make_project(completed="10")
    decide()
    assert asked() == before <= 10


def test_counts_are_of_what_a_person_sees(month):
    north = Project.objects.get(name="甲").responsible_unit
    district = make_client(make_user(role=Role.DISTRICT, unit=north))

    counts = district.get(f"{COUNTS}?period={SEPTEMBER}").json()

    assert (counts["all"], counts["mine"], counts["unstarted"]) == (1, 1, 0)


def test_mine_are_those_of_my_unit_those_that_name_me_and_those_i_starred(month, office_user):
    leader = make_user(role=Role.CITY_LEADER, name="周明")
    Responsibility.objects.create(
        project=month["甲"], party="SPONSOR", person="周明", valid_from=date(2023, 1, 1)
    )
    star(by=actor_of(leader), at=AT, project_ids=[month["乙"].pk])
    client = make_client(leader)

    assert set(names(client.get(f"{URL}?who=mine"))) == {"甲", "乙"}
    assert names(client.get(f"{URL}?who=sponsored")) == ["甲"]
    assert names(client.get(f"{URL}?who=starred")) == ["乙"]
    assert names(make_client(office_user).get(f"{URL}?who=mine")) == []


def test_a_star_is_ones_own_and_stays_out_of_the_projects_past(office_user, month):
    other = make_user(role=Role.PROJECT_OFFICE)
    pks = [month["甲"].pk, month["乙"].pk]

    star(by=actor_of(office_user), at=AT, project_ids=pks)
    star(by=actor_of(office_user), at=AT, project_ids=pks)
    star(by=actor_of(other), at=AT, project_ids=pks[:1])
    unstar(by=actor_of(office_user), at=AT, project_ids=pks[:1])

    left = set(Star.objects.values_list("user_id", "project_id"))
    assert left == {(office_user.pk, pks[1]), (other.pk, pks[0])}
    told = Entry.objects.filter(code__startswith="projects.").filter(code__endswith="starred")
    assert told.count() == 3
    assert "收藏" not in text(make_client(other).get(f"{URL}{month['甲'].number}/past/"))


def test_a_star_on_what_one_may_not_see_is_refused_and_writes_nothing(month):
    unit = make_unit(code="W", name="西区", kind=UnitKind.OWNER)
    owner = make_user(role=Role.OWNER, unit=unit)

    with pytest.raises(OutOfReach):
        star(by=actor_of(owner), at=AT, project_ids=[month["甲"].pk])

    assert not Star.objects.exists()
    assert not Entry.objects.filter(code="projects.starred").exists()
