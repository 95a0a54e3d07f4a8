"""One project's month: what its filer reads, types, is told, and hands in."""

import pytest
from bs4 import BeautifulSoup

from ballast.delivery.progress.models import Filing
from tests.identity.factories import make_client
from tests.progress.month import OCTOBER, make_world, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def filer(world):
    return make_client(world.filer)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def value(page, name):
    field = page.select_one(f"[name={name}]")
    return field.get("value", "") if field.name == "input" else field.text.strip()


def test_the_form_opens_with_the_figures_counted_before(world, filer):
    page = soup(filer.get(world.url))

    assert page.select_one("h1").text == world.project.name
    figures = page.select_one("#figures").text
    assert "900.00" in figures
    assert "2,900.00" in figures
    assert "完成桥墩12座。" in page.text


def test_one_figure_fills_in_the_others(world, filer):
    answer = filer.post(
        f"{world.url}figures/",
        typed(month_yuan="120", typed="month_yuan"),
        headers={"HX-Request": "true"},
    )
    page = soup(answer)
    assert value(page, "completed_yuan") == "1020"
    assert value(page, "since_start_yuan") == "3020"

    answer = filer.post(
        f"{world.url}figures/",
        typed(month_yuan="120", completed_yuan="1000", typed="completed_yuan"),
    )
    assert value(soup(answer), "month_yuan") == "100"


def test_a_draft_is_saved_checked_confirmed_and_submitted(world, filer):
    said = typed(month_yuan="120", do="check")

    page = soup(filer.post(world.url, said))

    assert "1,020.00" in page.text
    draft = Filing.objects.get(period=OCTOBER)
    assert draft.state == "DRAFT"
    carried = {
        one["name"]: one["value"] for one in page.select("form[action$='/'] input[type=hidden]")
    }
    answer = filer.post(world.url, carried | {"do": "submit"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.month_yuan, draft.completed_yuan) == (
        "SUBMITTED",
        1_200_000,
        10_200_000,
    )
    receipt = filer.get(world.url)
    assert "北区" in receipt.content.decode()
