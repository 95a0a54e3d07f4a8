"""The desk as a browser gets it: what waits, accepted after a second look, returned in place."""

import io
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from ballast.delivery.progress.models import Duty, Filing, Review, TotalsSheet
from ballast.delivery.progress.selectors.missing import count_missing
from ballast.delivery.progress.selectors.tally import tally
from ballast.delivery.progress.services import accept
from ballast.delivery.progress.services.counting import recount
from ballast.delivery.progress.services.totals import make
from tests.files.factories import PDF
from tests.identity.factories import make_client
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_filing, make_line, make_period, reopen
from tests.projects.factories import make_project
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db

DESK = f"/review/?period={SEPTEMBER}"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def city():
    return make_city()


def open_month(city, count=3, **said):
    filings = make_submitted(city, count=count, completed="900", month="120", **said)
    make_period()
    recount(periods={SEPTEMBER})
    return filings


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text(response):
    return " ".join(soup(response).get_text(" ").split())


def accepted(client, ids, **more):
    """Accept on the page, with the second look."""
    first = client.post(f"/review/accept/?period={SEPTEMBER}", {"filing": ids} | more)
    seen = soup(first).select_one("input[name=seen]")["value"]
    given = {"filing": ids, "seen": seen} | more
    return first, client.post(f"/review/accept/?period={SEPTEMBER}", given, follow=True)


def test_the_desk_shows_my_turn_with_the_change_and_who_holds_the_rest(city):
    [first, second] = open_month(city, 2, is_late=True, doubts=[{"code": "x", "word": "已核减"}])
    accept(by=city.north_by, at=AT, filing_ids=[first.pk])

    shown = text(make_client(city.north_user).get(DESK))

    assert second.project.name in shown
    assert first.project.name not in shown
    assert "late" in shown
    assert "已核减" in shown
    assert "With Department: 2" in shown
    assert "With District: 1" in shown


def test_the_desk_opens_at_the_month_in_which_something_waits(city):
    make_period()
    make_period("2024-10")
    make_submitted(city, period="2024-10")

    seen = soup(make_client(city.north_user).get("/review/"))

    assert seen.select_one("select[name=period] option[selected]")["value"] == "2024-10"


def test_accepting_takes_a_second_look_and_then_moves_on(city):
    filings = open_month(city)
    client = make_client(city.north_user)

    first, done = accepted(client, [filing.pk for filing in filings])

    assert "Accept 3 filings?" in text(first)
    assert "3 filings accepted; 0 now count." in text(done)
    assert Review.objects.filter(level="DISTRICT", verdict="ACCEPTED").count() == 3


def test_the_whole_pile_is_accepted_and_a_pile_that_changed_is_shown_again(city):
    open_month(city)
    client = make_client(city.north_user)
    address = f"/review/accept/?period={SEPTEMBER}"
    first = client.post(address, {"all": "1"})
    seen = soup(first).select_one("input[name=seen]")["value"]
    make_submitted(city)

    again = client.post(address, {"all": "1", "seen": seen})

    assert "The pile has changed" in text(again)
    assert not Review.objects.filter(verdict="ACCEPTED").exists()
    seen = soup(again).select_one("input[name=seen]")["value"]
    done = client.post(address, {"all": "1", "seen": seen}, follow=True)
    assert "4 filings accepted" in text(done)


def test_the_office_is_told_whom_it_would_pass_over_and_must_say_why(city):
    [filing] = open_month(city, 1)
    client = make_client(city.office_user)

    first, refused = accepted(client, [filing.pk])
    assert "District 城北区: 1" in text(first)
    assert "it is not your turn" in text(refused)
    assert Filing.objects.get().state == "SUBMITTED"

    _, done = accepted(client, [filing.pk], through="上会用数")
    assert "1 filing accepted; 1 now count." in text(done)
    assert Filing.objects.get().state == "ACCEPTED"


def test_what_is_accepted_only_the_office_may_still_return(city):
    [filing] = open_month(city, 1)
    accept(by=city.office_by, at=AT, filing_ids=[filing.pk], through="急")
    accepted_pile = f"{DESK}&pile=accepted"

    district = text(make_client(city.north_user).get(accepted_pile))
    office = text(make_client(city.office_user).get(accepted_pile))

    assert filing.project.name in district
    assert "Return ticked" not in district
    assert "Return ticked" in office
    assert "Accept ticked" not in office


def test_nothing_ticked_changes_nothing(city):
    open_month(city, 1)

    done = make_client(city.north_user).post(
        f"/review/return/?period={SEPTEMBER}", {"reason": "x"}, follow=True
    )

    assert "Tick the filings first." in text(done)


