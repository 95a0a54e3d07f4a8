"""Checks on the web: a unit answers its list, in Excel too; the office sees who has not."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from ballast.dispatch.alerts.messages import VERDICTS
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.services import CheckAnswer, answer_checks
from ballast.dispatch.coordination.messages import CAUSES
from ballast.dispatch.coordination.models import Issue
from ballast.platform.files.models import File
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from ballast.projects.models import Project
from tests.identity.factories import make_client, make_unit, make_user
from tests.support.html import region, swap

from .factories import AT, make_project
from .months import judge_and_issue

pytestmark = pytest.mark.django_db
DESK, ANSWER = "/warnings/checks/", "/warnings/checks/answer/"
WORDS = "取水泵站用地3户未签约"
LATER = datetime(2023, 10, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE, unit=make_unit(name="发改委")))


@pytest.fixture
def clerk():
    """The north's, whose two roads stand red; another is the south's."""
    north = make_unit(code="N", name="北区")
    make_project("甲路", unit=north, completed="40")
    make_project("乙桥", unit=north, completed="41")
    make_project("南路", unit=make_unit(code="S", name="南区"), completed="42")
    judge_and_issue()
    return make_user(role=Role.DISTRICT, unit=north, name="北区经办")


def pk(name):
    return Check.objects.get(warning__project__name=name).pk


def names(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [one.get_text() for one in page.select("tbody th a")]


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def typed(name, **said):
    return {f"{field}-{pk(name)}": value for field, value in said.items()}


def test_a_unit_answers_what_it_has_typed_and_leaves_the_rest(clerk):
    client = make_client(clerk)
    page = client.get(ANSWER)
    assert sorted(names(page)) == ["乙桥", "甲路"]

    sent = {
        **typed("甲路", verdict="true", cause="funds", words=WORDS, asks="请市财政局安排资金缺口"),
        **typed("乙桥", verdict="", cause="", words="", asks="", lead=""),
        f"files-{pk('甲路')}": SimpleUploadedFile("用款计划.pdf", b"%PDF-1.4\n%%EOF\n"),
    }
    answer = client.post(ANSWER, sent, follow=True)

    assert Check.objects.get(pk=pk("甲路")).issue == Issue.objects.get()
    assert names(answer) == ["乙桥"]
    assert Issue.objects.get().number in text(answer)
    assert File.objects.get().owner_kind == "check_evidence"
    said = text(client.get(f"/warnings/{Check.objects.get(pk=pk('甲路')).warning_id}/"))
    assert WORDS in said
    assert "用款计划.pdf" in said


def test_what_is_wrong_stands_beside_what_was_typed(clerk):
    answer = make_client(clerk).post(ANSWER, typed("甲路", verdict="true", words="无"))

    assert answer.status_code == 422
    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("[aria-invalid]")) == 2
    assert page.select_one(f"[name=words-{pk('甲路')}]").get_text().strip() == "无"
    assert Check.objects.get(pk=pk("甲路")).state == "asked"


def filled(client, *lines):
    """The table as taken out, with these lines filled in: project, then five cells."""
    book = load_workbook(BytesIO(b"".join(client.get("/warnings/checks/sheet/").streaming_content)))
    rows = {row[1].value: row for row in book.active.iter_rows()}
    for name, *values in lines:
        for cell, value in zip(rows[name][7:], values, strict=False):
            cell.value = value
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("checks.xlsx", kept.getvalue())


def test_the_list_is_answered_in_excel_or_every_cell_at_fault_is_named(clerk):
    client = make_client(clerk)
    true, wrong, funds = str(VERDICTS["true"]), str(VERDICTS["wrong"]), str(CAUSES["funds"])
    unread = filled(client, ("甲路", true, "缺钱", WORDS), ("乙桥", "也许", "", WORDS))
    refused = client.post("/warnings/checks/sheet/read/", {"sheet": unread})
    assert refused.status_code == 422
    assert "“缺钱”" in text(refused)
    assert "“也许”" in text(refused)
    assert set(Check.objects.values_list("state", flat=True)) == {"asked"}

    right = filled(
        client, ("甲路", true, funds, WORDS), ("乙桥", wrong, "", "九月漏报设备款300万元")
    )
    client.post("/warnings/checks/sheet/read/", {"sheet": right})

    told = Check.objects.exclude(state="asked").order_by("state")
    assert [(one.state, one.cause) for one in told] == [("answered", "funds"), ("correcting", "")]


def test_the_office_sees_who_has_not_answered_with_denominators_and_reminds(clerk, office):
    said = CheckAnswer(check_id=pk("甲路"), is_true=True, cause="funds", words=WORDS)
    answer_checks(by=actor_of(clerk), at=LATER, answers=[said])

    page = office.get(DESK)
    assert sorted(names(page)[:2]) == ["乙桥", "南路"]
    assert "1/3" in text(page)  # in time: all are past their day today
    assert "1/1" in text(page)

    office.post("/warnings/checks/remind/?tab=open&unit=N", {"all": "1"})
    assert Check.objects.get(pk=pk("乙桥")).reminded_times == 1
    assert Check.objects.get(pk=pk("南路")).reminded_times == 0


def test_a_unit_sees_its_own_and_no_desk_of_the_office(clerk, office):
    own = make_client(clerk)
    assert sorted(names(own.get(DESK))) == ["乙桥", "甲路"]
    assert own.post("/warnings/checks/remind/", {"all": "1"}).status_code == 403
    assert "南路" in text(office.get(DESK))
    assert office.get("/").content  # its landing page counts figures said to be wrong


def test_a_swapped_list_is_what_a_reload_shows_and_the_workbook_holds_it(clerk, office):
    page = office.get(DESK)
    address = f"{DESK}?tab=all&q=甲路"
    partial = office.get(address, headers={"HX-Request": "true"})

    assert swap(page, "#checks", partial) == region(office.get(address), "#checks")
    book = load_workbook(
        BytesIO(b"".join(office.get(f"{DESK}export/?tab=all&q=甲路").streaming_content))
    )
    assert "甲路" in [row[1].value for row in book.active.iter_rows()]
    assert "乙桥" not in [row[1].value for row in book.active.iter_rows()]


def test_the_desk_asks_as_often_for_three_checks_as_for_thirty(
    clerk, office, django_assert_max_num_queries
):
    own = make_client(clerk)
    for number in range(30):
        unit = make_unit(name=f"多区{number}")
        name = f"多路{number}"
        project = Project.objects.create(
            number=f"Z{number:07}", name=name, name_key=name, sort_key=name, registered_at=AT
        )
        copy = Check.objects.get(pk=pk("甲路"))
        copy.pk, copy.unit = None, unit
        copy.warning = project.warnings.create(family="progress")
        copy.save()

    with django_assert_max_num_queries(26):
        assert len(names(office.get(f"{DESK}?tab=all"))) > 60
    with django_assert_max_num_queries(24):
        own.get(ANSWER)


def test_limits_are_set_on_the_desk(office, clerk):
    refused = office.post("/warnings/checks/limits/", {"answer_within": "5", "mend_within": "2"})
    assert refused.status_code == 422

    office.post("/warnings/checks/limits/", {"answer_within": "3", "mend_within": "6"})

    page = BeautifulSoup(office.get(DESK).content, "html.parser")
    assert page.select_one("[name=answer_within]")["value"] == "3"
