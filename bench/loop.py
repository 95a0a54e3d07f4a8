"""The bars of the closed loop: the clocks' run over a province's issues, and the desk's page."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ballast.dispatch.coordination.models import Issue, IssueStep, Pause, Task
from ballast.dispatch.coordination.rules.issues import Act, IssueState
from ballast.dispatch.coordination.selectors import limits
from ballast.dispatch.coordination.services import issues as services
from ballast.platform.identity.models import Role, Unit, UnitKind
from ballast.projects.models import Project, Responsibility
from ballast.projects.rules import Party
from bench.autovacuum import take_statistics
from bench.bars import even_seconds, stopwatch
from tests.identity.factories import SINCE, make_unit, make_user

AT = datetime(2023, 10, 11, 0, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
UNITS, PROJECTS = 60, 2_000
MOST_QUERIES = 30
_READERS = (
    (Role.PROJECT_OFFICE, ""),
    (Role.CITY_LEADER, ""),
    (Role.DEPARTMENT, "LOOPCITY"),  # above all units: sees every issue by what it may see
    (Role.DISTRICT, "LOOP000"),
)
_STATES = (IssueState.RAISED, IssueState.ACCEPTED, IssueState.IN_HAND, IssueState.IN_HAND)


def clock_run_100000() -> float:
    """One day's run of the clocks: of 100,000 open issues one in twenty has run out of time."""
    _issues(100_000, AT)
    with stopwatch() as watch:
        done = services.run_clocks(at=AT)
    if done.escalated < 3_000 or done.petitions < 1_000 or done.left_to_office < 500:
        raise AssertionError(f"the run found little to do: {done}")
    if services.run_clocks(at=AT) != services.Run():
        raise AssertionError("a second run finds something to do")
    return watch.seconds


def issues_queue_20000() -> float:
    """The desk's page with 20,000 open issues: the slowest role's median."""
    _issues(20_000, datetime.now(AT.tzinfo))
    medians = []
    for role, unit in _READERS:
        client = Client(SERVER_NAME="localhost")
        at = Unit.objects.get(code=unit) if unit else None
        client.force_login(make_user(role=role, unit=at))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/issues/")
        if answer.status_code != 200 or len(asked) > MOST_QUERIES:
            raise AssertionError(f"{answer.status_code}, {len(asked)} questions")
        medians.append(even_seconds(partial(client.get, "/issues/"), 15) * 1_000)
    return max(medians)


def loop_board_20000() -> float:
    """The board of the loop with 20,000 open issues: the office's median."""
    _issues(20_000, datetime.now(AT.tzinfo))
    client = Client(SERVER_NAME="localhost")
    client.force_login(make_user(role=Role.PROJECT_OFFICE))
    if client.get("/loop/").status_code != 200:
        raise AssertionError("the board does not answer")
    return even_seconds(partial(client.get, "/loop/"), 9) * 1_000


def _issues(count: int, at: datetime) -> None:
    _raise(count, at)
    take_statistics()


@transaction.atomic
def _raise(count: int, at: datetime) -> None:
    """So many open issues of the last eight working days, each with its first step.

    Every other one has a task.
    """
    Pause.objects.all().delete()
    Task.objects.all().delete()
    IssueStep.objects.all().delete()
    for tied in (Issue.projects.through, Issue.assisting.through):
        tied.objects.all().delete()
    Issue.objects.all().delete()
    units, projects = _ground()
    known = limits.clocks()
    begun = [known.workdays.add(timezone.localdate(at), -back) for back in (1, 2, 3, 4, 5)]
    late = known.workdays.add(timezone.localdate(at), -6)
    rows = [_issue(place, at, _since(place, begun, late), units, known) for place in range(count)]
    Issue.objects.bulk_create(rows, batch_size=5_000)
    IssueStep.objects.bulk_create(
        (
            IssueStep(
                issue=row,
                act=Act.RAISE,
                by="bench",
                at=row.raised_at,
                on=row.raised_on,
                state=row.state,
                level=row.level,
                due_on=row.due_on,
                lead_id=row.lead_id,
            )
            for row in rows
        ),
        batch_size=5_000,
    )
    held_up = Issue.projects.through
    held_up.objects.bulk_create(
        (
            held_up(issue=row, project_id=projects[place % PROJECTS])
            for place, row in enumerate(rows)
        ),
        batch_size=5_000,
    )
    _pauses(rows, timezone.localdate(at))
    Task.objects.bulk_create(
        (
            Task(
                issue=row,
                words="迁走高压线，交出作业面",
                unit_id=units[place % UNITS],
                due_on=row.due_on,
                assigned_by="bench",
                assigned_at=row.raised_at,
            )
            for place, row in enumerate(rows[::2])
        ),
        batch_size=5_000,
    )


