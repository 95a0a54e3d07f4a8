"""The office judges a month's warnings on one page; others read what was issued, of their own."""

from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from ballast.dispatch.alerts.models import Exemption, WarningStep
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_unit, make_user
from tests.support.html import region, swap

from .factories import AT, BY, SEPTEMBER, confirm_drafts, count, make_project
from .months import begin, close_issued, is_issued, judge_and_issue, pks, steps

pytestmark = pytest.mark.django_db

URL = "/warnings/"
OCTOBER = "2023-10"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def north():
    return make_unit(code="N", name="北区")


@pytest.fixture
def two(north):
    """A red and a yellow project of the north, and a red one of the south."""
    south = make_unit(code="S", name="南区")
    make_project("红路", unit=north, completed="40")
    make_project("黄路", unit=north, completed="60")
    make_project("南路", unit=south, completed="41")


def names(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [one.get_text() for one in page.select("#warnings tbody th a")]


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def cells(answer):
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [list(row) for row in book.active.iter_rows()]


def sheet(answer):
    return [[cell.value for cell in row] for row in cells(answer)]


def post(client, what, *ids, query=f"?period={SEPTEMBER}", **data):
    return client.post(f"{URL}{what}/{query}", {"warning": ids, **data})


def test_before_any_month_was_judged_each_is_told_what_will_stand_here(office):
    assert "还没有评过灯" in text(office.get(URL))
    district = make_client(make_user(role=Role.DISTRICT))
    assert "还没有发布过预警" in text(district.get(URL))
    assert "还没有可以查看的灯" in text(district.get(f"{URL}units/"))


def test_the_office_sees_the_worst_first_with_sentence_streak_and_last_months_lamp(office, two):
    close_issued()
    count(OCTOBER)
    begin(OCTOBER)

    answer = office.get(URL)

    assert "2023年10月" in region(answer, "#warnings option[selected]")
    assert "没有预警" in text(answer)  # nothing filed: nothing is rated
    september = office.get(f"{URL}?period={SEPTEMBER}")
    assert names(september) == ["红路", "南路", "黄路"]
    assert "低于时序进度（75.0%）35.0个百分点" in text(september)
    assert "1期" in text(september)


def test_an_open_month_says_that_its_drafts_come_with_the_closing(office, two):
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    assert "开始结账后，按灯形成预警草稿" in text(office.get(URL))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("unit=N", ["红路", "黄路"]),
        ("lamp=yellow", ["黄路"]),
        ("state=confirmed", ["南路"]),
        ("family=start", []),
        ("q=南", ["南路"]),
        ("lamp=nonsense&state=nonsense&page=x", ["红路", "南路", "黄路"]),
    ],
)
def test_the_list_is_narrowed_and_the_swapped_part_is_what_a_reload_shows(
    office, two, query, found
):
    begin()
    post(office, "confirm", *pks("南路"))

    address = f"{URL}?period={SEPTEMBER}&{query}"
    whole = office.get(address)
    part = office.get(address, headers={"HX-Request": "true"})

    assert sorted(names(whole)) == sorted(found)
    assert swap(office.get(URL), "#warnings", part) == region(whole, "#warnings")


def test_ticked_warnings_are_confirmed_and_taken_back(office, two):
    begin()

    assert post(office, "confirm", *pks("红路", "南路")).url == f"{URL}?period={SEPTEMBER}"
    assert {state for *_, colour, state in steps() if colour == "red"} == {"confirmed"}

    post(office, "undo", *pks("南路"))
    assert ("南路", "progress", "red", "draft") in steps()


def test_everything_shown_is_confirmed_at_once(office, two):
    begin()

    post(office, "confirm", query=f"?period={SEPTEMBER}&unit=N", all="1")

    assert [(name, state) for name, *_, state in steps()] == [
        ("南路", "draft"),
        ("红路", "confirmed"),
        ("黄路", "confirmed"),
    ]


def test_a_warning_is_worded_anew_and_the_rulebooks_words_stay_beside_it(office, two):
    begin()

    post(office, "reword", *pks("红路"), wording="进度严重滞后，请书面说明。")

    shown = text(office.get(URL))
    assert "进度严重滞后，请书面说明。" in shown
    assert "规则原文：年度计划完成率40.0%" in shown


def test_letting_off_asks_why_first_and_says_what_is_missing(office, two):
    begin()
    asked = post(office, "let-off", *pks("红路"))
    assert "对1项预警免评" in text(asked)

    missing = post(office, "let-off", *pks("红路"), cause="safety", until="2023-11-01")
    assert missing.status_code == 422
    assert not Exemption.objects.exists()

    given = {"cause": "safety", "until": "2023-11-01", "proof": "停工令"}
    assert post(office, "let-off", *pks("红路"), **given).status_code == 302
    assert Exemption.objects.get().valid_until == date(2023, 11, 1)
    assert ("红路", "progress", "dash", "exempted") in steps()


def test_nothing_ticked_is_said_and_nothing_happens(office, two):
    begin()
    before = steps()

    for what in ("confirm", "undo", "reword", "let-off"):
        post(office, what)
        assert "请先勾选预警" in text(office.get(URL))

    assert steps() == before


