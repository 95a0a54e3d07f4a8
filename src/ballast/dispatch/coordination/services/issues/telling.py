"""Notices about issues and tasks to those they wait for; told by reactions, after the act."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, Task
from ballast.dispatch.coordination.selectors.journalled import TABLE as ISSUES
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling

from . import events
from .tasks import TABLE as TASKS

# What an entry of the journal changed: by table each row with its fields, before and after.
Changes = Mapping[str, Sequence[tuple[int, Mapping[str, Sequence[Any]]]]]
Asked = tuple[int, int, int | None, Mapping[str, Any]]  # issue, unit, person, words of a task
Told = Mapping[int, int | None]  # by issue, the unit that is told; None: the office


def _leads(rows: Sequence[Issue]) -> Told:
    return {row.pk: row.lead_id for row in rows}


def _raisers(rows: Sequence[Issue]) -> Told:
    return {row.pk: row.raiser_id for row in rows}


def _raising_units(rows: Sequence[Issue]) -> Told:
    return {row.pk: row.raiser_id for row in rows if row.raiser_id}


def _offered(rows: Sequence[Issue]) -> Told:
    return {row.pk: row.offered_to_id for row in rows if row.offered_to_id}


def _office(rows: Sequence[Issue]) -> Told:
    return {row.pk: None for row in rows}


def _office_to_decide(rows: Sequence[Issue]) -> Told:
    return {row.pk: None for row in rows if row.desk}


_KINDS: Mapping[str, Sequence[tuple[str, Callable[[Sequence[Issue]], Told]]]] = {
    events.IssuesRaised.code: [("issue_raised", _leads)],
    events.IssuesRaisedAgain.code: [("issue_raised", _leads)],
    events.IssuesSplit.code: [("issue_raised", _leads)],
    events.IssuesHandedOver.code: [("issue_raised", _leads)],
    events.IssuesSentBack.code: [("issue_sent_back", _raisers)],
    events.IssuesOffered.code: [("issue_offered", _offered)],
    events.OffersDeclined.code: [("issue_declined", _leads)],
    events.IssuesEscalated.code: [("issue_escalated", _leads), ("issue_escalated", _office)],
    events.PetitionsAsked.code: [("petition_asked", _office)],
    events.IssuesNear.code: [("issue_due_soon", _leads)],
    events.IssuesReminded.code: [("issue_waits", _leads)],
    events.IssuesSolved.code: [("issue_solved", _raisers)],
    events.IssuesConfirmed.code: [("issue_closed", _leads)],
    events.SolutionsRefused.code: [
        ("issue_refused", _leads),
        ("issue_to_decide", _office_to_decide),
    ],
    events.IssuesLeftToOffice.code: [("issue_to_decide", _office_to_decide)],
    events.IssuesDecided.code: [("issue_decided", _leads), ("issue_decided", _raising_units)],
    events.IssuesReopened.code: [("issue_reopened", _leads)],
    events.IssuesWithdrawn.code: [("issue_withdrawn", _leads)],
    events.IssuesMerged.code: [("issue_merged", _leads)],
    events.TasksReported.code: [("task_reported", _leads)],
}
_TASK_KINDS: Mapping[str, str] = {
    events.TasksAssigned.code: "task_assigned",
    events.TasksReturned.code: "task_returned",
}


def tell_issues(*, code: str, numbers: Collection[str], entry_id: int, at: datetime) -> int:
    """Whom it concerns learns what happened to these issues; how many notices are news."""
    rows, on = list(Issue.objects.filter(number__in=numbers).order_by("pk")), localdate(at)
    told = [(kind, row, to) for kind, whom in _KINDS[code] for row, to in _of(rows, whom(rows))]
    people = identity.people_in({unit for _, _, unit in told if unit}, "issue.handle", on)
    office = identity.people_with("issue.decide", on) if any(not one[2] for one in told) else set()
    return notices.tell_all(
        [
            Telling(
                kind=kind,
                to=people.get(unit, set()) if unit else office,
                params={
                    "number": row.number,
                    "title": row.title,
                    "due": f"{row.due_on}",
                    "day": f"{on:%m-%d}",
                },
                link=_link(row),
                about=_about(kind, row, on, entry_id),
            )
            for kind, row, unit in told
        ],
        at=at,
    )


def tell_tasks(*, code: str, ids: Collection[int], at: datetime) -> int:
    """Who is to do each task learns of it: the person named, else the unit's people."""
    rows = list(Task.objects.filter(pk__in=ids).select_related("issue").order_by("pk"))
    people = identity.people_in({one.unit_id for one in rows}, "issue.handle", localdate(at))
    return notices.tell_all(
        [
            Telling(
                kind=_TASK_KINDS[code],
                to={one.person_id} if one.person_id else people.get(one.unit_id, set()),
                params={"number": one.issue.number, "due": f"{one.due_on}"},
                link=_link(one.issue),
                about=f"task {one.pk} {one.returned}",
            )
            for one in rows
        ],
        at=at,
    )


def tell_taken_back(*, changes: Changes, entry_id: int, at: datetime) -> int:
    """Who was offered an issue, or had a task of one, learns that nothing is asked of them now.

    They may see the issue no longer: the notice leads to their list.
    """
    offers: list[Asked] = [
        (pk, said["offered_to_id"][0], None, {})
        for pk, said in changes.get(ISSUES, ())
        if said.get("offered_to_id")
    ]
    tasks: list[Asked] = [
        (said["issue_id"][0], said["unit_id"][0], said["person_id"][0], {"words": said["words"][0]})
        for _pk, said in changes.get(TASKS, ())
    ]
    asked = [*offers, *tasks]
    rows = Issue.objects.in_bulk({pk for pk, *_ in asked})
    people = identity.people_in({one[1] for one in asked}, "issue.handle", localdate(at))
    return notices.tell_all(
        [
            Telling(
                kind="task_taken_back" if words else "offer_taken_back",
                to={person} if person else people.get(unit, set()),
                params={"number": rows[pk].number, "title": rows[pk].title, **words},
                link="/issues/?view=tasks" if words else "/issues/",
                about=f"taken back {entry_id} {place}",
            )
            for place, (pk, unit, person, words) in enumerate(asked)
        ],
        at=at,
    )


def _of(rows: Sequence[Issue], told: Told) -> list[tuple[Issue, int | None]]:
    return [(row, told[row.pk]) for row in rows if row.pk in told]


def _about(kind: str, row: Issue, on: date, entry_id: int) -> str:
    """A limit is told of once, a reminder once a day, all else as often as it happens."""
    once = {"issue_due_soon": f"{row.due_on}", "issue_waits": f"{on}"}
    return f"issue {row.pk} {once.get(kind, f'entry {entry_id}')}"


def _link(row: Issue) -> str:
    return f"/issues/{row.number}/"
