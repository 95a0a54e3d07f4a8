"""Nobody sees a project that is not theirs, and nobody is nobody."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Role, UnitKind
from ballast.projects.models import Project, ShareSplit
from ballast.projects.rules import Holder, Party
from ballast.projects.selectors import visible_to, within_reach
from ballast.projects.services import Appointment, Ending, assign, end
from tests.identity.factories import ACTOR, NOW, make_unit, make_user

from .factories import make_project

ON = date(2024, 6, 3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """A district with a bureau below it, another district, and a project of each and of nobody."""
    north = make_unit(name="北区", region_code="450302")
    bureau = make_unit(name="北区交通局", under=north)
    south = make_unit(name="南区", region_code="450303")
    make_project(name="北路", unit=north)
    make_project(name="北桥", unit=bureau)
    make_project(name="南路", unit=south)
    make_project(name="市属隧道", region_code="450302")
    make_project(name="无主工程")
    return {"north": north, "south": south}


def seen(viewer, on=ON):
    return sorted(visible_to(viewer, on).values_list("name", flat=True))


def test_the_project_office_sees_every_project(city):
    assert len(seen(make_user(role=Role.PROJECT_OFFICE))) == 5


def test_a_district_sees_its_own_those_below_it_and_what_lies_in_it(city):
    viewer = make_user(role=Role.DISTRICT, unit=city["north"])

    assert seen(viewer) == sorted(["北路", "北桥", "市属隧道"])


def test_who_has_no_role_or_no_role_any_more_sees_nothing(city):
    assert seen(make_user()) == []
    former = make_user(role=Role.PROJECT_OFFICE, until=date(2024, 1, 1))
    assert seen(former) == []


def test_an_administrator_of_the_system_sees_no_project(city):
    assert seen(make_user(role=Role.SYSTEM_ADMINISTRATOR)) == []


def test_a_service_reaches_no_further_than_the_person_who_asks(city):
    viewer = make_user(role=Role.DISTRICT, unit=city["south"])

    def reached(by):
        return sorted(within_reach(by, ON).values_list("name", flat=True))

    assert reached(Actor("person", viewer.pk, viewer.name)) == ["南路"]
    assert reached(Actor("person", viewer.pk + 1000, "?")) == []
    assert reached(Actor("person", None, "?")) == []
    assert len(reached(Actor("system", None, "demo"))) == 5


def appoint(name, party, since=ON, **said):
    """Give a part of the project of this name to somebody, and say in which row."""
    project = Project.objects.get(name=name)
    holder = Holder(**said)
    one = Appointment(project_id=project.pk, party=party, holder=holder, since=since)
    assign(by=ACTOR, at=NOW, appointments=[one])
    return project.responsibilities.latest("pk")


@pytest.mark.parametrize(
    ("party", "sees"),
    [
        (Party.OWNER, True),
        (Party.LEAD_DEPARTMENT, True),
        (Party.MONITORING_UNIT, True),
        (Party.TASK_FORCE, True),
        (Party.HEADQUARTERS, True),
        (Party.CONTRACTOR, False),
        (Party.DESIGNER, False),
        (Party.SUPERVISING_ENGINEER, False),
    ],
)
def test_a_unit_sees_what_it_owns_leads_watches_or_commands_not_what_it_builds(city, party, sees):
    unit = make_unit(name="城建集团", kind=UnitKind.STATE_COMPANY)
    viewer = make_user(role=Role.STATE_COMPANY, unit=unit)

    appoint("无主工程", party, unit_id=unit.pk)

    assert seen(viewer) == (["无主工程"] if sees else [])


def test_an_owner_sees_what_the_ledger_says_is_theirs_by_name(city):
    unit = make_unit(name="交投集团", kind=UnitKind.OWNER)
    make_project(name="东环", owner_name="交投集团")
    make_project(name="西环", owner_name="别家公司")

    assert seen(make_user(role=Role.OWNER, unit=unit)) == ["东环"]


def test_an_owner_sees_what_bears_their_credit_code_also_when_the_unit_came_later(city):
    appoint("无主工程", Party.OWNER, body="交投集团公司", credit_code="91110000600037341L")
    unit = make_unit(name="交投集团", kind=UnitKind.OWNER)
    viewer = make_user(role=Role.OWNER, unit=unit)
    assert seen(viewer) == []

    unit.credit_code = "91110000600037341L"
    unit.save()

    assert seen(viewer) == ["无主工程"]


def test_a_parent_company_sees_its_subsidiaries_projects_and_they_not_each_others(city):
    group = make_unit(name="城建集团", kind=UnitKind.STATE_COMPANY)
    first = make_unit(name="城建一公司", kind=UnitKind.OWNER, under=group)
    second = make_unit(name="城建二公司", kind=UnitKind.OWNER, under=group)
    make_project(name="东环", owner_name="城建一公司")
    make_project(name="西环", owner_name="城建二公司")

    assert seen(make_user(role=Role.STATE_COMPANY, unit=group)) == sorted(["东环", "西环"])
    assert seen(make_user(role=Role.OWNER, unit=first)) == ["东环"]
    assert seen(make_user(role=Role.OWNER, unit=second)) == ["西环"]


def test_a_project_officer_sees_the_projects_that_name_them_and_no_others(city):
    officer = make_user(role=Role.PROJECT_OFFICER, unit=city["north"])
    assert seen(officer) == []

    row = appoint(
        "南路", Party.PROJECT_OFFICER, date(2024, 1, 1), person="小王", user_id=officer.pk
    )
    assert seen(officer) == ["南路"]
    assert seen(officer, date(2023, 12, 31)) == []

    end(by=ACTOR, at=NOW, endings=[Ending(responsibility_id=row.pk, until=ON, reason="轮换")])
    assert seen(officer) == []


def test_who_is_named_but_has_no_role_sees_nothing(city):
    nobody = make_user()
    administrator = make_user(role=Role.SYSTEM_ADMINISTRATOR)

    appoint("南路", Party.PROJECT_OFFICER, person="某人", user_id=nobody.pk)
    appoint("南路", Party.SPONSOR, person="某官", user_id=administrator.pk)

    assert seen(nobody) == []
    assert seen(administrator) == []


def test_a_contractors_person_who_signs_in_does_not_see_the_project_for_it(city):
    promoter = make_user(role=Role.INVESTMENT_PROMOTER)

    appoint("南路", Party.CONTRACTOR, body="某施工公司", person="某人", user_id=promoter.pk)

    assert seen(promoter) == []


def test_a_district_sees_what_counts_for_it_by_a_share_while_it_does(city):
    viewer = make_user(role=Role.DISTRICT, unit=city["south"])
    project = Project.objects.get(name="北路")
    ShareSplit.objects.create(
        project=project,
        unit=city["south"],
        share=Decimal(1),
        valid_from=date(2024, 1, 1),
        valid_until=date(2024, 7, 1),
    )

    assert seen(viewer) == sorted(["北路", "南路"])
    assert seen(viewer, date(2024, 7, 1)) == ["南路"]


def test_a_functional_area_sees_what_lies_in_it(city):
    area = make_unit(name="高新区", kind=UnitKind.FUNCTIONAL_AREA)
    Project.objects.filter(name="市属隧道").update(functional_area=area)

    assert seen(make_user(role=Role.DISTRICT, unit=area)) == ["市属隧道"]


def test_a_project_that_concerns_a_viewer_in_several_ways_is_seen_once(city):
    north = city["north"]
    appoint("北路", Party.LEAD_DEPARTMENT, unit_id=north.pk)
    appoint("北路", Party.HEADQUARTERS, unit_id=north.pk)

    assert seen(make_user(role=Role.DISTRICT, unit=north)).count("北路") == 1


@pytest.mark.parametrize("role", [role for role in Role if role.name != "PROJECT_OFFICE"])
def test_finding_out_what_one_may_see_takes_three_queries_at_most(
    city, role, django_assert_max_num_queries
):
    viewer = make_user(role=role, unit=city["north"])

    with django_assert_max_num_queries(3):
        seen(viewer)
