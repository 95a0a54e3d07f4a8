"""Papers about issues: drafted when they climb or when asked for, noted when they were sent."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ballast.dispatch.coordination.documents import letters
from ballast.dispatch.coordination.models import Issue
from ballast.dispatch.coordination.rules import OPEN, Fault
from ballast.dispatch.coordination.rules.issues import OPEN as ISSUE_OPEN
from ballast.dispatch.coordination.rules.issues import Act
from ballast.dispatch.coordination.rules.papers import (
    LoopPaper,
    number_of,
    subject_of,
    to_draft,
)
from ballast.dispatch.coordination.selectors import limits, matters
from ballast.dispatch.coordination.selectors import papers as selectors
from ballast.platform.audit.services import Actor
from ballast.platform.documents import selectors as documents
from ballast.platform.documents import services as drafting
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.rules import Role

from .issues.climbing import raise_to_headquarters
from .issues.effects import done
from .issues.events import PetitionsDropped
from .issues.holding import Held, write
from .issues.refusals import refuse
from .plan_events import PapersNoted
from .plans import ask_plans

if TYPE_CHECKING:
    from ballast.platform.documents.models import Paper
    from ballast.platform.identity.models import User

BY = Actor("job", None, "coordination.papers")


@transaction.atomic
def draft_papers(
    *, by: Actor, at: datetime, viewer: "User", kind: LoopPaper, numbers: Collection[str]
) -> "list[Paper]":
    """Draft a paper of one kind about each of these issues, in the figures of the last month.

    Raises ``NotAllowed``, and ``IssuesRefused``: unknown or over, drafted or in force already,
    without tasks to hand out, with no government to urge.
    """
    on = localdate(at)
    period = selectors.figures_period(on)
    rows = {one.number: one for one in matters.issues(viewer, on).filter(number__in=numbers)}
    refuse(_faults(kind, period, list(dict.fromkeys(numbers)), rows))
    subjects = [subject_of(one, rows[one].reopened) for one in dict.fromkeys(numbers)]
    return drafting.draft(
        by=by, at=at, viewer=viewer, kind=kind.value, period=period, subjects=subjects
    )


@transaction.atomic
def draft_assignments(
    *, by: Actor, at: datetime, viewer: "User", numbers: Collection[str]
) -> "list[Paper]":
    """A 交办单 about each of these issues that is open, has tasks, and has none this month.

    Raises ``NotAllowed``.
    """
    on, kind = localdate(at), LoopPaper.ASSIGNMENT_ORDER
    period = selectors.figures_period(on)
    rows = {one.number: one for one in matters.issues(viewer, on).filter(number__in=numbers)}
    asked = [number for number in dict.fromkeys(numbers) if number in rows]
    without = {one.params["number"] for one in _faults(kind, period, asked, rows)}
    left = [number for number in asked if number not in without]
    if not left:
        return []
    return draft_papers(by=by, at=at, viewer=viewer, kind=kind, numbers=left)


@transaction.atomic
def draft_climbed(*, at: datetime, numbers: Collection[str], by_time: bool) -> "list[Paper]":
    """Issues have climbed: draft their 督办单, and the letter to who let the limit go by.

    Of what was closed before anybody came to draft there is nothing to urge.
    """
    found = Issue.objects.filter(number__in=numbers, state__in=OPEN)
    rows = list(found.select_related("lead").order_by("pk"))
    reminded = selectors.reminded([one.pk for one in rows])
    wanted: dict[LoopPaper, list[Issue]] = defaultdict(list)
    governed = selectors.governed([one.pk for one in rows], letters.GOVERNED)
    for row in rows:
        kinds = to_draft(
            by_time=by_time,
            was_reminded=row.pk in reminded,
            is_government=row.pk in governed,
        )
        for kind in kinds:
            wanted[kind].append(row)
    return [paper for kind, its in wanted.items() for paper in _draft(kind, its, at)]


@transaction.atomic
def draft_petitions(*, at: datetime, numbers: Collection[str]) -> "list[Paper]":
    """Only a signed petition takes issues to headquarters: draft it, where they are not yet."""
    top = limits.clocks().ladder(localdate(at)).top
    rows = Issue.objects.filter(number__in=numbers, state__in=OPEN, level__lt=top).order_by("pk")
    return _draft(LoopPaper.PETITION, list(rows), at)


@transaction.atomic
def note_sent(*, at: datetime, paper_ids: Collection[int]) -> list[Issue]:
    """Papers went out: each stands in its issue's history, and a petition takes it higher."""
    kinds = [one.value for one in LoopPaper]
    sent = documents.papers_of(paper_ids).filter(kind__in=kinds).order_by("pk")
    noted = selectors.noted([one.pk for one in sent])
    told: list[Issue] = []
    for paper in sent:
        if paper.pk in noted:
            continue
        number = number_of(paper.subject)
        raised: Sequence[Issue] = ()
        if paper.kind == LoopPaper.PETITION:
            raised = raise_to_headquarters(by=BY, at=at, numbers=[number], paper_id=paper.pk)
        told += raised or _note(paper, number, at)
    return told


