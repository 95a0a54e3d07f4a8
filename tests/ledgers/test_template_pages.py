"""The page on which each unit's sheet for a month is fetched."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.progress.factories import make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    """Two districts with a project each; nobody answers for a third one."""
    units = [make_unit(code=code, name=name) for code, name in (("N", "北区"), ("S", "南区"))]
    for unit in (*units, None):
        make_line(make_project(unit=unit))
    make_period()
    return units[0]


def body(answer):
    return b"".join(answer.streaming_content)


def test_the_office_fetches_all_sheets_with_the_notice(north, django_assert_max_num_queries):
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    with django_assert_max_num_queries(20):
        page = office.get(reverse("ledgers:templates"))
    archive = office.get(reverse("ledgers:all_templates", args=["2023-09"]))
    word = office.get(reverse("ledgers:notice", args=["2023-09"]))

    assert [(code, count) for _, code, count in page.context["units"]] == [
        ("N", 1),
        ("S", 1),
        ("-", 1),
    ]
    assert "由3个单位归口报送" in page.content.decode()
    assert len(zipfile.ZipFile(io.BytesIO(body(archive))).namelist()) == 5
    assert body(word).startswith(b"PK")


def test_what_nobody_answers_for_has_a_sheet_as_well(north):
    office = make_client(make_user(role=Role.PROJECT_OFFICE))
    answer = office.get(reverse("ledgers:unit_template", args=["2023-09", "-"]))

    assert "未定责任单位" in load_workbook(io.BytesIO(body(answer)))["报送表"]["A2"].value


def test_a_district_fetches_its_own_sheet_and_no_other(north):
    district = make_client(make_user(role=Role.DISTRICT, unit=north))
    page = district.get(reverse("ledgers:templates"))
    own = district.get(reverse("ledgers:unit_template", args=["2023-09", "N"]))

    assert [code for _, code, _ in page.context["units"]] == ["N"]
    assert page.context["notice"] is None
    assert "北区" in load_workbook(io.BytesIO(body(own)))["报送表"]["A2"].value
    assert district.get(reverse("ledgers:unit_template", args=["2023-09", "S"])).status_code == 302
    assert district.get(reverse("ledgers:notice", args=["2023-09"])).status_code == 403


def test_before_any_period_is_open_the_page_says_so():
    page = make_client(make_user(role=Role.PROJECT_OFFICE)).get(reverse("ledgers:templates"))

    assert page.context["found"] is None


@pytest.mark.parametrize("period", ["2023-13", "nonsense"])
def test_no_period_has_no_sheets(period):
    office = make_client(make_user(role=Role.PROJECT_OFFICE))

    assert office.get(reverse("ledgers:all_templates", args=[period])).status_code == 404
