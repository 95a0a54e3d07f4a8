"""The desk and the page of a paper, as the office and an addressee see them."""

from io import BytesIO

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.kernel.periods import Period
from ballast.platform.documents import services
from ballast.platform.documents.models import Drafting, Letterhead, Paper, Template
from ballast.platform.files import selectors as files
from ballast.platform.identity.rules import Role
from tests.documents.factories import SEPTEMBER, docx_of, fresh
from tests.identity.factories import make_client, make_user
from tests.periods.factories import make_period
from tests.support.html import region, swap
from tests.support.jobs import run_all

pytestmark = pytest.mark.django_db
DESK = "/papers/"


@pytest.fixture
def client(office):
    return make_client(office.user)


@pytest.fixture
def north(units):
    return make_client(make_user(role=Role.DISTRICT, unit=units[0], name="李北"))


def titles(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return [one.text for one in soup.select("tbody th a")]


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def post(client, act, papers, **said):
    ids = [one.pk for one in papers]
    return client.post(f"{DESK}{act}/", {"paper": ids, **said}, follow=True)


def test_without_a_letterhead_the_desk_leads_to_it(client):
    shown = client.get(DESK)

    assert "尚未设置以谁的名义发文" in text(shown)
    assert "/papers/letterhead/" in shown.content.decode()


def test_the_desk_shows_each_paper_where_it_stands(client, office, head, units):
    office.draft()
    office.act(services.submit, office.draft("notice"))

    assert titles(client.get(DESK)) == ["关于2023年1—9月推进情况的通报"]
    assert titles(client.get(f"{DESK}?tab=checking")) == ["N预警通知书", "S预警通知书"]
    assert titles(client.get(f"{DESK}?tab=checking&q=S预警")) == ["S预警通知书"]
    assert titles(client.get(f"{DESK}?tab=checking&kind=bulletin")) == []


def test_a_swapped_list_equals_the_page_loaded_anew(client, office, head, units):
    office.draft("notice")

    whole = client.get(f"{DESK}?tab=drafts&q=N预警")
    part = client.get(f"{DESK}?tab=drafts&q=N预警", headers={"HX-Request": "true"})

    assert part["HX-Push-Url"].startswith(DESK)
    assert swap(client.get(DESK), "#papers", part) == region(whole, "#papers")


def test_the_desk_asks_no_more_for_two_hundred_papers(
    client, office, head, units, django_assert_max_num_queries
):
    office.draft("notice", subjects=[f"P{number}" for number in range(200)])

    with django_assert_max_num_queries(26):
        shown = client.get(DESK)

    assert len(titles(shown)) == 100


def test_ticked_papers_go_their_way_from_the_desk(client, office, head, units):
    papers = office.draft("notice")

    for act in ("submit", "check", "sign", "seal", "send"):
        post(client, act, papers)

    assert [one.state for one in fresh(papers)] == ["sent", "sent"]


def test_a_refusal_names_every_paper_and_changes_nothing(client, office, head, units):
    papers = office.draft()

    said = text(post(client, "submit", papers))

    assert "“主要问题”一段尚为系统草稿" in said
    assert fresh(papers)[0].state == "draft"


def test_a_signature_refused_for_changed_figures_leaves_the_flag(client, office, head, city, units):
    papers = office.bring(office.draft(), services.submit, services.check)
    city.figure = "80.0"

    said = text(post(client, "sign", papers))

    assert "拟稿以后数据已变" in said
    assert fresh(papers)[0].is_stale
    assert "数据已变" in text(client.get(f"{DESK}?tab=signing"))
    post(client, "sign", papers, words="以快照为准")
    assert fresh(papers)[0].state == "signed"


def test_what_is_not_ticked_is_not_touched(client, office, head, units):
    papers = office.draft("notice")

    assert "请先勾选文稿" in text(post(client, "submit", []))
    assert {one.state for one in fresh(papers)} == {"draft"}


def test_the_page_shows_the_paper_itself(client, office, head, units):
    [paper] = office.draft()

    shown = client.get(f"{DESK}{paper.pk}/")
    sheet = BeautifulSoup(shown.content, "html.parser").select_one(".leaf")

    lines = [one.text for one in sheet.select("p")]
    assert "甲<乙>&丙；" in lines
    assert sheet.select_one(".is-draft").text == "〔人〕完成81.4%，支撑不稳。"
    assert "短信" in text(shown)


def test_passages_are_written_and_taken_on_on_the_page(client, office, head, units):
    [paper] = office.draft()

    client.post(f"{DESK}{paper.pk}/passages/", {"text-0": "民生类项目落后。"})
    assert paper.passages.get().taken_at is None
    client.post(f"{DESK}{paper.pk}/passages/", {"text-0": "民生类项目落后。", "taken-0": "on"})

    passage = paper.passages.get()
    assert (passage.text, passage.taken_by) == ("民生类项目落后。", "王一")


def test_the_head_of_one_paper_is_changed_on_its_page(client, office, head, units):
    [paper] = office.draft()

    client.post(f"{DESK}{paper.pk}/heading/", {"issuer": "示例市发展和改革委员会", "copies": "60"})

    [paper] = fresh([paper])
    assert (paper.issuer, paper.mandate, paper.copies) == ("示例市发展和改革委员会", "", 60)


def test_an_unsent_paper_is_not_found_by_others_whatever_they_try(office, head, units, north):
    [paper] = office.bring(
        office.draft("notice", subjects=["N"]), services.submit, services.check, services.sign
    )
    leader = make_client(make_user(role=Role.CITY_LEADER))

    for someone in (north, leader):
        assert someone.get(f"{DESK}{paper.pk}/").status_code == 404
        assert someone.get(f"{DESK}{paper.pk}/word/").status_code == 404
        assert titles(someone.get(f"{DESK}?tab=archive")) == []
        [file] = files.of("paper", str(paper.pk))
        assert someone.get(f"/files/{file.pk}/").status_code == 404
    said = post(north, "receive", [paper])
    assert "N预警" not in text(said)


def test_an_addressee_signs_and_sees_no_more_than_its_own(office, head, units, north, client):
    papers = office.sent(office.draft("notice"))

    assert titles(north.get(DESK)) == ["N预警通知书"]
    assert "/papers/receive/" in north.get(f"{DESK}{papers[0].pk}/").content.decode()
    post(north, "receive", papers[:1])

    assert titles(north.get(DESK)) == []
    assert titles(north.get(f"{DESK}?tab=archive")) == ["N预警通知书"]
    shown = text(north.get(f"{DESK}{papers[0].pk}/"))
    assert "李北" in shown
    assert "办理记录" not in shown
    assert "1/1" in text(client.get(f"{DESK}?tab=archive"))


def test_a_signed_paper_comes_down_as_it_was_kept(client, office, head, units):
    [paper] = office.signed(office.draft())

    answer = client.get(f"{DESK}{paper.pk}/word/", follow=True)

    said = docx.Document(BytesIO(b"".join(answer.streaming_content))).paragraphs[1].text
    assert said == "示重点办〔2024〕1号"


def test_a_correction_begins_on_the_page_and_both_lead_to_each_other(client, office, head, units):
    [first] = office.sent(office.draft())

    shown = client.post(f"{DESK}{first.pk}/correct/", follow=True)

    assert "更正： 示重点办〔2024〕1号" in text(shown)
    assert "更正件：" in text(client.get(f"{DESK}{first.pk}/"))


def test_a_months_papers_are_drafted_by_the_worker(client, office, head, units):
    make_period(Period.month(2023, 9))

    running = client.post(
        f"{DESK}month/", {"period": SEPTEMBER, "kinds": ["bulletin", "notice"]}, follow=True
    )
    assert "正在拟稿：通报" in text(running)
    run_all()
    done = client.get(f"{DESK}month/{Drafting.objects.get().pk}/", follow=True)

    assert "已拟稿3件。" in text(done)
    assert Paper.objects.count() == 3


def test_the_letterhead_is_kept_from_a_day_on_and_not_in_the_past(client):
    said = {"issuer": "示例市发展和改革委员会", "valid_from": "2020-01-01"}

    assert client.post(f"{DESK}letterhead/", said).status_code == 422
    assert not Letterhead.objects.exists()
    said["valid_from"] = "2999-01-01"
    assert client.post(f"{DESK}letterhead/", said).status_code == 302
    assert Letterhead.objects.get().issuer == "示例市发展和改革委员会"


def test_numbers_given_outside_are_said_on_the_page(client, office, head, units):
    year = office.at.year
    said = {"register": "示重点办|", "year": year, "last": 26}
    client.post(f"{DESK}letterhead/numbers/", said)

    [paper] = office.signed(office.draft())

    assert paper.number == f"示重点办〔{year}〕27号"


def test_a_template_is_put_in_refused_and_put_back_on_the_page(client, office, head, units):
    url = f"{DESK}templates/bulletin/"
    wrong = client.post(url, {"file": _upload("错.docx", "{{ 无此字段 }}{{ range(9) }}")})
    assert wrong.status_code == 422
    assert "模板中不得含有代码：range(…)" in text(wrong)
    assert not Template.objects.exists()

    assert client.post(url, {"file": _upload("我办.docx", "{{ rate }}")}).status_code == 302
    [kept] = Template.objects.all()
    page = client.get(f"{DESK}templates/")
    assert "我办.docx" in text(page)
    file = client.get(f"{url}file/?template={kept.pk}")
    assert b"".join(file.streaming_content) == files.content("paper_template", str(kept.pk))
    client.post(f"{url}put-back/")
    assert not Template.objects.filter(is_in_force=True).exists()


def _upload(name, line):
    return SimpleUploadedFile(name, docx_of(line))


def test_the_register_of_papers_goes_out_as_a_workbook(client, office, head, units, north):
    office.sent(office.draft("notice"))

    answer = client.get(f"{DESK}export/?tab=archive&q=N预警")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    [row] = book.iter_rows(min_row=4, values_only=True)
    assert row[:3] == ("示重点办预警〔2024〕1号", "N预警通知书", "预警通知书")
    assert row[8:] == ("北区人民政府", "0/1", "已送达")
    other = north.get(f"{DESK}export/?tab=archive")
    assert len(list(openpyxl.load_workbook(BytesIO(b"".join(other.streaming_content))).active)) == 4


def test_a_paper_with_many_addressees_asks_no_more_than_one_with_few(
    client, office, head, units, django_assert_max_num_queries
):
    [paper] = office.sent(office.draft())

    with django_assert_max_num_queries(24):
        client.get(f"{DESK}{paper.pk}/")
