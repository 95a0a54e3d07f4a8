"""A month in a small city: a plan line, an open period, a filing in any state.

Money in 万元; the rows are written as the services leave them.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.models import Duty, Filing, Window
from ballast.kernel.periods import Period
from ballast.platform.periods import services as periods
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.rules import State
from tests.identity.factories import ACTOR
from tests.projects.factories import make_project

SEPTEMBER = "2023-09"
AT = datetime(2023, 10, 9, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # September's window is open


def wan(amount):
    return None if amount is None else Decimal(amount) * 10_000


def make_line(project=None, *, planned="1200", plan_class="CARRY_OVER", year=2023, **fields):
    """A line of the year's plan; the project is made when none is given."""
    return PlanLine.objects.create(
        project=project or make_project(),
        year=year,
        plan_class=plan_class,
        planned_yuan=wan(planned),
        valid_from=date(year, 1, 1),
        **fields,
    )


@transaction.atomic
def make_period(code=SEPTEMBER, *, at=AT, state="open"):
    """A period with its window and a duty for every project of the year's plan."""
    period = Period.from_code(code)
    periods.move(by=ACTOR, at=at, period=period, to=State.OPEN)
    lock = PeriodLock.objects.get(pk=code)
    end = period.last_day
    Window.objects.create(
        period=lock,
        opens_on=end.replace(day=20),
        cut_off_on=end.replace(day=25),
        shuts_on=end + timedelta(days=11),
    )
    lines = PlanLine.objects.filter(year=period.year, valid_until__isnull=True)
    Duty.objects.bulk_create(
        Duty(
            project=line.project,
            period=code,
            unit=line.project.responsible_unit,
            plan_class=line.plan_class,
        )
        for line in lines.select_related("project")
    )
    for step in {"open": [], "closing": ["closing"], "closed": ["closing", "closed"]}[state]:
        periods.move(by=ACTOR, at=at, period=period, to=State(step))
    lock.refresh_from_db()
    return lock


def make_filing(
    project, completed="100", *, month=None, period=SEPTEMBER, state="ACCEPTED", at=AT, **fields
):
    """A filing in any state, as the project's next attempt of the period."""
    attempt = Filing.objects.filter(project=project, period=period).count() + 1
    sent = state != "DRAFT"
    said = {
        "revision": 1,
        "month_yuan": wan(month),
        "completed_yuan": wan(completed),
        "caught_up_yuan": wan(completed or 0) - wan(month or 0),
        "visible_progress": "主体施工。",
        "unit": project.responsible_unit,
        "filed_by": "tests",
        "filed_at": at,
        "submitted_at": at if sent else None,
        "decided_at": at if sent and state != "SUBMITTED" else None,
    }
    return Filing.objects.create(
        project=project, period=period, attempt=attempt, state=state, **(said | fields)
    )


@transaction.atomic
def reopen(code=SEPTEMBER):
    """An open period closed and taken up again as its next revision."""
    for step in (State.CLOSING, State.CLOSED, State.OPEN):
        periods.move(by=ACTOR, at=AT, period=Period.from_code(code), to=step, reason="漏报")
