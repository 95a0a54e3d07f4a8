"""The plan desk's first page and the plan's list: figures that must reconcile."""

import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import OutsideLine
from ballast.delivery.plans.rules import PlanClass
from ballast.delivery.plans.rules.sums import Moved, Part, moves, together
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.plans.factories import WAN, added, adjust, exited, issue, make_line, open_june, reclassed
from tests.projects.factories import make_project
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db

URL = "/plans/2023/"
LIST = "/plans/2023/lines/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def adjusted():
    """Three as issued; one leaves, one changes class and amount, one is added."""
    north = make_unit(code="N", name="北区")
    stays, leaves, changes, comes = (
        make_project(name=name, unit=north) for name in ("安稳", "离开", "变类", "新来")
    )
    make_line(stays, wan=1000)
    make_line(leaves, wan=2000)
    make_line(changes, plan_class=PlanClass.NEW_START, wan=4000)
    issue()
    open_june()
    adjust(
        exited(leaves),
        reclassed(changes, PlanClass.PREPARATORY, planned_yuan=500 * WAN),
        added(comes, wan=8000),
    )


def rows(response):
    table = BeautifulSoup(response.content, "html.parser").select_one("table")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.select("tbody tr")
    ]


def names(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in soup.select("th.pin-first[scope=row]")]


def test_the_year_adds_up_class_by_class_and_as_a_whole(office, adjusted):
    found = rows(office.get(URL))

    assert found[0] == [
        "新开工", "1", "1", "0", "−1", "1", "1", "0.40", "0.80", "+0.40", "0.00",
    ]  # fmt: skip
    assert found[1][:7] == ["续建", "2", "0", "1", "0", "1", "1"]
    assert found[3][:7] == ["预备", "0", "0", "0", "+1", "1", "1"]
    assert found[4] == [
        "合计", "3", "1", "1", "0", "3", "3", "0.70", "0.95", "+0.25", "0.00",
    ]  # fmt: skip


def test_what_stands_outside_the_system_is_counted_apart(office, adjusted):
    OutsideLine.objects.create(year=2023, count=3, planned_yuan=10**8)

    outside, together_with = rows(office.get(URL))[5:]

    assert (outside[0], outside[2], outside[4]) == ("系统外项目（单列）", "3", "1.00")
    assert (together_with[0], together_with[2], together_with[4]) == ("含系统外项目", "6", "1.95")


def test_a_bundle_is_one_project_of_the_list_and_each_of_its_works_of_the_split(office):
    bundle = make_project(name="打包")
    for name in ("子一", "子二", "子三"):
        part = make_project(name=name)
        type(part).objects.filter(pk=part.pk).update(parent=bundle, kinship="BUNDLE")
    make_line(bundle, plan_class=PlanClass.NEW_START)

    new_start = rows(office.get(URL))[0]

    assert new_start[5:7] == ["1", "3"]


def test_a_district_sees_the_figures_of_what_it_may_see(adjusted):
    district = make_client(make_user(role=Role.DISTRICT, unit=make_unit()))

    assert "本年度计划暂无项目" in district.get(URL).content.decode()


def test_an_empty_year_says_what_to_do(office):
    said = office.get(URL).content.decode()

    assert "申报中" in said
    assert "本年度计划暂无项目" in said


@pytest.mark.parametrize("year", [1999, 2101])
def test_an_impossible_year_is_not_found(office, year):
    assert office.get(f"/plans/{year}/").status_code == 404


def test_the_list_shows_original_and_current_and_keeps_what_left(office, adjusted):
    found = {row[0]: row for row in rows(office.get(LIST))}

    assert list(found) == ["安稳", "变类", "离开", "新来"]
    assert found["变类"][4:8] == ["新开工 → 预备", "4,000.00", "500.00", "类别调整 投资调整"]
    assert found["离开"][5:8] == ["2,000.00", "—", "退出"]
    assert found["新来"][5:8] == ["—", "8,000.00", "增补"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bl", ["变类"]),
        ("unit=N&only=ADDED", ["新来"]),
        ("only=EXITED", ["离开"]),
        ("class=PREPARATORY", ["变类"]),
        ("sort=-planned", ["新来", "离开", "安稳", "变类"]),
        ("sort=pink&page=" + "9" * 50, ["安稳", "变类", "离开", "新来"]),
        ("q=%E6%B2%A1%E6%9C%89", []),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_its_address(office, adjusted, query, found):
    assert names(office.get(f"{LIST}?{query}")) == found


def test_what_htmx_swaps_in_is_what_a_reload_shows(office, adjusted):
    page = office.get(LIST)
    part = office.get(f"{LIST}?only=ADDED", headers={"HX-Request": "true"})

    assert swap(page, "#listing", part) == region(office.get(f"{LIST}?only=ADDED"), "#listing")


def test_the_pages_ask_the_database_as_often_for_two_hundred_projects(
    office, adjusted, django_assert_max_num_queries
):
    unit = make_unit()
    for _ in range(40):
        adjust(added(make_project(unit=unit)))

    with django_assert_max_num_queries(22):
        office.get(URL)
    with django_assert_max_num_queries(16):
        office.get(LIST)


def test_parts_add_up_and_a_wrong_one_says_so():
    good = Part("NEW_START", original=3, added=1, exited=2, moved=-1, current=1)

    assert good.adds_up
    assert together([good, Part("X", moved=1, current=1)]).adds_up
    assert not Part("X", original=1, current=2).adds_up


def test_a_change_of_amount_moves_nobody():
    assert moves([Moved("AMOUNT_CHANGED", "NEW_START", "NEW_START")]) == {}
