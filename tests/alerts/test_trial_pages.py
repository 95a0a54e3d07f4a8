"""What a rulebook would have changed stands on a page that can be opened again and handed on."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ballast.dispatch.alerts.models import Rulebook, Trial
from ballast.dispatch.alerts.services import publish, try_rulebook
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_user
from tests.support import jobs
from tests.support.html import region, swap

from .factories import AT, BY, SEPTEMBER, close, make_project
from .test_trying import PATIENT, judge, tried

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def trial():
    make_project("跨江大桥", completed="60")
    make_project("滨江学校", completed="44")
    make_project("产业园", completed="80")
    judge(SEPTEMBER)
    return tried()


def rows(page, selector="tbody tr"):
    found = BeautifulSoup(page.content, "html.parser").select(selector)
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in found]


def at(trial, query=""):
    return f"/rulebooks/try/{trial.pk}/{query}"


WHY = "年度计划完成率60.0%，低于时序进度（75.0%）15.0个百分点，在10个百分点以内。"


def test_counts_stand_side_by_side_and_each_project_says_why(office, trial):
    page = office.get(at(trial))

    assert ["2023年9月", "default-1", "1 → 0", "1", "0", "1 → 2", "0", "0", "2"] in rows(page)
    assert rows(page, "#changes tbody tr") == [
        [
            "滨江学校",
            "2023年9月",
            "投资进度",
            "滞后",
            "关注",
            rows(page, "#changes tbody tr")[0][5],
        ],
        ["跨江大桥", "2023年9月", "投资进度", "关注", "正常", WHY],
    ]


def test_sentences_that_name_other_thresholds_are_pointed_out(office, trial):
    told = [
        row.text
        for row in BeautifulSoup(office.get(at(trial)).content, "html.parser").select("#stray li")
    ]

    # The limit of ten points became twenty.
    assert told[0] == "投资进度 · 第2行 · 中文：10"
    assert len(told) == 4


def test_what_is_not_known_is_a_dash_and_never_nought(office, trial):
    page = office.get(at(trial))

    red = next(row for row in rows(page) if row[:2] == ["红灯", "生效中"])
    assert red[2:] == ["1", "0", "—", "—", "—", "—", "—"]
    assert "2023年9月的结果尚不可知" in page.content.decode()


def test_the_changes_are_narrowed_by_family_period_lamp_and_name(office, trial):
    def names(query):
        return [row[0] for row in rows(office.get(at(trial, query)), "#changes tbody tr")]

    assert names("?family=progress") == ["滨江学校", "跨江大桥"]
    assert names("?family=filing") == []
    assert names("?before=red") == ["滨江学校"]
    assert names("?after=green") == ["跨江大桥"]
    assert names("?q=kjdq") == ["跨江大桥"]
    assert names("?period=2023-08") == []


def test_the_list_that_htmx_swaps_in_is_the_one_of_a_reload(office, trial):
    address = at(trial, "?before=red")
    page = office.get(at(trial))

    part = office.get(address, headers={"HX-Request": "true"})

    assert swap(page, "#changes", part) == region(office.get(address), "#changes")


def test_the_changes_go_away_as_a_workbook(office, trial):
    answer = office.get(at(trial, "export/?before=yellow"))

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert cells[1][:2] == ["2023年9月", "跨江大桥"]
    assert cells[1][4:] == ["项目", "黄灯", "绿灯", WHY]


def test_a_page_of_changes_asks_the_database_no_more_for_more_projects(office, trial):
    with CaptureQueriesContext(
        connection,
    ) as few:
        office.get(at(trial))
    for number in range(20):
        make_project(f"道路{number}", completed="60")
    judge(SEPTEMBER)
    more = tried()
    with CaptureQueriesContext(connection) as many:
        office.get(at(more))

    assert len(many) <= len(few) <= 12


def test_while_it_runs_the_page_shows_how_far_it_has_come(office):
    make_project(completed="60")
    judge(SEPTEMBER)
    running = try_rulebook(by=BY, at=AT, text=PATIENT, since=SEPTEMBER, until=SEPTEMBER)
    assert "数分钟没有进展" in office.get(at(running)).content.decode()  # it began in 2023
    Trial.objects.filter(pk=running.pk).update(moved_at=datetime.now(UTC))
    assert "正按此规则集逐期评灯" in office.get(at(running)).content.decode()
    assert office.get(at(running, "export/")).status_code == 404

    jobs.run_all()
    answer = office.get(at(running, "?progress"), headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"


def publishing(office, trial, **said):
    usual = {"version": "2", "valid_from": "2023-09-30"}
    return office.post(at(trial, "publish/"), usual | said)


def test_it_is_published_after_what_follows_was_shown(office, trial):
    shown = publishing(office, trial)
    assert "2023年9月 – 2个项目亮灯将改变" in shown.content.decode()
    assert not Rulebook.objects.filter(valid_from__isnull=False).exists()

    answer = publishing(office, trial, confirmed="yes")

    assert answer["Location"] == "/rulebooks/"
    one = Rulebook.objects.get(key="default-2")
    assert (one.valid_from, one.text) == (date(2023, 9, 30), PATIENT)


def wrong(page):
    found = BeautifulSoup(page.content, "html.parser").select(".field--wrong")
    return [
        (one.select_one("input")["name"], one.select_one(".errorlist").text.strip())
        for one in found
    ]


def test_a_day_in_a_closed_period_is_refused_at_its_field(office, trial):
    close(SEPTEMBER)

    page = publishing(office, trial)

    assert page.status_code == 422
    assert wrong(page) == [("valid_from", "2023-09已结账，灯色不再变动，请选更晚的生效日期。")]


def test_a_version_that_exists_is_refused_at_its_field_and_the_next_is_offered(office, trial):
    publish(by=BY, at=AT, text=PATIENT, valid_from=AT.date())

    assert [name for name, _ in wrong(publishing(office, trial))] == ["version"]
    offered = BeautifulSoup(office.get(at(trial, "publish/")).content, "html.parser")
    assert offered.select_one("[name=version]")["value"] == "3"


def test_a_trial_can_be_edited_further(office, trial):
    page = office.get(f"/rulebooks/try/?trial={trial.pk}&view=toml")

    text = BeautifulSoup(page.content, "html.parser").select_one("textarea[name=text]").text
    assert text == PATIENT
