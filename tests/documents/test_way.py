"""拟稿 to 签收: what must be there before each step, and what stands in the history after it."""

from io import BytesIO

import docx
import pytest
from django.db import DatabaseError, transaction

from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.documents import selectors, services
from ballast.platform.documents.models import Paper
from ballast.platform.documents.services import PapersRefused, ReasonNeeded
from ballast.platform.files import selectors as files
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.documents.factories import SEPTEMBER, Office, fresh
from tests.identity.factories import NOW, make_user

pytestmark = pytest.mark.django_db


def codes(refusal):
    return [one.code for one in refusal.value.faults]


def steps(paper):
    return [(one.act, one.by, one.words) for one in selectors.steps_of([paper.pk])]


def said(paper):
    [content] = selectors.written([paper]).values()
    return [one.text for one in docx.Document(BytesIO(content)).paragraphs]


def test_a_paper_goes_its_whole_way_with_who_and_when_at_each_step(office, head, units):
    north = make_user(role=Role.DISTRICT, unit=units[0], name="李北")
    south = make_user(role=Role.DISTRICT, unit=units[1], name="张南")

    [paper] = office.sent(office.draft())
    for user in (north, south):
        services.receive(by=actor_of(user), at=office.at, ids=[paper.pk])

    [paper] = fresh([paper])
    assert paper.state == "receipted"
    assert (paper.number, paper.dated.isoformat()) == ("示重点办〔2024〕1号", "2024-06-03")
    assert [one for one in steps(paper) if one[0] != "edit"] == [
        ("draft", "王一", ""),
        ("submit", "王一", ""),
        ("check", "王一", ""),
        ("sign", "王一", ""),
        ("number", "王一", "示重点办〔2024〕1号"),
        ("seal", "王一", ""),
        ("send", "王一", ""),
        ("receive", "李北", "北区人民政府"),
        ("receive", "张南", "南区人民政府"),
    ]
    times = list(selectors.steps_of([paper.pk]).values_list("at", flat=True))
    assert times == sorted(times)
    entries = Entry.objects.filter(code__startswith="documents.").order_by("pk")
    assert list(entries.values_list("code", flat=True)) == [
        "documents.drafted",
        "documents.edited",
        "documents.submitted",
        "documents.checked",
        "documents.signed",
        "documents.sealed",
        "documents.sent",
        "documents.receipted",
        "documents.receipted",
    ]


def test_without_a_letterhead_all_that_is_missing_is_named_at_once(office, units):
    [paper] = office.draft()

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.submit, [paper])

    assert codes(refusal) == [
        "paper_without_issuer",
        "paper_without_mandate",
        "paper_without_disclosure",
        "paper_passage_untaken",
    ]
    assert refusal.value.faults[3].params["passage"] == "主要问题"
    assert fresh([paper])[0].state == "draft"


@pytest.mark.parametrize("name", ["issuer", "mandate"])
def test_issuer_and_mandate_are_each_needed(office, head, units, name):
    [paper] = office.draft()
    office.act(services.head, [paper], said={name: "  "})
    office.take_on(paper)

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.submit, [paper])

    assert codes(refusal) == [f"paper_without_{name}"]


def test_a_passage_says_that_it_is_a_draft_until_somebody_takes_it_on(office, head, units):
    [paper] = office.draft()

    assert said(paper)[4] == "〔人〕完成81.4%，支撑不稳。"

    services.word(
        by=office.by,
        at=office.at,
        pk=paper.pk,
        texts={"主要问题": "四季度支撑不稳。"},
        taken={"主要问题"},
    )
    assert said(paper)[4] == "四季度支撑不稳。"
    assert paper.passages.get().taken_by == "王一"


def test_an_emptied_passage_cannot_be_taken_on(office, head, units):
    [paper] = office.draft()
    services.word(
        by=office.by, at=office.at, pk=paper.pk, texts={"主要问题": " "}, taken={"主要问题"}
    )

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.submit, [paper])

    assert codes(refusal) == ["paper_passage_untaken"]


def test_a_draft_says_so_and_has_neither_number_nor_date(office, head, units):
    [paper] = office.draft()

    assert said(paper)[:3] == [
        "草稿示例市重点项目建设领导小组办公室文件",
        "示重点办〔　　　　〕　　号",
        "关于2023年1—9月\n推进情况的通报",
    ]
    assert said(paper)[-1] == "　　　　年　　月　　日"


def test_what_was_signed_is_kept_word_for_word_as_a_file(office, head, units):
    [paper] = office.signed(office.draft())

    [file] = files.of("paper", str(paper.pk))
    assert file.name == "关于2023年1—9月推进情况的通报_示重点办〔2024〕1号.docx"
    kept = docx.Document(BytesIO(files.content("paper", str(paper.pk))))
    assert [one.text for one in kept.paragraphs] == [
        "示例市重点项目建设领导小组办公室文件",
        "示重点办〔2024〕1号",
        "关于2023年1—9月\n推进情况的通报",
        "经市政府同意，完成81.4%。",
        "完成81.4%，支撑不稳。",
        "甲<乙>&丙；",
        "2024年6月3日",
    ]
    assert paper.words.startswith("示例市重点项目")
    entry = Entry.objects.get(code="documents.signed")
    rows = ChangedRow.objects.filter(entry=entry, table="files_file")
    assert [one.fields["digest"][1] for one in rows.order_by("pk")] == [file.digest]


