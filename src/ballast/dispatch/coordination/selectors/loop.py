"""The loop on any day, past or present, counted from the dated steps."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from ballast.dispatch.coordination.rules import loop as rules
from ballast.dispatch.coordination.rules.issues import RUNNING, Act, IssueState
from ballast.dispatch.coordination.rules.loop import Course, LoopCounts
from ballast.platform.codelists import selectors as codelists

_COURSES = """
WITH step AS (
    SELECT id, issue_id, act, "on", state, level, lead_id, due_on,
           lag(state) OVER following AS was, lag(due_on) OVER following AS was_due
    FROM coordination_issuestep
    WHERE "on" <= %(on)s AND (%(at)s::timestamptz IS NULL OR at <= %(at)s)
    WINDOW following AS (PARTITION BY issue_id ORDER BY id)
),
course AS (
    SELECT issue_id, max(id) AS last, min("on") AS raised_on,
           max("on") FILTER (WHERE act = ANY(%(solving)s)) AS solved_on,
           bool_or(state = ANY(%(taken)s)) AS was_accepted,
           bool_or(state = 'closed') AS was_closed,
           bool_or(act = 'reopen') AS was_reopened,
           bool_or(was = ANY(%(running)s) AND was_due < "on" AND act <> 'redate') AS was_late
    FROM step GROUP BY issue_id
)
SELECT issue.state, issue.level, issue.lead_id, issue.due_on, course.raised_on, course.solved_on,
       course.was_accepted, course.was_closed, course.was_reopened, coalesce(was_late, false),
       known.cause
FROM course JOIN step AS issue ON issue.id = course.last
JOIN coordination_issue AS known ON known.id = course.issue_id
"""
_SOLVING = (Act.SOLVE, Act.DECIDE_CLOSED)
_TAKEN = (IssueState.ACCEPTED, IssueState.IN_HAND, IssueState.SOLVED, IssueState.CLOSED)


def courses(on: date, at: datetime | None = None) -> Sequence[Course]:
    """What the steps of every issue up to a day, or a moment of it, come to; one query."""
    asked: dict[str, Any] = {
        "on": on,
        "at": at,
        "solving": [one.value for one in _SOLVING],
        "taken": [one.value for one in _TAKEN],
        "running": [one.value for one in RUNNING],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COURSES, asked)
        return [Course(IssueState(state), *rest) for state, *rest in cursor.fetchall()]


def loop_counts(on: date, at: datetime | None = None) -> LoopCounts:
    """How the whole loop stood on a day; two queries."""
    return rules.loop_counts(courses(on, at), on, codelists.calendar())
