"""Which part of the list is asked for, in which columns, and that its sums can be reconciled."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import OutsideLine
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services import recount
from ballast.kernel.periods import Period
from ballast.platform.identity.rules import Role
from ballast.platform.periods import services as periods
from ballast.platform.periods.rules import State
from tests.alerts.factories import AT, BY, SEPTEMBER, count, file, make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.portal.test_projects import HTMX, URL, decide, names, queries, soup, text, told
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def month():
    """Three projects that differ in all one may ask for; 丙 was last filed in July."""
    make_project("甲", completed="80", tier="CITY", sector="产业/制造", investor_kind="PRIVATE")
    make_project("乙", tier="PROVINCIAL", sector="产业", plan_class="NEW_START", state="SUSPENDED")
    file(make_project("丙", sector="产业园区/厂房"), "60", period="2023-07")
    Filing.objects.create(
        project=make_project("丁"),
        period=SEPTEMBER,
        kind="ESTIMATE",
        state="ACCEPTED",
        month_yuan=200_000,
        completed_yuan=200_000,
        filed_by="tests",
        filed_at=AT,
        submitted_at=AT,
        is_late=True,
    )
    count()
    decide()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("class=NEW_START", ["乙"]),
        ("tier=CITY", ["甲"]),
        ("sector=产业", ["甲", "乙"]),
        ("investor=PRIVATE", ["甲"]),
        ("state=SUSPENDED", ["乙"]),
        ("standing=ACCEPTED", ["丁", "甲"]),
        ("standing=NOT_REPORTED", ["丙", "乙"]),
        ("standing=CARRIED", ["丙"]),
        ("standing=ESTIMATE", ["丁"]),
        ("standing=LATE", ["丁"]),
        ("tier=CITY&class=NEW_START", []),
        ("class=NONE&tier=NONE&standing=NONE&state=NONE&investor=NONE", ["甲", "乙", "丙", "丁"]),
    ],
)
def test_each_filter_finds_its_projects_and_what_none_knows_narrows_nothing(
    office, month, query, found
):
    assert set(names(office.get(f"{URL}?{query}"))) == set(found)


def test_sectors_to_choose_from_are_those_of_the_list_at_their_first_level(office, month):
    options = soup(office.get(URL)).select("#filter-sector option")

    assert [one.text for one in options] == ["全部领域", "产业", "产业园区"]


@pytest.mark.parametrize("sort", ["number", "total", "original", "planned", "month", "completed"])
@pytest.mark.parametrize("way", ["", "-"])
def test_every_figure_can_be_sorted_by_both_ways(office, month, sort, way):
    page = office.get(f"{URL}?sort={way}{sort}&cols={sort}")

    heads = soup(page).select("thead th[aria-sort]")
    assert len(names(page)) == 4
    assert [one["aria-sort"] for one in heads] == ["descending" if way else "ascending"]


def test_units_stand_in_the_order_of_their_pinyin(office):
    for name in ("重山区", "安河区", "北湾区"):
        make_project(f"{name}项目", unit=make_unit(name=name), completed="80")
    decide()

    assert names(office.get(f"{URL}?sort=unit")) == ["安河区项目", "北湾区项目", "重山区项目"]
    assert names(office.get(f"{URL}?sort=-unit"))[0] == "重山区项目"


def test_chosen_columns_are_remembered_until_the_usual_ones_are_wanted_again(office, month):
    usual = [one.text.strip() for one in soup(office.get(URL)).select("thead th")]

    office.get(f"{URL}?col=&col=owner&col=tier")

    own = soup(office.get(URL))
    assert [one.text.strip() for one in own.select("thead th")][2:] == ["项目级别", "建设单位"]
    office.get(f"{URL}?col=&col=owner&col=usual")
    assert [one.text.strip() for one in soup(office.get(URL)).select("thead th")] == usual


def test_an_address_with_columns_shows_them_to_anyone_and_changes_no_ones_own(office, month):
    page = office.get(f"{URL}?cols=why,filed_by&standing=LATE")

    row = told(page, "丁")
    assert list(row)[2:] == ["报送人", "评灯依据"]
    assert "cols=filed_by%2Cwhy" in soup(page).select_one("a[download][href*=export]")["href"]
    assert "报送人" not in told(office.get(URL), "丁")


def test_what_is_swapped_in_after_choosing_columns_is_what_a_reload_shows(office, month):
    asked = f"{URL}?col=&col=month&col=filed_by&sector=产业"
    swapped = office.get(asked, headers=HTMX)

    whole = office.get(swapped["HX-Push-Url"])

    assert swap(office.get(URL), "#projects", swapped) == region(whole, "#projects")


def test_the_state_of_a_filing_says_what_else_is_to_be_known_of_it(office, month):
    page = office.get(URL)

    assert told(page, "丁")["报送状态"] == "已通过 预计 迟报"
    assert told(page, "丙")["报送状态"] == "未报送 沿用"


def test_the_sums_say_how_much_is_estimated_and_that_the_month_is_not_closed(office, month):
    said = text(office.get(URL))

    assert "待确认 尚未结账" in said
    # 80 + 60 carried + 20 estimated of 160.
    assert "其中预计数 0.0 亿元 (12.5%)" in said


def test_a_part_of_a_listed_bundle_is_shown_and_summed_only_once(office):
    bundle = make_project("打包", completed="40", planned="100000", total="200000")
    for name in ("子一", "子二"):
        make_project(
            name,
            completed="20",
            planned="50000",
            total="100000",
            parent=bundle,
            kinship="BUNDLE",
        )
    decide()

    page = office.get(URL)

    said = text(page)
    assert set(names(page)) == {"打包", "子一", "子二"}
    assert "项目 1 拆分后 2 总投资 20.0 亿元" in said
    assert "年度计划 10.0 亿元" in said
    assert "表内有2个子项目已计入其打包项目，不重复计算。" in said
    assert "项目 1 总投资 10.0 亿元" in text(office.get(f"{URL}?q=子一"))


def test_what_stands_outside_the_system_is_told_apart_and_added_to_the_whole(office):
    north = make_unit(code="N", name="北区")
    make_project("甲", unit=north, completed="80", planned="100000")
    OutsideLine.objects.create(year=2023, unit=north, count=3, planned_yuan=Decimal(5) * 10**8)
    OutsideLine.objects.create(year=2023, count=2, planned_yuan=Decimal(1) * 10**8)
    decide()

    whole = "系统外项目 5 个 系统外年度计划 6.0 亿元 含系统外合计 6 个 年度计划 16.0 亿元"
    assert whole in text(office.get(URL))
    assert "系统外项目 3 个" in text(office.get(f"{URL}?unit=N"))
    assert "系统外项目" not in text(office.get(f"{URL}?class=CARRY_OVER"))


def test_a_district_is_told_nothing_of_what_stands_outside_the_system():
    unit = make_unit(code="W", name="西区")
    make_project("西区项目", unit=unit, completed="80")
    OutsideLine.objects.create(year=2023, count=2, planned_yuan=Decimal(10) ** 8)
    decide()

    client = make_client(make_user(role=Role.DISTRICT, unit=unit))

    assert "系统外" not in text(client.get(URL))


def test_a_period_without_lamps_is_offered_and_says_that_it_has_none(office, month):
    periods.move(by=BY, at=AT, period=Period.from_code("2023-10"), to=State.OPEN)
    recount(periods=["2023-10"])

    options = soup(office.get(URL)).select("#filter-period option")
    october = office.get(f"{URL}?period=2023-10")

    assert next(one["value"] for one in options) == "2023-10"
    assert soup(office.get(URL)).select_one("#filter-period [selected]")["value"] == SEPTEMBER
    assert set(names(october)) == {"甲", "乙", "丙", "丁"}
    assert "2023年10月尚未评灯" in text(october)
    assert not soup(october).select(".choices")


def test_before_any_lamp_the_latest_opened_period_is_shown(office):
    make_project("甲", completed="80")

    assert names(office.get(URL)) == ["甲"]


def test_all_columns_of_a_hundred_rows_take_no_more_queries_than_one(office):
    every = ",".join(one["value"] for one in _boxes(office))
    make_project(unit=make_unit(), completed="80")
    decide()
    one = queries(office, f"{URL}?cols={every}&sort=unit")
    for _ in range(105):
        make_project(unit=make_unit(), completed="44")
    decide()

    assert queries(office, f"{URL}?cols={every}&sort=unit") == one


def _boxes(client):
    make_project("占位", completed="10")
    decide()
    page = BeautifulSoup(client.get(URL).content, "html.parser")
    return page.select("#columns input[type=checkbox]")
