"""The list of what is to be filed: by when, how far each has come, many drafts at once."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.delivery.progress.models import Duty, Filing
from ballast.delivery.progress.services import recount
from ballast.platform.identity.rules import Role
from ballast.projects.models import ProjectName
from tests.identity.factories import make_client, make_user
from tests.progress.factories import SEPTEMBER, make_line
from tests.progress.month import OCTOBER, make_world, set_window, typed
from tests.projects.factories import make_project
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db

URL = "/filings/"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def filer(world):
    return make_client(world.filer)


def more(world, *names):
    """Further projects of the owner, due for October."""
    for name in names:
        project = make_project(name=name, unit=world.owner)
        make_line(project)
        Duty.objects.create(project=project, period=OCTOBER, unit=world.owner)
    recount(periods=[OCTOBER])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def names(response):
    return [one.text for one in soup(response).select(".duty__name a")]


def test_the_list_opens_at_the_period_in_which_something_is_left_to_file(world, filer):
    page = soup(filer.get(URL))

    assert page.select_one(".window[aria-current] b").text == "2023年10月"
    assert [one.text for one in page.select(".window__days")] == ["已全部报送", "剩5天"]
    assert "应报1个，已报0个" in page.select_one(".window[aria-current]").text
    assert page.select_one(".duty__state").text.strip() == "未报送"
    assert page.select_one(".duty__do a")["href"] == world.url


def test_a_window_that_has_shut_says_by_how_many_days(world, filer):
    set_window(OCTOBER, shuts=-2)

    assert "已逾期2天" in soup(filer.get(URL)).text


def test_states_and_names_narrow_the_list_and_each_state_is_counted(world, filer):
    more(world, "甲路工程", "乙桥工程")
    filer.post(f"{world.url}draft/", typed(month_yuan="55"))

    assert names(filer.get(f"{URL}?state=DRAFT")) == [world.project.name]
    assert sorted(names(filer.get(f"{URL}?state=NOT_REPORTED"))) == ["乙桥工程", "甲路工程"]
    assert names(filer.get(f"{URL}?q=乙桥")) == ["乙桥工程"]
    tabs = [one.text for one in soup(filer.get(URL)).select(".tabs__count")]
    assert tabs == ["3", "3", "2", "1", "0", "0", "0"]
    assert "没有" in soup(filer.get(f"{URL}?q=丙")).select_one(".nothing").text


def test_a_project_is_found_by_its_owner_and_by_what_it_was_once_called(world, filer):
    more(world, "甲路工程")
    world.project.owner_name = "北江城建集团"
    world.project.save()
    ProjectName.objects.create(
        project=world.project,
        name="北江大道",
        name_key="北江大道",
        valid_from=date(2020, 1, 1),
        valid_until=date(2022, 1, 1),
    )

    for text in ("城建集团", "北江大道"):
        assert names(filer.get(f"{URL}?q={text}")) == [world.project.name]


def test_the_partial_equals_the_page(world, filer):
    more(world, "甲路工程")
    page = filer.get(URL)
    partial = filer.get(f"{URL}?q=甲", headers={"HX-Request": "true"})

    assert swap(page, "#filings", partial) == region(filer.get(f"{URL}?q=甲"), "#filings")


def test_another_district_sees_nothing_of_it(world):
    elsewhere = make_client(make_user(role=Role.DISTRICT))

    page = soup(elsewhere.get(URL))

    assert world.project.name not in page.text
    assert page.select_one(".nothing")


def test_the_workbook_holds_the_list_as_filtered(world, filer):
    more(world, "=甲路工程")
    filer.post(f"{world.url}draft/", typed(month_yuan="55", completed_yuan="955"))

    answer = filer.get(f"{URL}export/?period={OCTOBER}&state=DRAFT")

    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    [row] = book.iter_rows(min_row=4, values_only=True)
    assert row[1:4] == (world.project.name, "北区城建公司", "草稿")
    assert row[5:7] == (55, 955)
    whole = filer.get(f"{URL}export/?period={OCTOBER}&q=甲路")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(whole.streaming_content))).active
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=甲路工程", "s")


def test_drafts_in_order_are_submitted_together_and_the_others_stay(world, filer):
    more(world, "甲路工程")
    other = Duty.objects.get(project__name="甲路工程").project
    filer.post(f"{world.url}draft/", typed(month_yuan="55"))
    filer.post(
        f"/filings/{OCTOBER}/{other.number}/draft/",
        typed(completed_yuan="5", construction_yuan="3"),
    )
    ids = list(Filing.objects.filter(period=OCTOBER).values_list("pk", flat=True))
    url = f"{URL}{OCTOBER}/submit/"

    page = soup(filer.post(url, {"filing": ids}))

    fit = [one["value"] for one in page.select("input[name=filing]")]
    assert len(ids) == 2
    assert len(fit) == 1
    assert page.select_one(".duty__why li")
    assert set(Filing.objects.filter(pk__in=ids).values_list("state", flat=True)) == {"DRAFT"}
    answer = filer.post(url, {"filing": fit, "do": "submit"})
    assert answer.status_code == 302
    states = dict(Filing.objects.filter(pk__in=ids).values_list("project__name", "state"))
    assert states == {world.project.name: "SUBMITTED", "甲路工程": "DRAFT"}


def test_the_list_asks_as_often_for_many_as_for_one(world, filer):
    filer.get(URL)
    with CaptureQueriesContext(connection) as one:
        filer.get(f"{URL}?period={OCTOBER}")
    more(world, *(f"工程{number}" for number in range(12)))
    with CaptureQueriesContext(connection) as many:
        filer.get(f"{URL}?period={OCTOBER}")

    assert len(many) == len(one)
    assert len(one) <= 24


def test_a_closed_period_is_still_read(world, filer):
    page = soup(filer.get(f"{URL}?period={SEPTEMBER}"))

    assert page.select_one(".duty__state").text.strip() == "已通过"
    assert page.select_one(".duty__do a").text == "查看"
