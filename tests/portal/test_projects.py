"""The project list: what the office opens first, a hundred times a day."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ballast.delivery.progress.models import Duty
from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role, UnitKind
from tests.alerts.factories import AT, BY, SEPTEMBER, file, make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.support.html import inline_code, region, swap

pytestmark = pytest.mark.django_db

URL = "/projects/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def month():
    """Five projects, one of each lamp, in two units."""
    north = make_unit(code="N", name="北区")
    south = make_unit(code="S", name="南区", kind=UnitKind.FUNCTIONAL_AREA)
    make_project("北一红", unit=north, completed="44", total="1000")
    make_project("北二黄", unit=north, completed="60", total="300")
    make_project("南三绿", unit=south, completed="80", total="2000")
    make_project("南四灰", unit=south)
    nothing_due(make_project("南五前期", unit=south, plan_class="PREPARATORY"))
    decide()


def nothing_due(project):
    Duty.objects.filter(project=project).delete()
    recount(periods=[SEPTEMBER])


def decide(period=SEPTEMBER):
    evaluate(by=BY, at=AT, period=period)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def names(response):
    return [cell.get_text(strip=True) for cell in soup(response).select("th.pin-name[scope=row]")]


def cells(response, name):
    [row] = [row for row in soup(response).select("tbody tr") if name in row.get_text()]
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]


def told(response, name):
    """A row's cells by the words of their heads."""
    heads = [head.get_text(strip=True) for head in soup(response).select("thead th")]
    return dict(zip(heads, cells(response, name), strict=True))


def text(response):
    return re.sub(r"\s+", " ", soup(response).get_text(" "))


def test_a_row_says_all_that_a_dispatcher_asks_first(office, month):
    lamp, name, number, *rest = cells(office.get(URL), "北一红")

    why = "年度计划完成率44.0%，低于时序进度（75.0%）31.0个百分点，超过30个百分点的红灯线。"
    assert (lamp, name) == (f"滞后 {why}", "北一红")
    assert rest == ["北区", "续建", "0.10", "0.01", "—", "0.00", "44.0%", "−31.0", "已通过"]
    assert soup(office.get(URL)).select_one("th[scope=row] a")["href"] == f"/projects/{number}/"


def test_the_furthest_behind_come_first_and_who_is_not_rated_last(office, month):
    assert names(office.get(URL)) == ["北一红", "北二黄", "南三绿", "南四灰", "南五前期"]


def test_a_project_without_a_rating_shows_a_dash_and_never_a_rate(office, month):
    row = told(office.get(URL), "南五前期")

    assert row["灯"].startswith("不评灯")
    assert (row["完成率"], row["较时序"]) == ("—", "—")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=北", ["北一红", "北二黄"]),
        ("q=byh", ["北一红"]),
        ("q=SL", ["南三绿"]),
        ("unit=S", ["南三绿", "南四灰", "南五前期"]),
        ("lamp=red&lamp=grey", ["北一红", "南四灰"]),
        ("lamp=dash", ["南五前期"]),
        ("unit=S&lamp=red", []),
        ("sort=-rate", ["南三绿", "北二黄", "北一红", "南四灰", "南五前期"]),
        ("sort=-total", ["南三绿", "北一红", "南四灰", "南五前期", "北二黄"]),
        ("sort=name", ["北一红", "北二黄", "南三绿", "南五前期", "南四灰"]),
        ("sort=password&lamp=pink&page=-3&period=1900-01", None),
        ("page=" + "9" * 5_000, None),
    ],
)
def test_the_address_holds_what_is_asked_for(office, month, query, found):
    everything = ["北一红", "北二黄", "南三绿", "南四灰", "南五前期"]

    assert names(office.get(f"{URL}?{query}")) == (everything if found is None else found)


def test_a_part_of_the_list_is_summed_with_its_own_denominators(office, month):
    said = text(office.get(f"{URL}?unit=N"))

    assert "项目 2" in said
    assert "完成率（累计完成／年度计划） 52.0%" in said
    assert "较时序 −23.0 个百分点" in said


def test_each_lamp_says_how_many_it_would_show_whatever_lamp_is_chosen(office, month):
    counts = soup(office.get(f"{URL}?lamp=red")).select(".choices label")

    assert [label.get_text(strip=True) for label in counts] == [
        "滞后 1",
        "关注 1",
        "正常 1",
        "未报送 1",
        "不评灯 1",
    ]


def test_nothing_found_says_what_to_do(office, month):
    assert "没有符合条件的项目" in text(office.get(f"{URL}?q=不存在"))


def test_who_sees_no_project_is_told_why_and_whom_to_ask(month):
    owner = make_client(make_user(role=Role.OWNER, unit=make_unit(kind=UnitKind.OWNER)))

    said = text(owner.get(URL))

    assert "您的查看范围内没有本年度计划项目" in said
    assert "重点办核对项目的责任单位" in said
    assert "安全管理员核对您的角色" in said
    assert "请减少筛选条件" not in said


