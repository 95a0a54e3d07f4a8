"""Boundaries brought and taken back on their page; a position told in every system."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.platform.identity.rules import Role
from ballast.platform.maps.models import Boundaries
from tests.identity.factories import make_client, make_unit, make_user
from tests.maps.factories import collection, feature, square, take_boundaries
from tests.portal.test_projects import soup, text

pytestmark = pytest.mark.django_db

URL = "/boundaries/"


@pytest.fixture
def office():
    make_unit(code="N", name="北区", region_code="990102")
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def bring(client, *features, **said):
    content = json.dumps(collection(*features)).encode()
    given = {
        "file": SimpleUploadedFile("map.geojson", content),
        "layer": "REGIONS",
        "crs": "CGCS2000",
        "source": "市测绘院",
        "review_number": "示S(2026)001号",
        "valid_from": "2024-01-01",
    }
    return client.post(URL + "bring/", {**given, **said}, follow=True)


def test_a_file_that_is_whole_is_taken_and_stands_on_the_page(office):
    page = bring(office, feature("990102"))

    assert "共1个区域，自2024-01-01起生效。" in text(page)
    [row] = soup(page).select("tbody tr")
    assert "生效中" in row.get_text()
    assert "示S(2026)001号" in row.get_text()


def test_a_file_at_fault_is_refused_with_every_fault_and_changes_nothing(office):
    page = bring(office, feature("990102", square()[:-1]), feature("000000"))

    assert page.status_code == 422
    assert "未闭合" in text(page)
    assert "代码“000000”" in text(page)
    assert not Boundaries.objects.exists()


def test_what_was_not_said_is_asked_for_beside_its_field(office):
    page = bring(office, feature("990102"), source="", valid_from="")

    assert page.status_code == 422
    assert {one["id"] for one in soup(page).select("[id$=_error]")} == {
        "id_source_error",
        "id_valid_from_error",
    }


def test_a_file_taken_back_gives_way_to_the_one_before(office):
    take_boundaries(feature("990102"), source="旧")
    newer = take_boundaries(feature("990102"), source="新")

    page = office.post(f"{URL}{newer.pk}/withdraw/", follow=True)

    assert [row.select_one(".badge").get_text() for row in soup(page).select("tbody tr")] == [
        "已撤回",
        "生效中",
    ]
    again = office.post(f"{URL}{newer.pk}/withdraw/", follow=True)
    assert "已被撤回" in text(again)


def told(response):
    return {
        row.dt.get_text(" ", strip=True): row.dd.get_text()
        for row in soup(response).select("dl > div")
    }


def test_a_position_is_told_in_every_system_and_kept_as_given(office):
    page = office.get("/map/picker/", {"text": "北纬39°54.9′ 东经116°24.24′", "crs": "GCJ02"})

    assert told(page) == {
        "GCJ-02 原始": "116.404000, 39.915000",
        "CGCS2000 国家大地坐标系": "116.397756, 39.913596",
        "WGS 84": "116.397756, 39.913596",
        "BD-09": "116.410369, 39.921337",
    }
    given = soup(page).select_one("[data-east]")
    assert (given["data-east"], given["data-crs"]) == ("116.404000", "GCJ02")


def test_what_is_no_position_is_said_beside_the_field(office):
    page = office.get("/map/picker/", {"text": "北纬39度"})

    field = soup(page).select_one("#picker-text")
    assert field["aria-describedby"] == "picker-fault"
    assert "不是坐标" in soup(page).select_one("#picker-fault").get_text()
    assert told(page) == {}