def test_a_return_in_place_needs_its_reason(city):
    [filing] = open_month(city, 1)
    client = make_client(city.bureau_user)
    address = f"/review/return/?period={SEPTEMBER}"

    refused = client.post(address, {"filing": filing.pk, "reason": " "}, follow=True)
    assert "Give a reason" in text(refused)
    assert Filing.objects.get().state == "SUBMITTED"

    client.post(address, {"filing": filing.pk, "reason": "台账不符"})
    assert Review.objects.get(level="DEPARTMENT").reason == "台账不符"


def test_after_one_filing_comes_the_next(city):
    first, second = sorted(open_month(city, 2), key=lambda one: one.project.sort_key)
    client = make_client(city.north_user)
    seen = soup(client.get(f"/review/{first.pk}/")).select_one("input[name=seen]")["value"]

    moved = client.post(
        f"/review/accept/?period={SEPTEMBER}",
        {"filing": first.pk, "seen": seen, "from_one": "1"},
    )

    assert moved.url == f"/review/{second.pk}/"


def test_one_filing_tells_its_history(city):
    [filing] = open_month(city, 1)
    client = make_client(city.north_user)
    client.post(f"/review/return/?period={SEPTEMBER}", {"filing": filing.pk, "reason": "数不对"})
    again = make_filing(filing.project, "910", month="130", state="SUBMITTED")
    Review.objects.create(
        filing=again, period=SEPTEMBER, order=2, level="DISTRICT", unit=city.north
    )

    shown = text(client.get(f"/review/{again.pk}/"))

    assert "Attempt 1" in shown
    assert "数不对" in shown
    assert client.get(f"/review/{filing.pk}/").status_code == 404  # an earlier attempt


def test_what_was_entered_on_behalf_is_disputed_on_its_page(city):
    project = make_project(unit=city.north)
    make_line(project)
    make_period()
    filing = make_filing(project, is_on_behalf=True, answer="WAITING")
    client = make_client(city.north_user)
    assert "entered this for your unit" in text(client.get(f"/review/{filing.pk}/"))

    client.post("/review/answer/", {"filing": filing.pk, "dispute": "1", "reason": "少计"})

    pile = make_client(city.office_user).get(f"{DESK}&pile=on_behalf&mark=disputed")
    assert "少计" in text(pile)


def test_who_has_not_reported_is_listed_with_a_telephone_number(city):
    open_month(city, 1)
    silent = make_project(unit=city.north)
    make_line(silent)
    Duty.objects.create(project=silent, period=SEPTEMBER, unit=city.north)
    silent.responsibilities.filter(party="RESPONSIBLE_UNIT").update(
        phone="0771-1234567", person="王工", valid_from=date(2020, 1, 1)
    )

    shown = text(make_client(city.north_user).get(f"/review/not-reported/?period={SEPTEMBER}"))

    assert silent.name in shown
    assert "王工 0771-1234567" in shown


def test_not_reported_is_one_number_on_the_desk_and_among_the_periods(city):
    projects = [make_project(unit=city.north) for _ in range(4)]
    for project in projects:
        make_line(project)
    make_period(SEPTEMBER)
    for project, state in zip(projects, ("SUBMITTED", "RETURNED", "DRAFT"), strict=False):
        make_filing(project, state=state)
    recount(periods=[SEPTEMBER])
    viewer, on = city.office_user, AT.date()

    counted = tally(viewer, on, [SEPTEMBER])[SEPTEMBER]

    assert (counted.filed, counted.returned, counted.not_filed) == (1, 1, 2)
    assert count_missing(viewer, on, SEPTEMBER) == counted.not_filed


def test_the_sheet_is_made_printed_and_its_scan_comes_back(city):
    open_month(city, 2)
    client = make_client(city.north_user)
    address = f"/review/totals/{SEPTEMBER}/NORTH/"
    assert "Make the totals sheet" in text(client.get(address))

    client.post(f"/review/totals/{SEPTEMBER}/", {"unit": ["NORTH"]})
    assert "240.00" in text(client.get(address))
    scan = io.BytesIO(PDF)
    scan.name = "确认单.pdf"
    client.post(address, {"signed_by": "李副区长", "signed_on": "2023-09-26", "scan": scan})

    sheet = TotalsSheet.objects.get()
    assert (sheet.signed_by, sheet.version) == ("李副区长", 1)
    assert "确认单.pdf" in text(client.get(address))
    assert "李副区长" in text(client.get(f"/review/totals/?period={SEPTEMBER}"))
    assert make_client(city.south_user).get(address).status_code == 404