def test_a_paper_is_sent_back_with_a_reason_or_not_at_all(office, head, units):
    papers = office.bring(office.draft(), services.submit)

    with pytest.raises(ReasonNeeded):
        office.act(services.send_back, papers, words=" ")
    assert fresh(papers)[0].state == "checking"

    office.act(services.send_back, papers, words="第三段口径不清")
    assert fresh(papers)[0].state == "draft"
    assert steps(papers[0])[-1] == ("send_back", "王一", "第三段口径不清")


def test_no_step_is_left_out(office, head, units):
    [paper] = office.draft()

    for service in (services.check, services.sign, services.seal, services.send):
        with pytest.raises(PapersRefused) as refusal:
            office.act(service, [paper])
        assert codes(refusal) == ["paper_elsewhere"]
    assert fresh([paper])[0].state == "draft"


def test_of_many_one_that_may_not_go_on_holds_all_back(office, head, units):
    papers = office.draft("notice")
    office.act(services.submit, papers[:1])

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.submit, papers)

    assert [one.params["title"] for one in refusal.value.faults] == ["N预警通知书"]
    assert [one.state for one in fresh(papers)] == ["checking", "draft"]


def test_a_signed_paper_is_never_changed_not_even_past_the_services(office, head, units):
    [paper] = office.signed(office.draft())

    for change in ({"title": "另"}, {"number": "2"}, {"values": {}}, {"state": "draft"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).delete()
    for service in (services.redraft, services.head):
        extra = {"viewer": office.user} if service is services.redraft else {"said": {"issuer": ""}}
        with pytest.raises(PapersRefused):
            office.act(service, [paper], **extra)


def test_a_withdrawn_paper_keeps_number_and_reason(office, head, units):
    papers = office.sent(office.draft())
    office.act(services.withdraw, papers, words="附件2有误")

    [paper] = fresh(papers)
    assert (paper.state, paper.number) == ("withdrawn", "示重点办〔2024〕1号")
    assert steps(paper)[-1] == ("withdraw", "王一", "附件2有误")


def test_a_correction_is_another_paper_that_names_the_first(office, head, units):
    [first] = office.sent(office.draft())

    second = services.correct(by=office.by, at=office.at, viewer=office.user, pk=first.pk)

    assert second.corrects == first
    assert second.title.endswith("（更正示重点办〔2024〕1号）")
    assert fresh([first])[0].state == "sent"
    [second] = office.signed([second])
    assert second.number == "示重点办〔2024〕2号"


def test_while_a_correction_is_being_drafted_there_is_no_second(office, head, units):
    [first] = office.sent(office.draft())
    said = {"by": office.by, "at": office.at, "viewer": office.user, "pk": first.pk}
    services.correct(**said)

    with pytest.raises(services.NotToCorrect):
        services.correct(**said)

    assert Paper.objects.count() == 2


def test_a_month_is_drafted_once(office, head, units):
    office.draft("notice")

    assert office.draft("notice") == []
    assert Paper.objects.count() == 2


def test_a_discarded_draft_makes_room_for_another_and_its_history_stays(office, head, units):
    [paper] = office.draft()
    office.act(services.discard, [paper])

    assert len(office.draft()) == 1
    assert steps(paper)[-1][0] == "discard"


@pytest.mark.parametrize("role", [Role.CITY_LEADER, Role.DISTRICT, Role.INSPECTOR])
def test_others_than_the_office_neither_draft_nor_check_nor_sign(city, role):
    by = actor_of(make_user(role=role))

    with pytest.raises(NotAllowed):
        services.draft(
            by=by, at=NOW, viewer=make_user(role=role), kind="bulletin", period=SEPTEMBER
        )
    for service in (services.submit, services.check, services.sign, services.seal, services.send):
        with pytest.raises(NotAllowed):
            service(by=by, at=NOW, ids=[])


def test_two_hundred_papers_take_as_many_questions_as_two(
    office, head, units, city, django_assert_max_num_queries
):
    with django_assert_max_num_queries(32):
        office.draft("notice")
    many = [f"P{number}" for number in range(200)]
    with django_assert_max_num_queries(32):
        papers = office.draft("notice", subjects=many)
    for service in (services.submit, services.check):
        with django_assert_max_num_queries(14):
            office.act(service, papers)


def test_another_person_checks_and_the_history_tells_them_apart(office, head, units):
    papers = office.bring(office.draft(), services.submit)
    chief = Office("赵主任")

    chief.act(services.check, papers)
    chief.act(services.sign, papers)

    [paper] = fresh(papers)
    assert paper.signer == "赵主任"
    assert [by for act, by, _ in steps(paper) if act in {"draft", "check", "sign"}] == [
        "王一",
        "赵主任",
        "赵主任",
    ]
