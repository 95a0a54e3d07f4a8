"""What is taken away from the list: it must say the same as the screen it came from."""

from io import BytesIO
from urllib.parse import unquote

import docx
import openpyxl
import pytest

from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from tests.alerts.factories import AT, BY, SEPTEMBER, file, make_project
from tests.identity.factories import make_client, make_unit, make_user

pytestmark = pytest.mark.django_db

EXPORT = "/projects/export/"
BULLETIN = "/bulletin/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def decide():
    evaluate(by=BY, at=AT, period=SEPTEMBER)


def sheet(response):
    content = b"".join(response.streaming_content)
    return openpyxl.load_workbook(BytesIO(content)).active


def rows(response):
    return list(sheet(response).iter_rows(min_row=4, values_only=True))


def name_of(response):
    return unquote(response["Content-Disposition"])


def test_the_workbook_holds_exactly_the_list_that_was_asked_for_with_units_in_its_heads(office):
    north = make_unit(code="N", name="北区")
    make_project("北一红", unit=north, completed="44", total="1000")
    make_project("北二黄", unit=north, completed="60", total="300")
    make_project("南三绿", unit=make_unit(code="S"), completed="80")
    decide()

    answer = office.get(f"{EXPORT}?unit=N&sort=-rate")

    assert name_of(answer).endswith("项目总表_2023-09.xlsx")
    book = sheet(answer)
    title, notes, heads, *found = book.iter_rows(values_only=True)
    assert title[0] == "项目总表"
    assert notes[0] == (
        "2023年9月 · 时序进度75.0% · 调度管理数，尚未结账 · 本表为部分项目（责任单位：北区）"
    )
    assert heads[:5] == ("灯", "项目名称", "项目编号", "责任单位", "年度计划类别")
    assert heads[5:8] == ("总投资（亿元）", "年度计划（亿元）", "本期完成（亿元）")
    assert [row[1] for row in found] == ["北二黄", "北一红"]
    red = found[1]
    assert (red[0], red[3]) == ("滞后", "北区")
    assert red[5:9] == (0.1, 0.01, None, 0.0044)
    assert red[9:12] == ("2023年9月", 0.44, -31)
    assert book["K5"].number_format == "0.0%"


def test_the_workbook_holds_the_columns_that_the_page_shows_and_no_others(office):
    make_project("甲", completed="44", owner_name="虚构公司", tier="CITY")
    decide()

    answer = office.get(f"{EXPORT}?cols=owner,tier&tier=CITY&standing=ACCEPTED&class=CARRY_OVER")

    _, notes, heads, row = sheet(answer).iter_rows(values_only=True)
    assert heads == ("灯", "项目名称", "项目级别", "建设单位")
    assert row == ("滞后", "甲", "市重点项目", "虚构公司")
    assert "年度计划类别：续建；报送状态：已通过；项目级别：市重点项目" in notes[0]


def test_every_row_goes_out_not_only_the_first_hundred(office):
    for place in range(105):
        make_project(f"工程{place:03}", completed="80")
    decide()

    assert len(rows(office.get(EXPORT))) == 105


def test_what_was_not_reported_is_empty_and_never_nought(office):
    make_project("未报")
    decide()

    [row] = rows(office.get(EXPORT))

    assert row[7:12] == (None, None, None, None, None)


def test_a_name_cannot_become_a_formula_and_no_control_sign_breaks_the_workbook(office):
    make_project(
        "=HYPERLINK(1)",
        completed="80",
    )
    decide()

    book = sheet(office.get(EXPORT))

    assert (book["B4"].value, book["B4"].data_type) == ("=HYPERLINK(1)", "s")


def test_a_district_takes_away_only_what_it_sees():
    here = make_unit(code="W")
    make_project("西区项目", unit=here, completed="80")
    make_project("别处项目", unit=make_unit(code="E"), completed="80")
    decide()

    client = make_client(make_user(role=Role.DISTRICT, unit=here))

    assert [row[1] for row in rows(client.get(EXPORT))] == ["西区项目"]


def test_the_office_takes_the_months_bulletin_and_is_shown_what_it_must_fill_in(office):
    make_project("项目", unit=make_unit(code="N"), completed="80")
    file(make_project("另一", completed="40"), "40", period="2023-08")
    decide()

    answer = office.get(f"{BULLETIN}?unit=N")

    assert name_of(answer).endswith("通报_2023-09.docx")
    paper = docx.Document(BytesIO(b"".join(answer.streaming_content)))
    said = "\n".join(one.text for one in paper.paragraphs)
    assert "全市2个重点项目" in said
    assert "〔发文机关〕" in said


def test_who_may_not_make_a_bulletin_is_neither_offered_nor_given_one():
    make_project("项目", completed="80")
    decide()
    leader = make_client(make_user(role=Role.CITY_LEADER))

    assert BULLETIN not in leader.get("/projects/").content.decode()
    assert leader.get(BULLETIN).status_code == 403
