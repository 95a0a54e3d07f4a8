"""Many projects at once: what is confirmed is what was picked, and it is done wholly or not at all."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.projects.models import ListPlace, Project, Responsibility, Star
from tests.alerts.factories import make_project
from tests.identity.factories import make_client, make_unit, make_user
from tests.portal.test_projects import URL, decide, names, soup, text

pytestmark = pytest.mark.django_db

CHOSEN = f"{URL}chosen/"
SINCE = "2023-09-01"


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def month():
    for name, done in (("甲", "20"), ("乙", "50"), ("丙", "90")):
        make_project(name, completed=done)
    decide()
    return {one.name: one for one in Project.objects.all()}


def press(client, act, month=None, *, picked="", address="?period=2023-09", **more):
    numbers = ",".join(month[name].number for name in picked) if month else ""
    said = {"act": act, "numbers": numbers, "address": address, **more}
    return client.post(CHOSEN, said)


def confirm(client, page, **filled):
    """Send the form of the confirmation as a browser would."""
    form = soup(page).select_one(f"form[action='{CHOSEN}']")
    said = {one["name"]: one.get("value", "") for one in form.select("input[name]")}
    said |= {one["name"]: "" for one in form.select("select[name]")}
    return client.post(CHOSEN, {**said, **filled}, follow=True)


def test_the_confirmation_names_how_many_which_and_what_will_be_and_changes_nothing(office, month):
    page = press(office, "put_on", month, picked="甲丙")

    said = text(page)
    assert "列入名单：2个项目" in said
    assert "自该日起列入所填名单" in said
    assert all(month[name].number in said for name in "甲丙")
    assert month["乙"].number not in said
    assert not ListPlace.objects.exists()


def test_what_is_confirmed_is_done_for_all_of_them_with_one_entry_of_the_journal(office, month):
    page = press(office, "put_on", month, picked="甲丙")

    done = confirm(office, page, list_name="市标杆项目", since=SINCE)

    assert "列入名单：已办理2个项目" in text(done)
    placed = ListPlace.objects.values_list("project__name", flat=True)
    assert set(placed) == {"甲", "丙"}
    assert Entry.objects.filter(code="projects.placed_on_lists").count() == 1


def test_all_that_fit_the_filters_are_meant_also_those_that_are_not_on_the_screen(office):
    for place in range(105):
        make_project(f"工程{place:03}", completed="20")
    make_project("另一个", completed="20")
    decide()

    page = press(office, "star", address="?period=2023-09&q=工程", all="1")
    assert "收藏：105个项目" in text(page)
    assert "其余85个从略" in text(page)
    confirm(office, page)

    assert Star.objects.count() == 105
    assert not Star.objects.filter(project__name="另一个").exists()


def test_one_that_stands_in_the_way_is_named_and_nothing_is_written(office, month):
    ListPlace.objects.create(
        project=month["丙"], list_name="市标杆项目", valid_from=date(2023, 1, 1)
    )
    before = Entry.objects.count()

    refused = confirm(
        office, press(office, "put_on", month, picked="甲丙"), list_name="市标杆项目", since=SINCE
    )

    assert refused.status_code == 422
    faults = soup(refused).select(".faults li")
    assert [one.select_one("b").text for one in faults] == [month["丙"].number]
    assert ListPlace.objects.count() == 1
    assert Entry.objects.count() == before


def test_a_list_that_moved_between_looking_and_confirming_is_looked_at_again(office, month):
    page = press(office, "star", all="1")
    make_project("丁", completed="10")
    decide()

    refused = confirm(office, page)

    assert refused.status_code == 422
    assert "列表已有变化，现为4个项目" in text(refused)
    assert not Star.objects.exists()


def test_a_number_that_is_not_in_the_list_is_named(month):
    unit = make_unit(code="W")
    own = make_project("西区项目", unit=unit, completed="10")
    decide()
    district = make_client(make_user(role=Role.DISTRICT, unit=unit))

    said = {"act": "star", "numbers": f"{own.number},{month['甲'].number}", "address": ""}
    page = district.post(CHOSEN, said)

    assert f"{month['甲'].number}不在当前列表中" in text(page)
    assert not soup(page).select("form .button--primary")
    assert not Star.objects.exists()


def test_stars_are_given_taken_off_and_undone(office, month):
    done = confirm(office, press(office, "star", month, picked="甲乙"))
    assert Star.objects.count() == 2

    undo = soup(done).select_one("form.undo")
    said = {one["name"]: one["value"] for one in undo.select("input[name]")}
    confirm(office, office.post(CHOSEN, said))

    assert not Star.objects.exists()
    assert not soup(office.get(URL)).select("form.undo button[value=star]")


def test_a_sponsor_is_appointed_to_many_and_hands_over_to_another(office, month):
    page = press(office, "appoint", month, picked="甲乙")
    confirm(office, page, party="SPONSOR", person="周明", post="副市长", since=SINCE)
    assert Responsibility.objects.filter(person="周明", party="SPONSOR").count() == 2

    filled = {"party": "SPONSOR", "person": "吴江", "since": "2023-10-01", "reason": "分工调整"}
    refused = confirm(
        office, press(office, "hand_over", month, picked="甲乙丙"), former="周明", **filled
    )
    assert f"{month['丙'].number}：周明未担任该责任" in text(refused)
    assert not Responsibility.objects.filter(person="吴江").exists()

    confirm(office, press(office, "hand_over", month, picked="甲乙"), former="周明", **filled)
    assert Responsibility.objects.filter(person="吴江", valid_until=None).count() == 2
    assert Responsibility.objects.filter(person="周明", valid_until=None).count() == 0


def test_projects_are_taken_off_a_list_with_a_reason(office, month):
    for name in "甲乙":
        ListPlace.objects.create(
            project=month[name], list_name="市标杆项目", valid_from=date(2023, 1, 1)
        )

    page = press(office, "take_off", month, picked="甲乙")
    confirm(office, page, list_name="市标杆项目", until=SINCE, reason="调出")

    assert not ListPlace.objects.filter(valid_until=None).exists()


def test_what_is_left_out_of_the_form_is_asked_for_again(office, month):
    page = confirm(office, press(office, "appoint", month, picked="甲"), person="")

    assert page.status_code == 422
    assert soup(page).select(".field--wrong")
    assert not Responsibility.objects.exists()


@pytest.mark.parametrize("act", ["appoint", "hand_over", "put_on", "take_off"])
def test_only_who_edits_the_register_changes_it(month, act):
    leader = make_client(make_user(role=Role.CITY_LEADER))

    assert press(leader, act, month, picked="甲").status_code == 403
    assert not soup(leader.get(URL)).select(f"#picked [value={act}]")


def test_those_who_review_remind_of_what_is_not_filed_and_what_is_filed_is_named(office, month):
    silent = make_project("丁")
    decide()
    everyone = {**month, "丁": silent}

    refused = confirm(office, press(office, "remind", everyone, picked="甲丁"))
    assert refused.status_code == 422
    assert "甲" in soup(refused).select_one(".faults").text
    done = confirm(office, press(office, "remind", everyone, picked="丁"))

    assert "催报：已办理1个项目" in text(done)


def test_the_rows_picked_are_taken_away_as_they_are_shown(office, month):
    address = "?period=2023-09&sort=-rate&cols=number,owner"
    answer = press(office, "export", month, picked="甲丙", address=address)

    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.values)
    heads = next(row for row in rows if "项目编号" in row)
    told = rows[rows.index(heads) + 1 :]
    assert [one for one in heads if one] == ["灯", "项目名称", "项目编号", "建设单位"]
    assert [row[1] for row in told] == ["丙", "甲"]


def test_the_rows_picked_are_a_list_of_their_own_to_print_and_to_send_on(office, month):
    alone = press(office, "show", month, picked="甲丙", address="?period=2023-09&sort=name")

    page = office.get(alone.url)
    assert set(names(page)) == {"甲", "丙"}
    assert soup(page).select_one(".chip").contents[0].strip() == "已选2行"


def test_nothing_picked_is_said(office, month):
    answer = office.post(CHOSEN, {"act": "star", "numbers": "", "address": ""}, follow=True)

    assert "请至少选择一个项目" in text(answer)


def test_an_act_that_nobody_knows_is_not_found(office, month):
    assert press(office, "explode", month, picked="甲").status_code == 404
