"""Issues raised: by hand, out of a check, a filing, a sweep, an instruction or a meeting."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, Pause
from ballast.dispatch.coordination.rules import Fault
from ballast.dispatch.coordination.rules.clocks import Rest
from ballast.dispatch.coordination.rules.issues import OPEN, Act, Cause, Severity, Source
from ballast.dispatch.coordination.selectors import limits, matters
from ballast.dispatch.coordination.selectors.matters import ISSUE
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor
from ballast.platform.files import services as files
from ballast.platform.files.services import Upload
from ballast.platform.identity import selectors as people
from ballast.platform.identity import services as identity
from ballast.projects import selectors as projects

from .events import IssuesRaised
from .holding import Held, add_steps, change_of, next_numbers
from .refusals import refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """What is raised, by which unit (None: the office), and who is to lead.

    The first project is the main one. ``source_key`` names what it came of, so that it is raised
    once. ``level`` above 1: by the office or a job alone. ``due_on``: a limit that was set for it,
    which holds instead of the level's where it is later.
    """

    title: str
    cause: Cause
    lead_id: int
    words: str = ""
    severity: Severity = Severity.ORDINARY
    source: Source = Source.HAND
    source_key: str = ""
    assisting_ids: Collection[int] = ()
    project_ids: Sequence[int] = ()
    raiser_id: int | None = None
    node: str = ""
    days_at_stake: int | None = None
    level: int = 1
    due_on: date | None = None
    uploads: Sequence[Upload] = ()


@transaction.atomic
def raise_issues(*, by: Actor, at: datetime, issues: Sequence[NewIssue]) -> list[Issue]:
    """Raise issues to those who are to lead them.

    Raises ``NotAllowed``, ``IssuesRefused``, and as ``files.add`` does of what proves them.
    """
    identity.insist(by, "issue.raise", "issue.decide", at=at)
    on = localdate(at)
    refuse(faults_of(by, on, issues))
    held = put(by, at, issues)
    changes = [change_of(held, row, Act.RAISE) for row in held.rows]
    audit.record(held.fact(IssuesRaised), by=by, at=at, changes=changes)
    for row, one in zip(held.rows, issues, strict=True):
        attach(by, at, ISSUE, row.pk, one.uploads)
    return held.rows


def put(by: Actor, at: datetime, issues: Sequence[NewIssue], parent: Issue | None = None) -> Held:
    """Write new issues with their first steps; parts keep the clock of what was split."""
    held = Held(by, at, [], limits.clocks())
    numbers = next_numbers(held.on.year, len(issues))
    pauses = list(parent.pauses.order_by("from_on", "pk")) if parent else []
    rests = [(one, min(one.ended_on or held.on, one.until_on)) for one in pauses]
    rested = [Rest(one.from_on, ended) for one, ended in rests]
    held.rows = [
        _row(held, one, number, parent, rested) for one, number in zip(issues, numbers, strict=True)
    ]
    Issue.objects.bulk_create(held.rows)
    Pause.objects.bulk_create(_rested(row, one, ended) for row in held.rows for one, ended in rests)
    held.before = {row.pk: {} for row in held.rows}
    held.words = {row.pk: row.words for row in held.rows}
    add_steps(held, dict.fromkeys(held.before, Act.RAISE))
    tie(held.rows, issues)
    return held


def _rested(part: Issue, of_whole: Pause, ended: date) -> Pause:
    """What its whole rested counts for a part as well; a rest that lasts on is over for it."""
    pause = Pause(issue=part, reason=of_whole.reason, words=of_whole.words, ended_on=ended)
    pause.from_on, pause.until_on = of_whole.from_on, of_whole.until_on
    return pause


def _row(
    held: Held, one: NewIssue, number: str, parent: Issue | None, rests: Sequence[Rest]
) -> Issue:
    row = Issue(
        number=number,
        title=one.title.strip(),
        words=one.words.strip(),
        cause=one.cause,
        severity=one.severity,
        source=one.source,
        source_key=one.source_key,
        level=parent.level if parent else one.level,
        level_since=parent.level_since if parent else held.on,
        accept_by=held.clocks.accept_by(held.on),
        lead_id=one.lead_id,
        raiser_id=parent.raiser_id if parent else one.raiser_id,
        raised_by=held.by.label,
        raised_at=held.at,
        raised_on=held.on,
        node=one.node,
        days_at_stake=one.days_at_stake,
        split_from=parent,
        extended_to=parent.extended_to if parent else one.due_on,
        days_less=parent.days_less if parent else None,
    )
    row.due_on = held.clocks.due_on(row, rests)
    return row


def tie(rows: Sequence[Issue], issues: Sequence[NewIssue]) -> None:
    """The projects they hold up, the main one first, and who assists."""
    held_up, assisting = Issue.projects.through, Issue.assisting.through
    held_up.objects.bulk_create(
        held_up(issue_id=row.pk, project_id=pk)
        for row, one in zip(rows, issues, strict=True)
        for pk in dict.fromkeys(one.project_ids)
    )
    assisting.objects.bulk_create(
        assisting(issue_id=row.pk, unit_id=pk)
        for row, one in zip(rows, issues, strict=True)
        for pk in dict.fromkeys(one.assisting_ids)
        if pk != one.lead_id
    )


def attach(by: Actor, at: datetime, owner: str, key: int, uploads: Sequence[Upload]) -> None:
    """Put what proves something to an issue or a task."""
    if uploads:
        files.add(by=by, at=at, owner_kind=owner, owner_key=str(key), uploads=uploads)


def faults_of(
    by: Actor, on: date, issues: Sequence[NewIssue], *, whole: Issue | None = None
) -> Iterator[Fault]:
    """All that is wrong with issues that are to be raised, or split off another."""
    if not issues:
        yield Fault("issue_none")
    reach, top = matters.reach(by, on), limits.ladder(on).top
    for one in issues:
        if not one.title.strip():
            yield Fault("issue_without_title", {}, "title")
        if not (whole or reach.decides or one.raiser_id in reach.raising):
            yield Fault("issue_not_raised_for", {"title": one.title}, "raiser")
        if not 1 <= one.level <= (max(top - 1, 1) if reach.decides else 1):
            yield Fault("issue_level", {"title": one.title}, "level")
    yield from _unknown(by, on, issues, whole)
    yield from _twice(issues)


def _unknown(
    by: Actor, on: date, issues: Sequence[NewIssue], whole: Issue | None
) -> Iterator[Fault]:
    """Units and projects that are not there; a part may name what its whole holds up."""
    units = {pk for one in issues for pk in (one.lead_id, *one.assisting_ids)}
    if people.units(on).filter(pk__in=units).count() < len(units):
        yield Fault("issue_unit_unknown", {}, "lead")
    wanted = {pk for one in issues for pk in one.project_ids}
    wanted -= set(whole.projects.values_list("pk", flat=True)) if whole else set()
    seen = projects.within_reach(by, on).filter(pk__in=wanted).count() if wanted else 0
    if seen < len(wanted):
        yield Fault("issue_project_unknown", {}, "projects")


def _twice(issues: Sequence[NewIssue]) -> Iterator[Fault]:
    """What came of one thing is raised once while it is open."""
    keys = [(one.source.value, one.source_key) for one in issues if one.source_key]
    open_ones = Issue.objects.filter(
        state__in=OPEN, source_key__in={key for _, key in keys}
    ).values_list("source", "source_key", "number")
    known = {(source, key): number for source, key, number in open_ones}
    for one in keys:
        if one in known:
            yield Fault("issue_raised_already", {"number": known[one]}, "source")
    if len(set(keys)) < len(keys):
        yield Fault("issue_raised_twice", {}, "source")
