"""The pages of people and units: what their buttons do, and what they cost."""

from datetime import date

import pytest
from django.urls import reverse

from ballast.platform.identity.models import Assignment, Role, Unit, UnitKind, UnitTie, User
from ballast.platform.identity.selectors import accounting_units, series
from tests.identity.factories import (
    make_assignment,
    make_client,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 3)


@pytest.fixture
def city():
    return make_unit(code="CITY", name="样例市")


@pytest.fixture
def keeper(city):
    return make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR, unit=city))


@pytest.fixture
def guard(city):
    return make_client(make_user(role=Role.SECURITY_ADMINISTRATOR, unit=city))


def test_people_are_found_by_name_and_by_unit(guard):
    make_user(name="张三", role=Role.OWNER, unit=make_unit(name="轨道公司"))
    make_user(name="李四")

    def found(text):
        return [user.name for user in guard.get("/people/", {"q": text}).context["page"]]

    assert found("张") == ["张三"]
    assert found("轨道") == ["张三"]
    assert found("王五") == []


def test_the_list_of_people_costs_the_same_for_many(guard, django_assert_max_num_queries):
    for _ in range(12):
        user = make_user(role=Role.OWNER)
        make_assignment(user=user, role=Role.DISTRICT)

    # session, person, roles of the asker, units below, count, people, their roles; the asker's unit
    with django_assert_max_num_queries(8):
        guard.get("/people/")


def test_a_role_is_given_and_ended_on_the_person_s_page(guard, city):
    user = make_user(username="zhangsan")
    page = reverse("identity:person", args=["zhangsan"])
    role = {"role": "DISTRICT", "unit_code": "CITY", "valid_from": "2024-06-03"}

    assert guard.post(f"{page}assign/", role).status_code == 302
    row = Assignment.objects.get(user=user)
    assert (row.role, row.unit, row.valid_from, row.valid_until) == ("DISTRICT", city, DAY, None)

    assert guard.post(f"{page}assign/", role).status_code == 422
    guard.post(f"{page}assignments/{row.pk}/end/")
    row.refresh_from_db()
    assert row.valid_until is not None


def test_an_administrator_is_told_that_they_cannot_help_themselves(keeper):
    me = User.objects.get()
    page = reverse("identity:person", args=[me.username])

    keeper.post(f"{page}link/")

    assert "本人账号" in keeper.get(page).content.decode()


def test_an_account_is_closed_on_its_page(keeper):
    user = make_user(username="zhangsan")

    keeper.post("/people/of/zhangsan/deactivate/")

    user.refresh_from_db()
    assert not user.is_active


def test_accounts_and_powers_are_two_people_s_work(keeper, guard):
    make_user(username="zhangsan")

    assert guard.post("/people/of/zhangsan/deactivate/").status_code == 403
    assert guard.post("/people/of/zhangsan/link/").status_code == 403
    assert keeper.post("/people/of/zhangsan/assign/").status_code == 403


def test_the_tree_page_shows_a_past_day_as_it_was(keeper, city):
    north, south = make_unit(code="NORTH", under=city), make_unit(code="SOUTH", under=city)
    owner = make_unit(code="OWNER", name="业主", under=north)
    keeper.post("/units/of/OWNER/move/", {"move-under": "SOUTH", "move-valid_from": "2024-06-03"})
    keeper.post(
        "/units/of/OWNER/rename/",
        {
            "renaming-name": "新业主",
            "renaming-short_name": "新",
            "renaming-valid_from": "2024-06-03",
        },
    )

    def lines(day):
        page = keeper.get("/units/", {"on": day})
        return [(line.depth, line.code, line.name) for line in page.context["lines"]]

    assert lines("2024-06-02") == [
        (0, "CITY", "样例市"),
        (1, "NORTH", north.name),
        (2, "OWNER", "业主"),
        (1, "SOUTH", south.name),
    ]
    assert lines("2024-06-03")[2:] == [(1, "SOUTH", south.name), (2, "OWNER", "新业主")]
    assert owner.names.count() == 2


def test_a_unit_is_opened_and_closed_on_its_pages(keeper):
    draft = {
        "code": "NORTH",
        "name": "北区人民政府",
        "short_name": "北区",
        "kind": "GOVERNMENT",
        "under": "CITY",
        "is_accounting": "on",
        "valid_from": "2024-06-03",
    }

    assert keeper.post("/units/open/", draft).status_code == 302
    assert keeper.post("/units/open/", draft).status_code == 422
    assert UnitTie.objects.get().parent.code == "CITY"
    keeper.post("/units/of/NORTH/close/", {"closing-valid_until": "2024-07-01"})

    assert Unit.objects.get(code="NORTH").valid_until == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("code", "status"), [("91350100M000100Y43", 302), ("91350100M000100Y44", 422)]
)
def test_a_mistyped_credit_code_opens_no_unit(keeper, code, status):
    draft = {"code": "BUILDER", "name": "城投", "short_name": "城投", "kind": "OWNER"}
    draft |= {"valid_from": "2024-06-03", "credit_code": code}

    assert keeper.post("/units/open/", draft).status_code == status
    assert Unit.objects.filter(code="BUILDER").exists() == (status == 302)


def test_a_district_sees_only_its_own_part_of_the_tree(city):
    north = make_unit(code="NORTH", under=city)
    make_unit(code="OWNER", under=north, kind=UnitKind.OWNER)
    make_unit(code="SOUTH", under=city)
    client = make_client(make_user(role=Role.DISTRICT, unit=north))

    page = client.get("/units/")

    assert [(line.depth, line.code) for line in page.context["lines"]] == [
        (0, "NORTH"),
        (1, "OWNER"),
    ]
    assert client.get("/units/of/SOUTH/").status_code == 404


def test_totals_count_under_the_nearest_accounting_unit(city):
    north = make_unit(code="NORTH", under=city, is_accounting=True)
    area = make_unit(code="AREA", under=north, kind=UnitKind.FUNCTIONAL_AREA, is_accounting=True)
    bureau = make_unit(code="BUREAU", under=north, kind=UnitKind.DEPARTMENT)
    owner = make_unit(code="OWNER", under=area, kind=UnitKind.OWNER)

    assert accounting_units(DAY) == {
        north.pk: north.pk,
        area.pk: area.pk,
        bureau.pk: north.pk,
        owner.pk: area.pk,
    }


def test_accounting_units_stand_in_two_series(city):
    make_unit(code="N", is_accounting=True)
    make_unit(code="A", kind=UnitKind.FUNCTIONAL_AREA, is_accounting=True)
    make_unit(code="B", kind=UnitKind.DEPARTMENT, is_accounting=True)
    make_unit(code="C", kind=UnitKind.STATE_COMPANY, is_accounting=True)

    rows = {one: [unit.code for unit in units] for one, units in series(DAY).items()}

    assert rows == {"AREAS": ["A", "N"], "BODIES": ["B", "C"]}


def test_the_bar_names_the_readers_unit_and_not_the_one_looked_at(city):
    make_unit(name="别处管理委员会", code="ELSE", under=city)
    client = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR, unit=city))

    page = client.get(reverse("identity:unit", args=["ELSE"])).content.decode()

    bar = page[page.index("<header") : page.index("</header>")]
    assert city.short_name in bar
    assert "别处" not in bar
