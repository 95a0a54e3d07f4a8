"""The office takes papers from draft to sending; the district sees them only then, and signs."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from ballast.platform.documents import kinds
from ballast.platform.documents.models import Paper
from ballast.platform.identity.rules import Role
from tests.documents.factories import City, Office
from tests.identity.factories import NOW, make_unit, make_user
from tests.support.browser import barriers, photograph, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = "/papers/"


@pytest.fixture
def office(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    installed = kinds.kinds()
    City(tmp_path)
    make_unit(code="S", name="南区")
    yield Office()
    kinds.install(installed)


def test_a_bulletin_is_headed_written_signed_sent_and_receipted(office, visitor, live_server):
    north = make_unit(code="N", name="北区")
    district = make_user(role=Role.DISTRICT, unit=north, name="李北")
    sign_in(visitor, live_server, office.user)
    visitor.goto(DESK)
    assert barriers(visitor) == []
    visitor.get_by_role("link", name="设置文头").click()
    the_letterhead_is_set(visitor)
    visitor.goto(f"{DESK}templates/")
    assert barriers(visitor) == []
    office.at = datetime.now(tz=NOW.tzinfo)
    office.draft()
    visitor.goto(DESK)
    visitor.get_by_role("link", name="推进情况的通报").click()
    the_paper_goes_out(visitor)

    sign_in(visitor, live_server, district)
    visitor.set_viewport_size(PHONE)
    visitor.goto(DESK)
    visitor.get_by_role("link", name="推进情况的通报").click()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(visitor) == []
    photograph(visitor, "paper-phone")
    visitor.get_by_role("button", name="签收").press("Enter")
    expect(visitor.locator(".message").first).to_contain_text("已签收1件")
    expect(visitor.locator("#receipts")).to_contain_text("李北")


def the_letterhead_is_set(visitor):
    assert barriers(visitor) == []
    for label, said in (
        ("发文机关", "示例市重点项目建设领导小组办公室"),
        ("授权依据", "经市政府同意"),
        ("发文机关代字", "示重点办"),
    ):
        visitor.get_by_label(label, exact=True).fill(said)
    visitor.get_by_label("公开属性").select_option("不予公开")
    visitor.locator("#letterhead").get_by_role("button", name="保存").first.click()
    expect(visitor.locator(".message").first).to_contain_text("文头已保存")


def the_paper_goes_out(visitor):
    """Handed in too early it is refused; a passage is taken on, then it goes step by step."""
    assert barriers(visitor) == []
    photograph(visitor, "paper")
    visitor.get_by_role("button", name="复制").click()
    expect(visitor.get_by_role("button", name="已复制")).to_be_visible()
    visitor.get_by_role("button", name="送核稿").click()
    expect(visitor.locator(".message").first).to_contain_text("尚为系统草稿")
    visitor.get_by_label("主要问题").fill("四季度支撑不稳。")
    visitor.get_by_label("采用").check()
    visitor.get_by_role("button", name="保存文字").click()
    expect(visitor.locator(".leaf")).to_contain_text("四季度支撑不稳。")
    for step in ("送核稿", "核稿通过，送签", "签发并编号", "已用印", "送达"):
        visitor.get_by_role("button", name=step, exact=True).press("Enter")
        expect(visitor.locator(".message--success").first).to_be_visible()
    expect(visitor.locator(".leaf")).to_contain_text("号")
    assert Paper.objects.get().state == "sent"
