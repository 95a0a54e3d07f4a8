"""Who stands for what: found by person, unit and task force; and the posts nobody holds."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import NewIssue
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from ballast.projects.rules import Holder, Party
from ballast.projects.services import Appointment, assign
from tests.coordination.factories import make_instruction, make_office
from tests.identity.factories import ACTOR, NOW, SINCE, make_client, make_unit, make_user
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


def appoint(project, party, **holder):
    one = Appointment(project_id=project.pk, party=party, holder=Holder(**holder), since=NOW.date())
    assign(by=ACTOR, at=NOW, appointments=[one])


@pytest.fixture
def city():
    return make_unit(code="CITY")


@pytest.fixture
def leader(city):
    return make_user(role=Role.CITY_LEADER, unit=city, name="王市长")


@pytest.fixture
def projects(city, leader):
    north = make_unit(under=city, name="北区")
    found = [make_project(unit=north), make_project(unit=north), make_project()]
    for one in found[:2]:
        appoint(one, Party.SPONSOR, person="王市长", post="副市长", user_id=leader.pk)
    appoint(found[0], Party.TASK_FORCE, body="机场高速专班", person="李强")
    return found


def shown(user, route, query=""):
    return make_client(user).get(reverse(route) + query).content.decode()


def test_a_sponsor_stands_with_what_waits_at_all_of_their_projects(projects, leader, city):
    office = make_office(city)
    lead = projects[0].responsible_unit
    matter = NewIssue(
        title="征地未完", cause=Cause.LAND_CLEARANCE, lead_id=lead.pk, project_ids=[projects[0].pk]
    )
    issues.raise_issues(by=actor_of(office), at=NOW, issues=[matter])

    page = shown(office, "portal:responsibility")

    assert "王市长" in page
    assert "副市长" in page
    row = page[page.index("王市长") :].split("</tr>")[0]
    cells = [cell.partition(">")[2] for cell in row.split('<td class="number"')[1:4]]
    assert [cell.split("<")[0] for cell in cells] == ["2", "0", "1"]


def test_a_leader_finds_their_whole_list_with_the_last_instruction_about_each(
    projects, leader, city, django_assert_max_num_queries
):
    make_instruction(by=make_office(city), leader=leader, to=[city], project_ids=[projects[1].pk])
    client = make_client(leader)
    url = f"{reverse('portal:held')}?party=SPONSOR&who=王市长"
    client.get(url)

    with django_assert_max_num_queries(20):
        page = client.get(url).content.decode()

    assert all(one.name in page for one in projects[:2])
    assert projects[2].name not in page
    assert page.count("/instructions/1") + page.count("2024-06-03") >= 2
    assert "who=" in shown(leader, "portal:responsibility")
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get(f"{url}&xlsx=1"))))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert projects[0].number in cells


def test_task_forces_and_empty_posts_are_named(projects, leader):
    assert "机场高速专班" in shown(leader, "portal:responsibility", "?tab=forces")

    empty = shown(leader, "portal:responsibility", "?tab=empty")

    assert projects[2].name in empty
    row = empty[empty.index(projects[0].name) :].split("</tr>")[0]
    assert "项目专员" in row
    assert "包保领导" not in row


def test_whose_account_is_closed_is_pointed_out(projects, leader, city):
    leader.is_active = False
    leader.save()

    assert "账号已停用" in shown(make_office(city), "portal:responsibility")


def test_nobody_finds_holders_of_projects_they_do_not_see(projects):
    stranger = make_user(role=Role.DISTRICT, unit=make_unit(), since=SINCE)

    assert "王市长" not in shown(stranger, "portal:responsibility")
    url = f"{reverse('portal:held')}?party=SPONSOR&who=王市长"
    assert make_client(stranger).get(url).status_code == 404


def test_the_workbook_shows_what_the_page_shows(projects, leader):
    answer = make_client(leader).get(reverse("portal:responsibility_export") + "?tab=empty")

    book = openpyxl.load_workbook(BytesIO(b"".join(answer)))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    assert projects[2].number in cells
