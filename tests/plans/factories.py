"""A plan for tests: projects, periods in their states, and the use cases by short names."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from ballast.delivery.plans import services
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.plans.rules import AdjustmentKind, Item, PlanClass
from ballast.delivery.plans.services import Line, Paper, WindowDraft
from ballast.kernel.periods import Period
from ballast.platform.audit.services import Actor
from ballast.platform.periods import services as locks
from ballast.platform.periods.rules import State
from ballast.projects.rules import ExitCause
from tests.projects.factories import make_project

BY = Actor("system", None, "重点办")
WAN = Decimal("10000.00")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


AT = moment("2023-02-20 10:00")
IN_JUNE = moment("2023-06-20 10:00")


@transaction.atomic
def make_line(
    project=None, *, plan_class=PlanClass.CARRY_OVER, wan=100, year=2023, monthly=(), **said
):
    """A project with a draft line of a year."""
    project = project or make_project()
    line = Line(
        project_id=project.pk,
        plan_class=plan_class,
        planned_yuan=None if wan is None else wan * WAN,
        monthly_yuan=[Decimal(part) * WAN for part in monthly],
        **said,
    )
    services.put(year=year, lines=[line])
    return project


def issue(year=2023, **changed):
    return services.issue(**({"by": BY, "at": AT, "year": year, "on": AT.date()} | changed))


def open_june(year=2023):
    window = WindowDraft(name="年中调整", first_day=date(year, 6, 1), last_day=date(year, 6, 30))
    services.open_windows(by=BY, at=AT, year=year, windows=[window])


def adjust(*items, valid_from=date(2023, 6, 15), **changed):
    paper = Paper(reason="市政府批复", valid_from=valid_from, number="临政函〔2023〕6号")
    return services.adjust(
        **({"by": BY, "at": IN_JUNE, "year": 2023, "paper": paper, "items": items} | changed)
    )


def added(project, plan_class=PlanClass.NEW_START, wan=50, **said):
    return Item(
        project_id=project.pk,
        kind=AdjustmentKind.ADDED,
        plan_class=plan_class,
        planned_yuan=None if wan is None else wan * WAN,
        **said,
    )


def exited(project, **said):
    cause = {"cause": ExitCause.STOPPED} | said
    return Item(project_id=project.pk, kind=AdjustmentKind.EXITED, **cause)


def reclassed(project, plan_class, **said):
    kind = AdjustmentKind.CLASS_CHANGED
    return Item(project_id=project.pk, kind=kind, plan_class=plan_class, **said)


def repriced(project, wan, **said):
    kind = AdjustmentKind.AMOUNT_CHANGED
    return Item(project_id=project.pk, kind=kind, planned_yuan=wan * WAN, **said)


@transaction.atomic
def move(code, *states, at=AT):
    """Open a period and take it through further states."""
    for state in (State.OPEN, *states):
        reason = "核实" if state is State.OPEN else ""
        locks.move(by=BY, at=at, period=Period.from_code(code), to=state, reason=reason)


def close(code):
    move(code, State.CLOSING, State.CLOSED)


def lines(project, year=2023):
    """A project's lines in time: from, until, class, 万元, the adjustment's number."""
    return [
        (
            f"{line.valid_from:%m-%d}",
            f"{line.valid_until:%m-%d}" if line.valid_until else "",
            line.plan_class,
            None if line.planned_yuan is None else line.planned_yuan / WAN,
            line.adjustment.number if line.adjustment else None,
        )
        for line in PlanLine.objects.filter(project=project, year=year).order_by("valid_from")
    ]
