"""The thresholds that the selection asks are the office's own, set on a page."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.delivery.plans.models import Threshold
from ballast.platform.identity.http import today
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_user

pytestmark = pytest.mark.django_db
URL = "/plans/2026/thresholds/"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def text(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def put(client, sector, amount, day=None):
    day = day or today()
    sent = {"sector": sector, "least_total_yuan": amount, "valid_from": day.isoformat()}
    return client.post(URL, sent)


def test_a_threshold_holds_from_its_day_on_and_another_ends_it(office):
    assert "尚未设定门槛" in text(office.get(URL))

    assert put(office, "基础设施/交通", "5000").status_code == 302
    later = today() + timedelta(days=30)
    assert put(office, "基础设施/交通", "10000", later).status_code == 302

    rows = Threshold.objects.order_by("valid_from").values_list("least_total_yuan", "valid_until")
    assert list(rows) == [(Decimal(50_000_000), later), (Decimal(100_000_000), None)]
    assert "10,000.00" in text(office.get(URL))


def test_a_day_that_runs_backwards_is_refused_in_words_and_nothing_changes(office):
    put(office, "", "5000")

    refused = put(office, "", "8000")

    assert refused.status_code == 422
    assert Threshold.objects.get().least_total_yuan == Decimal(50_000_000)


def test_the_workbook_holds_every_threshold(office):
    put(office, "", "5000")

    book = openpyxl.load_workbook(BytesIO(office.get(f"{URL}export/").getvalue()))

    assert [cell.value for cell in book.active[4]][:2] == ["所有行业", 5000]