def test_the_whole_list_can_be_asked_for_at_once_to_be_printed(office):
    for place in range(105):
        make_project(f"工程{place:03}", completed="80")
    decide()

    whole = office.get(f"{URL}?sort=name&rows=all")

    assert names(whole) == [f"工程{place:03}" for place in range(105)]
    assert not soup(whole).select("tr.more")


def test_a_part_of_the_list_says_on_paper_which_part_it_is(office, month):
    part = soup(office.get(f"{URL}?unit=N&lamp=red&lamp=yellow&q=北")).select_one(".on-paper")

    assert part.text == "本表为部分项目：责任单位：北区；亮灯：滞后、关注；名称或编号含“北”"
    assert not soup(office.get(URL)).select(".on-paper")


def test_before_the_first_month_the_page_says_how_to_begin(office):
    response = office.get(URL)

    assert response.status_code == 200
    assert "尚未开启报告期" in text(response)


def test_the_latest_month_is_shown_and_an_earlier_one_can_be_chosen(office, month):
    make_project("八月才有", completed="60", period="2023-08")
    decide("2023-08")

    assert "2023年9月" in soup(office.get(URL)).select_one("option[selected]").text
    august = office.get(f"{URL}?period=2023-08")
    assert "2023年8月" in soup(august).select_one("option[selected]").text
    assert told(august, "八月才有")["完成率"] == "60.0%"


def test_an_earlier_figure_that_had_to_serve_says_of_which_month(office, month):
    file(make_project("沉默"), "60", period="2023-07")
    decide()

    row = told(office.get(URL), "沉默")
    assert "2023年7月" in row["累计完成"]
    assert row["报送状态"] == "未报送 沿用"


def test_what_htmx_swaps_in_is_what_a_reload_shows(office, month):
    query = f"{URL}?q=南&lamp=green&sort=-total"

    swapped = office.get(query, headers=HTMX)

    assert swap(office.get(URL), "#projects", swapped) == region(office.get(query), "#projects")
    assert swapped["HX-Push-Url"] == (
        "/projects/?period=2023-09&q=%E5%8D%97&lamp=green&sort=-total"
    )


def test_rows_come_a_hundred_at_a_time_and_a_reload_returns_to_those_scrolled_to(office):
    for place in range(105):
        make_project(f"工程{place:03}", completed="80")
    decide()
    first = office.get(f"{URL}?sort=name")
    [below] = soup(first).select(".chunks__below .more")

    second = office.get(URL + below["hx-get"], headers=HTMX)
    reloaded = office.get(URL + below["hx-get"])
    [above] = soup(reloaded).select(".chunks__above .more")

    assert len(names(first)) == 100
    assert names(second) == [f"工程{place:03}" for place in range(100, 105)]
    assert not soup(second).select("form, thead, .chunks__below")
    assert names(reloaded) == names(second)
    assert names(office.get(URL + above["data-above"], headers=HTMX)) == names(first)


def test_an_address_beyond_the_end_leads_to_the_last_rows(office, month):
    beyond = office.get(f"{URL}?page=9999999", follow=True)

    assert beyond.redirect_chain == [(f"{URL}?period=2023-09", 302)]
    assert len(names(beyond)) == 5


def test_a_district_sees_its_own_rows_sums_and_units_and_nothing_of_the_others(month):
    unit = make_unit(code="W", name="西区")
    make_project("西区项目", unit=unit, completed="80")
    decide()

    page = make_client(make_user(role=Role.DISTRICT, unit=unit)).get(URL)

    assert names(page) == ["西区项目"]
    assert "项目 1" in text(page)
    for elsewhere in ("北区", "南区", "北一红"):
        assert elsewhere not in page.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_an_administrator_is_refused(month):
    assert Client().get(URL).status_code == 302
    administrator = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR))
    assert administrator.get(URL).status_code == 403


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_a_hundred_rows_take_no_more_queries_than_one(office):
    make_project(unit=make_unit(), completed="80")
    decide()
    one = queries(office, URL)
    for _ in range(110):
        make_project(unit=make_unit(), completed="44", sector="产业/制造")
    decide()

    assert queries(office, URL) == one
    assert one <= 16


def test_the_page_runs_under_the_strict_policy(office, month):
    assert inline_code(office.get(URL).content.decode()) == []


def test_the_page_is_whole_in_english(office, month):
    office.post(reverse("ui:language"), {"language": "en", "next": URL})

    said = text(office.get(URL))

    assert "Completion rate (completed / plan of the year)" in said
    assert "beyond the red limit of 30" in said
    assert "September 2023" in said


def test_every_lamp_is_explained_to_who_cannot_point(office, month):
    page = soup(office.get(URL))

    for lamp in page.select(".why"):
        assert lamp["href"].endswith(f"/lamps/{SEPTEMBER}/")
        assert page.find(id=lamp["aria-describedby"]).get_text(strip=True)


def test_a_name_cannot_bring_markup_into_the_page(office):
    make_project("<script>alert(1)</script>", completed="80")
    decide()

    assert "<script>alert" not in office.get(URL).content.decode()
