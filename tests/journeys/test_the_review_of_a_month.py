"""A month goes round: the district accepts, the department returns one, the office accepts all."""

import pytest
from playwright.sync_api import expect

from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.delivery.progress.services.counting import recount
from ballast.delivery.progress.services.reviewing import begin
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import SEPTEMBER, make_filing, make_period, wan
from tests.support.browser import barriers, photograph, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = f"/review/?period={SEPTEMBER}"


@pytest.fixture
def city(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    city = make_city()
    make_submitted(city, count=3, completed="900", month="120", visible_percent="45")
    make_submitted(
        city,
        completed="2600",
        month="1300",
        is_late=True,
        doubts=[{"code": "figure_missing", "word": "设备集中到货", "paper": ""}],
    )
    make_period()
    recount(periods={SEPTEMBER})
    return city


def test_a_month_goes_round_its_reviewers(city, visitor, live_server):
    the_district_accepts(city, visitor, live_server)
    the_department_returns_one(city, visitor, live_server)
    again = the_office_accepts_all(city, visitor, live_server)
    the_district_reads_and_signs(city, visitor, live_server, again)


def test_a_reviewer_picks_and_opens_filings_by_the_keys_of_the_other_lists(
    city, visitor, live_server
):
    sign_in(visitor, live_server, city.north_user)
    visitor.goto(DESK)
    expect(visitor.locator(".keys")).to_be_visible()

    visitor.keyboard.press("/")
    expect(visitor.locator("#filter-text")).to_be_focused()
    visitor.locator("#filter-text").press_sequentially("jxkx")  # typed, not picked
    expect(visitor.locator("#review")).to_contain_text("没有符合条件的报送")
    visitor.locator("#filter-text").fill("")
    expect(visitor.locator("#review tbody tr")).to_have_count(4)
    visitor.locator("h1").click()
    for key in ("j", "x", "j", "ArrowDown", "Shift+X"):
        visitor.keyboard.press(key)
    expect(visitor.locator("[data-tick-count]")).to_have_text("3")
    assert barriers(visitor) == []

    visitor.keyboard.press("k")
    second = visitor.locator("#review tbody th a").nth(1)
    expect(second).to_be_focused()
    name = second.text_content()
    visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_contain_text(name)


def test_filings_are_ticked_by_finger_where_rows_are_cards(city, visitor, live_server):
    sign_in(visitor, live_server, city.north_user)
    visitor.set_viewport_size(PHONE)
    visitor.goto(DESK)

    visitor.locator("tbody .tick input").nth(1).click()

    expect(visitor.locator("[data-tick-count]")).to_have_text("1")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(visitor) == []
    photograph(visitor, "review-phone-cards")


def test_who_types_over_the_reason_of_a_return_picks_no_filing(city, visitor, live_server):
    sign_in(visitor, live_server, city.north_user)
    visitor.goto(DESK)

    visitor.keyboard.press("j")
    visitor.locator("details.menu summary", has_text="退回").first.press("Enter")
    visitor.locator("details[open] textarea").press_sequentially("jxk")

    expect(visitor.locator("details[open] textarea")).to_have_value("jxk")
    expect(visitor.locator("[data-tick-count]")).to_have_text("0")


def the_district_accepts(city, visitor, live_server):
    """It ticks all it sees by keyboard, looks twice, and accepts."""
    sign_in(visitor, live_server, city.north_user)
    visitor.goto(DESK)
    assert barriers(visitor) == []
    photograph(visitor, "review-desk")
    visitor.locator("[data-tick-all]").focus()
    visitor.keyboard.press("Space")
    expect(visitor.locator("[data-tick-count]")).to_have_text("4")
    visitor.get_by_role("button", name="通过所选").press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("通过这 4 项报送")
    assert barriers(visitor) == []
    photograph(visitor, "review-confirm")
    visitor.get_by_role("button", name="通过", exact=True).click()
    expect(visitor.locator(".message")).to_contain_text("已通过 4 项报送")


def the_department_returns_one(city, visitor, live_server):
    """The odd one, where it stands, with a reason; the rest it accepts."""
    sign_in(visitor, live_server, city.bureau_user)
    visitor.goto(f"{DESK}&mark=doubts")
    visitor.locator("details.menu summary", has_text="退回").first.click()
    visitor.locator("details[open] textarea").fill("本月数异常，请附设备到货单")
    photograph(visitor, "review-return")
    visitor.locator("details[open] form button").click()
    expect(visitor.locator(".message")).to_contain_text("已退回 1 项报送")
    visitor.goto(DESK)
    visitor.get_by_role("button", name="通过全部 3 项").click()
    visitor.get_by_role("button", name="通过", exact=True).click()
    expect(visitor.locator(".message")).to_contain_text("已通过 3 项报送")


def the_office_accepts_all(city, visitor, live_server):
    """The owner files anew; who has not read it again is passed over, and all counts."""
    returned = Filing.objects.get(state="RETURNED")
    again = make_filing(returned.project, "1400", month="100", state="SUBMITTED")
    begin([again], by=city.owner_by, at=AT)
    sign_in(visitor, live_server, city.office_user)
    visitor.goto(f"{DESK}&pile=under_way")
    visitor.locator(".holders summary").click()
    photograph(visitor, "review-office")
    visitor.get_by_role("button", name="通过全部 4 项").click()
    visitor.locator("#through").fill("市政府常务会议用数")
    visitor.get_by_role("button", name="通过", exact=True).click()
    expect(visitor.locator(".message")).to_contain_text("其中 4 项已计入")
    counted = MonthFigure.objects.filter(period=SEPTEMBER, state="ACCEPTED")
    assert sorted(counted.values_list("completed_yuan", flat=True)) == [wan(900)] * 3 + [wan(1400)]
    return again


def the_district_reads_and_signs(city, visitor, live_server, again):
    """What the district sees of it, also on a telephone, and the sheet it signs."""
    sign_in(visitor, live_server, city.north_user)
    visitor.goto(f"/review/{again.pk}/")
    expect(visitor.locator("main")).to_contain_text("市政府常务会议用数")
    assert barriers(visitor) == []
    photograph(visitor, "review-filing")
    visitor.goto(f"/review/totals/{SEPTEMBER}/NORTH/")
    visitor.get_by_role("button", name="生成确认单").click()
    expect(visitor.locator(".head__meta")).to_contain_text("第 1 版")
    assert barriers(visitor) == []
    photograph(visitor, "review-sheet")
    visitor.emulate_media(media="print")
    photograph(visitor, "review-sheet-print")
    visitor.emulate_media(media="screen")
    visitor.set_viewport_size(PHONE)
    for name, path in {
        "desk": f"{DESK}&pile=accepted",
        "missing": f"/review/not-reported/?period={SEPTEMBER}",
        "totals": f"/review/totals/?period={SEPTEMBER}",
        "filing": f"/review/{again.pk}/",
    }.items():
        visitor.goto(path)
        width = visitor.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], name
        photograph(visitor, f"review-phone-{name}")