def test_issuing_is_refused_by_name_and_done_when_every_red_one_is_judged(office, two):
    begin()
    post(office, "issue")
    assert "还有2项红色预警草稿未研判" in text(office.get(URL))
    assert not is_issued()

    confirm_drafts()
    post(office, "issue")
    assert "各单位现在可以看到" in text(office.get(URL))
    assert is_issued()
    assert "deciding" not in office.get(URL).content.decode()


def test_many_warnings_ask_no_more_than_few(office, django_assert_max_num_queries):
    for _ in range(30):
        make_project(completed="40")
    begin()

    with django_assert_max_num_queries(22):
        office.get(URL)
    with django_assert_max_num_queries(15):
        office.get(f"{URL}units/")


def test_the_workbook_holds_what_the_page_shows(office, two):
    begin()
    post(office, "reword", *pks("红路"), wording="=1+1")

    rows = cells(office.get(f"{URL}export/?period={SEPTEMBER}&unit=N"))

    told = [row for row in rows if row[1].value in {"红路", "黄路"}]
    assert [row[1].value for row in told] == ["红路", "黄路"]
    assert [one.data_type for one in told[0] if one.value == "=1+1"] == ["s"]


def test_a_district_sees_no_draft_anywhere_until_the_month_is_issued(two, north):
    begin()
    post(make_client(make_user(role=Role.PROJECT_OFFICE)), "reword", *pks("红路"), wording="请说明")
    draft = WarningStep.objects.get(state="confirmed")
    number = draft.warning.project.number
    district = make_client(make_user(role=Role.DISTRICT, unit=north))
    places = [
        URL,
        f"{URL}?period={SEPTEMBER}",
        f"{URL}units/?period={SEPTEMBER}",
        f"/projects/?period={SEPTEMBER}",
        f"/projects/?period={SEPTEMBER}&lamp=red",
        f"/projects/{number}/",
        f"/projects/{number}/lamps/",
        f"/projects/{number}/past/",
    ]
    for place in places:
        answer = district.get(place)
        shown = text(answer)
        assert "请说明" not in shown, place
        assert "红灯线" not in shown, place
        assert "lamp--red" not in _rows(answer), place
    for place in (
        f"/projects/export/?period={SEPTEMBER}",
        f"{URL}export/?period={SEPTEMBER}",
        f"{URL}units/export/?period={SEPTEMBER}",
    ):
        told = str([row for row in sheet(district.get(place)) if "红路" in row or "北区" in row])
        assert "滞后" not in told, place
        assert "红灯线" not in told, place
    assert district.get(f"{URL}{draft.warning_id}/").status_code == 404

    confirm_drafts()
    post(make_client(make_user(role=Role.PROJECT_OFFICE)), "issue")

    assert names(district.get(URL)) == ["红路", "黄路"]
    assert "请说明" in text(district.get(URL))
    assert "红灯线" in text(district.get(f"/projects/{number}/lamps/"))
    assert "lamp--red" in _rows(district.get(f"/projects/?period={SEPTEMBER}"))
    assert district.get(f"{URL}{draft.warning_id}/").status_code == 200


def _rows(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return "".join(str(row) for row in page.select("tbody tr"))


def test_an_inspector_who_sees_the_whole_city_sees_no_draft_either(two):
    begin()
    inspector = make_client(make_user(role=Role.INSPECTOR))

    assert "还没有发布过预警" in text(inspector.get(URL))
    assert "lamp--red" not in _rows(inspector.get(f"/projects/?period={SEPTEMBER}"))


def test_who_does_not_judge_starts_with_the_month_issued_last(two, north):
    close_issued()
    count(OCTOBER)
    begin(OCTOBER)
    district = make_client(make_user(role=Role.DISTRICT, unit=north))

    for place in (URL, "/projects/"):
        page = BeautifulSoup(district.get(place).content, "html.parser")
        assert [one["value"] for one in page.select("option[selected]")][:1] == [SEPTEMBER], place


def test_a_warning_tells_its_months_who_judged_and_who_issued(office, two, north):
    judge_and_issue()
    step = WarningStep.objects.get(warning__project__name="红路")

    page = office.get(f"{URL}{step.warning_id}/")

    shown = text(page)
    assert "促建提示" in shown
    assert "2023年9月" in shown
    assert "已发布" in shown
    assert shown.count("tests") == 2
    assert AT.strftime("%Y-%m-%d %H:%M") in shown
    elsewhere = make_client(make_user(role=Role.DISTRICT, unit=make_unit()))
    assert elsewhere.get(f"{URL}{step.warning_id}/").status_code == 404


def test_lamps_by_unit_count_each_project_once_and_a_unit_month_by_month(office, two):
    judge_and_issue()

    rows = _table(office.get(f"{URL}units/"))
    assert rows == [
        ["北区", "2", "1", "1", "0", "0", "0", "0", "0"],
        ["南区", "1", "1", "0", "0", "0", "0", "0", "0"],
    ]
    assert _table(office.get(f"{URL}units/?unit=N")) == [
        ["2023年9月", "2", "1", "1", "0", "0", "0", "0", "0"]
    ]
    assert sheet(office.get(f"{URL}units/export/?unit=N"))[-1][:3] == ["2023年9月", 1, 1]


def _table(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("#units tbody tr")
    ]
