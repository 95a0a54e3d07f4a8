"""People and units go out as workbooks too, and no name becomes a formula."""

from io import BytesIO

import openpyxl
import pytest

from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user

pytestmark = pytest.mark.django_db


def sheet(client, url):
    return openpyxl.load_workbook(BytesIO(client.get(url).getvalue())).active


def test_everybody_found_stands_in_the_workbook_with_their_roles():
    admin = make_client(make_user(role=Role.SYSTEM_ADMINISTRATOR, username="system"))
    make_user(role=Role.DISTRICT, unit=make_unit(name="北区"), username="north", name="=王芳")

    book = sheet(admin, "/people/export/?q=north")

    assert [cell.value for cell in book[4]][:3] == ["=王芳", "north", "区县、功能区 · 北区"]
    assert book["A4"].data_type == "s"
    assert book.max_row == 4


def test_the_tree_stands_in_the_workbook_with_its_levels():
    city = make_unit(code="CITY", name="示例市")
    make_unit(code="N", name="北区", under=city)
    office = make_client(make_user(role=Role.PROJECT_OFFICE, unit=city))

    rows = [[cell.value for cell in row] for row in sheet(office, "/units/export/").iter_rows(4)]

    assert [1, "CITY", "示例市"] in [row[:3] for row in rows]
    assert [2, "N", "北区"] in [row[:3] for row in rows]
