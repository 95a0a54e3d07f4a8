"""What was decided and promised, and what has become of it: 上次议定 11 项，办结 8."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.timezone import localdate

from ballast.dispatch.meetings.models import Decision, Meeting, Statement
from ballast.dispatch.meetings.rules import PAST, Fate, Tally, fate, tally

from .meetings import last_of_kind, meetings, speaks_for

if TYPE_CHECKING:
    from ballast.dispatch.coordination.models import Issue
    from ballast.platform.identity.models import User


@dataclass(frozen=True, slots=True)
class Promise:
    """One decision, or promise, as it stands on a day."""

    decision: Decision
    fate: Fate
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a meeting: decisions counted alone, promises of speeches beside them."""

    meeting: Meeting
    tally: Tally
    pledged: Tally
    lines: Sequence[Promise]

    @property
    def late_lines(self) -> list[Promise]:
        return [one for one in self.lines if one.fate is Fate.LATE]


def decisions(meeting: Meeting) -> QuerySet[Decision]:
    """What stands of a meeting's decisions, in their order."""
    rows = Decision.objects.filter(meeting=meeting, undone_at=None).order_by("n")
    return rows.select_related("lead", "topic", "statement__unit", "task__issue").prefetch_related(
        "assisting"
    )


def issues_decided(meeting: Meeting) -> "list[Issue]":
    """The issues at which its decisions lie as tasks, each once."""
    found = (one.task.issue for one in decisions(meeting) if one.task)
    return list({one.pk: one for one in found}.values())


def statements(meeting: Meeting) -> list[Statement]:
    """Who spoke, in that order."""
    rows = Statement.objects.filter(meeting=meeting, taken_back_at=None).select_related(
        "unit", "promise"
    )
    return list(rows.order_by("pk"))


def kept(meeting: Meeting, on: date) -> Kept:
    """What of this meeting's decisions is closed, goes on in time, is late by a day."""
    lines = [_standing(one, on) for one in decisions(meeting)]
    decided = [one.fate for one in lines if one.decision.statement_id is None]
    pledged = [one.fate for one in lines if one.decision.statement_id is not None]
    return Kept(meeting, tally(decided), tally(pledged), lines)


def promises_kept(meeting: Meeting, on: date) -> Kept | None:
    """With what a meeting opens: what became of the last one of its kind, if there was one."""
    before = last_of_kind(meeting)
    return kept(before, on) if before else None


def last_kept(viewer: "User", on: date) -> Kept | None:
    """What became of the last meeting that decided anything, of those a person sees."""
    rows = meetings(viewer, on).filter(held_on__lte=on, state__in=PAST)
    decided = Decision.objects.filter(undone_at=None, statement=None)
    last = rows.filter(pk__in=decided.values("meeting")).first()
    return kept(last, on) if last else None


def promises_due(viewer: "User", on: date) -> QuerySet[Decision]:
    """What the units a person speaks for have been given by meetings and have not finished."""
    rows = Decision.objects.filter(lead__in=speaks_for(viewer, on), undone_at=None)
    waiting = rows.filter(task__done_at=None, task__isnull=False, task__issue__closed_at=None)
    return waiting.order_by("due_on", "pk")


def _standing(one: Decision, on: date) -> Promise:
    task = one.task
    moments = [task.accepted_at, task.issue.closed_at] if task else []
    closed = min((localdate(moment) for moment in moments if moment), default=None)
    return Promise(one, fate(closed_on=closed, due_on=one.due_on, on=on), closed)
