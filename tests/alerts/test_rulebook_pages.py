"""The rules behind the lamps can be read by whoever sees the lamps."""

import tomllib

import pytest
from bs4 import BeautifulSoup

from ballast.dispatch.alerts.selectors import PRESETS, rulebook, shipped
from ballast.dispatch.alerts.services import publish
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user

from .factories import AT, BY

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def rows(page):
    found = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in found]


def test_the_rulebook_that_holds_the_published_and_those_that_ship_are_listed(office):
    text = shipped("wuhan").replace('version = "1"', 'version = "2"')
    publish(by=BY, at=AT, text=text, valid_from=AT.date())

    page = office.get("/rulebooks/")

    assert ["武汉", "2", "2023-10-11", "生效中", "tests", "2023-10-11 09:30"] in rows(page)
    assert len(rows(page)) == 1 + len(PRESETS)


def test_where_the_city_published_none_the_default_holds_and_the_page_says_so(office):
    assert (
        "本市尚未发布规则集，按随附的默认规则评灯。" in office.get("/rulebooks/").content.decode()
    )


def test_a_rulebook_reads_as_rows_with_lamp_threshold_and_sentence(office):
    page = office.get("/rulebooks/yinchuan-2025.1/")

    assert [
        "正常",
        "完成率减时序进度（百分点）低于0 原办法未规定",
        "年度计划完成率〔完成率〕%，低于时序进度（〔时序进度〕%）〔个百分点〕个百分点；"
        "不足10个百分点的，原办法未规定灯色，按绿灯处理。",
    ] in rows(page)
    assert "黄灯两端是否含本数未规定：含10、含30" in page.content.decode()


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_rulebook_that_ships_can_be_read_and_taken_away(office, preset, language):
    office.cookies["django_language"] = language
    key = rulebook(shipped(preset)).key

    assert office.get(f"/rulebooks/{key}/").status_code == 200
    taken = b"".join(office.get(f"/rulebooks/{key}/toml/").streaming_content)
    assert tomllib.loads(taken.decode()) == tomllib.loads(shipped(preset))


def test_who_may_not_publish_reads_and_is_offered_nothing_else():
    owner = make_client(make_user(role=Role.OWNER, unit=make_unit()))

    page = owner.get("/rulebooks/").content.decode()

    assert "/rulebooks/try/" not in page
    assert owner.get("/rulebooks/try/").status_code == 403


def test_an_unknown_rulebook_is_not_found(office):
    assert office.get("/rulebooks/nowhere-1/").status_code == 404
