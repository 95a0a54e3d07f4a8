"""Meetings as the office plans and moves them on, and as units see them."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import BeautifulSoup

from ballast.dispatch.meetings import selectors, services
from ballast.dispatch.meetings.models import Attendance, DispatchTable, Meeting
from ballast.dispatch.meetings.rules import Act, Dispatcher, Every, Kind, Line, Part, State
from ballast.dispatch.meetings.services import MeetingsRefused, MovedMeanwhile, Seat
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from tests.identity.factories import ACTOR, NOW, make_client, make_user
from tests.meetings.factories import TODAY, draft_meeting, make_meeting
from tests.support.html import region, swap

pytestmark = pytest.mark.django_db


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_meetings_of_a_year_are_numbered_on_and_those_of_another_from_one():
    days = (date(2023, 9, 15), date(2023, 10, 18), date(2024, 1, 5))
    drafts = [draft_meeting(held_on=day) for day in days]

    planned = services.plan(by=ACTOR, at=NOW, drafts=drafts[:1])
    planned += services.plan(by=ACTOR, at=NOW, drafts=drafts[1:])

    assert [one.number for one in planned] == ["M2023-1", "M2023-2", "M2024-1"]


def test_of_two_who_move_a_meeting_on_at_once_the_second_is_told():
    one = make_meeting()
    services.move(by=ACTOR, at=NOW, pk=one.pk, act=Act.ASK, seen=State.PLANNED)
    entries = Entry.objects.count()

    with pytest.raises(MovedMeanwhile):
        services.move(by=ACTOR, at=NOW, pk=one.pk, act=Act.FIX, seen=State.PLANNED)

    assert Meeting.objects.get().state == State.ASKING
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("state", "act", "code"),
    [
        (State.FIXED, Act.SEND, "meeting_not_there"),
        (State.RUNNING, Act.CALL_OFF, "meeting_not_there"),
        (State.FIXED, Act.CALL_OFF, "called_off_without_reason"),
        (State.HELD, Act.SEND, "meeting_without_chair"),
    ],
)
def test_a_meeting_is_not_moved_where_it_may_not_go(state, act, code):
    one = make_meeting(until=state, chair="")

    with pytest.raises(MeetingsRefused) as refused:
        services.move(by=ACTOR, at=NOW, pk=one.pk, act=act, seen=state)

    assert code in [fault.code for fault in refused.value.faults]
    assert Meeting.objects.get().state == state


def test_who_is_excused_says_why_and_nothing_is_written_without(north):
    one = make_meeting(units=[north])
    seats = [Seat(unit_id=north.pk, part=Part.EXCUSED)]

    with pytest.raises(MeetingsRefused):
        services.attend(by=ACTOR, at=NOW, pk=one.pk, seats=seats)

    assert Attendance.objects.get().part == Part.ATTENDS


def test_a_unit_sees_the_meetings_it_takes_part_in_and_those_that_ask_for_topics(north, office):
    clerk = make_user(role=Role.DISTRICT, unit=north)
    mine, asking = make_meeting(units=[north]), make_meeting(until=State.ASKING)
    make_meeting()

    assert set(selectors.meetings(clerk, TODAY)) == {mine, asking}
    assert selectors.meetings(office, TODAY).count() == 3
    assert not selectors.meetings(make_user(), TODAY)


def test_the_office_plans_a_meeting_writes_who_comes_and_moves_it_on(north, office):
    client = make_client(office)
    said = {"kind": "monthly", "title": "10月调度会", "held_on": "2023-10-18", "starts_at": "09:00"}

    planned = client.post("/meetings/new/", said)
    assert planned.url == "/meetings/M2023-1/"
    seat = {f"unit{north.pk}-part": "excused", f"unit{north.pk}-person": "张三"}
    assert client.post(f"{planned.url}attendance/", seat).status_code == 422
    seat[f"unit{north.pk}-reason"] = "公务出差"
    shown = client.post(f"{planned.url}attendance/", seat, follow=True)
    assert "公务出差" in text(shown)
    client.post(f"{planned.url}move/", {"act": "ask", "seen": "planned"})
    assert Meeting.objects.get().state == State.ASKING


def test_the_list_is_filtered_without_a_reload_and_exported_as_it_stands(office):
    make_meeting(title="石阙县专题会", kind=Kind.AD_HOC)
    make_meeting()
    client, address = make_client(office), "/meetings/?tab=coming&q=石阙"

    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    assert swap(whole, "#meetings", part) == region(whole, "#meetings")
    export = client.get(f"/meetings/export/{address[10:]}")
    rows = openpyxl.load_workbook(BytesIO(b"".join(export.streaming_content))).active.values
    assert [row[1] for row in rows][2:] == ["标题", "石阙县专题会"]


def test_the_office_sets_the_table_anew_and_what_held_is_kept(office):
    client = make_client(office)
    line = {"by": "office", "every": "month", "meeting": "monthly", "families": ["progress"]}
    said = {"valid_from": "2023-09-01"} | {f"line0-{name}": value for name, value in line.items()}

    assert client.post("/meetings/dispatch/edit/", said | {"line0-families": []}).status_code == 422
    assert DispatchTable.objects.count() == 0
    client.post("/meetings/dispatch/edit/", said)

    [kept] = selectors.dispatch_table(date(2023, 9, 1)).lines
    assert kept == Line("", "", Dispatcher.OFFICE, Every.MONTH, Kind.MONTHLY, ("progress",))
    assert selectors.dispatch_table(date(2023, 8, 31)).version == 0
    with pytest.raises(MeetingsRefused):
        services.set_dispatch(by=ACTOR, at=NOW, lines=[kept], valid_from=date(2023, 8, 31))