def _since(place: int, begun: Sequence[date], late: date) -> date:
    return late if place % 20 == 0 else begun[place % 5]


def _issue(
    place: int, at: datetime, since: date, units: Sequence[int], known: limits.Clocks
) -> Issue:
    waits = place % 50 == 8  # for the raiser, four working days by now
    row = Issue(
        number=f"W{at.year}-{place:06}",
        title=f"第{place}号问题：高压线迁改未完成",
        cause="pipelines",
        source="hand",
        state=IssueState.SOLVED if waits else _STATES[place % 4],
        level=2 if place % 60 == 0 else 1,
        level_since=since,
        accept_by=since,
        lead_id=units[place % UNITS],
        raiser_id=units[(place + 1) % UNITS],
        raised_by="bench",
        raised_at=at - timedelta(days=8),
        raised_on=since,
        waiting_since=since if waits else None,
        solved_at=at if waits else None,
    )
    row.due_on = known.due_on(row)
    # Who is near a limit was told the day before, but for those who have come near it today.
    row.reminded_of = None if place % 5 == 2 else row.due_on
    return row


def _pauses(rows: Sequence[Issue], on: date) -> None:
    """One in a hundred rests, and one in two hundred of these days is the last."""
    resting = [row for row in rows[3::100] if row.state == IssueState.IN_HAND]
    Pause.objects.bulk_create(
        Pause(
            issue=row,
            from_on=on - timedelta(days=3),
            until_on=on + timedelta(days=place % 2),
            reason="weather",
        )
        for place, row in enumerate(resting)
    )


def _ground() -> tuple[list[int], list[int]]:
    """Units with two people each, and the projects that their issues hold up; made once."""
    found = list(Unit.objects.filter(code__startswith="LOOP").order_by("pk"))
    if not found:
        city = make_unit(code="LOOPCITY")
        make_user(role=Role.PROJECT_OFFICE, unit=city)
        for number in range(UNITS):
            unit = make_unit(code=f"LOOP{number:03}", kind=UnitKind.DEPARTMENT, under=city)
            for _ in range(2):
                make_user(role=Role.DEPARTMENT, unit=unit)
        found = list(Unit.objects.filter(code__startswith="LOOP").order_by("pk"))
    units = [one.pk for one in found if one.code != "LOOPCITY"]
    known = list(Project.objects.filter(number__startswith="L0").order_by("pk"))
    if not known:
        known = Project.objects.bulk_create(
            Project(
                number=f"L{number:08}",
                name=f"第{number}号工程",
                name_key=f"第{number}号工程",
                responsible_unit_id=units[number % UNITS],
                registered_at=AT,
            )
            for number in range(PROJECTS)
        )
        Responsibility.objects.bulk_create(
            Responsibility(
                project=one,
                party=Party.LEAD_DEPARTMENT,
                unit_id=units[(place + 7) % UNITS],
                valid_from=SINCE,
            )
            for place, one in enumerate(known)
        )
    return units, [one.pk for one in known]
