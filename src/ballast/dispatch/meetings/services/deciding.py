"""议定事项: one keystroke makes a decision and its task; undone until the minutes are sent."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from ballast.dispatch.coordination.rules.issues import OPEN, Cause, Source
from ballast.dispatch.coordination.services import issues
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue, NewTask
from ballast.dispatch.meetings.messages import UNDONE
from ballast.dispatch.meetings.models import Decision, Meeting, Statement, Topic
from ballast.dispatch.meetings.rules import MINUTED, Speech, TopicState, key_of
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change

from .events import DecisionsMade, DecisionsUndone, StatementMade, StatementTakenBack
from .planning import held
from .refusals import MeetingsRefused, refuse

TABLE = "meetings_decision"
_TITLE = 200  # signs of an issue's title


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """A matter, who leads, who assists, by when; an amount in yuan, or what it is measured by.

    Of a topic what is left open is taken from it: its title, and who leads its issue.
    """

    due_on: date
    matter: str = ""
    lead_id: int | None = None
    assisting_ids: Sequence[int] = ()
    topic_id: int | None = None
    amount_yuan: Decimal | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """Who spoke, and what of it is a promise, by when."""

    unit_id: int
    kind: Speech
    person: str = ""
    words: str = ""
    promise: str = ""
    due_on: date | None = None


@transaction.atomic
def decide(*, by: Actor, at: datetime, pk: int, drafts: Sequence[DecisionDraft]) -> list[Decision]:
    """Write decisions while the meeting runs or after, each with its task, one to one.

    A topic's open issue gets the task; else an issue is raised by it. Raises ``NotAllowed``,
    ``MeetingsRefused``, and as ``coordination.services.assign_tasks`` and ``raise_issues`` do.
    """
    row = _minuted(by, at, pk)
    topics = _topics(row, [one.topic_id for one in drafts if one.topic_id])
    filled = [_filled(one, topics) for one in drafts]
    refuse(fault for one in filled for fault in _faults(one, row, topics))
    rows = _write(row, filled, by, at)
    _hand_over(row, rows, topics, by, at)
    _record(DecisionsMade(subject=row.number, count=len(rows)), rows, by, at)
    return rows


@transaction.atomic
def speak(*, by: Actor, at: datetime, pk: int, draft: StatementDraft) -> Statement:
    """Write who spoke; a promise becomes a task as a decision does. Raises as ``decide``."""
    row = _minuted(by, at, pk)
    promise = draft.promise.strip()
    refuse(_statement_faults(draft, row))
    said = Statement.objects.create(
        meeting=row,
        unit_id=draft.unit_id,
        kind=draft.kind,
        person=draft.person.strip(),
        words=draft.words.strip(),
        at=at,
    )
    if promise and draft.due_on:
        wanted = DecisionDraft(matter=promise, lead_id=draft.unit_id, due_on=draft.due_on)
        rows = _write(row, [wanted], by, at, statement=said)
        _hand_over(row, rows, {}, by, at)
    change = Change("meetings_statement", said.pk, {"promise": (None, promise)})
    audit.record(StatementMade(subject=row.number), by=by, at=at, changes=[change])
    return said


@transaction.atomic
def undo(*, by: Actor, at: datetime, pk: int, ids: Collection[int]) -> list[Decision]:
    """Undo decisions: their tasks are taken back, an issue raised by one is withdrawn.

    Raises ``NotAllowed``, ``MeetingsRefused``, and where a task was reported meanwhile.
    """
    row = _minuted(by, at, pk)
    rows = list(
        Decision.objects.filter(meeting=row, pk__in=ids, undone_at=None).select_related("task")
    )
    if len(rows) < len(set(ids)) or not rows:
        raise MeetingsRefused([Fault("decision_unknown")])
    _undo(rows, by, at)
    _record(DecisionsUndone(subject=row.number, count=len(rows)), rows, by, at)
    return rows


@transaction.atomic
def take_back(*, by: Actor, at: datetime, pk: int, statement_id: int) -> None:
    """Take a statement back, with its promise. Raises as ``undo``."""
    row = _minuted(by, at, pk)
    said = Statement.objects.filter(meeting=row, pk=statement_id, taken_back_at=None).first()
    if said is None:
        raise MeetingsRefused([Fault("statement_unknown")])
    promised = Decision.objects.filter(statement=said, undone_at=None).select_related("task")
    _undo(list(promised), by, at)
    said.taken_back_at = at
    said.save(update_fields=["taken_back_at"])
    change = Change("meetings_statement", said.pk, {"taken_back_at": (None, at)})
    audit.record(StatementTakenBack(subject=row.number), by=by, at=at, changes=[change])


def _minuted(by: Actor, at: datetime, pk: int) -> Meeting:
    row = held(by, at, pk)
    if row.state not in MINUTED:
        raise MeetingsRefused([Fault("meeting_not_minuted", {"number": row.number})])
    return row


def _topics(row: Meeting, ids: Collection[int]) -> dict[int, Topic]:
    rows = Topic.objects.filter(meeting=row, pk__in=ids, state=TopicState.ADMITTED)
    return {one.pk: one for one in rows.select_related("issue")}


def _filled(one: DecisionDraft, topics: Mapping[int, Topic]) -> DecisionDraft:
    """With what its topic says where it says nothing itself."""
    topic = topics.get(one.topic_id or 0)
    issue = topic.issue if topic else None
    return DecisionDraft(
        due_on=one.due_on,
        matter=one.matter.strip() or (topic.title if topic else ""),
        lead_id=one.lead_id or (issue.lead_id if issue else None),
        assisting_ids=[unit for unit in one.assisting_ids if unit != one.lead_id],
        topic_id=one.topic_id,
        amount_yuan=one.amount_yuan,
        standard=one.standard.strip(),
    )


def _faults(one: DecisionDraft, row: Meeting, topics: Mapping[int, Topic]) -> Iterator[Fault]:
    if not one.matter:
        yield Fault("decision_without_matter", {}, "matter")
    if one.lead_id is None:
        yield Fault("decision_without_lead", {}, "lead")
    if one.due_on < row.held_on:
        yield Fault("decision_due_before", {"day": f"{row.held_on}"}, "due_on")
    if one.topic_id and one.topic_id not in topics:
        yield Fault("topic_unknown", {}, "topic")


def _statement_faults(one: StatementDraft, row: Meeting) -> Iterator[Fault]:
    if one.promise.strip() and one.due_on is None:
        yield Fault("promise_without_limit", {}, "due_on")
    if one.due_on and one.due_on < row.held_on:
        yield Fault("decision_due_before", {"day": f"{row.held_on}"}, "due_on")


def _write(
    row: Meeting,
    drafts: Sequence[DecisionDraft],
    by: Actor,
    at: datetime,
    statement: Statement | None = None,
) -> list[Decision]:
    last = Decision.objects.filter(meeting=row).aggregate(last=Max("n"))["last"] or 0
    rows = Decision.objects.bulk_create(
        Decision(
            meeting=row,
            n=n,
            topic_id=one.topic_id,
            statement=statement,
            matter=one.matter,
            lead_id=one.lead_id or 0,  # whoever has none was refused
            due_on=one.due_on,
            amount_yuan=one.amount_yuan,
            standard=one.standard,
            made_by=by.label,
            made_at=at,
        )
        for n, one in enumerate(drafts, last + 1)
    )
    through = Decision.assisting.through
    through.objects.bulk_create(
        through(decision_id=made.pk, unit_id=unit)
        for made, one in zip(rows, drafts, strict=True)
        for unit in dict.fromkeys(one.assisting_ids)
    )
    return rows


def _hand_over(
    row: Meeting, rows: Sequence[Decision], topics: Mapping[int, Topic], by: Actor, at: datetime
) -> None:
    """A task for each: on the open issue of its topic, else on an issue raised by it."""
    at_issue = {one.pk: _open_issue(one, topics) for one in rows}
    new = [one for one in rows if at_issue[one.pk] is None]
    if new:
        wanted = [_issue(row, one, topics.get(one.topic_id or 0)) for one in new]
        for one, issue in zip(new, issues.raise_issues(by=by, at=at, issues=wanted), strict=True):
            at_issue[one.pk], one.has_raised = issue.pk, True
    wanted_tasks = [_task(row, one, at_issue[one.pk] or 0) for one in rows]
    tasks = issues.assign_tasks(by=by, at=at, tasks=wanted_tasks)
    for one, task in zip(rows, tasks, strict=True):
        one.task = task
    Decision.objects.bulk_update(rows, ["task", "has_raised"])


def _open_issue(one: Decision, topics: Mapping[int, Topic]) -> int | None:
    topic = topics.get(one.topic_id or 0)
    issue = topic.issue if topic else None
    return issue.pk if issue is not None and issue.state in OPEN else None


def _task(row: Meeting, one: Decision, issue_id: int) -> NewTask:
    return NewTask(
        issue_id=issue_id,
        words=one.matter,
        outcome=one.standard,
        unit_id=one.lead_id,
        due_on=one.due_on,
        decision_key=key_of(row.number, one.n),
    )


def _issue(row: Meeting, one: Decision, topic: Topic | None) -> NewIssue:
    assisting = Decision.assisting.through.objects.filter(decision_id=one.pk)
    return NewIssue(
        title=one.matter[:_TITLE],
        words=topic.words if topic else "",
        cause=Cause.OTHER,
        source=Source.MEETING,
        source_key=key_of(row.number, one.n),
        lead_id=one.lead_id,
        assisting_ids=list(assisting.values_list("unit_id", flat=True)),
        project_ids=[topic.project_id] if topic and topic.project_id else [],
        due_on=one.due_on,
    )


def _undo(rows: Sequence[Decision], by: Actor, at: datetime) -> None:
    own = [one for one in rows if one.has_raised and one.task]
    lent = [one.task.pk for one in rows if not one.has_raised and one.task]
    for one in rows:
        one.undone_by, one.undone_at = by.label, at
        one.task = None if not one.has_raised else one.task
    Decision.objects.bulk_update(rows, ["undone_by", "undone_at", "task"])
    if own:
        moves = [
            IssueMove(issue_id=one.task.issue_id, words=str(UNDONE)) for one in own if one.task
        ]
        issues.withdraw(by=by, at=at, moves=moves)
    if lent:
        issues.withdraw_tasks(by=by, at=at, ids=lent)


def _record(
    event: DecisionsMade | DecisionsUndone, rows: Iterable[Decision], by: Actor, at: datetime
) -> None:
    changes = [
        Change(TABLE, one.pk, {"matter": (None, one.matter), "undone_at": (None, one.undone_at)})
        for one in rows
    ]
    audit.record(event, by=by, at=at, changes=changes)
