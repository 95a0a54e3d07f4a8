"""What the papers of a meeting share."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from ballast.dispatch.meetings import selectors
from ballast.dispatch.meetings.models import Meeting
from ballast.dispatch.meetings.rules import Part, Speech, State
from ballast.kernel.periods import Period
from ballast.platform.documents import words

if TYPE_CHECKING:
    from ballast.dispatch.meetings.models import Attendance
    from ballast.dispatch.meetings.selectors import Kept
    from ballast.platform.documents.kinds import Query


def of_month(period: str, states: Collection[State]) -> list[str]:
    """The numbers of the meetings of a month that are in one of these states."""
    month = Period.from_code(period)
    rows = Meeting.objects.filter(
        held_on__year=month.year, held_on__month=month.last_day.month, state__in=states
    )
    return list(rows.order_by("held_on", "pk").values_list("number", flat=True))


def asked(query: "Query") -> list[Meeting]:
    """The meetings asked for, as far as the drafter sees them, in that order."""
    rows = selectors.meetings(query.viewer, query.on).filter(number__in=set(query.subjects))
    found = {one.number: one for one in rows}
    return [found[number] for number in query.subjects if number in found]


def people(rows: Iterable["Attendance"], part: Part) -> str:
    """市财政局 ×××；市交通运输局 ×××（公务出差）."""
    told = [
        f"{one.unit.short_name} {one.person}".strip() + (f"（{one.reason}）" if one.reason else "")
        for one in rows
        if one.part == part
    ]
    return "；".join(told)


def speakers(meeting: Meeting) -> str:
    """临空经济区、栖云区作了交流发言，石阙县作了表态发言; nothing where nobody spoke."""
    rows = selectors.statements(meeting)
    told = []
    for kind, words_of in ((Speech.EXCHANGE, "交流发言"), (Speech.PLEDGE, "表态发言")):
        names = list(dict.fromkeys(one.unit.short_name for one in rows if one.kind == kind))
        if names:
            told.append(f"{'、'.join(names)}作了{words_of}")
    return "，".join(told)


def last_time(kept: "Kept | None") -> str:
    """上次会议（9月15日）议定11项，已办结8项，按期推进2项，超期1项（…）; nothing where none was."""
    if kept is None or not kept.tally.decided:
        return ""
    late = "；".join(
        f"{words.cut(one.decision.matter, 40)}，由{one.decision.lead.short_name}负责"
        for one in kept.late_lines
        if one.decision.statement_id is None
    )
    return (
        f"上次会议（{words.day(kept.meeting.held_on)}）议定{kept.tally.decided}项，"
        f"已办结{kept.tally.closed}项，按期推进{kept.tally.in_time}项，超期{kept.tally.late}项"
        + (f"（{late}）" if late else "")
    )


def opening(meeting: Meeting, day: date) -> str:
    """2023年10月18日，×××副市长在高新区主持召开9月份全市重点项目现场调度会."""
    place = f"在{meeting.place}" if meeting.place else ""
    return f"{words.dated(day)}，{meeting.chair}{place}主持召开{meeting.title}"
