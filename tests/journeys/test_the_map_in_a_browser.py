"""The office opens the map, chooses an area, finds a project, and gives another its position."""

import json

import pytest
from playwright.sync_api import expect

from ballast.platform.identity.rules import Role
from ballast.projects.models import Project
from tests.alerts.factories import make_project
from tests.identity.factories import make_unit, make_user
from tests.maps.factories import collection, feature, square, take_boundaries
from tests.portal.test_projects import decide
from tests.reporting.test_places import at
from tests.support.browser import barriers, photograph, sign_in

PHONE = {"width": 390, "height": 844}
# Whether anything but the ground is drawn.
COLOURS = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(`${data[i]},${data[i+1]},${data[i+2]}`);
    return seen.size;
}"""


@pytest.fixture
def city(transactional_db):
    north = make_unit(code="N", name="北区", region_code="990102", is_accounting=True)
    south = make_unit(code="S", name="南区", region_code="990103", is_accounting=True)
    make_project("北红", unit=north, completed="40", region_code="990102", **at("110.1", "39.1"))
    make_project("南绿", unit=south, completed="80", region_code="990103", **at("110.3", "39.1"))
    decide()
    take_boundaries(feature("990102"), feature("990103", square(110.2)))


@pytest.fixture
def office(city, visitor, live_server):
    sign_in(visitor, live_server, make_user(role=Role.PROJECT_OFFICE))
    return visitor


def test_the_map_is_drawn_read_by_keyboard_and_printed_with_its_source(office, tmp_path):
    office.goto("/map/")
    drawn = office.locator("[data-drawn]")
    expect(drawn).to_contain_text("已绘1个项目（共2个）")
    assert office.locator("city-map canvas").first.evaluate(COLOURS) > 5
    expect(office.locator(".map-source")).to_contain_text("市测绘院 · 审图号：示S(2026)001号")
    assert barriers(office) == []
    photograph(office, "map")

    # The table is the map for who cannot see it: an area is chosen with the keyboard alone.
    office.locator(".map-areas").get_by_role("link", name="南区").focus()
    office.keyboard.press("Enter")
    expect(office.locator(".map-list a")).to_have_text(["南绿"])
    expect(drawn).to_contain_text("已绘1个项目。")
    assert "at=S" in office.url
    office.reload()
    expect(office.locator(".map-list a")).to_have_text(["南绿"])

    # Another figure; the map stays what it is, its classes change.
    office.get_by_label("区域着色指标").select_option("project_count")
    expect(office.locator(".map-legend li").first).to_have_text("低于1")
    expect(drawn).to_contain_text("已绘1个项目。")

    # A point leads to its project by a link, also for a finger.
    office.goto("/map/?by=region")
    expect(drawn).to_contain_text("已绘1个项目")
    office.locator(".map-list li").first.hover()

    assert office.pdf(path=tmp_path / "map.pdf").startswith(b"%PDF")
    office.emulate_media(media="print")
    expect(office.locator(".map-source")).to_be_visible()
    office.emulate_media(media="screen")

    office.set_viewport_size(PHONE)
    assert office.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert barriers(office) == []
    photograph(office, "map-phone")


def test_a_position_is_typed_as_it_was_given_and_recorded_with_its_system(office):
    project = Project.objects.get(name="南绿")
    office.goto(f"/projects/{project.number}/edit/")
    office.locator("#place").scroll_into_view_if_needed()
    typed = office.get_by_label("原始坐标")
    expect(typed).to_have_value("110.300000,39.100000")

    typed.fill("北纬39度")
    expect(office.locator("#picker-fault")).to_contain_text("不是坐标")
    typed.fill("北纬39°06′00″ 东经110°15′36″")
    expect(office.locator(".picker__told")).to_contain_text("110.260000, 39.100000")
    office.locator("#picker-crs").select_option("GCJ02")
    expect(office.locator("[data-crs=GCJ02]")).to_have_text("110.260000, 39.100000")
    assert barriers(office) == []
    office.get_by_role("button", name="采用此位置").click()
    office.locator("#place").get_by_role("button", name="保存").click()
    expect(office.locator("#place [role=status]")).to_be_visible()

    project.refresh_from_db()
    assert (str(project.longitude), str(project.latitude), project.crs) == (
        "110.260000",
        "39.100000",
        "GCJ02",
    )


def test_the_office_brings_boundaries_and_is_told_every_fault(office):
    office.goto("/boundaries/")
    assert barriers(office) == []
    wrong = collection(feature("990102", square()[:-1], name="北区"), feature("123456"))
    for content in (wrong, collection(feature("990102", name="北城"))):
        office.locator("[type=file]").set_input_files(
            {
                "name": "map.geojson",
                "mimeType": "application/geo+json",
                "buffer": json.dumps(content).encode(),
            }
        )
        office.get_by_label("来源").fill("市规划和自然资源局")
        office.get_by_label("审图号").fill("示S(2027)002号")
        office.get_by_label("生效日期").fill("2021-07-01")
        office.get_by_role("button", name="检查并启用").click()
        if content is wrong:
            expect(office.locator(".errorlist, .errors").first).to_contain_text("未闭合")
            expect(office.locator("#bring")).to_contain_text("代码“123456”")

    expect(office.locator("tbody tr").first).to_contain_text("生效中")
    expect(office.locator("tbody tr").first).to_contain_text("示S(2027)002号")
    office.goto("/map/")
    expect(office.locator(".map-source")).to_contain_text("示S(2027)002号")