@transaction.atomic
def note_dropped(*, at: datetime, paper_ids: Collection[int]) -> list[Issue]:
    """Petitions were thrown away, or withdrawn unsent: they may be asked for again."""
    dropped = documents.papers_of(paper_ids).filter(kind=LoopPaper.PETITION).order_by("pk")
    subjects = dict.fromkeys(dropped.values_list("subject", flat=True))
    live = selectors.in_hand(LoopPaper.PETITION.value, subjects)
    numbers = [number_of(one) for one in subjects if one not in live]
    meant = Issue.objects.filter(pk__in=matters.last_of_numbers(numbers), state__in=ISSUE_OPEN)
    asked = meant.filter(petition_asked_on__isnull=False)
    rows = list(asked.select_for_update(of=("self",)).order_by("pk"))
    held = Held(BY, at, rows, limits.clocks([row.pk for row in rows]))
    return done(held, Act.UNASK, PetitionsDropped)


def _note(paper: "Paper", number: str, at: datetime) -> list[Issue]:
    meant = Issue.objects.filter(pk__in=matters.last_of_numbers([number]))
    rows = list(meant.select_for_update(of=("self",)))
    if not rows:
        return []
    words = {row.pk: paper.number or paper.plain_title for row in rows}
    held = Held(BY, at, rows, limits.clocks([row.pk for row in rows]), words)
    asked = [(row, paper) for row in rows if paper.kind == LoopPaper.SUPERVISION_ORDER]
    more = ask_plans(asked, localdate(at))
    return write(held, Act.PAPER, held.fact(PapersNoted), paper_id=paper.pk, more=more)


def _draft(kind: LoopPaper, rows: Sequence[Issue], at: datetime) -> "list[Paper]":
    """As the office; nothing where nobody works there."""
    on = localdate(at)
    viewer = identity.first_holding(Role.PROJECT_OFFICE, on)
    if viewer is None or not rows:
        return []
    return drafting.draft(
        by=BY,
        at=at,
        viewer=viewer,
        kind=kind.value,
        period=selectors.figures_period(on),
        subjects=[subject_of(one.number, one.reopened) for one in rows],
    )


def _faults(
    kind: LoopPaper, period: str, numbers: Sequence[str], rows: dict[str, Issue]
) -> Iterator[Fault]:
    subjects = {one: subject_of(one, rows[one].reopened) for one in numbers if one in rows}
    there = selectors.drafted(kind.value, period, subjects.values())
    ids = [row.pk for row in rows.values()]
    speechless = _speechless(kind, ids)
    for number in numbers:
        row = rows.get(number)
        told = {"number": number}
        if row is None:
            yield Fault("issue_unknown")
        elif row.state not in OPEN:
            yield Fault("issue_paper_over", told)
        elif subjects[number] in there:
            yield Fault("issue_paper_there", told)
        elif row.pk in speechless:
            yield Fault(_SPEECHLESS[kind], told)


_SPEECHLESS = {
    LoopPaper.ASSIGNMENT_ORDER: "issue_paper_without_tasks",
    LoopPaper.SUPERVISION_LETTER: "issue_paper_without_government",
}


def _speechless(kind: LoopPaper, ids: Sequence[int]) -> set[int]:
    """The issues of which this kind has nothing to say."""
    match kind:
        case LoopPaper.ASSIGNMENT_ORDER:
            return set(ids) - selectors.with_tasks(ids)
        case LoopPaper.SUPERVISION_LETTER:
            return set(ids) - selectors.governed(ids, letters.GOVERNED)
        case _:
            return set()
