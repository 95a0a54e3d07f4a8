"""Minutes and booklet: what they say, and that they are drafted once."""

from datetime import date
from decimal import Decimal

import pytest

from ballast.dispatch.meetings import services
from ballast.dispatch.meetings.documents import BOOKLET, MINUTES
from ballast.dispatch.meetings.rules import Kind, Part, Speech, State
from ballast.dispatch.meetings.services import Seat, StatementDraft, TopicDraft
from ballast.platform.documents.kinds import Query
from ballast.platform.documents.models import Paper
from tests.documents.papers import said, signed
from tests.identity.factories import ACTOR, NOW, make_client, make_unit
from tests.meetings.factories import TODAY, make_meeting, move_to
from tests.meetings.test_minutes import LIMIT, decide
from tests.projects.factories import make_project
from tests.schedule.factories import file, make_task, undone

pytestmark = pytest.mark.django_db


def composed(kind, meeting, office):
    asked = Query(period="2024-06", subjects=[meeting.number], viewer=office, on=TODAY)
    [paper] = kind.compose(asked)
    return said(signed(kind, paper))


def test_minutes_name_who_came_what_was_decided_by_whom_and_until_when(north, office):
    south = make_unit(name="南县")
    one = make_meeting(place="高新区")
    seats = [
        Seat(unit_id=north.pk, part=Part.ATTENDS, person="张三"),
        Seat(unit_id=south.pk, part=Part.EXCUSED, person="李四", reason="公务出差"),
    ]
    services.attend(by=ACTOR, at=NOW, pk=one.pk, seats=seats)
    one = move_to(one, State.RUNNING)
    decide(
        one, matter="移交外线通道", lead_id=north.pk, assisting_ids=[south.pk], standard="移交单"
    )
    pledged = StatementDraft(unit_id=north.pk, kind=Speech.PLEDGE, promise="追平", due_on=LIMIT)
    services.speak(by=ACTOR, at=NOW, pk=one.pk, draft=pledged)
    one = move_to(one, State.HELD)

    words = composed(MINUTES, one, office)

    assert "2024年6月3日，王副市长在高新区主持召开9月份全市重点项目现场调度会。" in words
    assert "北县作了表态发言" in words
    assert "一、移交外线通道。由北县牵头，南县配合，于7月3日前办结。" in words
    assert "二、北县表态承诺：追平，于7月3日前完成。" in words
    assert "出席：北县 张三" in words
    assert "请假：南县 李四（公务出差）" in words
    assert "列席" not in words
    assert "6月5日前印发交办单" in words


def test_minutes_do_not_tell_of_a_last_meeting_that_decided_nothing(office):
    make_meeting(until=State.HELD)
    one = make_meeting(until=State.HELD)

    assert "议定0项" not in composed(MINUTES, one, office)


def test_no_minutes_are_written_of_a_meeting_that_is_not_over(office):
    one = make_meeting(until=State.RUNNING)

    asked = Query(period="2024-06", subjects=[one.number], viewer=office, on=TODAY)

    assert MINUTES.compose(asked) == []
    assert list(MINUTES.subjects("2024-06")) == []
    assert list(BOOKLET.subjects("2024-06")) == [one.number]


def test_a_booklet_has_the_agenda_the_script_the_topics_and_a_card_of_each_project(office):
    project = make_project(name="电池产业园")
    one = make_meeting()
    draft = TopicDraft(title="外线通道问题", project_id=project.pk)
    [topic] = services.ask(by=ACTOR, at=NOW, pk=one.pk, drafts=[draft])
    services.advise(by=ACTOR, at=NOW, topic_id=topic.pk, words="由经信局牵头。")

    words = composed(BOOKLET, one, office)

    assert "三、研究外线通道问题" in words
    assert "拟办意见：由经信局牵头。" in words
    assert "电池产业园" in words
    assert project.number in words


def test_a_paper_is_drafted_once_and_its_button_leads_to_it(office):
    one = make_meeting(until=State.HELD, held_on=date(2024, 6, 3))
    client, path = make_client(office), f"/meetings/{one.number}/papers/"

    first = client.post(path, {"kind": "minutes"})
    again = client.post(path, {"kind": "minutes"})

    [paper] = Paper.objects.order_by("pk")
    assert first.url == again.url == f"/papers/{paper.pk}/"
    assert (paper.kind, paper.subject, paper.period) == ("minutes", one.number, "2024-06")


def test_one_act_drafts_the_minutes_and_an_order_for_each_matter_decided(north, office):
    project = make_project(
        name="电池产业园", longitude=Decimal("113.5"), latitude=Decimal("31.2"), crs="CGCS2000"
    )
    one = make_meeting(until=State.RUNNING, kind="observation")
    decide(one, matter="移交外线通道", lead_id=north.pk)
    services.set_route(by=ACTOR, at=NOW, pk=one.pk, project_ids=[project.pk])
    one = move_to(one, State.HELD)
    client, path = make_client(office), f"/meetings/{one.number}/papers/"

    for _twice in range(2):
        client.post(path, {"kind": "minutes"})

    kinds = Paper.objects.order_by("kind").values_list("kind", "state")
    assert list(kinds) == [("assignment_order", "draft"), ("minutes", "draft")]
    page = client.get(f"/meetings/{one.number}/").content.decode()
    assert page.count('href="/papers/') >= 3  # the bar's, and one for each
    assert '"stops": [{"place": 1, "name": "\\u7535' in page


def test_minutes_that_are_sent_as_a_paper_close_the_meeting(office):
    one = make_meeting(until=State.HELD)

    services.minutes_sent(at=NOW, numbers=[one.number])
    services.minutes_sent(at=NOW, numbers=[one.number])

    assert move_to(one, None).state == State.SENT


def test_a_weekly_meeting_reads_what_was_not_done_in_the_week_before(north, office):
    task = make_task(make_project(name="北江大桥", unit=north), what="浇筑3号墩")
    file(undone(task, reason="材料未到"))
    one = make_meeting(kind=Kind.WEEKLY, held_on=date(2024, 6, 12))

    words = composed(BOOKLET, one, office)

    assert "上周未完成和未报送的周任务1项" in words
    assert "北县：北江大桥，浇筑3号墩（材料未到）" in words
