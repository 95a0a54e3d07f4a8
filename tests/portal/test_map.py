"""一张图: areas by a figure, projects by lamp, the same said in lists."""

import json

import pytest
from bs4 import BeautifulSoup

from ballast.platform.identity.models import Unit
from ballast.platform.identity.rules import RIGHTS, Role, UnitKind
from tests.alerts.factories import SEPTEMBER, make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.maps.factories import feature, square, take_boundaries
from tests.portal.test_projects import HTMX, decide, queries, soup, text
from tests.reporting.test_places import at
from tests.support.html import inline_code, region, swap

pytestmark = pytest.mark.django_db

URL = "/map/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def city():
    """A district, a park in it, and a bureau that has no area."""
    north = make_unit(code="N", name="北区", region_code="990102", is_accounting=True)
    park = make_unit(code="GX", name="高新区", kind=UnitKind.FUNCTIONAL_AREA, is_accounting=True)
    bureau = make_unit(code="JT", name="交通局", kind=UnitKind.DEPARTMENT, is_accounting=True)
    make_project("北红", unit=north, completed="40", region_code="990102", **at("110", "39"))
    make_project("北绿", unit=north, completed="80", region_code="990102", **at("110.1", "39"))
    make_project("园绿", unit=park, completed="90", region_code="990102", functional_area=park)
    make_project("局灰", unit=bureau, region_code="990102", **at("110.1", "39.1"))
    decide()


@pytest.fixture
def outlines(city):
    take_boundaries(feature("990102", name="北区"))
    take_boundaries(
        feature("GX", square(110.1, 39.1, 0.05), key="unit"),
        layer="AREAS",
        source="高新区管委会",
        review_number="",
    )


def drawn(response):
    return json.loads(soup(response).select_one("city-map script").string)


