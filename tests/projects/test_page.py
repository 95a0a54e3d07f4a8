"""The page of one project says what is known of it, to who may see it."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from ballast.platform.identity.models import Role, UnitKind
from ballast.projects.models import Investment, Project, Responsibility, StepRecord
from ballast.projects.rules import Holder, Party
from ballast.projects.services import (
    Appointment,
    Draft,
    StepDraft,
    amend,
    assign,
    record_steps,
)
from tests.coordination.factories import make_instruction
from tests.identity.factories import ACTOR, NOW, make_client, make_unit, make_user
from tests.support.html import inline_code

from .factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_unit(name="北区", region_code="990102", is_accounting=True)


@pytest.fixture
def project(district):
    return make_project(
        name="滨江路", unit=district, total_investment_yuan=Decimal("4680000000"), owner_name="城投"
    )


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


def page(client, project, part=""):
    answer = client.get(f"/projects/{project.number}/{part}")
    assert answer.status_code == 200
    assert not inline_code(answer.content.decode())
    return BeautifulSoup(answer.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def step(project, code, **said):
    record_steps(by=ACTOR, at=NOW, drafts=[StepDraft(project_id=project.pk, code=code, **said)])


def appoint(project, party, **said):
    one = Appointment(
        project_id=project.pk, party=party, holder=Holder(**said), since=date(2024, 3, 1)
    )
    assign(by=ACTOR, at=NOW, appointments=[one])


def test_a_place_that_no_code_list_names_is_told_by_its_address(office, district):
    project = make_project(unit=district, region_code="990102", address="北区滨江街道")

    assert "北区滨江街道" in words(page(office, project).select_one("#attributes"))


def test_the_head_says_what_it_is_how_large_and_whose(office, project):
    appoint(project, Party.SPONSOR, person="林致远", post="副市长")

    shown = page(office, project)

    assert shown.h1.get_text() == "滨江路"
    facts = words(shown.select_one(".facts"))
    assert "46.80 亿元" in facts
    assert "城投" in facts
    assert "北区" in facts
    assert "林致远 副市长" in facts


def test_the_track_shows_thirteen_nodes_each_by_shape_and_word(office, project):
    step(project, "assessment_opinion", actual_on=date(2024, 3, 22), planned_on=date(2024, 3, 12))
    step(project, "approval_decision", actual_on=date(2024, 5, 1), planned_on=date(2024, 5, 1))
    Project.objects.filter(pk=project.pk).update(template="retrofit")

    stops = page(office, project).select(".stop")

    said = [words(stop) for stop in stops]
    assert len(said) == 13
    assert said[0] == "谋划研判 完成 2024-03-22 推迟 10 天"
    assert said[1] == "2 入库签约 未登记"
    assert said[2] == "立项 完成 2024-05-01 按期"
    assert said[3] == "– 规划用地 不适用"
    assert said[4] == "5 专项审查 办理中"
    assert said[8] == "9 设备进场 未开展"
    assert [stop["class"][1] for stop in stops][:4] == [
        "stop--done",
        "stop--unrecorded",
        "stop--done",
        "stop--void",
    ]


def test_every_list_says_the_place_and_its_own_measure(office, project):
    for code in ("assessment_opinion", "approval_decision", "permit", "real_start"):
        step(project, code, actual_on=date(2023, 3, 1))

    places = words(page(office, project).select_one("#places"))

    assert "五个一批 在建一批" in places
    assert "六张清单 在建" in places
    measured = words(page(office, project, "measures/"))
    assert "六张清单 · 在建 总投资 468,000.00" in measured
    assert "三个一批 不在列" in places
    assert "开工未入统" in places


def test_who_answers_stands_by_part_with_who_did_before_and_what_is_missing(office, project):
    appoint(project, Party.CONTRACTOR, body="一建", person="王工")
    appoint(project, Party.DESIGNER, body="设计院")
    amend(at=NOW.replace(month=8), drafts=[(project, Draft(name="滨江路", owner_name="新城投"))])

    people = words(page(office, project).select_one("#people"))

    assert "施工单位 一建 王工 自 2024-03-01" in people
    assert "设计单位 设计院 自 2024-03-01 未填责任人" in people
    assert "建设单位 新城投 自 2024-08-03 未填责任人 历任 1 城投" in people


def test_an_estimate_more_than_a_tenth_over_is_flagged(office, project):
    for stage, yuan, day in (
        ("ORIGINAL", 80, date(2024, 1, 1)),
        ("APPROVED", 90, date(2024, 2, 1)),
    ):
        Investment.objects.create(
            project=project, stage=stage, total_yuan=Decimal(yuan), decided_on=day
        )

    assert "概算超过估算 12.5%" in words(page(office, project).select_one("#money"))


def test_the_past_tells_what_who_when_and_from_which_cell(office, project):
    draft = Draft(name="滨江路", content="全长6公里", origins={"content": (1, "计划!D7")})
    changes = amend(at=NOW, drafts=[(project, draft)])
    from django.db import transaction

    from ballast.platform.audit import services as audit
    from ballast.projects.services import Edited

    with transaction.atomic():
        event = Edited(subject=project.number, numbers=(project.number,))
        audit.record(event, by=ACTOR, at=NOW, changes=changes[project.pk])
    appoint(project, Party.SPONSOR, person="林致远")

    entries = [words(entry) for entry in page(office, project, "past/").select(".past__entry")]

    assert entries[0].startswith("2024-06-03 09:30 责任变更 tests")
    assert "责任人 林致远" in entries[0]
    assert "建设内容" in entries[1] or "全长6公里" in entries[1]
    assert "计划!D7" in entries[1]
    assert "录入项目库" in entries[2]


def test_the_past_names_each_step_and_says_codes_and_amounts_in_words(office, project):
    from django.db import transaction

    from ballast.platform.audit import services as audit
    from ballast.platform.audit.services import Actor, Change
    from ballast.projects.services import Edited

    step = StepRecord.objects.create(project=project, code="ground_breaking")
    changes = [
        Change("projects_steprecord", step.pk, {"actual_on": (None, date(2024, 5, 1))}),
        Change("projects_project", project.pk, {"template": ("industrial", "linear")}),
        Change("projects_project", project.pk, {"state": ("DRAFT", "ACCEPTED")}),
        Change("projects_project", project.pk, {"planned_yuan": (None, 123456789000)}),
        Change("projects_project", project.pk, {"period": (None, "2024-05")}),
    ]
    with transaction.atomic():
        event = Edited(subject=project.number, numbers=(project.number,))
        audit.record(event, by=Actor("job", None, "lamps"), at=NOW, changes=changes)

    entry = words(page(office, project, "past/").select_one(".past__entry"))

    assert "开工 实际 2024-05-01" in entry
    assert "产业 线性工程" in entry
    assert "草稿 已通过" in entry
    assert "12,345,678.9" in entry
    assert "2024年5月" in entry
    assert "lamps" not in entry


def test_the_past_does_not_tell_that_a_leader_said_anything_of_it(office, project):
    instruction = make_instruction(words="请约谈该区。", project_ids=[project.pk])

    past = words(page(office, project, "past/"))

    assert instruction
    assert "批示" not in past
    assert "约谈" not in past


def test_the_past_is_read_by_kind(office, project):
    appoint(project, Party.SPONSOR, person="林致远")

    past = page(office, project, "past/?kind=filing")

    assert not past.select(".past__entry")
    assert len(page(office, project, "past/?kind=register").select(".past__entry")) == 2


def test_the_past_takes_the_place_the_page_keeps_for_it(office, project):
    place = page(office, project).select_one("#timeline")

    assert place["hx-get"] == f"/projects/{project.number}/past/"
    assert page(office, project, "past/").select_one("section#timeline")


def test_a_page_takes_as_many_queries_with_much_recorded_as_with_little(
    office, project, django_assert_max_num_queries
):
    parts = [make_project(name=f"{number}期") for number in range(5)]
    Project.objects.filter(pk__in=[part.pk for part in parts]).update(parent=project)
    for code in ("assessment_opinion", "approval_decision", "permit"):
        step(project, code, actual_on=date(2024, 3, 22))
    for party in (Party.CONTRACTOR, Party.DESIGNER, Party.TASK_FORCE):
        appoint(project, party, body="某公司")

    with django_assert_max_num_queries(26):
        office.get(f"/projects/{project.number}/")
    with django_assert_max_num_queries(11):
        office.get(f"/projects/{project.number}/past/")


def test_who_may_not_see_it_finds_no_page_and_who_may_only_read_no_way_to_edit(project, district):
    elsewhere = make_client(make_user(role=Role.DISTRICT, unit=make_unit(region_code="990103")))
    here = make_client(make_user(role=Role.INSPECTOR))

    for part in ("", "past/"):
        assert elsewhere.get(f"/projects/{project.number}/{part}").status_code == 404
    assert elsewhere.get("/projects/B9999999/").status_code == 404
    shown = page(here, project)
    assert not shown.select("a[href$='/edit/'], a[href$='/steps/'], a[href$='/people/']")
    assert here.get(f"/projects/{project.number}/steps/").status_code == 404


def test_the_english_page_has_no_chinese_but_the_projects_own(office, project):
    office.cookies["django_language"] = "en"
    for code in ("assessment_opinion", "permit"):
        step(project, code, actual_on=date(2024, 3, 22))

    shown = page(office, project)

    said = words(shown.select_one("main"))
    for name in ("滨江路", "城投", "北区"):
        said = said.replace(name, "")
    assert not [sign for sign in said if "一" <= sign <= "鿿"], said


def sent(project, **steps):
    """The form of the steps as a browser sends it: every row, with these changes."""
    from ballast.platform.codelists import selectors as codelists

    template = codelists.lifecycle(on=NOW.date()).templates[project.template]
    blank = {f"{code}-{name}": "" for code in template.steps for name in _FIELDS}
    return blank | {
        f"{code}-{name}": value for code, said in steps.items() for name, value in said.items()
    }


_FIELDS = ("planned_on", "forecast_on", "actual_on", "proof", "unit", "reason")


def test_the_office_records_steps_in_one_table_and_is_told_what_is_odd(office, project):
    answer = office.post(
        f"/projects/{project.number}/steps/",
        sent(project, permit={"actual_on": "2024-03-01", "proof": "1号", "unit": "北区"}),
        follow=True,
    )

    row = StepRecord.objects.get()
    assert (row.code, row.actual_on, row.proof) == ("permit", date(2024, 3, 1), "1号")
    assert row.unit.name == "北区"
    shown = words(BeautifulSoup(answer.content, "html.parser"))
    assert "进展已登记。" in shown
    assert "施工许可已完成，其前置环节专项审查尚未完成，请核实。" in shown


def test_a_step_emptied_in_the_table_is_taken_back(office, project):
    step(project, "permit", actual_on=date(2024, 3, 1), proof="1号")

    office.post(f"/projects/{project.number}/steps/", sent(project, permit={"proof": "1号"}))

    row = StepRecord.objects.get()
    assert (row.actual_on, row.proof) == (None, "1号")


def test_a_refused_table_keeps_what_was_typed_and_says_why(office, project):
    answer = office.post(
        f"/projects/{project.number}/steps/",
        sent(project, permit={"actual_on": "2999-01-01"}, survey={"unit": "没有的局"}),
    )

    assert answer.status_code == 422
    assert "没有该名称的单位。" in answer.content.decode()
    assert "2999-01-01" in answer.content.decode()
    assert not StepRecord.objects.exists()

    answer = office.post(
        f"/projects/{project.number}/steps/", sent(project, permit={"actual_on": "2999-01-01"})
    )
    assert answer.status_code == 422
    assert "施工许可（可分段）：完成日期尚未到来。" in answer.content.decode()


def test_an_owner_records_what_is_reached_and_cannot_move_the_plan(project):
    unit = make_unit(name="交投集团", kind=UnitKind.OWNER)
    own = make_project(owner_name="交投集团")
    owner = make_client(make_user(role=Role.OWNER, unit=unit))

    owner.post(
        f"/projects/{own.number}/steps/",
        sent(own, permit={"actual_on": "2024-03-01", "planned_on": "2024-05-01"}),
    )

    row = StepRecord.objects.get()
    assert (row.actual_on, row.planned_on) == (date(2024, 3, 1), None)
    assert owner.get(f"/projects/{project.number}/steps/").status_code == 404


def test_the_office_gives_hands_over_and_ends_parts(office, project):
    address = f"/projects/{project.number}/people/"
    given = {"party": "CONTRACTOR", "since": "2024-03-01", "body": "一建", "person": "王工"}
    assert office.post(f"{address}appoint/", given).status_code == 302
    row = Responsibility.objects.get(party="CONTRACTOR")

    over = {"body": "二建", "person": "赵工", "since": "2024-05-01", "reason": "更换"}
    over = {f"handover-{name}": value for name, value in over.items()}
    assert office.post(f"{address}{row.pk}/hand-over/", over).status_code == 302
    new = Responsibility.objects.get(party="CONTRACTOR", valid_until=None)
    ended = {"ending-until": "2024-06-01", "ending-reason": "完工"}
    assert office.post(f"{address}{new.pk}/end/", ended).status_code == 302

    rows = Responsibility.objects.filter(party="CONTRACTOR").order_by("valid_from")
    assert [(one.body, one.valid_until, one.reason) for one in rows] == [
        ("一建", date(2024, 5, 1), "更换"),
        ("二建", date(2024, 6, 1), "完工"),
    ]
    assert office.get(f"{address}{new.pk}/").status_code == 404


def test_a_refused_appointment_says_every_reason_at_the_form(office, project):
    answer = office.post(
        f"/projects/{project.number}/people/appoint/",
        {"party": "OWNER", "since": "2024-03-01", "body": "水务", "credit_code": "123"},
    )

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "123 不是有效的统一社会信用代码" in shown
    assert "城投 正在承担该项责任" in shown


def test_shares_are_typed_by_name_and_percent(office, project, district):
    make_unit(name="南区", is_accounting=True)
    address = f"/projects/{project.number}/people/split/"
    sent = {"split-since": "2024-03-01", "split-shares": "北区 60\n南区 40%"}

    assert office.post(address, sent).status_code == 302
    wrong = office.post(address, sent | {"split-shares": "北区 60\n西区 40"})

    assert sorted(project.share_splits.values_list("share", flat=True)) == [
        Decimal("0.4"),
        Decimal("0.6"),
    ]
    assert wrong.status_code == 422
    assert "西区 40：没有该名称的单位" in wrong.content.decode()
    assert "60.0%" in words(page(office, project).select_one("#people"))
