"""The city's meetings, day by day: called, filled with topics, held, minuted, their tasks done."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.rules import OPEN, Cause
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import TaskReport
from ballast.dispatch.meetings import services as meetings
from ballast.dispatch.meetings.documents import MINUTES
from ballast.dispatch.meetings.models import Meeting, Topic
from ballast.dispatch.meetings.rules import Act, Part, Speech, State, TopicState
from ballast.dispatch.meetings.services import (
    DecisionDraft,
    MeetingDraft,
    Seat,
    StatementDraft,
    TopicDraft,
)
from ballast.edges.demo import papers
from ballast.edges.demo.days import at
from ballast.edges.demo.generator.told import YEAR
from ballast.edges.demo.generator.units import OFFICE
from ballast.platform.documents import services as documents
from ballast.platform.files.services import Upload

from . import calls
from .calls import CALLS, Call

if TYPE_CHECKING:
    from .living import Loop

_DECIDED_HOUR = 15
_LATE, _NEVER, _SENT_BACK = 3, 7, 5  # every third task is late, every seventh not done at all


class Meetings:
    """What the office and the units do for meetings on a day."""

    def __init__(self, loop: "Loop") -> None:
        self._loop, self._office = loop, loop.people.office
        self._by_day = {date(YEAR, *one.held): one for one in CALLS}

    def raises(self, day: date) -> Sequence[int]:
        """The fates that come of promises: raised on the day of a meeting, settled at once."""
        if day not in self._by_day:
            return []
        found = (
            place
            for place, one in enumerate(self._loop.fates)
            if one.raised == day and one.is_promised
        )
        return list(islice(found, len(self._loop.lagging)))

    def live(self, day: date) -> None:
        for one in CALLS:
            if day == date(YEAR, *one.asked):
                self._call(one, day)
            if day == date(YEAR, *one.held):
                self._hold(one, day)
            if one.minuted and day == date(YEAR, *one.minuted):
                self._minute(one, day)
        if self._loop.calendar.is_workday(day):
            self._do_tasks(day)

    # Before

    def _call(self, one: Call, day: date) -> None:
        """Planned and opened to topics; two units ask, the office puts in the rest."""
        draft = MeetingDraft(
            kind=one.kind,
            title=one.title,
            held_on=date(YEAR, *one.held),
            starts_at=time(9, 30) if one.route else time(_DECIDED_HOUR),
            place=one.place,
            chair=one.chair,
        )
        [row] = meetings.plan(by=self._office, at=at(day, 9), drafts=[draft])
        meetings.move(by=self._office, at=at(day, 10), pk=row.pk, act=Act.ASK, seen=State.PLANNED)
        found = self._matters(one.topics + 1)
        asked = [issue for issue in found if issue.lead.code in self._loop.readers][:3]
        for issue in asked:
            meetings.ask(
                by=self._loop.readers[issue.lead.code],
                at=at(day, 14),
                pk=row.pk,
                drafts=[_topic(issue, unit_id=issue.lead_id)],
            )
        if one.held > (10, 31):  # to come: the office has not looked at them yet
            return
        self._judge(row, day)
        rest = [_topic(issue) for issue in found if issue not in asked]
        if rest:
            meetings.ask(by=self._office, at=at(day, 16), pk=row.pk, drafts=rest)
        self._prepare(row, day)

    def _matters(self, count: int) -> list[Issue]:
        """What is higher and longer overdue first, and no meeting has spoken of yet."""
        open_ones = Issue.objects.filter(state__in=OPEN, waiting_since=None, level__gte=2)
        spoken = Topic.objects.exclude(issue=None).values("issue")
        rows = open_ones.exclude(pk__in=spoken).select_related("lead").order_by("due_on", "pk")
        return list(rows.prefetch_related("projects", "assisting")[:count])

    def _judge(self, row: Meeting, day: date) -> None:
        """The last that was asked for is sent back where there are three; the others come up."""
        asked = list(Topic.objects.filter(meeting=row, state=TopicState.ASKED).order_by("pk"))
        kept, back = (asked[:2], asked[2:]) if len(asked) > 2 else (asked, [])
        when, ids = at(day, 15), [one.pk for one in kept]
        if ids:
            meetings.admit(by=self._office, at=when, pk=row.pk, ids=ids, advice=calls.ADVICE)
        if back:
            meetings.send_back(
                by=self._office,
                at=when,
                pk=row.pk,
                ids=[one.pk for one in back],
                reason=calls.NOT_HERE,
            )

    def _prepare(self, row: Meeting, day: date) -> None:
        """The office advises on the first topic, and asks in writing who is to help."""
        topic = Topic.objects.filter(meeting=row, state=TopicState.ADMITTED).order_by("pk").first()
        if topic is None:
            return
        meetings.advise(by=self._office, at=at(day, 16), topic_id=topic.pk, words=calls.ADVICE)
        helping = ("SL-ZJ", "SL-ST")
        asked = meetings.ask_opinions(
            by=self._office,
            at=at(day, 17),
            topic_id=topic.pk,
            unit_ids=[self._loop.units[code] for code in helping],
            due_on=row.held_on,
        )
        meetings.opine(
            by=self._loop.readers[helping[0]],
            at=at(day, 18),
            opinion_id=asked[0].pk,
            words=calls.OPINION,
        )

    # At it

    def _hold(self, one: Call, day: date) -> None:
        row = Meeting.objects.get(title=one.title)
        if one.route:
            stops = [self._loop.ids[name] for name in calls.ROUTE if name in self._loop.ids]
            meetings.set_route(by=self._office, at=at(day, 8), pk=row.pk, project_ids=stops)
        topics = self._topics(row)
        since = State.ASKING
        for act, hour in ((Act.FIX, 8), (Act.START, _DECIDED_HOUR)):
            moved = meetings.move(by=self._office, at=at(day, hour), pk=row.pk, act=act, seen=since)
            since = State(moved.state)
        when = at(day, _DECIDED_HOUR, 30)
        leads = list(dict.fromkeys(topic.issue.lead.code for topic in topics if topic.issue))
        meetings.attend(by=self._office, at=when, pk=row.pk, seats=self._seats(leads))
        due = self._loop.calendar.add(day, one.within)
        drafts = [_decision(topic, due) for topic in topics]
        if drafts:
            meetings.decide(by=self._office, at=when, pk=row.pk, drafts=drafts)
        self._speak(row, day, when)
        meetings.move(by=self._office, at=at(day, 17), pk=row.pk, act=Act.END, seen=since)

    def _topics(self, row: Meeting) -> list[Topic]:
        rows = Topic.objects.filter(
            meeting=row, state=TopicState.ADMITTED, issue__state__in=OPEN
        ).select_related("issue__lead")
        return list(rows.prefetch_related("issue__projects", "issue__assisting").order_by("pk"))

    def _seats(self, leads: Sequence[str]) -> list[Seat]:
        units = self._loop.units
        parts = dict.fromkeys((OFFICE.code, *calls.SPEAKS_WELL, *leads), Part.ATTENDS)
        parts |= {"SL-JX": Part.EXCUSED, "SL-DC": Part.SITS_IN}
        return [
            Seat(
                unit_id=units[code],
                part=part,
                person="×××",
                reason=calls.EXCUSE if part is Part.EXCUSED else "",
            )
            for code, part in parts.items()
        ]

    def _speak(self, row: Meeting, day: date, when: datetime) -> None:
        """Who does well tells how; who lags promises, and the promise is a matter of its own."""
        for code in calls.SPEAKS_WELL:
            said = StatementDraft(
                unit_id=self._loop.units[code],
                kind=Speech.EXCHANGE,
                person="×××",
                words=calls.EXCHANGED,
            )
            meetings.speak(by=self._office, at=when, pk=row.pk, draft=said)
        for place, unit in zip(self.raises(day), self._loop.lagging, strict=False):
            said = StatementDraft(
                unit_id=self._loop.units[unit.code],
                kind=Speech.PLEDGE,
                person="×××",
                words=calls.PLEDGED,
                promise=calls.PROMISE.format(unit=unit.short_name),
                due_on=self._loop.calendar.add(day, 5),
            )
            made = meetings.speak(by=self._office, at=when, pk=row.pk, draft=said)
            task = Task.objects.get(decision_key=f"{row.number}-{made.promise.n}")
            self._loop.become[place] = task.issue_id

    # After

    def _minute(self, one: Call, day: date) -> None:
        """The minutes are drafted, signed by who presided, and sent."""
        row = Meeting.objects.get(title=one.title)
        code = f"{row.held_on:%Y-%m}"
        drafted = documents.draft(
            by=self._office,
            at=at(day, 10),
            viewer=papers.drafter(),
            kind=MINUTES.code,
            period=code,
            subjects=[row.number],
        )
        papers.put_out(self._office, day, drafted)
        meetings.minutes_sent(at=at(day, 18), numbers=[row.number])

    def _do_tasks(self, day: date) -> None:
        """Most are told done as they fall due, some late, one in seven never; the office looks."""
        add = self._loop.calendar.add
        every = Task.objects.order_by("pk")
        place = {pk: n for n, pk in enumerate(every.values_list("pk", flat=True), 1)}
        waiting = every.select_related("unit", "issue")
        for row in waiting.filter(done_at=None, due_on__lte=add(day, 1)):
            late = place[row.pk] % _LATE == 0 or row.returned > 0
            if place[row.pk] % _NEVER == 0 or day < (add(row.due_on, 2) if late else row.due_on):
                continue
            by = self._loop.readers.get(row.unit.code, self._office)
            proof = Upload(f"{row.issue.number}办理情况.txt", BytesIO(calls.DONE.encode()))
            report = TaskReport(task_id=row.pk, words=calls.DONE, uploads=[proof])
            issues.report_tasks(by=by, at=at(day, 14), reports=[report])
        for row in waiting.filter(done_on__lt=day, accepted_at=None):
            if place[row.pk] % _SENT_BACK == 0 and not row.returned:
                issues.return_tasks(
                    by=self._office, at=at(day, 11), ids=[row.pk], words=calls.RETURNED
                )
            else:
                issues.accept_tasks(by=self._office, at=at(day, 11), ids=[row.pk])


def _topic(issue: Issue, unit_id: int | None = None) -> TopicDraft:
    return TopicDraft(title=issue.title, words=issue.words, unit_id=unit_id, issue_id=issue.pk)


def _decision(topic: Topic, due: date) -> DecisionDraft:
    issue = topic.issue
    named = issue.projects.all() if issue else ()
    matter = calls.SETTLES.get(Cause(issue.cause), "") if issue else ""
    return DecisionDraft(
        topic_id=topic.pk,
        due_on=due,
        matter="".join([*(one.name for one in named[:1]), matter]),
        assisting_ids=[one.pk for one in issue.assisting.all()] if issue else (),
        standard=calls.STANDARD,
    )
