"""Projects with a plan and a filing: the least of a month."""

from datetime import date, datetime
from decimal import Decimal
from itertools import count as numbers
from zoneinfo import ZoneInfo

from django.db import transaction

from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress.models import Duty, Filing
from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.models import Evaluation, Trial, WarningStep
from ballast.dispatch.alerts.selectors import shipped
from ballast.dispatch.alerts.services import confirm, evaluate
from ballast.kernel.identifiers import ballast_number
from ballast.kernel.periods import Period
from ballast.kernel.pinyin import initials
from ballast.platform.audit.services import Actor
from ballast.platform.periods import services as periods
from ballast.platform.periods.models import PeriodLock
from ballast.platform.periods.rules import State
from ballast.projects.models import Project
from ballast.projects.rules import name_key

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "tests")
SEPTEMBER = "2023-09"
_serials = numbers(1)


def make_project(
    name=None,
    *,
    unit=None,
    planned="100",
    completed=None,
    plan_class="CARRY_OVER",
    period=SEPTEMBER,
    year=2023,
    total="500",
    **fields,
):
    """A project in the year's plan; with ``completed``, filed for the period. Money in 万元."""
    serial = next(_serials)
    name = name or f"示例工程{serial}"
    project = Project.objects.create(
        number=ballast_number(serial),
        name=name,
        name_key=name_key(name),
        sort_key=name,
        initials=initials(name),
        responsible_unit=unit,
        total_investment_yuan=wan(total),
        registered_at=AT,
        **fields,
    )
    PlanLine.objects.create(
        project=project,
        year=year,
        plan_class=plan_class,
        planned_yuan=wan(planned),
        valid_from=date(year, 1, 1),
    )
    if completed is not None:
        file(project, completed, period)
    else:
        count(period)
    return project


def file(project, completed, period=SEPTEMBER, words="主体施工。", **fields):
    filing = Filing.objects.create(
        project=project,
        period=period,
        attempt=project.filings.filter(period=period).count() + 1,
        completed_yuan=wan(completed),
        caught_up_yuan=wan(completed) or 0,
        state="ACCEPTED",
        visible_progress=words,
        filed_by="tests",
        filed_at=AT,
        **fields,
    )
    count(period)
    return filing


@transaction.atomic
def count(period=SEPTEMBER):
    """The period is open, every project of the plan is due in the year's, and all is counted."""
    if not PeriodLock.objects.filter(pk=period).exists():
        periods.move(by=BY, at=AT, period=Period.from_code(period), to=State.OPEN)
    year = period[:4]
    codes = PeriodLock.objects.filter(pk__startswith=year).values_list("pk", flat=True)
    lines = PlanLine.objects.filter(year=year).values_list("project_id", flat=True)
    Duty.objects.bulk_create(
        [Duty(project_id=pk, period=code) for code in codes for pk in lines],
        ignore_conflicts=True,
    )
    recount(periods=codes)


def make_trial(period=SEPTEMBER):
    """A rulebook that waits to be tried."""
    return Trial.objects.create(
        text=shipped("wuhan"), since=period, until=period, by="tests", at=AT, moved_at=AT
    )


@transaction.atomic
def close(period):
    froze = {"digest": "", "rows": 0}
    for to, extra in ((State.CLOSING, {}), (State.CLOSED, froze)):
        periods.move(by=BY, at=AT, period=Period.from_code(period), to=to, extra=extra)


def wan(amount):
    return None if amount is None else Decimal(amount) * 10_000


def confirm_drafts(period=SEPTEMBER):
    """The office has judged what the period's closing drafted."""
    drafts = WarningStep.objects.filter(period=period, state="draft")
    confirm(by=BY, at=AT, ids=list(drafts.values_list("pk", flat=True)))


def decide_and_show(period=SEPTEMBER):
    """The period's lamps as everybody sees them."""
    evaluate(by=BY, at=AT, period=period)
    Evaluation.objects.filter(period=period).update(issued_at=AT, issued_by=BY.label)