def table(response):
    rows = soup(response).select(".map-areas tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def listed(response):
    return [one.get_text(strip=True) for one in soup(response).select(".map-list a")]


def points(client, query=""):
    told = client.get("/map/points/" + query).json()
    return [point[4] for point in told["points"]], told["words"]


def test_units_are_coloured_by_the_completion_rate_of_what_counts_for_them(office, outlines):
    page = office.get(URL)

    assert table(page) == [
        ["交通局 图外", "0.0%", "—", "1"],
        ["北区", "60.0%", "1", "2"],
        ["高新区", "90.0%", "—", "1"],
    ]
    areas = drawn(page)["areas"]
    assert {code: (one["told"], one["class"]) for code, one in areas.items()} == {
        "990102": ("60.0%", 1),
        "GX": ("90.0%", 5),
    }


def test_by_place_a_project_stands_in_the_functional_area_it_lies_in(office, outlines):
    assert table(office.get(URL + "?by=region")) == [
        ["北区", "40.0%", "1", "3"],
        ["高新区", "90.0%", "—", "1"],
    ]


@pytest.mark.parametrize(
    ("show", "north", "park", "low"),
    [
        ("lead_points", "−15.0", "+15.0", "低于−5.0"),
        ("red", "1", "0", "低于1"),
        ("planned_investment", "0.0", "0.0", "低于0.0"),
        ("project_count", "2", "1", "低于1"),
    ],
)
def test_any_figure_may_colour_the_map_and_its_classes_are_printed(
    office, outlines, show, north, park, low
):
    page = office.get(f"{URL}?show={show}")

    told = {row[0]: row[1] for row in table(page)}
    assert (told["北区"], told["高新区"]) == (north, park)
    assert soup(page).select(".map-legend li")[0].get_text(strip=True) == low


def test_the_areas_add_up_to_the_list_however_it_is_narrowed(office, outlines):
    for query in ("", "?lamp=red", "?q=北", "?unit=N", "?by=region&lamp=green"):
        rows = soup(office.get(URL + query)).select(".map-areas tbody tr td:last-child")
        sums = soup(office.get("/projects/" + query)).select_one(".totals b")

        assert sum(int(row.get_text()) for row in rows) == int(sums.get_text())


def test_only_what_calls_for_somebody_is_drawn_until_one_comes_near(office, city):
    assert points(office)[0] == ["北红", "局灰"]
    assert "共3个" in points(office)[1]
    assert points(office, "?near=1") == (["北红", "局灰", "北绿"], "已绘3个项目。")
    assert points(office, "?lamp=green")[0] == ["北绿"]
    assert points(office, "?box=110.05,38,111,39.05&near=1")[0] == ["北绿"]


def test_projects_without_a_position_are_counted_and_lead_to_their_list(office, city):
    page = soup(office.get(URL))

    [link] = page.select(".map-projects > p a[href*=position]")
    assert link.get_text() == "1个未标注位置"
    found = BeautifulSoup(office.get(link["href"]).content, "html.parser")
    assert [one.get_text(strip=True) for one in found.select("th.pin-name[scope=row] a")] == [
        "园绿"
    ]


def test_a_part_of_another_page_leads_from_each_area_to_its_list(office, outlines):
    page = soup(office.get("/map/panel/?show=red"))

    links = {one.get_text(): one["href"] for one in page.select(".map-areas tbody a")}
    assert links["北区"] == f"/projects/?period={SEPTEMBER}&counts=N"
    assert [one.get_text() for one in page.select(".switch [aria-current]")] == ["红灯"]
    assert page.select_one(".card__note").get_text().endswith("4个项目")
    wall = soup(office.get("/map/panel/?wall=1"))
    assert wall.select("a, button, select") == []


def test_an_area_chosen_narrows_projects_and_points_and_leaves_the_colours(office, outlines):
    page = office.get(URL + "?at=N")

    assert listed(page) == ["北红", "北绿"]
    assert len(table(page)) == 3
    assert drawn(page)["areas"]["990102"]["chosen"] is True
    assert points(office, "?at=N")[0] == ["北红", "北绿"]


def test_every_map_prints_where_its_boundaries_come_from(office, outlines):
    for page in (office.get(URL), office.get("/map/panel/"), office.get("/map/panel/?wall=1")):
        [source] = soup(page).select(".map-source")
        told = source.get_text(" ", strip=True)
        assert "市测绘院 · 审图号：示S(2026)001号" in told
        assert "高新区管委会 · 无审图号，不得公开使用" in told


def test_without_boundaries_the_map_says_what_is_missing_and_shows_its_points(office, city):
    page = office.get(URL)

    assert "尚未上传边界文件" in text(page)
    assert soup(page).select_one(".city-map__lack a")["href"] == "/boundaries/"
    assert drawn(page)["outlines"] == []
    assert listed(page) == ["北红", "局灰", "北绿", "园绿"]


def test_before_the_first_period_the_map_says_so(office):
    assert "尚未开启报告期" in text(office.get(URL))
    assert office.get("/map/panel/").content == b""


def test_a_swapped_map_is_the_map_reloaded(office, outlines):
    page, address = office.get(URL), URL + "?show=red&lamp=red"
    partial = office.get(address, headers=HTMX)

    assert swap(page, "#map", partial) == region(office.get(address), "#map")
    assert partial["HX-Push-Url"] == f"{URL}?period={SEPTEMBER}&lamp=red&show=red"


def test_who_sees_a_part_of_the_city_sees_that_part_of_the_map(outlines):
    owner = make_client(make_user(role=Role.DEPARTMENT, unit=Unit.objects.get(code="GX")))

    assert [row[0] for row in table(owner.get(URL))] == ["高新区"]
    assert points(owner, "?near=1")[0] == []
    assert listed(owner.get(URL)) == ["园绿"]


def test_lamps_not_yet_issued_are_the_offices_alone(outlines):
    leader = make_client(make_user(role=Role.CITY_LEADER))

    found = leader.get(f"{URL}?period={SEPTEMBER}")
    assert not soup(found).select(".map-list .lamp--red")


@pytest.mark.parametrize("role", [role for role in Role if "project.view" in RIGHTS[role]])
def test_every_role_opens_the_map(outlines, role):
    client = make_client(make_user(role=role, unit=Unit.objects.get(code="N")))

    assert client.get(URL).status_code == client.get("/map/points/").status_code == 200


def test_a_hundred_projects_take_no_more_queries_than_four(office, outlines):
    before = queries(office, URL), queries(office, "/map/points/?near=1")
    for _ in range(60):
        make_project(unit=make_unit(is_accounting=True), completed="44", **at("110", "39"))
    decide()

    assert (queries(office, URL), queries(office, "/map/points/?near=1")) == before
    assert before[0] <= 30


def test_outlines_may_be_kept_for_good_and_points_are_not_sent_twice(office, outlines):
    [first, _] = drawn(office.get(URL))["outlines"]
    answer = office.get(first)

    assert "immutable" in answer["Cache-Control"]
    assert answer.json()["features"][0]["properties"]["name"] == "990102"
    again = {"If-None-Match": office.get("/map/points/")["ETag"]}
    assert office.get("/map/points/", headers=again).status_code == 304


def test_nothing_runs_inside_the_page(office, outlines):
    assert inline_code(office.get(URL).content.decode()) == []
