"""报送确认单: what a unit put in, summed up on paper for its people to sign."""

from datetime import date

import pytest
from django.urls import reverse

from ballast.delivery.progress import documents
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services.counting import recount
from ballast.delivery.progress.services.totals import make
from ballast.platform.documents.kinds import Query
from ballast.projects.models import ShareSplit
from tests.documents.papers import said
from tests.identity.factories import make_client
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """The north has filed one of two projects, late; the south its only one."""
    city = make_city()
    make_submitted(city, completed="900", month="120.5", is_late=True)
    make_submitted(city, unit=city.south, completed="10", month="1")
    silent = make_project(name="甲<乙>&丙", unit=city.north)
    make_line(silent, planned="400")
    make_period()
    recount(periods={SEPTEMBER})
    return city


def composed(viewer, *units):
    return documents.compose(Query(period=SEPTEMBER, subjects=units, viewer=viewer, on=AT.date()))


def test_a_slip_sums_up_what_was_filed_and_names_what_was_not(city):
    [slip] = composed(city.north_user, "NORTH", "SOUTH")
    values = slip.values

    assert slip.addressees == ("NORTH",)
    assert values["told"] == (
        "2023年9月本单位归口应报送重点项目2个，已报送1个（其中逾期报送1个），未报送1个。"
    )
    assert (values["planned"], values["in_month"], values["completed"]) == (
        "1600.00",
        "120.50",
        "900.00",
    )
    assert [row["state"] for row in values["rows"]] == ["逾期报送", "未报送"]
    assert values["note"] == ""


def test_the_office_has_a_slip_for_every_unit(city):
    assert documents.subjects(SEPTEMBER) == ["NORTH", "SOUTH"]
    assert [one.subject for one in composed(city.office_user, "NORTH", "SOUTH")] == [
        "NORTH",
        "SOUTH",
    ]


def test_a_slip_says_which_figures_it_holds_and_of_which_version(city):
    make(by=city.north_by, at=AT, period=SEPTEMBER, units=["NORTH"])

    [slip] = composed(city.north_user, "NORTH")

    assert slip.values["source"].startswith("第1版，数据标识 ")


def test_a_divided_project_is_signed_for_by_shares_and_the_slip_says_so(city):
    project = Filing.objects.get(completed_yuan=wan("900")).project
    for unit, share in ((city.north, "0.6"), (city.south, "0.4")):
        ShareSplit.objects.create(
            project=project, unit=unit, share=share, valid_from=date(2023, 1, 1)
        )

    [slip] = composed(city.north_user, "NORTH")

    assert slip.values["completed"] == "540.00"
    assert slip.values["note"].startswith("跨区域项目按本单位分劈份额计投资")


def test_who_may_open_the_sheet_takes_it_along_in_word(city):
    make(by=city.north_by, at=AT, period=SEPTEMBER, units=["NORTH"])
    client = make_client(city.north_user)
    page = client.get(reverse("progress:totals_sheet", args=[SEPTEMBER, "NORTH"]))
    href = reverse("progress:slip", args=[SEPTEMBER, "NORTH"])

    told = said(client.get(href).getvalue())

    assert href in page.content.decode()
    assert "甲<乙>&丙" in told
    assert "单位（盖章）" in told
    assert "草稿" not in told
