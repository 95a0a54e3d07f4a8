"""One project's month: what its filer reads, types, is told, and hands in."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.services import accept
from ballast.platform.files.models import File
from ballast.platform.identity.rules import Role
from tests.identity.factories import ACTOR, NOW, make_client, make_user
from tests.progress.month import OCTOBER, make_world, set_window, typed
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


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


def told(response):
    """The faults in the summary, each with the field it leads to."""
    links = soup(response).select("#faults li")
    return {one.a["href"] if one.a else "": one.text.strip() for one in links}


def carried(response):
    """What the confirmation carries along."""
    hidden = soup(response).select(".confirm form input[type=hidden]")
    return {one["name"]: one["value"] for one in hidden}


def submitted(client, world, **said):
    confirmation = client.post(world.url, typed(**said) | {"do": "check"})
    assert confirmation.status_code == 200, told(confirmation)
    answer = client.post(world.url, carried(confirmation) | {"do": "submit"})
    assert answer.status_code == 302
    return Filing.objects.filter(period=OCTOBER).latest("attempt")


def test_the_form_opens_with_the_figures_counted_before(world, filer):
    page = soup(filer.get(world.url))

    assert page.select_one("h1").text == world.project.name
    figures = page.select_one("#figures").text
    assert "900.00" in figures
    assert "2,900.00" in figures
    assert "完成桥墩12座。" in page.select_one(".last").text


def test_one_figure_fills_in_the_others(world, filer):
    said = typed(month_yuan="120", typed="month_yuan")
    page = soup(filer.post(f"{world.url}figures/", said, headers=HTMX))
    assert value(page, "completed_yuan") == "1020"
    assert value(page, "since_start_yuan") == "3020"
    assert "1,020.00＝上期累计900.00＋本月120.00" in page.text

    said = typed(month_yuan="120", completed_yuan="1000", typed="completed_yuan")
    page = soup(filer.post(f"{world.url}figures/", said, headers=HTMX))
    assert value(page, "month_yuan") == "100"
    assert not Filing.objects.filter(period=OCTOBER).exists()


def test_a_draft_is_checked_confirmed_and_submitted(world, filer):
    filing = submitted(filer, world, month_yuan="120", visible_percent="62.5")

    assert (filing.state, filing.kind) == ("SUBMITTED", "ACTUAL")
    assert (filing.month_yuan, filing.completed_yuan) == (1_200_000, 10_200_000)
    receipt = soup(filer.get(world.url))
    assert "北区" in receipt.select_one(".steps").text
    assert "62.5%" in receipt.text
    assert not receipt.select("form.filing")


def test_days_are_counted_only_while_something_is_still_to_be_handed_in(world, filer):
    assert soup(filer.get(world.url)).select_one(".deadline b")

    submitted(filer, world, month_yuan="120")

    assert not soup(filer.get(world.url)).select_one(".deadline b")


def test_every_fault_stands_at_its_field_and_nothing_is_submitted(world, filer):
    said = typed(
        month_yuan="12a",
        completed_yuan="1000",
        visible_percent="130",
        forecast_year_yuan="一千",
        do="check",
    )

    answer = filer.post(world.url, said)

    assert answer.status_code == 422
    assert set(told(answer)) == {"#id_month_yuan", "#id_visible_percent", "#id_forecast_year_yuan"}
    assert value(soup(answer), "month_yuan") == "12a"
    assert not Filing.objects.filter(period=OCTOBER).exists()


def test_figures_that_do_not_add_up_are_refused_at_their_field(world, filer):
    said = typed(month_yuan="120", completed_yuan="1021", construction_yuan="50", do="check")

    answer = filer.post(world.url, said)

    assert answer.status_code == 422
    assert set(told(answer)) == {"#id_completed_yuan", "#id_construction_yuan"}
    assert soup(answer).select_one("details.filing__fold[open] #id_construction_yuan")
    assert not Filing.objects.filter(period=OCTOBER).exists()


def test_a_doubt_asks_a_word_and_keeps_it(world, filer):
    said = typed(month_yuan="-20", do="check")

    answer = filer.post(world.url, said)

    assert answer.status_code == 422
    doubts = soup(answer).select(".doubt textarea")
    assert [one["name"] for one in doubts] == ["word-year_to_date_falls"]
    assert not Filing.objects.filter(period=OCTOBER).exists()

    word = {"word-year_to_date_falls": "审计核减20万元"}
    filing = submitted(filer, world, month_yuan="-20", **word)
    assert filing.completed_yuan == 8_800_000
    assert [one["word"] for one in filing.doubts] == ["审计核减20万元"]
    assert "审计核减20万元" in soup(filer.get(world.url)).select_one(".facts--wide").text


def test_the_kind_now_due_is_chosen_and_explained(world, filer):
    set_window(OCTOBER, cut_off=2)
    page = soup(filer.get(world.url))

    assert page.select_one("[name=kind][checked]")["value"] == "ESTIMATE"
    assert "预计到月底" in page.select_one("#kind-rule").text


def test_an_accepted_estimate_offers_the_actual_figure(world, filer):
    filing = submitted(filer, world, month_yuan="120", kind="ESTIMATE")
    accept(by=ACTOR, at=filing.submitted_at, filing_ids=[filing.pk], through="试")

    receipt = soup(filer.get(world.url))
    assert "换报实际数" in receipt.text
    again = soup(filer.get(f"{world.url}?refile=1"))
    assert again.select_one("form.filing")

    second = submitted(filer, world, month_yuan="118")
    assert (second.attempt, second.kind, second.completed_yuan) == (2, "ACTUAL", 10_180_000)


@pytest.mark.parametrize(("state", "word"), [("closing", "正在结账"), ("closed", "已结账")])
def test_a_period_that_is_over_says_why_nothing_can_be_filed(state, word):
    world = make_world(state=state)
    filer = make_client(world.filer)

    page = soup(filer.get(world.url))
    answer = filer.post(world.url, typed(month_yuan="120", do="check"))

    assert word in page.select_one(".message--info").text
    assert not page.select("form.filing")
    assert answer.status_code == 422
    assert not Filing.objects.filter(period=OCTOBER).exists()


def test_who_only_reviews_reads_and_does_not_file(world):
    district = make_client(make_user(role=Role.DISTRICT, unit=world.north))

    assert not soup(district.get(world.url)).select("form.filing")
    assert district.post(world.url, typed(month_yuan="1", do="save")).status_code == 403
    assert not Filing.objects.filter(period=OCTOBER).exists()


def test_the_office_enters_for_a_unit_which_disputes_it(world, filer):
    office = make_client(world.office)
    assert "北区城建公司" in soup(office.get(world.url)).select_one(".message--info").text

    filing = submitted(office, world, month_yuan="120")

    assert (filing.state, filing.is_on_behalf, filing.answer) == ("ACCEPTED", True, "WAITING")
    assert not soup(office.get(world.url)).select("button[name=answer]")
    answer = f"{world.url}answer/"
    filer.post(answer, {"answer": "DISPUTED"})
    filing.refresh_from_db()
    assert filing.answer == "WAITING"  # a dispute needs its reason
    filer.post(answer, {"answer": "DISPUTED", "reason": "应为100万元"})
    filing.refresh_from_db()
    assert (filing.answer, filing.answer_reason) == ("DISPUTED", "应为100万元")


def test_the_draft_keeps_itself_and_a_later_page_finds_it(world, filer):
    kept = soup(filer.post(f"{world.url}draft/", typed(month_yuan="55"), headers=HTMX))

    assert "草稿已于" in kept.select_one("#kept").text
    seen = kept.select_one("#id_seen")["value"]
    page = soup(filer.get(world.url))
    assert value(page, "month_yuan") == "55"
    assert value(page, "seen") == seen


def test_who_saves_second_is_told_who_was_first_and_writes_nothing(world, filer):
    colleague = make_client(make_user(role=Role.OWNER, unit=world.owner, name="王芳"))
    colleague.post(f"{world.url}draft/", typed(month_yuan="70"))

    kept = soup(filer.post(f"{world.url}draft/", typed(month_yuan="55"), headers=HTMX))
    refused = filer.post(world.url, typed(month_yuan="55", do="save"))

    assert "王芳" in kept.text
    assert refused.status_code == 422
    assert Filing.objects.get(period=OCTOBER).month_yuan == 700_000
    overwrite = kept.select_one("button[name=overwrite]")["value"]
    filer.post(world.url, typed(month_yuan="55", overwrite=overwrite))
    assert Filing.objects.get(period=OCTOBER).month_yuan == 550_000


def picture(name="a.jpg"):
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    out.seek(0)
    out.name = name
    return out


def test_photos_are_added_to_the_draft_removed_and_fixed_once_submitted(world, filer):
    url = f"{world.url}photos/"
    answer = filer.post(url, typed(month_yuan="55", photos=[picture(), picture("b.jpg")]))
    first, second = File.objects.order_by("pk")
    assert [one["alt"] for one in soup(answer).select("img")] == ["a.jpg", "b.jpg"]
    content = Image.open(BytesIO(b"".join(filer.get(f"/files/{first.pk}/").streaming_content)))
    assert content.size == (40, 30)

    draft = Filing.objects.get(period=OCTOBER)
    filer.post(url, typed(month_yuan="55", remove=str(first.pk)))
    assert list(File.objects.all()) == [second]
    text = BytesIO("文字".encode())
    text.name = "c.txt"
    answer = filer.post(url, typed(month_yuan="55", photos=[text]))
    assert "c.txt" in soup(answer).select_one(".errorlist").text
    assert list(File.objects.all()) == [second]

    filing = submitted(filer, world, month_yuan="55", seen="")
    assert filing.pk == draft.pk
    filer.post(url, typed(remove=str(second.pk)))
    assert list(File.objects.all()) == [second]
    assert soup(filer.get(world.url)).select("img")


def test_photos_of_a_returned_filing_stay_with_the_one_made_in_its_place(world, filer):
    filer.post(f"{world.url}photos/", typed(month_yuan="55", photos=[picture()]))
    Filing.objects.filter(period=OCTOBER).update(state="RETURNED", decided_at=NOW)

    filer.post(f"{world.url}draft/", typed(month_yuan="55"))

    returned, again = Filing.objects.filter(period=OCTOBER).order_by("attempt")
    first, carried = File.objects.order_by("pk")
    assert (first.owner_key, carried.owner_key) == (str(returned.pk), str(again.pk))
    assert (carried.name, carried.digest) == ("a.jpg", first.digest)
    assert soup(filer.get(world.url)).select("img")


def test_the_photos_of_another_district_are_nobodys_to_see(world, filer):
    filer.post(f"{world.url}photos/", typed(month_yuan="55", photos=[picture()]))
    elsewhere = make_client(make_user(role=Role.DISTRICT))

    assert elsewhere.get(f"/files/{File.objects.get().pk}/").status_code == 404


def test_the_figures_swapped_in_are_those_of_the_page_that_was_saved(world, filer):
    before = filer.get(world.url)
    said = typed(month_yuan="120", completed_yuan="1020", since_start_yuan="3020")
    partial = filer.post(f"{world.url}figures/", said | {"typed": "month_yuan"}, headers=HTMX)

    filer.post(world.url, said | {"do": "save"})

    assert swap(before, "#figures", partial) == region(filer.get(world.url), "#figures")


def test_the_form_asks_the_database_a_fixed_number_of_times(world, filer):
    filer.get(world.url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        filer.get(world.url)

    assert len(few) <= 32


def test_the_panel_tells_every_attempt_and_which_counts(world, filer):
    filing = submitted(filer, world, month_yuan="120")
    accept(by=ACTOR, at=filing.submitted_at, filing_ids=[filing.pk], through="试")

    rows = soup(filer.get(f"/projects/{world.project.number}/filings/", headers=HTMX)).select(
        "tbody tr"
    )

    assert [row.th.a.text for row in rows] == ["2023年10月", "2023年9月"]
    assert "1,020.00" in rows[0].text
    assert [row.select("td")[4].text for row in rows] == ["计入", "计入"]
