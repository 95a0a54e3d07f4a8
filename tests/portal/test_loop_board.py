"""The loop board: what was warned, checked, solved, and who holds the rest, on any day."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.dispatch.coordination.services import issues
from ballast.platform.identity.rules import Role
from tests.coordination.issues.factories import make_issue, make_solved, make_town, move
from tests.identity.factories import NOW, make_client, make_user

pytestmark = pytest.mark.django_db
URL = "/loop/"


@pytest.fixture
def town():
    town = make_town()
    issues.confirm(by=town.by("company"), at=NOW, moves=move(make_solved(town)))
    make_issue(town)
    return town


def page(user, **asked):
    answer = make_client(user).get(URL, asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(found):
    return re.sub(r"\s+", " ", found.get_text(" "))


def test_before_anything_is_recorded_the_board_says_so():
    said = text(page(make_user(role=Role.PROJECT_OFFICE)))
    assert "尚未提出事项" in said
    assert "尚无记录" in said


def test_a_matter_is_counted_with_its_level_age_cause_and_holder(town):
    board = page(town.people["office"], on=str(NOW.date()))
    said = text(board.select_one(".loop"))

    assert "1 项在办，共2项" in said
    assert "50.0% (1/2)" in said  # solved
    [row] = [one for one in board.select("tr") if "5天以内" in one.get_text()]
    assert row.select_one(".number").get_text() == "1"
    links = {one["href"] for one in board.select(".loop a")}
    code = town.units["district"].code
    assert {"/issues/?level=1", "/issues/?cause=pipelines", f"/issues/?unit={code}"} <= links


def test_a_day_before_shows_the_loop_of_that_day(town):
    said = text(page(town.people["office"], on=str(NOW.date() - timedelta(days=1))))
    assert "0 项在办，共0项" in said
    assert "本页数字为当日情况" in said


def test_a_day_that_is_none_and_one_to_come_show_today(town):
    for asked in ("yesterday", "2999-01-01"):
        assert page(town.people["office"], on=asked).select_one("#loop-on")["value"] <= "2998"


def test_more_matters_ask_no_more_questions(town):
    def asked():
        client = make_client(town.people["office"])
        client.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(URL, {"on": str(NOW.date())})
        return len(queries)

    few = asked()
    for _ in range(4):
        make_issue(town)
    assert asked() == few <= 40