def test_the_workbook_holds_the_pile_of_the_same_address(city):
    filings = open_month(city, 2)
    Filing.objects.filter(pk=filings[0].pk).update(answer="")

    answer = make_client(city.north_user).get(f"/review/export/?period={SEPTEMBER}")

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert sorted(row[0] for row in rows) == sorted(one.project.number for one in filings)
    assert {row[7] for row in rows} == {120}


def test_a_sheet_of_an_earlier_revision_is_shown_as_no_longer_holding(city):
    """Nobody prints and signs what would be refused."""
    open_month(city, 1)
    make(by=city.office_by, at=AT, period=SEPTEMBER, units=["NORTH"])
    office = make_client(city.office_user)
    assert "of an earlier revision" not in text(office.get(f"/review/totals/?period={SEPTEMBER}"))
    reopen()

    listed = text(office.get(f"/review/totals/?period={SEPTEMBER}"))
    sheet = text(office.get(f"/review/totals/{SEPTEMBER}/NORTH/"))

    assert "of an earlier revision" in listed
    assert "made before the period was reopened" in sheet
    assert "Make a new version" in sheet
    assert "Keep the signed scan" not in sheet


def test_the_workbook_of_the_totals_sheets_says_what_their_page_says(city):
    make_submitted(city, unit=city.south, completed="10", month="2")
    [filing, _] = open_month(city, 2, is_late=True)
    type(city.south).objects.filter(pk=city.south.pk).update(short_name="=1+1")
    make(by=city.office_by, at=AT, period=SEPTEMBER, units=["NORTH"])
    TotalsSheet.objects.update(signed_by="+李", signed_on=date(2023, 9, 26), uploaded_at=AT)
    make_filing(filing.project, "950", month="170", state="ACCEPTED")
    office = make_client(city.office_user)

    page = soup(office.get(f"/review/totals/?period={SEPTEMBER}"))
    answer = office.get(page.select_one("a[download]")["href"])

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet["A"][:2]] == [
        "Totals sheets",
        "September 2023 · Amounts in 10k yuan, as last reported, accepted or not.",
    ]
    assert list(sheet.iter_rows(min_row=4, values_only=True)) == [
        (
            *("NORTH", "城北区", 2, 2, 1, 0, 0, 290, 1850, "version 1", "figures changed since"),
            *("+李", datetime(2023, 9, 26)),
        ),
        ("SOUTH", "=1+1", 1, 1, 0, 0, 0, 2, 10, "not made", None, None, None),
    ]
    assert (sheet["B5"].data_type, sheet["J4"].data_type) == ("s", "s")
    assert [" ".join(row.get_text(" ").split()) for row in page("tr")[1:]] == [
        "城北区 2 / 2 1 290 1,850 version 1 figures changed since +李 · 2023-09-26",
        "=1+1 1 / 1 0 2 10 not made —",
    ]


def test_a_district_takes_away_the_totals_of_its_own_units_only(city):
    make_submitted(city, unit=city.south)
    open_month(city, 1)

    answer = make_client(city.north_user).get(f"/review/totals/export/?period={SEPTEMBER}")

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["NORTH"]


def test_a_swapped_desk_equals_the_reloaded_one(city):
    open_month(city)
    client = make_client(city.office_user)
    narrowed = f"{DESK}&pile=under_way&unit=NORTH"

    page, reload = client.get(DESK), client.get(narrowed)
    partial = client.get(narrowed, headers={"HX-Request": "true"})

    assert swap(page, "#review", partial) == region(reload, "#review")


def test_further_rows_are_those_that_a_whole_page_would_hold(city, monkeypatch):
    monkeypatch.setattr("ballast.platform.ui.addresses.CHUNK", 2)
    open_month(city, 3)
    client = make_client(city.north_user)

    further = soup(client.get(f"{DESK}&page=2", headers={"HX-Request": "true"}))

    assert len(further.select("tr")) == 1
    assert len(soup(client.get(f"{DESK}&rows=all")).select("tbody tr")) == 3


@pytest.mark.parametrize(
    ("path", "budget"), [(DESK, 24), (f"/review/totals/?period={SEPTEMBER}", 24)]
)
def test_more_filings_take_no_more_queries(city, path, budget):
    open_month(city, 1)
    client = make_client(city.north_user)
    client.get(path)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        counts.append(len(context))
        make_submitted(city, count=4)

    assert counts[0] == counts[1]
    assert counts[0] <= budget


def test_a_city_without_periods_is_told_what_will_come(city):
    assert "No period has been opened yet" in text(make_client(city.office_user).get("/review/"))
